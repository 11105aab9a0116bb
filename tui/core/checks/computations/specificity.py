"""Specificity: plans among what was done, causes that only restate, excuse themselves or point at a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.checks.computations.registry import Setting, hit_at, hit_place, of_letter, of_section
from tui.core.checks.features import PLANNED
from tui.core.checks.paper import CAUSE, PARTS, Paper, Place
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

COMMITTED = re.compile(
    r"\b(?:by|until|before|no later than|from|starting|on|effective)\s+(?:the\s+)?\d|\b(?:by|from|on"
    r"|in)\s+[A-Z][a-z]+\s+\d|月",
    re.IGNORECASE,
)
NOT_OURS = re.compile(
    r"\b(?:buyers|customers) who [^,.]{0,30}\bwill\b|\b(?:amazon|amazon's team|buyers?|customers?"
    r"|which|that|who|it|units?"
    r"|stock)\s+(?:will|shall)\b|\bwill not \w+ (?:while|until|unless|before|when)\b"
    r"|\bwill not be \w+ (?:before|until|unless|without)\b",
    re.IGNORECASE,
)


@of_section("future_in_corrective")
def future_in_corrective(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at plans without a day among the actions taken."""
    for line in reading.lines:
        match = PLANNED.search(line.text)
        if match is None or line.trace is not None or line.is_heading or reading.is_quoted(line.start):
            continue
        if not (COMMITTED.search(line.text) and line.has("date")) and not NOT_OURS.search(line.text):
            yield hit_at(reading, line.start + match.start(), line.start + match.end())


def _weak_cause(rule: CheckRule, paper: Paper) -> Iterator[Place]:
    """Yield the first sentence in which a wording of the rule stands, where no sentence names a failed process."""
    excepted = {place.line.text for place in paper.found(rule, "except")} if "except" in rule.lists else set()
    weak = [place for place in paper.found(rule, "weak") if place.line.text not in excepted]
    in_cause = [place for place in weak if place.reading.id == CAUSE]
    has_cause = paper.reading(CAUSE) is not None
    parted = any(reading.id in PARTS for reading in paper.readings)
    if rule.sections and not has_cause:
        return
    if not weak or (has_cause and not in_cause) or (parted and not has_cause):
        return
    chosen = in_cause if has_cause else weak
    told = {place.line.text for place in chosen}
    others = [place.line for place in paper.places(*((CAUSE,) if has_cause else ())) if place.line.text not in told]
    strong = [line for line in others if line.has("process") and line.size > 6]
    itself = [place.line for place in chosen if _names_process(rule, paper, place)]
    if not strong and not itself:
        yield chosen[0]


def _names_process(rule: CheckRule, paper: Paper, place: Place) -> bool:
    """Say whether the weak sentence itself goes on to name what failed in a process."""
    return any(other.line.text == place.line.text for other in paper.found(rule, "process", place.reading.id))


@of_letter("weak_cause")
def weak_cause(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at a cause that names no failed process."""
    for place in _weak_cause(rule, paper):
        yield hit_place(place)
