"""The advice of a type on one page that scrolls."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.panes.advice import advice
from tui.panes.view import CaseView


class AdviceScreen(ModalScreen[None]):
    """Shows what to do now and what not to do; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f7,q,enter", "close", show=False)]

    def __init__(self, view: CaseView) -> None:
        """Show the advice for a case."""
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="dialog", id="advice-page"):
            yield Static(advice(self._view))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#advice-page").focus()

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)
