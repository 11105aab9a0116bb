"""Links a file on this machine as a document of the case."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.content.library import words
from tui.panes.view import CaseView
from tui.ports.documents import hashed
from tui.widgets.line_input import LineInput

__all__ = ["EvidenceScreen", "hashed"]


class EvidenceScreen(ModalScreen[str]):
    """Asks for the path of a document and says what the document has to show."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "close", show=False, priority=True)]

    def __init__(self, name: str, path: str, view: CaseView) -> None:
        """Ask about a kind of document."""
        super().__init__()
        self._kind = view.content.documents.get(name)
        self._name = name
        self._path = path
        self._interface = view.interface

    def compose(self) -> ComposeResult:
        """Lay out the title, what it must show, and the field for the path."""
        language, text = self._interface.language, self._interface.text
        title = words(self._kind.title, language) if self._kind else self._name
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(text("claim.evidence", title=title), "bold"), classes="question")
            yield LineInput(self._path, compact=True, id="evidence-path")
            yield Static("", classes="field-note", id="evidence-note", markup=False)
            yield Static(Content("\n".join(self._lines(language))))
            yield Static(Content.styled(text("claim.close"), "$text-muted"))

    def _lines(self, language: str) -> list[str]:
        if self._kind is None:
            return []
        text = self._interface.text
        lines = [f"  {item}" for item in self._kind.shows.get(language, ())]
        refused = [f"  {item}" for item in self._kind.not_accepted.get(language, ())]
        shown = [text("evidence.shows"), *lines] if lines else []
        not_taken = [text("evidence.not_accepted"), *refused] if refused else []
        note = words(self._kind.note, language)
        return [*shown, *not_taken, *([note] if note else [])]

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(LineInput).focus()
        self._note()

    @on(Input.Changed)
    def _note(self) -> None:
        typed = self.query_one(LineInput).value.strip()
        is_missing = bool(typed) and not Path(typed).expanduser().is_file()
        note = self.query_one("#evidence-note", Static)
        note.display = is_missing
        note.update(Content(self._interface.text("evidence.missing")))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_close()

    def action_close(self) -> None:
        """Close and keep what was entered."""
        self.dismiss(self.query_one(LineInput).value.strip())
