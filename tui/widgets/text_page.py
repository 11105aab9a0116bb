"""A page of text that scrolls: wrapped once for a width, drawn line by line, never laid out."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style


class TextPage(ScrollView, can_focus=True):
    """Shows a text of any length in the room that it has; another text costs no layout of the screen."""

    DEFAULT_CSS = """
    TextPage { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    TextPage:focus { background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- the name Textual's widgets use
        """Begin with an empty page."""
        super().__init__(id=id)
        self._text = Content("")
        self._lines: list[Content] = []
        self._wrapped_at = 0

    @property
    def text(self) -> str:
        """What the page says, without its styles."""
        return self._text.plain

    def show(self, text: Content) -> None:
        """Show another text from its beginning; the same one stays where it was scrolled to."""
        if text.plain == self._text.plain and text.spans == self._text.spans:
            return
        self._text = text
        self._wrapped_at = 0
        self.scroll_to(y=0, animate=False, immediate=True)
        self._wrap()
        self.refresh()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._wrapped_at or width <= 0:
            return
        self._wrapped_at = width
        self._lines = [line for part in self._text.split("\n", allow_blank=True) for line in part.wrap(width) or [part]]
        if self.virtual_size.height != len(self._lines):
            self.virtual_size = Size(0, len(self._lines))
            self._scroll_update(self.virtual_size)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for another width."""
        del event
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        self._wrap()
        width, style = self.scrollable_content_region.width, self.rich_style
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, style)
        segments = list(self._lines[place].expand_tabs(4).render_segments(Style.null()))
        return Strip(Segment.apply_style(segments, style)).adjust_cell_length(width, style)
