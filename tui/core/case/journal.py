"""The journal of a case: every change appended, one line each; undo, history and recovery are read from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from tui.core.case.records import Case

JOURNAL_FILE = "journal.jsonl"
MAX_READ = 32_000_000
"""Of a longer journal the newest part is read: undo and history begin later, nothing is lost on disk."""
MAX_UNDO = 500
DEPTH = 3
StepKind = Literal["change", "undo", "redo", "outside", "event"]
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A change that was made but is not saved yet; `joins` where it goes on with the step before it."""

    after: Case
    kind: StepKind = "change"
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What differs at one place of the case; None stands for nothing there."""

    path: tuple[str, ...]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal."""

    at: datetime | None
    kind: StepKind
    joins: bool
    changes: tuple[Change, ...]
    event: Mapping[str, Any]
    """What happened beside the changes: something was sent, a reply came."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The lines that could be read, in order, and the numbers of those that could not."""

    entries: tuple[Entry, ...] = ()
    damaged: tuple[int, ...] = ()
    is_whole: bool = True
    """Whether it was read from its beginning."""


@dataclass(frozen=True, slots=True)
class UndoStacks:
    """The states that undo and redo lead to, the nearest last."""

    undo: tuple[Case, ...] = ()
    redo: tuple[Case, ...] = ()


def plain_case(case: Case | None) -> Plain:
    """Return a case as plain values, as the journal holds it."""
    # By way of JSON, so that lists compare equal to those that were read back.
    found: Plain = msgspec.json.decode(msgspec.json.encode(case)) if case is not None else {}
    return found


def changes_between(before: Case | None, after: Case) -> list[dict[str, Any]]:
    """Return what differs between two states of a case, as paths with the old and the new value."""
    return _differences(plain_case(before), plain_case(after), [])


def _differences(old: Any, new: Any, path: list[str]) -> list[dict[str, Any]]:
    if isinstance(old, dict) and isinstance(new, dict) and len(path) < DEPTH:
        found: list[dict[str, Any]] = []
        for key in sorted({*old, *new}):
            found.extend(_differences(old.get(key), new.get(key), [*path, key]))
        return found
    return [] if old == new else [{"path": path, "old": old, "new": new}]


def entry_between(before: Case, after: Case, now: datetime) -> Entry:
    """Return the entry that a change will have in the journal, before it is written there."""
    return Entry(now, "change", False, tuple(_change(item) for item in changes_between(before, after)), {})


def append_steps(folder: Path, before: Case | None, steps: Iterable[Step], now: datetime) -> None:
    """Append a line for every step that changed anything."""
    lines = []
    for step in steps:
        changes = changes_between(before, step.after)
        if changes:
            lines.append(_line(now, step.kind, step.joins, {"changes": changes}))
        before = step.after
    _append(folder, lines)


def append_outside(folder: Path, found: Case, now: datetime) -> None:
    """Append what another program changed, where the journal does not lead to the case that was found."""
    state = last_state(read_journal(folder))
    known = as_case(state, found.id)
    changes = _differences(state if known is None else plain_case(known), plain_case(found), [])
    _append(folder, [_line(now, "outside", False, {"changes": changes})] if changes else [])


def append_event(folder: Path, now: datetime, event: Mapping[str, Any]) -> None:
    """Append a line about something that happened and changed nothing in the case file."""
    _append(folder, [_line(now, "event", False, {"event": dict(event)})])


def _line(now: datetime, kind: StepKind, joins: bool, rest: Plain) -> str:
    line: Plain = {"at": now.isoformat()}
    if kind not in ("change", "event"):
        line["step"] = kind
    if joins:
        line["joins"] = True
    return json.dumps({**line, **rest}, ensure_ascii=False)


def _append(folder: Path, lines: list[str]) -> None:
    if not lines:
        return
    descriptor = os.open(folder / JOURNAL_FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size:
            stream.seek(size - 1)
            # A line that a crash left half written stays by itself, and does not spoil the next one.
            torn = stream.read(1) != b"\n"
            stream.seek(0, os.SEEK_END)
            stream.write(b"\n" if torn else b"")
        stream.write("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))


def read_journal(folder: Path) -> Journal:
    """Read the journal; lines that are torn, or that git put between two versions, are left out and counted."""
    try:
        with (folder / JOURNAL_FILE).open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - MAX_READ))
            data = stream.read(MAX_READ)
    except FileNotFoundError:
        return Journal()
    is_whole = size <= MAX_READ
    entries, damaged = [], []
    for number, line in enumerate(data.split(b"\n"), start=1):
        entry = _entry(line) if line.strip() else None
        if entry is not None:
            entries.append(entry)
        elif line.strip() and (is_whole or number > 1):
            damaged.append(number)
    return Journal(tuple(entries), tuple(damaged), is_whole)


