from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.case.values import (
    LIST_KINDS,
    MAX_ITEMS,
    MAX_TEXT,
    PARSERS,
    Money,
    Period,
    Raw,
    ValueProblem,
    normal_raw,
    parse_value,
    split_items,
)
from tui.core.content.records import FactKind

GOOD: list[tuple[FactKind, Raw, object]] = [
    ("asin", " b0chx2f5qt ", "B0CHX2F5QT"),
    ("asin", "0306406152", "0306406152"),
    ("asins", "B0CHX2F5QT, B0CJL4R7NM\nB0CHX2F5QT", ("B0CHX2F5QT", "B0CJL4R7NM")),
    ("asins", "B0CHX2F5QT；B0CJL4R7NM、B0CJL4R7NN", ("B0CHX2F5QT", "B0CJL4R7NM", "B0CJL4R7NN")),
    ("asins", ("b0chx2f5qt",), ("B0CHX2F5QT",)),
    ("order", "113-1234567-1234567", "113-1234567-1234567"),
    ("orders", "113-1234567-1234567,114-1234567-1234567", ("113-1234567-1234567", "114-1234567-1234567")),
    ("id", "A1B2-C3/4.5:6", "A1B2-C3/4.5:6"),
    ("ids", "1, 2", ("1", "2")),
    ("date", "2026-11-05", date(2026, 11, 5)),
    ("date", "2026/11/5", date(2026, 11, 5)),
    ("date", "2026.11.5", date(2026, 11, 5)),
    ("date", "2026年11月5日", date(2026, 11, 5)),
    ("date", "5 November 2026", date(2026, 11, 5)),
    ("date", "5. Nov 2026", date(2026, 11, 5)),
    ("date", "Sept 5, 2026", date(2026, 9, 5)),
    ("date", "29 Feb 2028", date(2028, 2, 29)),
    ("period", "2026-10-03 to 2026-11-01", Period(date(2026, 10, 3), date(2026, 11, 1))),
    ("period", "2026-10-03 至 2026-11-01", Period(date(2026, 10, 3), date(2026, 11, 1))),
    ("period", "2026年10月3日至2026年11月1日", Period(date(2026, 10, 3), date(2026, 11, 1))),
    ("period", "2026-10-03 - 2026-11-01", Period(date(2026, 10, 3), date(2026, 11, 1))),
    ("period", "2026-10-03..2026-10-03", Period(date(2026, 10, 3), date(2026, 10, 3))),
    ("period", "3 Oct 2026 – 1 Nov 2026", Period(date(2026, 10, 3), date(2026, 11, 1))),
    ("percent", "6.6%", Decimal("6.6")),
    ("percent", "6,6 ％", Decimal("6.6")),
    ("percent", "0", Decimal(0)),
    ("percent", "100", Decimal(100)),
    ("money", "1250.50 USD", Money(Decimal("1250.50"), "USD")),
    ("money", "eur 12,500", Money(Decimal(12500), "EUR")),
    ("money", "99", Money(Decimal(99), "GBP")),
    ("count", "1,234", 1234),
    ("count", "0", 0),
    ("days", "3 days", 3),
    ("days", "30天", 30),
    ("hours", "48 h", 48),
    ("hours", "48小时", 48),
    ("time", "16:30", time(16, 30)),
    ("time", "9：05", time(9, 5)),
    ("role", "  warehouse\n manager ", "warehouse manager"),
    ("text", "x" * MAX_TEXT, "x" * MAX_TEXT),
    ("texts", "a, b", ("a", "b")),
    ("choice", " yes ", "yes"),
]

