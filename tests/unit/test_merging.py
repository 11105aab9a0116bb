from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.case.records import Case, Claim, EditedSection
from tui.core.content.library import Content
from tui.core.letter.atoms import atoms_of
from tui.core.letter.composing import compose
from tui.core.letter.merging import Choice, Merge, edited_section, merge_section, section_state, traced_text
from tui.core.letter.pinned import still_claimed
from tui.core.letter.records import Sentence
from tui.core.letter.sentences import closeness, cut_sentences
from tui.core.letter.updating import (
    generated_sentences,
    updates,
    with_detached,
    with_edit,
    with_restored,
    with_update,
)

OPENING = "We sell kitchen goods on Amazon US."
RAISED = "On 5 November 2026 our clerk raised the handling time from 1 day to 3 days."
CHECKED = "Each evening the shift leader compares the open orders with the carrier's scans."


def made(*pairs: tuple[str, str]) -> list[Sentence]:
    return [Sentence(text, name) for name, text in pairs]


OLD = made(("a", OPENING), ("b", RAISED), ("c", CHECKED))


def merged(text: str, new: list[Sentence], old: list[Sentence] = OLD) -> Merge:
    return merge_section(edited_section(text, old), new)


def changed(name: str, text: str) -> list[Sentence]:
    return [Sentence(text, name) if item.statement == name else item for item in OLD]


def lines(sentences: list[Sentence]) -> str:
    return "\n".join(item.line for item in sentences)


def test_where_nothing_new_is_generated_the_text_stays_to_the_letter() -> None:
    text = f"\n  My own start.\n{OPENING} And more.\n\n\n{CHECKED}\n\n"

    assert merged(text, OLD).text == text


def test_a_sentence_that_only_the_content_changed_follows_it() -> None:
    new = changed("a", "We sell kitchen goods on Amazon DE.")
    outcome = merged(f"{lines(OLD)}\nI add this.", new)

    assert outcome.text == f"{lines(new)}\nI add this."
    assert [outcome.blocks[number].statement for number in outcome.changes] == ["a"]


def test_a_new_sentence_comes_in_at_its_place_and_an_unclaimed_one_goes() -> None:
    new = made(("a", OPENING), ("n", "A new step stands here."), ("c", CHECKED))

    assert merged(f"{lines(OLD)}\nI add this.", new).text == f"{lines(new)}\nI add this."


def test_where_both_changed_the_same_sentence_a_person_chooses() -> None:
    mine = RAISED.replace("our clerk", "our new clerk Ana")
    new = changed("b", RAISED.replace("3 days", "4 days"))
    outcome = merged(lines(OLD).replace(RAISED, mine), new)
    block = outcome.blocks[1]

    assert (outcome.text, outcome.conflicts, block.base, block.mine, block.new) == (
        None, (1,), RAISED, mine, new[1].line,
    )  # fmt: skip
    assert outcome.resolved({}) == lines(OLD).replace(RAISED, mine)
    assert outcome.resolved({1: "new"}) == lines(new)
    assert outcome.resolved({1: "both"}) == lines(new).replace(new[1].line, f"{mine}\n{new[1].line}")


def test_a_changed_sentence_beside_a_typed_one_is_no_conflict() -> None:
    mine = CHECKED.replace("Each evening", "Every single evening")
    new = changed("b", RAISED.replace("3 days", "4 days"))

    assert merged(lines(OLD).replace(CHECKED, mine), new).text == lines(new).replace(CHECKED, mine)


def test_a_deleted_sentence_stays_deleted_however_it_is_worded_now_and_is_listed() -> None:
    new = changed("b", "On 6 November 2026 our clerk raised it.")
    outcome = merged(f"{OPENING}\n{CHECKED}", new)

    assert outcome.text == f"{OPENING}\n{CHECKED}"
    assert [(item.statement, item.text) for item in outcome.left_out] == [("b", new[1].line)]


def test_a_deleted_sentence_is_still_left_out_after_the_merge_was_accepted() -> None:
    new = changed("a", "We sell kitchen goods on Amazon DE.")
    accepted = merged(f"{OPENING}\n{CHECKED}", new).accepted({})

    assert accepted is not None
    assert [item.statement for item in merge_section(accepted, new).left_out] == ["b"]


