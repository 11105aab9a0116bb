"""Damages the files of a case in every way a disk, a sync tool or a hand can, and looks at what comes of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tui.core.case.history import recovered
from tui.core.case.store import CASE_FILE, CaseStore
from tui.core.content.problems import ContentError


@dataclass(frozen=True)
class Outcome:
    """What opening a damaged case led to."""

    opened: bool
    told: str
    """What a person is told, where it was not opened."""
    offered: bool
    """Whether the journal leads to a whole case that can take its place."""


def open_damaged(store: CaseStore, case_id: str, data: bytes) -> Outcome:
    """Put these bytes in the place of a case file and open it; fails where the file is not left exactly as it is."""
    folder = store.folder(case_id)
    path = folder / CASE_FILE
    path.write_bytes(data)
    try:
        store.open(case_id)
        outcome = Outcome(True, "", False)
    except ContentError as error:
        told = str(error.problems[0])
        outcome = Outcome(False, told, recovered(folder) is not None)
    assert path.read_bytes() == data, "the damaged file was changed"
    assert str(folder) in outcome.told or outcome.opened, outcome.told
    return outcome


def mutations(data: bytes, seed: int, count: int) -> list[bytes]:
    """Return damaged copies: flipped bits, zeroed and repeated stretches, swapped and lost lines, foreign bytes."""
    source = random.Random(seed)
    return [_mutated(data, source) for _ in range(count)]


def _mutated(data: bytes, source: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(source.choice((1, 1, 1, 2, 5))):
        if not changed:
            break
        start = source.randrange(len(changed))
        length = min(len(changed) - start, source.choice((1, 1, 4, 40, 400)))
        match source.randrange(6):
            case 0:
                changed[start] ^= 1 << source.randrange(8)
            case 1:
                changed[start : start + length] = bytes(length)
            case 2:
                changed[start : start + length] = b""
            case 3:
                changed[start:start] = changed[start : start + length]
            case 4:
                changed[start:start] = source.randbytes(length)
            case _:
                lines = bytes(changed).split(b"\n")
                source.shuffle(lines)
                changed = bytearray(b"\n".join(lines))
    return bytes(changed)


def a_full_case(home: Path) -> tuple[CaseStore, str, bytes]:
    """Make a case with facts, claims and an edited section, saved step by step; return its store, id and bytes."""
    from msgspec.structs import replace

    from tests.faults.app_process import WHEN
    from tui.core.case.records import Claim, EditedSection

    store = CaseStore(home)
    case = before = store.create("late_shipment", "plan_of_action", "US", WHEN)
    for name, value in (("store_name", "港口贸易 Quayside"), ("notice_date", "2026-11-05"), ("late_rate", "6.6")):
        before, case = case, case.with_fact(name, value)
        store.save(case, before, WHEN)
    before, case = case, case.with_claim("handling_time_raised", Claim(state="done", date="2026-11-06"))
    store.save(case, before, WHEN)
    edited = EditedSection(text="In our own words: 9 of 212 orders.", base="Nine orders.")
    before, case = case, replace(case, sections={"root_cause": edited})
    store.save(case, before, WHEN)
    return store, case.id, (store.folder(case.id) / CASE_FILE).read_bytes()
