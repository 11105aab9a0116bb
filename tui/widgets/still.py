"""A text that is only laid out again when its height changes, and only drawn again when it is another text."""

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from tui.textual_mends import MeasuredAnew


class Still(Static, MeasuredAnew):
    """A Static for texts that come with every key: stock lays the whole screen out for each `update`."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text; the same one costs nothing, and one of the same height no layout."""
        if _same(content, self.content):
            return
        before = self.content_size
        super().update(content, layout=False)
        if layout and not self._has_room(before.width, before.height):
            self.refresh(layout=True)

    def _has_room(self, width: int, height: int) -> bool:
        if not width or (self.styles.width is not None and self.styles.width.is_auto):
            return False
        fixed = self.styles.height is not None and not self.styles.height.is_auto
        return fixed or self.get_content_height(self.container_size, self.app.size, width) == height


def _same(one: VisualType, other: VisualType) -> bool:
    if isinstance(one, Content) and isinstance(other, Content):
        # Two contents are equal for Textual when their texts are, whatever their styles.
        return one.plain == other.plain and one.spans == other.spans
    return isinstance(one, str) and isinstance(other, str) and one == other
