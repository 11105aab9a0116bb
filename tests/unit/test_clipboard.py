import base64
import os
import stat
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui.ports import clipboard
from tui.ports.clipboard import ClipboardSettings, CopyOutcome, Note, Reason, RouteMemory
from tui.ports.clipboard.surroundings import Surroundings, obstacle, order_of_routes
from tui.ports.clipboard.tools import System

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake tools are shell scripts")

QUICK = ClipboardSettings(time_out=1.0)
GENEROUS = ClipboardSettings(time_out=20)

# A tool that works: whatever is called with an option for output prints what it was given last.
HONEST = 'case "$*" in *-o*) /bin/cat "$STORE" ;; *) /bin/cat > "$STORE" ;; esac'


@dataclass
class Desk:
    """A folder of programs that is the whole PATH, and a state folder of its own."""

    folder: Path
    variables: dict[str, str]
    memory: RouteMemory

    def install(self, name: str, body: str) -> None:
        script = self.folder / "bin" / name
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)

    def copy(self, text: str, settings: ClipboardSettings = GENEROUS, terminal: list[str] | None = None) -> CopyOutcome:
        write = None if terminal is None else terminal.append
        return clipboard.copy(
            text, settings=settings, environment=self.variables, write_to_terminal=write, memory=self.memory
        )

    @property
    def stored(self) -> bytes:
        return (self.folder / "store").read_bytes()

    @property
    def last(self) -> Path:
        return self.folder / "home" / "state" / "clipboard" / "last.txt"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    on("linux", monkeypatch)
    (tmp_path / "bin").mkdir()
    variables = {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path),
        "REINSTATE_HOME": str(tmp_path / "home"),
        "DISPLAY": ":4711",
        "TERM": "xterm-256color",
        "STORE": str(tmp_path / "store"),
    }
    return Desk(tmp_path, variables, RouteMemory())


def on(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ports.clipboard.surroundings._system", lambda: system)


def around(system: System = "linux", **environment: str) -> Surroundings:
    return Surroundings(system, bool(environment.get("SSH_TTY")), {"PATH": "", **environment})


def reasons(outcome: CopyOutcome) -> Mapping[str, Reason | None]:
    return {attempt.route: attempt.reason for attempt in outcome.attempts}


def test_a_tool_that_gives_back_the_text_makes_the_copy_checked(desk: Desk) -> None:
    desk.install("xclip", HONEST)

    outcome = desk.copy("你好 £ é\nsecond line")

    assert (outcome.state, outcome.route, outcome.characters, outcome.reason) == ("checked", "xclip", 18, None)
    assert desk.stored.decode() == "你好 £ é\nsecond line"


def test_a_tool_that_does_nothing_and_exits_0_is_not_believed(desk: Desk) -> None:
    desk.install("xclip", "exit 0")

    outcome = desk.copy("text")

    assert (outcome.state, outcome.route, outcome.reason) == ("failed", "xclip", Reason.READ_BACK_DIFFERS)


def test_a_tool_that_takes_effect_a_moment_after_it_has_ended_is_believed_in_the_end(desk: Desk) -> None:
    late = 'echo x >> "$STORE.reads"; test "$(/usr/bin/wc -l < "$STORE.reads")" -ge 3 || exit 1; /bin/cat "$STORE"'
    desk.install("xclip", f'case "$*" in *-out*) {late} ;; *) /bin/cat > "$STORE" ;; esac')

    assert desk.copy("text").state == "checked"


def test_the_next_tool_is_tried_after_one_that_failed(desk: Desk) -> None:
    desk.install("xclip", "echo 'Error: no such thing' >&2; exit 1")
    desk.install("xsel", HONEST)

    outcome = desk.copy("text")

    assert (outcome.state, outcome.route) == ("checked", "xsel")
    assert reasons(outcome) == {"wl-copy": Reason.NO_DISPLAY, "xclip": Reason.TOOL_FAILED, "xsel": None}


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ("printf 'Error: \\033]0;evil\\007 gone\\nmore\\n' >&2; exit 3", "Error: \ufffd]0;evil\ufffd gone"),
        ("exit 3", "exit status 3"),
        ("kill -9 $$", "exit status -9"),
    ],
)
def test_the_tools_own_words_become_one_harmless_line(body: str, detail: str, desk: Desk) -> None:
    desk.install("xclip", body)

    outcome = desk.copy("text")

    assert (outcome.reason, outcome.detail) == (Reason.TOOL_FAILED, detail)


