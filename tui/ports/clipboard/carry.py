"""One try on one route: hand the text over, read it back where that is possible, and say what came of it."""

import base64
import binascii
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tui.ports.clipboard.child import ChildRun, run_child
from tui.ports.clipboard.records import Attempt, ClipboardSettings, Note, Reason
from tui.ports.clipboard.surroundings import Surroundings
from tui.ports.clipboard.tools import BASE64, TERMINAL, TMUX, Tool, program_path

# xclip, xsel and wl-copy fork and exit before the child that they leave behind owns the clipboard: on a busy machine a
# first reading still finds the old text or nobody.
_WAITS_BEFORE_READING = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
_MAY_COME_RIGHT = (Reason.READ_BACK_FAILED, Reason.READ_BACK_DIFFERS)

WriteToTerminal = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Carrier:
    """All that a try depends on besides the tool and the text; ``patient`` reads back even where that is slow."""

    around: Surroundings
    settings: ClipboardSettings
    write_to_terminal: WriteToTerminal | None = None
    patient: bool = False


def carry_by_tool(tool: Tool, text: str, carrier: Carrier) -> Attempt:
    """Copy by a program and compare what its paste command then returns."""
    failure = _hand_over(tool, text, carrier)
    if failure is not None:
        return failure
    if len(text.encode()) > carrier.settings.check_limit:
        return Attempt(tool.name, "sent", notes=(Note.TOO_LONG_TO_CHECK,))
    if tool.slow_paste and not carrier.patient:
        return Attempt(tool.name, "sent", notes=(Note.CHECK_TOO_SLOW,))
    return _compared(tool, text, carrier)


def carry_by_terminal(text: str, carrier: Carrier) -> Attempt:
    """Ask the terminal by OSC 52 to take the text; a terminal never answers, so this is at best ``sent``."""
    if carrier.write_to_terminal is None:
        return Attempt(TERMINAL, "passed_over", Reason.NO_TERMINAL)
    data = text.encode()
    settings = carrier.settings
    if len(data) > settings.osc52_limit:
        return Attempt(TERMINAL, "failed", Reason.TOO_LONG, str(settings.osc52_limit))
    try:
        carrier.write_to_terminal(f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07")
    except Exception as problem:  # Whatever the app's driver raises, a copy does not.
        return Attempt(TERMINAL, "failed", Reason.TERMINAL_WRITE_FAILED, _detail(problem))
    doubts = (
        (Note.TERMINAL_MAY_CUT_IT, len(data) > settings.osc52_safe),
        (Note.TMUX_MAY_DROP_IT, bool(carrier.around.environment.get("TMUX"))),
    )
    return Attempt(TERMINAL, "sent", notes=tuple(note for note, holds in doubts if holds))


def _hand_over(tool: Tool, text: str, carrier: Carrier) -> Attempt | None:
    if tool.argument_limit is not None and len(text.encode()) > tool.argument_limit:
        return Attempt(tool.name, "failed", Reason.TOO_LONG, str(tool.argument_limit))
    try:
        copied = _run(tool, tool.copy, _payload(tool, text, carrier.around), carrier)
    except OSError as problem:
        return Attempt(tool.name, "failed", Reason.TOOL_NOT_STARTED, _detail(problem))
    if copied.code is None:
        return Attempt(tool.name, "failed", Reason.TOOL_TIMED_OUT, copied.complaint)
    if copied.code != 0:
        return Attempt(tool.name, "failed", Reason.TOOL_FAILED, copied.complaint or f"exit status {copied.code}")
    return None


def _compared(tool: Tool, text: str, carrier: Carrier) -> Attempt:
    for wait in _WAITS_BEFORE_READING:
        time.sleep(wait)
        attempt = _compared_once(tool, text, carrier)
        if attempt.reason not in _MAY_COME_RIGHT:
            break
    return attempt


def _compared_once(tool: Tool, text: str, carrier: Carrier) -> Attempt:
    expected = text.encode()
    # Every line may come back with CR LF and everything in base64; what is longer still cannot be equal.
    keep = (len(expected) + text.count("\n")) * 2 + 64
    try:
        pasted = _run(tool, tool.paste, b"", carrier, keep)
    except OSError as problem:
        return Attempt(tool.name, "failed", Reason.READ_BACK_FAILED, _detail(problem))
    if pasted.code is None:
        return Attempt(tool.name, "failed", Reason.TOOL_TIMED_OUT, pasted.complaint)
    if pasted.code != 0:
        return Attempt(tool.name, "failed", Reason.READ_BACK_FAILED, pasted.complaint or f"exit status {pasted.code}")
    if _plain(tool, pasted.output) != expected:
        return Attempt(tool.name, "failed", Reason.READ_BACK_DIFFERS)
    if tool.name == TMUX:
        # Equal in tmux's own buffer; whether the terminal around tmux took it, nobody says.
        return Attempt(tool.name, "sent", notes=(Note.TMUX_BUFFER_CHECKED,))
    return Attempt(tool.name, "checked")


def pasted_text(tool: Tool, carrier: Carrier, most: int) -> str | None:
    """Return what a tool's paste command gives, up to so many bytes, or nothing where it fails."""
    try:
        pasted = _run(tool, tool.paste, b"", carrier, most)
    except OSError:
        return None
    return _plain(tool, pasted.output).decode("utf-8", "replace") if pasted.code == 0 else None


def _run(tool: Tool, command: Sequence[str], data: bytes, carrier: Carrier, keep: int = 0) -> ChildRun:
    environment: Mapping[str, str] = {**carrier.around.environment, **dict(tool.extra_environment)}
    program = program_path(command[0], environment)
    if program is None:
        raise FileNotFoundError(2, "No such program", command[0])
    in_command = any(BASE64 in argument for argument in command)
    encoded = base64.b64encode(data).decode("ascii") if in_command else ""
    arguments = [argument.replace(BASE64, encoded) for argument in command[1:]]
    return run_child(
        [program, *arguments],
        data=b"" if in_command else data,
        environment=environment,
        time_out=carrier.settings.time_out,
        keep=keep,
    )


def _payload(tool: Tool, text: str, around: Surroundings) -> bytes:
    return text.replace("\n", "\r\n").encode() if tool.crlf or around.system == "windows" else text.encode()


def _plain(tool: Tool, pasted: bytes) -> bytes:
    if tool.paste_is_base64:
        try:
            pasted = base64.b64decode(pasted)
        except binascii.Error:
            return b""
    return pasted.replace(b"\r\n", b"\n")


def _detail(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:200]
