"""Drives the app by keyboard alone, waiting for conditions and never for time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from textual import events
from textual.pilot import Pilot

from tests.fakes import FakeClock
from tui.app import ReinstateApp
from tui.core.case.records import Case
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.places import Places
from tui.ports.clipboard import CopyOutcome
from tui.session import CaseSession
from tui.widgets.editor import Editor
from tui.widgets.line_list import LineList

LIMIT = 60.0
KEY_NAMES = {
    " ": "space", "-": "minus", ".": "full_stop", ",": "comma", ":": "colon", "/": "slash", "'": "apostrophe",
    "%": "percent_sign", "(": "left_parenthesis", ")": "right_parenthesis", "_": "underscore", "\n": "enter",
}  # fmt: skip

Result = TypeVar("Result")


@dataclass
class FakeClipboard:
    """A clipboard that keeps what was copied and says that it was checked."""

    texts: list[str] = field(default_factory=list)

    def copy(self, text: str, **_: object) -> CopyOutcome:
        self.texts.append(text)
        return CopyOutcome("checked", "fake", len(text), None)


@dataclass
class Desk:
    """The app under test, with what drives it."""

    app: ReinstateApp
    pilot: Pilot[None]
    clipboard: FakeClipboard
    home: Path

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text as it comes from a fast terminal."""
        await self._burst((KEY_NAMES.get(letter, letter), letter) for letter in text)

    async def _burst(self, keys: Iterable[tuple[str, str | None]]) -> None:
        """Send keys at once, and wait until the app has come to rest."""
        driver = self.app._driver
        assert driver is not None
        for name, character in keys:
            key = events.Key(name, character)
            key.set_sender(self.app)
            driver.send_message(key)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], Result]) -> Result:
        """Wait until a condition holds, and return what it gave."""
        async with asyncio.timeout(LIMIT):
            while True:
                await self.pilot.pause()
                try:
                    if found := condition():
                        return found
                except (AssertionError, LookupError):
                    pass
                await asyncio.sleep(0.01)

    async def settle(self) -> None:
        """Wait until all is saved, no work runs beside the interface, and three frames are alike."""
        shown, alike = "", 0
        async with asyncio.timeout(LIMIT):
            while alike < 3:
                await self.pilot.pause()
                await asyncio.sleep(0.03)
                now = self.app.export_screenshot()
                busy = any(not worker.is_finished for worker in self.app.workers)
                waits = busy or self.app.session.save_state.state == "waiting"
                alike = alike + 1 if now == shown and not waits else 0
                shown = now

    async def open_type(self, name: str) -> None:
        """Choose a suspension type with the filter."""
        await self.press("f2")
        await self.press("slash")
        await self.type(name)
        await self.press("enter")
        await self.until(lambda: self.app.main.query_one("#types-list", LineList).has_focus)
        while not (self.row("types-list") or "").startswith("type:"):
            await self.press("down")
        await self.press("enter")
        await self.until(lambda: self.case.type == name and self.app.main.focused_pane == "facts")

    def row(self, name: str) -> str | None:
        return self.app.main.query_one(f"#{name}", LineList).row_id

    async def go_to_row(self, name: str, row: str) -> None:
        """Move the cursor of a list to a row with the arrow keys."""
        listed = self.app.main.query_one(f"#{name}", LineList)
        await self.press("home")
        selectable = [item.id for item in listed.rows if not item.heading]
        assert row in selectable, f"no row {row} in {name}"
        await self._burst([("down", None)] * selectable.index(row))
        await self.until(lambda: self.row(name) == row)

    async def go_to_field(self, name: str) -> None:
        """Move the focus to a field with the tab key."""
        for _ in range(80):
            focused = self.app.focused
            if focused is not None and focused.id == name:
                return
            await self.press("tab")
        raise AssertionError(f"no field {name}")

    @property
    def case(self) -> Case:
        case = self.app.session.case
        assert case is not None
        return case

    def editor(self, section: str) -> Editor:
        return self.app.main.query_one(f"#editor-{section}", Editor)


def make_app(content: Content, home: Path, language: str = "en") -> ReinstateApp:
    session = CaseSession(content, CaseStore(home / "data"), FakeClock())
    return ReinstateApp(session, Places(home / "state"), language)


@asynccontextmanager
async def at_desk(
    content: Content,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int] = (120, 40),
    language: str = "en",
) -> AsyncIterator[Desk]:
    """Run the app at a size, with its own folders and clipboard."""
    clipboard = FakeClipboard()
    monkeypatch.setattr("tui.ports.clipboard.copy", clipboard.copy)
    monkeypatch.setattr(Editor, "blinks", False)
    app = make_app(content, home, language)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, clipboard, home)
        await desk.until(lambda: app.listed)
        yield desk
