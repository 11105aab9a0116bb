"""Rehearsal: the questions of an investigator, each with what the case answers, or open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.checks.rehearsal import Rehearsed, rehearse
from tui.core.content.library import words
from tui.panes.view import CaseView
from tui.widgets.line_list import LineList, Row

ANSWERED, OPEN = "✓", "?"


class RehearsalScreen(ModalScreen[None]):
    """The questions in a list, the highlighted one's answers below; Esc closes it."""

    DEFAULT_CSS = """
    RehearsalScreen #rehearsal { width: 100; height: 92%; }
    RehearsalScreen #rehearsal-list { height: 1fr; }
    RehearsalScreen #rehearsal-answers { height: 45%; border-top: solid $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,shift+f7", "close", show=False, priority=True)]

    def __init__(self, view: CaseView) -> None:
        """Show the questions for a case, in the interface's language."""
        super().__init__()
        self._view = view
        asked = rehearse(view.content, view.case, view.interface.language)
        self._asked = {item.id: item for item in asked}

    def compose(self) -> ComposeResult:
        """Lay out the count, the questions, the answers and the keys."""
        text = self._view.interface.text
        open_ones = sum(item.is_open for item in self._asked.values())
        with Vertical(classes="dialog", id="rehearsal"):
            count = text("rehearsal.count", count=len(self._asked), open=open_ones)
            yield Static(Content.styled(count, "bold"), classes="question")
            yield LineList(list(self._rows()), empty=text("rehearsal.none"), id="rehearsal-list")
            with VerticalScroll(id="rehearsal-answers", can_focus=False):
                yield Static("", id="rehearsal-text", markup=False)
            yield Static(Content.styled(text("rehearsal.keys"), "dim"))

    def _rows(self) -> Iterator[Row]:
        language = self._view.interface.language
        for item in self._asked.values():
            yield Row(item.id, words(item.question, language), sign=OPEN if item.is_open else ANSWERED)

    def on_mount(self) -> None:
        """Begin with the first question."""
        listed = self.query_one(LineList)
        listed.focus()
        self._show(listed.row_id)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show(event.row_id)

    def _show(self, name: str | None) -> None:
        item = self._asked.get(name or "")
        if item is not None:
            self.query_one("#rehearsal-text", Static).update(Content("\n".join(self._lines(item))))

    def _lines(self, item: Rehearsed) -> Iterator[str]:
        text = self._view.interface.text
        yield words(item.question, self._view.interface.language)
        yield ""
        yield from (f"{ANSWERED} {answer.text}" for answer in item.answers)
        if item.is_open:
            yield text("rehearsal.open")
        if item.missing:
            yield text("rehearsal.missing")
            yield from (f"· {self._label(name)}" for name in item.missing)

    def _label(self, name: str) -> str:
        shared = self._view.content.reference.shared_wording.get(self._view.interface.language)
        asked = self._view.wording.ask.get(name) or (shared.ask.get(name) if shared else None)
        return asked or self._view.label(name)

    def action_close(self) -> None:
        """Go back to the work."""
        self.dismiss(None)
