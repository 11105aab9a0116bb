"""Export by keyboard: a format, a path, a truthful sentence, and no file replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tui.core.content.library import Content
from tui.screens.ask import AskScreen


def told(desk: Desk) -> str:
    return " ".join(toast.message for toast in desk.app._notifications)


async def export_to(desk: Desk, path: Path) -> None:
    await desk.press("shift+f5")
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "export-format")
    await desk.press("enter")
    await desk.press("ctrl+u")
    await desk.type(str(path))
    await desk.press("enter")


async def test_a_letter_is_written_and_not_replaced_unasked(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letter.txt"
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await export_to(desk, target)
        await desk.until(lambda: "Written" in told(desk))
        assert target.read_text().startswith("Summary\n")
        target.write_text("mine")
        await export_to(desk, target)
        await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, AskScreen))
        assert target.read_text() == "mine"


async def test_a_place_that_cannot_be_written_is_told(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await export_to(desk, tmp_path / "nowhere" / "letter.txt")
        await desk.until(lambda: "nowhere" in told(desk) and "Written" not in told(desk))
