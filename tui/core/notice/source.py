"""A pasted text made ready for reading: cleaned, in lines, folded, with a way back to the paste."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tui.core.content.phrases import Folded, fold
from tui.core.notice.cleaning import clean
from tui.core.notice.lines import Tidy, tidy
from tui.core.notice.mapped import Span
from tui.core.notice.records import Reason

MAX_PHRASE = 160


@dataclass(frozen=True)
class Source:
    """A paste in all its forms."""

    pasted: str
    tidy: Tidy
    folded: Folded

    @staticmethod
    def of(pasted: str) -> Source:
        """Make a paste ready."""
        tidied = tidy(clean(pasted))
        return Source(pasted, tidied, fold(tidied.mapped.text))

    @property
    def text(self) -> str:
        """The tidied text."""
        return self.tidy.mapped.text

    def text_at(self, start: int, end: int) -> str:
        """Return a stretch of the tidied text."""
        return self.tidy.mapped.text[start:end]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        place = self.pasted.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.pasted.find("\n", place + 1)
        return starts

    def pasted_span(self, start: int, end: int) -> Span:
        """Return the place in the paste of a span of the tidied text."""
        return self.tidy.mapped.original(start, end)

    def pasted_span_of_folded(self, start: int, end: int) -> Span:
        """Return the place in the paste of a span of the folded text."""
        if start >= end or not self.folded.text:
            return 0, 0
        return self.pasted_span(*self.folded.original(start, end))

    def line_of(self, place: int) -> int:
        """Return the number of the line, from 1, in which a place of the paste stands."""
        return bisect_right(self._line_starts, place)

    def reason(self, span: Span) -> Reason:
        """Return what stands at a span of the folded text, as a reason."""
        first, last = self.folded.original(*span)
        pasted = self.pasted_span(first, last)
        phrase = " ".join(self.text[first:last].split())
        return Reason(phrase[:MAX_PHRASE], self.line_of(pasted[0]), pasted)
