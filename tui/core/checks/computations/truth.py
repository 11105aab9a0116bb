"""Truth: sentences of the seller's own that claim what was not confirmed, or name what is no longer so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.core.case.values import split_items
from tui.core.checks.computations.registry import hit_at, hit_place, hit_start, of_letter
from tui.core.checks.paper import CORRECTIVE, PREVENTIVE, Paper
from tui.core.checks.text_rules import Hit
from tui.core.checks.tokens import tokens_of
from tui.core.content.check_rules import CheckRule
from tui.core.content.records import StateWording
from tui.core.letter.stale import StaleFinding
from tui.core.letter.values import Values

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


@of_letter("still_claimed")
def still_claimed(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at a sentence of the seller's own that says what the case claims no longer, or never did."""
    if paper.foreign or paper.case is None or paper.body is None:
        return
    told = {(hit.section, hit.start) for hit in unconfirmed(rule, paper)}
    for item in paper.pins.found(paper.case, paper.letter, paper.background.journal):
        reading = paper.reading(item.section)
        start = reading.text.find(item.text) if reading is not None else -1
        if reading is not None and start >= 0 and (reading.key, reading.line_at(start).start) not in told:
            asked = {
                name: wording.ask.get(item.statement, item.statement) for name, wording in paper.body.wording.items()
            }
            parts = {"action": asked["en"], "action_zh": asked.get("zh", asked["en"])}
            yield hit_at(reading, start, start + len(item.text), **parts)


@of_letter("stale_facts")
def stale_facts(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at codes that the case does not know, and at values that it had once."""
    if paper.case is None or paper.letter.type == "":
        return
    if paper.foreign:
        yield from _unknown_codes(paper)
        return
    for item in paper.stale:
        if item.kind == "old" or (item.kind == "unknown" and item.what in ("asin", "order")):
            yield from _stale_hit(paper, item)


@of_letter("unknown_figures")
def unknown_figures(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at days, shares and amounts typed by hand that no fact, claim or notice holds."""
    for item in paper.stale:
        if item.kind == "unknown" and item.what not in ("asin", "order"):
            yield from _stale_hit(paper, item)


@of_letter("missing_figures")
def missing_figures(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at an edited section that no longer names a value which the letter has to name."""
    for item in paper.stale:
        reading = paper.reading(item.section)
        if item.kind == "missing" and reading is not None:
            yield hit_start(reading, value=item.text, **_labels(paper, item.source))


def _stale_hit(paper: Paper, item: StaleFinding) -> Iterator[Hit]:
    reading = paper.reading(item.section)
    if reading is None:
        return
    lines = reading.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: item.line - 1]) + item.column - 1
    if reading.is_quoted(start):
        return
    labels = _labels(paper, item.source)
    now = f" – {labels['fact']}: {item.now}" if item.now else ""
    now_zh = f"——{labels['fact_zh']}：{item.now}" if item.now else ""
    yield hit_at(reading, start, start + len(item.text), now=now, now_zh=now_zh)


def _labels(paper: Paper, source: str) -> dict[str, str]:
    """Return how a fact, or what was asked of a statement, is called in each language."""
    assert paper.case is not None
    statement, _, detail = source.partition(".")
    values = {name: Values(paper.content, paper.case, name) for name in ("en", "zh")}
    labels = {name: found.label(detail or source, statement) for name, found in values.items()}
    return {"fact": labels["en"], "fact_zh": labels["zh"]}


def _unknown_codes(paper: Paper) -> Iterator[Hit]:
    known = _known_codes(paper)
    kinds = {code[:2] == "B0" for code in known}
    for place in paper.places():
        if place.line.trace is not None or place.reading.is_quoted(place.line.start):
            continue
        for match in CODES.finditer(place.line.text):
            if match[0] not in known and (match[0][:2] == "B0") in kinds:
                yield hit_at(place.reading, place.line.start + match.start(), place.line.start + match.end())


def _known_codes(paper: Paper) -> set[str]:
    assert paper.case is not None
    raws = [
        *paper.case.facts.values(),
        *(raw for claim in paper.case.claims.values() for raw in claim.details.values()),
    ]
    texts = [item for raw in raws for item in split_items(raw)]
    texts += [paper.background.notice, *(evidence.path for evidence in paper.case.evidence.values())]
    return {match for text in texts for match in CODES.findall(text.upper())}