def test_a_reworded_sentence_that_is_claimed_no_more_is_kept_and_flagged() -> None:
    mine = RAISED.replace("our clerk", "our new clerk Ana")
    outcome = merged(lines(OLD).replace(RAISED, mine), [OLD[0], OLD[2]])
    (number,) = outcome.conflicts

    assert (outcome.blocks[number].withdrawn, outcome.blocks[number].statement) == (True, "b")
    assert outcome.resolved({}) == lines(OLD).replace(RAISED, mine)
    assert outcome.resolved({number: "new"}) == lines([OLD[0], OLD[2]])


def test_a_refused_change_is_kept_as_the_sellers_own() -> None:
    new = changed("a", "We sell kitchen goods on Amazon DE.")
    outcome = merged(f"{lines(OLD)}\nI add this.", new)

    assert outcome.resolved({outcome.changes[0]: "mine"}) == f"{lines(OLD)}\nI add this."


def test_an_accepted_merge_that_equals_the_generated_text_is_no_edit_any_more() -> None:
    new = changed("b", RAISED.replace("3 days", "4 days"))

    assert merged(lines(new), new).accepted({}) is None


def test_sentences_put_on_one_line_stay_on_one_line_and_keep_their_trace() -> None:
    text = f"{OPENING} {RAISED} I did it myself.\n{CHECKED}"
    new = changed("b", RAISED.replace("3 days", "4 days"))

    assert merged(text, new).text == text.replace(RAISED, new[1].line)
    assert [item.statement for item in traced_text(text, OLD)] == ["a", "b", None, "c"]


def test_chinese_sentences_on_one_line_are_atoms_too() -> None:
    old = made(("a", "我们在美国站销售厨具。"), ("b", "2026年11月5日，我们把备货时间从1天改为3天。"))
    new = made(("a", "我们在德国站销售厨具。"), ("b", old[1].line))

    assert merged(f"{old[0].line}{old[1].line}这是我写的。", new, old).text == f"{new[0].line}{new[1].line}这是我写的。"


def test_numbers_that_change_before_a_sentence_do_not_make_it_another_one() -> None:
    old = [Sentence("Stock was counted late.", "x", lead="1. "), Sentence("Orders were not scanned.", "y", lead="2. ")]
    new = [Sentence("Orders were not scanned.", "y", lead="1. "), Sentence("Stock was counted late.", "x", lead="2. ")]

    assert merged(f"{lines(old)}\nMy own view.", new, old).text == f"{lines(new)}\nMy own view."


def test_an_older_case_without_statement_ids_is_merged_by_the_words() -> None:
    edited = EditedSection(text=f"{lines(OLD)}\nI add this.", base=lines(OLD))
    new = changed("b", RAISED.replace("3 days", "4 days"))

    assert merge_section(edited, new).text == f"{lines(new)}\nI add this."


def test_a_section_that_began_empty_takes_what_is_generated_later() -> None:
    assert merged("I attach a list.", OLD, []).text in (
        f"I attach a list.\n{lines(OLD)}",
        f"{lines(OLD)}\nI attach a list.",
    )


@pytest.mark.parametrize(
    ("edited", "state"),
    [
        (None, "generated"),
        (EditedSection(text="x", base="now"), "edited"),
        (EditedSection(text="x", base="then"), "update_waiting"),
        (EditedSection(text="x", base="then", detached=True), "detached"),
    ],
)
def test_a_section_is_in_one_of_four_states(edited: EditedSection | None, state: str) -> None:
    assert section_state(edited, "now") == state


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("ACME Inc. We ship. See No. 3 of it.", ["ACME Inc. We ship.", "See No. 3 of it."]),
        ("No. We did not.", ["No.", "We did not."]),
        ("1. Until now. Then.", ["1. Until now.", "Then."]),
        ("U.S. stores, e.g. ours. J. Smith did!", ["U.S. stores, e.g. ours.", "J. Smith did!"]),
        ("It rose 6.6%. Is it so? Yes.", ["It rose 6.6%.", "Is it so?", "Yes."]),
        ("我们做了。然后！好？完", ["我们做了。", "然后！", "好？", "完"]),
        ("他说“行。”然后走了。", ["他说“行。”", "然后走了。"]),
    ],
)
def test_typed_text_is_cut_at_the_ends_of_sentences_alone(line: str, cut: list[str]) -> None:
    assert [item.text for item in cut_sentences(line)] == cut


