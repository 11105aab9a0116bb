"""The guides by keyboard: opened from anywhere, what matters for the case first, read and left again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import shown_text
from tui.core.content.library import Content
from tui.screens.guide import GuideScreen
from tui.widgets.line_list import LineList

SIZES = [(60, 20), (80, 24), (120, 40)]


def guides(desk: Desk) -> LineList:
    return desk.app.screen.query_one("#guide-list", LineList)


def page(desk: Desk) -> VerticalScroll:
    return desk.app.screen.query_one("#guide-page", VerticalScroll)


async def open_guides(desk: Desk) -> None:
    await desk.press("shift+f1")
    await desk.until(lambda: isinstance(desk.app.screen, GuideScreen) and desk.app.screen.query_one(Markdown).children)


@pytest.mark.parametrize("size", SIZES)
async def test_the_guides_open_without_a_case_and_show_the_first_page(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await open_guides(desk)
        assert guides(desk).row_id == "routes"
        await desk.until(lambda: "Start with what the notice asks for" in shown_text(desk))
        assert "Esc back" in shown_text(desk)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, GuideScreen))


async def test_guides_that_matter_for_the_open_case_come_first(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("fba_inventory")
        await open_guides(desk)
        assert guides(desk).row_id == "fba_removal"
        await desk.until(lambda: "For this case" in shown_text(desk) and "More guides" in shown_text(desk))


async def test_arrows_choose_a_guide_and_pages_are_turned_from_the_list(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await open_guides(desk)
        await desk.press("down")
        assert guides(desk).row_id == "appeal_timeline"
        await desk.until(lambda: "The date that counts" in shown_text(desk))
        await desk.press("pagedown")
        await desk.until(lambda: page(desk).scroll_offset.y > 0)
        await desk.press("pageup")
        await desk.until(lambda: page(desk).scroll_offset.y == 0)
        await desk.press("enter", "down")
        await desk.until(lambda: page(desk).has_focus and page(desk).scroll_offset.y > 0)


async def test_another_guide_begins_at_its_top(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await open_guides(desk)
        await desk.press("space")
        await desk.until(lambda: page(desk).scroll_offset.y > 0)
        await desk.press("down")
        await desk.until(lambda: "How long it takes" in shown_text(desk) and page(desk).scroll_offset.y == 0)


async def test_a_guide_is_shown_in_chinese_to_its_last_line(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (60, 20), "zh") as desk:
        await open_guides(desk)
        await desk.press("end")
        await desk.until(lambda: guides(desk).row_id == "safety")
        await desk.until(lambda: "假“内部人士”" in shown_text(desk))
        await desk.press("tab", "end")
        await desk.until(lambda: f"{content.guides['safety'].sources[-1]}:" in shown_text(desk))


async def test_guides_passed_over_quickly_end_at_the_last_one(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await open_guides(desk)
        await desk.press(*["down"] * 3, "up", *["down"] * 3)
        assert guides(desk).row_id == "documents_accepted"
        await desk.until(lambda: "One rule stands above all" in shown_text(desk))


async def test_the_guides_open_while_a_text_is_written_and_leave_it_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        await desk.type("Harbour")
        await open_guides(desk)
        await desk.press("x", "escape")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "fact-store_name")
        await desk.type("s")
        await desk.until(lambda: desk.case.facts["store_name"] == "Harbours")
