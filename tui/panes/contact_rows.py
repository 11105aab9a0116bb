"""The rows of the directory: made when they come into view, whatever the number of contacts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import overload

from tui.core.content.channels import Contact
from tui.core.directory.search import DirectoryIndex, Found
from tui.widgets.line_list import MadeRows, Row

FIRST = "first:"
"""What stands before the id of a contact that is shown among the recommended ones."""


class ContactRows(MadeRows):
    """Some rows at the top, then the contacts that were found under the heading of each purpose."""

    def __init__(
        self,
        index: DirectoryIndex,
        found: Found,
        titles: dict[str, str],
        row: Callable[[Contact], Row],
        top: Sequence[Row] = (),
        more: str = "",
    ) -> None:
        """Show what was found; `more` is the last line where not all of it was fetched."""
        self._index = index
        self._places = found.places
        self._row = row
        self._top = tuple(top)
        self._heads: list[int] = []
        """The row of each heading, counted below the top."""
        self._titles: list[Row] = []
        self._last = Row("group:more", more, heading=True) if more else None
        self._group(titles)
        self._length = len(self._top) + len(self._heads) + len(self._places) + (self._last is not None)

    def _group(self, titles: dict[str, str]) -> None:
        groups = self._index.groups
        ends = [first for first, _ in groups[1:]] + [self._index.size]
        begin = 0
        for (_, purpose), end in zip(groups, ends, strict=True):
            until = bisect_left(self._places, end, lo=begin)
            if until > begin:
                self._heads.append(begin + len(self._heads))
                self._titles.append(Row(f"group:{purpose}", titles.get(purpose, purpose), heading=True))
            begin = until

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._length))]
        if place < 0:
            place += self._length
        if not 0 <= place < self._length:
            raise IndexError(place)
        if place < len(self._top):
            return self._top[place]
        below = place - len(self._top)
        heads = bisect_right(self._heads, below)
        if heads and self._heads[heads - 1] == below:
            return self._titles[heads - 1]
        if self._last is not None and place == self._length - 1:
            return self._last
        return self._row(self._index.contact(self._places[below - heads]))

    def place_of(self, row_id: str) -> int:
        """Return where the row with an id stands, or -1."""
        for number, row in enumerate(self._top):
            if row.id == row_id and not row.heading:
                return number
        place = None if row_id.startswith((FIRST, "group:")) else self._index.place(row_id)
        if place is None:
            return -1
        found = bisect_left(self._places, place)
        if found == len(self._places) or self._places[found] != place:
            return -1
        # Each heading stands before the contacts of its purpose: the n-th one at its row holds back n others.
        heads = bisect_right([head - number for number, head in enumerate(self._heads)], found)
        return len(self._top) + found + heads
