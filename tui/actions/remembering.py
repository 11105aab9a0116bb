"""The history of the open case: read beside the interface, shown, ticked, and put into a calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from tui.actions.desk import Desk
from tui.panes.messages import AnswerChosen, AttemptChosen, HistoryWanted, PointTicked

if TYPE_CHECKING:
    from textual.content import Content

    from tui.core.case.dossier import Dossier
    from tui.core.case.records import Case
    from tui.panes.view import CaseView


class Remembering(Desk):
    """The history of the open case: read beside the interface, shown, ticked, and put into a calendar."""

    async def action_history(self) -> None:
        """Go to the history."""
        await self.main.show_pane("history")

    @on(HistoryWanted)
    def refresh_history(self) -> None:
        """Read the folder of the case again, where the history is there to show it."""
        case = self.session.case
        if case is not None and self.main.query("#pane-history"):
            self._read_history(case.id)

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _read_history(self, case: str) -> None:
        from tui.core.case.dossier import read_dossier

        if not self.session.is_saved:
            # What was typed last belongs to the history too.
            self.saver.flush()
        dossier = read_dossier(self.session.store.folder(case))
        self.call_from_thread(self._show_history, case, dossier)

    def _show_history(self, case: str, dossier: Dossier) -> None:
        from tui.panes.history import HistoryPane

        for pane in self.main.query(HistoryPane):
            pane.show_dossier(case, dossier)

    @on(PointTicked)
    @work(thread=True, group="history", exit_on_error=False)
    def _tick(self, event: PointTicked) -> None:
        from tui.core.case.submissions import tick

        if self.session.case is None:
            return
        try:
            tick(self.session.store.folder(self.session.case.id), event.reply, event.place, event.done)
        except OSError as error:
            self.call_from_thread(self._complain, str(error))
        self.call_from_thread(self.refresh_history)

    def _complain(self, problem: str) -> None:
        words = self.interface.text("status.failed", problem=problem)
        self.notify(words, severity="error", markup=False, timeout=15)

    @on(AttemptChosen)
    def _attempt_chosen(self, event: AttemptChosen) -> None:
        from tui.core.case.submissions import submission
        from tui.core.letter.attempts import rebuild
        from tui.screens.news import attempt_page

        view = self.main.view()
        if view is not None:
            sent = submission(self.session.store.folder(view.case.id), event.number)
            self._show_page(attempt_page(view, sent, rebuild(view.content, sent).reasons))

    @on(AnswerChosen)
    def _answer_chosen(self, event: AnswerChosen) -> None:
        from tui.core.case.submissions import replies
        from tui.screens.news import answer_page

        view = self.main.view()
        for reply in replies(self.session.store.folder(view.case.id)) if view else ():
            if view is not None and reply.note.number == event.number:
                self._show_page(answer_page(view, reply))

    def _show_page(self, page: Content) -> None:
        from tui.screens.page import PageScreen

        self.push_screen(PageScreen(page))

    def action_whats_new(self) -> None:
        """Show what the letter says that the last attempt did not."""
        view = self.main.view()
        if view is not None:
            self._compare(view)

    @work(thread=True, exclusive=True, group="news", exit_on_error=False)
    def _compare(self, view: CaseView) -> None:
        from tui.core.case.dossier import read_dossier
        from tui.core.letter.attempts import news
        from tui.screens.news import news_page

        dossier = read_dossier(self.session.store.folder(view.case.id))
        if not dossier.sent:
            self.call_from_thread(self.notify, self.interface.text("news.nothing_sent"), markup=False)
            return
        page = news_page(view, dossier, news(dossier.sent[-1], view.case, view.letter))
        self.call_from_thread(self._show_page, page)

    def action_calendar(self) -> None:
        """Write the day on which to look again to a calendar file."""
        from tui.core.case.status import status_in
        from tui.screens.path import PathScreen

        case = self.session.case
        if case is None:
            return
        today = self.session.clock.today()
        again = status_in(self.session.store.folder(case.id), today=today).look_again
        if again is None:
            self.notify(self.interface.text("calendar.nothing"), severity="warning", markup=False)
            return
        path = str(Path.home() / f"{case.id}-{again}.ics")
        screen = PathScreen(self.interface.text("calendar.question", day=again), self.interface, path)
        self.push_screen(screen, partial(self._calendar_to, case))

    def _calendar_to(self, case: Case, path: str | None) -> None:
        from tui.screens.ask import AskScreen

        if not path:
            return
        if not Path(path).expanduser().exists():
            self._write_calendar(case, path, False)
            return
        question = self.interface.text("export.exists", file=path)
        self.push_screen(AskScreen(question, self.interface), partial(self._replace_calendar, case, path))

    def _replace_calendar(self, case: Case, path: str, yes: bool | None) -> None:
        if yes:
            self._write_calendar(case, path, True)

    @work(thread=True, group="export", exit_on_error=False)
    def _write_calendar(self, case: Case, path: str, force: bool) -> None:
        from tui.core.case.calendar import as_ics
        from tui.core.case.status import status_in
        from tui.core.export.problems import ExportProblem
        from tui.core.export.saving import save

        status = status_in(self.session.store.folder(case.id), today=self.session.clock.today())
        if status.look_again is None:
            return
        text, shop = self.interface.text, case.facts.get("store_name", "")
        summary = text("calendar.summary", shop=shop if isinstance(shop, str) and shop else case.id)
        note = text("calendar.note", number=status.attempts, day=status.since, case=case.id)
        entry = as_ics(f"{case.id}-{status.attempts}", status.look_again, summary, self.session.clock.now(), note)
        try:
            told = text("export.written", file=save(Path(path).expanduser(), entry, force=force))
        except ExportProblem as problem:
            told = str(problem)
        self.call_from_thread(self.notify, told, markup=False, timeout=10)
