import hashlib
import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.conftest import Cli, Homes
from tests.fakes import FakeClock
from tests.unit.test_letter_composing import FACTS, RAISED, case
from tui.core.case.calendar import as_ics
from tui.core.case.journal import read_journal
from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.shops import DamagedShop, Shop, ShopStore, with_shop
from tui.core.case.status import status_of
from tui.core.case.store import CaseStore
from tui.core.case.submissions import (
    Submission,
    add_reply,
    follow_up,
    freeze,
    numbered,
    replies,
    submission,
    submissions,
    unreadable,
)
from tui.core.content.library import Content
from tui.core.content.problems import ContentError, UnknownNameError
from tui.core.letter.attempts import news, rebuild, sent_text
from tui.core.letter.composing import compose

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DONE = Claim(state="done", date="2026-11-06", details=RAISED)


@pytest.fixture
def saved(store: CaseStore) -> Case:
    made = store.create("late_shipment", "plan_of_action", "US", NOW)
    full = msgspec.structs.replace(made, facts=case(FACTS).facts).with_claim("handling_time_raised", DONE)
    store.save(full, made, NOW)
    return full


def sent(content: Content, store: CaseStore, of: Case, **more: str) -> Submission:
    return freeze(store.folder(of.id), content, of, sent_text(compose(content, of)), NOW, **more)  # type: ignore[arg-type]  # only the channel is given


def test_what_was_sent_is_frozen_with_all_it_was_made_from(
    late_shipment: Content, store: CaseStore, saved: Case, tmp_path: Path
) -> None:
    report = tmp_path / "report.csv"
    report.write_bytes(b"a,b")
    linked = saved.with_evidence("shipping_report", Evidence(path=str(report), sha256="0" * 64)).with_evidence(
        "tracking_proof", Evidence(path="/nowhere/scan.pdf")
    )
    kept = sent(late_shipment, store, linked, channel="Account Health")
    folder = store.folder(saved.id) / "submissions" / "001"

    assert submissions(store.folder(saved.id)) == (kept,)
    assert (
        (folder / "letter.txt").read_text(encoding="utf-8") == kept.letter == sent_text(compose(late_shipment, linked))
    )
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["case"]["facts"]["late_rate"] == "6.6"
    assert manifest["case"]["claims"]["handling_time_raised"]["state"] == "done"
    assert (manifest["channel"], manifest["sent"]) == ("Account Health", "2026-11-23")
    assert manifest["letter_sha256"] == hashlib.sha256(kept.letter.encode()).hexdigest()
    assert [(item.number, item.id, item.sha256, item.linked_sha256) for item in kept.manifest.exhibits] == [
        (1, "shipping_report", hashlib.sha256(b"a,b").hexdigest(), "0" * 64),
        (2, "tracking_proof", "", ""),
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o400}


def test_the_exhibits_bear_the_numbers_of_the_letter(late_shipment: Content, saved: Case) -> None:
    linked = saved
    for name in ("tracking_proof", "settings_screenshot", "shipping_report", "zzz"):
        linked = linked.with_evidence(name, Evidence(path=f"{name}.pdf"))
    documents = compose(late_shipment, linked).section("documents")
    assert documents is not None

    shown = [(sentence.lead, sentence.statement) for sentence in documents.sentences if sentence.evidence]
    assert shown == [(f"Exhibit {number}: ", name) for number, name, _ in numbered(late_shipment, linked)]


def test_a_second_attempt_stands_beside_the_first_which_stays_as_it_was(
    late_shipment: Content, store: CaseStore, saved: Case
) -> None:
    sent(late_shipment, store, saved)
    root = store.folder(saved.id) / "submissions"
    before = {path.name: path.read_bytes() for path in (root / "001").iterdir()}
    (root / "002").mkdir()

    third = sent(late_shipment, store, saved.with_fact("late_rate", "9"))

    assert third.manifest.number == 3
    assert {path.name: path.read_bytes() for path in (root / "001").iterdir()} == before
    assert unreadable(store.folder(saved.id)) == (2,)
    with pytest.raises(UnknownNameError, match=r"submission 2 cannot be read \(there: 1, 2, 3\)"):
        submission(store.folder(saved.id), 2)


