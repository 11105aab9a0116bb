"""Measures for some minutes and writes the table of docs/reliability.md."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.report.bursts import bursts
from tests.faults.report.measuring import Row, all_rows
from tests.faults.report.power_cuts import cuts

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reliability.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
CUTS = {"ext4": 30, "xfs": 15}


def table(rows: list[Row]) -> str:
    """Return the table with the day and the machine it was made on."""
    machine = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    head = f"Measured on {datetime.now(UTC):%Y-%m-%d}, {machine}."
    lines = [head, "", "| what | goal | number | found |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {row.goal} | {row.number:,} | {row.found} |" for row in rows]
    return "\n".join(lines)


def measured(minutes: float) -> Iterator[Row]:
    """Make every fault in turn."""
    for kind, number in CUTS.items():
        yield cuts(kind, number)
    yield bursts(minutes * 60 * 0.2)
    yield from all_rows(minutes * 0.8)


def main(minutes: float) -> int:
    """Measure, print each row as it comes, and write the page."""
    rows: list[Row] = []
    for row in measured(minutes):
        print(row, flush=True)
        rows.append(row)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
