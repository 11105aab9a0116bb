"""Each pane by keyboard: the chooser, the directory, the facts, help, the palette, and small windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from tests.pilot.driving import Desk, at_desk
from tui.commands import COMMANDS
from tui.core.content.library import Content
from tui.screens.help import HelpScreen
from tui.widgets.line_list import LineList

HOSTILE = "[/ [name] [@click=app.quit]x[/] {{ 7*7 }} 你好\u202e \x1b]0;owned\x07 " + "长" * 200


def shown_text(desk: Desk) -> str:
    """Return what stands on the screen, line by line."""
    screen = desk.app.screen
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


async def test_the_chooser_filters_in_english_and_chinese(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        for query in ("late ship", "迟发率"):
            await desk.press("f2", "slash", "ctrl+u")
            await desk.type(query)
            await desk.until(lambda: desk.row("types-list") == "type:late_shipment")
        await desk.press("ctrl+u")
        await desk.type("nothing like this")
        await desk.until(lambda: desk.row("types-list") is None)


async def test_the_directory_filters_by_words_and_by_store(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.press("f9")
        await desk.until(lambda: desk.app.main.focused_pane == "contacts")
        await desk.type("payments-nachforschungen")
        await desk.until(lambda: "payments-nachforschungen@amazon.de" in shown_text(desk))
        await desk.press("enter")
        await desk.press("enter")
        await desk.until(lambda: desk.clipboard.texts)
        assert desk.clipboard.texts == ["payments-nachforschungen@amazon.de"]


async def test_the_store_of_the_case_chooses_the_contacts(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("setting-marketplace")
        while desk.case.marketplace != "DE":
            before = desk.case.marketplace
            await desk.press("right")
            await desk.until(lambda before=before: desk.case.marketplace != before)  # type: ignore[misc]
        rows = desk.app.main.query_one("#contacts-list", LineList).rows
        await desk.until(lambda: rows)
        stores = {
            str(row.text).split()[0]
            for row in desk.app.main.query_one("#contacts-list", LineList).rows
            if not row.heading
        }
        assert stores == {"DE", "EU"}


async def test_a_value_longer_than_its_field_is_shown_when_a_case_opens(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (60, 20)) as desk:
        await desk.open_type("late_shipment")
        desk.app.session.set_fact("store_name", "A name that is longer than any field of a narrow window can be")
        await desk.press("f2", "f3")
        await desk.pilot.resize_terminal(64, 20)
        await desk.until(lambda: "A name that is longer than any" in shown_text(desk))


async def test_a_wrong_value_is_kept_and_explained(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        for field, typed, words in (
            ("fact-notice_date", "2026-02-31", "There is no such day"),
            ("fact-late_rate", "140", "more than 100 percent"),
            ("fact-late_orders", "113-12", "is no order number"),
        ):
            await desk.go_to_field(field)
            await desk.type(typed)
            await desk.press("tab")
            await desk.until(lambda words=words: words in shown_text(desk).replace("\n", " "))  # type: ignore[misc]
        assert desk.case.facts["notice_date"] == "2026-02-31"


async def test_keys_of_one_burst_all_arrive_in_a_fact(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        await desk.press("a", "b", "c", "left", "X", "backspace", "Y")
        await desk.until(lambda: desk.case.facts["store_name"] == "abYc")


async def test_hostile_text_is_shown_as_text_in_every_pane(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        desk.app.session.set_fact("level", "account")
        desk.app.session.set_fact("store_name", HOSTILE)
        await desk.app.main.changed()
        for pane in ("f2", "f3", "f4", "f5", "f9", "ctrl+n"):
            await desk.press(pane)
        await desk.press("f5")
        await desk.until(lambda: "{{ 7*7 }}" in desk.editor("opening").text)
        assert "[@click=app.quit]x[/]" in desk.editor("opening").text
        assert "\x1b" not in shown_text(desk)
        assert "\u202e" not in shown_text(desk)


@pytest.mark.parametrize("pane", ["f2", "f3", "f4", "f5", "f9", "ctrl+n"])
async def test_help_explains_the_focused_pane(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await desk.press(pane)
        await desk.press("f1")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        assert "Ctrl+P" in shown_text(desk) or "F1" in shown_text(desk)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, HelpScreen))


async def test_every_command_is_in_the_palette(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        offered = {command.title for command in desk.app.get_system_commands(desk.app.main)}
        for command in COMMANDS:
            titles = [desk.app.interface.text(f"commands.{command.id}.{name}") for name in ("title", "off")]
            assert any(found.startswith(title) for found in offered for title in titles), command.id
        await desk.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.type("copy subject")
        found = desk.app.screen.query_one(OptionList)
        await desk.until(lambda: found.option_count and "Copy subject" in str(found.get_option_at_index(0).prompt))
        await desk.press("enter")
        await desk.until(lambda: desk.clipboard.texts)
        assert desk.clipboard.texts[0].startswith("Plan of action")


async def test_the_interface_switches_to_chinese_and_keeps_the_case(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f12")
        await desk.until(lambda: "店铺名称" in shown_text(desk))
        await desk.press("f5")
        await desk.until(lambda: "迟发率" in shown_text(desk))
        assert desk.case.type == "late_shipment"
        assert "late shipment rate" in desk.editor("opening").text


async def test_a_window_too_small_says_so_and_keeps_the_text(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (60, 20)) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        await desk.type("Harbour")
        pilot: Pilot[None] = desk.pilot
        await pilot.resize_terminal(40, 10)
        await desk.until(lambda: "too small" in shown_text(desk))
        await pilot.resize_terminal(60, 20)
        await desk.until(lambda: "too small" not in shown_text(desk))
        assert desk.case.facts["store_name"] == "Harbour"


async def test_a_damaged_case_is_listed_with_its_fault_and_left_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "cases" / "broken"
    folder.mkdir(parents=True)
    damaged = 'id: "broken"\nformat: "1"\ntype: "late_ship'
    (folder / "case.yaml").write_text(damaged)
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.press("home")
        assert desk.row("types-list") == "case:broken"
        await desk.press("enter")
        await desk.until(lambda: "case.yaml:3" in shown_text(desk))
        await desk.press("escape")
    assert (folder / "case.yaml").read_text() == damaged


async def test_a_pasted_notice_waits_for_its_case_and_stays_with_it(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual import events

    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.app.main.focused_pane == "notice")
        assert desk.app.focused is not None
        desk.app.post_message(events.Paste("Your late shipment rate is above 4%.\r\nPlease send a plan."))
        await desk.until(lambda: "Please send a plan." in desk.app.session.notice())
        await desk.press("f2")
        await desk.open_type("late_shipment")
        await desk.press("ctrl+q")
    case = desk.app.session.case
    assert case is not None
    notice = desk.home / "data" / "cases" / case.id / "notice.txt"
    assert notice.read_text() == "Your late shipment rate is above 4%.\nPlease send a plan."


async def test_the_status_line_counts_and_says_when_all_is_saved(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-late_rate")
        await desk.type("6.6")
        status = desk.app.main.query_one("#status", Static)
        await desk.until(lambda: "saved" in str(status.content))
        assert "facts 1/7" in str(status.content)
        assert 'late_rate: "6.6"' in (desk.home / "data" / "cases" / desk.case.id / "case.yaml").read_text()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_narrow_status_line_still_says_what_is_missing_and_that_all_is_saved(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-late_rate")
        await desk.type("not a number")
        await desk.press("ctrl+s")
        await desk.settle()
        line = str(desk.app.main.query_one("#status", Static).render())
        assert "saved" in shown_text(desk)
        assert all(part in line for part in ("facts 0/7", "7 gaps", "saved 09:30"))
