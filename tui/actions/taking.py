"""A letter written elsewhere: taken from the clipboard or from a file into the open case, after a question."""

from __future__ import annotations

import os
from functools import partial

from textual import work

from tui.actions.desk import Desk


class Taking(Desk):
    """A letter written elsewhere: taken from the clipboard or from a file into the open case, after a question."""

    def action_paste_letter(self) -> None:
        """Take the system's clipboard as the letter."""
        self._paste_letter()

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _paste_letter(self) -> None:
        from tui.ports.clipboard import ClipboardSettings
        from tui.ports.clipboard.pasting import paste

        self.call_from_thread(self._offer_letter, paste(os.environ, ClipboardSettings()), "taking.no_clipboard")

    def action_open_letter(self) -> None:
        """Ask for a file and take its text as the letter."""
        from tui.screens.path import PathScreen

        self.push_screen(PathScreen(self.interface.text("taking.which_file"), self.interface), self._open_letter_file)

    def _open_letter_file(self, path: str | None) -> None:
        from tui.core.notice.files import read_notice_file

        if path:
            self._offer_letter(read_notice_file(path), "taking.no_file")

    def _offer_letter(self, text: str | None, complaint: str) -> None:
        """Say which sections the text would fill, and ask."""
        from tui.core.checks.taking_in import take_in
        from tui.screens.ask import AskScreen

        case, letter = self.session.case, self.session.letter()
        if case is None or letter is None:
            return
        sections = take_in(self.session.content, case, letter, text).sections if text and text.strip() else {}
        if not sections:
            self.notify(self.interface.text(complaint), severity="warning", markup=False)
            return
        headings = [section.heading or section.id for section in letter.sections if section.id in sections]
        question = self.interface.text("taking.question", sections=", ".join(headings))
        self.push_screen(AskScreen(question, self.interface), partial(self._take_letter, sections))

    def _take_letter(self, sections: dict[str, str], agreed: bool | None) -> None:
        if agreed:
            self.session.take_sections(sections)
            self.call_later(self._show_taken, len(sections))

    async def _show_taken(self, count: int) -> None:
        await self.main.changed()
        await self.main.show_pane("letter")
        self.notify(self.interface.text("taking.done", count=count), markup=False)
