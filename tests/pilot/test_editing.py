"""Edits that outlive changed facts, by keyboard alone: updates taken over, undo across a restart, trace, chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_main_job import claim
from tests.pilot.test_panes import shown_text
from tui.core.case.records import Claim
from tui.core.case.values import Raw
from tui.core.content.library import Content
from tui.core.letter.records import Section
from tui.screens.chain import ChainScreen
from tui.screens.claim import ClaimScreen
from tui.screens.main import MainScreen
from tui.screens.section import SectionScreen
from tui.screens.trace import TraceScreen

SIZES = [(80, 24), (120, 40)]
OLD, NEW = "B0CHX2F5QT", "B0CHX2F5QU"
FACTS: dict[str, Raw] = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "asins": (OLD, "B0CJL4R7NM"),
    "level": "account",
}
CLAIMS = {
    "matched_existing_page": Claim(state="done", details={"offers": "2"}),
    "listings_deleted": Claim(state="done", date="2026-11-06", details={"owner": "listing manager"}),
    "catalogue_audited": Claim(
        state="done",
        date="2026-11-08",
        details={"listings_checked": "340", "listings_removed": "3", "owner": "listing manager"},
    ),
}


def section(desk: Desk, name: str) -> Section:
    letter = desk.app.session.letter()
    found = letter.section(name) if letter else None
    assert found is not None
    return found


async def prepared(desk: Desk) -> None:
    """Open a case with the facts and claims that `fill_in` types, without the typing."""
    await desk.open_type("restricted_products")
    session = desk.app.session
    for name, raw in FACTS.items():
        session.set_fact(name, raw)
    for name, made in CLAIMS.items():
        session.set_claim(name, made)
    await desk.app.main.changed()


def status(desk: Desk) -> str:
    return str(desk.app.main.query_one("#status", Static).content)


async def go(desk: Desk, key: str, pane: str) -> None:
    await desk.press(key)
    await desk.until(lambda: desk.app.main.focused_pane == pane)


async def add_words(desk: Desk, name: str, words: str) -> None:
    await go(desk, "f5", "letter")
    await desk.go_to_field(f"editor-{name}")
    await desk.press("ctrl+end")
    await desk.type(words)
    await desk.until(lambda: section(desk, name).text.endswith(words))


async def change_asin(desk: Desk) -> None:
    await go(desk, "f3", "facts")
    await desk.go_to_field("fact-asins")
    await desk.press("home", "ctrl+k")
    await desk.type(f"{NEW}, B0CJL4R7NM")
    await desk.until(lambda: desk.case.facts["asins"] == (NEW, "B0CJL4R7NM"))


async def open_update(desk: Desk, name: str) -> SectionScreen:
    await go(desk, "f5", "letter")
    await desk.go_to_field(f"editor-{name}")
    await desk.press("ctrl+o")
    await desk.until(lambda: isinstance(desk.app.screen, SectionScreen) and desk.app.focused is not None)
    screen = desk.app.screen
    assert isinstance(screen, SectionScreen)
    return screen


async def back_on_main(desk: Desk) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, MainScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_an_edit_outlives_a_changed_fact_and_undo_outlives_a_restart(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await prepared(desk)
        await add_words(desk, "opening", " Mine.")
        mine = section(desk, "opening").text
        await change_asin(desk)
        assert NEW in section(desk, "corrective").text
        assert (section(desk, "opening").state, section(desk, "opening").text) == ("update_waiting", mine)
        await desk.until(lambda: "updates 1" in status(desk))

        await open_update(desk, "opening")
        await desk.until(lambda: NEW in shown_text(desk))
        await desk.press("escape")
        await back_on_main(desk)
        assert section(desk, "opening").text == mine

        await open_update(desk, "opening")
        await desk.press("enter")
        await desk.until(lambda: section(desk, "opening").state == "edited")
        merged = section(desk, "opening").text
        assert merged == mine.replace(OLD, NEW)
        await desk.until(lambda: desk.editor("opening").text == merged)

        await back_on_main(desk)
        await desk.press("ctrl+z")
        await desk.until(
            lambda: (section(desk, "opening").state, desk.editor("opening").text) == ("update_waiting", mine)
        )
        await desk.press("ctrl+z")
        await desk.until(lambda: section(desk, "opening").state == "edited" and OLD in desk.case.facts["asins"])
        before = desk.case
        await desk.press("ctrl+q")
    assert desk.app.return_code == 0

    async with at_desk(content, tmp_path, monkeypatch, size) as again:
        assert again.case == before
        await again.until(lambda: again.editor("opening").text == mine)
        await again.press("ctrl+y")
        await again.until(lambda: NEW in again.case.facts["asins"])
        await again.press("ctrl+y")
        await again.until(lambda: again.editor("opening").text == merged)
        await again.press("ctrl+z", "ctrl+z", "ctrl+z")
        await again.until(lambda: "opening" not in again.case.sections)
        assert OLD in again.editor("opening").text


async def test_a_sentence_that_both_changed_needs_a_choice(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await prepared(desk)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-corrective")
        await desk.press("ctrl+home", *["ctrl+right"] * 5)
        await desk.type(" new")
        await desk.until(lambda: "our new listing manager deleted" in section(desk, "corrective").text)
        mine = section(desk, "corrective").text.split("\n")[0]
        await change_asin(desk)
        screen = await open_update(desk, "corrective")
        await desk.press("enter")
        await desk.until(lambda: any("Choose" in toast.message for toast in desk.app._notifications))
        assert desk.app.screen is screen
        await desk.until(lambda: "[choose]" in shown_text(desk))
        await desk.press("3", "enter")
        await desk.until(lambda: section(desk, "corrective").state == "edited")
        lines = section(desk, "corrective").text.split("\n")
        assert lines[0] == mine
        assert NEW in lines[1]
        assert not any(sign in section(desk, "corrective").text for sign in ("<<<<", "====", ">>>>", "|||"))


async def test_a_deleted_sentence_is_listed_and_comes_back_by_a_key(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await prepared(desk)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-corrective")
        lines = section(desk, "corrective").text.split("\n")
        await desk.press("ctrl+end", *["backspace"] * (len(lines[-1]) + 1))
        await desk.until(lambda: section(desk, "corrective").text == "\n".join(lines[:-1]))
        await open_update(desk, "corrective")
        await desk.until(lambda: "Left out by you" in shown_text(desk))
        await desk.press("end", "space", "enter")
        await desk.until(lambda: section(desk, "corrective").text == "\n".join(lines))
        assert section(desk, "corrective").state == "generated"


async def test_a_detached_section_stays_as_it_is_until_it_follows_again(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await prepared(desk)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-opening")
        before = section(desk, "opening").text
        await desk.press("alt+d")
        await desk.until(lambda: section(desk, "opening").state == "detached")
        await desk.until(lambda: "= follows nothing" in shown_text(desk))
        await change_asin(desk)
        assert (section(desk, "opening").state, section(desk, "opening").text) == ("detached", before)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-opening")
        await desk.press("alt+d")
        await desk.until(lambda: section(desk, "opening").state == "update_waiting")
        assert section(desk, "opening").text == before


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_shows_what_stands_behind_a_sentence_and_another_the_chain(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await prepared(desk)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-corrective")
        await desk.press("ctrl+home", "ctrl+e")
        await desk.until(lambda: isinstance(desk.app.screen, TraceScreen))
        await desk.until(lambda: "Statement: listings_deleted" in shown_text(desk))
        for shown in ("You said: Done", "2026-11-06", "listing manager", f"{OLD}, B0CJL4R7NM", "content version"):
            assert shown in shown_text(desk)
        await desk.press("escape")
        await back_on_main(desk)
        await add_words(desk, "corrective", " I add this.")
        await desk.press("ctrl+e")
        await desk.until(lambda: "In your own words" in shown_text(desk))
        await desk.press("escape")
        await back_on_main(desk)
        await go(desk, "f4", "actions")
        await desk.press("ctrl+o")
        await desk.until(lambda: isinstance(desk.app.screen, ChainScreen) and "Confirmed causes" in shown_text(desk))
        await desk.press("escape")
        await back_on_main(desk)


async def test_the_chain_marks_what_lacks_its_other_end_and_leads_to_it(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("restricted_products")
        await go(desk, "f4", "actions")
        await claim(desk, "matched_existing_page", "done", detail__offers="2")
        await desk.press("ctrl+o")
        await desk.until(lambda: "no fix that is done, nothing prevents it" in shown_text(desk))
        assert any(line.startswith(" ▸ ! 1.") for line in shown_text(desk).split("\n"))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ClaimScreen))
        await desk.press("escape")
        await back_on_main(desk)


async def test_what_cannot_be_done_takes_a_reason_and_leads_to_an_honest_alternative(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = content.type("late_shipment").type
    action = next(item for item in body.actions if item.alternatives)
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await go(desk, "f4", "actions")
        await desk.go_to_row("actions-list", f"claim:{action.id}")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ClaimScreen) and desk.app.focused is not None)
        await desk.press("space")
        await desk.go_to_field("claim-reason")
        await desk.type("no staff")
        await desk.go_to_field("claim-alternatives")
        await desk.press("enter")
        await desk.until(lambda: desk.case.claim(action.id).reason == "no staff")
        question = content.type("late_shipment").wording["en"].ask[action.alternatives[0]]
        await desk.until(lambda: isinstance(desk.app.screen, ClaimScreen) and question[:40] in shown_text(desk))


async def test_a_withdrawn_action_is_told_of_where_the_sellers_words_still_claim_it(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (120, 40)) as desk:
        await prepared(desk)
        await go(desk, "f5", "letter")
        await desk.go_to_field("editor-root_cause")
        await desk.press("ctrl+home")
        await desk.type("Sadly ")
        await desk.until(lambda: section(desk, "root_cause").text.startswith("Sadly "))
        await go(desk, "f4", "actions")
        await desk.go_to_row("actions-list", "claim:matched_existing_page")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ClaimScreen) and desk.app.focused is not None)
        await desk.press("left", "escape")
        await desk.until(lambda: desk.case.claim("matched_existing_page").state == "not_claimed")
        await desk.until(lambda: any(item.rule == "still_claimed" for item in desk.app.main.open_findings()))
        await desk.until(lambda: "✗" in status(desk))


async def test_the_read_along_says_that_there_is_none_for_words_typed_by_hand(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (120, 40), language="zh") as desk:
        await prepared(desk)
        await add_words(desk, "closing", " Mine.")
        await desk.until(lambda: "这是您自己的写法，没有对照文字。" in shown_text(desk))
        await desk.until(lambda: "请亚马逊" in shown_text(desk))
