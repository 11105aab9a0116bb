"""The line below the letter: what is known to go on with, a search, or the words of each section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from tui.widgets.line_input import LineInput
from tui.widgets.still import Still


class LetterFoot(Horizontal):
    """One line; it never lies over the letter and never takes the focus by itself."""

    DEFAULT_CSS = """
    LetterFoot { height: 1; background: $panel; color: $text-muted; }
    LetterFoot #foot-told { width: 1fr; height: 1; }
    LetterFoot #foot-find { width: 1fr; display: none; }
    LetterFoot #foot-count { width: 16; height: 1; padding: 0 1; display: none; }
    LetterFoot.-finding #foot-told { display: none; }
    LetterFoot.-finding #foot-find, LetterFoot.-finding #foot-count { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "seek(1)", show=False),
        Binding("up", "seek(-1)", show=False),
        Binding("escape", "close", show=False),
    ]

    @dataclass
    class Sought(Message):
        """A person looks for a text: 0 from where the search began, 1 for the next place, -1 for the one before."""

        text: str
        step: int

    @dataclass
    class Closed(Message):
        """The person is done looking."""

    def __init__(self, hint: str) -> None:
        """Make the line; the hint stands in the empty search."""
        super().__init__(id="letter-foot")
        self._hint = hint
        self._words = Content("")
        self._offered = Content("")

    def compose(self) -> ComposeResult:
        """Lay out what is told and, in its place while somebody looks for something, the search with its count."""
        yield Still("", id="foot-told", markup=False)
        yield LineInput(placeholder=self._hint, compact=True, id="foot-find")
        yield Still("", id="foot-count", markup=False)

    def show_words(self, words: Content) -> None:
        """Show the words of each section while there is nothing to offer."""
        self._words = words
        self._show()

    def offer(self, label: str, values: Sequence[str]) -> None:
        """Show the values that can be taken over; none show the words again."""
        shown = Content.assemble((f"{label} ", "bold"), " · ".join(values)) if values else Content("")
        self._offered = shown
        self._show()

    def _show(self) -> None:
        self.query_one("#foot-told", Still).update(self._offered if self._offered.plain else self._words)

    def open(self) -> None:
        """Put the cursor into the search; the text that was looked for last is selected."""
        self.add_class("-finding")
        field = self.query_one(LineInput)
        field.focus()
        field.action_select_all()

    def tell_count(self, text: str) -> None:
        """Say which of how many places the cursor is at."""
        self.query_one("#foot-count", Still).update(Content(text))

    @property
    def is_open(self) -> bool:
        """Whether somebody is looking for something."""
        return self.has_class("-finding")

    @on(Input.Changed, "#foot-find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Sought(event.value, 0))

    @on(Input.Submitted, "#foot-find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_seek(1)

    def action_seek(self, step: int) -> None:
        """Look for the next place, or for the one before."""
        if self.is_open:
            self.post_message(self.Sought(self.query_one(LineInput).value, step))

    def action_close(self) -> None:
        """End the search."""
        if self.is_open:
            self.remove_class("-finding")
            self.post_message(self.Closed())
