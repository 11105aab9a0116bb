"""How values stand in a letter, by language."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from tui.core.case.values import Money, Period, Value
from tui.core.content.records import FactKind, Parameter
from tui.core.content.wording import Shown

MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CURRENCY_ZH = {"USD": "美元", "CNY": "元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "CAD": "加元"}


def show(value: Value, kind: FactKind, language: str) -> Shown:
    """Return a value in the words of a language: "6 November 2026", "2026年11月6日", "A, B and C"."""
    if isinstance(value, tuple):
        return Shown(joined(value, language), len(value))
    if isinstance(value, int):
        return _number(value, kind, language == "zh")
    return Shown(_one(value, kind, language == "zh"))


def _one(value: str | date | time | Decimal | Period | Money, kind: FactKind, chinese: bool) -> str:
    match value:
        case date():
            shown = _date_zh(value) if chinese else _date_en(value)
        case Period():
            shown = _period_zh(value) if chinese else _period_en(value)
        case time():
            shown = f"{value:%H:%M}"
        case Money():
            shown = _money(value, chinese)
        case Decimal():
            shown = f"{plain_number(value)}%" if kind == "percent" else plain_number(value)
        case str():
            shown = value
    return shown


def show_parameter(parameter: Parameter, language: str) -> Shown:
    """Return a threshold with its unit: "4%", "30 days", "USD 5,000"."""
    number = parameter.value
    whole = int(number) if number == number.to_integral_value() else None
    figure = plain_number(number)
    chinese = language == "zh"
    match parameter.unit:
        case "percent":
            return Shown(f"{figure}%")
        case "USD" | "JPY":
            return Shown(_money(Money(number, parameter.unit), chinese))
        case "points" | "count":
            return Shown(figure, whole)
        case unit:
            singular = {"days": "day", "hours": "hour", "months": "month", "words": "word"}[unit]
            zh = {"days": "天", "hours": "小时", "months": "个月", "words": "个词"}[unit]
            return Shown(f"{figure}{zh}" if chinese else f"{figure} {singular if whole == 1 else unit}", whole)


def joined(items: tuple[str, ...], language: str) -> str:
    """Return a list as prose: "A, B and C", "A、B和C"."""
    if len(items) < 2:
        return items[0] if items else ""
    if language == "zh":
        return "、".join(items[:-1]) + "和" + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


def plain_number(number: Decimal) -> str:
    """Return a number without superfluous zeros and with separators: 6.60 is "6.6", 5000 is "5,000"."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_en(day: date) -> str:
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def _date_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _period_en(period: Period) -> str:
    first, last = period.first, period.last
    if first == last:
        return _date_en(first)
    if first.year != last.year:
        return f"{_date_en(first)} to {_date_en(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS_EN[first.month - 1]} to {_date_en(last)}"
    return f"{first.day} to {_date_en(last)}"


def _period_zh(period: Period) -> str:
    first, last = period.first, period.last
    if first == last:
        return _date_zh(first)
    if first.year != last.year:
        return f"{_date_zh(first)}至{_date_zh(last)}"
    if first.month != last.month:
        return f"{_date_zh(first)}至{last.month}月{last.day}日"
    return f"{_date_zh(first)}至{last.day}日"


def _money(money: Money, chinese: bool) -> str:
    whole = money.amount == money.amount.to_integral_value()
    figure = f"{money.amount:,.0f}" if whole else f"{money.amount:,.2f}"
    if chinese and money.currency in CURRENCY_ZH:
        return f"{figure}{CURRENCY_ZH[money.currency]}"
    return f"{money.currency} {figure}"


def _number(value: int, kind: FactKind, chinese: bool) -> Shown:
    figure = f"{value:,}"
    if kind == "days":
        figure = f"{figure}天" if chinese else f"{figure} {'day' if value == 1 else 'days'}"
    elif kind == "hours":
        figure = f"{figure}小时" if chinese else f"{figure} {'hour' if value == 1 else 'hours'}"
    return Shown(figure, value)
