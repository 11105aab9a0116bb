"""Places in the text of a letter: where a text stands, where something is still missing, which of them comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.core.letter.values import GAP_CLOSE, GAP_OPEN

GAP = re.compile(f"{GAP_OPEN}[^{GAP_CLOSE}\n]*{GAP_CLOSE}")

Texts = Sequence[tuple[str, str]]
"""The sections of a letter in order: id and text as it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a section's text; offsets count characters."""

    section: str
    start: int
    end: int


def found(texts: Texts, sought: str) -> tuple[Place, ...]:
    """Return every place where a text stands, whatever its case."""
    if not sought:
        return ()
    return tuple(_places(texts, re.compile(re.escape(sought), re.IGNORECASE)))


def gaps(texts: Texts) -> tuple[Place, ...]:
    """Return every gap that stands in the text, in the letter's order."""
    return tuple(_places(texts, GAP))


def _places(texts: Texts, pattern: re.Pattern[str]) -> Iterator[Place]:
    for section, text in texts:
        for match in pattern.finditer(text):
            yield Place(section, match.start(), match.end())


def following(places: Sequence[Place], texts: Texts, section: str | None, offset: int, step: int) -> int:
    """Return the number of the next place after the cursor, or of the one before it; at the end it begins anew.

    A place that begins right at the cursor counts as next; there has to be at least one place.
    """
    order = {name: number for number, (name, _) in enumerate(texts)}
    here = (order.get(section or "", -1), offset)
    starts = [(order[place.section], place.start) for place in places]
    if step > 0:
        return next((number for number, start in enumerate(starts) if start >= here), 0)
    return next((number for number in reversed(range(len(starts))) if starts[number] < here), len(starts) - 1)
