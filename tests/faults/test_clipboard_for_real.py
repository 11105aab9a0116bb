import base64
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tui.ports import clipboard
from tui.ports.clipboard import ClipboardSettings, CopyOutcome, Note, Reason, RouteMemory

TEXT = "Plan of action 你好 £ é\n\tsecond line\n"
PATIENCE = 20.0
CHECKOUT = Path(__file__).parents[2]
PASTE = {"xclip": ["xclip", "-selection", "clipboard", "-o"], "xsel": ["xsel", "-b", "-o"]}

COPY_IN_A_CHILD = """
import json, sys
from tui.ports import clipboard
outcome = clipboard.copy(sys.argv[1], settings=clipboard.ClipboardSettings(sys.argv[2], time_out=20))
open(sys.argv[3], "w").write(json.dumps([outcome.state, outcome.route]))
"""

Environment = dict[str, str]


def needs(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "REINSTATE_HOME": str(tmp_path / "home"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def display() -> Iterator[str]:
    needs("Xvfb")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = number.readline().strip()
    if not name:
        server.wait()
        pytest.skip("Xvfb does not start here")
    yield f":{name}"
    server.terminate()
    server.wait()


def copy(
    text: str, environment: Mapping[str, str], backend: str | None = None, time_out: float = PATIENCE
) -> CopyOutcome:
    settings = ClipboardSettings(backend, time_out=time_out)
    return clipboard.copy(text, settings=settings, environment=environment, memory=RouteMemory())


def output_of(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=PATIENCE).stdout


def comes_to_hold(command: Sequence[str], environment: Mapping[str, str], text: str) -> bool:
    """Whether a paste command gives the text: xsel and xclip go on taking a selection over after they have returned."""
    expected = text.encode()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        run = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE)
        if run.stdout == expected:
            return True
    return False


@contextmanager
def in_a_terminal(command: Sequence[str], environment: Environment) -> Iterator[int]:
    """Run a command in a terminal of its own, hand out our end of it, and close the window at the end."""
    child, master = pty.fork()
    if child == 0:
        os.chdir(CHECKOUT)
        os.execvpe(command[0], list(command), environment)
    try:
        yield master
    finally:
        os.close(master)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGHUP)
        os.waitpid(child, 0)


def read_until(master: int, found: Callable[[bytes], bool]) -> bytes:
    seen = b""
    end = time.monotonic() + PATIENCE
    while not found(seen) and (left := end - time.monotonic()) > 0:
        if not select.select([master], [], [], left)[0]:
            break
        try:
            seen += os.read(master, 65536)
        except OSError:
            # Linux says so when the last process at the other end has gone.
            break
    return seen


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
@pytest.mark.parametrize("size", [1, 250, 23_000], ids=["short", "long", "near the limit of the check"])
def test_a_live_x_display_gives_back_what_was_copied(
    tool: str, size: int, display: str, environment: Environment
) -> None:
    needs(tool)
    environment["DISPLAY"] = display
    text = TEXT * size

    outcome = copy(text, environment, tool)

    assert (outcome.state, outcome.route, outcome.characters) == ("checked", tool, len(text))


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_ten_megabytes_arrive_and_are_not_called_checked(tool: str, display: str, environment: Environment) -> None:
    needs(tool)
    environment["DISPLAY"] = display
    text = "0123456789" * 1_000_000

    outcome = copy(text, environment, tool)

    assert (outcome.state, outcome.notes) == ("sent", (Note.TOO_LONG_TO_CHECK,))
    assert comes_to_hold(PASTE[tool], environment, text)


def test_a_hundred_copies_in_a_row_are_all_checked(display: str, environment: Environment) -> None:
    needs("xclip")
    environment["DISPLAY"] = display

    assert [copy(f"copy {number}", environment, "xclip").state for number in range(100)] == ["checked"] * 100


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_a_display_that_is_gone_fails_in_the_tools_own_words_and_off_the_screen(
    tool: str, environment: Environment, capfd: pytest.CaptureFixture[str]
) -> None:
    needs(tool)
    environment["DISPLAY"] = ":4711"

    outcome = copy(TEXT, environment, tool)

    assert (outcome.state, outcome.reason) == ("failed", Reason.TOOL_FAILED)
    assert "open display" in outcome.detail
    assert capfd.readouterr() == ("", "")