@pytest.mark.parametrize("text", ["short", "long " * 200_000], ids=["short", "longer than a pipe"])
def test_a_tool_that_sleeps_is_ended_and_left_alone_for_the_session(text: str, desk: Desk) -> None:
    desk.install("xclip", f"echo $$ > {desk.folder}/pid; exec /bin/sleep 60")
    began = time.monotonic()

    first = desk.copy(text, QUICK)
    taken = time.monotonic() - began
    second = desk.copy(text, QUICK)

    assert (first.state, first.route, first.reason) == ("failed", "xclip", Reason.TOOL_TIMED_OUT)
    assert taken < 10
    assert (second.state, second.reason) == ("failed", Reason.SWITCHED_OFF)
    with pytest.raises(ProcessLookupError):
        os.kill(int((desk.folder / "pid").read_text(encoding="utf-8")), 0)


def test_a_paste_tool_that_sleeps_leaves_the_copy_unproven_and_the_route_off(desk: Desk) -> None:
    desk.install("xclip", 'case "$*" in *-out*) exec /bin/sleep 60 ;; *) /bin/cat > "$STORE" ;; esac')

    assert desk.copy("text", QUICK).reason is Reason.TOOL_TIMED_OUT
    assert desk.memory.switched_off == {"xclip"}


def test_ten_megabytes_on_stderr_do_no_harm(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.install("xclip", "/usr/bin/head -c 10000000 /dev/zero | /usr/bin/tr '\\0' 'x' >&2; exit 1")

    outcome = desk.copy("text")

    assert outcome.reason is Reason.TOOL_FAILED
    assert outcome.detail == "x" * 200
    assert capfd.readouterr() == ("", "")


def test_an_endless_paste_is_cut_and_differs(desk: Desk) -> None:
    desk.install("xclip", 'case "$*" in *-out*) /usr/bin/head -c 10000000 /dev/zero ;; esac')

    assert desk.copy("text").reason is Reason.READ_BACK_DIFFERS


def test_a_tool_that_forks_and_keeps_every_stream_is_not_waited_for(desk: Desk) -> None:
    body = f'/bin/cat > "$STORE"; (echo $$ > {desk.folder}/pid; exec /bin/sleep 60) &'
    desk.install("xclip", f'case "$*" in *-out*) /bin/cat "$STORE" ;; *) {body} ;; esac')
    began = time.monotonic()

    outcome = desk.copy("text")

    os.killpg(int((desk.folder / "pid").read_text(encoding="utf-8")), 9)
    assert outcome.state == "checked"
    assert time.monotonic() - began < 10


def test_a_file_that_is_no_program_is_a_failed_route(desk: Desk) -> None:
    broken = desk.folder / "bin" / "xclip"
    broken.write_bytes(b"\x7fELF nonsense")
    broken.chmod(0o755)

    outcome = desk.copy("text")

    assert outcome.reason is Reason.TOOL_NOT_STARTED
    assert "Exec format error" in outcome.detail


def test_a_program_found_by_a_relative_path_is_not_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.install("xclip", HONEST)
    monkeypatch.chdir(desk.folder)
    desk.variables["PATH"] = "bin"

    outcome = desk.copy("text")

    assert reasons(outcome)["xclip"] is Reason.PROGRAM_MISSING
    assert not (desk.folder / "store").exists()


def test_without_any_route_the_text_is_in_the_private_file_all_the_same(desk: Desk) -> None:
    del desk.variables["DISPLAY"]

    outcome = desk.copy("信\n")

    assert (outcome.state, outcome.route, outcome.reason) == ("failed", "", Reason.NO_ROUTE)
    assert outcome.saved_to == desk.last
    assert desk.last.read_bytes() == "信\n".encode()
    assert stat.S_IMODE(desk.last.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.last.parent.stat().st_mode) == 0o700


def test_a_copy_that_worked_has_its_file_too_and_the_next_one_replaces_it(desk: Desk) -> None:
    desk.install("xclip", HONEST)

    desk.copy("one")
    outcome = desk.copy("two")

    assert outcome.saved_to == desk.last
    assert [entry.name for entry in desk.last.parent.iterdir()] == ["last.txt"]
    assert desk.last.read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize("home", ["relative", "/dev/null/x"])
def test_a_file_that_cannot_be_written_is_told_and_the_copy_goes_on(home: str, desk: Desk) -> None:
    desk.install("xclip", HONEST)
    desk.variables["REINSTATE_HOME"] = home

    outcome = desk.copy("text")

    assert (outcome.state, outcome.saved_to, outcome.notes) == ("checked", None, (Note.FILE_NOT_WRITTEN,))
    assert home in outcome.file_detail


def test_nothing_is_copied_from_an_empty_text(desk: Desk) -> None:
    desk.install("xclip", HONEST)

    outcome = desk.copy("")

    assert (outcome.state, outcome.reason, outcome.saved_to) == ("failed", Reason.NOTHING_TO_COPY, None)
    assert not desk.last.exists()
    assert not (desk.folder / "store").exists()


@pytest.mark.parametrize(
    ("text", "arrives", "replaced"),
    [
        ("a\tb\r\nc\rd", "a\tb\nc\nd", 0),
        ("a\x00b\x1b]52;c;eA==\x07\x9b", "a\ufffdb\ufffd]52;c;eA==\ufffd\ufffd", 4),
        ("\ud800你好", "\ufffd你好", 1),
        ("\ufeffletter", "letter", 0),
    ],
)
def test_what_would_steer_the_target_is_replaced_and_counted(
    text: str, arrives: str, replaced: int, desk: Desk
) -> None:
    desk.install("xclip", HONEST)

    outcome = desk.copy(text)

    assert desk.stored.decode() == arrives
    assert (outcome.state, outcome.characters, outcome.replaced) == ("checked", len(arrives), replaced)
    assert (Note.CHARACTERS_REPLACED in outcome.notes) == (replaced > 0)


def test_a_text_above_the_limit_of_the_check_is_sent_and_says_that_it_was_not_checked(desk: Desk) -> None:
    desk.install("xclip", HONEST)
    text = "x" * 1_000_001

    outcome = desk.copy(text)

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "xclip", (Note.TOO_LONG_TO_CHECK,))
    assert len(desk.stored) == len(text)
    assert desk.copy(text[:-1]).state == "checked"


