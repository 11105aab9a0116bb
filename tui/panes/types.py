"""The chooser: the seller's cases, and all suspension types by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui.core.content.library import words
from tui.core.directory.search import folded
from tui.interface import Interface
from tui.panes.messages import CaseChosen, CommandChosen, TypeChosen
from tui.panes.view import Pane
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row
from tui.widgets.still import Still

if TYPE_CHECKING:
    from tui.core.case.store import CaseSummary
    from tui.core.content.compiled import Index

# What somebody without a case may want first, above all the types: commands by their ids.
BEGINNINGS = ("notice", "contacts", "sample", "tour")
SIGNS = {"normal": " ", "high": "!", "stop": "✗"}


class TypesPane(Pane):
    """A filter and one list: cases first, then types under their groups."""

    name_key = "types"

    def __init__(self, interface: Interface, index: Index) -> None:
        """Show the types of the content."""
        super().__init__(interface)
        self._index = index
        self._cases: tuple[CaseSummary, ...] = ()
        self._open_case = ""
        self._haystacks = {
            entry.id: folded(" ".join((entry.id, entry.reference, *entry.title.values(), *entry.summary.values())))
            for entry in index.types
        }

    def compose(self) -> ComposeResult:
        """Lay out the filter over the list."""
        yield LineInput(placeholder=self.interface.text("types.filter"), compact=True, id="types-filter")
        yield LineList(self._rows(""), empty=self.interface.text("types.empty"), id="types-list")
        yield Still("", id="types-detail", markup=False)

    def show_cases(self, cases: Sequence[CaseSummary], open_case: str) -> None:
        """Show the seller's cases above the types."""
        self._cases, self._open_case = tuple(cases), open_case
        self._refilter()

    def _rows(self, query: str) -> list[Row]:
        terms = folded(query).split()
        language = self.interface.language
        rows = self._case_rows(terms) if self._cases else self._beginnings(terms)
        for group in self._index.groups:
            entries = [
                entry
                for entry in self._index.types
                if entry.group == group.id and all(term in self._haystacks[entry.id] for term in terms)
            ]
            if entries:
                rows.append(Row(f"group:{group.id}", words(group.title, language), heading=True))
                rows.extend(
                    Row(f"type:{entry.id}", words(entry.title, language), sign=SIGNS[entry.severity])
                    for entry in entries
                )
        return rows

    def _beginnings(self, terms: list[str]) -> list[Row]:
        if terms:
            return []
        text = self.interface.text
        ways = [Row(f"begin:{name}", text(f"begin.{name}"), sign="→") for name in BEGINNINGS]
        return [Row("group:begin", text("begin.title"), heading=True), *ways]

    def _case_rows(self, terms: list[str]) -> list[Row]:
        titles = {entry.id: words(entry.title, self.interface.language) for entry in self._index.types}
        rows = []
        for case in self._cases:
            if case.problem:
                text = f"{case.id}: {self.interface.text('types.damaged', problem=case.problem)}"
            else:
                parts = (case.store_name, self._standing(case), titles.get(case.type, case.type), case.marketplace)
                text = " · ".join(part for part in parts if part)
            if all(term in folded(text + case.id) for term in terms):
                rows.append(Row(f"case:{case.id}", text, sign="●" if case.id == self._open_case else " "))
        return [Row("group:cases", self.interface.text("types.cases"), heading=True), *rows] if rows else []

    def _standing(self, case: CaseSummary) -> str:
        """Return where a case stands, with the next day on which something is due."""
        text = self.interface.text
        standing = text(f"types.standing.{case.standing}")
        return f"{standing}, {text('types.next', day=case.next_day)}" if case.next_day else standing

    @property
    def case_ids(self) -> list[str]:
        """The cases that can be opened, in the order of the list."""
        return [case.id for case in self._cases if not case.problem]

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, row_id: str | None) -> None:
        """Show the whole of a case's line, which the narrow list may have cut."""
        detail = self.query_one("#types-detail", Static)
        row = next((row for row in self.query_one(LineList).rows if row.id == row_id), None)
        case = next((case for case in self._cases if row_id == f"case:{case.id}"), None)
        detail.display = case is not None
        if row is None or case is None:
            return
        made = case.created.date() if case.created else "?"
        details = self.interface.text("types.details", created=made, id=case.id)
        detail.update(Content(str(row.text) if case.problem else f"{row.text}\n{details}"))

    def _refilter(self) -> None:
        if self.is_mounted:
            listed = self.query_one(LineList)
            listed.show_rows(self._rows(self.query_one(LineInput).value))
            self._show_detail(listed.row_id)

    @on(Input.Changed, "#types-filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._refilter()

    @on(Input.Submitted, "#types-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(LineList).focus()

    def key_down(self) -> None:
        """From the filter, go down into the list."""
        if self.query_one(LineInput).has_focus:
            self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        kind, _, name = event.row_id.partition(":")
        chosen = {"type": TypeChosen, "case": CaseChosen, "begin": CommandChosen}[kind]
        self.post_message(chosen(name))

    def focus_first(self) -> None:
        """Start in the list; the filter is one key away."""
        self.query_one(LineList).focus()
