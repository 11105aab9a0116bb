"""The letter as a value: sections of sentences, each sentence with its trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tui.core.content.records import ClaimState, ResponseKind

SectionState = Literal["generated", "edited", "update_waiting", "detached"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the letter needs and the case does not say: a fact, a detail or a date."""

    fact: str
    section: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the letter and what stands behind it."""

    text: str
    statement: str | None
    """The statement's or the outline sentence's id; None for a sentence typed by hand."""
    state: ClaimState | None = None
    facts: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    lead: str = ""
    """What stands before it in the letter: the number of its cause, or of its exhibit."""
    gaps: tuple[Gap, ...] = ()

    @property
    def line(self) -> str:
        """The sentence as it stands in the letter."""
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its heading, its text as it stands, and the sentences that were generated for it."""

    id: str
    heading: str
    state: SectionState
    text: str
    """What the letter says here: generated, or in the seller's wording."""
    generated: str
    """What the content makes of the case today."""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language."""

    case: str
    type: str
    marketplace: str
    language: str
    response: ResponseKind
    subject: str
    sections: tuple[Section, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())

    def section(self, name: str) -> Section | None:
        """Return a section by id."""
        return next((section for section in self.sections if section.id == name), None)
