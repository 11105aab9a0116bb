"""The days of a case drawn on one line of plain signs: readable without colour and without the mouse."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.core.case.timeline import Event

LETTERS = string.ascii_lowercase + string.ascii_uppercase
LEAST_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Drawn:
    """The line with a letter for each day, the months below it, and the letter of each day."""

    line: str
    months: str
    letters: dict[date, str]


def drawn(events: Sequence[Event], width: int) -> Drawn:
    """Draw events, sorted by day, on a line of so many columns; days that fall together move apart, in their order.

    A period is drawn as `=`; where there is no room for all days, or but one, there are letters and no line.
    """
    days = sorted({event.day for event in events})
    letters = dict(zip(days, LETTERS, strict=False))
    if len(days) < 2 or width < LEAST_WIDTH or len(days) > min(width - 2, len(LETTERS)):
        return Drawn("", "", letters)
    places = _places(days, width - 2)
    line = ["-"] * (width - 2)
    for first, last in _periods(events):
        line[places[first] : places[last]] = "=" * (places[last] - places[first])
    for day, place in places.items():
        line[place] = letters[day]
    return Drawn(f"|{''.join(line)}|", _months(places, width), letters)


def _places(days: Sequence[date], columns: int) -> dict[date, int]:
    """Return a column of its own for each day: by time, with room for those before and after."""
    whole = (days[-1] - days[0]).days
    places: dict[date, int] = {}
    least = 0
    for number, day in enumerate(days):
        by_time = round((day - days[0]).days * (columns - 1) / whole)
        place = min(max(by_time, least), columns - (len(days) - number))
        places[day], least = place, place + 1
    return places


def _periods(events: Sequence[Event]) -> list[tuple[date, date]]:
    begun = {(event.name, event.detail): event.day for event in events if event.kind == "period_begins"}
    ends = {(event.name, event.detail): event.day for event in events if event.kind == "period_ends"}
    return [(day, ends[name]) for name, day in begun.items() if name in ends]


def _months(places: dict[date, int], width: int) -> str:
    """Write year and month below the first day of each month that has one, where there is room."""
    line = [" "] * width
    free, last = 0, ""
    for day, place in places.items():
        month, start = f"{day:%Y-%m}", place + 1
        if month != last and start >= free and start + len(month) <= width:
            line[start : start + len(month)] = month
            free = start + len(month) + 1
            last = month
    return "".join(line).rstrip()
