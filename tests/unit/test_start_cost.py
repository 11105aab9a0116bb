"""What a start and a key cost, in counts that no busy machine can blur; a figure 15 % worse than recorded fails."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from tests.conftest import Homes
from tests.counting import counted_paints
from tests.pilot.driving import at_desk
from tui.core.content.library import Content
from tui.widgets.editor import Editor

ROOT = Path(__file__).resolve().parents[2]
ALLOWANCE = 1.15
# Recorded on 2026-12-01, Textual 8.2.8, 120 columns by 40 rows.
RECORDED_MODULES = 104
RECORDED_MEMORY = 1.28
"""Peak memory of a start without a terminal, in times the minimal app's."""
RECORDED_START = {"layouts": 3, "cells": 20_600}
RECORDED_LIST_KEY = 2 * 31
RECORDED_FACT_KEY = 121
RECORDED_SECTION_KEY = 232

NEVER_AT_START = (
    "yaml", "jinja2", "pydantic", "tree_sitter", "urllib.request", "http.client", "docx", "fpdf", "fontTools", "merge3",
    "textual.widgets._text_area", "textual.widgets._markdown", "textual.widgets._option_list", "markdown_it",
)  # fmt: skip

HELLO = """
import json, sys
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello")
    def on_ready(self):
        self.exit((sorted(sys.modules), int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])))
print(json.dumps(Hello().run(headless=True, size=(120, 40))))
"""
OURS = """
import gc, json, sys
gc.disable()
from tui import app as tui_app
found = []
def on_ready(self):
    found.extend((sorted(sys.modules), int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])))
    self.exit()
tui_app.ReinstateApp.on_ready = on_ready
stock_run = tui_app.ReinstateApp.run
tui_app.ReinstateApp.run = lambda self, **options: stock_run(self, headless=True, size=(120, 40))
tui_app.run_app()
print(json.dumps(found))
"""


@pytest.fixture
def started(homes: Homes, tmp_path: Path) -> tuple[set[str], float]:
    """The modules that a start imports beyond the minimal app's, and its memory in times the minimal app's."""
    # A copy: a content file that somebody saves between the two runs would have the second one compile it all.
    for folder in ("tui", "content"):
        copytree(ROOT / folder, tmp_path / "copy" / folder, ignore=ignore_patterns("__pycache__"))
    _run("import tui.cli; tui.cli.run(['types'])", tmp_path / "copy")
    modules, memory = json.loads(_run(OURS, tmp_path / "copy").splitlines()[-1])
    least, floor = json.loads(_run(HELLO, tmp_path / "copy").splitlines()[-1])
    return set(modules) - set(least), memory / floor


def _run(code: str, place: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=True, timeout=100
    ).stdout


def test_a_start_imports_little(started: tuple[set[str], float]) -> None:
    added, memory = started
    assert not added & set(NEVER_AT_START)
    assert len(added) <= RECORDED_MODULES * ALLOWANCE, "\n".join(sorted(added))
    assert memory <= RECORDED_MEMORY * ALLOWANCE


async def test_a_start_is_laid_out_and_painted_once(
    homes: Homes, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_paints() as paints:
        async with at_desk(content, tmp_path, monkeypatch) as desk:
            await desk.pilot.pause()
            # Ending takes the screen down, which is no start.
            layouts, cells = paints.layouts, paints.cells
    assert layouts <= RECORDED_START["layouts"]
    assert cells <= RECORDED_START["cells"] * ALLOWANCE


async def test_a_key_repaints_only_what_it_changes(
    homes: Homes, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, language="zh") as desk:
        await desk.press("f2")
        await desk.pilot.pause()
        with counted_paints() as paints:
            await desk.press("down")
            await desk.pilot.pause()
        assert paints.layouts == 0
        assert paints.cells <= RECORDED_LIST_KEY * ALLOWANCE

        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        await desk.type("ab")
        await desk.pilot.pause()
        with counted_paints() as paints:
            await desk.type("abcdefgh")
            await desk.pilot.pause()
        assert paints.layouts == 0
        assert paints.cells / 8 <= RECORDED_FACT_KEY * ALLOWANCE

        await desk.press("f5")
        await desk.until(lambda: isinstance(desk.app.focused, Editor))
        await desk.type("ab")
        await desk.pilot.pause()
        with counted_paints() as paints:
            await desk.type("abcdefgh")
            await desk.pilot.pause()
        assert paints.layouts == 0
        assert paints.cells / 8 <= RECORDED_SECTION_KEY * ALLOWANCE
