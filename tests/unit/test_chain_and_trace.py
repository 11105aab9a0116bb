"""The chain of causes, fixes and controls, what stands behind a sentence, and which words differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_letter_composing import CAPACITY, CLOSED, RAISED, case
from tui.core.case.records import Claim, Evidence
from tui.core.content.library import Content
from tui.core.letter.chain import chain_of
from tui.core.letter.composing import compose
from tui.core.letter.differing import differing
from tui.core.letter.merging import edited_section
from tui.core.letter.trace import sentence_at, trace_of

HOLIDAY = {
    "holiday_not_set": CLOSED,
    "orders_over_capacity": CAPACITY,
    "holiday_settings_corrected": Claim(state="done", date="2026-11-06", details={"owner": "operations manager"}),
    "holiday_calendar": Claim(state="planned", due="2026-12-01", details={"owner": "clerk", "notice_days": "14"}),
    "handling_time_raised": Claim(state="under_way", date="2026-11-06", details=RAISED),
}


def test_the_chain_numbers_causes_as_the_letter_does_and_finds_what_hangs_loose(late_shipment: Content) -> None:
    written = case(claims=HOLIDAY)
    chain = chain_of(late_shipment.type("late_shipment"), written)
    letter = compose(late_shipment, written)
    causes = letter.section("root_cause")
    assert causes is not None
    assert {item.statement: item.lead for item in causes.sentences if item.lead} == {
        name: f"{number}. " for name, number in chain.numbers.items()
    }
    assert chain.without_fix == ("orders_over_capacity",)
    assert chain.without_control == ("orders_over_capacity",)
    assert chain.unanswering == ("handling_time_raised",)


def test_a_fix_that_is_not_done_yet_leaves_its_cause_without_one(late_shipment: Content) -> None:
    begun = Claim(state="under_way", date="2026-11-06", details={"owner": "operations manager"})
    written = case(claims={"holiday_not_set": CLOSED, "holiday_settings_corrected": begun})
    assert chain_of(late_shipment.type("late_shipment"), written).without_fix == ("holiday_not_set",)


def test_every_sentence_of_an_untouched_letter_has_its_trace(late_shipment: Content) -> None:
    shot = {"settings_screenshot": Evidence(path="shots/settings.png", sha256="ab" * 32, note="taken by Li")}
    written = case(claims=HOLIDAY, evidence=shot)
    letter = compose(late_shipment, written)
    for section in letter.sections:
        place = 0
        for sentence in section.sentences:
            assert sentence_at(section, place) == sentence
            assert not trace_of(late_shipment, written, sentence, "en").is_own
            place += len(sentence.line) + 1


def test_a_trace_names_claim_details_exhibit_content_and_sources(late_shipment: Content) -> None:
    shot = {"settings_screenshot": Evidence(path="shots/settings.png", sha256="ab" * 32)}
    written = case(
        claims={"handling_time_raised": Claim(state="done", date="2026-11-06", details=RAISED)}, evidence=shot
    )
    section = compose(late_shipment, written).section("corrective")
    assert section is not None
    sentence = sentence_at(section, 0)
    assert sentence is not None
    trace = trace_of(late_shipment, written, sentence, "en")
    assert trace.claim is not None
    assert (trace.claim.state, trace.claim.date) == ("done", "2026-11-06")
    assert ("operations manager") in [raw for _, raw in trace.details]
    assert [(item.number, item.evidence.path) for item in trace.exhibits] == [(1, "shots/settings.png")]
    assert trace.content_version == late_shipment.index.pack.version
    assert [(key, source is not None and source.address.startswith("https://")) for key, source in trace.sources] == [
        ("O40", True)
    ]


def test_a_typed_sentence_beside_a_generated_one_has_no_trace(late_shipment: Content) -> None:
    first = compose(late_shipment, case()).section("closing")
    assert first is not None
    text = f"{first.text} I add this."
    written = case(sections={"closing": edited_section(text, first.sentences)})
    closing = compose(late_shipment, written).section("closing")
    assert closing is not None
    own = sentence_at(closing, len(text))
    assert own is not None
    assert trace_of(late_shipment, written, own, "en").is_own
    assert sentence_at(closing, 0) == first.sentences[0]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_difference_are_the_texts_again(one: str, other: str) -> None:
    left, right = differing(one, other)
    assert ("".join(piece for piece, _ in left), "".join(piece for piece, _ in right)) == (one, other)
    assert [piece for piece, differs in left if not differs] == [piece for piece, differs in right if not differs]


def test_a_changed_code_is_the_only_piece_that_differs() -> None:
    left, _ = differing("We sold B0CHX2F5QT here.", "We sold B0CHX2F5QU here.")
    assert [piece for piece, differs in left if differs] == ["B0CHX2F5QT"]
