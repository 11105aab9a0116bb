"""Keys typed into the app and into a bare field, without a terminal: milliseconds and rows repainted."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from tests.bench.figures import Figure, p95
from tests.bench.synthetic import LINE, TYPE
from tests.counting import counted_paints
from tests.pilot.driving import Desk, FakeClipboard, make_app
from tui.core.content.library import Content
from tui.widgets.editor import Editor

KEYS = "handling" * 5
WARM = 8


class Bare(App[None]):
    """One stock field and nothing else."""

    def compose(self) -> ComposeResult:
        yield Input()


async def typed(pilot: Pilot[None], name: str, size: int, floor: float) -> list[Figure]:
    times = []
    with counted_paints() as paints:
        for key in KEYS:
            begin = time.perf_counter()
            seen = len(paints.moments)
            await pilot.press(key)
            await pilot.pause()
            # The first frame after a key is the one with its echo: all that it changes is drawn in that one.
            times.append((paints.moments[seen] - begin) * 1000)
    times = times[WARM:]
    rows = paints.cells / len(KEYS)
    return [
        Figure(f"{name}, a key", size, "words", statistics.median(times), p95(times), floor, "ms", len(times)),
        Figure(f"{name}, cells repainted a key", size, "words", rows, rows, 1, "cells", len(KEYS)),
    ]


async def floor() -> float:
    async with Bare().run_test(size=(120, 40)) as pilot:
        return (await typed(pilot, "floor", 0, 1))[0].median


async def keys(content: Content, home: Path, sizes: tuple[int, ...]) -> list[Figure]:
    """Type into a fact, and into a section of each size with the read-along below it."""
    Editor.blinks = False
    least = await floor()
    found: list[Figure] = []
    for size in sizes:
        app = make_app(content, home / f"keys-{size}", "zh")
        async with app.run_test(size=(120, 40)) as pilot:
            desk = Desk(app, pilot, FakeClipboard(), home)
            await desk.until(partial(getattr, app, "listed"))
            app.session.start(TYPE, "US")
            letter = app.session.letter()
            assert letter is not None
            section = letter.sections[1].id
            app.session.edit_section(section, "\n".join([LINE] * (size // len(LINE.split()))))
            await app.main.show_pane("facts", focus=False)
            await focus(desk, app.main.query_one("#fact-store_name").focus, "fact-store_name")
            found += await typed(pilot, "type in a fact", size, least)
            await app.main.show_pane("letter", focus=False)
            await focus(desk, desk.editor(section).focus, f"editor-{section}")
            found += await typed(pilot, "type in a section", size, least)
    return found


async def focus(desk: Desk, give: Callable[[], object], name: str) -> None:
    give()
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == name)
    await desk.pilot.pause()
