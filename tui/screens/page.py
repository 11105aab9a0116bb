"""A page to read that lies over the work: what was sent, what came back, what is new."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class PageScreen(ModalScreen[None]):
    """One page that scrolls; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", show=False)]

    def __init__(self, page: Content) -> None:
        """Show a page."""
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="dialog", id="page"):
            yield Static(self._page)

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#page").focus()

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)
