"""A text under change that still knows where each of its characters stood in the original."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
"""The first character of something and the one after its last."""

Edit = tuple[int, int, str]
"""What is replaced: its first character, the one after its last, and what comes in its stead."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text with the place of each of its characters in the original."""

    text: str
    starts: array[int]
    ends: array[int]

    @staticmethod
    def of(text: str) -> Mapped:
        """Return a text that nothing has been done to yet."""
        return Mapped(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original that a span of this text stands for."""
        if start >= end:
            place = self.starts[start] if start < len(self.text) else (self.ends[-1] if self.ends else 0)
            return place, place
        return self.starts[start], self.ends[end - 1]

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """Return the text with every edit made; edits come in order and do not overlap."""
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for start, end, put in edits:
            pieces.append(self.text[done:start])
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            if put:
                first, last = self.original(start, end)
                pieces.append(put)
                starts.extend([first] * len(put))
                ends.extend([last] * len(put))
            done = end
        if not done and not pieces:
            return self
        pieces.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Mapped("".join(pieces), starts, ends)

    def translated(self, table: dict[int, str]) -> Mapped:
        """Return the text with single characters exchanged for single characters."""
        return Mapped(self.text.translate(table), self.starts, self.ends)
