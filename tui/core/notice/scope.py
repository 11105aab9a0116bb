"""One text of a paste under examination: which sentences belong to it, and how much each of them counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.core.content.replies import Signal
from tui.core.notice.searching import Hit, Search
from tui.core.notice.source import Source
from tui.core.notice.structure import Piece

FACTORS = {"why": 1.6, "subject": 1.4, "how": 0.75, "error": 0.6, "later": 0.5, "heading": 0.4}
"""What a sentence counts by what it stands below: the reason for a stop stands after "Why did this happen" (1.0)."""


@dataclass(frozen=True)
class Scope:
    """The part of a search that lies in one text of a paste."""

    source: Source
    search: Search
    sections: list[str]
    first: int
    last: int
    """The sentence after the last."""

    def holds(self, hit: Hit) -> bool:
        """Say whether a place lies in this text."""
        return self.first <= hit.sentence < self.last

    def factor(self, sentence: int) -> float:
        """Return how much a sentence counts for the type."""
        return FACTORS.get(self.sections[sentence], 1.0)

    def best_factor(self, spans: list[tuple[int, int]]) -> float:
        """Return how much a wording counts in this text, at the place where it counts most; 0 where it stands nowhere."""
        numbers = (self.search.sentence(start) for start, _ in spans)
        return max((self.factor(number) for number in numbers if self.first <= number < self.last), default=0.0)

    def hits(self, signal: Signal) -> Iterator[Hit]:
        """Yield where a signal speaks in this text."""
        return (hit for hit in self.search.signal(signal) if self.holds(hit))

    def weigh(self, signals: Iterable[Signal]) -> tuple[float, list[Hit]]:
        """Return the weight of all signals that speak, each once, with their first places."""
        total = 0.0
        places: list[Hit] = []
        for signal in signals:
            hit = next(self.hits(signal), None)
            if hit is not None:
                total += signal.weight
                places.append(hit)
        return total, places

    def spans_of(self, family: str) -> list[tuple[int, int]]:
        """Return where a family stands in this text, as spans of the folded text."""
        low, _ = self.search.sentence_span(self.first)
        high = self.search.sentence_span(self.last - 1)[1] if self.last > self.first else low
        return [span for span in self.search.family(family) if low <= span[0] < high]


def scope_of(source: Source, search: Search, sections: list[str], piece: Piece) -> Scope:
    """Return the scope of a piece."""
    offsets = source.folded.offsets
    first = bisect_left(offsets, piece.start)
    last = bisect_left(offsets, piece.end)
    if first >= len(offsets) or last <= first:
        return Scope(source, search, sections, 0, 0)
    return Scope(source, search, sections, search.sentence(first), search.sentence(last - 1) + 1)
