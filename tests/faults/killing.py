"""Kills the app while somebody types, and a saver in the middle of its saves; tells what was lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.faults.app_process import TO_STORE_NAME, Prepared
from tui.core.case.case_file import read_case
from tui.core.case.records import Case
from tui.core.case.store import CASE_FILE

ROOT = Path(__file__).resolve().parents[2]
# Twelve keys a second, as a fast typist.
BETWEEN_KEYS = 1 / 12
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Killed:
    """What a kill left of what was typed."""

    typed: str
    saved: str
    oldest_lost: float
    """Seconds between the first key that is not on disk and the kill; 0 where nothing was lost."""

    @property
    def is_prefix(self) -> bool:
        return self.typed.startswith(self.saved)


def kill_while_typing(prepared: Prepared, random_source: random.Random) -> Killed:
    """Type into a fact, kill the app after one to three seconds, and look at the disk."""
    typed, times = "", []
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME)
        end = time.monotonic() + random_source.uniform(1.0, 3.0)
        while time.monotonic() < end:
            letter = random_source.choice(LETTERS)
            terminal.write(letter)
            typed += letter
            times.append(time.monotonic())
            due = times[-1] + BETWEEN_KEYS
            terminal.wait_for(lambda due=due: time.monotonic() >= due)  # type: ignore[misc]  # the loop's own value
        terminal.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        terminal.wait_for_end()
    saved = prepared.saved_name()
    lost = killed - times[len(saved)] if len(saved) < len(typed) else 0.0
    return Killed(typed, saved, lost)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from msgspec.structs import replace
from tui.core.case.store import CaseStore
store = CaseStore(Path(sys.argv[1]))
case = store.open(sys.argv[2])
number = int(sys.argv[3])
while True:
    number += 1
    after = replace(case, facts={"store_name": f"{number:09d}" * int(sys.argv[4])})
    store.save(after, case, datetime.now(UTC))
    case = after
    print(number, flush=True)
"""


def kill_while_saving(prepared: Prepared, random_source: random.Random, repeats: int) -> tuple[int, Case]:
    """Kill a process that does nothing but save; return the last save that it reported, and the case on disk.

    Raises where the file is no whole case, or one that mixes two saves.
    """
    before = prepared.saved().facts.get("store_name", "")
    number = int(before[:9]) if isinstance(before, str) and before else 0
    arguments = [str(prepared.homes.data), prepared.case_id, str(number), str(repeats)]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    reported = int(writer.stdout.readline())
    end = time.monotonic() + random_source.uniform(0.0, 0.05)
    while time.monotonic() < end:
        pass
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    case = read_case(prepared.folder / CASE_FILE)[0]
    text = case.facts["store_name"]
    assert isinstance(text, str)
    assert text == text[:9] * repeats, "two saves are mixed in one file"
    return int(rest[-1]) if rest else reported, case
