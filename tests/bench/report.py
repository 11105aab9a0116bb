"""Writes what was measured: JSON, the table in the documentation, and a plot for each figure that grows."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.figures import Figure

DOCS = Path(__file__).resolve().parents[2] / "docs"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
WIDTH, HEIGHT, LEFT, BOTTOM = 420, 240, 60, 40


def as_table(figures: list[Figure]) -> str:
    lines = ["| what | size | median | p95 | floor | times the floor | n |", "|---|---|---|---|---|---|---|"]
    for item in figures:
        size = f"{item.size:,} {item.what}" if item.size > 1 else item.what
        values = f"{item.median:,.2f} {item.unit} | {item.p95:,.2f} | {item.floor:,.2f} | {item.ratio:,.2f}"
        lines.append(f"| {item.name} | {size} | {values} | {item.n} |")
    return "\n".join(lines)


def write(figures: list[Figure]) -> None:
    day = datetime.now(UTC).date().isoformat()
    record = {"day": day, "figures": [asdict(item) for item in figures]}
    (DOCS / "performance.json").write_text(json.dumps(record, indent=1) + "\n")
    page = DOCS / "performance.md"
    head, _, rest = page.read_text().partition(BEGIN)
    tail = rest.partition(END)[2]
    plots = "\n".join(f"![{name}](performance/{file})" for name, file in _plots(figures))
    page.write_text(f"{head}{BEGIN}\nMeasured on {day}.\n\n{as_table(figures)}\n\n{plots}\n{END}{tail}")


def _plots(figures: list[Figure]) -> list[tuple[str, str]]:
    series: defaultdict[str, list[Figure]] = defaultdict(list)
    for item in figures:
        series[item.name].append(item)
    folder = DOCS / "performance"
    folder.mkdir(exist_ok=True)
    found = []
    for name, items in series.items():
        if len(items) > 1 and items[0].unit == "ms":
            file = "".join(letter if letter.isalnum() else "-" for letter in name) + ".svg"
            (folder / file).write_text(plot(name, items))
            found.append((name, file))
    return found


def plot(name: str, items: list[Figure]) -> str:
    """Return a plot of median (line) and floor (dashes) over size, both axes by powers of ten."""
    sizes = [math.log10(item.size) for item in items]
    logs = [math.log10(max(value, 0.001)) for item in items for value in (item.median, item.floor)]
    low, high = math.floor(min(logs)), math.ceil(max(logs) + 1e-9)
    span = (max(sizes) - min(sizes)) or 1

    def point(size: int, value: float) -> str:
        x = LEFT + (math.log10(size) - min(sizes)) / span * (WIDTH - LEFT - 30)
        y = HEIGHT - BOTTOM - (math.log10(max(value, 0.001)) - low) / max(1, high - low) * (HEIGHT - BOTTOM - 30)
        return f"{x:.0f},{y:.0f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        f'font-size="11"><rect width="100%" height="100%" fill="white"/><text x="{LEFT}" y="16">{escape(name)}</text>'
    ]
    for power in range(low, high + 1):
        y = point(items[0].size, 10**power).split(",")[1]
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 30}" stroke="#ddd"/><text x="6" y="{y}">{10.0**power:g} ms</text>')
    for item in items:
        x = point(item.size, 1).split(",")[0]
        parts.append(f'<text x="{x}" y="{HEIGHT - 14}" text-anchor="middle">{item.size:,}</text>')
    median = " ".join(point(item.size, item.median) for item in items)
    floor = " ".join(point(item.size, item.floor) for item in items)
    parts.append(f'<polyline points="{median}" fill="none" stroke="#06c" stroke-width="2"/>')
    parts.append(f'<polyline points="{floor}" fill="none" stroke="#888" stroke-dasharray="4"/></svg>')
    return "".join(parts) + "\n"
