"""What was sent, what came back, all days of the case on a line, and every step with its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.panes.history_rows import HistoryRows
from tui.panes.messages import AnswerChosen, AttemptChosen, HistoryWanted, PointTicked
from tui.panes.view import CaseView, Pane
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList
from tui.widgets.still import Still

if TYPE_CHECKING:
    from tui.core.case.dossier import Dossier
    from tui.interface import Interface

LEAD = 2
"""The columns before the text of a row."""


class HistoryPane(Pane):
    """One list; below it, the whole of the highlighted line and what Enter does there."""

    name_key = "history"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", show=False)]

    def __init__(self, interface: Interface, today: Callable[[], date]) -> None:
        """Make the pane; what it shows is read from the folder of the case."""
        super().__init__(interface)
        self._today = today
        self._view: CaseView | None = None
        self._dossier: Dossier | None = None

    def compose(self) -> ComposeResult:
        """Lay out the list over the details."""
        yield LineList(empty=self.interface.text("actions.empty"), id="history-list")
        yield Still("", id="history-detail", markup=False)

    async def show(self, view: CaseView | None) -> None:
        """Ask for what the folder of the case tells; it is read beside the interface."""
        if self._view is None or view is None or view.case.id != self._view.case.id:
            self._dossier = None
        self._view = view
        self._show_rows()
        if view is not None:
            self.post_message(HistoryWanted())

    def show_dossier(self, case: str, dossier: Dossier) -> None:
        """Show what was read, unless another case is open by now."""
        if self._view is not None and self._view.case.id == case:
            self._dossier = dossier
            self._show_rows()

    def _show_rows(self) -> None:
        listed = self.query_one(LineList)
        if self._view is None or self._dossier is None:
            listed.show_rows([])
        else:
            # As if the scrollbar were there: it comes and goes with the rows, and the line must not jump with it.
            width = (listed.content_size.width or self.size.width) - listed.styles.scrollbar_size_vertical - LEAD
            listed.show_rows(list(HistoryRows(self._view, self._dossier, self._today(), width)))
        self._show_detail(listed.row_id)

    def on_resize(self, event: events.Resize) -> None:
        """Draw the line of days for another width."""
        del event
        self.call_after_refresh(self._show_rows)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, row_id: str | None) -> None:
        detail = self.query_one("#history-detail", Static)
        row = next((row for row in self.query_one(LineList).rows if row.id == row_id), None)
        detail.display = row is not None
        if row is None:
            return
        key = f"history.keys.{row.id.partition(':')[0]}"
        keys = self.interface.text(key) if self.interface.has(key) else ""
        detail.update(Content.assemble(str(row.text), "\n" if keys else "", (keys, "dim")))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        kind, _, name = event.row_id.partition(":")
        if kind == "do":
            self.post_message(KeyLine.Picked(name))
        elif kind == "attempt":
            self.post_message(AttemptChosen(int(name)))
        elif kind == "reply":
            self.post_message(AnswerChosen(int(name)))
        elif kind == "point" and self._dossier is not None:
            number, _, place = name.partition(".")
            reply = self._dossier.answer(int(number))
            if reply is not None:
                done = not reply.note.points[int(place)].done
                self.post_message(PointTicked(int(number), int(place), done))

    def action_choose(self) -> None:
        """Do what Enter does on the highlighted line."""
        self.query_one(LineList).action_choose()

    def focus_first(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()
