"""Sentences in the seller's own words that still claim what the case no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from tui.core.case.history import earlier_claims
from tui.core.case.journal import Journal
from tui.core.case.records import Case, Claim
from tui.core.content.library import Content, statements_of
from tui.core.letter.atoms import lines_of
from tui.core.letter.composing import compose
from tui.core.letter.merging import traced_text
from tui.core.letter.records import Letter, Sentence
from tui.core.letter.sentences import closeness
from tui.core.letter.values import GAP_CLOSE, GAP_OPEN

GAP = re.compile(f"{GAP_OPEN}[^{GAP_CLOSE}]*{GAP_CLOSE}")
CLAIMS = 0.6
"""From this closeness on, a sentence typed by hand says what a statement says."""
MAX_KEPT = 500


@dataclass(frozen=True, slots=True)
class StillClaimed:
    """A hand-edited sentence that is close to the sentence of a statement which nobody claims."""

    section: str
    line: int
    text: str
    statement: str
    close: float


def still_claimed(
    content: Content, case: Case, letter: Letter, earlier: dict[str, Claim] | None = None
) -> tuple[StillClaimed, ...]:
    """Return the sentences in the seller's words that claim what is not claimed.

    `earlier` holds claims as they once stood, so that their sentences can be made again with their dates.
    """
    return _Search(_unsaid(content, case, earlier or {})).found(letter)


class Pins:
    """Looks for what is still claimed while a letter is edited: what to look for is made once for each state."""

    def __init__(self, content: Content) -> None:
        """Look with some content."""
        self._content = content
        self._made_for: tuple[Case, Journal] | None = None
        self._search = _Search({})

    def found(self, case: Case, letter: Letter, journal: Journal) -> tuple[StillClaimed, ...]:
        """Return the sentences in the seller's words that claim what is not claimed, or not any more."""
        if not case.sections:
            return ()
        bare = msgspec.structs.replace(case, sections={})
        if self._made_for is None or self._made_for[0] != bare or self._made_for[1] is not journal:
            self._made_for = (bare, journal)
            self._search = _Search(_unsaid(self._content, case, earlier_claims(journal, case)))
        return self._search.found(letter)


def _unsaid(content: Content, case: Case, earlier: dict[str, Claim]) -> dict[str, list[str]]:
    """Return what the letter would say, in each state, of the statements that are not claimed."""
    unsaid: dict[str, list[str]] = {}
    names = [name for name in statements_of(content.type(case.type)) if case.claim(name).state == "not_claimed"]
    for state in ("done", "under_way", "planned") if names and case.sections else ():
        claims = {name: msgspec.structs.replace(earlier.get(name, case.claim(name)), state=state) for name in names}
        supposed = msgspec.structs.replace(case, claims={**case.claims, **claims}, sections={})
        for section in compose(content, supposed).sections:
            for sentence in section.sentences:
                if sentence.statement in claims:
                    unsaid.setdefault(sentence.statement, []).append(GAP.sub(" ", sentence.text))
    return unsaid


@dataclass
class _Search:
    unsaid: dict[str, list[str]]
    _kept: dict[str, tuple[float, str] | None] = field(default_factory=dict)
    """The closest statement of each sentence seen before."""

    def found(self, letter: Letter) -> tuple[StillClaimed, ...]:
        return tuple(self._found(letter)) if self.unsaid else ()

    def _found(self, letter: Letter) -> Iterator[StillClaimed]:
        true = [line for section in letter.sections for line in lines_of(section.generated)]
        for section in letter.sections:
            if section.state == "generated":
                continue
            generated = tuple(Sentence(line, line) for line in lines_of(section.generated))
            for sentence in traced_text(section.text, generated):
                if sentence.statement is None and (best := self._closest(sentence.text)) is not None:
                    close, statement = best
                    if close > max((closeness(sentence.text, line) for line in true), default=0.0):
                        line = section.text[: section.text.index(sentence.text)].count("\n") + 1
                        yield StillClaimed(section.id, line, sentence.text, statement, round(close, 2))

    def _closest(self, text: str) -> tuple[float, str] | None:
        if text not in self._kept:
            if len(self._kept) > MAX_KEPT:
                self._kept.clear()
            scored = ((closeness(text, line), statement) for statement, lines in self.unsaid.items() for line in lines)
            best = max(scored, default=(0.0, ""))
            self._kept[text] = best if best[0] >= CLAIMS else None
        return self._kept[text]
