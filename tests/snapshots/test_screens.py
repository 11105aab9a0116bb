"""What the screens look like, at three sizes and in both languages: looked at when they change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.pilot.driving import Desk, FakeClipboard, make_app
from tui.app import ReinstateApp
from tui.core.case.records import Claim, Evidence
from tui.core.content.library import Content
from tui.widgets.editor import Editor
from tui.widgets.line_list import LineList, Row

SnapCompare = Callable[..., bool]
SIZES = [(60, 20), (80, 24), (120, 40)]
PANES = {
    "types": "f2",
    "facts": "f3",
    "actions": "f4",
    "letter": "f5",
    "contacts": "f9",
    "notice": "ctrl+n",
    "checks": "f10",
    "history": "shift+f4",
}
FACTS = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "level": "account",
    "late_rate": "6.6",
    "window": "2026-10-03 to 2026-11-01",
    "order_count": "212",
}
DETAILS: dict[str, str | tuple[str, ...]] = {"handling_set": "1", "handling_real": "3", "orders_hit": "9"}


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep clock, cursor and animations still."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Editor, "blinks", False)
    monkeypatch.setattr("tui.core.checks.grammar.is_installed", lambda: False)


def checks(app: ReinstateApp) -> list[Row]:
    """Return the rows of the list of checks."""
    return list(app.main.query_one("#checks-list", LineList).rows)


async def open_case(desk: Desk) -> None:
    """Open a case that is half filled in."""
    await desk.open_type("late_shipment")
    session = desk.app.session
    for name, value in FACTS.items():
        session.set_fact(name, value)
    session.set_claim("handling_time_too_short", Claim(state="done", details=DETAILS))
    raised: dict[str, str | tuple[str, ...]] = {"before": "1", "after": "3", "owner": "operations manager"}
    session.set_claim("handling_time_raised", Claim(state="done", date="2026-11-06", details=raised))
    session.set_evidence("settings_screenshot", Evidence(path="handling-time.png"))
    session.save()
    await desk.app.main.refresh_case()


VIEWS = [(pane, size) for pane in PANES for size in SIZES]


@pytest.mark.parametrize(
    ("pane", "size"), VIEWS, ids=lambda part: part if isinstance(part, str) else f"{part[0]}x{part[1]}"
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pane_looks_as_it_did(
    snap_compare: SnapCompare, content: Content, tmp_path: Path, size: tuple[int, int], pane: str, language: str
) -> None:
    app = make_app(content, tmp_path, language)

    async def prepare(pilot: Pilot[None]) -> None:
        desk = Desk(app, pilot, FakeClipboard(), tmp_path)
        await desk.until(lambda: app.listed)
        await open_case(desk)
        await desk.press(PANES[pane])
        await desk.until(lambda: app.main.focused_pane == pane)
        if pane == "letter":
            await desk.until(lambda: any(editor.marks for editor in app.main.query(Editor)))
        if pane == "checks":
            await desk.until(lambda: any("grammar]" in str(row.text) for row in checks(app)))
        await desk.settle()

    assert snap_compare(app, terminal_size=size, run_before=prepare)


def test_an_empty_start_looks_as_it_did(snap_compare: SnapCompare, content: Content, tmp_path: Path) -> None:
    app = make_app(content, tmp_path)

    async def prepare(pilot: Pilot[None]) -> None:
        desk = Desk(app, pilot, FakeClipboard(), tmp_path)
        await desk.until(lambda: app.listed)
        await desk.settle()

    assert snap_compare(app, terminal_size=(80, 24), run_before=prepare)
