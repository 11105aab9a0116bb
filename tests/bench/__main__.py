"""Measures everything and writes docs/performance.json, the table in docs/performance.md and the plots.

    python -m tests.bench [--starts N] [--full] [--check]

`--full` adds 10,000 cases, which takes minutes; `--check` writes nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.bench.core import composing, filtering, listing, load, saving
from tests.bench.figures import Figure
from tests.bench.report import as_table, write
from tests.bench.starting import starts
from tests.bench.typing import keys
from tui.core.content.library import open_content


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures beside the floors.")
    parser.add_argument("--starts", type=int, default=15, help="starts of the app and of the minimal app (15)")
    parser.add_argument("--full", action="store_true", help="also the sizes that take minutes")
    parser.add_argument("--check", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), options.starts, options.full)
    print(as_table(found))
    if not options.check:
        write(found)


def measured(folder: Path, number: int, full: bool) -> list[Figure]:
    content = open_content()
    found = starts(folder, number) if number else []
    found += asyncio.run(keys(content, folder, (600, 10_000)))
    found += filtering(content)
    found += composing(content, folder)
    found += load(content, folder)
    found += saving(content, folder)
    found += listing(content, folder, full)
    return found


main()
