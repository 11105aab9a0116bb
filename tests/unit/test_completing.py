"""What the case knows completes what is typed, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.core.case.records import Case, Claim
from tui.core.content.library import Content
from tui.core.letter.completing import completions, known_values

VALUES = ("B0AAAAAAAA", "B0BBBBBBBB", "113-1234567-1234567", "operations manager", "6 November 2026", "运营经理王")


def offered(before: str) -> list[str]:
    return [item.value for item in completions(VALUES, before)]


def test_the_beginning_of_a_value_offers_it() -> None:
    assert offered("The ASIN b0") == ["B0AAAAAAAA", "B0BBBBBBBB"]
    assert offered("order 113-12") == ["113-1234567-1234567"]
    assert offered("our operations m") == ["operations manager"]
    assert offered("我们的运营") == ["运营经理王"]


def test_one_character_the_middle_of_a_word_and_a_whole_value_offer_nothing() -> None:
    assert offered("b") == offered("xb0") == offered("Cooperations") == offered("B0AAAAAAAA") == offered("") == []


def test_the_longest_beginning_comes_first() -> None:
    found = completions(("manager of stock", "operations manager"), "operations ma")
    assert [(item.value, item.typed) for item in found] == [("operations manager", 13), ("manager of stock", 2)]


def test_the_values_stand_as_in_the_letter(content: Content) -> None:
    case = Case(
        id="x",
        type="late_shipment",
        response="plan_of_action",
        marketplace="US",
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts={"late_orders": ("113-1234567-1234567",), "notice_date": "2026-11-05", "late_rate": "7.4"},
        claims={
            "handling_time_raised": Claim(
                state="done", date="2026-11-06", details={"owner": "operations manager", "before": "1"}
            )
        },
    )
    values = known_values(content, case, "en")
    assert {"113-1234567-1234567", "5 November 2026", "6 November 2026", "operations manager"} <= set(values)
    assert not {"1", "7.4", "7.4%", "1 day"} & set(values)
    assert "2026年11月6日" in known_values(content, case, "zh")
