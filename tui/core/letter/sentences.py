"""Cuts text typed by hand into sentences, and says how close two sentences are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

ABBREVIATIONS = frozenset(
    (
        "inc", "ltd", "co", "corp", "llc", "plc", "gmbh", "bros", "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc",
        "fig", "art", "sec", "approx", "dept", "est", "ref", "tel", "ext", "cf", "al", "eg", "ie", "jan", "feb", "mar",
        "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    )
)  # fmt: skip
"""What a full stop belongs to without ending the sentence."""
BEFORE_A_NUMBER = frozenset({"no", "nos", "nr", "art", "p", "pp", "vol", "ver", "v"})
"""Abbreviations where a number follows; elsewhere they may be words ("No.")."""
STOP = re.compile(r"[。！？][」』”’）\"]*\s*|[.!?]+[\"'”’)\]]*\s+")
LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.[\"'”’)\]]*$")
LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z])\.\s*$")
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’%./:-]*|[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence with the space that follows it; all cuts joined are the text again."""

    text: str
    after: str


def cut_sentences(line: str) -> list[Cut]:
    """Cut a line into sentences, not at "Inc.", "No. 3", "U.S." or a number of a list; Chinese at 。！？."""
    cuts: list[Cut] = []
    start = 0
    for match in STOP.finditer(line):
        end = match.end()
        if end < len(line) and _ends(line[start:end], line[end:]):
            cuts.append(_cut(line[start:end]))
            start = end
    if start < len(line):
        cuts.append(_cut(line[start:]))
    return cuts


def _cut(piece: str) -> Cut:
    text = piece.rstrip()
    return Cut(text, piece[len(text) :])


def _ends(before: str, after: str) -> bool:
    """Say whether a stop between two texts ends a sentence; in doubt it does not, for a longer atom loses nothing."""
    head = before.rstrip()
    if head[-1] not in ".\"'”’)]" or head.rstrip("\"'”’)]")[-1:] != ".":
        return True
    if LIST_NUMBER.fullmatch(head) or after[0].islower():
        return False
    word = LAST_WORD.search(head)
    last = word[1].lower() if word else ""
    if last in BEFORE_A_NUMBER and (after[0].isdigit() or after[0] == "#"):
        return False
    return last.replace(".", "") not in ABBREVIATIONS and not (len(last) == 1 and last.isalpha()) and "." not in last


@lru_cache(maxsize=4_096)
def _words(text: str) -> Counter[str]:
    return Counter(token.lower().rstrip(".:") for token in TOKEN.findall(text))


def closeness(one: str, other: str) -> float:
    """Return how much two sentences share of their words, 0 to 1, whatever the order."""
    if one == other:
        return 1.0
    first, second = _words(one), _words(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
