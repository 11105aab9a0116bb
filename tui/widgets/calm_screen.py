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
    _waits_for_widgets = False
    _is_laid_out = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles alone that mounting has just set; runs before Textual's own handler."""
        if not self._was_in_front:
            self._was_in_front = True
            event.refresh_styles = False

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if self._is_laid_out:
            super()._refresh_layout(size, scroll)
        elif not self._waits_for_widgets:
            # Each widget still has to say that it was mounted and wants to be drawn: two turns of the queue later all
            # have, and the first frame serves them all.
            self._waits_for_widgets = True
            self.call_later(self.call_later, self._lay_out_first)

    def _lay_out_first(self) -> None:
        self._is_laid_out = True
        super()._refresh_layout(self.app.size)
        # What was asked for until now stands on the screen.
        self._layout_widgets.clear()
        self._dirty_widgets.clear()
        for widget in self._compositor.full_map:
            widget._layout_required = widget._repaint_required = False
            widget._dirty_regions.clear()
            widget._repaint_regions.clear()

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            # Only for another size; what else asks for a layout marks it and is served by the next frame.
            super()._screen_resized(size)
