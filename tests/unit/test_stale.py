from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_letter_composing import FACTS, RAISED, case
from tui.core.case.journal import Journal, Step, append_steps, read_journal
from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.values import Money, Period, Value
from tui.core.content.library import Content
from tui.core.content.records import FactKind
from tui.core.letter.composing import compose
from tui.core.letter.figures import Figure, figures
from tui.core.letter.shown import show
from tui.core.letter.stale import StaleFinding, scan

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ASINS = ("B0CHX2F5QT", "B0CJL4R7NM")


def written(text: str, base: Case | None = None, section: str = "closing") -> Case:
    started = base or case()
    return started.with_section(section, EditedSection(text=text, base=""))


def scanned(
    content: Content, of: Case, journal: Journal | None = None, texts: tuple[str, ...] = ()
) -> list[StaleFinding]:
    return list(scan(content, of, compose(content, of), journal, texts))


def journal_of(tmp_path_factory: pytest.TempPathFactory, *states: Case) -> Journal:
    folder = tmp_path_factory.mktemp("case")
    append_steps(folder, None, [Step(state) for state in states], NOW)
    return read_journal(folder)


def told(found: list[StaleFinding]) -> list[tuple[str, str, str, int, int]]:
    return [(item.kind, item.what, item.text, item.line, item.column) for item in found if item.kind != "missing"]


def test_a_figure_that_nothing_supports_is_told_with_its_place(late_shipment: Content) -> None:
    found = scanned(late_shipment, written("Hello.\nWe sold B0ZZZZ9999 on 3 March 2025, 9.9% of it for USD 77."))

    assert told(found) == [
        ("unknown", "asin", "B0ZZZZ9999", 2, 9),
        ("unknown", "date", "3 March 2025", 2, 23),
        ("unknown", "percent", "9.9%", 2, 37),
        ("unknown", "money", "USD 77", 2, 52),
    ]


def test_chinese_text_is_scanned_as_well(late_shipment: Content) -> None:
    found = scanned(
        late_shipment, written("2025年3月3日卖出B0ZZZZ9999，占９.９％，共77美元、3万元。订单113-1234567-1234567。")
    )

    assert [(item.what, item.text) for item in found if item.kind == "unknown"] == [
        ("date", "2025年3月3日"), ("asin", "B0ZZZZ9999"), ("percent", "９.９％"), ("money", "77美元"),
        ("money", "3万元"), ("order", "113-1234567-1234567"),
    ]  # fmt: skip


def test_an_old_value_names_its_fact_and_what_stands_there_now(
    late_shipment: Content, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = case()
    after = written("Our late rate was 6.6 percent.", before.with_fact("late_rate", "7.1"))
    (found,) = [
        item
        for item in scanned(late_shipment, after, journal_of(tmp_path_factory, before, after))
        if item.kind == "old"
    ]

    assert (found.text, found.source, found.now) == ("6.6 percent", "late_rate", "7.1")


def test_the_day_of_a_claim_that_changed_is_old_too(
    late_shipment: Content, tmp_path_factory: pytest.TempPathFactory
) -> None:
    claim = Claim(state="done", date="2026-11-06", details=RAISED)
    before = case().with_claim("handling_time_raised", claim)
    moved = before.with_claim("handling_time_raised", Claim(state="done", date="2026-11-08", details=RAISED))
    after = written("That was on 6 Nov 2026, not 8 Nov.", moved)
    found = scanned(late_shipment, after, journal_of(tmp_path_factory, before, moved, after))

    assert [(item.kind, item.text, item.source, item.now) for item in found if item.kind != "missing"] == [
        ("old", "6 Nov 2026", "handling_time_raised.date", "2026-11-08")
    ]


def test_without_a_journal_what_the_section_was_made_from_still_tells_old_values(late_shipment: Content) -> None:
    edited = EditedSection(text="The rate of 6.6% is ours.", base="The rate was 6.6%.")
    found = scanned(late_shipment, case({**FACTS, "late_rate": "7.1"}, sections={"closing": edited}))

    assert [(item.kind, item.text) for item in found if item.kind != "missing"] == [("old", "6.6%")]


def test_a_required_figure_that_the_edited_letter_lost_is_missing(late_shipment: Content) -> None:
    generated = compose(late_shipment, case()).section("opening")
    assert generated is not None
    found = scanned(late_shipment, written("We are late.", section="opening"))

    assert ("missing", "late_rate") in {(item.kind, item.source) for item in found}
    assert scanned(late_shipment, written(f"{generated.text}\nThank you.", section="opening")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Our rate of 6.6 % of 3 October to 1 November 2026 was above the 4% that Amazon wants.",
        "3 October 2026 was the first day, 5 November the day of your notice. 2026年11月5日收到通知。",
        "1. See Exhibit 3 and Exhibits 1 and 2 (page 4), No. 12.",
        "We found 14 orders in 30 days at 16:30, 24 hours each; call +1 206 555 0100 or 95-1234.",
        "Our file is shipping-B0ZZZZ9999-2025-01-01.pdf.",
        "From 3 to 1 of them; version 2.0.1; section 3.2; we may 5 times; 100 units.",
        "11/05/2026 is the day of the notice.",
        "Oct 3, 2026 - Nov 1, 2026",
    ],
)
def test_what_the_case_supports_and_what_is_no_figure_raises_no_alarm(text: str, late_shipment: Content) -> None:
    proof = {"shipping_report": Evidence(path="/x/shipping-B0ZZZZ9999-2025-01-01.pdf")}

    assert told(scanned(late_shipment, written(text, case(evidence=proof)))) == []


