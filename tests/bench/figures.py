"""A measured figure, how one is taken, and where the machine's noise is kept out of it."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured at a size, beside its floor: the least that any program could do for it."""

    name: str
    size: int
    what: str
    """What the size counts."""
    median: float
    p95: float
    floor: float
    unit: str
    n: int

    @property
    def ratio(self) -> float:
        return self.median / self.floor if self.floor else 0.0


def figure(
    name: str, size: int, what: str, run: Callable[[], object], floor: Callable[[], object], n: int = 25
) -> Figure:
    """Time a call and its floor in turns, so that a slow moment of the machine meets both."""
    run()
    floor()
    times: list[float] = []
    floors: list[float] = []
    gc.collect()
    for _ in range(n):
        times.append(milliseconds(run))
        floors.append(milliseconds(floor))
    return Figure(name, size, what, statistics.median(times), p95(times), statistics.median(floors), "ms", n)


def milliseconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
