"""Bare containers whose rows all look the same: one is drawn and stands for all.

Textual draws every row of every container, also where widgets lie over it: with three columns that is three quarters of
the first frame.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


def alike(widget: Widget, crop: Region, render: Callable[[Region], list[Strip]]) -> list[Strip]:
    """Draw one row of a widget that shows only its background and the borders at its sides, and return it for all.

    With a border above or below the rows differ, and are drawn one by one.
    """
    if widget.styles.border_top[0] or widget.styles.border_bottom[0] or not crop.height:
        return render(crop)
    return render(Region(crop.x, crop.y, crop.width, 1)) * crop.height


class Row(Horizontal):
    """Widgets beside each other on a bare ground."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw one row for all."""
        return alike(self, crop, super().render_lines)


class Column(Vertical):
    """Widgets below each other on a bare ground."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw one row for all."""
        return alike(self, crop, super().render_lines)


class Switcher(ContentSwitcher):
    """One of several widgets on a bare ground."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw one row for all."""
        return alike(self, crop, super().render_lines)
