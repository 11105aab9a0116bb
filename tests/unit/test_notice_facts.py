"""The facts of a text: each extractor, on what it has to find and on what it has to leave."""

# texts of notices stand on one line

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tui.core.content.library import Content, open_content
from tui.core.notice.facts.amounts import normal_number
from tui.core.notice.facts.dates import days_in
from tui.core.notice.reading import read_notice
from tui.core.notice.records import Facts

Read = Callable[[str], Facts]


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content()


@pytest.fixture
def facts(content: Content) -> Read:
    return lambda text: read_notice(content, text).facts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ASIN: B0C7QK2LM4", ["B0C7QK2LM4"]),
        ("b0c7qk2lm4, B0C7QK2LM4", ["B0C7QK2LM4"]),
        ("https://www.amazon.de/dp/B0C7QK2LM4?ref=x", ["B0C7QK2LM4"]),
        ("商品B0C7QK2LM4已下架", ["B0C7QK2LM4"]),
        ("The book (ISBN 0306406152) was removed", ["0306406152"]),
        ("call 0306406152", []),
        ("B0C7QK2LM", []),
        ("XB0C7QK2LM4", []),
        ("BOTTLES and B0ldletter", []),
    ],
)
def test_asins_are_found_in_capitals_each_once(facts: Read, text: str, found: list[str]) -> None:
    assert [item.value for item in facts(text).asins] == found


@pytest.mark.parametrize(
    ("text", "kind"), [("B0C7QK2LM", "asin_short"), ("B0C7QK2LM44", "asin_long"), ("BOC7QK2LM4", "asin_letter_o")]
)
def test_what_is_nearly_an_asin_is_hinted_and_not_dropped(facts: Read, text: str, kind: str) -> None:
    assert [(hint.kind, hint.text) for hint in facts(f"ASIN {text} was removed").hints] == [(kind, text)]


def test_orders_cases_and_complaints_are_told_apart(facts: Read) -> None:
    found = facts(
        "Order 114-7702231-0098123. Case ID: 10448823761. Complaint ID 15520348871, 15520348872. Tel. 4402078901234"
    )

    assert [item.value for item in found.order_ids] == ["114-7702231-0098123"]
    assert [item.value for item in found.case_ids] == ["10448823761"]
    assert [item.value for item in found.complaint_ids] == ["15520348871", "15520348872"]


@pytest.mark.parametrize(
    "label",
    [
        "Complaint ID",
        "投诉编号",
        "申告ID",
        "Beschwerde-ID",
        "Numéro de plainte",
        "Número de reclamación",
        "Numero del reclamo",
    ],
)
def test_complaints_are_found_in_every_language(facts: Read, label: str) -> None:
    assert [item.value for item in facts(f"{label}: 15520348871").complaint_ids] == ["15520348871"]


@pytest.mark.parametrize(
    "text",
    [
        "20 October 2026", "October 20, 2026", "Oct. 20th 2026", "2026-10-20", "2026/10/20", "20.10.2026", "20/10/2026", "10/20/2026",
        "2026年10月20日", "令和8年10月20日", "20. Oktober 2026", "20 octobre 2026", "20 de octubre de 2026", "20 ottobre 2026", "20-Oct-2026",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_language(text: str) -> None:
    assert [day.readings for day in days_in(f"x {text} y")] == [(date(2026, 10, 20),)]


def test_an_ambiguous_day_keeps_both_readings_and_is_not_counted(facts: Read) -> None:
    found = facts("Your account is deactivated. Please reply by 12/09/2026.")

    assert found.dates[0].readings == (date(2026, 9, 12), date(2026, 12, 9))
    assert not found.dates[0].is_sure
    assert found.deadline is not None
    assert (found.deadline.text, found.deadline.date, found.deadline.days) == ("by 12/09/2026", None, None)
    assert [hint.kind for hint in found.hints] == ["date_ambiguous"]


@pytest.mark.parametrize("text", ["31 February 2026", "2026-13-01", "version 1.2.2026.4", "99/99/2026"])
def test_days_that_do_not_exist_are_none(text: str) -> None:
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Please send your plan within 72 hours.", 3),
        ("请在 3 天内提交行动计划。", 3),
        ("72時間以内に改善計画をご提出ください。", 3),
        ("Bitte senden Sie uns innerhalb von 7 Tagen einen Plan.", 7),
        ("Veuillez nous répondre dans un délai de 5 jours.", 5),
        ("Envíe los documentos en un plazo de 10 días.", 10),
        ("Ci invii il piano entro 48 ore.", 2),
    ],
)
def test_a_deadline_is_read_in_every_language(facts: Read, text: str, days: int) -> None:
    found = facts("Your account has been deactivated. Your seller account 您的账户已被停用 . " + text).deadline

    assert found is not None
    assert found.days == days


