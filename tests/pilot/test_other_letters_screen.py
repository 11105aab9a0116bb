"""Letters to others by keyboard: chosen, filled in, read while it grows, copied, and kept with the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import HOSTILE, shown_text
from tui.core.content.library import Content
from tui.screens.other_letters import OtherLettersScreen
from tui.widgets.line_list import LineList

SIZES = [(60, 20), (80, 24), (120, 40)]


def letters(desk: Desk) -> LineList:
    return desk.app.screen.query_one("#others-list", LineList)


def letter_on_screen(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#others-text", Static).content)


async def open_letters(desk: Desk) -> None:
    await desk.press("ctrl+d")
    await desk.until(lambda: isinstance(desk.app.screen, OtherLettersScreen) and letter_on_screen(desk))


async def go_to_letter(desk: Desk, name: str) -> None:
    await desk.press("home")
    for _ in range(20):
        if letters(desk).row_id == name:
            return
        await desk.press("down")
    raise AssertionError(f"no letter {name}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_letters_that_fit_are_listed_with_when_to_use_them(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("trademark")
        await open_letters(desk)
        assert letters(desk).row_id == "supplier_invoice_request"
        await go_to_letter(desk, "retraction_request")
        await desk.until(lambda: "first step after a complaint" in " ".join(shown_text(desk).split()))
        assert "⟦Why can it be withdrawn?⟧" in letter_on_screen(desk)
        assert "Ctrl+L copy" in shown_text(desk)
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, OtherLettersScreen))


async def test_a_letter_is_filled_in_read_as_it_grows_and_copied(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await open_letters(desk)
        await go_to_letter(desk, "follow_up")
        await desk.press("enter")
        for field, typed in (
            ("fact-store_name", "Harbour Lane Goods"),
            ("fact-notice_date", "2026-11-05"),
            ("fact-answer_sent_on", "2026-11-09"),
            ("fact-reply_looked_for_on", "2026-11-20"),
        ):
            await desk.go_to_field(field)
            await desk.type(typed)
        await desk.until(lambda: "By 20 November 2026 we had received no reply." in letter_on_screen(desk))
        assert "⟦" not in letter_on_screen(desk)
        await desk.press("ctrl+l")
        await desk.until(lambda: desk.clipboard.texts)
        copied = desk.clipboard.texts[0]
        assert copied.startswith("Harbour Lane Goods submitted its answer to Amazon's notice of 5 November 2026")
        assert desk.case.facts["answer_sent_on"] == "2026-11-09"


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_in_a_small_window_a_field_its_label_and_the_letter_are_seen_together(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("late_shipment")
        await open_letters(desk)
        await desk.press("enter")
        await desk.until(lambda: "Store name, as buyers see it" in shown_text(desk))
        await desk.type("Harbour")
        await desk.until(lambda: shown_text(desk).count("Harbour") >= 2)
        assert letters(desk).row_id == "follow_up"
        assert "Follow up with Amazon" in shown_text(desk)


async def test_a_choice_decides_which_facts_are_asked_for(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("trademark")
        await open_letters(desk)
        await go_to_letter(desk, "retraction_request")
        assert not desk.app.screen.query_one("#fact-corrected_day").parent.display  # type: ignore[union-attr]
        await desk.go_to_field("fact-retraction_reason")
        await desk.press("right", "right", "right")
        await desk.until(lambda: desk.case.facts["retraction_reason"] == "corrected")
        await desk.go_to_field("fact-corrected_day")
        await desk.type("2026-11-08")
        await desk.until(lambda: "On 8 November 2026 we took down" in letter_on_screen(desk))


async def test_the_language_of_the_letter_is_chosen_here_and_the_case_keeps_its_own(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("inauthentic")
        await open_letters(desk)
        await desk.go_to_field("others-language")
        await desk.press("right")
        await desk.until(lambda: "请原样提供当时开具的发票" in letter_on_screen(desk))
        assert desk.case.letter_language == "en"


async def test_what_was_typed_is_on_disk_and_in_the_facts_afterwards(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await open_letters(desk)
        await desk.go_to_field("fact-store_name")
        await desk.type("Harbour")
        await desk.press("escape")
        await desk.until(lambda: "Harbour" in shown_text(desk))
        saved = tmp_path / "data" / "cases" / desk.case.id / "case.yaml"
        await desk.until(lambda: 'store_name: "Harbour"' in saved.read_text(encoding="utf-8"))


async def test_hostile_text_stays_text_in_the_letter(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        desk.app.session.set_fact("store_name", HOSTILE)
        await open_letters(desk)
        await go_to_letter(desk, "follow_up")
        await desk.until(lambda: "{{ 7*7 }}" in letter_on_screen(desk))
        assert "[@click=app.quit]x[/]" in letter_on_screen(desk)
        assert "\x1b" not in shown_text(desk)


async def test_a_case_for_a_lawyer_has_no_letters_to_others(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("tro_court_order")
        await desk.press("ctrl+d")
        await desk.until(lambda: isinstance(desk.app.screen, OtherLettersScreen))
        await desk.until(lambda: "No letter to others fits this case." in shown_text(desk))
        await desk.press("ctrl+l", "escape")
        await desk.until(lambda: not isinstance(desk.app.screen, OtherLettersScreen))
        assert desk.clipboard.texts == []
