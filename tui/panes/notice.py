"""Amazon's notice as it was pasted."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from tui.interface import Interface
from tui.panes.view import Pane
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
        self._case = ""

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield Editor(placeholder=self.interface.text("notice.hint"), id="notice-editor")

    def show(self, case: str, notice: str) -> None:
        """Show the notice of a case."""
        if case != self._case:
            self._case = case
            self.query_one(Editor).load(notice)

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.post_message(self.NoticeChanged(event.text))
