"""Attempts: keeping a letter as sent, with what speaks against it said before, and keeping Amazon's answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from tui.actions.noticing import Noticing
from tui.actions.remembering import Remembering
from tui.panes.messages import AnswerOffered

if TYPE_CHECKING:
    from tui.core.case.submissions import Reply, Submission
    from tui.panes.view import CaseView
    from tui.screens.reply import Answered
    from tui.screens.sent import Sending


@dataclass(frozen=True)
class _Draft:
    """A letter that is about to be kept as sent: what the seller saw is what is kept."""

    view: CaseView
    text: str
    warnings: tuple[str, ...]
    channels: tuple[str, ...]


class Attempting(Remembering, Noticing):
    """Attempts: keeping a letter as sent, and keeping Amazon's answer."""

    def action_mark_sent(self) -> None:
        """Ask where and when the letter was sent, and keep it."""
        from tui.core.letter.attempts import sent_text

        view = self.main.view()
        text = sent_text(view.letter) if view is not None else ""
        if view is None or not text:
            self.notify(self.interface.text("sent.empty"), severity="warning", markup=False)
            return
        self._prepare(view, text)

    @work(thread=True, exclusive=True, group="attempts", exit_on_error=False)
    def _prepare(self, view: CaseView, text: str) -> None:
        """Gather what speaks against sending: it takes a look at the letters of all cases."""
        draft = _Draft(view, text, tuple(self._warnings(view, text)), self._channels(view))
        self.call_from_thread(self._ask_sent, draft)

    def _warnings(self, view: CaseView, text: str) -> list[str]:
        from tui.core.case.submissions import submissions
        from tui.core.letter.attempts import news
        from tui.core.letter.other_shops import like_other_shops

        say, store = self.interface.text, self.session.store
        found = [say("sent.gaps", count=len(view.letter.gaps))] if view.letter.gaps else []
        before = submissions(store.folder(view.case.id))
        if before and news(before[-1], view.case, view.letter).is_hardly_new:
            found.append(say("sent.hardly_new", number=before[-1].manifest.number))
        folders = [path for path in store.root.iterdir() if path.is_dir()] if store.root.is_dir() else []
        for other in like_other_shops(folders, view.case, text)[:1]:
            share = f"{other.shared:.0%}"
            found.append(say("sent.like_other", shop=other.shop, case=other.case, number=other.number, share=share))
        return found

    def _channels(self, view: CaseView) -> tuple[str, ...]:
        """Return the channels that the directory has for the type in its store, those in use first."""
        from tui.core.directory.search import serves

        purpose = view.body.type.contact.purpose
        fitting = [
            item
            for item in view.content.directory.contacts
            if item.purpose == purpose and serves(item, view.case.marketplace) and item.status != "bouncing"
        ]
        ordered = sorted(fitting, key=lambda item: item.status != "current")
        return tuple(" ".join(item.address.split()) for item in ordered[:5])

    def _ask_sent(self, draft: _Draft) -> None:
        from tui.screens.sent import SentScreen

        today = self.session.clock.today()
        screen = SentScreen(draft.warnings, draft.channels, today, self.interface)
        self.push_screen(screen, partial(self._confirm_sent, draft))

    def _confirm_sent(self, draft: _Draft, sending: Sending | None) -> None:
        from tui.screens.ask import AskScreen

        if sending is None:
            return
        if not draft.warnings:
            self._freeze(draft, sending)
            return
        lines = [*(f"! {warning}" for warning in draft.warnings), self.interface.text("sent.all_the_same")]
        screen = AskScreen("\n".join(lines), self.interface)
        self.push_screen(screen, partial(self._freeze_if, draft, sending))

    def _freeze_if(self, draft: _Draft, sending: Sending, yes: bool | None) -> None:
        if yes:
            self._freeze(draft, sending)

    @work(thread=True, group="attempts", exit_on_error=False)
    def _freeze(self, draft: _Draft, sending: Sending) -> None:
        from tui.core.case.submissions import freeze

        view, now = draft.view, self.session.clock.now()
        self.saver.flush()
        folder = self.session.store.folder(view.case.id)
        try:
            kept = freeze(folder, view.content, view.case, draft.text, now, sent=sending.day, channel=sending.channel)
        except OSError as error:
            self.call_from_thread(self._complain, str(error))
            return
        self.call_from_thread(self._tell_sent, kept)

    def _tell_sent(self, kept: Submission) -> None:
        from tui.core.case.submissions import AMAZON_SAYS_DAYS, follow_up

        again = follow_up(kept.manifest.sent)
        words = self.interface.text("sent.kept", number=kept.manifest.number, day=again, days=AMAZON_SAYS_DAYS)
        self.notify(words, markup=False, timeout=12)
        self._case_moved()

    def _case_moved(self) -> None:
        """Show where the case stands now."""
        self.refresh_history()
        self.list_cases()

    def action_amazon_reply(self) -> None:
        """Take an answer of Amazon's into the case."""
        self._ask_reply("")

    @on(AnswerOffered)
    def _answer_offered(self, event: AnswerOffered) -> None:
        self._ask_reply(self.without_notice(event.text))

    def _ask_reply(self, text: str) -> None:
        from tui.screens.reply import ReplyScreen

        case = self.session.case
        if case is None:
            return
        draft = partial(self.session.store.write_draft_reply, case.id)
        shown = text or self.session.store.draft_reply(case.id)
        screen = ReplyScreen(shown, self.session.clock.today(), self.session.content, self.interface, draft)
        self.push_screen(screen, partial(self._reply_given, case.id, bool(text)))

    def _reply_given(self, case: str, from_notice: bool, answered: Answered | None) -> None:
        if answered is not None:
            self._keep_reply(case, from_notice, answered)

    @work(thread=True, group="attempts", exit_on_error=False)
    def _keep_reply(self, case: str, from_notice: bool, answered: Answered) -> None:
        from tui.core.case.submissions import add_reply

        folder, now = self.session.store.folder(case), self.session.clock.now()
        # What was typed before the answer came is no part of the next attempt.
        self.saver.flush()
        try:
            reply = add_reply(folder, answered.text, answered.day, now, kind=answered.kind, points=answered.points)
            self.session.store.write_draft_reply(case, "")
        except OSError as error:
            self.call_from_thread(self._complain, str(error))
            return
        self.call_from_thread(self.call_later, self._tell_reply, reply, from_notice)

    async def _tell_reply(self, reply: Reply, from_notice: bool) -> None:
        note = reply.note
        key = "reply.kept" if note.submission else "reply.kept_early"
        words = self.interface.text(key, number=note.submission, count=len(note.points))
        self.notify(words, markup=False, timeout=10)
        if from_notice:
            self.restore_notice()
        self._case_moved()
        await self.main.show_pane("history")
