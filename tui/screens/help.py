"""Help for a pane: what it is for, and its live keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import COMMANDS, Command
from tui.interface import Interface
from tui.keys import shown_key


class HelpScreen(ModalScreen[None]):
    """One page that scrolls; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,q,enter", "close", show=False)]

    def __init__(self, pane: str, interface: Interface, keys: Mapping[str, str]) -> None:
        """Explain a pane with the keys as they are configured."""
        super().__init__()
        self._pane = pane
        self._interface = interface
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="dialog", id="help-page"):
            yield Static(self._page())

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#help-page").focus()

    def _page(self) -> Content:
        text = self._interface.text
        here = [command for command in COMMANDS if command.where == self._pane]
        everywhere = [command for command in COMMANDS if command.where == "everywhere"]
        parts: list[Content | tuple[str, str] | str] = [
            (text(f"panes.{self._pane}"), "bold"),
            "\n",
            text(f"help.{self._pane}"),
            "\n",
        ]
        for title, commands in (("help.keys", here), ("help.everywhere", everywhere)):
            if commands:
                parts.extend(["\n", (text(title), "bold"), "\n", *(self._line(command) for command in commands)])
        parts.extend(["\n", (text("help.close"), "$text-muted")])
        return Content.assemble(*parts)

    def _line(self, command: Command) -> str:
        text = self._interface.text
        key = shown_key(self._keys.get(command.id, command.keys))
        return f"{key:<10} {text(f'commands.{command.id}.title')}: {text(f'commands.{command.id}.help')}\n"

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)
