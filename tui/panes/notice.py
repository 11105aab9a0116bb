"""Amazon's notice as it was pasted."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from tui.interface import Interface
from tui.panes.view import CaseView, Pane
from tui.widgets.editor import Editor


class NoticePane(Pane):
    """One editor for the notice; what is pasted stays with the case."""

    name_key = "notice"

    @dataclass
    class NoticeChanged(Message):
        """A person pasted or changed the notice."""

        text: str

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
        self.post_message(self.NoticeChanged(event.text))
