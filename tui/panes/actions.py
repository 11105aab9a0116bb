"""Causes, grounds, actions and documents with their states: what the seller says is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.core.content.library import words
from tui.core.content.records import Statement
from tui.core.letter.routing import holds
from tui.interface import Interface
from tui.panes.messages import StatementAsked
from tui.panes.view import CaseView, Pane
from tui.widgets.line_list import LineList, Row
from tui.widgets.still import Still


class ActionsPane(Pane):
    """One list with a heading for each kind; below it, what the letter says because of the highlighted line."""

    name_key = "actions"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "ask", show=False)]

    def __init__(self, interface: Interface) -> None:
        """Make the pane; its lines come with the case."""
        super().__init__(interface)
        self._view: CaseView | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list over the preview."""
        yield LineList(empty=self.interface.text("actions.empty"), id="actions-list")
        yield Still("", id="actions-preview", markup=False)

    async def show(self, view: CaseView | None) -> None:
        """Show the statements of a case with their states."""
        self._view = view
        self.query_one(LineList).show_rows(list(self._rows(view)) if view else [])
        self._preview(self.query_one(LineList).row_id)

    def _rows(self, view: CaseView) -> Iterator[Row]:
        record, outline = view.body.type, view.content.outlines[view.case.response]
        held = {section.holds for section in outline.sections}
        groups: tuple[tuple[str, tuple[Statement, ...]], ...] = (
            ("causes", record.causes if "causes" in held else ()),
            ("grounds", record.grounds if "grounds" in held else ()),
            ("corrective", self._of_part(view, "corrective") if "corrective" in held else ()),
            ("preventive", self._of_part(view, "preventive") if "preventive" in held else ()),
        )
        for name, statements in groups:
            shown = [item for item in statements if holds(item.when, view.case.facts)]
            if shown:
                yield Row(f"group:{name}", self.interface.text(f"actions.{name}"), heading=True)
                yield from (self._statement_row(view, item) for item in shown)
        yield from self._document_rows(view)

    def _of_part(self, view: CaseView, part: str) -> tuple[Statement, ...]:
        return tuple(item for item in view.body.type.actions if item.part == part)

    def _statement_row(self, view: CaseView, item: Statement) -> Row:
        state = view.case.claim(item.id).state
        return Row(
            f"claim:{item.id}", view.wording.ask.get(item.id, item.id), sign=self.interface.text(f"signs.{state}")
        )

    def _document_rows(self, view: CaseView) -> Iterator[Row]:
        needs = [need for need in view.body.type.documents if holds(need.when, view.case.facts)]
        names = list(dict.fromkeys([*(need.id for need in needs), *sorted(view.case.evidence)]))
        if not names:
            return
        yield Row("group:documents", self.interface.text("actions.documents"), heading=True)
        for name in names:
            kind = view.content.documents.get(name)
            title = words(kind.title, self.interface.language) if kind else name
            linked = view.case.evidence.get(name)
            sign = self.interface.text(f"signs.{'done' if linked else 'not_claimed'}")
            yield Row(f"document:{name}", f"{title}: {linked.path}" if linked else title, sign=sign)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._preview(event.row_id)

    def _preview(self, row_id: str | None) -> None:
        """Show the whole question, which the line may have cut, and what the letter says because of the answer."""
        preview = self.query_one("#actions-preview", Static)
        name = (row_id or "").partition(":")[2]
        question = self._view.wording.ask.get(name, "") if self._view else ""
        said = self._said(name) if name and self._view else ""
        preview.update(Content.assemble(question, "\n" if question and said else "", (said, "italic")))
        preview.display = bool(question or said)

    def _said(self, name: str) -> str:
        assert self._view is not None
        for letter in (self._view.along, self._view.letter):
            for section in letter.sections if letter else ():
                for sentence in section.sentences:
                    if sentence.statement == name:
                        return sentence.text
        return ""

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        kind, _, name = event.row_id.partition(":")
        self.post_message(StatementAsked(kind, name))

    def action_ask(self) -> None:
        """Ask about the highlighted line."""
        self.query_one(LineList).action_choose()

    def focus_first(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()
