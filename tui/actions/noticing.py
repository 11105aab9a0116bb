"""The notice: read while it is typed, taken from the clipboard or from a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import on, work

from tui.actions.desk import Desk
from tui.panes.messages import NoticeChanged

if TYPE_CHECKING:
    pass


class Noticing(Desk):
    """The notice: read while it is typed, taken from the clipboard or from a file."""

    @on(NoticeChanged)
    def _notice_changed(self, event: NoticeChanged) -> None:
        if event.text != self.session.notice():
            self.session.set_notice(event.text)
            self.saver.request()
        self._read_notice(event.text)

    @work(thread=True, exclusive=True, group="notice", exit_on_error=False)
    def _read_notice(self, text: str) -> None:
        """Read the notice beside the interface; the pane shows it unless the text has changed by then."""
        from tui.core.notice.proposals import proposals
        from tui.core.notice.reading import read_notice
        from tui.panes.notice import NoticePane, ReadNotice

        reading = read_notice(self.session.content, text)
        view = self.main.view()
        read = ReadNotice(text, reading, proposals(view.facts, reading) if view else ())
        for pane in self.main.query(NoticePane):
            self.call_from_thread(pane.show_reading, read)

    async def action_paste_notice(self) -> None:
        """Take the system's clipboard as the notice."""
        await self.main.show_pane("notice")
        self._paste_notice()

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _paste_notice(self) -> None:
        from tui.ports.clipboard.pasting import paste

        self.call_from_thread(self._put_notice, paste(os.environ, self.clipboard_settings()), "notice.no_clipboard")

    def _put_notice(self, text: str | None, complaint: str) -> None:
        from tui.panes.notice import NoticePane

        if not text:
            self.notify(self.interface.text(complaint), severity="warning", markup=False)
            return
        self.main.query_one(NoticePane).put(text)

    async def action_open_notice(self) -> None:
        """Ask for a file and take its text as the notice."""
        from tui.screens.path import PathScreen

        await self.main.show_pane("notice")
        question = self.interface.text("notice.which_file")
        self.push_screen(PathScreen(question, self.interface), self._open_notice_file)

    def _open_notice_file(self, path: str | None) -> None:
        from tui.core.notice.files import read_notice_file

        if path:
            self._put_notice(read_notice_file(path), "notice.no_file")
