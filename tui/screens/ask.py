"""A question with yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.interface import Interface
from tui.widgets.line_list import LineList, Row


class AskScreen(ModalScreen[bool]):
    """Asks one question; Esc is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n", "answer(False)", show=False),
        Binding("y", "answer(True)", show=False),
    ]

    def __init__(self, question: str, interface: Interface) -> None:
        """Ask a question."""
        super().__init__()
        self._question = question
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the question over its answers, no first."""
        answers = [Row(name, self._interface.text(f"questions.{name}")) for name in ("no", "yes")]
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield LineList(answers, id="answers")

    def on_mount(self) -> None:
        """Put the focus on the answers."""
        self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.row_id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer by key."""
        self.dismiss(yes)
