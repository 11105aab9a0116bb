"""Voice: shouting, more than one apology, denial beside confession, one person and several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.checks.computations.registry import Setting, hit_at, hit_place, of_letter, of_section
from tui.core.checks.paper import Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

MARKS = re.compile(r"[!！]+(?:\s*[!！?？]+)*|[?？]{2,}|[?？]+[!！]+|,{2,}|;{2,}|[。]{2,}")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u26ff\u2764\u2705\u274c\u263a]|(?<!\\w)[:;]-?[()DP](?!\\w)")
CAPITALS = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?\b")
SHOUTED = frozenset(
    [
        "NOT",
        "NEVER",
        "PLEASE",
        "VERY",
        "ALL",
        "MUST",
        "ALWAYS",
        "SORRY",
        "URGENT",
        "URGENTLY",
        "IMMEDIATELY",
        "NOW",
        "ANY",
        "REALLY",
        "IMPORTANT",
        "NO",
        "STOP",
        "HELP",
        "EVERY",
        "ONLY",
        "FULLY",
        "TOTALLY",
        "ABSOLUTELY",
        "NOTHING",
        "EVERYTHING",
        "NOBODY",
        "REPLY",
        "ANSWER",
        "WHY",
        "TRUE",
        "FALSE",
        "WRONG",
        "INNOCENT",
        "GENUINE",
        "AUTHENTIC",
        "HONEST",
        "GUARANTEE",
        "PROMISE",
        "AGAIN",
        "IMMEDIATE",
        "ATTENTION",
        "STRICTLY",
        "COMPLETELY",
        "ENTIRE",
        "PERMANENTLY",
        "FOREVER",
        "EXTREMELY",
        "DEEPLY",
    ]
)
FIRST_SINGULAR = re.compile(r"(?<![\w.])(?:I(?=\s+[a-z])|I'(?:m|ve|ll)|[Mm]y|me|myself)\b")
FIRST_PLURAL = re.compile(r"\b(?:we|our|us|ours|ourselves)\b", re.IGNORECASE)
LEAST_OF_EACH = 2
STEM = 5
"""Verbs that begin alike are taken for forms of one."""
DENIED = re.compile(
    r"\b(?:we|I) (?:never|have never|did not|didn't|do not|don't|have not) (?:\w+ly )?([a-z]{4,})", re.IGNORECASE
)
CONFESSED = re.compile(
    r"\b(?:sorry|apologi[sz]e|regret|admit|confess|ashamed) (?:that |for (?:having )?"
    r"|to (?:have )?)?(?:we |I )?(?:have |had )?"
    r"(?:\w+ly )?([a-z]{4,})",
    re.IGNORECASE,
)
SPOKEN = frozenset(
    [
        "WE",
        "OUR",
        "US",
        "YOU",
        "YOUR",
        "DID",
        "DO",
        "NOT",
        "IS",
        "ARE",
        "WAS",
        "WERE",
        "HAVE",
        "HAS",
        "THE",
        "THIS",
        "MY",
        "PLEASE",
        "NEVER",
        "WILL",
        "CAN",
    ]
)
LEAST_SHOUTED = 4
"""A sentence of so many words in capitals is shouted, unless it is a heading or a row of codes."""


@of_section("shouting")
def shouting(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at exclamation marks, repeated marks, emoji and words in capitals."""
    for match in MARKS.finditer(reading.text):
        if not reading.is_quoted(match.start()):
            replacement = "." if match[0] == "!" else "。" if match[0] == "！" else None
            yield hit_at(reading, match.start(), match.end(), replacement)
    for match in EMOJI.finditer(reading.text):
        yield hit_at(reading, match.start(), match.end(), "" if ord(match[0][0]) > 0x2000 else None)
    for line in reading.lines:
        words = [match for match in CAPITALS.finditer(line.text) if match[0] in SHOUTED]
        if words and re.search(r"\b[a-z]{2,}", line.text) and not reading.is_quoted(line.start):
            yield hit_at(reading, line.start + words[0].start(), line.start + words[0].end())
        elif not line.is_heading and (len(words) > 1 or _is_shouted(line.text)):
            yield hit_at(reading, line.start, line.end)


def _is_shouted(text: str) -> bool:
    words = CAPITALS.findall(text)
    return len(words) >= LEAST_SHOUTED and len(SPOKEN & set(words)) > 1 and not re.search(r"\b[a-z]{2,}", text)


@of_letter("apologies")
def apologies(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at the second apology and those after it."""
    told_as_done = (place for place in paper.found(rule, "apology") if not place.line.has("date"))
    places = [place for place in told_as_done if not (place.line.has("figure") and place.line.has("done"))]
    for place in places[1:]:
        yield hit_place(place, count=str(len(places)))


@of_letter("denial_and_confession")
def denial_and_confession(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at a confession in a letter that denies the same elsewhere."""
    denials = list(paper.found(rule, "denial"))
    confessions = list(paper.found(rule, "confession"))
    if denials and confessions:
        yield hit_place(confessions[0], denial=denials[0].line.text)
        return
    denied = {match[1].lower()[:STEM]: place for place in paper.places() for match in DENIED.finditer(place.line.text)}
    for place in paper.places():
        for match in CONFESSED.finditer(place.line.text):
            denial = denied.get(match[1].lower()[:STEM])
            if denial is not None and denial.line is not place.line:
                yield hit_place(place, denial=denial.line.text)
                return


@of_letter("mixed_person")
def mixed_person(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at the rarer of I and we where a letter uses both more than once."""
    singular = [place for place in paper.places() if FIRST_SINGULAR.search(place.line.text)]
    plural = [place for place in paper.places() if FIRST_PLURAL.search(place.line.text)]
    if min(len(singular), len(plural)) >= LEAST_OF_EACH:
        yield hit_place((singular if len(singular) <= len(plural) else plural)[0])
