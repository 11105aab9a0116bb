"""The registry of computations: those that look at one section alone, and those that look at the whole letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tui.core.checks.paper import Paper, Place
from tui.core.checks.reading import Line, Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule


@dataclass(frozen=True, slots=True)
class Setting:
    """What a section's text does not say of itself, and what does not change while one types."""

    language: str
    type: str
    response: str
    marketplace: str
    domain: str
    """The store's domain, where the store is known."""
    others: tuple[str, ...] = ()
    """The domains of the other stores."""


OfSection = Callable[[CheckRule, Reading, Setting], Iterator[Hit]]
OfLetter = Callable[[CheckRule, Paper], Iterator[Hit]]

SECTION: dict[str, OfSection] = {}
LETTER: dict[str, OfLetter] = {}


def of_section(name: str) -> Callable[[OfSection], OfSection]:
    """Register a computation that needs one section alone: its result is kept until that section changes."""

    def register(function: OfSection) -> OfSection:
        SECTION[name] = function
        return function

    return register


def of_letter(name: str) -> Callable[[OfLetter], OfLetter]:
    """Register a computation that needs the whole letter."""

    def register(function: OfLetter) -> OfLetter:
        LETTER[name] = function
        return function

    return register


def hit_at(reading: Reading, start: int, end: int, replacement: str | None = None, **parts: str) -> Hit:
    """Return a hit at a place in a section."""
    return Hit(reading.key, start, end, parts, replacement)


def hit_line(reading: Reading, line: Line, **parts: str) -> Hit:
    """Return a hit that covers a sentence."""
    return Hit(reading.key, line.start, line.end, parts)


def hit_place(place: Place, **parts: str) -> Hit:
    """Return a hit that covers a sentence of the letter."""
    return hit_line(place.reading, place.line, **parts)


def hit_start(reading: Reading, **parts: str) -> Hit:
    """Return a hit at the first sentence of a section, for what concerns the section as a whole."""
    if not reading.lines:
        return Hit(reading.key, 0, 0, parts)
    return hit_line(reading, reading.lines[0], **parts)
