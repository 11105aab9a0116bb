"""However the app ends, what was typed until then is on disk, or in a file that is named; never a traceback."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.conftest import Homes
from tests.faults.app_process import CTRL_Q, F5, FACT, TO_STORE_NAME, Prepared, prepare
from tests.terminal import Terminal
from tui.core.case.case_file import read_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and ptys of Unix")
TYPED = "Quayside Trading"
F12 = "\x1b[24~"
# F12 stands for whatever may go wrong in a handler.
GOES_WRONG = """
import os, sys, threading
import tui.app as app
import tui.core.case.store as store
{patch}
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
from tui.__main__ import main
sys.argv = ["reinstate"]
sys.exit(main())
"""
RAISES = {
    "in a key handler": "def wrong(self): raise RuntimeError(self.session.case.facts)",
    "in a timer": """
def fail(self): raise RuntimeError(self.session.case.facts)
def wrong(self): self.set_timer(0.01, lambda: fail(self))
""",
    "in a worker": """
def fail(self): raise RuntimeError(self.session.case.facts)
def wrong(self): self.run_worker(lambda: fail(self), thread=True)
""",
    "while drawing": """
from textual.widgets import Static
class Broken(Static):
    def render(self): raise RuntimeError("Quayside Trading")
def wrong(self): self.main.mount(Broken())
""",
}
PATCH = "app.ReinstateApp.action_interface_language = wrong"


@pytest.fixture
def prepared(homes: Homes) -> Prepared:
    return prepare(homes)


def typed_in(prepared: Prepared, program: str | None = None) -> Terminal:
    """Start the app and type a store name; it may not have been handled yet."""
    terminal = prepared.open(program=program)
    terminal.write(TO_STORE_NAME + TYPED)
    return terminal


def test_text_typed_right_before_the_quit_key_is_saved(prepared: Prepared) -> None:
    with typed_in(prepared) as terminal:
        terminal.write(" & Sons" + CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == f"{TYPED} & Sons"


def test_a_sentence_typed_right_before_the_quit_key_is_saved(homes: Homes) -> None:
    prepared = prepare(homes, pane="letter")
    with prepared.open() as terminal:
        terminal.write(F5 + "\x1b[1;5F" + " Our own words." + CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert any("Our own words." in section.text for section in prepared.saved().sections.values())


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_right_after_typing_saves_and_gives_the_terminal_back(
    prepared: Prepared, signum: signal.Signals
) -> None:
    with typed_in(prepared) as terminal:
        terminal.wait_for(TYPED)
        terminal.send_signal(signum)
        assert terminal.wait_for_end() == 128 + signum
        assert b"\x1b[?1049l" in terminal.raw
    assert prepared.saved_name() == TYPED


def test_a_window_closed_right_after_typing_saves(prepared: Prepared) -> None:
    with typed_in(prepared) as terminal:
        terminal.wait_for(TYPED)
        terminal.close_window()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert prepared.saved_name() == TYPED


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGKILL])
def test_whatever_ends_the_process_finds_saved_what_is_shown_as_saved(
    prepared: Prepared, signum: signal.Signals
) -> None:
    with typed_in(prepared) as terminal:
        terminal.wait_for("saved ")
        terminal.send_signal(signum)
        terminal.wait_for_end()
    assert prepared.saved_name() == TYPED


def test_a_closed_pipe_signal_changes_nothing(prepared: Prepared) -> None:
    with typed_in(prepared) as terminal:
        terminal.send_signal(signal.SIGPIPE)
        terminal.write(" Ltd" + CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == f"{TYPED} Ltd"


@pytest.mark.parametrize("where", RAISES)
def test_an_error_of_ours_ends_with_a_sentence_and_everything_saved(prepared: Prepared, where: str) -> None:
    with typed_in(prepared, GOES_WRONG.format(patch=f"{RAISES[where]}\n{PATCH}")) as terminal:
        terminal.wait_for(TYPED)
        start = len(terminal.raw)
        terminal.write(F12)
        assert terminal.wait_for_end() == 1
        after = terminal.raw[start:].rpartition(b"\x1b[?1049l")[2].decode()
    assert prepared.saved_name() == TYPED
    log = (prepared.state / "crash.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert ".py:" in log or "<string>:" in log
    for told in (after, log):
        # Neither the terminal nor the log holds what somebody wrote.
        assert "Traceback" not in told
        assert TYPED not in told
    assert "crash.log" in after.replace("\r\n", "")


def test_an_app_that_hangs_has_saved_and_still_ends_at_a_signal(prepared: Prepared) -> None:
    patch = f"def wrong(self):\n    while True: pass\n{PATCH}"
    with typed_in(prepared, GOES_WRONG.format(patch=patch)) as terminal:
        terminal.wait_for(TYPED)
        terminal.write(F12)
        terminal.wait_for(lambda: prepared.saved_name() == TYPED)
        terminal.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in terminal.raw


def test_a_disk_that_hangs_does_not_keep_the_app_and_the_copy_is_named(prepared: Prepared) -> None:
    patch = """
def hangs(path, data, **_):
    if path.name == "case.yaml":
        threading.Event().wait()
    return path
store.write_private = hangs
"""
    with typed_in(prepared, GOES_WRONG.format(patch=patch)) as terminal:
        terminal.wait_for(TYPED)
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        told = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode().replace("\r\n", "")
    assert f"unsaved/{prepared.case_id}.yaml" in told
    kept = read_case(prepared.state / "unsaved" / f"{prepared.case_id}.yaml")[0]
    assert kept.facts[FACT] == TYPED


def test_a_version_that_was_kept_elsewhere_is_offered_at_the_next_start(prepared: Prepared) -> None:
    case = prepared.saved()
    unsaved = prepared.state / "unsaved" / f"{case.id}.yaml"
    unsaved.parent.mkdir()
    text = prepared.file.read_text(encoding="utf-8")
    assert "facts: {}" in text or "facts" not in text
    unsaved.write_text(text.replace("facts: {}\n", "") + f'facts:\n  {FACT}: "{TYPED}"\n', encoding="utf-8")
    with prepared.open() as terminal:
        terminal.wait_for("Another version")
        terminal.write("\x1b[B\r")
        terminal.wait_for(lambda: prepared.saved_name() == TYPED)
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
    with prepared.open() as terminal:
        terminal.wait_for(TYPED)
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        # It was answered: nobody is asked twice.
        assert "Another version" not in terminal.raw.decode()


@pytest.mark.parametrize("option", [("-X", "dev"), ("-O",), ("-W", "error")], ids=" ".join)
def test_the_app_starts_under_any_option_of_python(prepared: Prepared, option: tuple[str, ...]) -> None:
    import os

    env = {"REINSTATE_HOME": str(prepared.homes.data), "REINSTATE_CACHE": str(prepared.homes.cache), **os.environ}
    with Terminal.python(*option, "-m", "tui", env=env, limit=60.0) as terminal:
        terminal.wait_for("facts ")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.raw


def test_nothing_is_painted_where_there_is_no_terminal(homes: Homes, tmp_path: Path) -> None:
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-m", "tui"], cwd=Path(__file__).resolve().parents[2], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "\x1b" not in ran.stdout + ran.stderr
    assert ran.stderr.count("\n") == 1
