"""A text area with marks on ranges of its text, and signs for them in two columns at the left."""

from collections.abc import Hashable, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widgets.text_area import Edit, EditResult

from tui.widgets.editor_marks import Mark, by_row, shift
from tui.widgets.fast_text_area import FastTextArea

SIGN_WIDTH = 2


class MarkedTextArea(FastTextArea):
    """Marks move with the text; each has a style and a sign that needs no colour."""

    DEFAULT_CSS = """
    MarkedTextArea {
        & .editor--error { color: $text-error; background: $error-muted; text-style: underline; }
        & .editor--warning { color: $text-warning; background: $warning-muted; text-style: underline; }
        & .editor--note { text-style: underline; }
        & .editor--trace { background: $primary-muted; text-style: bold; }
        & .editor--sign { color: $text-muted; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--error",
        "editor--warning",
        "editor--note",
        "editor--trace",
        "editor--sign",
    }

    _sign_width: int = 0
    _marks: tuple[Mark, ...] = ()
    _row_marks: Mapping[int, tuple[Mark, ...]] = {}  # never changed in place

    def show_signs(self, signs: bool) -> None:
        """Give the signs of marks two columns, or none; to be said before the text is laid out."""
        self._sign_width = SIGN_WIDTH if signs else 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks as they stand now."""
        return self._marks

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks instead of the ones before; they move with the text until an edit reaches into them."""
        if marks == self._marks:
            return
        self._marks, self._row_marks = marks, by_row(marks)
        self.rows_changed()

    def drop_marks(self) -> None:
        """Show no marks."""
        self.set_marks(())

    def edit(self, edit: Edit) -> EditResult:
        """Apply an edit and move the marks with it."""
        if not self._marks:
            return super().edit(edit)
        top, bottom = edit.top, edit.bottom
        result = super().edit(edit)
        moved = (shift(mark, top, bottom, result.end_location) for mark in self._marks)
        self.set_marks(tuple(mark for mark in moved if mark is not None))
        return result

    def row_extra(self, line_index: int) -> Hashable:
        """Return the marks of a line, which its rows are drawn with."""
        return self._row_marks.get(line_index)

    def get_line(self, line_index: int) -> Text:
        """Return the line with its marks; Textual's documented hook for styles of ranges."""
        line = super().get_line(line_index)
        for mark in self._row_marks.get(line_index, ()):
            start = mark.start[1] if mark.start[0] == line_index else 0
            end = mark.end[1] if mark.end[0] == line_index else len(line)
            style = mark.style
            line.stylize(self.get_component_rich_style(style) if isinstance(style, str) else style, start, end)
        return line

    @property
    def gutter_width(self) -> int:
        """The columns left of the text; Textual keeps them out of wrapping, clicks and the cursor's place."""
        return super().gutter_width + self._sign_width

    def render_line(self, y: int) -> Strip:
        """Draw the sign of a row's first mark, then the row."""
        strip = super().render_line(y)
        if not self._sign_width:
            return strip
        width = self.scrollable_content_region.width - self._sign_width
        style = self.get_component_rich_style("editor--sign", partial=True)
        sign = Segment(f"{self._sign(y)[: self._sign_width]:<{self._sign_width}}", strip_style(strip) + style)
        return Strip.join([Strip([sign], self._sign_width), strip.crop(0, width)])

    def _sign(self, y: int) -> str:
        infos = self.wrapped_document._offset_to_line_info
        offset = y + self.scroll_offset.y
        if offset < len(infos) and infos[offset][1] == 0:
            row = infos[offset][0]
            return next((m.sign for m in self._row_marks.get(row, ()) if m.sign and m.start[0] == row), "")
        return ""


def strip_style(strip: Strip) -> Style:
    """Return the background of a row, for what is drawn beside it."""
    last = next((s.style for s in reversed(list(strip)) if s.style is not None), None)
    return Style(bgcolor=last.bgcolor) if last is not None else Style.null()
