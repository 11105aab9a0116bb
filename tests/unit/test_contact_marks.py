"""The seller's own notes on contacts: kept in a file of their own, never over one that cannot be read."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.directory.marks import ContactMark, ContactMarks

HOSTILE = 'a: "b"\n- c\n[/ {{ x }} \x1b]0;x\x07 你好 \' # no comment\n\ttab'


def test_a_mark_is_there_after_a_restart_and_can_be_taken_back(tmp_path: Path) -> None:
    mark = ContactMark(state="answered", day=date(2026, 11, 20), note="Asked for invoices.")
    assert ContactMarks(tmp_path).keep("notice-dispute", mark) == ""
    assert ContactMarks(tmp_path).get("notice-dispute") == mark
    assert ContactMarks(tmp_path).keep("notice-dispute", ContactMark()) == ""
    assert ContactMarks(tmp_path).get("notice-dispute").is_empty


def test_two_windows_keep_both_their_marks(tmp_path: Path) -> None:
    first, second = ContactMarks(tmp_path), ContactMarks(tmp_path)
    first.keep("one", ContactMark(state="bounced"))
    second.keep("two", ContactMark(note="later"))

    assert {name: ContactMarks(tmp_path).get(name).state for name in ("one", "two")} == {"one": "bounced", "two": ""}
    assert ContactMarks(tmp_path).get("two").note == "later"


def test_any_note_comes_back_as_text(tmp_path: Path) -> None:
    ContactMarks(tmp_path).keep("yes", ContactMark(state="written", note=HOSTILE))

    kept = ContactMarks(tmp_path)
    assert kept.problem == ""
    assert kept.get("yes").note == HOSTILE.replace("\x1b", "\ufffd").replace("\x07", "\ufffd")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    marks = ContactMarks(tmp_path)
    marks.keep("one", ContactMark(note="private"))

    assert stat.S_IMODE(marks.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["one: {state: anserwed}\n", "one: [", "\tone: {}\n", "- one\n"])
def test_a_damaged_file_is_told_with_its_line_and_never_written_over(tmp_path: Path, text: str) -> None:
    marks = ContactMarks(tmp_path)
    marks.path.write_text(text, encoding="utf-8")

    marks = ContactMarks(tmp_path)
    told = marks.keep("two", ContactMark(state="answered"))

    assert "contacts.yaml:" in marks.problem
    assert told == marks.problem
    assert marks.path.read_text(encoding="utf-8") == text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "contacts.yaml" in ContactMarks(tmp_path).keep("one", ContactMark(state="written"))
    finally:
        tmp_path.chmod(0o700)


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")

    assert "data" in ContactMarks(tmp_path / "data").keep("one", ContactMark(state="written"))


def test_the_command_shows_own_marks_and_other_programs_never_get_them(cli: Cli, homes: Homes) -> None:
    found = "closed-store-funds-de-email"
    ContactMarks(homes.data).keep(found, ContactMark(state="bounced", day=date(2026, 11, 20), note="secret remark"))

    assert "Your note: bounced · 2026-11-20 · secret remark" in cli("contacts", found).out
    for form in ("--json", "--vcard", "--mutt"):
        assert "secret remark" not in cli("contacts", found, form).out
