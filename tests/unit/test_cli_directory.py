import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Cli
from tui.cli.layout import WIDTH, columns, wrapped


def test_types_are_listed_below_their_groups(cli: Cli) -> None:
    listed = cli("types")

    assert (listed.status, listed.err) == (0, "")
    blocks = listed.out.split("\n\n")
    assert blocks[0].startswith("Order performance\n  ")
    assert "  late_shipment  " in blocks[0]
    assert max(columns(line) for line in listed.out.splitlines()) <= WIDTH


def test_types_speak_the_language_asked_for_wherever_the_option_stands(cli: Cli) -> None:
    assert cli("--lang", "zh", "types").out == cli("types", "--lang", "zh").out
    assert "迟发率" in cli("types", "--lang", "zh").out


def test_types_as_json_have_the_fields_of_the_contract(cli: Cli) -> None:
    listed = json.loads(cli("types", "--json").out)

    late = next(item for item in listed if item["id"] == "late_shipment")
    assert late == {
        "id": "late_shipment",
        "group": "order_performance",
        "title": {"en": "Late shipment rate above target", "zh": late["title"]["zh"]},
        "responses": ["plan_of_action", "form_only"],
        "scope": ["account", "warning"],
        "severity": "normal",
        "languages": ["en", "zh"],
    }


def test_the_german_payments_address_is_found_by_a_word_and_a_store(cli: Cli) -> None:
    found = cli("contacts", "payments", "--marketplace", "DE")

    assert found.status == 0
    assert "payments-nachforschungen@amazon.de\n  DE · e-mail · " in found.out
    assert "not confirmed: " in found.out
    assert "Sources: CT01" in found.out
    assert max(columns(line) for line in found.out.splitlines() if " " in line.strip()) <= WIDTH


def test_contacts_as_json_have_the_fields_of_the_contract(cli: Cli) -> None:
    found = json.loads(cli("contacts", "nachforschungen", "--json").out)

    assert len(found) == 1
    assert list(found[0]) == [
        "id", "purpose", "marketplace", "kind", "address", "status", "status_reason", "source", "seen", "notes",
    ]  # fmt: skip
    assert found[0]["address"] == "payments-nachforschungen@amazon.de"
    assert (found[0]["marketplace"], found[0]["kind"]) == ("DE", "email")
    assert all(isinstance(found[0][name], str) for name in ("status", "seen", "notes"))
    assert isinstance(found[0]["source"], list)


def test_several_words_all_have_to_occur_and_filters_narrow(cli: Cli) -> None:
    everything = json.loads(cli("contacts", "--json").out)
    narrowed = json.loads(cli("contacts", "amazon", "de", "--kind", "email", "--status", "unverified", "--json").out)

    assert len(everything) > len(narrowed) > 0
    assert {(item["kind"], item["status"]) for item in narrowed} == {("email", "unverified")}


def test_a_purpose_narrows_the_list(cli: Cli) -> None:
    purpose = json.loads(cli("contacts", "nachforschungen", "--json").out)[0]["purpose"]

    found = json.loads(cli("contacts", "--purpose", purpose, "--json").out)

    assert {item["purpose"] for item in found} == {purpose}


def test_nothing_found_is_told_and_json_stays_a_document(cli: Cli) -> None:
    plain, document = cli("contacts", "zzzznothing"), cli("contacts", "zzzznothing", "--json")

    assert (plain.status, plain.out, plain.complaint) == (1, "", "No contact fits the filter.")
    assert (document.status, document.out) == (1, "[]\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--marketplace", "XX"], "there is no marketplace 'XX'"),
        (["--purpose", "closed-store-fund"], "did you mean 'closed-store-funds'?"),
        (["--status", "good"], "invalid choice: 'good'"),
        (["--kind", "fax"], "invalid choice: 'fax'"),
    ],
)
def test_filters_that_do_not_exist_are_wrong_usage(arguments: list[str], said: str, cli: Cli) -> None:
    outcome = cli("contacts", *arguments)

    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.complaint


@given(st.text(alphabet="ab 中。，\n", max_size=300), st.integers(10, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width_where_words_allow(text: str, width: int) -> None:
    lines = wrapped(text, "> ", "  ", width).split("\n")

    assert "".join("".join(lines).removeprefix(">").split()) == "".join(text.split())
    longest = max((columns(word) for word in text.split()), default=0)
    assert all(columns(line) <= max(width, longest + 2) for line in lines)


def test_a_chinese_full_stop_never_begins_a_line() -> None:
    lines = wrapped("中" * 5 + "。" + "文" * 4, width=10).split("\n")

    assert lines == ["中中中中", "中。文文文", "文"]