def test_the_terminal_alone_is_never_more_than_sent(desk: Desk) -> None:
    del desk.variables["DISPLAY"]
    terminal: list[str] = []

    outcome = desk.copy("你好", terminal=terminal)

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "terminal", ())
    assert terminal == [f"\x1b]52;c;{base64.b64encode('你好'.encode()).decode()}\x07"]


def test_the_terminal_takes_74994_bytes_and_not_one_more(desk: Desk) -> None:
    del desk.variables["DISPLAY"]
    terminal: list[str] = []

    sent = desk.copy("x" * 74_994, terminal=terminal)
    refused = desk.copy("x" * 74_995, terminal=terminal)

    assert (sent.state, sent.notes, len(terminal)) == ("sent", (Note.TERMINAL_MAY_CUT_IT,), 1)
    assert (refused.state, refused.reason, refused.detail) == ("failed", Reason.TOO_LONG, "74994")


def test_a_terminal_that_breaks_while_it_is_written_to_is_a_failed_route(desk: Desk) -> None:
    def gone(sequence: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    outcome = clipboard.copy(
        "x", settings=ClipboardSettings("terminal"), environment=desk.variables, write_to_terminal=gone
    )

    assert (outcome.state, outcome.reason) == ("failed", Reason.TERMINAL_WRITE_FAILED)
    assert "Broken pipe" in outcome.detail


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"TERM": "dumb"}, Reason.TERMINAL_IGNORES_IT),
        ({"TERM": "linux"}, Reason.TERMINAL_IGNORES_IT),
        ({"TERM_PROGRAM": "Apple_Terminal"}, Reason.TERMINAL_IGNORES_IT),
        ({"STY": "1.pts"}, Reason.INSIDE_SCREEN),
    ],
)
def test_a_terminal_known_to_be_deaf_is_not_written_to(variables: dict[str, str], reason: Reason, desk: Desk) -> None:
    del desk.variables["DISPLAY"]
    desk.variables.update(variables)
    terminal: list[str] = []

    outcome = desk.copy("x", terminal=terminal)

    assert (outcome.state, terminal) == ("failed", [])
    assert reasons(outcome)["terminal"] is reason


