"""The values that go into a copy and come out of it; the words for people are made elsewhere, from the codes."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

CopyState = Literal["checked", "sent", "failed"]


class Reason(StrEnum):
    """Why a route could not or did not carry the text."""

    NOTHING_TO_COPY = "nothing_to_copy"
    NO_ROUTE = "no_route"
    UNKNOWN_BACKEND = "unknown_backend"
    WRONG_SYSTEM = "wrong_system"
    PROGRAM_MISSING = "program_missing"
    NO_DISPLAY = "no_display"
    DISPLAY_ELSEWHERE = "display_elsewhere"
    NOT_IN_TMUX = "not_in_tmux"
    NO_TERMINAL = "no_terminal"
    TERMINAL_IGNORES_IT = "terminal_ignores_it"
    INSIDE_SCREEN = "inside_screen"
    SWITCHED_OFF = "switched_off"
    TOO_LONG = "too_long"
    TOOL_NOT_STARTED = "tool_not_started"
    TOOL_FAILED = "tool_failed"
    TOOL_TIMED_OUT = "tool_timed_out"
    READ_BACK_FAILED = "read_back_failed"
    READ_BACK_DIFFERS = "read_back_differs"
    TERMINAL_WRITE_FAILED = "terminal_write_failed"
    INTERNAL = "internal"


class Note(StrEnum):
    """What a person should know besides the result."""

    TOO_LONG_TO_CHECK = "too_long_to_check"
    CHECK_TOO_SLOW = "check_too_slow"
    TMUX_BUFFER_CHECKED = "tmux_buffer_checked"
    ALSO_SENT_TO_TERMINAL = "also_sent_to_terminal"
    TERMINAL_MAY_CUT_IT = "terminal_may_cut_it"
    TMUX_MAY_DROP_IT = "tmux_may_drop_it"
    CHARACTERS_REPLACED = "characters_replaced"
    FILE_NOT_WRITTEN = "file_not_written"


@dataclass(frozen=True, slots=True)
class ClipboardSettings:
    """What the configuration says about copying; ``backend`` pins one route by its name."""

    backend: str | None = None
    time_out: float = 2.0
    # hterm's limit, the smallest among the terminals that take long text at all: 100 000 characters of base64.
    osc52_limit: int = 74_994
    # Tabby keeps 3 066 characters of base64, Termux about 6 000: below this every known terminal takes the text.
    osc52_safe: int = 2_250
    check_limit: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one route: ``reason`` and ``detail`` only where it failed or was passed over."""

    route: str
    state: Literal["checked", "sent", "failed", "passed_over"]
    reason: Reason | None = None
    detail: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """The truth about one copy.

    ``checked``: the text was read back from the clipboard and is equal. ``sent``: it was handed over and nobody can
    confirm. ``failed``: no route took it. In all three ``saved_to`` is the file that holds it, if it could be written.
    """

    state: CopyState
    route: str
    characters: int
    saved_to: Path | None
    reason: Reason | None = None
    detail: str = ""
    notes: tuple[Note, ...] = ()
    replaced: int = 0
    file_detail: str = ""
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteReport:
    """Whether one route can work here: ``reason`` says why not, ``program`` what would be run."""

    route: str
    usable: bool
    reason: Reason | None = None
    program: str = ""


@dataclass(slots=True)
class RouteMemory:
    """The routes that once ran out of time and are left alone for the rest of the session."""

    switched_off: set[str] = field(default_factory=set)
