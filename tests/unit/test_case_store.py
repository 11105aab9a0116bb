import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.case.journal import changes_between
from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.store import CaseStore, ChangedOutsideError
from tui.core.case.writing import case_to_yaml
from tui.core.content.problems import ContentError, UnknownNameError
from tui.core.content.reading import to_record
from tui.core.content.yaml_reader import read_nodes

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore(tmp_path)


def made(store: CaseStore, type_name: str = "late_shipment", now: datetime = NOW) -> Case:
    return store.create(type_name, "plan_of_action", "US", now)


def case_file(store: CaseStore, case: Case) -> Path:
    return store.root / case.id / "case.yaml"


def test_a_new_case_has_an_id_of_its_type_and_day_and_lies_in_private(store: CaseStore) -> None:
    first, second = made(store), made(store)

    assert (first.id, second.id) == ("late-shipment-2026-11-23", "late-shipment-2026-11-23-2")
    for path in (store.root, store.folder(first.id)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for name in ("case.yaml", "journal.jsonl"):
        assert stat.S_IMODE((store.folder(first.id) / name).stat().st_mode) == 0o600


def test_what_is_saved_is_what_is_opened(store: CaseStore, tmp_path: Path) -> None:
    case = made(store)
    full = (
        case.with_fact("asins", ("B0CHX2F5QT", "B0CJL4R7NM"))
        .with_fact("yes", "no")
        .with_claim("raised", Claim(state="done", date="2026-11-06", details={"before": "1", "codes": ("a", "b")}))
        .with_claim("not", Claim(state="not_claimed", reason="We have no such stock: none"))
        .with_evidence("report", Evidence(path="C:\\单据\\a: b.csv", sha256="0" * 64, note="#1"))
        .with_section("closing", EditedSection(text="Line one\n\tline two\n\n", base="x"))
    )

    store.save(full, case, NOW)

    assert CaseStore(tmp_path).open(case.id) == full


@pytest.mark.parametrize(("text", "base"), [("", "generated"), ("typed", ""), ("", "")])
def test_a_section_that_was_emptied_or_began_empty_can_be_opened_again(
    text: str, base: str, store: CaseStore, tmp_path: Path
) -> None:
    case = made(store)
    edited = case.with_section("root_cause", EditedSection(text=text, base=base))

    store.save(edited, case, NOW)

    assert CaseStore(tmp_path).open(case.id) == edited


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
raws = texts | st.lists(texts, min_size=1, max_size=3).map(tuple)


@given(
    facts=st.dictionaries(st.text("abc_<>: #-", min_size=1, max_size=8), raws.filter(bool), max_size=4),
    text=texts,
    base=texts,
    path=texts,
    reason=texts,
)
def test_any_text_survives_being_written_and_read(
    facts: dict[str, str | tuple[str, ...]], text: str, base: str, path: str, reason: str
) -> None:
    case = Case(
        id="x",
        type="t",
        response="plan_of_action",
        marketplace="US",
        created=NOW,
        facts={name: raw for name, raw in facts.items() if name != "<<"},
        claims={"c": Claim(state="planned", reason=reason)},
        evidence={"e": Evidence(path=path)},
        sections={"s": EditedSection(text=text, base=base)},
    )

    assert to_record(read_nodes(case_to_yaml(case).encode(), "case.yaml"), Case) == case


def test_the_journal_says_what_changed(store: CaseStore) -> None:
    case = made(store)
    store.save(case.with_fact("late_rate", "6.6"), case, NOW)

    lines = (store.folder(case.id) / "journal.jsonl").read_text(encoding="utf-8").splitlines()

    assert json.loads(lines[-1]) == {
        "at": "2026-11-23T09:30:00+00:00",
        "changes": [{"path": ["facts", "late_rate"], "old": None, "new": "6.6"}],
    }
    assert changes_between(case, case) == []


def test_a_save_that_fails_leaves_the_old_file_whole(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    case = made(store)
    before = case_file(store, case).read_bytes()

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        store.save(case.with_fact("late_rate", "6.6"), case, NOW)

    assert case_file(store, case).read_bytes() == before
    assert {path.name for path in store.folder(case.id).iterdir()} == {"case.yaml", "journal.jsonl"}


def changed_by_somebody(store: CaseStore, case: Case) -> bytes:
    path = case_file(store, case)
    path.write_bytes(path.read_bytes() + b"# by a colleague\n")
    return path.read_bytes()


def test_a_file_changed_outside_is_left_alone_and_the_own_version_stands_beside_it(store: CaseStore) -> None:
    case = made(store)
    theirs = changed_by_somebody(store, case)

    with pytest.raises(ChangedOutsideError, match=r"changed by another program; your version is in case.conflict-1"):
        store.save(case.with_fact("late_rate", "6.6"), case, NOW)

    assert case_file(store, case).read_bytes() == theirs
    assert b"6.6" in (store.folder(case.id) / "case.conflict-1.yaml").read_bytes()


def test_saving_again_and_again_keeps_one_conflict_copy_the_newest(store: CaseStore) -> None:
    case = made(store)
    changed_by_somebody(store, case)

    for rate in ("1.1", "2.2", "3.3"):
        with pytest.raises(ChangedOutsideError):
            store.save(case.with_fact("late_rate", rate), case, NOW)

    copies = sorted(store.folder(case.id).glob("case.conflict-*"))
    assert [path.name for path in copies] == ["case.conflict-1.yaml"]
    assert b"3.3" in copies[0].read_bytes()


def test_an_older_conflict_copy_is_never_overwritten(store: CaseStore, tmp_path: Path) -> None:
    case = made(store)
    older = store.folder(case.id) / "case.conflict-1.yaml"
    older.write_bytes(b"older")
    changed_by_somebody(store, case)

    with pytest.raises(ChangedOutsideError):
        store.save(case.with_fact("late_rate", "1"), case, NOW)

    assert older.read_bytes() == b"older"
    assert (store.folder(case.id) / "case.conflict-2.yaml").exists()


def test_listing_the_cases_does_not_make_a_foreign_change_ones_own(store: CaseStore) -> None:
    case = made(store)
    theirs = changed_by_somebody(store, case)
    store.cases()

    with pytest.raises(ChangedOutsideError):
        store.save(case.with_fact("late_rate", "6.6"), case, NOW)

    assert case_file(store, case).read_bytes() == theirs


def test_after_opening_the_foreign_version_saving_works_again(store: CaseStore) -> None:
    case = made(store)
    changed_by_somebody(store, case)
    theirs = store.open(case.id)

    store.save(theirs.with_fact("late_rate", "6.6"), theirs, NOW)

    assert store.open(case.id).facts == {"late_rate": "6.6"}


def test_a_file_that_this_store_never_opened_is_not_overwritten(store: CaseStore, tmp_path: Path) -> None:
    case = made(store)

    with pytest.raises(ChangedOutsideError):
        CaseStore(tmp_path).save(case.with_fact("late_rate", "6.6"), case, NOW)


@pytest.mark.parametrize("data", [b"", b"id: [", b"\xff\xfe", b"- a\n", b'id: "x"\n', b"x" * 1_000_001])
def test_a_damaged_case_is_told_with_its_place_and_stays_as_it_is(data: bytes, store: CaseStore) -> None:
    case = made(store)
    path = case_file(store, case)
    path.write_bytes(data)

    with pytest.raises(ContentError) as caught:
        store.open(case.id)

    assert caught.value.problems[0].mark.file.endswith("case.yaml")
    with pytest.raises(ChangedOutsideError):
        store.save(case, None, NOW)
    assert path.read_bytes() == data


def test_the_list_is_newest_first_and_names_what_is_damaged(store: CaseStore) -> None:
    old = made(store, now=datetime(2026, 1, 1, tzinfo=UTC))
    new = made(store)
    bad = made(store)
    case_file(store, bad).write_bytes(b"id: [")
    naive = made(store, now=datetime(2026, 5, 5, tzinfo=UTC))
    path = case_file(store, naive)
    path.write_bytes(path.read_bytes().replace(b"2026-05-05T00:00:00Z", b"2026-05-05T00:00:00"))

    listed = store.cases()

    assert [item.id for item in listed] == [new.id, naive.id, old.id, bad.id]
    assert [bool(item.problem) for item in listed] == [False, False, False, True]


def test_a_date_of_making_that_is_none_names_what_was_expected(store: CaseStore) -> None:
    case = made(store)
    path = case_file(store, case)
    path.write_bytes(path.read_bytes().replace(b"2026-11-23T09:30:00Z", b"yesterday"))

    with pytest.raises(ContentError, match="expected a moment such as 2026-11-23T09:30:00Z, found 'yesterday'"):
        store.open(case.id)


def test_a_case_is_found_by_id_by_a_unique_beginning_and_by_path(store: CaseStore) -> None:
    case = made(store)
    made(store, "inauthentic")

    for name in (case.id, "late", str(store.folder(case.id)), str(case_file(store, case))):
        assert store.open(name).id == case.id


@pytest.mark.parametrize("name", ["", "zzz", "./late", "/nowhere/case.yaml", "..", ".", "\0"])
def test_a_name_that_fits_nothing_is_told(name: str, store: CaseStore) -> None:
    made(store)

    with pytest.raises(UnknownNameError, match="there is no case"):
        store.open(name)


def test_an_id_that_begins_another_is_still_found(store: CaseStore) -> None:
    first, _ = made(store), made(store)

    assert store.open(first.id).id == first.id
    with pytest.raises(UnknownNameError, match="fits 2 cases"):
        store.open("late-shipment")


def test_a_case_opened_by_a_path_elsewhere_is_saved_there_whatever_id_it_states(tmp_path: Path) -> None:
    theirs = CaseStore(tmp_path / "theirs")
    sent = made(theirs)
    path = case_file(theirs, sent)
    path.write_bytes(path.read_bytes().replace(sent.id.encode(), b"../../victim"))
    store = CaseStore(tmp_path / "mine")
    own = made(store)

    opened = store.open(str(path.parent))
    store.save(opened.with_fact("late_rate", "6.6"), opened, NOW)

    assert opened.id == sent.id
    assert b"6.6" in path.read_bytes()
    assert b"6.6" not in case_file(store, own).read_bytes()
    assert not (tmp_path / "victim").exists()


def test_a_copied_case_is_a_case_of_its_own(store: CaseStore) -> None:
    case = made(store)
    twin = store.root / "a-copy"
    twin.mkdir()
    (twin / "case.yaml").write_bytes(case_file(store, case).read_bytes())

    opened = store.open("a-copy")
    store.save(opened.with_fact("late_rate", "6.6"), opened, NOW)

    assert opened.id == "a-copy"
    assert store.open(case.id).facts == {}
    assert {item.id for item in store.cases()} == {case.id, "a-copy"}


def test_the_notice_comes_back_as_it_was_pasted(store: CaseStore) -> None:
    case = made(store)
    store.write_notice(case.id, "第一行\r\nsecond \x1b[1m")

    assert store.read_notice(case.id) == "第一行\r\nsecond \x1b[1m"
    assert store.read_notice(made(store).id) == ""
