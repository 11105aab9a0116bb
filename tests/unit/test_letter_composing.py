from datetime import UTC, datetime

import pytest

from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.values import Raw
from tui.core.content.library import Content
from tui.core.content.records import ClaimState, ResponseKind
from tui.core.letter.composing import compose
from tui.core.letter.records import Section
from tui.core.letter.text import letter_text

FACTS: dict[str, Raw] = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "level": "account",
    "late_rate": "6.6",
    "window": "2026-10-03 to 2026-11-01",
    "order_count": "212",
    "late_count": "14",
}
RAISED: dict[str, Raw] = {"before": "1", "after": "3", "owner": "operations manager"}


def case(
    facts: dict[str, Raw] = FACTS,
    claims: dict[str, Claim] | None = None,
    evidence: dict[str, Evidence] | None = None,
    sections: dict[str, EditedSection] | None = None,
    response: ResponseKind = "plan_of_action",
) -> Case:
    return Case(
        id="c",
        type="late_shipment",
        response=response,
        marketplace="US",
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts=facts,
        claims=claims or {},
        evidence=evidence or {},
        sections=sections or {},
    )


def section(content: Content, written: Case, name: str, language: str | None = None) -> Section:
    found = compose(content, written, language).section(name)
    assert found is not None
    return found


CLOSED = Claim(state="done", details={"closed": "2026-10-01 to 2026-10-08", "orders_hit": "14"})
CAPACITY = Claim(state="done", details={"capacity": "60", "peak": "95", "orders_hit": "1"})


def test_the_same_case_gives_the_same_letter(late_shipment: Content) -> None:
    written = case(claims={"holiday_not_set": CLOSED})

    assert compose(late_shipment, written) == compose(late_shipment, written)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            "done",
            "On 6 November 2026 our operations manager raised the handling time in Seller Central"
            " from 1 day to 3 days.",
        ),
        (
            "under_way",
            "Since 6 November 2026 our operations manager has been raising the handling time from 1 day to 3 days"
            " product by product, to be finished by 1 December 2026.",
        ),
        (
            "planned",
            "By 1 December 2026 our operations manager will raise the handling time in Seller Central"
            " from 1 day to 3 days.",
        ),
    ],
)
def test_the_state_of_a_claim_chooses_the_sentence(state: ClaimState, sentence: str, late_shipment: Content) -> None:
    claim = Claim(state=state, date="2026-11-06", due="2026-12-01", details=RAISED)

    found = section(late_shipment, case(claims={"handling_time_raised": claim}), "corrective")

    assert found.text == sentence
    assert [(item.statement, item.state) for item in found.sentences] == [("handling_time_raised", state)]


def test_what_is_not_claimed_never_appears(late_shipment: Content) -> None:
    claims = {
        "handling_time_raised": Claim(state="not_claimed", reason="later", date="2026-11-06", details=RAISED),
        "holiday_not_set": Claim(state="not_claimed", details={"orders_hit": "14"}),
    }

    letter = compose(late_shipment, case(claims=claims))

    assert letter == compose(late_shipment, case())
    assert [letter.section(name).text for name in ("root_cause", "corrective", "preventive")] == ["", "", ""]  # type: ignore[union-attr]  # required sections are always there


def test_no_sentence_of_an_empty_case_claims_anything(late_shipment: Content) -> None:
    letter = compose(late_shipment, case(facts={}))

    assert {sentence.state for item in letter.sections for sentence in item.sentences} <= {None}


def test_a_missing_fact_is_a_gap_that_names_itself_in_its_place(late_shipment: Content) -> None:
    facts = {name: raw for name, raw in FACTS.items() if name != "late_count"}

    letter = compose(late_shipment, case(facts=facts))

    assert [(gap.fact, gap.section, gap.label) for gap in letter.gaps] == [
        ("late_count", "opening", "Orders shipped late in that period")
    ]
    assert "found ⟦Orders shipped late in that period⟧ that were confirmed" in letter_text(letter)


@pytest.mark.parametrize("raw", ["many", "-3", ""])
def test_a_fact_that_does_not_fit_its_kind_is_a_gap_too(raw: str, late_shipment: Content) -> None:
    assert [gap.fact for gap in compose(late_shipment, case(facts={**FACTS, "late_count": raw})).gaps] == ["late_count"]


