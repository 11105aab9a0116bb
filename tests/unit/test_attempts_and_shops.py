"""What the app's history, its shops and its mending stand on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Cli, Homes
from tests.unit.test_letter_composing import FACTS, case
from tui.core.case.case_file import OtherFormatError
from tui.core.case.conflicted import put_together
from tui.core.case.dossier import read_dossier
from tui.core.case.drawing import drawn
from tui.core.case.history import put_back, recovered
from tui.core.case.journal import Step, read_journal
from tui.core.case.records import Case, Claim, EditedSection
from tui.core.case.shops import Shop, ShopStore
from tui.core.case.status import Status, next_day, status_in
from tui.core.case.store import CaseStore
from tui.core.case.submissions import Point, add_reply, freeze, replies, tick
from tui.core.case.timeline import Event
from tui.core.content.library import Content
from tui.core.letter.attempts import sent_text
from tui.core.letter.composing import compose
from tui.core.letter.other_shops import is_another_shop, like_other_shops
from tui.core.notice.answers import points_of
from tui.core.notice.reading import read_notice
from tui.keys import delivered

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def saved(store: CaseStore) -> Case:
    made = store.create("late_shipment", "plan_of_action", "US", NOW)
    full = msgspec.structs.replace(made, facts=case(FACTS).facts)
    store.save(full, made, NOW)
    return full


def events(*days: int) -> list[Event]:
    return [Event(date(2026, 10, 1) + timedelta(days=day), "fact", f"f{day}") for day in days]


def test_days_are_drawn_by_time_each_with_its_letter() -> None:
    found = drawn(events(0, 31, 62), 42)
    assert found.line == f"|a{'-' * 19}b{'-' * 18}c|"
    assert len(found.line) == 42
    assert (found.line.index("a"), found.line.index("c")) == (1, 40)
    assert found.months.split() == ["2026-10", "2026-11"]
    assert list(found.letters.values()) == ["a", "b", "c"]


def test_a_period_is_drawn_from_its_first_to_its_last_day() -> None:
    begins, ends = date(2026, 10, 1), date(2026, 10, 11)
    period = [Event(begins, "period_begins", "window"), Event(ends, "period_ends", "window")]
    found = drawn([*period, Event(date(2026, 10, 21), "today", "")], 23)
    assert found.line == "|a=========b---------c|"


@given(st.lists(st.integers(0, 4_000), min_size=2, max_size=60), st.integers(0, 120))
def test_every_day_is_drawn_once_in_order_or_not_at_all(days: list[int], width: int) -> None:
    found = drawn(events(*sorted(days)), width)
    shown = [sign for sign in found.line if sign.isalpha()]
    assert shown in ([], list(found.letters.values()))
    assert len(found.line) in (0, width)
    assert len(found.months) <= width


def test_what_one_side_changed_is_taken_and_what_both_changed_is_asked() -> None:
    base = case({"a": "1", "b": "1", "gone": "1", "both": "1"})
    mine = base.with_fact("a", "2").with_fact("gone", None).with_fact("both", "mine").with_fact("own", "x")
    theirs = base.with_fact("b", "3").with_fact("both", "theirs")
    theirs = msgspec.structs.replace(theirs, marketplace="DE")
    found = put_together(base, mine, theirs)
    assert [question.name for question in found.questions] == ["facts.both"]
    both = found.answered({("facts", "both"): "theirs"})
    assert both.facts == {"a": "2", "b": "3", "both": "theirs", "own": "x"}
    assert both.marketplace == "DE"


def test_an_entry_that_one_side_removed_and_the_other_changed_stays() -> None:
    section = EditedSection(text="Mine.", base="x")
    base = case({}).with_section("closing", section)
    changed = base.with_section("closing", EditedSection(text="Mine, longer.", base="x"))
    removed = base.with_section("closing", None)
    for mine, theirs in ((changed, removed), (removed, changed)):
        found = put_together(base, mine, theirs)
        assert found.answered({question.path: "mine" for question in found.questions}) == changed


KEYS = st.sampled_from(["a", "b", "c"])
STATES = st.dictionaries(KEYS, st.sampled_from(["1", "2", "3"]))


@given(STATES, STATES, STATES)
def test_no_value_that_a_side_set_is_lost_without_a_question(
    old: dict[str, str], own: dict[str, str], other: dict[str, str]
) -> None:
    base, mine, theirs = (msgspec.structs.replace(case({}), facts=dict(facts)) for facts in (old, own, other))
    found = put_together(base, mine, theirs)
    asked = {question.path[-1] for question in found.questions}
    merged = found.answered({question.path: "mine" for question in found.questions}).facts
    for name in {*old, *own, *other}:
        if name not in asked:
            set_by = {side.get(name) for side in (own, other) if side.get(name) not in (None, old.get(name))}
            assert set_by <= {merged.get(name)}


def test_points_of_an_answer_are_kept_and_ticked(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    text = (
        "Thank you for your appeal. We decided not to reinstate your account. Your plan is missing:\n"
        "- the root cause of the late shipments\n- steps you have taken to prevent it\nPlease send a revised plan.\n"
    )
    reading = read_notice(late_shipment, text)
    points = points_of(reading)
    assert [point.text for point in points] == [
        "the root cause of the late shipments",
        "steps you have taken to prevent it",
    ]
    folder = store.folder(saved.id)
    add_reply(folder, text, TODAY, NOW, kind=reading.kind, points=points)

    ticked = tick(folder, 1, 1, True)

    assert ticked is not None
    assert [point.done for point in ticked.points] == [False, True]
    assert replies(folder)[0].note == ticked
    assert (folder / "reply-1.txt").read_text() == text
    assert tick(folder, 1, 2, True) is None
    assert tick(folder, 9, 0, True) is None


def test_an_answer_that_was_kept_without_points_is_read(store: CaseStore, saved: Case) -> None:
    folder = store.folder(saved.id)
    (folder / "reply-1.txt").write_text("No.")
    (folder / "reply-1.json").write_text('{"number":1,"came":"2026-11-20","recorded":"2026-11-20T09:00:00Z"}')
    assert (replies(folder)[0].note.kind, replies(folder)[0].note.points) == ("", ())


def test_a_case_that_was_never_sent_costs_no_reading(store: CaseStore, saved: Case) -> None:
    folder = store.folder(saved.id)
    (folder / "journal.jsonl").write_bytes(b"\xff" * 10)
    assert status_in(folder, today=TODAY) == Status("draft")
    assert status_in(folder, today=TODAY, is_complete=True).standing == "ready"


def test_the_list_tells_where_each_case_stands(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    freeze(store.folder(saved.id), late_shipment, saved, "Letter\n", NOW, sent=date(2026, 11, 20))
    listed = store.cases(TODAY)[0]
    assert (listed.standing, listed.next_day) == ("sent", date(2026, 11, 27))
    later = store.cases(date(2026, 11, 28))[0]
    assert (later.standing, later.next_day) == ("follow_up", date(2026, 11, 27))
    assert replace(listed, standing="draft", next_day=None) == store.cases()[0]


def test_the_next_day_is_the_nearest_that_is_still_to_come() -> None:
    planned = case({}).with_claim("a", Claim(state="planned", due="2026-11-25"))
    planned = planned.with_claim("b", Claim(state="planned", due="2026-11-01"))
    planned = planned.with_claim("c", Claim(state="under_way", due="soon"))
    assert next_day(planned, Status("draft"), TODAY) == date(2026, 11, 25)
    assert next_day(planned, Status("sent", 1, TODAY, date(2026, 11, 24)), TODAY) == date(2026, 11, 24)
    assert next_day(case({}), Status("draft"), TODAY) is None


def test_nearly_the_same_letter_of_another_shop_is_found_and_that_of_the_same_shop_is_not(
    late_shipment: Content, store: CaseStore, saved: Case
) -> None:
    full = saved.with_fact("store_name", "Harbour Lane")
    freeze(store.folder(saved.id), late_shipment, full, sent_text(compose(late_shipment, full)), NOW)
    folders = [store.folder(saved.id)]
    other = msgspec.structs.replace(full.with_fact("store_name", "Second Street"), id="other")
    other = other.with_fact("late_rate", "5.1")
    text = sent_text(compose(late_shipment, other))

    found = like_other_shops(folders, other, text)

    assert [(item.case, item.shop, item.number) for item in found] == [(saved.id, "Harbour Lane", 1)]
    assert found[0].shared >= 0.75
    same = msgspec.structs.replace(full, id="again")
    assert like_other_shops(folders, same, sent_text(compose(late_shipment, same))) == ()
    assert like_other_shops(folders, other, "Other words that share nothing with it. " * 5) == ()


def test_a_token_tells_shops_apart_before_the_name_does() -> None:
    one = case({"store_name": "Same", "merchant_token": "A1"})
    assert is_another_shop(one, case({"store_name": "Same", "merchant_token": "A2"}))
    assert not is_another_shop(one, case({"store_name": "Renamed", "merchant_token": "a1"}))
    assert is_another_shop(one, case({"store_name": "Other"}))
    assert not is_another_shop(one, case({}))


def test_a_recovered_case_takes_the_place_of_its_file_which_is_kept(store: CaseStore, saved: Case) -> None:
    folder = store.folder(saved.id)
    (folder / "case.yaml").write_bytes(b"\xff\x00 not a case")
    found = recovered(folder)
    assert found is not None

    kept_as = put_back(folder, "case.yaml", found.case, NOW)

    assert kept_as.read_bytes() == b"\xff\x00 not a case"
    assert CaseStore(store.root.parent).open(saved.id) == saved
    (folder / "case.yaml").write_bytes(b"again")
    assert put_back(folder, "case.yaml", found.case, NOW).name == "case.damaged-2.yaml"


def test_a_case_of_another_format_is_no_damaged_one(store: CaseStore, saved: Case) -> None:
    path = store.folder(saved.id) / "case.yaml"
    path.write_text(path.read_text().replace('format: "1"', 'format: "9"'))
    with pytest.raises(OtherFormatError, match="format 9"):
        store.open(saved.id)


def test_a_change_by_another_program_is_seen(store: CaseStore, saved: Case) -> None:
    store.open(saved.id)
    assert not store.is_changed_outside(saved.id)
    path = store.folder(saved.id) / "case.yaml"
    path.write_text(path.read_text() + "\n")
    assert store.is_changed_outside(saved.id)
    assert store.kept_aside(saved.id) is None
    with pytest.raises(OSError, match="changed by another program"):
        store.save(saved.with_fact("late_rate", "1"), saved, NOW)
    assert store.kept_aside(saved.id) == path.parent / "case.conflict-1.yaml"


def test_an_answer_waits_as_a_draft_until_it_is_taken(store: CaseStore, saved: Case) -> None:
    assert store.draft_reply(saved.id) == ""
    store.write_draft_reply(saved.id, "They want\nmore")
    assert store.draft_reply(saved.id) == "They want\nmore"
    assert replies(store.folder(saved.id)) == ()
    store.write_draft_reply(saved.id, " ")
    store.write_draft_reply(saved.id, "")
    assert store.draft_reply(saved.id) == ""


def test_the_dossier_holds_what_the_folder_tells(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    folder = store.folder(saved.id)
    store.save(saved.with_fact("late_rate", "9"), saved, NOW, (Step(saved.with_fact("late_rate", "8")),))
    freeze(folder, late_shipment, saved, "Letter\n", NOW)
    add_reply(folder, "No.", TODAY, NOW, points=(Point(kind="documents", text="x"),))

    found = read_dossier(folder)

    assert [item.manifest.number for item in found.sent] == [1]
    assert found.attempt(1) == found.sent[0]
    assert found.attempt(2) is None
    assert found.answers_to(1) == found.answers
    assert found.answer(1) == found.answers[0]
    assert [step.event.get("what") for step in found.steps[-2:]] == ["sent", "reply"]
    assert found.journal == read_journal(folder)


def test_shift_and_a_function_key_are_bound_as_plain_terminals_send_them() -> None:
    assert delivered("f10,shift+f9") == "f10,shift+f9,f21"
    assert delivered("ctrl+o") == "ctrl+o"


def test_a_new_case_begins_with_a_shop(cli: Cli, homes: Homes) -> None:
    ShopStore(homes.data).save(Shop(id="harbour", name="Harbour Lane", marketplaces=("DE",)))
    listed = json.loads(cli("shops", "--json").out)
    assert listed == [
        {"id": "harbour", "name": "Harbour Lane", "merchant_token": None, "signatory_role": None,
         "marketplaces": ["DE"], "problem": None}
    ]  # fmt: skip
    assert cli("shops").out == "harbour  Harbour Lane  DE\n"
    made = cli("new", "--type", "late_shipment", "--shop", "harbour").out.strip()
    first = CaseStore(homes.data).open(made)
    assert (first.facts["store_name"], first.marketplace) == ("Harbour Lane", "DE")
    named = ("--set", "store_name=Mine", "--marketplace", "UK")
    second = cli("new", "--type", "late_shipment", "--shop", "harbour", *named).out.strip()
    case_ = CaseStore(homes.data).open(second)
    assert (case_.facts["store_name"], case_.marketplace) == ("Mine", "UK")


def test_a_damaged_shop_is_told_and_an_unknown_one_is_named(cli: Cli, homes: Homes, tmp_path: Path) -> None:
    shops = ShopStore(homes.data)
    shops.save(Shop(id="good", name="Good"))
    (shops.root / "bad.yaml").write_text("[")
    assert cli("shops").out.splitlines()[0].startswith("bad   cannot be read: ")
    assert json.loads(cli("shops", "--json").out)[0]["id"] == "bad"
    assert "did you mean 'good'" in cli("new", "--type", "late_shipment", "--shop", "goode").complaint
