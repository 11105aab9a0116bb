"""What the checks take and give: the background of a letter, findings with their places, safe replacements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tui.core.case.journal import Journal
from tui.core.content.check_rules import Level
from tui.core.content.records import Words

NO_JOURNAL = Journal()


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that changes nothing of what the letter says; offsets count in the section's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a letter."""

    rule: str
    level: Level
    section: str | None
    """The section's id; none for a finding about the letter as a whole."""
    line: int
    """The line in the letter as it is rendered, or in the file it was read from; from 1."""
    column: int
    start: int
    """Where it begins in the text of its section."""
    end: int
    quote: str
    message: Words
    advice: Words
    fix: Fix | None = None

    @property
    def key(self) -> str:
        """What names the finding while the text around it changes, to silence it by."""
        return f"{self.rule}|{self.section or ''}|{' '.join(self.quote.casefold().split())}"


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a letter in its order, its length, and whether it may be sent as far as they tell."""

    findings: tuple[Finding, ...]
    words: int
    ready: bool

    def of_section(self, name: str) -> tuple[Finding, ...]:
        """Return the findings of a section."""
        return tuple(finding for finding in self.findings if finding.section == name)

    def count(self, level: Level) -> int:
        """Return how many findings have a level."""
        return sum(finding.level == level for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the case: Amazon's notice, and texts that the letter must not repeat."""

    notice: str = ""
    earlier: tuple[str, ...] = ()
    """Letters of this case that were sent already."""
    others: tuple[str, ...] = ()
    """Letters of other shops."""
    samples: tuple[str, ...] = ()
    today: date | None = None
    journal: Journal = NO_JOURNAL
    """What the case held before: old values and withdrawn claims are told by it."""


NO_BACKGROUND = Background()
