"""Copying text to the clipboard, with a result that is true: checked, sent or failed, and always a file."""

import os
from collections.abc import Mapping
from pathlib import Path

from tui.core.files import write_private
from tui.core.text import clean
from tui.ports.clipboard.carry import Carrier, WriteToTerminal, carry_by_terminal, carry_by_tool
from tui.ports.clipboard.records import (
    Attempt,
    ClipboardSettings,
    CopyOutcome,
    CopyState,
    Note,
    Reason,
    RouteMemory,
    RouteReport,
)
from tui.ports.clipboard.surroundings import Surroundings, known_routes, look_around, obstacle, order_of_routes
from tui.ports.clipboard.tools import TERMINAL, TMUX, TOOLS, program_path
from tui.ports.paths import private_folder, state_home

__all__ = [
    "PROBE",
    "Attempt",
    "ClipboardSettings",
    "CopyOutcome",
    "CopyState",
    "Note",
    "Reason",
    "RouteMemory",
    "RouteReport",
    "WriteToTerminal",
    "copy",
    "known_routes",
    "routes",
    "try_routes",
]

PROBE = "Reinstate 你好 £ é\nclipboard test"

_DEFAULTS = ClipboardSettings()
_SESSION = RouteMemory()


def copy(
    text: str,
    *,
    settings: ClipboardSettings = _DEFAULTS,
    environment: Mapping[str, str] | None = None,
    write_to_terminal: WriteToTerminal | None = None,
    memory: RouteMemory = _SESSION,
) -> CopyOutcome:
    """Copy text by the best route there is, keep it in a file as well, and say truly what came of it; never raises.

    It may take several seconds where a clipboard does not answer, so an interface calls it from a thread.
    """
    try:
        return _copy(text, settings, os.environ if environment is None else environment, write_to_terminal, memory)
    except Exception as problem:  # A copy that ends the app would cost the text it was to save.
        return CopyOutcome("failed", "", 0, None, Reason.INTERNAL, f"{type(problem).__name__}: {problem}")


def routes(
    environment: Mapping[str, str] | None = None, *, settings: ClipboardSettings = _DEFAULTS
) -> tuple[RouteReport, ...]:
    """Report every route that is considered here, in the order of trying, and whether it can work; nothing is run."""
    around = look_around(os.environ if environment is None else environment)
    return tuple(_report(route, around) for route in _considered(around, settings))


def try_routes(
    environment: Mapping[str, str] | None = None,
    *,
    settings: ClipboardSettings = _DEFAULTS,
    write_to_terminal: WriteToTerminal | None = None,
    text: str = PROBE,
) -> tuple[Attempt, ...]:
    """Really copy a short text by every route that can work here; it stays on the clipboards that take it."""
    around = look_around(os.environ if environment is None else environment)
    carrier = Carrier(around, settings, write_to_terminal, patient=True)
    return tuple(_attempt(route, text, carrier, RouteMemory()) for route in _considered(around, settings))


def _copy(
    text: str,
    settings: ClipboardSettings,
    environment: Mapping[str, str],
    write_to_terminal: WriteToTerminal | None,
    memory: RouteMemory,
) -> CopyOutcome:
    cleaned = clean(text)
    if not cleaned.text:
        return CopyOutcome("failed", "", 0, None, Reason.NOTHING_TO_COPY, replaced=cleaned.replaced)
    # First the file: should the app be killed while a tool hangs, the text is there.
    saved_to, file_detail = _save(cleaned.text, environment)
    around = look_around(environment)
    attempts = _attempts(cleaned.text, Carrier(around, settings, write_to_terminal), memory)
    best = _best(attempts, settings)
    conditions = (
        (Note.ALSO_SENT_TO_TERMINAL, best.state == "checked" and any(one.state == "sent" for one in attempts)),
        (Note.CHARACTERS_REPLACED, cleaned.replaced > 0),
        (Note.FILE_NOT_WRITTEN, saved_to is None),
    )
    return CopyOutcome(
        state=best.state if best.state in ("checked", "sent") else "failed",
        route=best.route,
        characters=len(cleaned.text),
        saved_to=saved_to,
        reason=best.reason,
        detail=best.detail,
        notes=(*best.notes, *(note for note, holds in conditions if holds)),
        replaced=cleaned.replaced,
        file_detail=file_detail,
        attempts=attempts,
    )


def _save(text: str, environment: Mapping[str, str]) -> tuple[Path | None, str]:
    try:
        folder = private_folder(state_home(environment) / "clipboard")
        return write_private(folder / "last.txt", text, replace_read_only=True), ""
    except (OSError, ValueError) as problem:
        return None, str(problem)


def _considered(around: Surroundings, settings: ClipboardSettings) -> tuple[str, ...]:
    if settings.backend is None:
        return order_of_routes(around)
    return (settings.backend,) if settings.backend in known_routes() else ()


def _attempts(text: str, carrier: Carrier, memory: RouteMemory) -> tuple[Attempt, ...]:
    done: list[Attempt] = []
    for route in _considered(carrier.around, carrier.settings):
        if route == TERMINAL and any(one.route == TMUX and one.state == "sent" for one in done):
            # tmux has handed the text to the terminal already, and swallows what comes from inside.
            continue
        attempt = _attempt(route, text, carrier, memory)
        done.append(attempt)
        # What a terminal was only sent may still be bettered by a tool whose result can be checked.
        if attempt.state == "checked" or (attempt.state == "sent" and route not in (TMUX, TERMINAL)):
            break
    return tuple(done)


def _attempt(route: str, text: str, carrier: Carrier, memory: RouteMemory) -> Attempt:
    reason = _obstacle_unless_pinned(route, carrier)
    if reason is not None:
        return Attempt(route, "passed_over", reason)
    if route in memory.switched_off:
        return Attempt(route, "passed_over", Reason.SWITCHED_OFF)
    if route == TERMINAL:
        return carry_by_terminal(text, carrier)
    attempt = carry_by_tool(TOOLS[route], text, carrier)
    if attempt.reason is Reason.TOOL_TIMED_OUT:
        memory.switched_off.add(route)
    return attempt


def _obstacle_unless_pinned(route: str, carrier: Carrier) -> Reason | None:
    reason = obstacle(route, carrier.around)
    # Who names a route knows which screen or terminal that is; what is missing stays missing.
    judged = (Reason.DISPLAY_ELSEWHERE, Reason.TERMINAL_IGNORES_IT, Reason.INSIDE_SCREEN)
    return None if reason in judged and carrier.settings.backend == route else reason


def _best(attempts: tuple[Attempt, ...], settings: ClipboardSettings) -> Attempt:
    for state in ("checked", "sent", "failed"):
        for attempt in attempts:
            if attempt.state == state:
                return attempt
    if settings.backend is not None and not attempts:
        return Attempt(settings.backend, "failed", Reason.UNKNOWN_BACKEND)
    if settings.backend is not None:
        return attempts[0]
    off = [attempt for attempt in attempts if attempt.reason is Reason.SWITCHED_OFF]
    return off[0] if off else Attempt("", "failed", Reason.NO_ROUTE)


def _report(route: str, around: Surroundings) -> RouteReport:
    reason = obstacle(route, around)
    program = "" if route == TERMINAL else program_path(TOOLS[route].copy[0], around.environment) or ""
    return RouteReport(route, reason is None, reason, program)
