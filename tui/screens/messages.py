"""What the app said since it was opened, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.interface import Interface

SIGNS = {"information": "·", "warning": "!", "error": "✗"}


@dataclass(frozen=True, slots=True)
class Told:
    """A message that was shown: when, how grave, and its words."""

    at: datetime
    severity: str
    message: str


class MessagesScreen(ModalScreen[None]):
    """One page that scrolls; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", show=False)]

    def __init__(self, told: Sequence[Told], interface: Interface) -> None:
        """Show messages, given in the order in which they were told."""
        super().__init__()
        self._told = told
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="dialog", id="messages-page"):
            yield Static(self._page())

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#messages-page").focus()

    def _page(self) -> Content:
        text = self._interface.text
        parts: list[Content | tuple[str, str] | str] = [(text("messages.title"), "bold"), "\n"]
        for told in reversed(self._told):
            when = told.at.astimezone().strftime("%H:%M:%S")
            parts.extend(["\n", (when, "$text-muted"), f" {SIGNS[told.severity]} ", told.message])
        if not self._told:
            parts.extend(["\n", (text("messages.none"), "$text-muted")])
        parts.extend(["\n\n", (text("help.close"), "$text-muted")])
        return Content.assemble(*parts)

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)
