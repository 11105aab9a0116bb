"""The desk on which a case lies open: applies what the seller does, keeps undo, saves, composes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Literal

import msgspec

from tui.core.case.records import Case, Claim, EditedSection, Evidence

if TYPE_CHECKING:
    from tui.core.case.store import CaseStore
    from tui.core.case.values import Raw
    from tui.core.content.library import Content
    from tui.core.content.records import ResponseKind
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
        self._typing = ""
        self._notice: str | None = None
        self._saving = Lock()

    def start(self, type_name: str, marketplace: str, letter_language: str = "en") -> Case:
        """Make a new case of a type and open it."""
        if self.case is not None:
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
        draft = self.store.take_draft_notice()
        self._notice = self._notice or draft or None
        self._show(case)
        self.save()
        return case

    def open(self, name: str) -> Case:
        """Open a case from disk; raise `ContentError` or `UnknownNameError` where that cannot be done."""
        case = self.store.open(name)
        self.content.type(case.type)
        self.save()
        if self.case is None and self.save_state.state != "failed":
            # The draft waits on disk for a new case; it is not the notice of the one that opens.
            self._notice = None
        self._show(case)
        return case

    def _show(self, case: Case) -> None:
        self.case = self._saved = case
        self._undo.clear()
        self._redo.clear()
        self._letters.clear()
        self._typing = ""
        self.save_state = SaveState("nothing")

    def _change(self, make: Callable[[Case], Case], typing: str = "") -> None:
        """Apply a change; typing on in the same place is one step of undo."""
        if self.case is None:
            return
        changed = make(self.case)
        if changed == self.case:
            return
        if not typing or typing != self._typing:
            self._undo.append(self.case)
            del self._undo[:-MAX_UNDO]
        self._typing = typing
        self._redo.clear()
        self._set(changed)

    def _set(self, case: Case) -> None:
        self.case = case
        self._letters.clear()
        if case != self._saved:
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

    def set_claim(self, name: str, claim: Claim) -> None:
        """Say of a statement that it is done, under way, planned or not claimed."""
        self._change(lambda case: case.with_claim(name, claim))

    def notice(self) -> str:
        """Return the notice of the open case, as pasted."""
        if self._notice is not None:
            return self._notice
        return self.store.read_notice(self.case.id) if self.case is not None else ""

    def set_notice(self, text: str) -> None:
        """Keep the pasted notice with the case; while there is none, it waits as a draft for the next one."""
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

    def edit_section(self, name: str, text: str) -> None:
        """Keep a section in the seller's wording; text equal to the generated one is no edit."""
        letter = self.letter()
        section = letter.section(name) if letter else None
        if section is None or self.case is None:
            return
        typing = f"section {name}"
        if text == section.generated:
            self._change(lambda case: case.with_section(name, None), typing)
            return
        existing = self.case.sections.get(name)
        base = existing.base if existing else section.generated
        self._change(lambda case: case.with_section(name, EditedSection(text=text, base=base)), typing)

    def regenerate_section(self, name: str) -> None:
        """Give up the seller's wording of a section; undo brings it back."""
        self._change(lambda case: case.with_section(name, None))

    def undo(self) -> bool:
        """Take back the last change; say whether there was one."""
        if not self._undo or self.case is None:
            return False
        self._typing = ""
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
        from tui.core.letter.composing import compose

        wanted = language or self.case.letter_language
        if wanted not in self._letters:
            self._letters[wanted] = compose(self.content, self.case, wanted)
        return self._letters[wanted]

    def _save_notice(self, case: Case | None, text: str) -> None:
        if case is None:
            self.store.write_draft_notice(text)
            return
        self.store.write_notice(case.id, text)
        self._notice = None

    @property
    def is_saved(self) -> bool:
        """Whether what is on disk is what is open."""
        return self.case == self._saved

    def save(self) -> SaveState:
        """Save what changed; a failure is kept as a state and never raised. Any thread may call it."""
        with self._saving:
            case, before = self.case, self._saved
            if case == before and self._notice is None:
                return self.save_state
            try:
                if self._notice is not None:
                    self._save_notice(case, self._notice)
                if case is not None and case != before:
                    self.store.save(case, before, self.clock.now())
            except OSError as error:
                self.save_state = SaveState("failed", self.save_state.at, str(error))
                return self.save_state
            self._saved = case
            self.save_state = SaveState("saved" if self.case == case else "waiting", self.clock.now())
            return self.save_state
