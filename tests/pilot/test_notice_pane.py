"""The notice pane by keyboard: paste, see what was read, open the case, accept the facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.pilot.driving import Desk, at_desk
from tui.core.content.library import Content
from tui.widgets.editor import Editor
from tui.widgets.line_list import LineList

NOTICE = """Hello,

Your Amazon seller account has been deactivated in accordance with section 3 of our agreement.

Why did this happen?
Your late shipment rate was 6.8% between 3 October 2026 and 1 November 2026. Our target is under 4%.
Orders: 113-1234567-1234567

To reactivate your account, send a plan of action within 72 hours.
"""


async def paste(desk: Desk, text: str) -> LineList:
    """Paste a text into the notice pane and wait until it has been read."""
    await desk.press("ctrl+n")
    await desk.until(lambda: desk.app.main.focused_pane == "notice")
    desk.app.post_message(events.Paste(text))
    found = desk.app.main.query_one("#notice-read", LineList)
    await desk.until(lambda: found.rows)
    return found


def ids(rows: LineList) -> list[str]:
    return [row.id for row in rows.rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_pasted_notice_leads_to_its_type_and_its_facts(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        found = await paste(desk, NOTICE)
        assert "type:late_shipment" in ids(found)
        assert not any(row.startswith("accept:") for row in ids(found))
        await desk.press("tab")
        await desk.go_to_row("notice-read", "type:late_shipment")
        await desk.press("enter")
        await desk.until(lambda: desk.case.type == "late_shipment")
        assert desk.case.facts == {}
        await desk.press("ctrl+n")
        await desk.until(lambda: "accept:late_rate" in ids(desk.app.main.query_one("#notice-read", LineList)))
        await desk.press("tab")
        await desk.go_to_row("notice-read", "accept:late_rate")
        await desk.press("enter")
        await desk.until(lambda: desk.case.facts == {"late_rate": "6.8"})
        await desk.go_to_row("notice-read", "accept:")
        await desk.press("enter")
        await desk.until(lambda: desk.case.facts.get("late_orders") == ("113-1234567-1234567",))
        assert desk.case.facts["window"] == "2026-10-03 to 2026-11-01"


async def test_what_was_read_is_marked_in_the_text(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await paste(desk, NOTICE)
        editor = desk.app.main.query_one("#notice-editor", Editor)
        await desk.until(lambda: editor.marks)
        lines = editor.text.split("\n")
        marked = {lines[mark.start[0]][mark.start[1] : mark.end[1]] for mark in editor.marks}
        assert {"113-1234567-1234567", "late shipment rate"} <= {text.lower() for text in marked}


async def test_a_text_that_is_no_notice_is_said_to_be_none(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        found = await paste(desk, "Dear team, the meeting is moved to Thursday. Please bring your lunch.")
        assert not any(row.startswith("type:") for row in ids(found))


async def test_a_notice_is_taken_from_a_file_and_from_the_clipboard(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE)
    monkeypatch.setattr("tui.ports.clipboard.pasting.paste", lambda *_: "Your order defect rate is 2.4%.")
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.app.main.focused_pane == "notice")
        await desk.press("ctrl+o")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "path")
        await desk.type(str(file))
        await desk.press("enter")
        await desk.until(lambda: desk.app.session.notice() == NOTICE)
        await desk.until(lambda: desk.app.main.focused_pane == "notice")
        await desk.press("ctrl+v")
        await desk.until(lambda: desk.app.session.notice().startswith("Your order defect rate"))
