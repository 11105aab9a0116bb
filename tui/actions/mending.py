"""Cases that cannot simply be opened or saved: damaged, left in two versions by git, changed by another program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from tui.actions.versioning import Versioning
from tui.core.content.problems import ContentError
from tui.interface import Interface
from tui.saver import Saver
from tui.session import CaseSession

if TYPE_CHECKING:
    from tui.core.case.conflicted import ConflictedCaseError, Question
    from tui.core.case.history import Recovered
    from tui.core.case.records import Case


class Mending(Versioning):
    """Cases that cannot simply be opened or saved; whatever is chosen, no version of a text is lost."""

    def __init__(self, session: CaseSession, interface: Interface, saver: Saver) -> None:
        """Begin with nothing to ask about."""
        super().__init__(session, interface, saver)
        self._asked: Path | None = None
        """The version beside the file that a question is open about, or was left for later."""

    def ask_about(self, name: str, error: ContentError) -> None:
        """Ask what to do with a case whose file cannot be read."""
        from tui.core.case.case_file import OtherFormatError
        from tui.core.case.conflicted import ConflictedCaseError

        if isinstance(error, ConflictedCaseError):
            self._ask_which(name, error)
        elif isinstance(error, OtherFormatError):
            self.notify(str(error), severity="error", markup=False, timeout=15)
        else:
            self._look_for_state(name, error)

    # Damaged

    @work(thread=True, group="mending", exit_on_error=False)
    def _look_for_state(self, name: str, error: ContentError) -> None:
        from tui.core.case.history import recovered

        folder = self.session.store.folder(name)
        self.call_from_thread(self._ask_damaged, folder, str(error.problems[0]), recovered(folder))

    def _ask_damaged(self, folder: Path, problem: str, found: Recovered | None) -> None:
        from tui.screens.choice import ChoiceScreen

        text = self.interface.text
        answers = [("leave", text("damaged.leave"))]
        if found is not None:
            at = found.at.astimezone().strftime("%Y-%m-%d %H:%M") if found.at else "?"
            case = found.case
            claims = sum(claim.state != "not_claimed" for claim in case.claims.values())
            parts = {"facts": len(case.facts), "claims": claims, "sections": len(case.sections)}
            answers.insert(0, ("take", text("damaged.take", at=at, **parts)))
        told = text("damaged.told" if found else "damaged.no_state", case=folder.name, problem=problem)
        self.push_screen(ChoiceScreen(told, answers), partial(self._put_back, folder, found))

    def _put_back(self, folder: Path, found: Recovered | None, answer: str | None) -> None:
        from tui.core.case.history import put_back
        from tui.core.case.store import CASE_FILE

        if answer != "take" or found is None:
            return
        try:
            kept_as = put_back(folder, CASE_FILE, found.case, self.session.clock.now())
        except OSError as error:
            self.notify(self.interface.text("status.failed", problem=str(error)), severity="error", markup=False)
            return
        self.notify(self.interface.text("damaged.kept", file=kept_as.name), markup=False, timeout=12)
        self.call_later(self.open_case, folder.name)

    # Two versions in one file

    def _ask_which(self, name: str, error: ConflictedCaseError) -> None:
        from tui.screens.conflict import ConflictScreen

        told = self.interface.text("conflict.git", case=name, count=len(error.conflicted.questions))
        screen = ConflictScreen(told, error.conflicted, self._label_for(error.conflicted.mine), self.interface)
        self.push_screen(screen, partial(self._settle, name, error))

    def _settle(self, name: str, error: ConflictedCaseError, chosen: Case | None) -> None:
        if chosen is None:
            return
        try:
            kept_as = self.session.store.settle(error, chosen, self.session.clock.now())
        except OSError as problem:
            self.notify(self.interface.text("status.failed", problem=str(problem)), severity="error", markup=False)
            return
        self.notify(self.interface.text("conflict.kept", file=kept_as.name), markup=False, timeout=12)
        self.call_later(self.open_case, name)

    def _label_for(self, case: Case) -> Callable[[Question], str]:
        """Return what names a place of a case in the seller's language."""
        from tui.core.content.problems import UnknownNameError
        from tui.screens.places_of_case import label_of

        content, interface = self.session.content, self.interface
        try:
            body = content.type(case.type)
        except UnknownNameError:
            return lambda question: question.name
        return lambda question: label_of(question, content, body, case.letter_language, interface)

    # Changed by another program

    def look_outside(self) -> None:
        """See whether another program changed the open case, and show it as it is now where nothing is unsaved."""
        if self.session.case is not None and self.session.is_saved:
            self._compare_with_disk(self.session.case)

    @work(thread=True, exclusive=True, group="outside", exit_on_error=False)
    def _compare_with_disk(self, case: Case) -> None:
        if self.session.store.is_changed_outside(case.id):
            self.call_from_thread(self.call_later, self._take_over, case)

    async def _take_over(self, case: Case) -> None:
        if self.session.case is not case or not self.session.is_saved:
            return
        try:
            self.session.reload()
        except ContentError as error:
            self.ask_about(case.id, error)
            return
        self.notify(self.interface.text("outside.reloaded"), markup=False, timeout=8)
        await self.show_case(go=False)

    def ask_about_outside(self) -> bool:
        """Ask about a version that was put beside a changed file, once; say whether there is one."""
        from tui.screens.choice import ChoiceScreen

        case = self.session.case
        kept_as = self.session.store.kept_aside(case.id) if case else None
        if case is None or kept_as is None:
            return False
        if kept_as != self._asked:
            self._asked = kept_as
            text = self.interface.text
            # Whoever is typing meets this question unawares: the first answer changes nothing.
            names = ("later", "together", "theirs", "mine")
            answers = [(name, text(f"outside.{name}", file=kept_as.name)) for name in names]
            self.push_screen(ChoiceScreen(text("outside.told", file=kept_as.name), answers), self._outside_answered)
        return True

    def ask_again(self) -> None:
        """Let the question that was left for later be asked again."""
        self._asked = None

    def _outside_answered(self, answer: str | None) -> None:
        if answer in ("together", "theirs", "mine"):
            if self._asked is not None:
                self.remember_version(self._asked)
            self.call_later(self._bring_in, answer)

    async def _bring_in(self, answer: str) -> None:
        """Open what is on disk, and make it what was chosen as one change that undo takes back."""
        from tui.core.case.store import CaseStore

        mine, base = self.session.case, self.session.last_saved
        if mine is None or base is None:
            return
        store = self.session.store
        try:
            theirs = CaseStore(store.root.parent).open(str(store.folder(mine.id)))
        except ContentError as error:
            self.ask_about(mine.id, error)
            return
        if answer != "together":
            await self._take(theirs, mine if answer == "mine" else theirs)
            return
        await self._merge(base, mine, theirs)

    async def _merge(self, base: Case, mine: Case, theirs: Case) -> None:
        """Put two versions together; where both changed one place differently, ask first."""
        from tui.core.case.conflicted import put_together
        from tui.screens.conflict import ConflictScreen

        both = put_together(base, mine, theirs)
        if not both.questions:
            await self._take(theirs, both.mine)
            return
        told = self.interface.text("conflict.outside", case=mine.id, count=len(both.questions))
        screen = ConflictScreen(told, both, self._label_for(mine), self.interface)
        self.push_screen(screen, partial(self._merged, theirs))

    def _merged(self, theirs: Case, chosen: Case | None) -> None:
        self._asked = None
        if chosen is not None:
            self.call_later(self._take, theirs, chosen)

    async def _take(self, theirs: Case, chosen: Case) -> None:
        self._asked = None
        newest = self.session.reload()
        if newest is not None and newest != theirs:
            # It was changed once more while the question stood.
            await self._merge(theirs, chosen, newest)
            return
        self.session.become(chosen)
        await self.show_case(go=False)
        await self.main.changed()
