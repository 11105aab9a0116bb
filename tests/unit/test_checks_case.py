"""Checks that look at a case, a notice or another letter; checking again; places; any text at all."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.case.journal import Journal, entry_between
from tui.core.case.records import Case, Claim, EditedSection
from tui.core.checks.checking import SectionChecker, check
from tui.core.checks.foreign import check_text, read_letter
from tui.core.checks.records import Background, Findings
from tui.core.checks.rehearsal import rehearse
from tui.core.content.library import Content, open_content
from tui.core.letter.composing import compose
from tui.core.letter.merging import edited_section
from tui.core.letter.text import letter_text

RAISED = Claim(state="done", date="2026-11-06", details={"before": "1", "after": "3", "owner": "operations manager"})
SHORT = Claim(state="done", details={"handling_set": "1", "handling_real": "3", "orders_hit": "14"})
FACTS = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "level": "account",
    "late_rate": "6.6",
    "window": "2026-10-03 to 2026-11-01",
    "order_count": "212",
    "late_count": "14",
}
PLAN = """Root cause
The handling time was 1 day while packing took 3 days for 14 orders.

Actions taken
On 6 November 2026 we raised the handling time to 3 days.

Prevention
Since 9 November 2026 our clerk runs the report every day.
"""


def case(claims: dict[str, Claim], sections: dict[str, EditedSection] | None = None) -> Case:
    return Case(
        id="c",
        type="late_shipment",
        response="plan_of_action",
        marketplace="US",
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts=dict(FACTS),
        claims=claims,
        sections=sections or {},
    )


def told(content: Content, written: Case, background: Background | None = None) -> set[str]:
    found = check(content, written, compose(content, written), background or Background())
    return {item.rule for item in found.findings}


def test_a_cause_that_nothing_answers_is_an_error(content: Content) -> None:
    assert "S05" in told(content, case({"handling_time_too_short": SHORT}))
    assert "S05" not in told(content, case({"handling_time_too_short": SHORT, "handling_time_raised": RAISED}))


def test_a_done_sentence_stays_an_error_while_the_case_does_not_confirm_it(content: Content) -> None:
    text = "On 6 November 2026 our operations manager raised the handling time in Seller Central from 1 day to 3 days."
    edited = {"corrective": EditedSection(text=text, base="")}
    assert "H01" in told(content, case({"handling_time_too_short": SHORT}, edited))
    assert "H01" not in told(content, case({"handling_time_raised": RAISED}, edited))


def findings(content: Content, written: Case, journal: Journal) -> dict[str, str]:
    found = check(content, written, compose(content, written), Background(journal=journal))
    return {item.rule: item.message["en"] for item in found.findings}


def edited_opening(content: Content, written: Case, more: str) -> Case:
    opening = compose(content, written).section("opening")
    assert opening is not None
    return written.with_section("opening", edited_section(f"{opening.text}\n{more}", opening.sentences))


def test_an_old_value_names_the_fact_and_what_it_is_now(content: Content) -> None:
    before = edited_opening(content, case({}), "We repeat: 6.6% is too much.")
    after = before.with_fact("late_rate", "7.1")
    journal = Journal((entry_between(before, after, after.created),))
    told_of = findings(content, after, journal)
    assert told_of["stale"] == (
        "The facts of the case do not hold this value (any more): '6.6%' – Late shipment rate in the notice: 7.1."
    )
    assert "stale" not in findings(content, before, Journal())


def test_a_day_that_no_fact_holds_is_a_hint_and_one_of_a_claim_is_none(content: Content) -> None:
    assert "unknown_figure" in findings(content, edited_opening(content, case({}), "On 3 March 2025."), Journal())
    raised = case({"handling_time_raised": RAISED})
    assert "unknown_figure" not in findings(
        content, edited_opening(content, raised, "It was 6 November 2026."), Journal()
    )


def test_a_value_that_an_edited_section_drops_is_missed(content: Content) -> None:
    written = edited_opening(content, case({}), "")
    dropped = written.with_section("opening", edited_section("We answer the notice.", ()))
    assert "missing_figure" in findings(content, dropped, Journal())
    assert "missing_figure" not in findings(content, written, Journal())


def test_a_reworded_sentence_is_an_error_once_its_cause_is_withdrawn(content: Content) -> None:
    claimed = case({"handling_time_too_short": SHORT})
    cause = compose(content, claimed).section("root_cause")
    assert cause is not None
    reworded = claimed.with_section(
        "root_cause", edited_section(cause.text.replace("For ", "Sadly, for "), cause.sentences)
    )
    assert reworded.sections["root_cause"].text != cause.text
    assert "still_claimed" not in findings(content, reworded, Journal())
    withdrawn = reworded.with_claim("handling_time_too_short", Claim(state="not_claimed"))
    journal = Journal((entry_between(reworded, withdrawn, withdrawn.created),))
    assert "still_claimed" in findings(content, withdrawn, journal)


def test_a_counter_notice_without_its_statement_is_an_error(content: Content) -> None:
    letter = read_letter(content, "We ask for the return of our picture.", "copyright", {}).letter
    found = SectionChecker(content).check(None, dataclasses.replace(letter, response="counter_notice"))
    assert "H05" in {item.rule for item in found.findings}


def test_a_reason_of_the_notice_that_the_letter_leaves_out_is_an_error(content: Content) -> None:
    notice = "Your late shipment rate exceeds 4%. Your order defect rate exceeds 1%."
    found = check_text(content, PLAN + "\nThe late shipment rate fell.", "late_shipment", {}, Background(notice=notice))
    assert [item.message["en"] for item in found.findings if item.rule == "S04"] == [
        "The notice names a reason that the letter does not answer: order defect rate."
    ]


def test_the_same_letter_again_and_another_shops_letter_are_noticed(content: Content) -> None:
    again = check_text(content, PLAN, "late_shipment", {}, Background(earlier=(PLAN.replace("14", "15"),)))
    other = check_text(content, PLAN, "late_shipment", {}, Background(others=(PLAN,)))
    assert "repeat" in {item.rule for item in again.findings}
    assert "other_shop" in {item.rule for item in other.findings}


def test_an_action_that_lies_ahead_is_not_done(content: Content) -> None:
    early = check_text(content, PLAN, "late_shipment", {}, Background(today=date(2026, 11, 1)))
    later = check_text(content, PLAN, "late_shipment", {}, Background(today=date(2026, 11, 23)))
    assert "timeline" in {item.rule for item in early.findings}
    assert "timeline" not in {item.rule for item in later.findings}


def test_words_quoted_from_the_notice_are_not_the_sellers(content: Content) -> None:
    quoted = PLAN + '\nThe notice says "we guarantee that this will never happen again to any buyer".'
    assert "B11" not in {item.rule for item in check_text(content, quoted).findings}


@pytest.mark.parametrize("word", ["apologise", "apologize", "apologised", "apologizing"])
def test_spelling_and_form_of_a_word_do_not_matter(word: str, content: Content) -> None:
    found = check_text(content, f"We deeply {word} for it.").findings
    assert "B06" in {item.rule for item in found}


def test_only_an_edited_section_is_read_again(content: Content) -> None:
    written = case({"handling_time_too_short": SHORT, "handling_time_raised": RAISED})
    letter = compose(content, written)
    checker = SectionChecker(content)
    first = checker.check(written, letter)
    read = checker.sections_read
    assert checker.check(written, letter) == first
    assert checker.sections_read == read
    sections = list(letter.sections)
    sections[1] = dataclasses.replace(sections[1], text=sections[1].text + " We beg you.", state="edited", sentences=())
    again = checker.check(written, dataclasses.replace(letter, sections=tuple(sections)))
    assert checker.sections_read == read + 1
    assert "B05" in {item.rule for item in again.findings}


def test_a_finding_says_where_it_stands(content: Content) -> None:
    text = "Dear Amazon,\n\nRoot cause: the carrier was wrong.\nWe beg you."
    item = next(item for item in check_text(content, text).findings if item.rule == "B05")
    assert (item.line, item.column, item.quote) == (4, 1, "We beg")


def test_a_place_in_a_case_is_a_place_in_the_rendered_letter(content: Content) -> None:
    written = case({}, {"corrective": EditedSection(text="We did it.\nWe beg you.", base="")})
    letter = compose(content, written)
    item = next(item for item in check(content, written, letter).findings if item.rule == "B05")
    assert letter_text(letter).split("\n")[item.line - 1][item.column - 1 :].startswith(item.quote)


def test_a_safe_fix_puts_right_what_it_was_offered_for(content: Content) -> None:
    text = "We closed it，and recieved the goods！"
    letter = read_letter(content, text, None, {}).letter
    for item in sorted(SectionChecker(content).check(None, letter).findings, key=lambda item: -item.start):
        if item.fix is not None and item.rule in ("L01", "L05"):
            text = text[: item.fix.start] + item.fix.text + text[item.fix.end :]
    assert text == "We closed it, and received the goods!"


def test_the_rehearsal_answers_from_the_case_or_shows_the_question_open(content: Content) -> None:
    rehearsed = {item.id: item for item in rehearse(content, case({"handling_time_raised": RAISED}))}
    assert not rehearsed["what_changed_in_settings"].is_open
    assert rehearsed["who_stands_in"].is_open


CONTENT = open_content()


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([*PLAN.split(), "\n", "，", "[", "**", "1.", "我们", "“"])).map(" ".join)
)
def test_no_text_raises_and_every_finding_lies_in_its_text(text: str) -> None:
    found: Findings = check_text(CONTENT, text, "late_shipment", {"late_orders": text})
    for item in found.findings:
        assert 0 <= item.start <= item.end
        assert item.line >= 1
        assert item.column >= 1
