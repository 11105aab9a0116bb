"""The directory by keyboard: the channel of the case on top, three choices, own notes, what is done with a contact."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.counting import counted_paints
from tests.pilot.driving import Desk, at_desk
from tui.core.content.library import Content
from tui.core.directory.marks import ContactMarks
from tui.screens.export import ExportScreen
from tui.screens.mark import MarkScreen
from tui.widgets.line_list import LineList
from tui.widgets.text_page import TextPage

ACCOUNT_PAGE = "first:account-deactivation-appeal-us-web"


def told(desk: Desk) -> str:
    return " ".join(toast.message for toast in desk.app._notifications)


def detail(desk: Desk) -> str:
    return desk.app.main.query_one("#contacts-detail", TextPage).text


async def go_to_directory(desk: Desk) -> None:
    await desk.press("f9")
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "contacts-filter")


async def test_the_account_health_page_of_the_case_stands_on_top_with_its_steps(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("used_sold_as_new")
        await go_to_directory(desk)
        await desk.until(lambda: desk.row("contacts-list") == ACCOUNT_PAGE)
        assert "1. Performance > Account Health" in detail(desk)
        await desk.press("ctrl+o")
        await desk.until(lambda: desk.clipboard.texts)
        assert desk.clipboard.texts == ["https://sellercentral.amazon.com/performance/dashboard"]
        await desk.press("down", "down")
        await desk.until(lambda: (desk.row("contacts-list") or "").startswith("first:product-quality-appeal"))
        assert "an address comes second" in detail(desk)


async def test_from_an_open_case_the_address_the_subject_and_a_word_file_take_five_keys(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await go_to_directory(desk)
        await desk.press("ctrl+o")
        await desk.press("ctrl+t")
        await desk.until(lambda: len(desk.clipboard.texts) == 2)
        await desk.press("shift+f5")
        await desk.until(lambda: isinstance(desk.app.screen, ExportScreen))
        await desk.press("enter")
        await desk.until(lambda: list(tmp_path.glob("*.docx")))
        assert desk.clipboard.texts[1].startswith("Plan of action")


async def test_status_and_kind_narrow_the_list_by_arrow_keys(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await go_to_directory(desk)
        rows = desk.app.main.query_one("#contacts-list", LineList)
        everything = len(rows.rows)
        await desk.go_to_field("contacts-status")
        await desk.press("right", "right")
        await desk.go_to_field("contacts-kind")
        await desk.press("right")
        await desk.until(lambda: 0 < len(rows.rows) < everything)
        assert {row.sign for row in rows.rows if not row.heading} == {"~"}
        assert all("@" in str(row.text) for row in rows.rows if not row.heading)


async def test_what_was_nearly_typed_is_found_beside_the_typing(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await go_to_directory(desk)
        await desk.type("disbursment")
        await desk.until(lambda: "disbursement-appeals" in " ".join(
            str(row.text) for row in desk.app.main.query_one("#contacts-list", LineList).rows
        ))  # fmt: skip


async def test_a_note_is_kept_shown_as_ones_own_and_told_to_nobody(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await go_to_directory(desk)
        await desk.type("notice-dispute@")
        await desk.press("enter", "m")
        await desk.until(lambda: isinstance(desk.app.screen, MarkScreen))
        await desk.press("right", "right", "tab", "tab")
        await desk.type("asked for [/ papers")
        await desk.press("enter")
        await desk.until(lambda: "Your note: answered · 2026-11-23 · asked for [/ papers" in detail(desk))
        kept = ContactMarks(tmp_path / "data").get((desk.row("contacts-list") or "").removeprefix("first:"))
        assert kept.state == "answered"


async def test_a_day_that_does_not_exist_is_told_and_nothing_is_kept(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await go_to_directory(desk)
        await desk.press("ctrl+k")
        await desk.until(lambda: isinstance(desk.app.screen, MarkScreen))
        await desk.press("right", "tab", "ctrl+u")
        await desk.type("2026-02-31")
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen.query_one("#mark-problem").display)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, MarkScreen))
        assert not (tmp_path / "data" / "contacts.yaml").exists()


async def test_a_page_is_opened_on_demand_and_copied_where_there_is_no_browser(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def no_browser(address: str) -> bool:
        opened.append(address)
        return False

    monkeypatch.setattr("tui.ports.browser.open_page", no_browser)
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await go_to_directory(desk)
        await desk.press("ctrl+g")
        await desk.until(lambda: desk.clipboard.texts)
        assert opened == desk.clipboard.texts == ["https://sellercentral.amazon.com/performance/dashboard"]
        assert "No browser" in told(desk)


async def test_a_mail_link_and_a_draft_are_made_and_nothing_is_sent(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await go_to_directory(desk)
        await desk.press("ctrl+b")
        await desk.until(lambda: "no mail address" in told(desk))
        await desk.type("notice-dispute@amazon.com")
        await desk.press("ctrl+b")
        await desk.until(lambda: desk.clipboard.texts)
        assert desk.clipboard.texts[0].startswith("mailto:notice-dispute@amazon.com?subject=Plan%20of%20action")
        await desk.press("ctrl+r")
        await desk.until(lambda: isinstance(desk.app.screen, ExportScreen))
        await desk.press("tab", "tab", "ctrl+u")
        await desk.type(str(tmp_path / "draft.eml"))
        await desk.press("enter")
        draft = tmp_path / "draft.eml"
        await desk.until(draft.exists)
        assert draft.read_bytes().startswith(b"To: notice-dispute@amazon.com\r\n")
        assert b"X-Unsent: 1" in draft.read_bytes()


async def test_a_key_in_the_filter_lays_nothing_out(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await go_to_directory(desk)
        await desk.type("a")
        await desk.pilot.pause()
        with counted_paints() as paints:
            for letter in "mazon":
                await desk.press(letter)
            await desk.pilot.pause()
        assert paints.layouts == 0
        assert paints.moments


async def test_an_app_that_was_left_at_the_directory_opens_there_in_a_narrow_window(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
            await go_to_directory(desk)
            desk.app._remember()