@pytest.mark.parametrize("system", ["linux", "wsl", "macos", "windows", "cygwin"])
def test_far_from_home_the_native_tools_of_that_machine_are_not_considered(system: System) -> None:
    assert order_of_routes(around(system, SSH_TTY="/dev/pts/1")) == ("tmux", "terminal", "wl-copy", "xclip", "xsel")


@pytest.mark.parametrize(
    ("system", "first"),
    [
        ("linux", "wl-copy"),
        ("wsl", "win32yank"),
        ("macos", "pbcopy"),
        ("windows", "pyperclip"),
        ("cygwin", "pyperclip"),
    ],
)
def test_at_home_the_native_tool_comes_first_and_the_terminal_last(system: System, first: str) -> None:
    order = order_of_routes(around(system))

    assert (order[0], order[-1]) == (first, "terminal")


def test_a_screen_of_the_far_machine_is_passed_over_and_a_forwarded_one_betters_what_was_sent(desk: Desk) -> None:
    desk.install("xclip", HONEST)
    desk.variables["SSH_CONNECTION"] = "10.0.0.1 1 10.0.0.2 22"
    terminal: list[str] = []

    far = desk.copy("x", terminal=terminal)
    desk.variables["DISPLAY"] = "localhost:10.0"
    forwarded = desk.copy("x", terminal=terminal)

    assert (far.state, far.route, reasons(far)["xclip"]) == ("sent", "terminal", Reason.DISPLAY_ELSEWHERE)
    assert (forwarded.state, forwarded.route, forwarded.notes) == ("checked", "xclip", (Note.ALSO_SENT_TO_TERMINAL,))


def test_tmux_is_sent_with_its_buffer_checked_and_spares_the_terminal(desk: Desk) -> None:
    del desk.variables["DISPLAY"]
    desk.variables["TMUX"] = "/tmp/none,1,0"
    desk.install("tmux", 'case "$1" in save-buffer) /bin/cat "$STORE" ;; *) /bin/cat > "$STORE" ;; esac')
    terminal: list[str] = []

    outcome = desk.copy("x" * 80_000, terminal=terminal)

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "tmux", (Note.TMUX_BUFFER_CHECKED,))
    assert terminal == []


def test_a_stale_tmux_leads_to_the_next_route_with_a_doubt(desk: Desk) -> None:
    del desk.variables["DISPLAY"]
    desk.variables["TMUX"] = "/tmp/none,1,0"
    desk.install("tmux", "echo 'no server running on /tmp/none' >&2; exit 1")

    outcome = desk.copy("x", terminal=[])

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "terminal", (Note.TMUX_MAY_DROP_IT,))
    assert outcome.attempts[-2].detail == "no server running on /tmp/none"


def test_a_pinned_backend_is_the_only_one_tried(desk: Desk) -> None:
    desk.install("xclip", HONEST)
    desk.install("xsel", "exit 1")
    desk.variables["SSH_TTY"] = "/dev/pts/1"

    by_name = desk.copy("x", ClipboardSettings("xclip", time_out=20))
    broken = desk.copy("x", ClipboardSettings("xsel", time_out=20), terminal=[])
    missing = desk.copy("x", ClipboardSettings("wl-copy"), terminal=[])
    unknown = desk.copy("x", ClipboardSettings("carrier-pigeon"), terminal=[])

    assert (by_name.state, by_name.route) == ("checked", "xclip")
    assert (broken.state, broken.route, broken.reason) == ("failed", "xsel", Reason.TOOL_FAILED)
    assert (missing.route, missing.reason) == ("wl-copy", Reason.NO_DISPLAY)
    assert (unknown.route, unknown.reason, unknown.saved_to) == ("carrier-pigeon", Reason.UNKNOWN_BACKEND, desk.last)