BAD: list[tuple[FactKind, Raw, str]] = [
    ("asin", "B0CHX2F5Q", "asin"),
    ("asin", "B0CHX2F5QTX", "asin"),
    ("asin", "B0CHX-F5QT", "asin"),
    ("asin", "Ｂ0CHX2F5QT", "asin"),
    ("asin", "ßßßßß", "asin"),
    ("asins", "B0CHX2F5QT, B0123", "asin"),
    ("asins", " ,; ", "empty"),
    ("asins", tuple(f"B{number:09}" for number in range(MAX_ITEMS + 1)), "too_many"),
    ("order", "113-123-1234567", "order"),
    ("orders", "113-1234567-1234567 114-1234567-1234567", "order"),
    ("id", "two words", "id"),
    ("ids", "1, two words", "id"),
    ("id", "x" * 61, "id"),
    ("date", "2026-02-31", "date_impossible"),
    ("date", "31 February 2026", "date_impossible"),
    ("date", "29 Feb 2026", "date_impossible"),
    ("date", "0000-01-01", "date_impossible"),
    ("date", "03/04/2026", "date_ambiguous"),
    ("date", "3.4.26", "date_ambiguous"),
    ("date", "3 Marble 2026", "date"),
    ("date", "yesterday", "date"),
    ("date", "2026-11-05 10:00", "date"),
    ("period", "2026-10-03", "period"),
    ("period", "2026-11-01 to 2026-10-03", "period_order"),
    ("period", "2026-10-03 to 2026-02-31", "date_impossible"),
    ("period", "a to b to c", "period"),
    ("percent", "140", "percent_range"),
    ("percent", "-5", "percent"),
    ("percent", "1e1", "percent"),
    ("percent", "1_0", "percent"),
    ("percent", "nan", "percent"),
    ("percent", "six", "percent"),
    ("money", "12,34,5 USD", "money"),
    ("money", "1.234,56 EUR", "money"),
    ("money", "about 5", "money"),
    ("money", "5 dollars", "money"),
    ("count", "1.5", "count"),
    ("count", "-1", "count"),
    ("count", "1,2", "count"),
    ("count", "٣", "count"),
    ("count", "9" * 13, "count"),
    ("days", "three", "count"),
    ("hours", "1.5h", "count"),
    ("time", "24:00", "time"),
    ("time", "12:60", "time"),
    ("time", "noon", "time"),
    ("role", "", "empty"),
    ("text", "  \n ", "empty"),
    ("text", "x" * (MAX_TEXT + 1), "too_long"),
    ("texts", ("a", "x" * (MAX_TEXT + 1)), "too_long"),
    ("choice", "maybe", "choice"),
    ("choice", "Yes", "choice"),
]
KINDS: tuple[FactKind, ...] = (*PARSERS, *LIST_KINDS, "choice", "money")


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_what_people_type_is_understood(kind: FactKind, raw: Raw, value: object) -> None:
    assert parse_value(kind, raw, options=("yes", "no"), currency="GBP") == value


@pytest.mark.parametrize(("kind", "raw", "code"), BAD)
def test_what_does_not_fit_is_refused_with_its_reason(kind: FactKind, raw: Raw, code: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_value(kind, raw, options=("yes", "no"), currency="GBP")

    assert caught.value.code == code


def test_every_kind_has_a_good_and_a_bad_example() -> None:
    assert {kind for kind, _, _ in GOOD} == {kind for kind, _, _ in BAD} == set(KINDS)


def test_an_amount_without_any_currency_is_refused() -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_value("money", "12.50")

    assert caught.value.code == "money_currency"


def test_the_problem_carries_what_its_message_names() -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_value("asin", "B0123")

    assert caught.value.parts == {"value": "B0123", "length": "5"}


@given(st.sampled_from(KINDS), st.text(max_size=40) | st.lists(st.text(max_size=20), max_size=5).map(tuple))
def test_no_input_raises_anything_but_a_value_problem(kind: FactKind, raw: Raw) -> None:
    try:
        parse_value(kind, raw, options=("yes",), currency="USD")
    except ValueProblem as problem:
        assert problem.code


@given(st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: date) -> None:
    assert parse_value("date", day.isoformat()) == day


def test_what_is_kept_is_what_was_typed_only_tidied() -> None:
    assert normal_raw("asins", "b0chx2f5qt,\n b0cjl4r7nm") == ("B0CHX2F5QT", "B0CJL4R7NM")
    assert normal_raw("asin", " b0chx2f5qt ") == "B0CHX2F5QT"
    assert normal_raw("texts", "a, a, B") == ("a", "B")
    assert normal_raw("percent", " 6.6 % ") == "6.6 %"
    assert split_items("a,，b；;c\n\nd") == ("a", "b", "c", "d")
