"""A case that lies open: its states and the way back, its letter, and the file it is saved to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Literal

from tui.composed import Composed
from tui.core.case.records import Case
from tui.steps import Steps

if TYPE_CHECKING:
    from tui.core.case.journal import Journal
    from tui.core.case.store import CaseStore
    from tui.core.content.library import Content
    from tui.core.directory.marks import ContactMarks
    from tui.core.letter.records import Letter
    from tui.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether all that was typed is on disk; `at` is the time of the last save, `problem` why one failed."""

    state: Literal["nothing", "waiting", "saved", "failed"]
    at: datetime | None = None
    problem: str = ""
    may_pass: bool = False
    """Whether a failure may be over by itself after a while, as a full disk is once there is room."""


class OpenCase:
    """One open case with its letter; every change of it is saved and can be undone."""

    def __init__(self, content: Content, store: CaseStore, clock: Clock) -> None:
        self.content = content
        self.store = store
        """Where the open case lies: among the seller's own, or with the sample."""
        self.own_store = store
        self.clock = clock
        self.case: Case | None = None
        self.save_state = SaveState("nothing")
        self._saved: Case | None = None
        self._steps = Steps()
        self._composed = Composed(content)
        self._notice: str | None = None
        """The pasted notice, until it is on disk with its case; without a case it stays here, and waits on disk too."""
        self._kept_notice: str | None = None
        """What of it is on disk already."""
        self._saving = Lock()
        self._changing = Lock()
        """Held while case and steps change, so that a save in another thread takes both as they belong together."""

    @cached_property
    def marks(self) -> ContactMarks:
        """The seller's own notes on contacts."""
        from tui.core.directory.marks import ContactMarks

        return ContactMarks(self.own_store.root.parent)

    def start(self, type_name: str, marketplace: str, letter_language: str = "en") -> Case:
        """Make a new case of a type and open it."""
        if self.case is not None:
            self.save()
        self.leave_sample()
        body = self.content.type(type_name)
        case = self.store.create(
            type_name,
            body.type.responses[0],
            marketplace,
            self.clock.now(),
            letter_language,
            self.content.index.pack.version,
        )
        self._notice = self._notice or self.store.draft_notice() or None
        self._kept_notice = None
        self._show(case, Steps())
        self.save()
        if self._notice is None:
            self.store.drop_draft_notice()
        return case

    def open(self, name: str) -> Case:
        """Open a case from disk; raise `ContentError` or `UnknownNameError` where that cannot be done."""
        # What is open may be the same case: what was typed in it has to be on disk before it is read.
        self.save()
        case, steps = self._loaded(self.own_store, name)
        self.leave_sample()
        if self.case is None and self.save_state.state != "failed":
            # The draft waits on disk for a new case; it is not the notice of the one that opens.
            self._notice = None
        self._show(case, steps)
        return case

    def _loaded(self, store: CaseStore, name: str) -> tuple[Case, Steps]:
        from tui.core.case.journal import read_journal, replayed

        case = store.open(name)
        self.content.type(case.type)
        journal = read_journal(store.folder(case.id))
        return case, Steps(replayed(journal, case), journal)

    @property
    def is_sample(self) -> bool:
        """Whether the open case is the sample, which lies apart from the seller's own."""
        return self.store is not self.own_store

    def open_sample(self, store: CaseStore, case: Case) -> None:
        """Open the sample case from a store of its own."""
        self.save()
        self.store = store
        self._notice = None
        self._show(case, Steps())

    def leave_sample(self) -> None:
        """Save and close the sample; what comes next is the seller's own."""
        if self.is_sample:
            self.save()
            self.store = self.own_store
            self._notice = None
            self._show(None, Steps())

    def _show(self, case: Case | None, steps: Steps) -> None:
        self.case = self._saved = case
        self._steps = steps
        self.save_state = SaveState("nothing")

    def _change(self, make: Callable[[Case], Case], typing: str = "") -> None:
        """Apply a change; typing on in the same place is one step of undo."""
        if self.case is None:
            return
        changed = make(self.case)
        if changed == self.case:
            return
        with self._changing:
            self._steps.change(self.case, changed, self.clock.now(), typing)
            self._set(changed)

    def _set(self, case: Case) -> None:
        self.case = case
        self.save_state = SaveState("waiting", self.save_state.at)

    def notice(self) -> str:
        """Return the notice of the open case, as pasted."""
        if self._notice is not None:
            return self._notice
        return self.store.read_notice(self.case.id) if self.case is not None else ""

    def set_notice(self, text: str) -> None:
        """Keep the pasted notice with the case; while there is none, it waits as a draft for the next one."""
        with self._changing:
            self._notice = text
        self.save_state = SaveState("waiting", self.save_state.at)

    def undo(self) -> bool:
        """Take back the last change; say whether there was one."""
        return self._step_to(self._steps.undo)

    def redo(self) -> bool:
        """Make the last undone change again; say whether there was one."""
        return self._step_to(self._steps.redo)

    def _step_to(self, step: Callable[[Case, datetime], Case | None]) -> bool:
        if self.case is None:
            return False
        with self._changing:
            found = step(self.case, self.clock.now())
            if found is not None:
                self._set(found)
        return found is not None

    @property
    def journal(self) -> Journal:
        """The facts and claims that the open case once held."""
        return self._steps.journal

    def letter(self, language: str | None = None) -> Letter | None:
        """Return the letter, or its read-along in another language."""
        return self._composed.letter(self.case, language) if self.case is not None else None

    def _save_notice(self, case: Case | None, text: str) -> None:
        if case is None:
            self.store.write_draft_notice(text)
            self._kept_notice = text
            return
        self.store.write_notice(case.id, text)
        with self._changing:
            # More may have been pasted while this was written.
            if self._notice == text:
                self._notice = None

    def reload(self) -> Case | None:
        """Show the open case as it is on disk, without what is not saved; raise `ContentError` where it cannot be."""
        with self._saving:
            if self.case is not None:
                self._show(*self._loaded(self.store, self.case.id))
            return self.case

    def become(self, case: Case) -> None:
        """Make the open case another state of itself, as one change."""
        self._change(lambda _: case)

    @property
    def last_saved(self) -> Case | None:
        """The open case as it was opened or saved last."""
        return self._saved

    @property
    def is_saved(self) -> bool:
        """Whether what is on disk is what is open."""
        return self.case == self._saved

    @property
    def unsaved_notice(self) -> str:
        """The pasted notice, as long as it is not on disk."""
        return self._notice or "" if self._notice != self._kept_notice else ""

    def save(self) -> SaveState:
        """Save what changed; a failure is kept as a state and never raised. Any thread may call it."""
        from tui.core.case.store import ChangedOutsideError

        with self._saving:
            with self._changing:
                case, steps = self.case, self._steps
                unwritten, notice = steps.take(), self._notice
            if notice is not None and case is None and notice == self._kept_notice:
                notice = None
            if case == self._saved and not unwritten and notice is None:
                if self.save_state.state == "waiting" and self.case is case:
                    self.save_state = SaveState("saved", self.clock.now())
                return self.save_state
            try:
                if notice is not None:
                    self._save_notice(case, notice)
                if case is not None and (case != self._saved or unwritten):
                    self.store.save(case, self._saved, self.clock.now(), unwritten)
            except OSError as error:
                with self._changing:
                    steps.give_back(unwritten)
                passes = not isinstance(error, ChangedOutsideError)
                self.save_state = SaveState("failed", self.save_state.at, str(error), passes)
                return self.save_state
            self._saved = case
            self.save_state = SaveState("saved" if self.case is case else "waiting", self.clock.now())
            return self.save_state
