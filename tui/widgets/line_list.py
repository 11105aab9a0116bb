"""A list of any length of which only the rows in view are drawn."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as ContentStyle

CURSOR_SIGN = "▸"


class Row(msgspec.Struct, frozen=True):
    """One row: its id, its text (shown literally), and how it stands out."""

    id: str
    text: str | Content
    sign: str = ""
    depth: int = 0
    heading: bool = False
    dim: bool = False


class MadeRows(Sequence[Row]):
    """Rows that are made when they are looked at, so that a list of any length costs what is in view."""

    @abstractmethod
    def place_of(self, row_id: str) -> int:
        """Return where the row with an id stands, or -1, without making the others."""


class LineList(ScrollView, can_focus=True):
    """A list of rows with a cursor; headings group rows and cannot be selected."""

    # The number of rows changes with each key in a filter: stock would lay the whole screen out for it.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        & .line-list--cursor { color: $text-primary; text-style: reverse; }
        & .line-list--cursor-blurred { color: $text-primary; text-style: bold; }
        & .line-list--heading { color: $text-accent; text-style: bold; }
        & .line-list--dim { color: $text-muted; }
        & .line-list--empty { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-list--cursor",
        "line-list--cursor-blurred",
        "line-list--heading",
        "line-list--dim",
        "line-list--empty",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row."""

        list: "LineList"
        row_id: str

        @property
        def control(self) -> "LineList":
            """The list, for `@on` selectors."""
            return self.list

    @dataclass
    class Chosen(Message):
        """A person chose a row."""

        list: "LineList"
        row_id: str

        @property
        def control(self) -> "LineList":
            """The list, for `@on` selectors."""
            return self.list

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 -- the name Textual's widgets use
        classes: str | None = None,
    ) -> None:
        """Show these rows, or the ``empty`` text while there are none."""
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._cursor = -1
        self._empty = Content(empty)
        # Strips by what is drawn, so that a row that merely moved is not drawn anew.
        self._strips: LRUCache[tuple[Row, int, str], Strip] = LRUCache(512)
        if rows:
            self.show_rows(rows)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown."""
        return self._rows

    @property
    def row_id(self) -> str | None:
        """The id of the row under the cursor."""
        return self._rows[self._cursor].id if self._cursor >= 0 else None

    def show_rows(self, rows: Sequence[Row], empty: str | None = None) -> None:
        """Show other rows; the cursor stays on the same id, or near its place if that is gone."""
        before, place, top = self.row_id, self._cursor, self.scroll_offset.y
        old_rows = self._rows
        if empty is not None:
            self._empty = Content(empty)
        self._rows = rows
        self._cursor = self._find(before, place)
        if len(rows) != len(old_rows):
            self.virtual_size = Size(0, len(rows))
            if self.is_attached:
                self._scroll_update(self.virtual_size)
        self._reveal()
        if not rows or not old_rows or top != self.scroll_offset.y:
            self.refresh()
        else:
            self._refresh_changed(old_rows, place)
        self._tell(before)

    def show_empty(self, empty: str) -> None:
        """Say something else while there are no rows."""
        self.show_rows(self._rows, empty)
        self.refresh()

    def select(self, row_id: str) -> bool:
        """Put the cursor on the row with this id, and say whether there is one."""
        index = self._place_of(row_id)
        if index >= 0:
            self._move_to(index)
        return index >= 0

    def render_line(self, y: int) -> Strip:
        """Draw the row that stands at this line of the screen."""
        index, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if not self._rows:
            return self._draw_empty(y, width)
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row, look = self._rows[index], self._look(index)
        key = (row, width, look)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(row, look, width)
        return strip

    def notify_style_update(self) -> None:
        """Forget what was drawn in another style."""
        self._strips.clear()
        super().notify_style_update()

    def action_move(self, step: int) -> None:
        """Move the cursor to the next row that is no heading."""
        self._move_to(self._next(self._cursor + step, step))

    def action_page(self, step: int) -> None:
        """Move the cursor by what the list shows at once."""
        last = len(self._rows) - 1
        target = min(max(self._cursor + step * max(1, self.scrollable_content_region.height - 1), 0), last)
        self._move_to(self._nearest(target, step))

    def action_edge(self, step: int) -> None:
        """Move the cursor to the first or the last row."""
        self._move_to(self._nearest(0 if step < 0 else len(self._rows) - 1, -step))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.row_id is not None:
            self.post_message(self.Chosen(self, self.row_id))

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= index < len(self._rows) and not self._rows[index].heading:
            event.stop()
            self._move_to(index)
            self.action_choose()

    def _watch_has_focus(self) -> None:
        self._refresh_row(self._cursor)

    def _find(self, row_id: str | None, place: int) -> int:
        if row_id is not None:
            if place < len(self._rows) and self._rows[place].id == row_id and not self._rows[place].heading:
                return place
            found = self._place_of(row_id)
            if found >= 0:
                return found
        return self._nearest(max(0, min(place, len(self._rows) - 1)), 1)

    def _place_of(self, row_id: str) -> int:
        if isinstance(self._rows, MadeRows):
            return self._rows.place_of(row_id)
        return next((i for i, row in enumerate(self._rows) if row.id == row_id and not row.heading), -1)

    def _next(self, index: int, step: int) -> int:
        """Return the first row from here on that can be selected, or -1."""
        while 0 <= index < len(self._rows):
            if not self._rows[index].heading:
                return index
            index += step
        return -1

    def _nearest(self, index: int, step: int) -> int:
        found = self._next(index, step)
        return found if found >= 0 else self._next(index, -step)

    def _move_to(self, index: int) -> None:
        if index < 0 or index == self._cursor:
            if index < 0 and self._cursor >= 0:
                # Nothing further to select: show the heading above the first row at least.
                self.scroll_to(y=0 if self._next(0, 1) == self._cursor else None, animate=False, immediate=True)
            return
        before, old = self.row_id, self._cursor
        self._cursor = index
        self._refresh_row(old)
        self._refresh_row(index)
        self._reveal()
        self._tell(before)

    def _reveal(self) -> None:
        if self._cursor < 0:
            return
        # The heading of a group is worth seeing together with its first row.
        top = self._cursor - (self._cursor > 0 and self._rows[self._cursor - 1].heading)
        self.scroll_to_region(Region(0, top, 1, self._cursor - top + 1), animate=False, force=True, immediate=True)

    def _tell(self, before: str | None) -> None:
        if self.row_id is not None and self.row_id != before:
            self.post_message(self.Highlighted(self, self.row_id))

    def _refresh_row(self, index: int) -> None:
        if index >= 0:
            self.refresh_line(index)

    def _refresh_changed(self, old_rows: Sequence[Row], old_cursor: int) -> None:
        top = self.scroll_offset.y
        for index in range(top, top + self.size.height):
            old = old_rows[index] if index < len(old_rows) else None
            new = self._rows[index] if index < len(self._rows) else None
            if old != new or (index == old_cursor) != (index == self._cursor):
                self.refresh_line(index)

    def _look(self, index: int) -> str:
        if index == self._cursor:
            return "cursor" if self.has_focus else "cursor-blurred"
        row = self._rows[index]
        return "heading" if row.heading else "dim" if row.dim else ""

    def _draw(self, row: Row, look: str, width: int) -> Strip:
        on_row = look.startswith("cursor")
        lead = "" if row.heading else f"{CURSOR_SIGN if on_row else ' '} "
        lead += "  " * row.depth + (f"{row.sign} " if row.sign else "")
        text = row.text if isinstance(row.text, Content) else Content(row.text)
        segments = [Segment(lead), *_segments(text)]
        base, style = self.rich_style, self._style(look)
        strip = Strip(Segment.apply_style(segments, base)).simplify()
        strip = _fit(strip, width, base)
        # Over the ground's own colours, which would win otherwise.
        return Strip(Segment.apply_style(strip, post_style=style), width) if look else strip

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"line-list--{look}", partial=True) if look else Style.null()

    def _draw_empty(self, y: int, width: int) -> Strip:
        lines = self._empty.wrap(max(1, width)) if self._empty.plain else []
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        strip = Strip(Segment.apply_style(_segments(lines[y]), self.rich_style))
        return _fit(strip, width, self.rich_style).apply_style(self._style("empty"))


def _segments(text: Content) -> list[Segment]:
    """Return the pieces of a text on one line, with the styles it brings."""
    line = text if "\n" not in text.plain else text.split("\n")[0]
    return list(line.expand_tabs(4).render_segments(ContentStyle.null()))


def _fit(strip: Strip, width: int, style: Style) -> Strip:
    """Make a row exactly as wide as the list; one that is cut says so."""
    if cell_len(strip.text) <= width:
        return strip.extend_cell_length(width, style)
    cut = strip.crop(0, max(0, width - 1))
    return Strip.join([cut, Strip([Segment("…", style)], 1)]).crop(0, width).extend_cell_length(width, style)
