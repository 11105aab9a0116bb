"""The seller's own editor: what it returns is taken, what goes wrong costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tui.ports.editor import EditOutcome, Run, edit, editor_command

OLD = "One.\nTwo."


def writing(data: bytes, status: int = 0) -> Run:
    def run(arguments: Sequence[str]) -> int:
        Path(arguments[-1]).write_bytes(data)
        return status

    return run


def refusing(_: Sequence[str]) -> int:
    raise FileNotFoundError(2, "No such file or directory")


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Run], EditOutcome]:
    return lambda run: edit(OLD, "summary", tmp_path / "editing", {"EDITOR": "ed"}, run)


@pytest.mark.parametrize("returned", [b"One.\r\nThree.\r\n", b"\xef\xbb\xbfOne.\nThree.\n", b"One.\nThree."])
def test_a_changed_text_comes_back_clean_and_the_file_goes(
    edited: Callable[[Run], EditOutcome], tmp_path: Path, returned: bytes
) -> None:
    assert edited(writing(returned)) == EditOutcome("changed", "One.\nThree.")
    assert list((tmp_path / "editing").iterdir()) == []


def test_the_same_text_with_an_end_of_line_is_no_change(edited: Callable[[Run], EditOutcome]) -> None:
    assert edited(writing(b"One.\nTwo.\n")) == EditOutcome("unchanged", OLD)


@pytest.mark.parametrize(
    ("run", "reason"),
    [(writing(b"New", 1), "exit"), (writing(b"\xff\xfe"), "unreadable"), (refusing, "not_started")],
)
def test_a_failure_leaves_the_text_and_names_the_file_that_is_kept(
    edited: Callable[[Run], EditOutcome], run: Run, reason: str
) -> None:
    outcome = edited(run)
    assert (outcome.state, outcome.text, outcome.reason) == ("failed", OLD, reason)
    assert outcome.kept is not None
    assert outcome.kept.exists()


def test_a_file_that_was_kept_is_not_written_over(edited: Callable[[Run], EditOutcome]) -> None:
    first, second = edited(writing(b"Precious", 1)), edited(writing(b"Other", 1))
    assert first.kept is not None
    assert first.kept.read_bytes() == b"Precious"
    assert first.kept != second.kept


def test_a_real_program_is_started_without_a_shell(tmp_path: Path) -> None:
    script = tmp_path / "an editor.py"
    script.write_text("import sys, pathlib\npathlib.Path(sys.argv[-1]).write_text(sys.argv[1])\n", encoding="utf-8")
    command = f"'{sys.executable}' '{script}' 'a; touch $(HOME)'"
    assert edit(OLD, "summary", tmp_path, {"VISUAL": command}).text == "a; touch $(HOME)"


def test_visual_comes_before_editor_and_editors_with_a_window_are_told_to_wait() -> None:
    assert editor_command({"VISUAL": "vim -f", "EDITOR": "nano"}) == ["vim", "-f"]
    assert editor_command({"VISUAL": " ", "EDITOR": "/usr/bin/code"}) == ["/usr/bin/code", "--wait"]
    assert editor_command({"EDITOR": "code --wait"}) == ["code", "--wait"]


def test_without_an_editor_and_with_open_quotes_the_text_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ports.editor.FALLBACKS", ())
    assert edit(OLD, "summary", tmp_path, {}).reason == "no_editor"
    assert edit(OLD, "summary", tmp_path, {"EDITOR": "'vim"}).reason == "bad_command"
    assert list(tmp_path.iterdir()) == []
