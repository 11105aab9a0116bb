"""What the journal tells: the steps with their times, the values that once stood, and a case lost with its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from tui.core.case.journal import (
    Entry,
    Journal,
    StepKind,
    append_outside,
    as_case,
    last_state,
    plain_case,
    read_journal,
)
from tui.core.case.records import Case, Claim
from tui.core.case.writing import case_to_yaml
from tui.core.files import read_bounded, write_private

MAX_DAMAGED_BYTES = 64_000_000

Verb = Literal["set", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a step changed; `key` names the words for it, `name` what it was done to."""

    key: str
    name: str
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A step with its time; typing on in one place is one step."""

    at: datetime | None
    kind: StepKind
    happened: tuple[Happened, ...]
    event: Mapping[str, Any]


def history(journal: Journal) -> tuple[HistoryStep, ...]:
    """Return the steps of a case in the order in which they were made."""
    runs: list[list[Entry]] = []
    for entry in journal.entries:
        if entry.joins and runs and runs[-1][-1].kind == "change":
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return tuple(HistoryStep(run[-1].at, run[-1].kind, _happened(run), run[-1].event) for run in runs)


def _happened(run: list[Entry]) -> tuple[Happened, ...]:
    """Say what a run changed, place by place: `history.facts.changed`, `history.marketplace.set`."""
    if run[0].changes and not any(change.old for change in run[0].changes) and ("id",) in _paths(run[0]):
        return (Happened("history.created", ""),)
    first: dict[tuple[str, ...], Any] = {}
    last: dict[tuple[str, ...], Any] = {}
    for entry in run:
        for change in entry.changes:
            first.setdefault(change.path, change.old)
            last[change.path] = change.new
    found: dict[tuple[str, str], Happened] = {}
    for path, new in last.items():
        verb: Verb = "set" if not first[path] else "changed" if new else "removed"
        if len(path) == 3 and verb != "changed":
            verb = "changed"
        name = ".".join(path[1:])
        key = f"history.{path[0]}.{verb}"
        if path[0] in ("claims", "evidence", "sections") and len(path) == 3:
            # One line for a claim, not one for its date and one for its state.
            name = path[1]
        if first[path] != new:
            found.setdefault((key, name), Happened(key, name, first[path], new))
    return tuple(found.values())


def _paths(entry: Entry) -> list[tuple[str, ...]]:
    return [change.path for change in entry.changes]


def old_facts(journal: Journal, case: Case) -> dict[str, tuple[Any, ...]]:
    """Return the values that facts had before and have no longer, as typed, the newest last."""
    found: dict[str, dict[str, Any]] = {}
    for name, raw in _once(journal, "facts"):
        for item in raw if isinstance(raw, list) else [raw]:
            if isinstance(item, str) and item not in _items(case.facts.get(name, "")):
                found.setdefault(name, {})[item] = item
    return {name: tuple(values) for name, values in found.items()}


def _items(raw: str | tuple[str, ...]) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else raw


def _once(journal: Journal, part: str) -> Iterator[tuple[str, Any]]:
    for entry in journal.entries:
        for change in entry.changes:
            for value in (change.old, change.new):
                if change.path == (part,) and isinstance(value, dict):
                    yield from value.items()
                elif len(change.path) == 2 and change.path[0] == part and value:
                    yield change.path[1], value


def old_claims(journal: Journal, case: Case) -> dict[str, tuple[str, ...]]:
    """Return the dates and details that claims had before and have no longer, by `statement.detail`."""
    now = {
        f"{name}.{key}": value
        for name, claim in plain_case(case).get("claims", {}).items()
        for key, value in _flat(claim)
    }
    found: dict[str, dict[str, None]] = {}
    for name, value in _claim_values(journal):
        present = now.get(name, "")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item and item not in (present if isinstance(present, list) else [present]):
                found.setdefault(name, {})[item] = None
    return {name: tuple(values) for name, values in found.items()}


def _claim_values(journal: Journal) -> Iterator[tuple[str, Any]]:
    for name, claim in _once(journal, "claims"):
        for key, value in _flat(claim):
            yield f"{name}.{key}", value
    for entry in journal.entries:
        for change in entry.changes:
            if len(change.path) == 3 and change.path[0] == "claims":
                for side in (change.old, change.new):
                    for key, value in _flat({change.path[2]: side}):
                        yield f"{change.path[1]}.{key}", value


def _flat(claim: Any) -> Iterator[tuple[str, Any]]:
    """Yield the days and details of a claim by name."""
    if isinstance(claim, dict):
        details = claim.get("details")
        yield from ((key, claim[key]) for key in ("date", "due") if claim.get(key))
        yield from details.items() if isinstance(details, dict) else ()


def earlier_claims(journal: Journal, case: Case) -> dict[str, Claim]:
    """Return the last claim of each statement that is claimed no longer."""
    found: dict[str, Claim] = {}
    state: dict[str, Any] = {}
    for entry in journal.entries:
        state = last_state(Journal((Entry(entry.at, entry.kind, False, entry.changes, {}),)), state)
        whole = as_case(state, case.id) if any(change.path[0] == "claims" for change in entry.changes) else None
        for name, claim in (whole.claims if whole else {}).items():
            if claim.state != "not_claimed":
                found[name] = claim
    return {name: claim for name, claim in found.items() if case.claim(name).state == "not_claimed"}


@dataclass(frozen=True, slots=True)
class Recovered:
    """A case made again from its journal; `at` is the last change it holds, `damaged` counts lines that were lost."""

    case: Case
    at: datetime | None
    damaged: int


def recovered(folder: Path) -> Recovered | None:
    """Return the case that the journal of a folder leads to, or None where it does not lead to a whole one."""
    journal = read_journal(folder)
    case = as_case(last_state(journal), folder.name)
    if case is None:
        return None
    times = [entry.at for entry in journal.entries if entry.changes]
    return Recovered(case, times[-1] if times else None, len(journal.damaged))


def write_recovered(folder: Path, case: Case) -> Path:
    """Write a recovered case beside the damaged file, which stays as it is; return the new file."""
    number = 1
    while (path := folder / f"case.recovered-{number}.yaml").exists():
        number += 1
    return write_private(path, case_to_yaml(case))


def put_back(folder: Path, file: str, case: Case, now: datetime) -> Path:
    """Put a recovered case in the place of its damaged file; return where the damaged file was kept.

    Raises `OSError`; the damaged file is copied, byte for byte, before anything takes its place.
    """
    path, number = folder / file, 1
    while (kept_as := folder / f"case.damaged-{number}.yaml").exists():
        number += 1
    write_private(kept_as, read_bounded(path, MAX_DAMAGED_BYTES))
    write_private(path, case_to_yaml(case))
    append_outside(folder, case, now)
    return kept_as
