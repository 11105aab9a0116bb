"""Finds many wordings in a text at once: every place of every wording in one pass over the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.core.checks.wording_states import Arc, arcs_of, with_first_words

KNOWN_STEPS = 200_000
"""How many steps are remembered before all are forgotten; a letter needs some thousands."""

Span = tuple[int, int]
"""The first word of a match and the one after its last, by their numbers."""


@dataclass(slots=True)
class _Step:
    """Where a run of words has led: whose wordings end here, and what may come next.

    Steps are made when a text first needs them, so that a rulebook costs nothing for what nobody writes.
    """

    owners: tuple[int, ...] = ()
    exact: dict[str, list[Arc]] = field(default_factory=dict)
    stems: list[Arc] = field(default_factory=list)
    any: list[Arc] = field(default_factory=list)
    known: dict[str, _Step | None] = field(default_factory=dict)

    def add(self, arcs: Iterable[Arc]) -> None:
        """Add what may come next."""
        for arc in arcs:
            match arc.kind:
                case "word":
                    self.exact.setdefault(arc.text, []).append(arc)
                case "stem":
                    self.stems.append(arc)
                case _:
                    self.any.append(arc)

    def after(self, word: str) -> _Step | None:
        """Return where a word leads, made now where nobody has asked yet."""
        taken = [*self.exact.get(word, ()), *(arc for arc in self.stems if word.startswith(arc.text))]
        if word[0].isalnum():
            taken.extend(self.any)
        if not taken:
            return None
        targets = {id(arc.target): arc.target for arc in taken}.values()
        step = _Step(tuple(dict.fromkeys(owner for target in targets for owner in target.owners)))
        for target in targets:
            step.add(target.arcs)
        return step


@dataclass
class WordingIndex:
    """Wordings of many owners, read as one."""

    _root: _Step = field(default_factory=_Step)
    _count: int = 0

    def add(self, wordings: Iterable[str], owner: int) -> None:
        """Add the wordings of an owner."""
        for wording in dict.fromkeys(wordings):
            self._root.add(with_first_words(arcs_of(wording, owner)))
        self._root.known.clear()

    def places(self, words: list[str], sentence: list[int]) -> dict[int, list[Span]]:
        """Return the places of every owner's wordings; none reaches from one sentence into the next."""
        found: dict[int, list[Span]] = {}
        if self._count > KNOWN_STEPS:
            self._root.known.clear()
            self._count = 0
        count = len(words)
        for place in range(count):
            step, end = self._root, place
            while end < count and sentence[end] == sentence[place]:
                following = self._next(step, words[end])
                if following is None:
                    break
                step, end = following, end + 1
                for owner in step.owners:
                    found.setdefault(owner, []).append((place, end))
        return found

    def _next(self, step: _Step, word: str) -> _Step | None:
        known = step.known
        if word in known:
            return known[word]
        self._count += 1
        known[word] = found = step.after(word)
        return found
