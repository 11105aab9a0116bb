"""Truth by mutation: what is taken away from a worked case, the letter stops saying, says otherwise, or asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import pytest

from tui.core.case.records import Case, Claim
from tui.core.content.library import Content, content_root
from tui.core.content.records import ClaimState
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter, Sentence
from tui.core.letter.text import letter_text
from tui.core.letter.worked import as_case, worked_cases

TYPES = sorted(path.parent.name for path in content_root().glob("types/*/type.yaml"))
LANGUAGES = ("en", "zh")
STATES: tuple[ClaimState, ...] = ("done", "under_way", "planned", "not_claimed")
DAYS = {"date": "2026-11-06", "due": "2026-12-01"}

every_type = pytest.mark.parametrize("name", TYPES)


@dataclass(frozen=True)
class Mutant:
    """A case from which something was taken, and why its letter is still true, or an empty reason where it is not."""

    what: str
    killed_by: str


def sentences(letter: Letter) -> dict[str | None, Sentence]:
    return {sentence.statement: sentence for section in letter.sections for sentence in section.sentences}


def cases(content: Content, name: str) -> Iterator[tuple[str, Case, str]]:
    for worked in worked_cases(content_root(), name):
        for language in LANGUAGES:
            yield worked.path.stem, as_case(content, worked, language), language


def flipped(content: Content, case: Case) -> Iterator[Mutant]:
    """Put every claim into every other state."""
    before = sentences(compose(content, case))
    actions = {item.id for item in content.type(case.type).type.actions}
    for name, claim in case.claims.items():
        for state in STATES if name in before else ():
            # A cause or a ground is true or is not said; it has no other states.
            if state == claim.state or (name not in actions and state != "not_claimed"):
                continue
            filled = msgspec.structs.replace(claim, state=state, **DAYS)
            letter = compose(
                content, case.with_claim(name, Claim(state="not_claimed") if state == "not_claimed" else filled)
            )
            yield Mutant(
                f"{name} {claim.state} -> {state}", _flip_killed(before[name], sentences(letter).get(name), state)
            )


def _flip_killed(before: Sentence, after: Sentence | None, state: ClaimState) -> str:
    if after is None:
        return "gone"
    if state != "not_claimed" and after.state == state and after.text != before.text:
        return "other tense"
    return ""


def unproved(content: Content, case: Case) -> Iterator[Mutant]:
    """Take every document away."""
    for name, evidence in case.evidence.items():
        letter = compose(content, case.with_evidence(name, None))
        found = sentences(letter)
        cited = [item for item in found.values() if name in item.evidence]
        file = evidence.path.replace("\\", "/").rsplit("/", 1)[-1]
        highest = len(case.evidence)
        text = letter_text(letter)
        numbered = f"Exhibit {highest}:" in text or f"附件{highest}：" in text
        still = cited or numbered or f"({file})" in text or f"（{file}）" in text
        yield Mutant(f"without {name}", "" if still else "gone")


def blanked(content: Content, case: Case) -> Iterator[Mutant]:
    """Take every fact away, one after the other, and every day and detail of every claim."""
    before = sentences(compose(content, case))
    for name in case.facts:
        after = sentences(compose(content, case.with_fact(name, None)))
        for statement, sentence in before.items():
            if name in sentence.facts:
                yield Mutant(f"{statement} without {name}", _blank_killed(sentence, after.get(statement)))
    for name, claim in case.claims.items():
        for key in claim.details if name in before else ():
            details = {other: raw for other, raw in claim.details.items() if other != key}
            changed = case.with_claim(name, msgspec.structs.replace(claim, details=details))
            after = sentences(compose(content, changed))
            yield Mutant(f"{name}.{key} blank", _blank_killed(before[name], after.get(name)))


def _blank_killed(before: Sentence, after: Sentence | None) -> str:
    if after is None:
        return "gone"
    if after.gaps and after.text != before.text:
        return "gap"
    return ""


@every_type
def test_every_flip_of_a_claim_takes_its_sentence_away_or_changes_its_tense(name: str, content: Content) -> None:
    found = [(stem, mutant) for stem, case, _ in cases(content, name) for mutant in flipped(content, case)]

    assert [(stem, mutant.what) for stem, mutant in found if not mutant.killed_by] == []


@every_type
def test_a_document_that_is_taken_away_is_cited_nowhere(name: str, content: Content) -> None:
    found = [(stem, mutant) for stem, case, _ in cases(content, name) for mutant in unproved(content, case)]

    assert [(stem, mutant.what) for stem, mutant in found if not mutant.killed_by] == []


@every_type
def test_a_value_that_is_taken_away_becomes_a_gap_or_takes_its_sentence_along(name: str, content: Content) -> None:
    found = [(stem, mutant) for stem, case, _ in cases(content, name) for mutant in blanked(content, case)]

    assert [(stem, mutant.what) for stem, mutant in found if not mutant.killed_by] == []


@every_type
def test_an_untouched_letter_has_no_sentence_without_trace(name: str, content: Content) -> None:
    for stem, case, language in cases(content, name):
        for section in compose(content, case).sections:
            assert all(sentence.statement for sentence in section.sentences), (stem, language, section.id)
            assert section.text == "\n".join(sentence.line for sentence in section.sentences)


def test_the_mutants_are_many(content: Content) -> None:
    counted = sum(
        1
        for name in TYPES[:5]
        for _, case, _ in cases(content, name)
        for make in (flipped, unproved, blanked)
        for _ in make(content, case)
    )
    assert counted > 500
