"""A TextArea that draws only the rows that changed; it leans on Textual's internals, so a test compares the two."""

from collections.abc import Collection, Hashable
from typing import ClassVar

from textual.cache import LRUCache
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Region
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class QuickWrap(WrappedDocument):
    """A wrapped document that knows its height without asking each line."""

    @property
    def height(self) -> int:
        """The number of rows of the wrapped text."""
        return len(self._offset_to_line_info)


class FastTextArea(TextArea):
    """A TextArea whose rows are drawn again only when something that shows in them has changed.

    Everything a row is drawn from is in its key. Stock throws all drawn rows away at each edit and, for each row in
    view, adds up the heights of all lines.
    """

    # A move of the cursor repaints the rows it shows in, not the whole widget.
    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)
    ROWS_KEPT: ClassVar[int] = 512

    _rows_stale: bool = False
    _look: tuple[Hashable, ...] = ()
    _look_number: int = 0

    def row_extra(self, line_index: int) -> Hashable:  # noqa: ARG002 -- for subclasses
        """Return what else a subclass draws in the rows of a line; equal values must look the same."""
        return None

    def rows_changed(self) -> None:
        """Have the rows compared with what is on the screen, and those that differ drawn, at the next repaint."""
        self._rows_stale = True
        self._repaint_required = True
        self.check_idle()

    def watch_selection(self) -> None:
        """Repaint what an edit or a move of the cursor changed; both end by setting the selection."""
        self.rows_changed()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of a region, after a look at what all rows share."""
        self._theme.apply_css(self)
        self._take_look()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return the row as it was drawn before if nothing in it has changed."""
        key = self._row_key(y)
        self._painted[y] = key
        if key is None:
            return super().render_line(y)
        strip = self._rows.get(key)
        if strip is None:
            strip = self._rows[key] = self._render_line(y)
        return strip

    def notify_style_update(self) -> None:
        """Forget rows drawn in another style."""
        self._look = ()
        super().notify_style_update()

    def _set_document(self, text: str, language: str | None) -> None:
        self._rows: LRUCache[Hashable, Strip] = LRUCache(self.ROWS_KEPT)
        self._painted: dict[int, Hashable] = {}
        super()._set_document(text, language)
        self.wrapped_document = QuickWrap(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def _exchange_repaint_regions(self) -> Collection[Region]:
        if self._rows_stale:
            self._rows_stale = False
            self._take_look()
            width = self.size.width
            for y, painted in list(self._painted.items()):
                if y >= self.size.height:
                    del self._painted[y]
                elif painted is None or painted != self._row_key(y):
                    self._set_dirty(Region(0, y, width, 1))
        return super()._exchange_repaint_regions()

    def _take_look(self) -> None:
        """Note what all rows are drawn from; rows of another look are not used again."""
        theme = self._theme
        styles = (
            theme.base_style,
            theme.cursor_style,
            theme.cursor_line_style,
            theme.selection_style,
            theme.bracket_matching_style,
            theme.gutter_style,
            theme.cursor_line_gutter_style,
        )
        look: tuple[Hashable, ...] = (
            self.rich_style,
            *styles,
            self.size,
            self.scrollable_content_region.size,
            self.gutter_width,
            self.indent_width,
            (self.soft_wrap, self.show_line_numbers, self.line_number_start, self.has_focus),
            (self.highlight_cursor_line, self.match_cursor_bracket, self._has_cursor),
            () if self.soft_wrap else (self.scroll_offset.x, self.virtual_size.width, self.region.width),
        )
        if look != self._look:
            self._look = look
            self._look_number += 1

    def _row_key(self, y: int) -> Hashable:
        """Return all that the row is drawn from, or None for what is left to stock."""
        document, infos = self.document, self.wrapped_document._offset_to_line_info
        if self._highlights or (self.placeholder and document.line_count == 1 and not document[0]):
            return None
        offset = y + self.scroll_offset.y
        if offset >= len(infos):
            return (self._look_number,)
        line_index, section = infos[offset]
        return (
            self._look_number,
            document[line_index],
            section,
            tuple(self.wrapped_document.get_offsets(line_index)),
            line_index if self.show_line_numbers else None,
            self._selection_in(line_index),
            self._bracket_in(line_index),
            self.row_extra(line_index),
        )

    def _selection_in(self, line_index: int) -> Hashable:
        """Return what of the cursor and the selection shows in a line."""
        start, end = self.selection
        cursor = (end[1], self._draw_cursor, self.suggestion) if end[0] == line_index else None
        if start == end:
            return cursor
        top, bottom = sorted((start, end))
        if not top[0] <= line_index <= bottom[0]:
            return cursor
        return (cursor, top[1] if top[0] == line_index else -1, bottom[1] if bottom[0] == line_index else -1)

    def _bracket_in(self, line_index: int) -> Hashable:
        """Return what of a pair of brackets shows in a line."""
        bracket = self._matching_bracket_location
        if bracket is None or not self.selection.is_empty:
            return None
        return (bracket[1] if bracket[0] == line_index else -1, self.selection.end[0] == line_index)
