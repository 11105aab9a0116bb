"""Parameters, kinds of documents and sources as they lie on disk, held against the domain reference."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tui.core.content.records import DocumentKind, Parameter, Source

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
DOMAIN = ROOT.parent / "shared" / "domain" / "amazon-appeals.md"
READ_ON = date(2026, 11, 23)
HAN = re.compile(r"[\u4e00-\u9fff]")
ASCII_MARK_AFTER_HAN = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")

FIGURES = {
    "order_defect_rate": ("1", "percent", "below", 60),
    "cancellation_rate": ("2.5", "percent", "below", 7),
    "late_shipment_rate": ("4", "percent", "below", 30),
    "valid_tracking_rate": ("95", "percent", "above", 30),
    "on_time_delivery_rate": ("90", "percent", "at_least", 14),
    "on_time_delivery_goal": ("95", "percent", "at_least", 14),
    "health_rating_healthy": ("200", "points", "at_least", 180),
    "health_rating_critical": ("99", "points", "at_most", 180),
    "odr_window": ("60", "days", "at_most", None),
    "cancellation_window": ("7", "days", "at_most", None),
    "tracking_window": ("30", "days", "at_most", None),
    "delivery_window": ("14", "days", "at_most", None),
    "claim_reply_time": ("48", "hours", "at_most", None),
    "claim_appeal_time": ("30", "days", "at_most", None),
    "claim_later_reply_time": ("72", "hours", "at_most", None),
    "temporary_review_time": ("30", "days", "at_most", None),
    "funds_request_wait": ("60", "days", "at_least", None),
    "funds_request_wait_older": ("90", "days", "at_least", None),
    "fba_removal_time": ("30", "days", "at_most", None),
    "mediation_time": ("6", "months", "at_most", None),
    "invoice_age": ("365", "days", "at_most", None),
    "utility_bill_age": ("90", "days", "at_most", None),
    "quiz_time": ("72", "hours", "at_most", None),
    "inform_sales": ("200", "count", "at_least", None),
    "inform_revenue": ("5000", "USD", "at_least", None),
    "inform_reply_time": ("10", "days", "at_most", None),
    "apex_deposit": ("4000", "USD", "at_most", None),
    "counter_notice_wait": ("10", "days", "at_most", None),
    "ip_information_time": ("90", "days", "at_most", None),
    "letter_words_most": ("800", "words", "at_most", None),
    "letter_words_least": ("150", "words", "at_least", None),
    "aha_rating": ("250", "points", "at_least", None),
    "seller_challenge_uses": ("3", "count", "at_most", 180),
}

in_reference = pytest.mark.skipif(not DOMAIN.exists(), reason="the domain reference is not beside this checkout")


def _read(name: str) -> Any:
    return yaml.load((CONTENT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def _parameters() -> tuple[Parameter, ...]:
    return msgspec.convert(_read("parameters.yaml"), tuple[Parameter, ...], strict=False)


@cache
def _documents() -> tuple[DocumentKind, ...]:
    return msgspec.convert(_read("documents.yaml"), tuple[DocumentKind, ...], strict=False)


@cache
def _domain_sources() -> dict[str, Source]:
    return msgspec.convert(_read("sources/domain.yaml"), dict[str, Source], strict=False)


def _assert_both_languages(words: dict[str, str]) -> None:
    assert set(words) == {"en", "zh"}
    assert words["en"].strip() == words["en"] != ""
    assert not HAN.search(words["en"])
    assert HAN.search(words["zh"]) or words["zh"].isascii()
    assert not ASCII_MARK_AFTER_HAN.search(words["zh"]), words["zh"]


@pytest.mark.parametrize("name", ["parameters.yaml", "documents.yaml", "sources/domain.yaml"])
def test_a_file_has_no_tabs_anchors_or_tags(name: str) -> None:
    text = (CONTENT / name).read_text(encoding="utf-8")
    assert "\t" not in text
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None


def test_every_figure_stands_once() -> None:
    ids = [parameter.id for parameter in _parameters()]
    assert len(set(ids)) == len(ids)
    assert set(FIGURES) <= set(ids)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_the_value_of_the_reference(name: str) -> None:
    parameter = next(parameter for parameter in _parameters() if parameter.id == name)
    value, unit, side, window = FIGURES[name]
    found = (parameter.value, parameter.unit, parameter.side, parameter.window_days)
    assert found == (Decimal(value), unit, side, window)


def test_a_window_agrees_with_the_rate_that_it_belongs_to() -> None:
    by_id = {parameter.id: parameter for parameter in _parameters()}
    pairs = {
        "odr_window": "order_defect_rate",
        "cancellation_window": "cancellation_rate",
        "tracking_window": "valid_tracking_rate",
        "delivery_window": "on_time_delivery_rate",
    }
    for window, rate in pairs.items():
        assert by_id[window].value == by_id[rate].window_days


def test_every_figure_is_sourced_dated_and_titled_in_both_languages() -> None:
    for parameter in _parameters():
        assert parameter.sources, parameter.id
        assert set(parameter.sources) <= set(_domain_sources()), parameter.id
        assert READ_ON < parameter.review_by <= date(2027, 3, 31), parameter.id
        _assert_both_languages(parameter.title)
        if parameter.note:
            _assert_both_languages(parameter.note)


def test_what_changes_often_is_looked_at_sooner() -> None:
    by_id = {parameter.id: parameter for parameter in _parameters()}
    for name in ("on_time_delivery_rate", "funds_request_wait", "aha_rating", "seller_challenge_uses"):
        assert by_id[name].review_by < by_id["order_defect_rate"].review_by


def test_a_figure_that_began_on_a_known_day_says_so() -> None:
    since = {parameter.id: parameter.since for parameter in _parameters() if parameter.since}
    assert since["on_time_delivery_rate"] == "2024-09-25"
    assert since["funds_request_wait"] == "2024-10"


def test_there_are_all_kinds_of_documents() -> None:
    ids = [document.id for document in _documents()]
    assert len(set(ids)) == len(ids) >= 82


def test_a_kind_of_document_says_in_both_languages_what_it_must_show() -> None:
    for document in _documents():
        _assert_both_languages(document.title)
        assert document.title["en"][0].isupper(), document.id
        assert not document.title["en"].endswith("."), document.id
        assert document.shows, document.id
        if document.note:
            _assert_both_languages(document.note)
        for lists in (document.shows, document.not_accepted):
            if lists:
                assert set(lists) == {"en", "zh"}, document.id
                assert len(lists["en"]) == len(lists["zh"]) > 0, document.id
                for en, zh in zip(lists["en"], lists["zh"], strict=True):
                    _assert_both_languages({"en": en, "zh": zh})


def test_titles_of_documents_do_not_repeat() -> None:
    for language in ("en", "zh"):
        titles = [document.title[language] for document in _documents()]
        assert len(set(titles)) == len(titles)


def test_the_age_of_a_document_is_bounded_by_a_figure() -> None:
    bounds = {document.id: document.max_age for document in _documents() if document.max_age}
    assert bounds == {"supplier_invoice": "invoice_age", "utility_bill": "utility_bill_age"}
    assert set(bounds.values()) <= {parameter.id for parameter in _parameters()}


def test_invoices_that_amazon_refuses_are_named() -> None:
    invoice = next(document for document in _documents() if document.id == "supplier_invoice")
    refused = " ".join(invoice.not_accepted["en"])
    assert all(
        word in refused for word in ("receipt", "pro-forma", "quote", "order confirmation", "screenshot", "edited")
    )


def test_every_source_of_a_document_exists() -> None:
    for document in _documents():
        assert set(document.sources) <= set(_domain_sources()), document.id


def test_a_source_key_tells_its_kind() -> None:
    letters = {"O": {"official", "law"}, "N": {"notice"}, "P": {"practitioner", "law"}, "F": {"forum"}, "X": {"press"}}
    for key, source in _domain_sources().items():
        if key == "SEED":
            assert source.kind == "seed"
        else:
            assert source.kind in letters.get(key[0], {"research", "code"}), key


def test_the_keys_of_the_two_source_files_do_not_meet() -> None:
    assert not set(_domain_sources()) & set(_read("sources/contacts.yaml"))


@in_reference
def test_every_source_of_the_reference_is_there_and_no_other() -> None:
    section = DOMAIN.read_text(encoding="utf-8").split("## 10. Sources")[1].split("\n## 11.")[0]
    keys = {"SEED"}
    for line in section.splitlines():
        first = line.strip("| ").split(" | ")[0]
        if not line.startswith("|") or first == "Key" or first.startswith("---"):
            continue
        keys |= {f"N12{letter}" for letter in "abcdef"} if first == "N12a-f" else set(first.split(", "))
    assert set(_domain_sources()) == keys


@in_reference
def test_every_source_address_occurs_literally_in_the_reference() -> None:
    reference = DOMAIN.read_text(encoding="utf-8")
    for key, source in _domain_sources().items():
        assert source.address in reference, key
