"""Hands a text to the editor that `VISUAL` or `EDITOR` names, and takes it back; a failure costs nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.core.files import FileTooLargeError, read_bounded, write_private
from tui.core.text import clean
from tui.ports.paths import private_folder

MAX_BYTES = 1_000_000
FALLBACKS = ("nano",) if os.name != "nt" else ("notepad",)
WAITING = {
    "code": "--wait", "code-insiders": "--wait", "codium": "--wait", "cursor": "--wait", "subl": "--wait",
    "zed": "--wait", "mate": "--wait", "gvim": "--nofork", "mvim": "--nofork", "gedit": "--wait",
}  # fmt: skip
"""Editors with a window of their own go into the background unless they are told to wait."""

Run = Callable[[Sequence[str]], int]
"""Runs a program in the terminal and returns its exit status; raises `OSError` where it cannot be started."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What came of it: the text, and where it failed the reason, a detail, and the file that was kept."""

    state: Literal["changed", "unchanged", "failed"]
    text: str
    reason: Literal["", "no_editor", "bad_command", "not_started", "exit", "unreadable", "not_written"] = ""
    detail: str = ""
    kept: Path | None = None


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor's argument list, or an empty one where there is none; raise `ValueError` for bad quotes."""
    for name in ("VISUAL", "EDITOR"):
        words = _split(environment.get(name, ""))
        if words:
            return _waiting(words)
    found = next((path for name in FALLBACKS if (path := shutil.which(name))), None)
    return [found] if found else []


def _split(command: str) -> list[str]:
    # Without a shell nothing in the variable or in the file's name can start anything else. On Windows a backslash
    # divides folders, so only quotes are taken out there.
    if os.name == "nt":
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def _waiting(words: list[str]) -> list[str]:
    flag = WAITING.get(Path(words[0]).name.lower().removesuffix(".exe").removesuffix(".cmd"))
    return [*words, flag] if flag and flag not in words and "-w" not in words else words


def run_in_terminal(arguments: Sequence[str]) -> int:
    """Run a program on this terminal and wait for it."""
    return subprocess.run(arguments, check=False).returncode


def edit(text: str, name: str, folder: Path, environment: Mapping[str, str], run: Run = run_in_terminal) -> EditOutcome:
    """Let a person edit a text in their editor; where anything goes wrong the text is as it was and the file stays."""
    try:
        command = editor_command(environment)
    except ValueError as error:
        return EditOutcome("failed", text, "bad_command", str(error))
    if not command:
        return EditOutcome("failed", text, "no_editor")
    try:
        file = write_private(_free(private_folder(folder), name), text)
    except OSError as error:
        return EditOutcome("failed", text, "not_written", str(error))
    return _edited(text, file, command, run)


def _edited(text: str, file: Path, command: list[str], run: Run) -> EditOutcome:
    try:
        status = run([*command, str(file)])
    except OSError as error:
        return EditOutcome("failed", text, "not_started", f"{command[0]}: {error.strerror or error}", file)
    if status != 0:
        return EditOutcome("failed", text, "exit", f"{command[0]}: {status}", file)
    try:
        returned = clean(read_bounded(file, MAX_BYTES).decode("utf-8")).text
    except (OSError, UnicodeDecodeError, FileTooLargeError) as error:
        return EditOutcome("failed", text, "unreadable", str(error), file)
    # Most editors end the last line of a file; the section's text has no such end.
    returned = returned if text.endswith("\n") else returned.removesuffix("\n")
    file.unlink(missing_ok=True)
    return EditOutcome("unchanged" if returned == text else "changed", returned)


def _free(folder: Path, name: str) -> Path:
    """Return a name in the folder that is not taken: what an earlier failure left behind stays."""
    number = 1
    while (path := folder / (f"{name}.txt" if number == 1 else f"{name}-{number}.txt")).exists():
        number += 1
    return path
