"""The checks by keyboard: see a finding, go to it, silence it with a reason, mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tui.core.content.library import Content
from tui.widgets.line_list import LineList


def findings(desk: Desk) -> list[str]:
    return [str(row.text) for row in desk.app.main.query_one("#checks-list", LineList).rows if not row.heading]


async def edit_root_cause(desk: Desk, text: str) -> None:
    await desk.press("f5")
    await desk.until(lambda: desk.app.main.focused_pane == "letter")
    await desk.go_to_field("editor-root_cause")
    await desk.press("ctrl+end")
    await desk.type(text)
    await desk.until(lambda: "root_cause" in desk.case.sections)


async def test_a_finding_appears_while_typing_and_is_marked_in_its_place(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "Please give us a second chance, the carrier is at fault.")
        await desk.press("f10")
        await desk.until(lambda: any(text.startswith("B05") for text in findings(desk)))
        editor = desk.editor("root_cause")
        await desk.until(lambda: editor.marks)
        marked = {editor.text[mark.start[1] : mark.end[1]].lower() for mark in editor.marks}
        assert any("second chance" in text for text in marked)


async def test_the_next_finding_is_one_key_away(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "Nothing else. Please give us a second chance.")
        await desk.until(lambda: any(item.rule == "B05" for item in desk.app.main.open_findings()))
        places = [item for item in desk.app.main.open_findings() if item.rule == "B05"]
        seen = set()
        for _ in range(len(desk.app.main.open_findings())):
            await desk.press("f8")
            await desk.until(lambda: desk.app.main.focused_pane == "letter")
            focused = desk.app.focused
            seen.add((focused.id if focused else "", desk.editor("root_cause").cursor_location))
        assert ("editor-root_cause", (0, places[0].start)) in seen


async def test_a_silenced_finding_stays_listed_with_its_reason(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "Please give us a second chance.")
        await desk.press("f10")
        await desk.until(lambda: any(text.startswith("B05") for text in findings(desk)))
        rows = desk.app.main.query_one("#checks-list", LineList)
        wanted = next(row.id for row in rows.rows if str(row.text).startswith("B05"))
        await desk.go_to_row("checks-list", wanted)
        await desk.press("s")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "path")
        await desk.type("quoted from the notice")
        await desk.press("enter")
        await desk.until(lambda: "B05 quoted from the notice" in findings(desk))
        assert "quoted from the notice" in desk.case.silenced.values()
        assert not any(item.rule == "B05" for item in desk.app.main.open_findings())
