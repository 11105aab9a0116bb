"""The programs that reach a clipboard: how each is called to copy and to paste, and what it needs."""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

System = Literal["linux", "wsl", "macos", "windows", "cygwin"]

TMUX = "tmux"
TERMINAL = "terminal"

# Stands for this interpreter in the command of a tool, and for the text in base64.
PYTHON = "{python}"
BASE64 = "{base64}"


@dataclass(frozen=True, slots=True)
class Tool:
    """One program: its two commands and what must hold for them to work."""

    name: str
    copy: tuple[str, ...]
    paste: tuple[str, ...]
    systems: frozenset[System]
    # One of these variables must be set.
    needs: tuple[str, ...] = ()
    extra_environment: tuple[tuple[str, str], ...] = ()
    # Windows ends lines with CR LF; win32yank and Set-Clipboard leave the text as it is.
    crlf: bool = False
    # Where the text travels in the command line, which is limited, the most bytes of text it may have.
    argument_limit: int | None = None
    paste_is_base64: bool = False
    # Reading back takes seconds, so only the doctor does it.
    slow_paste: bool = False


_UNIX: frozenset[System] = frozenset({"linux", "wsl", "macos", "cygwin"})
_X: frozenset[System] = frozenset({"linux", "wsl"})

# `-P` keeps a pyperclip.py in the current folder from being run. The bytes go round the text layer of stdin and stdout,
# which would change line ends and, on Windows, decode with the code page.
_PYTHON_COPY = "import sys, pyperclip; pyperclip.copy(sys.stdin.buffer.read().decode('utf-8'))"
_PYTHON_PASTE = "import sys, pyperclip; sys.stdout.buffer.write(pyperclip.paste().encode('utf-8'))"

# PowerShell decodes its standard input with the ANSI code page, so the text goes in as base64.
_POWERSHELL = ("powershell.exe", "-NoProfile", "-NonInteractive", "-Command")
_POWERSHELL_COPY = f"Set-Clipboard -Value ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{BASE64}')))"
_POWERSHELL_PASTE = "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((Get-Clipboard -Raw)))"

TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            name="wl-copy",
            # Without a type, text with a rare character is stored as binary and no editor can paste it.
            copy=("wl-copy", "--type", "text/plain;charset=utf-8"),
            paste=("wl-paste", "--no-newline", "--type", "text/plain;charset=utf-8"),
            systems=_X,
            needs=("WAYLAND_DISPLAY", "WAYLAND_SOCKET"),
        ),
        Tool(
            name="xclip",
            copy=("xclip", "-selection", "clipboard", "-in"),
            paste=("xclip", "-selection", "clipboard", "-out"),
            systems=_X,
            needs=("DISPLAY",),
        ),
        Tool(
            name="xsel",
            copy=("xsel", "--clipboard", "--input"),
            paste=("xsel", "--clipboard", "--output"),
            systems=_X,
            needs=("DISPLAY",),
        ),
        Tool(
            name="pbcopy",
            copy=("pbcopy",),
            paste=("pbpaste",),
            systems=frozenset({"macos"}),
            # Under a C locale pbcopy takes every byte for a Mac Roman character.
            extra_environment=(("LC_CTYPE", "UTF-8"),),
        ),
        Tool(
            name="pyperclip",
            copy=(PYTHON, "-P", "-c", _PYTHON_COPY),
            paste=(PYTHON, "-P", "-c", _PYTHON_PASTE),
            systems=frozenset({"windows", "macos", "cygwin"}),
        ),
        Tool(
            name="win32yank",
            copy=("win32yank.exe", "-i", "--crlf"),
            paste=("win32yank.exe", "-o", "--lf"),
            systems=frozenset({"wsl"}),
        ),
        Tool(
            name="powershell",
            copy=(*_POWERSHELL, _POWERSHELL_COPY),
            paste=(*_POWERSHELL, _POWERSHELL_PASTE),
            systems=frozenset({"wsl"}),
            crlf=True,
            # A Windows command line holds 32 767 characters, base64 makes four of three bytes.
            argument_limit=24_000,
            paste_is_base64=True,
            slow_paste=True,
        ),
        Tool(
            name=TMUX,
            # -w hands the text on to the outer terminal whatever `set-clipboard` says, unlike OSC 52 from inside.
            copy=("tmux", "load-buffer", "-w", "-"),
            paste=("tmux", "save-buffer", "-"),
            systems=_UNIX,
            needs=("TMUX",),
        ),
    )
}


def program_path(name: str, environment: Mapping[str, str]) -> str | None:
    """Return the absolute path of a program, or nothing; a program found by a relative PATH entry is not trusted."""
    if name == PYTHON:
        return sys.executable or None
    found = shutil.which(name, path=environment.get("PATH", os.defpath))
    return found if found and Path(found).is_absolute() else None