def test_a_missing_detail_or_date_is_a_gap_of_its_statement(late_shipment: Content) -> None:
    claims = {"handling_time_raised": Claim(state="done", details={"before": "1", "after": "3"})}

    letter = compose(late_shipment, case(claims=claims))

    assert [(gap.fact, gap.section, gap.label) for gap in letter.gaps] == [
        ("handling_time_raised.date", "corrective", "date"),
        ("handling_time_raised.owner", "corrective", "Role that changed it"),
    ]
    assert "On ⟦date⟧ our ⟦Role that changed it⟧ raised" in letter_text(letter)


def test_an_optional_fact_that_is_unknown_leaves_no_gap_and_no_sentence(late_shipment: Content) -> None:
    assert "names these orders" not in letter_text(compose(late_shipment, case()))
    orders = ("113-1234567-1234567", "113-1234567-1234568")
    named = compose(late_shipment, case(facts={**FACTS, "late_orders": orders}))
    assert "names these orders: 113-1234567-1234567 and 113-1234567-1234568." in letter_text(named)


def test_a_single_cause_bears_no_number_and_its_actions_none_either(late_shipment: Content) -> None:
    claims = {
        "handling_time_too_short": Claim(state="done"),
        "handling_time_raised": Claim(state="done", date="2026-11-06", details=RAISED),
    }
    letter = compose(late_shipment, case(claims=claims))

    assert "1. " not in letter_text(letter)
    assert "For cause" not in letter_text(letter)


def test_several_causes_are_numbered_and_every_action_names_the_ones_it_answers(late_shipment: Content) -> None:
    claims = {
        "handling_time_too_short": Claim(state="done"),
        "orders_over_capacity": CAPACITY,
        "end_of_day_report": Claim(state="planned"),
        "metric_review_weekly": Claim(state="planned"),
        "order_limit": Claim(state="planned"),
        "late_orders_refunded": Claim(state="done"),
        "handling_time_raised": Claim(state="done"),
    }
    letter = compose(late_shipment, case(claims=claims))
    leads = {s.statement: s.lead for item in letter.sections for s in item.sentences if s.state}

    assert leads == {
        "handling_time_too_short": "1. ",
        "orders_over_capacity": "2. ",
        "handling_time_raised": "For cause 1: ",
        "late_orders_refunded": "",
        "end_of_day_report": "For cause 1: ",
        "metric_review_weekly": "For cause 1: ",
        "order_limit": "For cause 2: ",
    }
    corrective = letter.section("corrective")
    assert corrective is not None
    assert [item.statement for item in corrective.sentences] == ["handling_time_raised", "late_orders_refunded"]


def test_an_action_for_two_causes_names_both(late_shipment: Content) -> None:
    claims = {
        "handling_time_too_short": Claim(state="done"),
        "one_person_process": Claim(state="done"),
        "end_of_day_report": Claim(state="done"),
    }

    assert section(late_shipment, case(claims=claims), "preventive").text.startswith("For causes 1 and 2: Since ")
    assert section(late_shipment, case(claims=claims), "preventive", "zh").text.startswith("针对原因1和2：")


def test_documents_are_numbered_cited_and_listed(late_shipment: Content) -> None:
    claims = {
        "open_orders_shipped": Claim(
            state="done", date="2026-11-06", details={"orders_cleared": "6", "owner": "clerk"}
        ),
        "handling_time_raised": Claim(state="planned", due="2026-12-01", details=RAISED),
    }
    evidence = {
        "tracking_proof": Evidence(path="C:\\proof\\scans.pdf"),
        "shipping_report": Evidence(path="/home/li/report.csv"),
        "settings_screenshot": Evidence(path="settings.png"),
    }
    letter = compose(late_shipment, case(claims=claims, evidence=evidence))
    documents, corrective = letter.section("documents"), letter.section("corrective")

    assert documents is not None
    assert corrective is not None
    assert [line.split(": ")[0] for line in documents.text.split("\n")] == ["Exhibit 1", "Exhibit 2", "Exhibit 3"]
    assert "(report.csv)" in documents.text.split("\n")[0]
    assert "(scans.pdf)" in documents.text.split("\n")[2]
    shipped, planned = corrective.sentences
    assert shipped.text.endswith("6 overdue orders (Exhibits 1 and 3).")
    assert shipped.evidence == ("shipping_report", "tracking_proof")
    assert (planned.evidence, "Exhibit" in planned.text) == ((), False)


