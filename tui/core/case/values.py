"""Values of facts and details: typed by a person, checked by kind, kept as typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import get_args

import msgspec

from tui.core.content.records import FactKind

MAX_TEXT = 500
MAX_ITEMS = 1000

LIST_KINDS: frozenset[FactKind] = frozenset({"asins", "orders", "ids", "texts"})
ITEM_OF: dict[FactKind, FactKind] = {"asins": "asin", "orders": "order", "ids": "id", "texts": "text"}

Raw = str | tuple[str, ...]
"""A value as typed: one text, or the items of a list."""


class Period(msgspec.Struct, frozen=True):
    """Two days, both included."""

    first: date
    last: date


class Money(msgspec.Struct, frozen=True):
    """An amount with its currency code."""

    amount: Decimal
    currency: str


Value = str | date | time | Decimal | int | Period | Money | tuple[str, ...]


class ValueProblem(ValueError):  # noqa: N818  # it is what a form shows beside the field, not a failure of the program
    """A typed value does not fit its kind; `code` names the message, `parts` fill it."""

    def __init__(self, code: str, **parts: str) -> None:
        super().__init__(f"{code} {parts}")
        self.code = code
        self.parts = parts


ASIN = re.compile(r"[A-Z0-9]{10}")
ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")
ISO_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
NAMED_DATE = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
NAMED_DATE_US = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
NUMERIC_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
NUMBER = re.compile(r"\d{1,15}(\.\d{1,6})?")
CLOCK = re.compile(r"(\d{1,2})[:：h](\d{2})")
AMOUNT = re.compile(r"([A-Z]{3})?\s*([\d.,]+)\s*([A-Z]{3})?")
PERIOD_SEPARATOR = re.compile(r"\s+(?:to|until|till|through)\s+|\s*(?:至|到|~|–|—|\.\.)\s*|\s+-\s+")
ITEM_SEPARATOR = re.compile(r"[\n,;，；、]+")


def parse_value(kind: FactKind, raw: Raw, *, options: tuple[str, ...] = (), currency: str = "") -> Value:
    """Return the typed value of what a person wrote; raise `ValueProblem` where it does not fit.

    A list comes as one text with commas or line ends, or as its items.
    """
    if kind in LIST_KINDS:
        return _parse_list(kind, raw)
    text = (raw if isinstance(raw, str) else ", ".join(raw)).strip()
    if not text:
        raise ValueProblem("empty")
    if kind == "choice":
        return _parse_choice(text, options)
    if kind == "money":
        return _parse_money(text, currency)
    return PARSERS[kind](text)


def normal_raw(kind: FactKind, raw: Raw) -> Raw:
    """Return what is kept of a typed value: trimmed, a list split into its items, ASINs in capitals."""
    if kind in LIST_KINDS:
        items = split_items(raw)
        return tuple(item.upper() for item in items) if kind == "asins" else items
    text = (raw if isinstance(raw, str) else ", ".join(raw)).strip()
    return text.upper() if kind == "asin" else text


def split_items(raw: Raw) -> tuple[str, ...]:
    """Split a typed list at commas (of any script), semicolons and line ends; each item once, in order."""
    parts = ITEM_SEPARATOR.split(raw) if isinstance(raw, str) else raw
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _parse_list(kind: FactKind, raw: Raw) -> tuple[str, ...]:
    items = split_items(raw)
    if not items:
        raise ValueProblem("empty")
    if len(items) > MAX_ITEMS:
        raise ValueProblem("too_many", count=str(len(items)), most=str(MAX_ITEMS))
    parser = PARSERS[ITEM_OF[kind]]
    return tuple(str(parser(item)) for item in items)


def _parse_asin(text: str) -> str:
    asin = text.upper()
    if not text.isascii() or not ASIN.fullmatch(asin):
        raise ValueProblem("asin", value=text, length=str(len(text)))
    return asin


def _parse_order(text: str) -> str:
    if not ORDER.fullmatch(text):
        raise ValueProblem("order", value=text)
    return text


def _parse_id(text: str) -> str:
    if len(text) > 60 or not re.fullmatch(r"[\w./:-]+", text):
        raise ValueProblem("id", value=text[:60])
    return text


def _parse_text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ValueProblem("too_long", most=str(MAX_TEXT))
    return " ".join(text.split())


def parse_date(text: str) -> date:
    """Return the day that a text names; raise `ValueProblem` for days that do not exist and for ambiguous ones."""
    text = text.strip()
    if match := ISO_DATE.fullmatch(text):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    if match := NAMED_DATE.fullmatch(text):
        return _day(text, int(match[3]), _month(text, match[2]), int(match[1]))
    if match := NAMED_DATE_US.fullmatch(text):
        return _day(text, int(match[3]), _month(text, match[1]), int(match[2]))
    code = "date_ambiguous" if NUMERIC_DATE.fullmatch(text) else "date"
    raise ValueProblem(code, value=text)


def _month(text: str, name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(name.lower()):
            return number
    raise ValueProblem("date", value=text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueProblem("date_impossible", value=text) from error


def _parse_period(text: str) -> Period:
    parts = PERIOD_SEPARATOR.split(text)
    if len(parts) != 2:
        raise ValueProblem("period", value=text)
    first, last = parse_date(parts[0]), parse_date(parts[1])
    if last < first:
        raise ValueProblem("period_order", value=text)
    return Period(first, last)


def _decimal(text: str, code: str) -> Decimal:
    plain = text.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text) else text.replace(",", ".")
    # Decimal itself would take "1e2", "1_0" and "nan" as well.
    if not NUMBER.fullmatch(plain):
        raise ValueProblem(code, value=text)
    return Decimal(plain)


def _parse_percent(text: str) -> Decimal:
    number = _decimal(text.rstrip("%％ ").strip(), "percent")
    if number > 100:
        raise ValueProblem("percent_range", value=text)
    return number


def _parse_count(text: str) -> int:
    digits = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    if not re.fullmatch(r"\d{1,12}", digits, flags=re.ASCII):
        raise ValueProblem("count", value=text)
    return int(digits)


def _parse_duration(text: str) -> int:
    digits = re.sub(r"\s*(days?|hours?|h|d|天|日|小时)$", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"\d{1,5}", digits, flags=re.ASCII):
        raise ValueProblem("count", value=text)
    return int(digits)


def _parse_time(text: str) -> time:
    match = CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueProblem("time", value=text)
    return time(int(match[1]), int(match[2]))


def _parse_money(text: str, currency: str) -> Money:
    match = AMOUNT.fullmatch(text.upper())
    if match is None:
        raise ValueProblem("money", value=text)
    code = match[1] or match[3] or currency
    if not code:
        raise ValueProblem("money_currency", value=text)
    return Money(_decimal(match[2], "money"), code)


def _parse_choice(text: str, options: tuple[str, ...]) -> str:
    if text not in options:
        raise ValueProblem("choice", value=text, options=", ".join(options))
    return text


PARSERS: dict[FactKind, Callable[[str], Value]] = {
    "asin": _parse_asin,
    "order": _parse_order,
    "id": _parse_id,
    "date": parse_date,
    "period": _parse_period,
    "percent": _parse_percent,
    "count": _parse_count,
    "days": _parse_duration,
    "hours": _parse_duration,
    "time": _parse_time,
    "role": _parse_text,
    "text": _parse_text,
}

assert {*PARSERS, *LIST_KINDS, "choice", "money"} == set(get_args(FactKind))
