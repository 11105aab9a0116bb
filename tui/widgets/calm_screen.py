"""A screen that is laid out, styled and painted once for its first frame; it leans on Textual's internals.

Stock Textual 8.2.8 lays a screen out when it comes to the front and again for each of the two or three reports of the
same size that a terminal gives at the start, styles every widget a second time right after mounting it, and paints the
whole screen a second time. For hello world that is nothing; for three columns it is as long as the first frame itself.
"""

from typing import TypeVar

from textual import events
from textual.geometry import Size
from textual.screen import Screen

Result = TypeVar("Result")


class CalmScreen(Screen[Result]):
    """A screen that does nothing twice on its way to the first frame."""

    _was_in_front = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles alone that mounting has just set; runs before Textual's own handler."""
        if not self._was_in_front:
            self._was_in_front = True
            event.refresh_styles = False
            self.call_next(self._take_frame_as_painted)

    def _take_frame_as_painted(self) -> None:
        """Drop the repaint that Textual asks for after the layout that has painted everything."""
        if self._compositor.size == self.app.size:
            self._repaint_required = False
            self._dirty_regions.clear()

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size only; what else asks for a layout marks it and is served by the next frame."""
        if size != self._compositor.size:
            super()._screen_resized(size)