@given(st.text("ab. 。!？\n\t“”)1", max_size=40))
def test_cut_text_is_the_text_again(text: str) -> None:
    assert "".join(cut.text + cut.after for cut in cut_sentences(text)) == text


@given(st.text("aB. 。\n", max_size=40), st.lists(st.text("aB. ", min_size=1, max_size=6), max_size=3))
def test_atoms_are_the_text_again(text: str, generated: list[str]) -> None:
    cut = atoms_of(text, generated)

    assert cut.before + "".join(atom.text + atom.after for atom in cut.atoms) + cut.tail == text


WORDS = "stock order carrier clerk scan label parcel invoice check evening depot return refund audit".split()  # noqa: SIM905  # one line is easier to read than fourteen


def wording(seed: int) -> str:
    picked = [WORDS[(seed * step + step * step) % len(WORDS)] for step in range(1, 9)]
    return f"We {' '.join(picked)} {seed}."


sentence_ids = st.integers(0, 40)
generated_texts = st.lists(sentence_ids, max_size=6, unique=True)
edits = st.lists(
    st.tuples(st.sampled_from(["delete", "reword", "add", "add zh", "join", "swap", "blank"]), st.integers(0, 9)),
    max_size=8,
)


def typed_over(base: list[str], operations: list[tuple[str, int]]) -> tuple[str, list[str]]:
    """Edit a text as a person would; return it with the sentences that were typed and are still there."""
    rows = list(base)
    for number, (what, where) in enumerate(operations):
        at = where % (len(rows) + 1)
        mark = f"QX{number}Z"
        if what.startswith("add"):
            rows.insert(at, f"{mark}我自己写的一句话。" if "zh" in what else f"I typed {mark} by hand here.")
        elif what == "blank":
            rows.insert(at, "")
        elif at < len(rows) and what == "delete" and "QX" not in rows[at]:
            del rows[at]
        elif at < len(rows) and what == "reword" and rows[at]:
            rows[at] = f"{rows[at].removesuffix('.')} {mark}."
        elif at + 1 < len(rows) and what == "join" and rows[at] and rows[at + 1]:
            rows[at : at + 2] = [f"{rows[at]} {rows[at + 1]}"]
        elif at + 1 < len(rows) and what == "swap":
            rows[at], rows[at + 1] = rows[at + 1], rows[at]
    text = "\n".join(rows)
    return text, [f"QX{number}Z" for number in range(len(operations)) if f"QX{number}Z" in text]


@given(generated_texts, edits, generated_texts, st.integers(0, 3), st.booleans())
def test_no_typed_sentence_is_ever_lost_or_changed_by_a_merge(
    base: list[int], operations: list[tuple[str, int]], after: list[int], drift: int, with_ids: bool
) -> None:
    old = [Sentence(wording(number), f"s{number}") for number in base]
    new = [
        Sentence(wording(number).replace("We ", "We now " * (number % 4 < drift) or "We "), f"s{number}")
        for number in after
    ]
    text, typed = typed_over([item.line for item in old], operations)
    edited = edited_section(text, old)
    outcome = merge_section(edited if with_ids else EditedSection(text=text, base=edited.base), new)
    kept = outcome.resolved({})

    assert all(mark in kept for mark in typed)
    for block in outcome.blocks:
        if block.mine is not None and block.kind in ("mine", "conflict"):
            assert block.mine in kept
            assert block.mine in text
    assert not any(mark in kept for mark in ("<<<<<<<", "=======", ">>>>>>>"))
    shown = {block.new for block in outcome.blocks} | {item.text for item in outcome.left_out}
    assert shown >= {item.line for item in new}


@given(generated_texts, edits)
def test_a_merge_with_nothing_new_changes_nothing(base: list[int], operations: list[tuple[str, int]]) -> None:
    old = [Sentence(wording(number), f"s{number}") for number in base]
    text, _ = typed_over([item.line for item in old], operations)

    assert merge_section(edited_section(text, old), old).text == text


@given(generated_texts, generated_texts)
def test_a_text_that_nobody_touched_becomes_the_new_one(base: list[int], after: list[int]) -> None:
    old = [Sentence(wording(number), f"s{number}") for number in base]
    new = [Sentence(wording(number) + "!", f"s{number}") for number in after]

    assert merged(lines(old), new, old).text == lines(new)


