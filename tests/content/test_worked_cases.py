"""Every worked case gets the letter it expects; whatever is claimed, the letter of a type is true and clean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from tui.core.case.records import Case, Claim, Evidence
from tui.core.content.compiling import compile_tree
from tui.core.content.content_files import content_files
from tui.core.content.layers import Tree, read_file
from tui.core.content.library import Content, PartSource, statements_of
from tui.core.content.records import Action, ClaimState, FactKind, Statement
from tui.core.letter.case_checks import case_faults, letter_faults
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter, Sentence
from tui.core.letter.routing import holds
from tui.core.letter.text import letter_text
from tui.core.letter.worked import Worked, as_case, worked_cases

CONTENT = Path(__file__).resolve().parents[2] / "content"
TYPES = sorted(path.parent.name for path in CONTENT.glob("types/*/type.yaml"))
LANGUAGES = ("en", "zh")
STATES: tuple[ClaimState, ...] = ("done", "under_way", "planned", "not_claimed")
SAMPLES: dict[FactKind, str | tuple[str, ...]] = {
    "asin": "B0AB12CD34",
    "asins": ("B0AB12CD34", "B0EF56GH78"),
    "order": "113-1234567-1234567",
    "orders": ("113-1234567-1234567", "113-7654321-7654321"),
    "id": "INV20461",
    "ids": ("INV20461", "INV20462"),
    "date": "2026-10-12",
    "period": "2026-10-03 to 2026-10-21",
    "percent": "2.5",
    "money": "1250.50 USD",
    "count": "12",
    "days": "3",
    "hours": "24",
    "time": "16:30",
    "role": "operations manager",
    "text": "Leeds depot",
    "texts": ("Leeds", "York"),
}

every_type = pytest.mark.parametrize("name", TYPES)


@cache
def _shared() -> Tree:
    """Read what every type shares; how notices are worded has no part in letters."""
    files = content_files(CONTENT).items()
    shared = {name: path for name, path in files if not name.startswith("types/") and name != "replies.yaml"}
    return {name: read_file(path, f"content/{name}") for name, path in shared.items()}


@cache
def _content(name: str) -> Content:
    """Compile one type with all that is shared, so that a broken type names itself and no other."""
    own = {
        path.relative_to(CONTENT).as_posix(): read_file(path, path.relative_to(CONTENT.parent).as_posix())
        for path in CONTENT.glob(f"types/{name}/*.yaml")
    }
    return Content(PartSource(compile_tree(_shared() | own)))


@cache
def _worked(name: str) -> tuple[Worked, ...]:
    return tuple(worked_cases(CONTENT, name))


@every_type
def test_every_worked_case_gets_the_letter_it_expects(name: str) -> None:
    content = _content(name)
    faults = [(worked.path.stem, *fault) for worked in _worked(name) for fault in case_faults(content, worked)]
    assert faults == []


def _cases(name: str) -> Iterator[tuple[str, Case]]:
    """Yield the facts of each worked case with every statement claimed, each in every state over four turns.

    Causes and grounds are true or are not said; only actions have more states.
    """
    content = _content(name)
    statements = list(statements_of(content.type(name)).values())
    for worked in _worked(name):
        case = as_case(content, worked)
        for turn in range(len(STATES)):
            claims = {
                item.id: _claim(item, STATES[(place + turn) % len(STATES)], case.claims.get(item.id))
                for place, item in enumerate(statements)
            }
            evidence = dict(case.evidence) if turn % 2 else {}
            yield f"{worked.path.stem}, turn {turn}", _with(case, claims, evidence)


def _with(case: Case, claims: dict[str, Claim], evidence: dict[str, Evidence]) -> Case:
    return msgspec.structs.replace(case, claims=claims, evidence=evidence)


def _claim(item: Statement, state: ClaimState, typed: Claim | None) -> Claim:
    if state != "not_claimed" and not isinstance(item, Action):
        state = "done"
    details = {key: SAMPLES[kind] for key, kind in item.details.items()} | (dict(typed.details) if typed else {})
    return Claim(state=state, date="2026-11-06", due="2026-12-01", details=details)


def _sentences(letter: Letter) -> list[Sentence]:
    return [sentence for section in letter.sections for sentence in section.sentences]


@every_type
def test_in_every_state_and_language_the_letter_is_clean(name: str) -> None:
    content = _content(name)
    found = {
        f"{language}: {message}"
        for _, case in _cases(name)
        for language in LANGUAGES
        for message in letter_faults(compose(content, case, language))
    }
    assert sorted(found) == []


@every_type
def test_what_is_not_claimed_never_appears(name: str) -> None:
    content = _content(name)
    known = statements_of(content.type(name))
    for which, case in _cases(name):
        for language in LANGUAGES:
            for sentence in _sentences(compose(content, case, language)):
                if sentence.statement in known:
                    assert case.claim(sentence.statement).state != "not_claimed", which
                    assert holds(known[sentence.statement].when, case.facts), which


@every_type
def test_what_is_not_done_never_speaks_as_if_it_were(name: str) -> None:
    content = _content(name)
    for which, case in _cases(name):
        done = _with(case, {key: _as_done(claim) for key, claim in case.claims.items()}, dict(case.evidence))
        for language in LANGUAGES:
            letter = compose(content, case, language)
            said = {item.statement: item for item in _sentences(compose(content, done, language)) if item.state}
            text = letter_text(letter)
            for sentence in _sentences(letter):
                if sentence.state in ("under_way", "planned"):
                    assert said[sentence.statement].text not in text, (which, language, sentence.statement)


def _as_done(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, state="done")


@every_type
def test_nothing_planned_is_cited_as_proof(name: str) -> None:
    content = _content(name)
    for which, case in _cases(name):
        for sentence in _sentences(compose(content, case, "en")):
            assert not (sentence.state == "planned" and (sentence.evidence or "(Exhibit" in sentence.text)), which


@every_type
def test_the_same_case_gives_the_same_letter(name: str) -> None:
    content = _content(name)
    for worked in _worked(name):
        case = as_case(content, worked)
        assert compose(content, case, "en") == compose(content, case, "en")