def test_figures_of_the_notice_are_not_unknown(late_shipment: Content) -> None:
    notice = "On 1 January 2024 we reviewed ASIN B0ZZZZ9999."

    assert told(scanned(late_shipment, written("You reviewed B0ZZZZ9999 on 2024-01-01."), texts=(notice,))) == []


def test_a_letter_that_nobody_edited_has_nothing_stale(late_shipment: Content) -> None:
    claims = {"handling_time_raised": Claim(state="done", date="2026-11-06", details=RAISED)}

    assert scanned(late_shipment, case(claims=claims)) == []


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
periods = st.builds(lambda day, more: Period(day, day + timedelta(more)), days, st.integers(0, 400))
amounts = st.builds(Money, st.decimals(1, 999_999, places=2), st.just("USD"))
values: st.SearchStrategy[tuple[FactKind, Value]] = st.one_of(
    st.tuples(st.just("date"), days),
    st.tuples(st.just("period"), periods),
    st.tuples(st.just("percent"), st.decimals(0, 100, places=2)),
    st.tuples(st.just("money"), amounts),
)


def keys(value: Value) -> set[str]:
    match value:
        case date():
            return {value.isoformat()}
        case Period():
            return {value.first.isoformat(), value.last.isoformat()}
        case Money():
            return {f"USD {value.amount.normalize():f}"}
        case Decimal():
            return {f"{value.normalize():f}"}
        case _:
            raise AssertionError(value)


@given(
    values,
    st.sampled_from(["en", "zh"]),
    st.sampled_from(["", "We saw ", "我们在", "("]),
    st.sampled_from(["", ".", "，", " of it"]),
)
def test_every_value_is_found_again_as_the_letter_shows_it(
    typed: tuple[FactKind, Value], language: str, before: str, after: str
) -> None:
    kind, value = typed
    text = f"{before}{show(value, kind, language)}{after}"

    found = {key for figure in figures(text) for key in figure.keys}
    assert found == keys(value), (text, found)


@given(st.text(max_size=200))
def test_any_text_can_be_scanned_and_places_are_true(text: str) -> None:
    for found in figures(text):
        assert isinstance(found, Figure)
        assert text[found.start : found.end] == found.text


CHANGES: dict[str, st.SearchStrategy[str]] = {
    "late_rate": st.decimals(5, 99, places=1).map(str),
    "notice_date": st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str),
}
FORMS = {
    "late_rate": ("{}%", "{} percent", "百分之{}"),
    "notice_date": ("{}",),
}


@given(st.data())
def test_a_stale_value_in_typed_text_is_always_reported(
    late_shipment: Content, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(CHANGES)))
    old, new = data.draw(CHANGES[name]), data.draw(CHANGES[name])
    shown = data.draw(st.sampled_from(FORMS[name])).format(old)
    before = case({**FACTS, name: old})
    after = written(f"First.\nIt was {shown} then.", before.with_fact(name, new))
    found = scanned(late_shipment, after, journal_of(tmp_path_factory, before, after))
    supported = {key for item in figures(_true_text(late_shipment, after)) for key in item.keys}
    stale = not {key for item in figures(shown) for key in item.keys} & supported

    assert stale == any(item.kind == "old" and item.line == 2 and item.source in (name, "") for item in found)


def _true_text(content: Content, of: Case) -> str:
    letter = compose(content, of)
    limits = " ".join(f"{item.value.normalize():f}%" for item in content.parameters.values() if item.unit == "percent")
    facts = " ".join(raw if isinstance(raw, str) else " ".join(raw) for raw in of.facts.values())
    return "\n".join([*(section.generated for section in letter.sections), limits, facts])
