"""Days that a text names in full, with their places; what could be read in two ways is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tui.core.case.values import MONTHS
from tui.core.checks.features import MONTH

DAY = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{MONTH})\.?,?\s+(?P<y1>\d{{4}})\b"
    rf"|\b(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})[-/](?P<m3>\d{1,2})[-/](?P<d3>\d{1,2})\b"
    r"|(?P<y4>\d{4})\s*年\s*(?P<m4>\d{1,2})\s*月\s*(?P<d4>\d{1,2})\s*日",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day in a text; `day` is None where there is no such day."""

    start: int
    end: int
    day: date | None


def named_days(text: str) -> Iterator[Named]:
    """Yield the days that a text names with day, month and year."""
    for match in DAY.finditer(text):
        number = next(index for index in "1234" if match[f"y{index}"])
        month = match[f"m{number}"]
        value = int(month) if month.isdigit() else _month(month)
        try:
            day: date | None = date(int(match[f"y{number}"]), value, int(match[f"d{number}"]))
        except ValueError:
            day = None
        yield Named(match.start(), match.end(), day)


def _month(name: str) -> int:
    short = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(short))
