"""Finds many wordings in a text at once: every place of every wording in one pass over the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tui.core.checks.tokens import folded_word

GROUP = re.compile(r"\(([^()]*)\)")
PART = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’][A-Za-z]+)?\*?|\*|[\u3040-\u30ff\u3400-\u9fff]|[^\s\w*-]")
ANY = "*"
KNOWN_WORDS = 50_000

Span = tuple[int, int]
"""The first word of a match and the one after its last, by their numbers."""


def expanded(wording: str) -> list[str]:
    """Return every wording that one with `(a|b|)` groups stands for."""
    match = GROUP.search(wording)
    if match is None:
        return [wording]
    head, tail = wording[: match.start()], wording[match.end() :]
    return [text for part in match[1].split("|") for text in expanded(f"{head}{part}{tail}")]


@dataclass(slots=True)
class _Node:
    """A place in the tree of all wordings: what may come next, and whose wordings end here."""

    exact: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    owners: list[int] = field(default_factory=list)

    def after(self, part: str) -> _Node:
        """Return the node that a part of a wording leads to, made where it is missing."""
        if part == ANY:
            self.any = self.any or _Node()
            return self.any
        if part.endswith(ANY):
            return self.stems.setdefault(part[:-1], _Node())
        return self.exact.setdefault(part, _Node())

    def following(self, word: str) -> Iterator[_Node]:
        """Yield the nodes that a word of a text leads to."""
        exact = self.exact.get(word)
        if exact is not None:
            yield exact
        for stem, node in self.stems.items():
            if word.startswith(stem):
                yield node
        if self.any is not None and word[0].isalnum():
            yield self.any


@dataclass
class WordingIndex:
    """Wordings of many owners, as one tree."""

    _root: _Node = field(default_factory=_Node)
    _first: dict[str, tuple[_Node, ...]] = field(default_factory=dict)
    """Where the words of texts seen so far lead from the root; most lead nowhere."""

    def add(self, wordings: Iterable[str], owner: int) -> None:
        """Add the wordings of an owner."""
        for wording in dict.fromkeys(text for given in wordings for text in expanded(given)):
            parts = [_folded_part(part) for part in PART.findall(wording)]
            while parts and parts[0] == ANY:
                del parts[0]
            if parts:
                node = self._root
                for part in parts:
                    node = node.after(part)
                if owner not in node.owners:
                    node.owners.append(owner)
        self._first.clear()

    def places(self, words: list[str], sentence: list[int]) -> dict[int, list[Span]]:
        """Return the places of every owner's wordings; none reaches from one sentence into the next."""
        found: dict[int, list[Span]] = {}
        first, count = self._first, len(words)
        if len(first) > KNOWN_WORDS:
            first.clear()
        for place, word in enumerate(words):
            nodes = first.get(word)
            if nodes is None:
                nodes = first[word] = tuple(self._root.following(word))
            if not nodes:
                continue
            waiting = [(node, place + 1) for node in nodes]
            while waiting:
                node, end = waiting.pop()
                for owner in node.owners:
                    found.setdefault(owner, []).append((place, end))
                if end < count and sentence[end] == sentence[place]:
                    waiting.extend((following, end + 1) for following in node.following(words[end]))
        return found


def _folded_part(part: str) -> str:
    if part == ANY or not part.endswith(ANY):
        return folded_word(part)
    stem = part[:-1].lower()
    return (stem[:-2] + "is" if stem.endswith("iz") else stem) + ANY
