"""Marks on ranges of a text: what they are, how they move with edits, which rows they touch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rich.style import Style


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of text, from and to (row, column), with a style or component class and a sign that needs no colour."""

    start: tuple[int, int]
    end: tuple[int, int]
    style: str | Style = "editor--note"
    sign: str = ""


def shift(mark: Mark, top: tuple[int, int], bottom: tuple[int, int], end: tuple[int, int]) -> Mark | None:
    """Move a mark with an edit that turned the range top..bottom into top..end; None if the edit reached into it."""
    if mark.end <= top:
        return mark
    if mark.start < bottom or (mark.start < top < mark.end):
        return None
    return replace(mark, start=_moved(mark.start, bottom, end), end=_moved(mark.end, bottom, end))


def by_row(marks: Iterable[Mark]) -> Mapping[int, tuple[Mark, ...]]:
    """Return the marks of each row that has any."""
    rows: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for row in range(mark.start[0], mark.end[0] + 1):
            rows[row].append(mark)
    return {row: tuple(found) for row, found in rows.items()}


def _moved(place: tuple[int, int], bottom: tuple[int, int], end: tuple[int, int]) -> tuple[int, int]:
    row, column = place
    if row == bottom[0]:
        column += end[1] - bottom[1]
    return row + end[0] - bottom[0], column


def offset(text: str, place: tuple[int, int]) -> int:
    """Return the number of the character of a text that stands at a row and a column."""
    row, column = place
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column


def location(text: str, offset: int) -> tuple[int, int]:
    """Return the row and the column of a character of a text."""
    row = text.count("\n", 0, offset)
    return row, offset - (text.rfind("\n", 0, offset) + 1)