def test_without_any_display_the_text_is_in_the_file(environment: Environment) -> None:
    outcome = copy(TEXT, environment)

    assert (outcome.state, outcome.reason) == ("failed", Reason.NO_ROUTE)
    assert outcome.saved_to is not None
    assert outcome.saved_to.read_bytes() == TEXT.encode()


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_an_x_server_that_never_answers_costs_no_more_than_the_time_out(tool: str, environment: Environment) -> None:
    needs(tool)
    with socket.socket() as listener:
        number = bind_display(listener)
        environment["DISPLAY"] = f"localhost:{number}.0"
        memory = RouteMemory()
        settings = ClipboardSettings(tool, time_out=0.5)
        began = time.monotonic()
        first = clipboard.copy(TEXT, settings=settings, environment=environment, memory=memory)
        taken = time.monotonic() - began
        second = clipboard.copy(TEXT, settings=settings, environment=environment, memory=memory)

    assert (first.state, first.reason, second.reason) == ("failed", Reason.TOOL_TIMED_OUT, Reason.SWITCHED_OFF)
    assert taken < 5
    assert first.saved_to is not None


def bind_display(listener: socket.socket) -> int:
    for number in range(100, 200):
        with suppress(OSError):
            listener.bind(("localhost", 6000 + number))
            listener.listen()
            return number
    pytest.skip("no port of an X display is free")


def test_a_compositor_that_never_answers_costs_no_more_than_the_time_out(environment: Environment) -> None:
    needs("wl-copy", "wl-paste")
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/wayland-mute")
        listener.listen()
        environment.update(XDG_RUNTIME_DIR=folder, WAYLAND_DISPLAY="wayland-mute")
        outcome = copy(TEXT, environment, time_out=0.5)

    assert (outcome.state, outcome.route, outcome.reason) == ("failed", "wl-copy", Reason.TOOL_TIMED_OUT)


def test_a_compositor_that_is_gone_fails_in_the_tools_own_words(environment: Environment, tmp_path: Path) -> None:
    needs("wl-copy", "wl-paste")
    environment.update(XDG_RUNTIME_DIR=str(tmp_path), WAYLAND_DISPLAY="wayland-gone")

    outcome = copy(TEXT, environment)

    assert (outcome.route, outcome.reason) == ("wl-copy", Reason.TOOL_FAILED)
    assert outcome.detail != ""


