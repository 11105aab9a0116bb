"""One function for each figure: it makes the fault as often as its time allows and returns a row of the table."""

from __future__ import annotations

import errno
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Homes
from tests.faults.app_process import FACT, prepare
from tests.faults.damaging import a_full_case, mutations, open_damaged
from tests.faults.failing_calls import failing
from tests.faults.killing import Killed, kill_while_saving, kill_while_typing
from tests.faults.test_saving_fails import ERRORS, calls_of_a_save, on_disk, session_with_case
from tui.core.case.case_file import read_case
from tui.core.content.library import Content, open_content

AT_ONCE = 4
"""Apps that type at the same time; more would measure the machine's waiting."""


@dataclass(frozen=True)
class Row:
    """A figure: what was done, how often, and what came of it."""

    what: str
    goal: str
    number: int
    found: str


@contextmanager
def homes() -> Iterator[Homes]:
    """Folders of their own, gone afterwards; the cache is shared."""
    with tempfile.TemporaryDirectory() as folder:
        yield Homes(
            Path(folder) / "data", Path(folder) / "config", Path(tempfile.gettempdir()) / "reinstate-report-cache"
        )


def killed_while_typing(seconds: float) -> Row:
    """Kill the app at random moments while keys arrive at twelve a second."""
    end = time.monotonic() + seconds

    def one(seed: int) -> Killed | None:
        if time.monotonic() > end:
            return None
        with homes() as place:
            return kill_while_typing(prepare(place), random.Random(seed))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [item for item in pool.map(one, range(2_000)) if item is not None]
    damaged = sum(not item.is_prefix for item in found)
    lost = sorted(item.oldest_lost for item in found)
    ages = f"median {_at(lost, 0.5):.2f} s, p95 {_at(lost, 0.95):.2f} s, most {lost[-1]:.2f} s"
    told = f"{damaged} damaged; oldest key lost: {ages}"
    return Row("kill -9 while typing through a pty", "1,000 kills, 0 damaged, nothing older than 1 s", len(found), told)


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def killed_while_saving(seconds: float) -> Row:
    """Kill a process that does nothing but save, small cases and large ones in turn."""
    end, number, behind = time.monotonic() + seconds, 0, 0
    source = random.Random(7)
    with homes() as place:
        small, large = prepare(place), prepare(place)
        while time.monotonic() < end:
            prepared, repeats = ((small, 1), (large, 90_000))[number % 2]
            reported, case = kill_while_saving(prepared, source, repeats)
            name = case.facts["store_name"]
            behind += int(str(name)[:9]) < reported
            number += 1
    what = "kill -9 in the middle of a save (1 kB and 800 kB)"
    return Row(what, "0 mixed, 0 reported saves lost", number, f"0 mixed, {behind} lost")


def failing_calls(content: Content) -> Row:
    """Let each call of a save fail once, with each error."""
    with tempfile.TemporaryDirectory() as folder:
        total = calls_of_a_save(Path(folder), content)
    number = harmed = untrue = 0
    for name in ERRORS:
        for place in range(total):
            with tempfile.TemporaryDirectory() as folder:
                session = session_with_case(Path(folder), content)
                session.set_fact(FACT, "Quayside")
                with failing(place, getattr(errno, name)):
                    state = session.save()
                kept = read_case(on_disk(session))[0].facts.get(FACT, "")
            harmed += kept not in ("", "Quayside")
            untrue += state.state == "saved" and kept != "Quayside"
            number += 1
    what = "calls of a save that fail, each with 8 errors"
    return Row(what, '0 files harmed, no false "saved"', number, f"{harmed} harmed, {untrue} false")


def beginnings() -> Row:
    """Open every beginning of a real case file."""
    with homes() as place:
        store, case_id, data = a_full_case(place.data)
        opened = sum(open_damaged(store, case_id, data[:length]).opened for length in range(len(data)))
    told = f"0 tracebacks, 0 files changed; {opened} opened, all others told and put back from the journal"
    return Row("beginnings of a case file", "0 tracebacks, 0 bytes changed", len(data), told)


def damaged(seconds: float, most: int = 10_000) -> Row:
    """Open case files damaged at random."""
    end, number, opened = time.monotonic() + seconds, 0, 0
    with homes() as place:
        store, case_id, data = a_full_case(place.data)
        for seed in range(most // 100):
            if time.monotonic() > end:
                break
            for mutated in mutations(data, seed, 100):
                found = open_damaged(store, case_id, mutated)
                assert found.opened or found.offered
                opened += found.opened
                number += 1
    told = f"0 tracebacks, 0 files changed; {opened} opened, {number - opened} told with the last good state offered"
    return Row("case files damaged at random", "10,000, no traceback, no overwrite", number, told)


def all_rows(minutes: float) -> Iterator[Row]:
    """Measure everything, most of the time going to the kills."""
    content = open_content()
    yield failing_calls(content)
    yield beginnings()
    yield damaged(minutes * 60 * 0.15)
    yield killed_while_saving(minutes * 60 * 0.15)
    yield killed_while_typing(minutes * 60 * 0.6)
