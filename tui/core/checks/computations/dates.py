"""Dates: what was done bears one, none is impossible, and the order in which things happened holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tui.core.case.values import ValueProblem, parse_date
from tui.core.checks.computations.days import named_days
from tui.core.checks.computations.registry import Setting, hit_at, hit_start, of_letter, of_section
from tui.core.checks.paper import CORRECTIVE, Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

RANGE = re.compile(r"^\s*(?:to|until|till|through|and|-|–|至|到)\s*$", re.IGNORECASE)
DUE = re.compile(r"\bby\s+$", re.IGNORECASE)
BACKGROUND = re.compile(r"\b(?:notice|since|from|valid|until|between|expires?)\b", re.IGNORECASE)


def known_date(paper: Paper, name: str) -> date | None:
    """Return a fact of the case that is a date."""
    raw = paper.case.facts.get(name) if paper.case else None
    try:
        return parse_date(raw) if isinstance(raw, str) else None
    except ValueProblem:
        return None


@of_letter("corrective_dated")
def corrective_dated(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where nothing in the corrective part says when it was done."""
    readings = [reading for reading in paper.readings if reading.id == CORRECTIVE]
    lines = [line for reading in readings for line in reading.lines]
    if lines and not any(line.has("date") for line in lines):
        yield hit_start(readings[0])


@of_section("possible_dates")
def possible_dates(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at days that do not exist and at periods that end before they begin."""
    for line in reading.lines:
        if reading.is_quoted(line.start):
            continue
        days = list(named_days(line.text))
        for item in days:
            if item.day is None:
                yield hit_at(reading, line.start + item.start, line.start + item.end, what="there is no such day",
                             what_zh="没有这一天")  # fmt: skip
        for first, second in pairwise(days):
            between = line.text[first.end : second.start]
            if (
                first.day
                and second.day
                and RANGE.match(between)
                and between.strip() != "and"
                and second.day < first.day
            ):
                yield hit_at(reading, line.start + first.start, line.start + second.end,
                             what="the period ends before it begins", what_zh="结束日期早于开始日期")  # fmt: skip


@of_letter("timeline")
def timeline(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at finished actions that lie ahead, and at promises whose day has passed."""
    today = paper.background.today
    if today is None:
        return
    for place in paper.places():
        line, reading = place.line, place.reading
        if line.has("planned") == line.has("done"):
            continue
        for item in named_days(line.text):
            if item.day is None or reading.is_quoted(line.start):
                continue
            at = (line.start + item.start, line.start + item.end)
            if line.has("done") and item.day > today and re.match(r"\s*(?:on|since)\s", line.text, re.IGNORECASE):
                yield hit_at(
                    reading, *at, what="it lies ahead, yet it is told as done", what_zh="日期尚未到，却写成已完成"
                )
            elif line.has("planned") and item.day < today and DUE.search(line.text[: item.start]):
                yield hit_at(reading, *at, what="the promised day has passed", what_zh="承诺的日期已过")
