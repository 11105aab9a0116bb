"""A case file damaged in any way is told of, left as it is, and the newest good state is offered."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.faults.damaging import a_full_case, mutations, open_damaged
from tui.core.case.case_file import OtherFormatError, read_case
from tui.core.case.store import CASE_FILE, CaseStore
from tui.core.case.versions import KEPT_DAYS, sweep, versions_of
from tui.core.content.library import Content
from tui.core.content.problems import ContentError
from tui.session import CaseSession


def test_every_beginning_of_a_case_opens_or_is_told_and_can_be_put_back(tmp_path: Path) -> None:
    store, case_id, data = a_full_case(tmp_path)
    for length in range(0, len(data), 3):
        found = open_damaged(store, case_id, data[:length])
        assert found.opened or found.offered, length


def test_no_damage_ends_in_anything_but_a_case_or_a_sentence(tmp_path: Path) -> None:
    store, case_id, data = a_full_case(tmp_path)
    for damaged in mutations(data, seed=1, count=300):
        found = open_damaged(store, case_id, damaged)
        assert found.opened or found.offered


@pytest.mark.parametrize(
    "data", [b"", bytes(4000), b"\xff\xfe\x00", b"# only a comment\n", b"- a\n- b\n", b"text\n", b"a: 1\n---\nb: 2\n"]
)
def test_a_file_that_holds_something_else_is_told_and_the_last_good_state_offered(tmp_path: Path, data: bytes) -> None:
    store, case_id, _ = a_full_case(tmp_path)
    found = open_damaged(store, case_id, data)
    assert not found.opened
    assert found.offered


@pytest.mark.parametrize("written", ["99", "0", '"newer"', "[1]"])
def test_a_format_of_another_version_is_refused_and_left_alone(tmp_path: Path, written: str) -> None:
    store, case_id, data = a_full_case(tmp_path)
    path = store.folder(case_id) / CASE_FILE
    path.write_bytes(data.replace(b'format: "1"', f"format: {written}".encode()))
    before = path.read_bytes()
    assert before != data
    with pytest.raises(OtherFormatError, match="reads format 1"):
        store.open(case_id)
    assert path.read_bytes() == before


def test_a_key_that_is_not_known_is_told_with_its_line_and_stays_in_the_file(tmp_path: Path) -> None:
    store, case_id, data = a_full_case(tmp_path)
    path = store.folder(case_id) / CASE_FILE
    path.write_bytes(data + b'colour: "red"\n')
    with pytest.raises(ContentError) as told:
        store.open(case_id)
    line = (data + b"colour").count(b"\n") + 1
    assert f"{CASE_FILE}:{line}:" in str(told.value.problems[0])
    assert "colour" in str(told.value.problems[0])
    assert path.read_bytes().endswith(b'colour: "red"\n')


@pytest.mark.parametrize("name", ["case", "../../etc/passwd", "..", "/etc/passwd"])
def test_a_case_that_states_a_foreign_id_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    store, case_id, data = a_full_case(tmp_path)
    path = store.folder(case_id) / CASE_FILE
    path.write_bytes(data.replace(f'id: "{case_id}"'.encode(), f'id: "{name}"'.encode()))
    case = store.open(case_id)
    assert case.id == case_id
    store.save(case.with_fact("late_rate", "7"), case, FakeClock().now())
    assert read_case(path)[0].facts["late_rate"] == "7"


@pytest.mark.parametrize("kind", ["dangling", "circle", "fifo", "folder", "full"])
def test_what_is_no_file_is_listed_with_its_fault_and_waited_for_by_nobody(tmp_path: Path, kind: str) -> None:
    store, case_id, _ = a_full_case(tmp_path)
    path = store.folder(case_id) / CASE_FILE
    path.unlink()
    match kind:
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "circle":
            path.symlink_to(path)
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to("/dev/full")
    with pytest.raises((ContentError, LookupError)):
        store.open(case_id)
    assert all(summary.problem for summary in store.cases())


def test_the_same_bytes_written_again_raise_no_question(tmp_path: Path, content: Content) -> None:
    store, case_id, data = a_full_case(tmp_path)
    session = CaseSession(content, store, FakeClock())
    session.open(case_id)
    path = store.folder(case_id) / CASE_FILE
    path.unlink()
    path.write_bytes(data)
    session.set_fact("late_rate", "7")
    assert session.save().state == "saved"


def test_copies_of_sync_tools_are_other_versions_and_cases_of_their_own(tmp_path: Path) -> None:
    store, case_id, data = a_full_case(tmp_path)
    folder = store.folder(case_id)
    names = ["case (conflicted copy 2026-11-20).yaml", "case.sync-conflict-20261120-1.yaml", "case.conflict-1.yaml"]
    for name in (*names, "case.damaged-1.yaml", "notes.yaml", "case.txt"):
        (folder / name).write_bytes(data)
    assert {path.name for path in versions_of(case_id, folder, tmp_path / "state")} == set(names)
    copy = folder.with_name(f"{case_id} (conflicted copy)")
    copy.mkdir()
    (copy / CASE_FILE).write_bytes(data)
    assert {summary.id for summary in store.cases()} == {case_id, copy.name}


def test_foreign_files_in_the_folders_of_cases_are_left_alone(tmp_path: Path) -> None:
    store, case_id, _ = a_full_case(tmp_path)
    folder = store.folder(case_id)
    (folder / "submissions").mkdir()
    foreign = [folder / "photo.jpg", folder / "submissions" / "notes.txt", store.root / "Thumbs.db", store.root / "x"]
    for path in foreign:
        path.write_bytes(b"\x00\xff")
    case = store.open(case_id)
    store.save(case.with_fact("late_rate", "7"), case, FakeClock().now())
    assert [summary.id for summary in store.cases()] == [case_id]
    assert all(path.read_bytes() == b"\x00\xff" for path in foreign)


def test_temporary_files_of_a_killed_run_go_after_a_week_and_nothing_else_does(tmp_path: Path) -> None:
    now = time.time()
    old, new = tmp_path / ".reinstate-old.tmp", tmp_path / ".reinstate-new.tmp"
    own = tmp_path / "reinstate-notes.tmp"
    for path in (old, new, own):
        path.write_text("half")
    for path in (old, own):
        os.utime(path, (now - (KEPT_DAYS + 1) * 86_400,) * 2)
    assert sweep([tmp_path, tmp_path / "nowhere"], now) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, own.name]


def test_a_clock_that_is_set_back_changes_no_order(tmp_path: Path, content: Content) -> None:
    store, case_id, _ = a_full_case(tmp_path)
    clock = FakeClock()
    session = CaseSession(content, store, clock)
    session.open(case_id)
    for value, days in (("7", 0), ("8", -400), ("9", 800)):
        clock.advance(days=days)
        session.set_fact("late_rate", value)
        assert session.save().state == "saved"
    again = CaseSession(content, CaseStore(tmp_path), clock)
    again.open(case_id)
    seen = []
    for _ in range(3):
        assert again.undo()
        assert again.case is not None
        seen.append(again.case.facts["late_rate"])
    assert seen == ["8", "7", "6.6"]


def test_many_cases_are_listed_and_one_damaged_among_them_is_told(tmp_path: Path) -> None:
    store, _, data = a_full_case(tmp_path)
    for number in range(300):
        folder = store.root / f"copy-{number:03d}"
        folder.mkdir()
        (folder / CASE_FILE).write_bytes(data if number != 77 else data[:100])
    found = {summary.id: summary.problem for summary in store.cases()}
    assert len(found) == 301
    assert [name for name, problem in found.items() if problem] == ["copy-077"]
