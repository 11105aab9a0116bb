"""Finds many wordings in a text at once: every place of every wording in one pass over the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.core.checks.tokens import folded_word

GROUP = re.compile(r"\(([^()]*)\)")
PART = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’][A-Za-z]+)?\*?|\*|[\u3040-\u30ff\u3400-\u9fff]|[^\s\w*-]")
SHORTEST_STEM = 2

Span = tuple[int, int]
"""The first word of a match and the one after its last, by their numbers."""


def expanded(wording: str) -> list[str]:
    """Return every wording that one with `(a|b|)` groups stands for."""
    match = GROUP.search(wording)
    if match is None:
        return [wording]
    head, tail = wording[: match.start()], wording[match.end() :]
    return [text for part in match[1].split("|") for text in expanded(f"{head}{part}{tail}")]


@dataclass(frozen=True, slots=True)
class _Wording:
    rest: tuple[str, ...]
    """The words after the first."""
    owner: int


@dataclass
class WordingIndex:
    """Wordings of many owners, sorted by their first word."""

    _exact: dict[str, list[_Wording]] = field(default_factory=dict)
    _stems: dict[str, list[_Wording]] = field(default_factory=dict)
    _known: dict[str, tuple[_Wording, ...]] = field(default_factory=dict)

    def add(self, wordings: Iterable[str], owner: int) -> None:
        """Add the wordings of an owner."""
        for wording in dict.fromkeys(text for given in wordings for text in expanded(given)):
            parts = [_folded_part(part) for part in PART.findall(wording)]
            if not parts or parts[0] == "*":
                continue
            entry = _Wording(tuple(parts[1:]), owner)
            if parts[0].endswith("*"):
                self._stems.setdefault(parts[0][:-1], []).append(entry)
            else:
                self._exact.setdefault(parts[0], []).append(entry)
        self._known.clear()

    def places(self, words: list[str], sentence: list[int]) -> dict[int, list[Span]]:
        """Return the places of every owner's wordings; none reaches from one sentence into the next."""
        found: dict[int, list[Span]] = {}
        known, count = self._known, len(words)
        for place, word in enumerate(words):
            entries = known.get(word)
            if entries is None:
                entries = known[word] = self._beginning_with(word)
            for entry in entries:
                end = place + 1 + len(entry.rest)
                if end <= count and sentence[end - 1] == sentence[place] and _fits(entry.rest, words, place + 1):
                    found.setdefault(entry.owner, []).append((place, end))
        return found

    def _beginning_with(self, word: str) -> tuple[_Wording, ...]:
        entries = list(self._exact.get(word, ()))
        for length in range(SHORTEST_STEM, len(word) + 1):
            entries.extend(self._stems.get(word[:length], ()))
        if len(self._known) > 50_000:
            self._known.clear()
        return tuple(entries)


def _folded_part(part: str) -> str:
    if not part.endswith("*"):
        return folded_word(part)
    stem = part[:-1].lower()
    return (stem[:-2] + "is" if stem.endswith("iz") else stem) + "*"


def _fits(rest: tuple[str, ...], words: list[str], place: int) -> bool:
    for part in rest:
        word = words[place]
        if part.endswith("*"):
            if not word.startswith(part[:-1]) or not (word[0].isalnum()):
                return False
        elif part != word:
            return False
        place += 1
    return True