def test_no_documents_make_no_section(late_shipment: Content) -> None:
    assert compose(late_shipment, case()).section("documents") is None


def test_every_sentence_knows_its_statement_and_facts(late_shipment: Content) -> None:
    letter = compose(late_shipment, case(claims={"holiday_not_set": CLOSED}))
    opening = letter.section("opening")

    assert opening is not None
    assert [(item.statement, item.facts) for item in opening.sentences][1] == ("rate_stated", ("late_rate", "window"))
    assert all(sentence.statement for item in letter.sections for sentence in item.sentences)


def edited(text: str, base: str) -> dict[str, EditedSection]:
    return {"closing": EditedSection(text=text, base=base)}


def test_an_edited_section_is_kept_and_says_when_an_update_waits(late_shipment: Content) -> None:
    generated = section(late_shipment, case(), "closing").text

    kept = section(late_shipment, case(sections=edited("In my words.", generated)), "closing")
    waiting = section(late_shipment, case(sections=edited("In my words.", "an older text")), "closing")

    assert (kept.state, kept.text, kept.generated) == ("edited", "In my words.", generated)
    assert (waiting.state, waiting.text, waiting.generated) == ("update_waiting", "In my words.", generated)
    assert [item.statement for item in kept.sentences] == [None]


def test_a_line_that_stays_in_an_edited_section_keeps_its_trace(late_shipment: Content) -> None:
    generated = section(late_shipment, case(), "closing")
    text = f"Thank you.\n\n{generated.text}"

    found = section(late_shipment, case(sections=edited(text, generated.text)), "closing")

    assert [item.statement for item in found.sentences] == [None, generated.sentences[0].statement]


def test_an_edited_section_that_nothing_is_generated_for_stands(late_shipment: Content) -> None:
    written = case(sections={"documents": EditedSection(text="I attach a list.", base="")})

    assert section(late_shipment, written, "documents").text == "I attach a list."


def test_the_read_along_is_generated_text_only(late_shipment: Content) -> None:
    written = case(sections=edited("In my words.", "x"))
    along = compose(late_shipment, written, "zh")
    closing = along.section("closing")

    assert closing is not None
    assert (along.language, closing.state) == ("zh", "generated")
    assert "请亚马逊" in closing.text
    assert "2026年10月3日至11月1日的迟发率为6.6%" in letter_text(along)


def test_what_a_seller_typed_is_never_a_template(late_shipment: Content) -> None:
    hostile = "{{ late_rate }}{% for x in y %}"

    letter = compose(late_shipment, case(facts={**FACTS, "store_name": hostile}))

    assert hostile in letter_text(letter)
    assert hostile in letter.subject


def test_a_sentence_that_grows_beyond_bounds_is_a_gap_and_the_rest_stands(late_shipment: Content) -> None:
    orders = tuple(f"113-1234567-{number:07}" for number in range(1_000))

    letter = compose(late_shipment, case(facts={**FACTS, "late_orders": orders}))

    assert [gap.fact for gap in letter.gaps] == ["orders_named"]
    assert "at most 20,000 are allowed" in letter.gaps[0].label
    assert "late shipment rate of 6.6%" in letter_text(letter)


def test_an_answer_that_is_no_letter_has_no_sections_and_no_gaps(late_shipment: Content) -> None:
    letter = compose(late_shipment, case(facts={}, response="legal"))

    assert (letter.sections, letter.gaps) == ((), ())


def test_an_unknown_store_is_named_by_its_code(late_shipment: Content) -> None:
    written = Case(**{**{name: getattr(case(), name) for name in Case.__struct_fields__}, "marketplace": "XX"})

    assert "our selling account on Amazon XX." in letter_text(compose(late_shipment, written))