def _entry(line: bytes) -> Entry | None:
    try:
        found = json.loads(line)
        at = datetime.fromisoformat(found["at"])
        changes = tuple(_change(item) for item in found.get("changes", ()))
        event = found.get("event", {})
        kind: StepKind = "event" if event else msgspec.convert(found.get("step", "change"), StepKind)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, msgspec.ValidationError):
        return None
    if not isinstance(event, dict):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Entry(aware, kind, found.get("joins") is True, changes, event)


def _change(item: Any) -> Change:
    path = tuple(item["path"])
    if not path or len(path) > DEPTH or not all(isinstance(key, str) for key in path):
        raise ValueError(path)
    return Change(path, item["old"], item["new"])


def applied(state: Plain, changes: Iterable[Change], *, back: bool = False) -> Plain | None:
    """Return the state after the changes, or before them; None where the state is not the one they were made on."""
    result = dict(state)
    for change in changes:
        wanted, value = (change.new, change.old) if back else (change.old, change.new)
        *above, last = change.path
        place = result
        for key in above:
            child = place.get(key)
            if child is None:
                child = {}
            if not isinstance(child, dict):
                return None
            place[key] = dict(child)
            place = place[key]
        if place.get(last) != wanted:
            return None
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return result


def as_case(state: Plain, name: str) -> Case | None:
    """Return a plain state as a case of a name, or None where it is not a whole one."""
    try:
        return msgspec.convert({**state, "id": name}, Case, strict=False)
    except msgspec.ValidationError:
        return None


def replayed(journal: Journal, current: Case) -> UndoStacks:
    """Return what undo and redo lead to from a case as it was opened.

    The way back ends where the journal does not fit, and at a change that another program made: nobody takes back
    by accident what a colleague wrote.
    """
    entries = [entry for entry in journal.entries if entry.changes]
    states = [plain_case(current)]
    kept: list[Entry] = []
    for entry in reversed(entries):
        earlier = None if entry.kind == "outside" else applied(states[-1], entry.changes, back=True)
        if earlier is None:
            break
        states.append(earlier)
        kept.append(entry)
    undo, redo = _stacks(states[::-1], kept[::-1])
    return UndoStacks(_cases(undo, current.id), _cases(redo, current.id))


def _stacks(states: list[Plain], entries: list[Entry]) -> tuple[list[Plain], list[Plain]]:
    undo: list[Plain] = []
    redo: list[Plain] = []
    for number, entry in enumerate(entries):
        before, after = states[number], states[number + 1]
        source, target = (undo, redo) if entry.kind == "undo" else (redo, undo)
        if entry.kind in ("undo", "redo") and after in source:
            target.append(before)
            while (found := source.pop()) != after:
                target.append(found)
            continue
        if not (entry.joins and undo):
            undo.append(before)
        redo.clear()
    return undo, redo


def _cases(states: list[Plain], name: str) -> tuple[Case, ...]:
    cases: list[Case] = []
    for state in reversed(states[-MAX_UNDO:]):
        case = as_case(state, name)
        if case is None:
            break
        cases.append(case)
    return tuple(reversed(cases))


def last_state(journal: Journal, start: Plain | None = None) -> Plain:
    """Return the state that the journal leads to, from nothing unless told; what does not fit is set all the same."""
    state: Plain = start or {}
    for entry in journal.entries:
        for change in entry.changes:
            state = _set(state, change.path, change.new)
    return state


def _set(state: Plain, path: tuple[str, ...], value: Any) -> Plain:
    result = dict(state)
    if len(path) == 1:
        result.pop(path[0], None)
        return result if value is None else {**result, path[0]: value}
    child = result.get(path[0])
    result[path[0]] = _set(child if isinstance(child, dict) else {}, path[1:], value)
    return result
