"""A save that fails harms nothing, is told, and is made up for as soon as it can be."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Homes
from tests.fakes import FakeClock
from tests.faults.app_process import CTRL_Q, FACT, TO_STORE_NAME, WHEN, prepare
from tests.faults.failing_calls import failing
from tui.core.case.case_file import read_case
from tui.core.case.store import CASE_FILE, CaseStore
from tui.core.content.library import Content
from tui.open_case import SaveState
from tui.saver import Saver
from tui.session import CaseSession

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EFBIG", "EMFILE", "EINTR")
needs_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system, which takes root on Linux"
)


def session_with_case(home: Path, content: Content) -> CaseSession:
    store = CaseStore(home)
    case = store.create("late_shipment", "plan_of_action", "US", WHEN)
    session = CaseSession(content, CaseStore(home), FakeClock())
    session.open(case.id)
    return session


def on_disk(session: CaseSession) -> Path:
    assert session.case is not None
    return session.store.folder(session.case.id) / CASE_FILE


def calls_of_a_save(home: Path, content: Content) -> int:
    session = session_with_case(home, content)
    session.set_fact(FACT, "Quayside")
    with failing(-1, 0) as calls:
        session.save()
    assert {"mkstemp", "fdopen", "fchmod", "fsync", "replace", "write", "flush"} <= set(calls.calls)
    return len(calls.calls)


@pytest.mark.parametrize("name", ERRORS)
def test_any_call_of_a_save_may_fail_once(tmp_path: Path, content: Content, name: str) -> None:
    for number in range(calls_of_a_save(tmp_path / "counted", content)):
        session = session_with_case(tmp_path / str(number), content)
        before = on_disk(session).read_bytes()
        session.set_fact(FACT, "Quayside")
        with failing(number, getattr(errno, name)) as calls:
            state = session.save()
        failed = calls.calls[number]
        found = on_disk(session).read_bytes()
        whole = read_case(on_disk(session))[0].facts.get(FACT, "")
        assert whole in ("", "Quayside"), failed
        # "Saved" is only said of what is there; a failure says so, and leaves the old file or the new one.
        assert state.state in ("saved", "failed"), failed
        assert state.state == "failed" or whole == "Quayside", failed
        assert found == before or whole == "Quayside", failed
        assert not list(on_disk(session).parent.glob(".reinstate-*")), failed
        assert session.save().state == "saved", failed
        assert read_case(on_disk(session))[0] == session.case, failed
        again = CaseSession(content, CaseStore(tmp_path / str(number)), FakeClock())
        again.open(on_disk(session).parent.name)
        assert again.undo(), f"{failed}: the step is missing in the journal"


def test_a_save_that_failed_is_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.saver.RETRY", 0.01)
    states = iter([SaveState("failed", may_pass=True)] * 3 + [SaveState("saved")])
    told: list[str] = []
    ended = threading.Event()

    def saved(state: SaveState) -> None:
        told.append(state.state)
        if state.state == "saved":
            ended.set()

    Saver(lambda: next(states), saved).request()
    assert ended.wait(30)
    assert told == ["failed", "failed", "failed", "saved"]


def test_an_error_nobody_thought_of_does_not_end_the_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.saver.RETRY", 0.01)
    attempts: list[int] = []
    ended = threading.Event()

    def save() -> SaveState:
        attempts.append(1)
        if len(attempts) == 1:
            raise MemoryError
        return SaveState("saved")

    def saved(state: SaveState) -> None:
        if state.state == "saved":
            ended.set()

    Saver(save, saved).request()
    assert ended.wait(30)


def test_a_case_that_could_not_be_opened_again_is_not_written(tmp_path: Path, content: Content) -> None:
    session = session_with_case(tmp_path, content)
    session.set_fact(FACT, "Quayside")
    session.save()
    session.set_fact(FACT, "x" * 1_100_000)
    state = session.save()
    assert state.state == "failed"
    assert "1,000,000" in state.problem
    assert read_case(on_disk(session))[0].facts[FACT] == "Quayside"


def test_a_deleted_case_file_is_written_again(tmp_path: Path, content: Content) -> None:
    session = session_with_case(tmp_path, content)
    on_disk(session).unlink()
    session.set_fact(FACT, "Quayside")
    assert session.save().state == "saved"
    assert read_case(on_disk(session))[0] == session.case


def test_a_deleted_folder_is_told_and_the_case_stays_open(tmp_path: Path, content: Content) -> None:
    session = session_with_case(tmp_path, content)
    shutil.rmtree(on_disk(session).parent)
    session.set_fact(FACT, "Quayside")
    state = session.save()
    assert state.state == "failed"
    assert session.case is not None
    assert session.case.facts[FACT] == "Quayside"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC
    return filler


@needs_mount
def test_a_full_disk_is_told_and_the_text_saved_once_there_is_room(small_disk: Path, content: Content) -> None:
    session = session_with_case(small_disk, content)
    session.set_fact(FACT, "Quayside")
    session.save()
    filler = fill(small_disk)
    session.set_fact("late_rate", "6.6")
    state = session.save()
    assert (state.state, state.may_pass) == ("failed", True)
    assert "No space left" in state.problem
    assert read_case(on_disk(session))[0].facts == {FACT: "Quayside"}
    filler.unlink()
    assert session.save().state == "saved"
    assert read_case(on_disk(session))[0] == session.case


@needs_mount
def test_the_app_on_a_disk_that_is_read_only_says_so_and_keeps_the_text_elsewhere(
    homes: Homes, small_disk: Path
) -> None:
    home = Homes(small_disk / "data", homes.config, homes.cache)
    prepared = prepare(home)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME + "Quayside")
        terminal.wait_for("NOT SAVED")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.raw
        told = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode().replace("\r\n", "")
    named = re.search(r"(/\S+\.yaml);", told)
    assert named is not None, told
    kept = Path(named[1])
    assert read_case(kept)[0].facts[FACT] == "Quayside"
    shutil.rmtree(kept.parent)


@needs_mount
def test_a_case_that_cannot_be_made_is_a_sentence(homes: Homes, small_disk: Path) -> None:
    (small_disk / "data").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    home = Homes(small_disk / "data", homes.config, homes.cache)
    environment = {"REINSTATE_HOME": str(home.data), "REINSTATE_CACHE": str(home.cache), "LC_ALL": "en_US.UTF-8"}
    from tests.terminal import Terminal

    with Terminal.python("-m", "tui", env=environment, limit=60.0) as terminal:
        terminal.wait_for("Begin here")
        terminal.write("/late_shipment\r\r")
        terminal.wait_for("NOT SAVED")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.raw
