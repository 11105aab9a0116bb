"""A question with several answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.line_list import LineList, Row


class ChoiceScreen(ModalScreen[str]):
    """Says what happened and offers answers; Esc is none of them, an empty text."""

    DEFAULT_CSS = """
    ChoiceScreen #choices { height: auto; min-height: 1; max-height: 12; }
    ChoiceScreen #choice-detail { height: auto; margin-top: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Ask; each answer has an id and its words, and the cursor begins at the chosen one."""
        super().__init__()
        self._question = question
        self._answers = dict(answers)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out the question over its answers; below, the whole of an answer that its line may have cut."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield LineList([Row(name, words) for name, words in self._answers.items()], id="choices")
            yield Static("", id="choice-detail", markup=False)

    def on_mount(self) -> None:
        """Put the focus on the answers."""
        answers = self.query_one(LineList)
        answers.focus()
        answers.select(self._chosen)
        self._show_detail(answers.row_id)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, row_id: str | None) -> None:
        self.query_one("#choice-detail", Static).update(Content(self._answers.get(row_id or "", "")))

    @on(LineList.Chosen)
    def _taken(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.row_id)

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss("")
