"""Shows how far long work has come; Esc gives it up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.interface import Interface
from tui.widgets.still import Still

BAR = 40


class ProgressScreen(ModalScreen[None]):
    """One sentence, a bar, and the file at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    def __init__(self, sentence: str, interface: Interface) -> None:
        """Say what is being done."""
        super().__init__()
        self._sentence = sentence
        self._interface = interface
        self.given_up = False
        """Whether somebody asked to stop; the work looks at it when it reports."""

    def compose(self) -> ComposeResult:
        """Lay out the sentence over the bar."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._sentence, "bold"), classes="question")
            yield Still("", id="progress-bar", markup=False)
            yield Still("", id="progress-file", markup=False)
            yield Static(Content.styled(self._interface.text("export.stop"), "dim"))

    def show(self, done: int, total: int, name: str) -> None:
        """Show how far it has come."""
        if not self.is_mounted:
            return
        share = done / total if total else 1.0
        filled = round(share * BAR)
        self.query_one("#progress-bar", Still).update(Content(f"{'#' * filled}{'-' * (BAR - filled)} {share:4.0%}"))
        self.query_one("#progress-file", Still).update(Content(name[:70]))

    def action_give_up(self) -> None:
        """Ask the work to stop."""
        self.given_up = True
