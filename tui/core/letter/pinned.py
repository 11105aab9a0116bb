"""Sentences in the seller's own words that still claim what the case no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

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
    return tuple(_found(letter, _unsaid(content, case, earlier or {})))


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


def _found(letter: Letter, unsaid: dict[str, list[str]]) -> Iterator[StillClaimed]:
    true = [line for section in letter.sections for line in lines_of(section.generated)]
    for section in letter.sections:
        if section.state == "generated":
            continue
        generated = tuple(Sentence(line, line) for line in lines_of(section.generated))
        for sentence in traced_text(section.text, generated):
            if sentence.statement is None and (best := _closest(sentence.text, unsaid)) is not None:
                close, statement = best
                if close > max((closeness(sentence.text, line) for line in true), default=0.0):
                    line = section.text[: section.text.index(sentence.text)].count("\n") + 1
                    yield StillClaimed(section.id, line, sentence.text, statement, round(close, 2))


def _closest(text: str, unsaid: dict[str, list[str]]) -> tuple[float, str] | None:
    scored = [(closeness(text, line), statement) for statement, lines in unsaid.items() for line in lines]
    best = max(scored, default=(0.0, ""))
    return best if best[0] >= CLAIMS else None