def test_a_freeze_that_fails_leaves_nothing_half_done(
    late_shipment: Content, store: CaseStore, saved: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.core.case.submissions.write_private", full_disk)
    with pytest.raises(OSError, match="No space left"):
        sent(late_shipment, store, saved)

    assert list((store.folder(saved.id) / "submissions").iterdir()) == []


def test_a_sent_letter_is_composed_again_byte_for_byte_whatever_became_of_the_case(
    late_shipment: Content, store: CaseStore, saved: Case
) -> None:
    edited = saved.with_section("closing", EditedSection(text="In my words.\n\n 谢谢。", base="x"))
    sent(late_shipment, store, edited)
    store.save(saved.with_fact("late_rate", "50"), saved, NOW)

    found = rebuild(late_shipment, submission(store.folder(saved.id), 1))

    assert (found.is_same, found.reasons) == (True, ())
    assert "In my words.\n\n 谢谢。" in found.text


def test_it_says_why_a_letter_cannot_be_composed_again(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    sent(late_shipment, store, saved)
    body = late_shipment.type("late_shipment")
    wording = body.wording["en"]
    say = {**wording.say, "rate_stated": "The notice speaks of {{ late_rate }}."}
    newer = Content(late_shipment.parts)
    newer._bodies["late_shipment"] = msgspec.structs.replace(
        body, wording={**body.wording, "en": msgspec.structs.replace(wording, say=say)}
    )
    kept = submission(store.folder(saved.id), 1)

    assert rebuild(newer, kept).reasons == ("content_changed",)
    letter = store.folder(saved.id) / "submissions" / "001" / "letter.txt"
    letter.chmod(0o600)
    letter.write_text("Other words")
    assert rebuild(late_shipment, submission(store.folder(saved.id), 1)).reasons == ("letter_changed",)
    gone = msgspec.structs.replace(kept.manifest, case=msgspec.structs.replace(saved, type="gone"))
    assert rebuild(late_shipment, Submission(gone, kept.letter, kept.folder)).reasons == ("type_gone",)


def test_the_next_attempt_shows_what_is_new(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    before = sent(late_shipment, store, saved)
    after = (
        saved.with_fact("late_rate", "7.1")
        .with_claim(
            "open_orders_shipped",
            Claim(state="done", date="2026-11-07", details={"orders_cleared": "6", "owner": "clerk"}),
        )
        .with_evidence("shipping_report", Evidence(path="r.csv"))
    )
    found = news(before, after, compose(late_shipment, after))

    assert (found.facts, found.claims, found.documents) == (
        ("late_rate",),
        ("open_orders_shipped",),
        ("shipping_report",),
    )
    assert any("6 overdue orders" in line for line in found.sentences)
    assert not found.is_hardly_new


def test_an_attempt_that_says_the_same_again_is_hardly_new(
    late_shipment: Content, store: CaseStore, saved: Case
) -> None:
    before = sent(late_shipment, store, saved)

    assert news(before, saved, compose(late_shipment, saved)).is_hardly_new
    assert not news(before, saved, compose(late_shipment, saved)).sentences


def test_answers_are_kept_byte_for_byte_with_their_day(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    folder = store.folder(saved.id)
    add_reply(folder, "第一\r\nrow \x1b[1m", date(2026, 11, 20), NOW)
    sent(late_shipment, store, saved)
    second = add_reply(folder, "We need more.", date(2026, 11, 30), NOW)
    (folder / "reply-7.txt").write_text("by hand")

    found = replies(folder)

    assert (folder / "reply-1.txt").read_bytes() == "第一\r\nrow \x1b[1m".encode()
    assert [(item.note.number, item.note.submission) for item in found] == [(1, 0), (2, 1), (7, 0)]
    assert found[1] == second
    assert found[2].text == "by hand"


def test_the_status_of_a_case_is_computed(late_shipment: Content, store: CaseStore, saved: Case) -> None:
    folder, today = store.folder(saved.id), NOW.date()

    def standing(after: int = 0, complete: bool = False) -> str:
        day = today + timedelta(after)
        found = status_of(read_journal(folder), submissions(folder), replies(folder), today=day, is_complete=complete)
        return found.standing

    assert (standing(), standing(complete=True)) == ("draft", "ready")
    sent(late_shipment, store, saved)
    assert (standing(6), standing(7)) == ("sent", "follow_up")
    add_reply(folder, "no", today, NOW)
    assert standing(20) == "answered"
    store.save(saved.with_fact("late_rate", "7"), saved, NOW + timedelta(hours=1))
    assert standing() == "next_draft"
    sent(late_shipment, store, saved)
    assert standing() == "sent"


def test_a_day_to_look_again_is_proposed_and_any_calendar_takes_it_in() -> None:
    day = follow_up(date(2026, 12, 28))
    entry = as_ics("case-1", day, "再看一次：" + "很长的标题，" * 20 + "a;b\\c\nd", NOW)

    assert day == date(2027, 1, 4)
    lines = entry.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = entry.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270105" in unfolded
    assert "a\\;b\\\\c\\nd" in unfolded


def test_a_shop_is_kept_once_and_copied_into_new_cases(tmp_path: Path) -> None:
    store = ShopStore(tmp_path)
    shop = Shop(
        id=store.free_id("Harbour Lane: Goods"), name="Harbour Lane: Goods", merchant_token="A1B2", marketplaces=("DE",)
    )
    path = store.save(shop)

    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("harbour-lane-goods.yaml", 0o600)
    assert ShopStore(tmp_path).open("harbour-lane-goods") == shop
    assert store.free_id("Harbour Lane Goods") == "harbour-lane-goods-2"
    assert store.free_id("海港商店") == "shop"
    copied = with_shop(case({"store_name": "Own name"}), shop)
    assert (copied.facts, copied.marketplace) == ({"store_name": "Own name", "merchant_token": "A1B2"}, "DE")


def test_a_damaged_shop_is_told_and_the_others_stand(tmp_path: Path) -> None:
    store = ShopStore(tmp_path)
    store.save(Shop(id="good", name="Good"))
    (store.root / "bad.yaml").write_text("nam: x\n")

    bad, good = store.shops()

    assert isinstance(bad, DamagedShop)
    assert "unknown key 'nam'; did you mean 'name'?" in bad.problem
    assert good == Shop(id="good", name="Good")
    with pytest.raises(ContentError):
        store.open("bad")
    for name in ("../x", "", "A", "nobody"):
        with pytest.raises(UnknownNameError):
            store.open(name)


@pytest.fixture
def at_work(cli: Cli, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, saved: Case) -> Cli:
    monkeypatch.setattr("tui.cli.attempts.SystemClock", lambda: clock)
    return cli


def test_the_commands_send_answer_tell_and_print_again(
    at_work: Cli, clock: FakeClock, saved: Case, tmp_path: Path, homes: Homes
) -> None:
    rendered = at_work("render", saved.id).out
    first = at_work("sent", saved.id, "--channel", "Account Health", "--date", "2026-11-22")
    assert (first.status, first.out) == (0, "1\n")
    assert "look again on 2026-11-29" in first.err
    again = at_work("sent", saved.id)
    assert "hardly anything that attempt 1 did not" in again.err
    answer = tmp_path / "answer.txt"
    answer.write_bytes(b"We need\r\nmore.")
    clock.advance(hours=1)
    assert at_work("reply", saved.id, str(answer)).out == "1\n"
    assert (homes.cases / saved.id / "reply-1.txt").read_bytes() == answer.read_bytes()
    at_work("set", saved.id, "--fact", "late_rate=9")

    printed = at_work("render", saved.id, "--submission", "1")
    assert (printed.status, printed.out, printed.err) == (0, rendered, "")
    told = at_work("history", saved.id).out
    assert "facts late_rate changed: 6.6 -> 9" in told
    assert "what sent submission 1" in told
    steps = json.loads(at_work("history", saved.id, "--json").out)
    assert [step["kind"] for step in steps] == ["change", "change", "event", "event", "event", "change"]


def test_a_letter_that_cannot_be_composed_again_is_printed_as_kept_and_said(
    at_work: Cli, saved: Case, homes: Homes
) -> None:
    at_work("sent", saved.id)
    kept = homes.cases / saved.id / "submissions" / "001" / "letter.txt"
    kept.chmod(0o600)
    kept.write_text("Other words\n")

    printed = at_work("render", saved.id, "--submission", "1")

    assert (printed.status, printed.out) == (1, "Other words\n")
    assert "cannot be composed again: the kept letter.txt was changed" in printed.complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "late", "--submission", "3"], "submission 3 does not exist (there: none)"),
        (["render", "late", "--submission", "1", "--section", "closing"], "as it was sent"),
        (["render", "late", "--submission", "x"], "invalid int value"),
        (["sent", "late", "--date", "2027-01-01"], "2027-01-01 has not come yet"),
        (["sent", "late", "--date", "03/04/2026"], "can be read in two ways"),
        (["reply", "late", "/nowhere/x"], "/nowhere/x: No such file"),
        (["history", "nobody"], "there is no case 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(arguments: list[str], said: str, at_work: Cli) -> None:
    outcome = at_work(*arguments)

    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.complaint
