"""The desk on which a case lies open: applies what the seller does, keeps undo, saves, composes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Literal

import msgspec

from tui.composed import Composed
from tui.core.case.records import Case, Claim, Evidence
from tui.steps import Steps

if TYPE_CHECKING:
    from tui.core.case.journal import Journal
    from tui.core.case.store import CaseStore
    from tui.core.case.values import Raw
    from tui.core.content.library import Content
    from tui.core.content.records import ResponseKind
    from tui.core.directory.marks import ContactMarks
    from tui.core.letter.merging import Choice, Merge
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


class CaseSession:
    """One open case with its letter; every change goes through here and can be undone."""

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

    def set_fact(self, name: str, raw: Raw | None) -> None:
        """Set a fact as typed, or remove it; the kind of answer follows the facts until the seller chooses one."""
        from tui.core.letter.routing import followed

        if self.case is not None:
            body = self.content.type(self.case.type)
            self._change(lambda case: followed(body, case, case.with_fact(name, raw)), typing=f"fact {name}")

    def change_type(self, name: str) -> None:
        """Make the case one of another type; facts and claims that both types know stay."""
        from tui.core.letter.routing import propose

        body = self.content.type(name)
        if self.case is not None:
            response = propose(body, self.case.facts).response
            self._change(lambda case: msgspec.structs.replace(case, type=name, response=response))

    def set_claim(self, name: str, claim: Claim, linked: Mapping[str, Evidence | None] | None = None) -> None:
        """Say of a statement that it is done, under way, planned or not claimed, with the documents that prove it."""

        def claimed(case: Case) -> Case:
            case = case.with_claim(name, claim)
            for document, evidence in (linked or {}).items():
                case = case.with_evidence(document, evidence)
            return case

        self._change(claimed)

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

    def set_evidence(self, name: str, evidence: Evidence | None) -> None:
        """Link a document, or unlink it."""
        self._change(lambda case: case.with_evidence(name, evidence))

    def silence(self, key: str, reason: str) -> None:
        """Keep a finding of the checks silent, for a reason."""
        self._change(lambda case: msgspec.structs.replace(case, silenced={**case.silenced, key: reason}))

    def set_response(self, response: ResponseKind) -> None:
        """Choose the kind of answer."""
        self._change(lambda case: msgspec.structs.replace(case, response=response))

    def set_marketplace(self, code: str) -> None:
        """Choose the store."""
        self._change(lambda case: msgspec.structs.replace(case, marketplace=code))

    def set_letter_language(self, language: str) -> None:
        """Choose the letter's language."""
        self._change(lambda case: msgspec.structs.replace(case, letter_language=language))

    def edit_section(self, name: str, text: str, typed: bool = True) -> None:
        """Keep a section in the seller's wording; text equal to the generated one is no edit.

        What was not typed is a step of undo of its own.
        """
        from tui.core.letter.updating import with_edit

        letter = self.letter()
        if letter is not None and letter.section(name) is not None:
            self._change(lambda case: with_edit(self.content, case, name, text), f"section {name}" if typed else "")

    def take_sections(self, texts: Mapping[str, str]) -> None:
        """Keep several sections in the wording of a letter from elsewhere, as one change."""
        from tui.core.letter.updating import with_edit

        letter = self.letter()
        known = {section.id for section in letter.sections} if letter is not None else set()

        def taken(case: Case) -> Case:
            for name, text in texts.items():
                case = with_edit(self.content, case, name, text) if name in known else case
            return case

        self._change(taken)

    def regenerate_section(self, name: str) -> None:
        """Give up the seller's wording of a section; undo brings it back."""
        self._change(lambda case: case.with_section(name, None))

    def merge(self, name: str) -> Merge | None:
        """Return how the seller's wording of a section goes together with what is generated today."""
        return self._composed.merge(self.case, name) if self.case is not None else None

    def take_over(self, name: str, merge: Merge, choices: Mapping[int, Choice], restored: Sequence[str] = ()) -> None:
        """Take an update of a section over, and bring back sentences that were left out; one step of undo."""
        from tui.core.letter.updating import with_restored, with_update

        def taken(case: Case) -> Case:
            case = with_update(case, name, merge, choices) if merge.changes else case
            for line in restored:
                case = with_restored(self.content, case, name, line)
            return case

        self._change(taken)

    def detach_section(self, name: str, detached: bool) -> None:
        """Let a section follow nothing any more, or follow again."""
        from tui.core.letter.updating import with_detached

        self._change(lambda case: with_detached(self.content, case, name, detached))

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
