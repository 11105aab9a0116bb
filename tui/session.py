"""The desk on which a case lies open: applies what the seller does, keeps undo, saves, composes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.store import CaseStore
from tui.core.case.values import Raw
from tui.core.content.library import Content
from tui.core.content.records import ResponseKind
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter
from tui.ports.clock import Clock

MAX_UNDO = 500


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether all that was typed is on disk; `at` is the time of the last save, `problem` why one failed."""

    state: Literal["nothing", "waiting", "saved", "failed"]
    at: datetime | None = None
    problem: str = ""


class CaseSession:
    """One open case with its letter; every change goes through here and can be undone."""

    def __init__(self, content: Content, store: CaseStore, clock: Clock) -> None:
        self.content = content
        self.store = store
        self.clock = clock
        self.case: Case | None = None
        self.save_state = SaveState("nothing")
        self._saved: Case | None = None
        self._undo: list[Case] = []
        self._redo: list[Case] = []
        self._letters: dict[str, Letter] = {}

    def start(self, type_name: str, marketplace: str, letter_language: str = "en") -> Case:
        """Make a new case of a type and open it."""
        self.save()
        body = self.content.type(type_name)
        case = self.store.create(
            type_name,
            body.type.responses[0],
            marketplace,
            self.clock.now(),
            letter_language,
            self.content.index.pack.version,
        )
        self._show(case)
        return case

    def open(self, name: str) -> Case:
        """Open a case from disk; raise `ContentError` or `UnknownNameError` where that cannot be done."""
        case = self.store.open(name)
        self.content.type(case.type)
        self.save()
        self._show(case)
        return case

    def _show(self, case: Case) -> None:
        self.case = self._saved = case
        self._undo.clear()
        self._redo.clear()
        self._letters.clear()
        self.save_state = SaveState("nothing")

    def _change(self, make: Callable[[Case], Case]) -> None:
        if self.case is None:
            return
        changed = make(self.case)
        if changed == self.case:
            return
        self._undo.append(self.case)
        del self._undo[:-MAX_UNDO]
        self._redo.clear()
        self._set(changed)

    def _set(self, case: Case) -> None:
        self.case = case
        self._letters.clear()
        if case != self._saved:
            self.save_state = SaveState("waiting", self.save_state.at)

    def set_fact(self, name: str, raw: Raw | None) -> None:
        """Set a fact as typed, or remove it."""
        self._change(lambda case: case.with_fact(name, raw))

    def set_claim(self, name: str, claim: Claim) -> None:
        """Say of a statement that it is done, under way, planned or not claimed."""
        self._change(lambda case: case.with_claim(name, claim))

    def set_evidence(self, name: str, evidence: Evidence | None) -> None:
        """Link a document, or unlink it."""
        self._change(lambda case: case.with_evidence(name, evidence))

    def set_response(self, response: ResponseKind) -> None:
        """Choose the kind of answer."""
        self._change(lambda case: msgspec.structs.replace(case, response=response))

    def set_marketplace(self, code: str) -> None:
        """Choose the store."""
        self._change(lambda case: msgspec.structs.replace(case, marketplace=code))

    def set_letter_language(self, language: str) -> None:
        """Choose the letter's language."""
        self._change(lambda case: msgspec.structs.replace(case, letter_language=language))

    def edit_section(self, name: str, text: str) -> None:
        """Keep a section in the seller's wording; text equal to the generated one is no edit."""
        letter = self.letter()
        section = letter.section(name) if letter else None
        if section is None or self.case is None:
            return
        if text == section.generated:
            self._change(lambda case: case.with_section(name, None))
            return
        existing = self.case.sections.get(name)
        base = existing.base if existing else section.generated
        self._change(lambda case: case.with_section(name, EditedSection(text=text, base=base)))

    def regenerate_section(self, name: str) -> None:
        """Give up the seller's wording of a section; undo brings it back."""
        self._change(lambda case: case.with_section(name, None))

    def undo(self) -> bool:
        """Take back the last change; say whether there was one."""
        if not self._undo or self.case is None:
            return False
        self._redo.append(self.case)
        self._set(self._undo.pop())
        return True

    def redo(self) -> bool:
        """Make the last undone change again; say whether there was one."""
        if not self._redo or self.case is None:
            return False
        self._undo.append(self.case)
        self._set(self._redo.pop())
        return True

    def letter(self, language: str | None = None) -> Letter | None:
        """Return the letter, or its read-along in another language."""
        if self.case is None:
            return None
        wanted = language or self.case.letter_language
        if wanted not in self._letters:
            self._letters[wanted] = compose(self.content, self.case, wanted)
        return self._letters[wanted]

    @property
    def is_saved(self) -> bool:
        """Whether what is on disk is what is open."""
        return self.case == self._saved

    def save(self) -> SaveState:
        """Save what changed; a failure is kept as a state and never raised, so that nothing typed is lost."""
        if self.case is None or self.is_saved:
            return self.save_state
        try:
            self.store.save(self.case, self._saved, self.clock.now())
        except OSError as error:
            self.save_state = SaveState("failed", self.save_state.at, str(error))
            return self.save_state
        self._saved = self.case
        self.save_state = SaveState("saved", self.clock.now())
        return self.save_state