def test_a_deadline_by_a_day_counts_from_the_verb_provide(facts: Read) -> None:
    found = facts("Your listing has been removed. Provide the following by 20 October 2026: invoices").deadline

    assert found is not None
    assert (found.date, found.text) == (date(2026, 10, 20), "by 20 October 2026")


def test_business_days_are_kept_as_words(facts: Read) -> None:
    found = facts("Your account is deactivated. Please reply within 5 business days.").deadline

    assert found is not None
    assert (found.days, found.date, found.text) == (None, None, "within 5 business days")


@pytest.mark.parametrize(
    "text",
    [
        "Send invoices issued within the last 365 days.",
        "We will reply within 2 days.",
        "A utility bill dated within the last 90 days is required.",
        "Upload invoices within one business day of dispatch.",
        "请提供过去 365 天内的发票。",
    ],
)
def test_another_span_of_time_is_no_deadline(facts: Read, text: str) -> None:
    assert facts("Your account has been deactivated. " + text).deadline is None


def test_metrics_have_values_and_limits(facts: Read) -> None:
    found = facts(
        "Your late shipment rate is 7.9%, above the target of 4%. Order Defect Rate: 0,8 % (target below 1 %)."
    ).metrics

    assert [(item.name, item.value, item.limit) for item in found] == [
        ("late_shipment_rate", Decimal("7.9"), Decimal("4")),
        ("order_defect_rate", Decimal("0.8"), Decimal("1")),
    ]


def test_a_limit_alone_is_no_value(facts: Read) -> None:
    assert facts("Keep your late shipment rate under 4%.").metrics == ()


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,250.50", "1250.50", "USD"), ("1.250,50 EUR", "1250.50", "EUR"), ("58,50 €", "58.50", "EUR"), ("GBP 300", "300", "GBP"),
        ("5,230.00 美元", "5230.00", "USD"), ("5,390円", "5390", "JPY"), ("CA$20.00", "20.00", "CAD"),
    ],
)  # fmt: skip
def test_amounts_carry_their_currency(facts: Read, text: str, amount: str, currency: str) -> None:
    assert [(item.amount, item.currency) for item in facts(f"The balance is {text} today").amounts] == [
        (amount, currency)
    ]


def test_a_number_without_currency_is_no_amount(facts: Read) -> None:
    assert facts("You sold 1,250.50 of 300 units").amounts == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234.567", "1234567"), ("1,5", "1.5"), ("12", "12"), ("1 234,50", "1234.50"), ("1'234.50", "1234.50")],
)
def test_numbers_of_every_country_get_one_form(text: str, number: str) -> None:
    assert normal_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("your offers on Amazon.de", "DE"), ("https://sellercentral.amazon.co.uk/x", "UK"), ("From: a@amazon.co.jp", "JP"),
        ("the balance of 20.00 GBP", "UK"), ("您的亚马逊美国站账户", "US"), ("write to notice@amazon.com", None),
        ("https://sellercentral-europe.amazon.com", None), ("Amazon.de and Amazon.fr", None), ("Hello seller", None),
    ],
)  # fmt: skip
def test_the_store_is_read_and_never_assumed(facts: Read, text: str, code: str | None) -> None:
    found = facts(text).marketplace

    assert (None if found is None else found.value) == code


def test_every_fact_points_to_its_place_in_the_paste(content: Content) -> None:
    text = "> <b>ASIN</b>: B0C7QK2LM4\n> Complaint&nbsp;ID: 15520348871, order 114-7702231-0098123, 58,50&nbsp;&euro;, 20 October 2026"
    found = read_notice(content, text).facts

    for item in (*found.asins, *found.complaint_ids, *found.order_ids):
        assert text[slice(*item.span)] == item.value
    assert text[slice(*found.dates[0].span)] == "20 October 2026"
    assert text[slice(*found.amounts[0].span)] == "58,50&nbsp;&euro;"
