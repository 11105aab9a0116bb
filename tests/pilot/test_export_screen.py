"""Export by keyboard: a format, a path, a truthful sentence, and no file replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tui.core.case.records import Evidence
from tui.core.content.library import Content
from tui.screens.ask import AskScreen
from tui.screens.export import ExportScreen


def told(desk: Desk) -> str:
    return " ".join(toast.message for toast in desk.app._notifications)


async def export_to(desk: Desk, path: Path) -> None:
    await desk.press("shift+f5")
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "export-format")
    await desk.press("tab", "ctrl+u")
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


async def test_the_folder_and_the_form_are_offered_again(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "appeals").mkdir()
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await export_to(desk, tmp_path / "appeals" / "letter.md")
        await desk.until(lambda: "Written" in told(desk))
        await desk.press("shift+f5")
        await desk.until(lambda: isinstance(desk.app.screen, ExportScreen))
        await desk.press("enter")
        await desk.until(lambda: len(list((tmp_path / "appeals").glob("*.md"))) == 2)


async def test_an_evidence_pack_asks_before_it_leaves_a_document_out(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        desk.app.session.set_evidence("settings_screenshot", Evidence(path=str(tmp_path / "gone.png")))
        await desk.press("shift+f5")
        await desk.until(lambda: isinstance(desk.app.screen, ExportScreen))
        await desk.press("up", "right", "tab", "tab", "ctrl+u")
        await desk.type(str(tmp_path / "pack.zip"))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
        assert not (tmp_path / "pack.zip").exists()
        await desk.press("y")
        await desk.until((tmp_path / "pack.zip").exists)
        await desk.until(lambda: "gone.png" in told(desk))
