"""Truth: sentences of the seller's own that claim what was not confirmed, or name what is no longer so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.core.case.values import split_items
from tui.core.checks.computations.registry import hit_at, hit_place, of_letter
from tui.core.checks.paper import CORRECTIVE, PREVENTIVE, Paper
from tui.core.checks.text_rules import Hit
from tui.core.checks.tokens import tokens_of
from tui.core.content.check_rules import CheckRule
from tui.core.content.records import StateWording

INSERTED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
WORD = re.compile(r"[a-z]{3,}|[\u3400-\u9fff]{2}")
COMMON = frozenset(
    [
        "the",
        "our",
        "and",
        "has",
        "had",
        "have",
        "was",
        "were",
        "for",
        "with",
        "from",
        "that",
        "this",
        "its",
        "their",
        "all",
        "each",
        "who",
        "which",
        "when",
        "not",
    ]
)
LIKE = 0.75
LEAST_WORDS = 4
CODES = re.compile(r"\bB0[A-Z0-9]{8}\b|\b\d{3}-\d{7}-\d{7}\b|(?<![\d-])\d{11}(?![\d-])")
FIGURES = re.compile(r"\b\d+(?:[.,]\d+)*\s?%|\bB0[A-Z0-9]{8}\b|\b\d{3}-\d{7}-\d{7}\b|\b\d{2,}(?:[.,]\d+)*\b")


@lru_cache(maxsize=2_048)
def _said(wording: str) -> frozenset[str]:
    """Return the words that a wording brings itself, without what is filled in."""
    found = {word for word in tokens_of(INSERTED.sub(" ", wording)).words if len(word) > 2 or not word.isascii()}
    return frozenset(found - COMMON)


@of_letter("unconfirmed")
def unconfirmed(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at a sentence of the seller's own that tells as done what the case does not confirm as done."""
    if paper.foreign or paper.case is None or paper.body is None:
        return
    wording = paper.body.wording.get(paper.letter.language)
    if wording is None:
        return
    open_actions = {}
    for action in paper.body.type.actions:
        say = wording.say.get(action.id)
        if isinstance(say, StateWording) and paper.case.claim(action.id).state != "done":
            open_actions[action.id] = _said(say.done)
    for place in paper.places(CORRECTIVE, PREVENTIVE):
        if place.line.trace is not None or place.line.has("planned") or not place.line.has("done"):
            continue
        words = set(tokens_of(place.line.text).words)
        for name, said in open_actions.items():
            if len(said) >= LEAST_WORDS and len(said & words) / len(said) >= LIKE:
                yield hit_place(place, action=wording.ask.get(name, name))
                break


@of_letter("stale_facts")
def stale_facts(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at codes that the case does not know, and at values that the case had when the section was edited."""
    if paper.case is None or paper.letter.type == "":
        return
    known = _known_codes(paper)
    for place in paper.places():
        if place.line.trace is not None or place.reading.is_quoted(place.line.start):
            continue
        for match in CODES.finditer(place.line.text):
            kinds = {code[:2] == "B0" for code in known}
            if match[0] not in known and known and (match[0][:2] == "B0") in kinds:
                yield hit_at(place.reading, place.line.start + match.start(), place.line.start + match.end())
    yield from _outdated(paper)


def _known_codes(paper: Paper) -> set[str]:
    assert paper.case is not None
    raws = [
        *paper.case.facts.values(),
        *(raw for claim in paper.case.claims.values() for raw in claim.details.values()),
    ]
    texts = [item for raw in raws for item in split_items(raw)]
    texts += [paper.background.notice, *(evidence.path for evidence in paper.case.evidence.values())]
    return {match for text in texts for match in CODES.findall(text.upper())}


def _outdated(paper: Paper) -> Iterator[Hit]:
    assert paper.case is not None
    for section in paper.letter.sections:
        edited = paper.case.sections.get(section.id)
        reading = paper.reading(section.id)
        if edited is None or reading is None or edited.base == section.generated:
            continue
        now = set(FIGURES.findall(section.generated))
        gone = set(FIGURES.findall(edited.base)) - now
        for line in reading.lines:
            if line.trace is None:
                for match in FIGURES.finditer(line.text):
                    if match[0] in gone and not CODES.fullmatch(match[0]):
                        yield hit_at(reading, line.start + match.start(), line.start + match.end())
