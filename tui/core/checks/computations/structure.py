"""Structure: the three parts, their order, what a prevention item says, length, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tui.core.checks.computations.registry import Setting, hit_at, hit_line, hit_place, hit_start, of_letter, of_section
from tui.core.checks.features import EXHIBIT, LEAD
from tui.core.checks.paper import CORRECTIVE, PARTS, Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule, Feature
from tui.core.content.library import words

NAMES = {
    "root_cause": {"en": "root cause", "zh": "根本原因"},
    "corrective": {"en": "actions taken", "zh": "已采取的措施"},
    "preventive": {"en": "prevention", "zh": "预防措施"},
}
LEAST_SAID = 4
"""A part with fewer words says nothing."""
USUAL_ACTIONS = 3
OWNED: tuple[Feature, ...] = ("role", "frequency", "figure")
LEAST_OWNED = 2
"""A measure in force names so many of: who, how often, how much; a plan needs who and how often."""
LONG_AVERAGE = 25
LEAST_SENTENCES = 6


@of_letter("sections_present")
def sections_present(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Name each part that the kind of answer needs and the letter does not have."""
    outline = paper.content.outlines.get(paper.letter.response)
    if outline is None or not outline.drafts or (paper.foreign and paper.letter.response != "plan_of_action"):
        return
    said: dict[str, int] = {}
    for reading in paper.readings:
        said[reading.id] = said.get(reading.id, 0) + sum(line.size for line in reading.lines if not line.is_heading)
    for section in outline.sections:
        if section.required and said.get(section.id, 0) < LEAST_SAID:
            names = NAMES.get(section.id, section.heading)
            yield Hit(parts={"part": words(names, "en"), "part_zh": words(names, "zh")})


@of_letter("section_order")
def section_order(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where a part stands before one that it follows from."""
    order = list(dict.fromkeys(reading.id for reading in paper.readings if reading.id in PARTS))
    for before, after in pairwise(order):
        if PARTS.index(after) < PARTS.index(before):
            reading = paper.reading(after)
            if reading is not None:
                yield hit_start(reading)
            return


@of_section("prevention_concrete")
def prevention_concrete(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at each prevention item that has neither a date nor both a role and an interval."""
    for item in reading.items:
        dated = any(line.has("date") for line in item)
        said = [any(line.has(name) for line in item) for name in OWNED]
        planned = any(line.has("planned") for line in item)
        owned = all(said[:2]) if planned else sum(said) >= LEAST_OWNED
        if item[0].text.startswith("Amazon ") or item[-1].text.endswith(("?", "？")):
            continue
        traced = all(line.trace is not None for line in item)
        if not dated and not owned and not traced and sum(line.size for line in item) >= LEAST_SAID:
            yield hit_line(reading, item[0])


@of_letter("corrective_count")
def corrective_count(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where fewer than three actions stand in the corrective part."""
    readings = [reading for reading in paper.readings if reading.id == CORRECTIVE]
    count = sum(max(len(reading.items), sum(line.has("done") for line in reading.lines)) for reading in readings)
    if readings and 0 < count < USUAL_ACTIONS:
        yield hit_start(readings[0], count=str(count))


@of_letter("length")
def length(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak of a letter over the usual length, and of a plan under it."""
    parameters = paper.content.parameters
    most, least = int(parameters["letter_words_most"].value), int(parameters["letter_words_least"].value)
    if paper.letter.language == "zh":
        most, least = most * 2, 0
    count = paper.words
    if count > most:
        yield Hit(parts={"count": str(count), "bound": str(most), "side": "over", "side_zh": "超过"})
    elif count < least and paper.readings and paper.letter.response == "plan_of_action":
        yield Hit(parts={"count": str(count), "bound": str(least), "side": "under", "side_zh": "不足"})


@of_letter("questions")
def questions(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at the second question and those after it."""
    asked = [
        place
        for place in paper.places()
        if place.line.text.rstrip("\"'”)").endswith(("?", "？")) and not place.reading.is_quoted(place.line.start)
    ]
    for place in asked[1:]:
        yield hit_place(place, count=str(len(asked)))


@of_letter("reading_length")
def reading_length(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where the average sentence is hard to read at one go."""
    sizes = [len(re.findall(r"[A-Za-z0-9'’%.-]+", place.line.text)) for place in paper.places() if not place.line.trace]
    if len(sizes) >= LEAST_SENTENCES and paper.letter.language == "en":
        average = sum(sizes) / len(sizes)
        if average > LONG_AVERAGE:
            yield Hit(parts={"average": f"{average:.0f}"})


@of_section("long_sentence")
def long_sentence(_: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
    """Point at a sentence over 35 words; one that lists codes is long for a reason."""
    for line in reading.lines:
        if line.size <= 35 or reading.is_quoted(line.start):
            continue
        # The number of a cause and the exhibits stand beside the sentence; nobody reads them as a part of it.
        count = len(re.findall(r"[A-Za-z0-9][\w'’.,%/-]*", EXHIBIT.sub(" ", LEAD.sub(" ", line.text))))
        listed = len(re.findall(r"\b(?:B0[A-Z0-9]{8}|\d{3}-\d{7}-\d{7}|\d{10,})\b", line.text)) > 3
        if setting.language == "en" and count > 35 and not listed:
            yield hit_at(reading, line.start, line.end, count=str(count))
