"""Where the app runs, which routes to a clipboard that leaves open, and in which order they are tried."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.ports.clipboard.records import Reason
from tui.ports.clipboard.tools import TERMINAL, TMUX, TOOLS, System, Tool, program_path

_LOCAL: Mapping[System, tuple[str, ...]] = {
    "linux": ("wl-copy", "xclip", "xsel", TMUX, TERMINAL),
    "wsl": ("win32yank", "powershell", "wl-copy", "xclip", "xsel", TMUX, TERMINAL),
    "macos": ("pbcopy", "pyperclip", TMUX, TERMINAL),
    "windows": ("pyperclip", TERMINAL),
    "cygwin": ("pyperclip", TMUX, TERMINAL),
}
# The native tools of the machine one has logged in to would fill a clipboard that nobody sits at.
_REMOTE = (TMUX, TERMINAL, "wl-copy", "xclip", "xsel")

# macOS Terminal and the Linux console have no way to set the clipboard, and a terminal without a name shows the bytes.
_DEAF_TERMS = frozenset({"", "dumb", "linux", "unknown"})
_DEAF_PROGRAMS = frozenset({"Apple_Terminal"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The system, whether somebody logged in from elsewhere, and the environment variables."""

    system: System
    remote: bool
    environment: Mapping[str, str]


def look_around(environment: Mapping[str, str]) -> Surroundings:
    """Return the surroundings of this process as the environment tells them."""
    remote = bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    return Surroundings(_system(), remote, environment)


def order_of_routes(around: Surroundings) -> tuple[str, ...]:
    """Return the names of the routes, the first to try first."""
    return _REMOTE if around.remote else _LOCAL[around.system]


def known_routes() -> tuple[str, ...]:
    """Return the name of every route there is."""
    return (*TOOLS, TERMINAL)


def obstacle(route: str, around: Surroundings) -> Reason | None:
    """Return what keeps a route from working here, as far as that shows without trying."""
    return _terminal_obstacle(around) if route == TERMINAL else _tool_obstacle(TOOLS[route], around)


def _tool_obstacle(tool: Tool, around: Surroundings) -> Reason | None:
    environment = around.environment
    if around.system not in tool.systems:
        return Reason.WRONG_SYSTEM
    if tool.needs and not any(environment.get(variable) for variable in tool.needs):
        return Reason.NOT_IN_TMUX if tool.name == TMUX else Reason.NO_DISPLAY
    if around.remote and tool.needs == ("DISPLAY",) and environment["DISPLAY"].startswith((":", "unix:")):
        # A display that ssh forwards has a host in its name; this one is a screen of the far machine.
        return Reason.DISPLAY_ELSEWHERE
    if not all(program_path(command[0], environment) for command in (tool.copy, tool.paste)):
        return Reason.PROGRAM_MISSING
    return None


def _terminal_obstacle(around: Surroundings) -> Reason | None:
    environment = around.environment
    if environment.get("STY"):
        return Reason.INSIDE_SCREEN
    if environment.get("TERM_PROGRAM") in _DEAF_PROGRAMS:
        return Reason.TERMINAL_IGNORES_IT
    if environment.get("TERM", "") in _DEAF_TERMS and not environment.get("WT_SESSION"):
        return Reason.TERMINAL_IGNORES_IT
    return None


def _system() -> System:
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "cygwin":
        return "cygwin"
    return "wsl" if _kernel_is_microsofts() else "linux"


def _kernel_is_microsofts() -> bool:
    try:
        return "microsoft" in Path("/proc/version").read_text(encoding="utf-8", errors="replace").lower()
    except OSError:
        return False