@given(generated_texts, edits, generated_texts, st.lists(st.sampled_from(["mine", "new", "both"]), min_size=12))
def test_after_any_choice_nothing_waits_any_more(
    base: list[int], operations: list[tuple[str, int]], after: list[int], picks: list[Choice]
) -> None:
    old = [Sentence(wording(number), f"s{number}") for number in base]
    new = [Sentence(wording(number), f"s{number}") for number in after]
    text, _ = typed_over([item.line for item in old], operations)
    outcome = merged(text, new, old)
    choices = {number: picks[number % len(picks)] for number in outcome.changes}
    accepted = outcome.accepted(choices)

    assert section_state(accepted, lines(new)) in ("generated", "edited")
    if accepted is not None:
        assert merge_section(accepted, new).text == accepted.text == outcome.resolved(choices)


@given(st.text(max_size=80), st.text(max_size=80))
def test_closeness_is_even_handed_and_bounded(one: str, other: str) -> None:
    assert 0 <= closeness(one, other) == closeness(other, one) <= 1


Made = Callable[..., Case]


@pytest.fixture
def late_case() -> Case:
    from tests.unit.test_letter_composing import FACTS, RAISED, case

    return case(FACTS, {"handling_time_raised": Claim(state="done", date="2026-11-06", details=RAISED)})


def test_a_hand_edited_sentence_that_claims_what_was_unclaimed_is_found(
    late_case: Case, late_shipment: Content
) -> None:
    section = compose(late_shipment, late_case).section("corrective")
    assert section is not None
    mine = section.text.replace("our operations manager", "our manager, Ana,")
    unclaimed = late_case.with_section("corrective", EditedSection(text=f"Listen.\n{mine}", base="")).with_claim(
        "handling_time_raised", Claim(state="not_claimed")
    )
    letter = compose(late_shipment, unclaimed)

    (found,) = still_claimed(late_shipment, unclaimed, letter, dict(late_case.claims))
    assert (found.section, found.line, found.text, found.statement) == ("corrective", 2, mine, "handling_time_raised")
    assert still_claimed(late_shipment, late_case, compose(late_shipment, late_case)) == ()


def test_a_sentence_of_ones_own_that_claims_nothing_is_left_alone(late_case: Case, late_shipment: Content) -> None:
    own = "The parcels of that week lay at the depot because the road was closed."
    written = late_case.with_section("corrective", EditedSection(text=own, base=""))

    assert still_claimed(late_shipment, written, compose(late_shipment, written)) == ()


def test_an_edit_waits_is_taken_over_and_what_was_deleted_stays_listed(late_case: Case, late_shipment: Content) -> None:
    lines_now = [item.line for item in generated_sentences(late_shipment, late_case, "opening")]
    typed = "\n".join([*lines_now[:-1], "This I typed myself."])
    edited = with_edit(late_shipment, late_case, "opening", typed)
    changed = edited.with_fact("late_rate", "9.5")
    found = updates(late_shipment, changed)

    assert updates(late_shipment, edited).waiting == {}
    assert [item.text for item in updates(late_shipment, edited).left_out["opening"]] == [lines_now[-1]]
    assert found.waiting["opening"].is_clean
    after = with_update(changed, "opening", found.waiting["opening"])
    text = after.sections["opening"].text
    assert "9.5%" in text
    assert "This I typed myself." in text
    assert len(text.split("\n")) == len(lines_now)
    assert updates(late_shipment, after).waiting == {}
    back = with_restored(late_shipment, after, "opening", updates(late_shipment, after).left_out["opening"][0].text)
    assert updates(late_shipment, back).left_out == {}


def test_typing_the_generated_text_again_is_no_edit(late_case: Case, late_shipment: Content) -> None:
    text = "\n".join(item.line for item in generated_sentences(late_shipment, late_case, "opening"))
    edited = with_edit(late_shipment, late_case, "opening", f"{text} More.")

    assert with_edit(late_shipment, edited, "opening", text) == late_case


def test_a_detached_section_is_never_touched_and_follows_again_when_told(
    late_case: Case, late_shipment: Content
) -> None:
    alone = with_detached(late_shipment, late_case, "opening")
    changed = alone.with_fact("late_rate", "9.5")

    assert updates(late_shipment, changed).waiting == {}
    assert "6.6%" in changed.sections["opening"].text
    again = with_detached(late_shipment, changed, "opening", detached=False)
    assert with_update(again, "opening", updates(late_shipment, again).waiting["opening"]).sections == {}
