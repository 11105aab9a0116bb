"""Finds letters that are nearly the same: on sentences without their facts, over runs of words.

Amazon compares what it receives; two shops of one agency with the same letter are taken for one seller.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from tui.core.letter.figures import figures
from tui.core.letter.sentences import cut_sentences

RUN = 4
"""How many words make a run."""
ALARM = 0.75
"""The share of runs in common from which two letters are nearly the same."""
LEAST = 12
"""A letter with fewer runs says too little to be compared."""
LEAD = re.compile(r"^(?:\d+\.\s+|for causes? [\d, and]+:\s*|exhibit \d+:\s*|针对原因[\d、和]+：|附件\d+：)")
EXHIBIT = re.compile(r"\s*[(（](?:exhibits?\s|附件)[^)）]*[)）]")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
PIECE = re.compile(r"#|[^\W\d_]+|\d+")
MARKS = re.compile(r"#(?: (?:and |和 )?#)+")
CJK = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another letter that is nearly the same; `shared` is how much of the two is in common, 0 to 1."""

    key: Hashable
    shared: float
    sentences: tuple[str, ...]
    """The sentences that both have, as they are compared: without their facts."""


def masked_sentences(text: str, masked: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the sentences of a letter with figures, numbers and the given values (names of shops) made alike."""
    for value in sorted(filter(None, masked), key=len, reverse=True):
        text = text.replace(value, "#")
    return tuple(_masked(cut.text) for line in text.split("\n") for cut in cut_sentences(line))


@lru_cache(maxsize=8_192)
def _masked(sentence: str) -> str:
    for figure in reversed(figures(sentence)):
        sentence = f"{sentence[: figure.start]}#{sentence[figure.end :]}"
    plain = EXHIBIT.sub("", NUMBER.sub("#", LEAD.sub("", sentence.casefold().strip())))
    return " ".join(PIECE.findall(CJK.sub(r" \1 ", plain)))


def _runs(sentences: Iterable[str]) -> frozenset[str]:
    """Return the runs of words; a list of facts is one mark, however long it is."""
    found: set[str] = set()
    for sentence in sentences:
        words = MARKS.sub("#", sentence).split()
        if len(words) > 1:
            found.update(" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))
    return frozenset(found)


class Letters:
    """Letters to compare with, kept so that one more is compared with all in one pass over its own words."""

    def __init__(self) -> None:
        self._sizes: dict[Hashable, int] = {}
        self._sentences: dict[Hashable, frozenset[str]] = {}
        self._where: defaultdict[str, list[Hashable]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, key: Hashable, text: str, masked: Iterable[str] = ()) -> None:
        """Add a letter under a key of its own; `masked` are values of its case that are to count as alike."""
        sentences = masked_sentences(text, masked)
        runs = _runs(sentences)
        self._sizes[key] = len(runs)
        self._sentences[key] = frozenset(sentences)
        for run in runs:
            self._where[run].append(key)

    def nearest(self, text: str, masked: Iterable[str] = (), least: float = ALARM) -> tuple[Likeness, ...]:
        """Return the letters that are nearly the same as a text, the nearest first."""
        sentences = masked_sentences(text, masked)
        runs = _runs(sentences)
        if len(runs) < LEAST:
            return ()
        common: Counter[Hashable] = Counter()
        for run in runs:
            common.update(self._where.get(run, ()))
        found = []
        for key, count in common.items():
            shared = count / (len(runs) + self._sizes[key] - count)
            if shared >= least:
                both = tuple(line for line in dict.fromkeys(sentences) if line in self._sentences[key])
                found.append(Likeness(key, round(shared, 3), both))
        return tuple(sorted(found, key=lambda item: (-item.shared, str(item.key))))
