"""A line of commands: the footer's hints and the row of tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Hint(msgspec.Struct, frozen=True):
    """A command on the line: its id, its key as shown, its title."""

    id: str
    key: str
    title: str
    current: bool = False


class KeyLine(Widget):
    """Shows as many hints as fit, the important first; a click runs the command."""

    DEFAULT_CSS = """
    KeyLine { height: 1; width: 1fr; background: $panel; color: $text; }
    """

    @dataclass
    class Picked(Message):
        """A person clicked a command."""

        command: str

    def __init__(self, hints: Sequence[Hint] = (), *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        """Show these hints."""
        super().__init__(id=id)
        self._hints = tuple(hints)
        self._spans: list[tuple[int, int, str]] = []

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    @staticmethod
    def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
        """Return the hints that fit into a width, from the first on."""
        found: list[Hint] = []
        for hint in hints:
            width -= _width(hint)
            if width < 0:
                break
            found.append(hint)
        return found

    def render(self) -> Content:
        """Return the line, cut after the last hint that fits."""
        pieces: list[Content | tuple[str, str] | str] = []
        self._spans = []
        used = 0
        for hint in self.fitting(self._hints, self.size.width):
            width = _width(hint)
            title = f" {hint.title} " if hint.key or not hint.current else f"[{hint.title}]"
            # Where there is no colour the brackets tell, and bold.
            style = "bold $text-primary" if hint.current else ""
            pieces.extend([(f" {hint.key}" if hint.key else "", "bold $text-primary"), (title, style)])
            self._spans.append((used, used + width, hint.id))
            used += width
        return Content.assemble(*pieces)

    def places(self) -> list[tuple[str, int]]:
        """Return the id and the column of each hint that is shown."""
        return [(command, start) for start, _, command in self._spans]

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        for start, end, command in self._spans:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Picked(command))


def _width(hint: Hint) -> int:
    return cell_len(hint.key) + cell_len(hint.title) + (3 if hint.key else 2)
