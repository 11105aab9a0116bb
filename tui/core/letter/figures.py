"""The figures in a text: ASINs, orders, days, percents and amounts, as they stand in English and in Chinese letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from tui.core.case.values import MONTHS
from tui.core.letter.shown import CURRENCY_ZH

FigureKind = Literal["asin", "order", "date", "percent", "money"]
FULL_WIDTH = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９％＄－／．"} | {0xA0: 0x20}
"""Full-width digits and their signs become narrow ones, one for one, so that places stay."""
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS) + "|sept"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SYMBOLS = {"$": "", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "", "C$": "CAD", "A$": "AUD"}
WORDS_OF_MONEY = {
    "us dollars": "USD", "dollars": "", "dollar": "", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY",
    "yuan": "CNY", "rmb": "CNY", "人民币": "CNY", "欧": "EUR", "加币": "CAD", "加拿大元": "CAD", "美金": "USD",
} | {name: code for code, name in CURRENCY_ZH.items()}  # fmt: skip
CODES = "USD|EUR|GBP|JPY|CNY|CAD|AUD|MXN|INR|SGD|AED|SAR|SEK|PLN|TRY|BRL|EGP|ZAR"
UNITS = "|".join(sorted(map(re.escape, WORDS_OF_MONEY), key=len, reverse=True))
AT_LEFT, AT_RIGHT = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
DAY = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?"
TO = r"\s*(?:to|until|through|–|—|-|and)\s*"

ASIN = re.compile(rf"{AT_LEFT}(?:B0[A-Z0-9]{{8}}){AT_RIGHT}", re.IGNORECASE)
ORDER = re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")
PERCENT = re.compile(rf"(?<!\d)(?<!\d[.,])({NUMBER})\s*(?:%|percent\b|per\s+cent\b)|百分之\s*({NUMBER})", re.IGNORECASE)
MONEY = re.compile(
    rf"(?:{AT_LEFT}({CODES})\s?|(US\$|C\$|A\$|[$€£¥])\s?)({NUMBER})(?![\d%])(?:\s*([万亿]))?"
    rf"|(?<!\d)(?<!\d[.,])({NUMBER})\s*([万亿])?\s?(?:({CODES}){AT_RIGHT}|({UNITS})(?![A-Za-z])|([€£]))",
    re.IGNORECASE,
)
PERIOD = re.compile(rf"{DAY}(?:\s+({MONTH})\.?)?{TO}{DAY}\s+({MONTH})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
PERIOD_US = re.compile(rf"\b({MONTH})\.?\s+{DAY}{TO}(?:({MONTH})\.?\s+)?{DAY},?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
PERIOD_ZH = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?\s*[至到~—–-]+\s*(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*[日号]"
)
DATE = re.compile(rf"{DAY}\s+(?:of\s+)?({MONTH})\.?(?:,?\s+(\d{{4}})(?!\d))?(?![A-Za-z])", re.IGNORECASE)
DATE_US = re.compile(rf"\b({MONTH})\.?\s+{DAY}(?!\d)(?:,?\s+(\d{{4}})(?!\d))?", re.IGNORECASE)
DATE_ZH = re.compile(r"(?:(\d{4})\s*年\s*)?(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
DATE_ISO = re.compile(r"(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])")
DATE_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])")


BEFORE_A_DAY = re.compile(r"\b(?:on|by|since|until|from|before|after|to)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its place; `keys` are what it may mean, one unless it can be read in several ways."""

    kind: FigureKind
    keys: tuple[str, ...]
    text: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order; what a longer figure covers is not found again."""
    plain = text.translate(FULL_WIDTH)
    found: list[Figure] = []
    for maker in MAKERS:
        for item in maker(plain):
            if "\0" not in plain[item.start : item.end]:
                found.append(item)
                plain = plain[: item.start] + "\0" * (item.end - item.start) + plain[item.end :]
    ordered = sorted(found, key=lambda item: (item.start, item.end))
    return tuple(Figure(item.kind, item.keys, text[item.start : item.end], item.start, item.end) for item in ordered)


def _orders(text: str) -> Iterator[Figure]:
    for match in ORDER.finditer(text):
        yield Figure("order", (match[0],), match[0], match.start(), match.end())


def _asins(text: str) -> Iterator[Figure]:
    for match in ASIN.finditer(text):
        yield Figure("asin", (match[0].upper(),), match[0], match.start(), match.end())


def _periods(text: str) -> Iterator[Figure]:
    for match in PERIOD.finditer(text):
        last, year = _month(match[4]), int(match[5])
        first = _month(match[2]) if match[2] else last
        yield from _both(match, (year - (first > last), first, int(match[1]), 1), (year, last, int(match[3]), 3))


def _periods_us(text: str) -> Iterator[Figure]:
    for match in PERIOD_US.finditer(text):
        first, year = _month(match[1]), int(match[5])
        last = _month(match[3]) if match[3] else first
        yield from _both(match, (year - (first > last), first, int(match[2]), 2), (year, last, int(match[4]), 4))


def _periods_zh(text: str) -> Iterator[Figure]:
    for match in PERIOD_ZH.finditer(text):
        year, first = int(match[1]), int(match[2])
        last = int(match[4] or first)
        yield from _both(match, (year, first, int(match[3]), 3), (year + (last < first), last, int(match[5]), 5))


def _both(match: re.Match[str], first: tuple[int, int, int, int], last: tuple[int, int, int, int]) -> Iterator[Figure]:
    """Yield the two days of a period; together they cover it, each the part that its day stands in."""
    middle = match.end(first[3])
    for (year, month, day, _), start, end in (
        (first, match.start(), middle),
        (last, match.start(last[3]), match.end()),
    ):
        if (key := _day(year, month, day)) is not None:
            yield Figure("date", (key,), "", start, end)


def _iso_days(text: str) -> Iterator[Figure]:
    for match in DATE_ISO.finditer(text):
        yield from _dated(match, _day(match[1], int(match[2]), int(match[3])))


def _numeric_days(text: str) -> Iterator[Figure]:
    for match in DATE_NUMERIC.finditer(text):
        one, two = int(match[1]), int(match[3])
        yield from _dated(match, _day(match[4], one, two), _day(match[4], two, one))


def _chinese_days(text: str) -> Iterator[Figure]:
    for match in DATE_ZH.finditer(text):
        yield from _dated(match, _day(match[1], int(match[2]), int(match[3])))


def _named_days(text: str) -> Iterator[Figure]:
    for match in DATE.finditer(text):
        yield from _dated(match, _day(match[3], _month(match[2]), int(match[1])))


def _named_days_us(text: str) -> Iterator[Figure]:
    for match in DATE_US.finditer(text):
        # "We may 5 times" names no day.
        if match[3] or match[1].lower() != "may" or BEFORE_A_DAY.search(text[: match.start()]):
            yield from _dated(match, _day(match[3], _month(match[1]), int(match[2])))


def _dated(match: re.Match[str], *readings: str | None) -> Iterator[Figure]:
    keys = tuple(dict.fromkeys(key for key in readings if key is not None))
    if keys:
        yield Figure("date", keys, match[0], match.start(), match.end())


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _day(year: int | str | None, month: int, day: int) -> str | None:
    """Return a day as a key; without its year it is any year's."""
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return None
    return f"{int(year):04}-{month:02}-{day:02}" if year else f"-{month:02}-{day:02}"


