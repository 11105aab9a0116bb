"""Amazon's notice as it was pasted."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from tui.interface import Interface
from tui.panes.messages import NoticeChanged
from tui.panes.view import CaseView, Pane
from tui.widgets.editor import Editor


class NoticePane(Pane):
    """One editor for the notice; what is pasted stays with the case."""

    name_key = "notice"

    def __init__(self, interface: Interface) -> None:
        """Make the pane."""
        super().__init__(interface)
        self._case: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield Editor(placeholder=self.interface.text("notice.hint"), id="notice-editor")

    async def show(self, view: CaseView | None) -> None:
        """Show the notice of the case; what is being typed for the same case is left alone."""
        case = view.case.id if view else ""
        if case != self._case:
            self._case = case
            self.query_one(Editor).load(view.notice if view else "")

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.post_message(NoticeChanged(event.text))
