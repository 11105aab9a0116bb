"""What every step of the wizard works on: the open case, its labels, the console; each answer is saved at once."""

from __future__ import annotations

from dataclasses import dataclass

from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.values import Raw
from tui.core.content.compiled import TypeBody
from tui.core.content.labels import Labels
from tui.core.content.library import words
from tui.core.letter.records import Letter
from tui.plain.console import Console
from tui.session import CaseSession


@dataclass
class PlainDesk:
    """A session and a console."""

    session: CaseSession
    console: Console

    @property
    def language(self) -> str:
        """The language of the interface."""
        return self.console.interface.language

    @property
    def case(self) -> Case:
        """The open case."""
        assert self.session.case is not None, "a step of a case was taken without one"
        return self.session.case

    @property
    def body(self) -> TypeBody:
        """The type of the case."""
        return self.session.content.type(self.case.type)

    @property
    def labels(self) -> Labels:
        """The labels of the type."""
        return Labels(self.session.content, self.body, self.language)

    @property
    def letter(self) -> Letter:
        """The letter of the case."""
        letter = self.session.letter()
        assert letter is not None, "a step of a case was taken without one"
        return letter

    @property
    def currency(self) -> str:
        """The currency of the store, for amounts typed without one."""
        store = self.session.content.marketplaces.get(self.case.marketplace)
        return store.currency if store else ""

    def title_of(self, type_name: str) -> str:
        """Return the title of a type."""
        found = (words(item.title, self.language) for item in self.session.content.index.types if item.id == type_name)
        return next(found, type_name)

    def set_fact(self, name: str, raw: Raw | None) -> None:
        """Keep a fact."""
        self.session.set_fact(name, raw)
        self.save()

    def set_claim(self, name: str, claim: Claim) -> None:
        """Keep what was said of a statement."""
        self.session.set_claim(name, claim)
        self.save()

    def set_evidence(self, name: str, evidence: Evidence | None) -> None:
        """Link a document, or unlink it."""
        self.session.set_evidence(name, evidence)
        self.save()

    def save(self) -> None:
        """Save, and say so only where it failed."""
        state = self.session.save()
        if state.state == "failed":
            self.console.tell("status.failed", problem=state.problem)
