"""The notice: read while it is typed, taken from the clipboard or from a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import on, work

from tui.actions.desk import Desk
from tui.panes.messages import NoticeChanged

if TYPE_CHECKING:
    from tui.interface import Interface
    from tui.saver import Saver
    from tui.session import CaseSession


class Noticing(Desk):
    """The notice: read while it is typed, taken from the clipboard or from a file."""

    def __init__(self, session: CaseSession, interface: Interface, saver: Saver) -> None:
        """Begin without having read a notice."""
        super().__init__(session, interface, saver)
        self._notices: dict[str, str] = {}
        """The last text of each case that was its notice: an answer may be pasted over it."""

    @on(NoticeChanged)
    def _notice_changed(self, event: NoticeChanged) -> None:
        if self.session.case is not None and self.session.notice():
            self._notices.setdefault(self.session.case.id, self.session.notice())
        if event.text != self.session.notice():
            self.session.set_notice(event.text)
            self.saver.request()
        self._read_notice(event.text)

    @work(thread=True, exclusive=True, group="notice", exit_on_error=False)
    def _read_notice(self, text: str) -> None:
        """Read the notice beside the interface; the pane shows it unless the text has changed by then."""
        from tui.core.notice.answers import REPLIES
        from tui.core.notice.proposals import proposals
        from tui.core.notice.reading import read_notice
        from tui.panes.notice import NoticePane, ReadNotice

        reading = read_notice(self.session.content, text)
        view = self.main.view()
        if view is not None and reading.kind == "notice":
            self._notices[view.case.id] = text
        answered = self._answered(view.case.id) if view is not None and reading.kind in REPLIES else 0
        read = ReadNotice(text, reading, proposals(view.facts, reading) if view else (), answered)
        for pane in self.main.query(NoticePane):
            self.call_from_thread(pane.show_reading, read)

    def _answered(self, case: str) -> int:
        """Return the number of the last attempt, which an answer that is pasted now would answer; 0 without one."""
        from tui.core.case.submissions import submissions

        sent = submissions(self.session.store.folder(case))
        return sent[-1].manifest.number if sent else 0

    def without_notice(self, text: str) -> str:
        """Return a text of the notice pane without the notice that it may begin with."""
        notice = self._notices.get(self.session.case.id, "").strip() if self.session.case else ""
        rest = text.replace(notice, "", 1).strip() if notice else ""
        return rest or text

    def restore_notice(self) -> None:
        """Give the case its notice back, after an answer was pasted in its place and kept."""
        from tui.panes.notice import NoticePane

        case = self.session.case
        for pane in self.main.query(NoticePane) if case else ():
            pane.put(self._notices.get(case.id, "") if case else "")

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
