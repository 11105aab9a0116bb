"""A field for one line that keeps all of what is pasted into it."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.core.graphemes import end_after, start_before
from tui.core.text import clean, one_line


class LineInput(Input):
    """An Input that joins the lines of a paste, cleans its text and says what it could not take."""

    # As long as its text, in a field of one fixed row: stock lays the whole screen out for each character typed.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    @dataclass
    class Refused(Message):
        """The field could not take this text: its limit or its type does not allow the result."""

        line_input: "LineInput"
        text: str

        @property
        def control(self) -> "LineInput":
            """The field, for `@on` selectors."""
            return self.line_input

    @dataclass
    class Cleaned(Message):
        """Pasted text held this many characters that are not kept as they were."""

        line_input: "LineInput"
        replaced: int

        @property
        def control(self) -> "LineInput":
            """The field, for `@on` selectors."""
            return self.line_input

    def __init__(
        self,
        value: str = "",
        *,
        joiner: str = " ",
        placeholder: str = "",
        max_length: int = 0,
        compact: bool = False,
        id: str | None = None,  # noqa: A002 -- the name Textual's widgets use
        classes: str | None = None,
    ) -> None:
        """Show a value; the lines of a paste are put together with ``joiner`` (", " for a list)."""
        self.joiner = joiner
        super().__init__(
            one_line(value, joiner),
            placeholder=one_line(placeholder),
            max_length=max_length,
            select_on_focus=False,
            compact=compact,
            id=id,
            classes=classes,
        )

    def validate_value(self, value: str) -> str:
        """Keep a value that the program sets to one clean line."""
        return one_line(value, self.joiner)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a range with the text on one line, or say that this cannot be done."""
        text = one_line(text, self.joiner)
        before = self.value
        # Stock takes the first change of an empty field for what it began with, and does not scroll to its end.
        self._initial_value = False
        super().replace(text, start, end)
        low, high = sorted((max(0, start), min(len(before), end)))
        if self.value == before and before[low:high] != text:
            self.post_message(self.Refused(self, text))

    # An accent or a flag is part of its character; stock goes by code points.

    def action_cursor_left(self, select: bool = False) -> None:
        """Move the cursor one character to the left."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, start_before(self.value, end))
        elif self.selection.is_empty:
            self.cursor_position = start_before(self.value, end)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        """Move the cursor one character to the right."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, end_after(self.value, end))
        elif self.selection.is_empty and not self.cursor_at_end:
            self.cursor_position = end_after(self.value, end)
        else:
            super().action_cursor_right()

    def action_delete_left(self) -> None:
        """Delete the character to the left of the cursor, or what is selected."""
        if self.selection.is_empty:
            self.delete(start_before(self.value, self.cursor_position), self.cursor_position)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Delete the character to the right of the cursor, or what is selected."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, end_after(self.value, self.cursor_position))
        else:
            super().action_delete_right()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        cleaned = clean(event.text)
        text = one_line(cleaned.text, self.joiner)
        if text:
            self.replace(text, *self.selection)
        if cleaned.replaced:
            self.post_message(self.Cleaned(self, cleaned.replaced))
