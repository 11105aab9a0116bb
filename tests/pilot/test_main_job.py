"""The main job, by keyboard alone: from a chosen type to a letter on the clipboard, and back after a restart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tui.core.content.library import Content
from tui.screens.claim import ClaimScreen
from tui.screens.main import MainScreen

NOUN = re.compile(r"\{\{ (\w+)\|noun\('([^']+)', '([^']+)'\) \}\}")
EXPECTED = """Summary
Harbour Lane Goods answers Amazon's notice of 5 November 2026, which deactivated our selling account on Amazon.com.
{asins}

Root cause
{cause} This is in our own words.

Actions taken
{deleted}
{audited}

Steps that prevent it
{check}

Request
We ask Amazon to review this plan and to reactivate our selling account.
"""


async def claim(desk: Desk, statement: str, state: str, **fields: str) -> None:
    """Confirm a statement in its dialog: the state by the space key, then each field."""
    await desk.go_to_row("actions-list", f"claim:{statement}")
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, ClaimScreen) and desk.app.focused is not None)
    presses = {"done": 2, "under_way": 3, "planned": 4}[state]
    await desk.press(*["space"] * presses)
    for name, text in fields.items():
        await desk.go_to_field(f"claim-{name.replace('__', '-')}")
        await desk.type(text)
    await desk.press("escape")
    await desk.until(lambda: isinstance(desk.app.screen, MainScreen) and desk.case.claim(statement).state == state)


async def fill_in(desk: Desk) -> None:
    await desk.open_type("restricted_products")
    for name, text in (
        ("fact-store_name", "Harbour Lane Goods"),
        ("fact-notice_date", "2026-11-05"),
        ("fact-asins", "B0CHX2F5QT, b0cjl4r7nm"),
    ):
        await desk.go_to_field(name)
        await desk.type(text)
    await desk.go_to_field("fact-level")
    await desk.press("space")
    await desk.press("f4")
    await desk.until(lambda: desk.app.main.focused_pane == "actions")
    await claim(desk, "matched_existing_page", "done", detail__offers="2")
    await claim(desk, "listings_deleted", "done", date="2026-11-06", detail__owner="listing manager")
    await claim(
        desk,
        "catalogue_audited",
        "done",
        date="2026-11-08",
        detail__listings_checked="340",
        detail__listings_removed="3",
        detail__owner="listing manager",
    )
    await claim(desk, "prelisting_check", "planned", due="2026-12-01", detail__owner="listing manager")


def expected_letter(content: Content) -> str:
    """Build the letter from the wordings by hand, independent of the composer."""
    body = content.type("restricted_products")
    say = {**body.wording["en"].say}

    def filled(wording: object, **values: str) -> str:
        text = str(wording).replace("{{ store }}", "Amazon.com")
        for name, value in values.items():
            text = text.replace("{{ " + name + " }}", value)
        for name, singular, plural in NOUN.findall(text):
            number = {"offers": 2, "asins": 2, "listings_checked": 340}[name]
            text = NOUN.sub(f"{number} {singular if number == 1 else plural}", text, count=1)
        return text.replace("{{ cite }}", "")

    asins = "B0CHX2F5QT and B0CJL4R7NM"
    deleted, audited, check = say["listings_deleted"], say["catalogue_audited"], say["prelisting_check"]
    assert not isinstance(deleted, str)
    assert not isinstance(audited, str)
    assert not isinstance(check, str)
    manager = "listing manager"
    return EXPECTED.rstrip("\n").format(
        asins=filled(say["asins_named"], asins=asins),
        cause=filled(say["matched_existing_page"]),
        deleted=filled(deleted.done, date="6 November 2026", owner=manager, asins=asins),
        audited=filled(audited.done, date="8 November 2026", owner=manager, listings_removed="3"),
        check=filled(check.planned, due="1 December 2026", owner=manager),
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_main_job_is_done_by_keyboard_and_is_there_after_a_restart(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    wanted = expected_letter(content)
    assert "{{" not in wanted
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await fill_in(desk)
        await desk.press("f5")
        await desk.until(lambda: desk.app.main.focused_pane == "letter")
        await desk.go_to_field("editor-root_cause")
        await desk.press("ctrl+end")
        await desk.type(" This is in our own words.")
        await desk.until(lambda: desk.case.sections["root_cause"].text.endswith("own words."))
        await desk.press("ctrl+l")
        await desk.until(lambda: desk.clipboard.texts)
        assert desk.clipboard.texts == [wanted]
        await desk.press("ctrl+q")
    assert desk.app.return_code == 0

    async with at_desk(content, tmp_path, monkeypatch, size) as again:
        case = again.case
        assert case == desk.app.session.case
        assert again.app.main.current == "letter"
        await again.until(lambda: again.editor("root_cause").text.endswith("own words."))
        await again.press("ctrl+l")
        await again.until(lambda: again.clipboard.texts)
        assert again.clipboard.texts == [wanted]


async def test_a_letter_with_gaps_is_copied_only_after_a_question(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("restricted_products")
        await desk.press("ctrl+l")
        await desk.until(lambda: not isinstance(desk.app.screen, MainScreen))
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.clipboard.texts == []
        await desk.press("ctrl+l")
        await desk.until(lambda: not isinstance(desk.app.screen, MainScreen))
        await desk.press("down", "enter")
        await desk.until(lambda: desk.clipboard.texts)
        assert "⟦" in desk.clipboard.texts[0]


async def test_an_edited_section_is_kept_and_marked_when_a_fact_changes(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await fill_in(desk)
        await desk.press("f5")
        await desk.go_to_field("editor-opening")
        await desk.press("ctrl+end")
        await desk.type(" Mine.")
        await desk.until(lambda: "opening" in desk.case.sections)
        mine = desk.case.sections["opening"].text
        await desk.press("f3")
        await desk.until(lambda: desk.app.main.focused_pane == "facts")
        await desk.go_to_field("fact-store_name")
        await desk.press("end")
        await desk.type(" Ltd")
        await desk.until(lambda: desk.case.facts["store_name"] == "Harbour Lane Goods Ltd")
        letter = desk.app.session.letter()
        assert letter is not None
        opening = letter.section("opening")
        assert opening is not None
        assert (opening.state, opening.text) == ("update_waiting", mine)
        await desk.press("f5")
        await desk.until(lambda: desk.editor("opening").text == mine)
        await desk.go_to_field("editor-opening")
        await desk.press("ctrl+g")
        await desk.until(lambda: "Ltd answers" in desk.editor("opening").text)
        await desk.press("f4")
        await desk.until(lambda: desk.app.main.focused_pane == "actions")
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.case.sections["opening"].text == mine)


async def test_undo_takes_back_a_claim(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("restricted_products")
        await desk.press("f4")
        await desk.until(lambda: desk.app.main.focused_pane == "actions")
        await claim(desk, "matched_existing_page", "done", detail__offers="2")
        await desk.press("ctrl+z")
        await desk.until(lambda: "matched_existing_page" not in desk.case.claims)
        await desk.press("ctrl+y")
        await desk.until(lambda: desk.case.claim("matched_existing_page").state == "done")