def test_wsl_hands_base64_to_powershell_and_only_the_doctor_reads_it_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("wsl", monkeypatch)
    decode = f'echo "$4" | /bin/sed "s/.*String(\'//; s/\').*//" | {sys.executable} -m base64 -d - > "$STORE"'
    encode = f'{sys.executable} -m base64 -e "$STORE"'
    desk.install("powershell.exe", f'case "$4" in Set*) {decode} ;; *) {encode} ;; esac')

    outcome = desk.copy("你好\n£ é")
    tried = clipboard.try_routes(desk.variables, settings=ClipboardSettings("powershell", time_out=20))

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "powershell", (Note.CHECK_TOO_SLOW,))
    assert [attempt.state for attempt in tried] == ["checked"]
    assert desk.stored.decode() == clipboard.PROBE.replace("\n", "\r\n")
    too_long = desk.copy("x" * 24_001, ClipboardSettings("powershell"))
    assert too_long.reason is Reason.TOO_LONG


def test_windows_copies_by_pyperclip_in_a_child_with_its_own_line_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("windows", monkeypatch)
    desk.install("xclip", HONEST)
    # On this machine pyperclip finds the fake xclip by means of `which`.
    desk.install("which", f"test -x {desk.folder}/bin/$1")
    monkeypatch.chdir(desk.folder)
    (desk.folder / "pyperclip.py").write_text("raise SystemExit('planted')", encoding="utf-8")

    outcome = desk.copy("你好\nend")

    assert (outcome.state, outcome.route) == ("checked", "pyperclip")
    assert desk.stored == "你好\r\nend".encode()


def test_what_pyperclip_raises_is_the_last_line_of_its_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    on("cygwin", monkeypatch)
    del desk.variables["DISPLAY"]

    outcome = desk.copy("x")

    assert (outcome.route, outcome.reason) == ("pyperclip", Reason.TOOL_FAILED)
    assert "\n" not in outcome.detail
    assert not outcome.detail.startswith("Traceback")


def test_a_copy_never_raises(desk: Desk) -> None:
    nothing: object = None

    outcome = desk.copy(nothing)  # type: ignore[arg-type]  # what a wrong caller would do

    assert (outcome.state, outcome.reason) == ("failed", Reason.INTERNAL)


def test_the_report_names_every_route_here_with_the_obstacle_or_the_program(desk: Desk) -> None:
    desk.install("xclip", HONEST)

    report = {one.route: one for one in clipboard.routes(desk.variables)}

    assert list(report) == ["wl-copy", "xclip", "xsel", "tmux", "terminal"]
    assert (report["xclip"].usable, report["xclip"].program) == (True, str(desk.folder / "bin" / "xclip"))
    assert report["wl-copy"].reason is Reason.NO_DISPLAY
    assert report["xsel"].reason is Reason.PROGRAM_MISSING
    assert report["tmux"].reason is Reason.NOT_IN_TMUX
    assert report["terminal"].usable


def test_the_doctor_tries_every_route_and_not_only_the_first_that_works(desk: Desk) -> None:
    desk.install("xclip", HONEST)
    desk.install("xsel", "exit 1")
    terminal: list[str] = []

    tried = clipboard.try_routes(desk.variables, settings=GENEROUS, write_to_terminal=terminal.append)

    states = {attempt.route: attempt.state for attempt in tried}
    assert states["wl-copy"] == states["tmux"] == "passed_over"
    assert (states["xclip"], states["xsel"], states["terminal"]) == ("checked", "failed", "sent")
    assert len(terminal) == 1


def test_a_tool_of_another_system_cannot_be_pinned() -> None:
    assert obstacle("pbcopy", around("linux")) is Reason.WRONG_SYSTEM
