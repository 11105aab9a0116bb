"""A choice among a few options on one line: left and right change it, nothing is chosen until somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

Option = tuple[str, str]
"""The value and the label of an option."""


class ChoiceLine(Widget, can_focus=True):
    """Shows the chosen label between signs, or a dash while nothing is chosen."""

    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; color: $text; background: $surface; }
    ChoiceLine:focus { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "change(1)", "Next", show=False),
        Binding("left", "change(-1)", "Previous", show=False),
        Binding("enter", "app.focus_next", "Go on", show=False),
    ]

    @dataclass
    class Changed(Message):
        """A person chose another option."""

        line: ChoiceLine
        value: str

        @property
        def control(self) -> ChoiceLine:
            """The line, for `@on` selectors."""
            return self.line

    def __init__(self, options: Sequence[Option], value: str = "", *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        """Offer options; a value that is none of them shows as nothing chosen."""
        super().__init__(id=id)
        self._options = tuple(options)
        self.value = value

    def show(self, value: str, options: Sequence[Option] | None = None) -> None:
        """Show a value, and other options where they are given, without telling of a change."""
        wanted = self._options if options is None else tuple(options)
        if (value, wanted) != (self.value, self._options):
            self.value, self._options = value, wanted
            self.refresh()

    def render(self) -> Content:
        """Return the line, always as literal text."""
        labels = dict(self._options)
        return Content(f"‹ {labels[self.value]} ›" if self.value in labels else "‹ — ›")

    def action_change(self, step: int) -> None:
        """Choose the next option, or the one before."""
        values = [value for value, _ in self._options]
        if not values:
            return
        if self.value in values:
            self.value = values[(values.index(self.value) + step) % len(values)]
        else:
            self.value = values[0 if step > 0 else -1]
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def on_click(self, event: events.Click) -> None:
        """Choose the next option."""
        event.stop()
        self.focus()
        self.action_change(1)
