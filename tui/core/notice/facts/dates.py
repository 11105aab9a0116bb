"""Finds days in seven languages; one whose day and month cannot be told apart keeps both readings."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tui.core.notice.mapped import Span

NAMES = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen genn",
    2: "february feb febr februar février fév févr fevrier febrero febbraio febb",
    3: "march mar märz mrz mär maerz mars marzo marz",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio mag magg",
    6: "june jun juni juin junio giugno giu",
    7: "july jul juli juillet juil julio luglio lug",
    8: "august aug août aout agosto ago",
    9: "september sept sep septembre septiembre setiembre settembre set sett",
    10: "october oct oktober okt octobre octubre ottobre ott",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre déc decembre diciembre dic dicembre",
}
MONTHS = {name: number for number, names in NAMES.items() for name in names.split()}
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)\d{2})(?!\d)"
_DAY = r"(?<![\d.,/])(\d{1,2})(?:st|nd|rd|th|er|\.|º|°|ª)?"

EAST = re.compile(r"(?<!\d)((?:19|20)\d{2})[ ]?年[ ]?(\d{1,2})[ ]?月[ ]?(\d{1,2})[ ]?[日号號]?")
ERA = re.compile(r"令和[ ]?(\d{1,2}|元)[ ]?年[ ]?(\d{1,2})[ ]?月[ ]?(\d{1,2})[ ]?日")
ISO = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/]\d)")
DAY_FIRST = re.compile(
    rf"{_DAY}[ ]?(?:of |de |di )?({_NAME})\b\.?,?[ ]?(?:de |del |di |of |,[ ]?)?{_YEAR}", re.IGNORECASE
)
DAY_DASH = re.compile(rf"(?<![\d-])(\d{{1,2}})-({_NAME})-{_YEAR}", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b({_NAME})\b\.?[ ]?(\d{{1,2}})(?:st|nd|rd|th)?,?[ ]{{0,2}}{_YEAR}", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d{2})(?!\d|[./-]\d)")
RANGE = re.compile(
    rf"{_DAY}[ ]?(?:-|–|—|to|and|until|bis|und|au|et|y|al|a|e)[ ]?(?=\d{{1,2}}(?:st|nd|rd|th|\.|º)?[ ]?(?:of |de |di )?({_NAME})\b\.?,?[ ]?(?:de |del |of )?{_YEAR})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it stands in the tidied text."""

    readings: tuple[date, ...]
    start: int
    end: int

    @property
    def is_sure(self) -> bool:
        """Say whether there is one reading alone."""
        return len(self.readings) == 1


def days_in(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """Return the days that a stretch of text names, in order, without overlap."""
    last = len(text) if end is None else end
    found: list[Day] = []
    for readings, span in sorted(_readings(text, start, last), key=lambda item: (item[1][0], -item[1][1])):
        real = tuple(dict.fromkeys(day for day in readings if day is not None))
        if real and (not found or span[0] >= found[-1].end):
            found.append(Day(real, *span))
    return found


def _readings(text: str, start: int, end: int) -> Iterator[tuple[tuple[date | None, ...], Span]]:
    for match in EAST.finditer(text, start, end):
        yield (_day(match[1], match[2], match[3]),), match.span()
    for match in ERA.finditer(text, start, end):
        year = 2018 + (1 if match[1] == "元" else int(match[1]))
        yield (_day(year, match[2], match[3]),), match.span()
    for match in ISO.finditer(text, start, end):
        yield (_day(match[1], match[3], match[4]),), match.span()
    for pattern in (DAY_FIRST, DAY_DASH):
        for match in pattern.finditer(text, start, end):
            yield (_day(match[3], MONTHS[match[2].lower()], match[1]),), match.span()
    for match in MONTH_FIRST.finditer(text, start, end):
        yield (_day(match[3], MONTHS[match[1].lower()], match[2]),), match.span()
    for match in RANGE.finditer(text, start, end):
        yield (_day(match[3], MONTHS[match[2].lower()], match[1]),), match.span(1)
    for match in NUMERIC.finditer(text, start, end):
        yield _numeric(match), match.span()


def _numeric(match: re.Match[str]) -> tuple[date | None, ...]:
    """Return the readings of 12/09/2026: with points the day stands first everywhere, with strokes either may."""
    first, second, year = match[1], match[3], match[4]
    day_first = _day(year, second, first)
    return (day_first,) if match[2] == "." else (day_first, _day(year, first, second))


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def sure_days(days: Iterable[Day]) -> list[Day]:
    """Return the days with one reading alone, each day once."""
    first: dict[date, Day] = {}
    for day in days:
        if day.is_sure:
            first.setdefault(day.readings[0], day)
    return list(first.values())