@pytest.fixture
def compositor(environment: Environment) -> Iterator[Environment]:
    needs("sway", "wl-copy", "wl-paste")
    with tempfile.TemporaryDirectory() as runtime:
        ready = Path(runtime, "ready")
        os.mkfifo(ready)
        config = Path(runtime, "config")
        config.write_text(f"exec /bin/sh -c 'echo $WAYLAND_DISPLAY > {ready}'\n", encoding="utf-8")
        # sway does not run as root.
        user, group = (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
        for path in (runtime, ready, config):
            shutil.chown(path, user, group)
        environment["XDG_RUNTIME_DIR"] = runtime
        headless = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
        server = subprocess.Popen(
            ["sway", "--config", str(config)],
            env={**environment, **headless, "HOME": runtime},
            user=user,
            group=group,
            extra_groups=[] if os.geteuid() == 0 else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        name = first_line(ready, server)
        try:
            if not name:
                pytest.skip("sway does not start here")
            yield {**environment, "WAYLAND_DISPLAY": name}
        finally:
            server.terminate()
            server.wait()


def first_line(pipe: Path, writer: "subprocess.Popen[bytes]") -> str:
    descriptor = os.open(pipe, os.O_RDWR)
    try:
        end = time.monotonic() + PATIENCE
        while writer.poll() is None and time.monotonic() < end:
            if select.select([descriptor], [], [], 0.1)[0]:
                return os.read(descriptor, 100).decode().strip()
        return ""
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("size", [1, 23_000], ids=["short", "near the limit of the check"])
def test_a_live_compositor_gives_back_what_was_copied(size: int, compositor: Environment) -> None:
    outcome = copy(TEXT * size, compositor)

    assert (outcome.state, outcome.route) == ("checked", "wl-copy"), outcome.attempts


@pytest.mark.parametrize("tool", ["xclip", "xsel"])
def test_the_clipboard_outlives_the_terminal_it_was_filled_from(
    tool: str, display: str, environment: Environment, tmp_path: Path
) -> None:
    needs(tool)
    environment["DISPLAY"] = display
    result = tmp_path / "result"

    with in_a_terminal([sys.executable, "-c", COPY_IN_A_CHILD, TEXT, tool, str(result)], environment) as master:
        read_until(master, lambda seen: False)

    assert json.loads(result.read_text(encoding="utf-8")) == ["checked", tool]
    assert output_of(PASTE[tool], environment) == TEXT.encode()


def test_a_run_whose_output_is_captured_ends_although_the_tool_lives_on(
    display: str, environment: Environment, tmp_path: Path
) -> None:
    needs("xclip")
    environment["DISPLAY"] = display
    command = [sys.executable, "-c", COPY_IN_A_CHILD, TEXT, "xclip", str(tmp_path / "result")]

    run = subprocess.run(command, env=environment, cwd=CHECKOUT, capture_output=True, timeout=PATIENCE, check=True)

    assert (run.stdout, run.stderr) == (b"", b"")
    assert json.loads((tmp_path / "result").read_text(encoding="utf-8")) == ["checked", "xclip"]


@pytest.fixture
def tmux(environment: Environment) -> Iterator[Callable[..., bytes]]:
    needs("tmux")
    # Not tmp_path: the path of a socket holds 107 bytes.
    with tempfile.TemporaryDirectory() as folder:
        command = ["tmux", "-f", "/dev/null", "-S", f"{folder}/s"]

        def run(*arguments: str) -> bytes:
            return output_of([*command, *arguments], environment)

        run("new-session", "-d", "-s", "seller", "/bin/cat")
        environment["TMUX"] = run("display-message", "-p", "#{socket_path},#{pid},0").decode().strip()
        yield run
        with suppress(subprocess.CalledProcessError):
            run("kill-server")


@pytest.mark.parametrize("setting", ["off", "external", "on"])
def test_tmux_holds_the_text_and_hands_it_to_the_outer_terminal_under_every_setting(
    setting: str, tmux: Callable[..., bytes], environment: Environment
) -> None:
    tmux("set-option", "-s", "set-clipboard", setting)
    outside = {name: value for name, value in environment.items() if name != "TMUX"}
    path = environment["TMUX"].split(",")[0]

    with in_a_terminal(["tmux", "-S", path, "attach-session"], outside) as master:
        # tmux asks the terminal what it is; it attaches once it draws its status line.
        read_until(master, lambda seen: b"seller" in seen)
        outcome = copy(TEXT, environment)
        seen = read_until(master, lambda seen: re.search(rb"\x1b\]52;[^\x07\x1b]+[\x07\x1b]", seen) is not None)

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "tmux", (Note.TMUX_BUFFER_CHECKED,))
    assert base64.b64encode(TEXT.encode()) in seen


def test_a_long_text_goes_through_tmux_whole(tmux: Callable[..., bytes], environment: Environment) -> None:
    text = "0123456789" * 99_999

    outcome = copy(text, environment)

    assert (outcome.state, outcome.route, outcome.notes) == ("sent", "tmux", (Note.TMUX_BUFFER_CHECKED,))
    # Not compared by pytest, which would explain a difference for minutes.
    arrived = tmux("save-buffer", "-") == text.encode()
    assert arrived


def test_a_tmux_that_has_ended_is_told_and_passed_by(tmux: Callable[..., bytes], environment: Environment) -> None:
    tmux("kill-server")
    terminal: list[str] = []

    outcome = clipboard.copy(TEXT, environment=environment, write_to_terminal=terminal.append, memory=RouteMemory())

    assert (outcome.state, outcome.route, len(terminal)) == ("sent", "terminal", 1)
    failed = {attempt.route: attempt for attempt in outcome.attempts}["tmux"]
    assert failed.reason is Reason.TOOL_FAILED
    assert failed.detail != ""
