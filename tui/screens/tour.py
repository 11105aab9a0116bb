"""The tour: six steps, each with the pane it speaks of in sight above it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import BY_ID
from tui.interface import Interface
from tui.keys import shown_key

# What each step is called in the texts, the pane it shows, and the command that leads there later.
STEPS = (
    ("notice", "notice", "notice"),
    ("types", "types", "types"),
    ("facts", "facts", "facts"),
    ("actions", "actions", "actions"),
    ("letter", "letter", "letter"),
    ("contacts", "contacts", "copy-letter"),
)


class TourScreen(ModalScreen[str]):
    """A box at the lower edge; returns the pane that was shown last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space,down", "go(1)", show=False),
        Binding("left,backspace,up", "go(-1)", show=False),
        Binding("escape,q", "end", show=False),
    ]

    def __init__(
        self, show_pane: Callable[[str, bool], Awaitable[None]], interface: Interface, keys: Mapping[str, str]
    ) -> None:
        """Walk with a function that brings a pane to the front."""
        super().__init__()
        self._show_pane = show_pane
        self._interface = interface
        self._keys = keys
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="dialog"):
            yield Static(id="tour-text")

    async def on_mount(self) -> None:
        """Begin with the first step."""
        await self._show()

    async def _show(self) -> None:
        name, pane, command = STEPS[self._at]
        await self._show_pane(pane, False)
        text = self._interface.text
        key = shown_key(self._keys.get(command, BY_ID[command].keys))
        title = text("tour.title", number=self._at + 1, all=len(STEPS), pane=text(f"panes.{pane}"))
        last = self._at == len(STEPS) - 1
        self.query_one("#tour-text", Static).update(
            Content.assemble(
                (title, "bold $text-primary"),
                "\n",
                text(f"tour.{name}", press=key),
                "\n",
                (text("tour.last_keys" if last else "tour.keys"), "$text-muted"),
            )
        )

    async def action_go(self, step: int) -> None:
        """Show the next step, or the one before; after the last one the tour ends."""
        if self._at + step >= len(STEPS):
            self.action_end()
            return
        self._at = max(0, self._at + step)
        await self._show()

    def action_end(self) -> None:
        """Go on at the pane that is shown."""
        self.dismiss(STEPS[self._at][1])
