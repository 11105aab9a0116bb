"""Form mode: Amazon's questions as fields, each counted, copied by one key, and marked as copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content as Text
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.content.library import words
from tui.core.letter.form import FormField
from tui.core.letter.shown import show_parameter
from tui.panes.view import CaseView
from tui.widgets.line_list import LineList, Row
from tui.widgets.still import Still
from tui.widgets.text_page import TextPage

Copy = Callable[[str, str], None]
"""Copies a text; the second value names what it is."""


class FormScreen(ModalScreen[str]):
    """The whole window: the questions, and the answer to the highlighted one as it is pasted.

    Its result is a section that somebody wants to edit, or an empty text.
    """

    DEFAULT_CSS = """
    FormScreen { align: left top; }
    FormScreen #form-frame { width: 100%; height: 100%; background: $surface; layout: vertical; }
    FormScreen #form-title { height: auto; padding: 0 1; text-style: bold; }
    FormScreen #form-list { height: 9; padding: 0 1; border-bottom: solid $primary-muted; }
    FormScreen #form-count { height: 1; padding: 0 1; color: $text-muted; }
    FormScreen #form-text { height: 1fr; padding: 0 1; }
    FormScreen #form-keys { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("ctrl+l,c", "copy_field", show=False, priority=True),
        Binding("f5,e", "edit", show=False, priority=True),
    ]

    def __init__(
        self, view: CaseView, fields: tuple[FormField, ...], copied: MutableMapping[str, str], copy: Copy
    ) -> None:
        """Show fields; `copied` holds by field the text that was last copied, and is kept up to date."""
        super().__init__()
        self._view = view
        self._fields = {field.id: field for field in fields}
        self._copied = copied
        self._copy = copy

    def compose(self) -> ComposeResult:
        """Lay out the title, the questions, the count, the answer and the keys."""
        text, view = self._view.interface.text, self._view
        title = words(view.content.outlines[view.case.response].title, view.interface.language)
        with Vertical(id="form-frame"):
            yield Static(Text(text("form.title", kind=title)), id="form-title")
            yield LineList(list(self._rows()), empty=text("form.empty"), id="form-list")
            yield Still("", id="form-count", markup=False)
            yield TextPage(id="form-text")
            yield Static(Text(text("form.keys")), id="form-keys")

    def _rows(self) -> Iterator[Row]:
        text = self._view.interface.text
        for field in self._fields.values():
            said = self._state(field)
            sign = {"copied": "✓", "changed": "!", "empty": "-"}.get(said, " ")
            yield Row(field.id, f"{field.question}  {text(f'form.states.{said}')}".rstrip(), sign, dim=said == "empty")

    def _state(self, field: FormField) -> str:
        if not field.text.strip():
            return "empty"
        if field.id not in self._copied:
            return "waiting"
        return "copied" if self._copied[field.id] == field.text else "changed"

    def on_mount(self) -> None:
        """Begin with the first field that is not copied yet."""
        listed = self.query_one(LineList)
        listed.focus()
        waiting = [name for name, field in self._fields.items() if self._state(field) in ("waiting", "changed")]
        if waiting:
            listed.select(waiting[0])
        self._show()

    @property
    def _current(self) -> FormField | None:
        return self._fields.get(self.query_one(LineList).row_id or "")

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_copy_field()

    def _show(self) -> None:
        field = self._current
        if field is None:
            return
        self.query_one("#form-count", Still).update(Text(self._count(field)), layout=False)
        empty = self._view.interface.text("letter.empty_section")
        self.query_one(TextPage).show(Text(field.text) if field.text.strip() else Text.styled(empty, "dim"))

    def _count(self, field: FormField) -> str:
        interface = self._view.interface
        counted = interface.text("form.count", words=f"{field.words:,}", characters=f"{field.characters:,}")
        if field.limit is None:
            return f"{counted} · {interface.text('form.no_limit')}"
        limit = interface.text("form.limit", limit=show_parameter(field.limit, interface.language))
        return f"{counted} · {limit}{' · ' + interface.text('form.over') if field.is_over else ''}"

    def action_copy_field(self) -> None:
        """Copy the answer, mark it as copied and go on to the next one."""
        field = self._current
        if field is None or not field.text.strip():
            self._copy("", "field")
            return
        self._copy(field.text, "field")
        self._copied[field.id] = field.text
        listed = self.query_one(LineList)
        listed.show_rows(list(self._rows()))
        listed.action_move(1)

    def action_edit(self) -> None:
        """Go to the section of the answer in the letter."""
        field = self._current
        self.dismiss(field.sections[-1] if field and field.sections else "")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss("")
