"""What a seller does to the open case: each a change that is saved, and that undo takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from tui.core.case.records import Case, Claim, Evidence
from tui.open_case import OpenCase

if TYPE_CHECKING:
    from tui.core.case.values import Raw
    from tui.core.content.records import ResponseKind
    from tui.core.letter.merging import Choice, Merge


class CaseSession(OpenCase):
    """The open case as the app works on it: facts, claims, documents and sections."""

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