def _percents(text: str) -> Iterator[Figure]:
    for match in PERCENT.finditer(text):
        yield Figure("percent", (plain_key(match[1] or match[2]),), match[0], match.start(), match.end())


def _amounts(text: str) -> Iterator[Figure]:
    for match in MONEY.finditer(text):
        code, symbol, first, first_unit, second, second_unit, code_after, word, sign = match.groups()
        currency = (
            code
            or code_after
            or SYMBOLS.get((symbol or sign or "").upper())
            or WORDS_OF_MONEY.get((word or "").lower())
        )
        amount = Decimal((first or second).replace(",", "")) * {"万": 10_000, "亿": 100_000_000}.get(
            first_unit or second_unit or "", 1
        )
        key = f"{(currency or '').upper()} {plain_key(str(amount))}"
        yield Figure("money", (key,), match[0], match.start(), match.end())


# What comes first takes its place: a period before the days in it, a day before an amount.
MAKERS = (
    _orders, _asins, _periods, _periods_us, _periods_zh, _iso_days, _numeric_days, _chinese_days, _named_days,
    _named_days_us, _percents, _amounts,
)  # fmt: skip


def plain_key(number: str) -> str:
    """Return a number without separators and superfluous zeros."""
    try:
        value = Decimal(number.replace(",", ""))
    except InvalidOperation:
        return number
    return f"{value.normalize():f}"


def fits(key: str, known: frozenset[str], kind: FigureKind) -> bool:
    """Say whether a figure is among the known ones; a day without year and an amount without currency fit any."""
    if key in known:
        return True
    if kind == "date":
        return any(other.endswith(key[-6:]) and "" in (key[:-6], other[:-6]) for other in known)
    if kind == "money":
        currency, _, amount = key.partition(" ")
        return any(other.partition(" ")[2] == amount and "" in (currency, other.partition(" ")[0]) for other in known)
    return False
