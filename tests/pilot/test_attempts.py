"""Attempts by keyboard: sent, refused, ticked, made anew, compared; the calendar; letters of other shops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import shown_text
from tui.core.case.records import Claim
from tui.core.case.submissions import replies, submissions
from tui.core.content.library import Content
from tui.screens.ask import AskScreen
from tui.screens.main import MainScreen
from tui.screens.page import PageScreen
from tui.screens.reply import ReplyScreen
from tui.screens.sent import SentScreen
from tui.widgets.line_list import LineList

SIZES = [(80, 24), (120, 40)]
FACTS = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "level": "account",
    "late_rate": "6.6",
    "late_count": "14",
    "window": "2026-10-03 to 2026-11-01",
    "order_count": "212",
}
REFUSAL = """Hello,

Thank you for your appeal. We reviewed it and decided not to reinstate your selling account. Your plan is missing:
- the root cause of the late shipments
- the steps you have taken to prevent late shipments

Please send a revised plan.
"""
NOTICE = """Hello,

Your Amazon seller account has been deactivated. Your late shipment rate was 6.8%. Our target is under 4%.
To reactivate your account, send a plan of action.
"""


async def fill_in(desk: Desk, **facts: str) -> None:
    """Open a case whose letter says something; the keys for that are held by the tests of the main job."""
    await desk.open_type("late_shipment")
    session = desk.app.session
    for name, value in {**FACTS, **facts}.items():
        session.set_fact(name, value)
    raised: dict[str, str | tuple[str, ...]] = {"before": "1", "after": "3", "owner": "operations manager"}
    session.set_claim("handling_time_raised", Claim(state="done", date="2026-11-06", details=raised))
    await desk.app.main.changed()
    desk.app.saver.flush()


def folder(desk: Desk) -> Path:
    return desk.app.session.store.folder(desk.case.id)


def told(desk: Desk) -> str:
    return " ".join(toast.message for toast in desk.app._notifications)


def over(desk: Desk, kind: type[object]) -> Callable[[], bool]:
    return lambda: isinstance(desk.app.screen, kind)


def ids(desk: Desk) -> list[str]:
    return [row.id for row in desk.app.main.query_one("#history-list", LineList).rows]


async def open_history(desk: Desk, row: str) -> None:
    """Go to the history and wait until it shows a row."""
    await desk.press("shift+f4")
    await desk.until(lambda: desk.app.main.query_one("#history-list", LineList).has_focus and row in ids(desk))


async def mark_sent(desk: Desk, all_the_same: bool) -> None:
    """Mark the letter as sent by the first channel, today."""
    await desk.press("shift+f6")
    await desk.until(over(desk, SentScreen))
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "sent-channels")
    await desk.press("enter")
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "sent-day")
    await desk.press("enter")
    if all_the_same:
        await desk.until(over(desk, AskScreen))
        await desk.press("y")
    await desk.until(over(desk, MainScreen))


async def take_refusal(desk: Desk) -> None:
    await desk.press("shift+f7")
    await desk.until(over(desk, ReplyScreen))
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "reply-editor")
    desk.app.post_message(events.Paste(REFUSAL))
    await desk.until(lambda: "‹ A refusal of Amazon's ›" in shown_text(desk))
    await desk.press("ctrl+s")
    await desk.until(lambda: replies(folder(desk)))
    await desk.until(lambda: desk.app.main.current == "history" and "reply:1" in ids(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_a_letter_is_sent_refused_and_sent_again_with_what_is_new(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await fill_in(desk)
        has_gaps = bool(desk.app.main.view().letter.gaps)  # type: ignore[union-attr]  # a case is open
        await mark_sent(desk, has_gaps)
        await desk.until(lambda: submissions(folder(desk)))
        first = submissions(folder(desk))[0]
        assert (first.manifest.number, str(first.manifest.sent)) == (1, "2026-11-23")
        assert first.manifest.channel.startswith("https://sellercentral.amazon.com/")
        assert "2026-11-30" in told(desk)

        await open_history(desk, "attempt:1")
        await desk.go_to_row("history-list", "attempt:1")
        await desk.press("enter")
        await desk.until(over(desk, PageScreen))
        assert "can be composed again" in shown_text(desk)
        await desk.press("escape")
        await desk.until(over(desk, MainScreen))

        await take_refusal(desk)
        note = replies(folder(desk))[0].note
        assert (note.kind, note.submission, len(note.points)) == ("reply_denied", 1, 2)
        await desk.go_to_row("history-list", "point:1.0")
        await desk.press("space")
        await desk.until(lambda: replies(folder(desk))[0].note.points[0].done)
        listed = desk.app.main.query_one("#history-list", LineList)
        await desk.until(lambda: any("1 of 2 points" in str(row.text) for row in listed.rows))

        await desk.press("shift+f6")
        await desk.until(over(desk, SentScreen))
        assert "hardly anything" in shown_text(desk)
        await desk.press("escape")
        await desk.until(over(desk, MainScreen))
        assert len(submissions(folder(desk))) == 1

        session = desk.app.session
        session.set_claim("supplier_late", Claim(state="done", details={"orders_hit": "6", "lead_time_set": "1"}))
        cleared: dict[str, str | tuple[str, ...]] = {"orders_cleared": "6", "owner": "clerk"}
        session.set_claim("open_orders_shipped", Claim(state="done", date="2026-11-07", details=cleared))
        await desk.app.main.changed()
        await desk.press("n")
        await desk.until(over(desk, PageScreen))
        page = str(desk.app.screen.query_one("#page Static", Static).content)
        assert page.startswith("New since attempt 1")
        assert "6 overdue orders" in page
        await desk.press("escape")
        await desk.until(over(desk, MainScreen))
        await mark_sent(desk, bool(session.letter().gaps))  # type: ignore[union-attr]  # a case is open
        await desk.until(lambda: len(submissions(folder(desk))) == 2)
        await desk.until(lambda: "attempt:2" in ids(desk))


async def test_an_answer_pasted_into_the_notice_is_recognised_and_the_notice_comes_back(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await fill_in(desk)
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.app.main.focused_pane == "notice")
        desk.app.post_message(events.Paste(NOTICE))
        read = desk.app.main.query_one("#notice-read", LineList)
        await desk.until(lambda: any(row.id == "type:late_shipment" for row in read.rows))
        await mark_sent(desk, bool(desk.app.session.letter().gaps))  # type: ignore[union-attr]  # a case is open
        await desk.until(lambda: submissions(folder(desk)))
        await desk.until(lambda: desk.app.main.focused_pane == "notice")
        desk.app.post_message(events.Paste(REFUSAL))
        await desk.until(lambda: any(row.id == "answer:" for row in read.rows))
        await desk.press("tab")
        await desk.go_to_row("notice-read", "answer:")
        await desk.press("enter")
        await desk.until(over(desk, ReplyScreen))
        await desk.until(lambda: "‹ A refusal of Amazon's ›" in shown_text(desk))
        await desk.press("ctrl+s")
        await desk.until(lambda: replies(folder(desk)))
        assert replies(folder(desk))[0].text == REFUSAL.strip()
        await desk.until(lambda: desk.app.session.notice() == NOTICE)


async def test_an_answer_that_is_not_taken_waits_as_a_draft(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await fill_in(desk)
        await desk.press("shift+f7")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "reply-editor")
        await desk.press("ctrl+s")
        await desk.until(lambda: "There is no answer yet" in shown_text(desk))
        await desk.type("They want more")
        await desk.press("escape")
        await desk.until(over(desk, MainScreen))
        await desk.until(lambda: desk.app.session.store.draft_reply(desk.case.id) == "They want more")
        await desk.press("ctrl+q")
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as again:
        await again.press("shift+f7")
        await again.until(over(again, ReplyScreen))
        await again.until(lambda: "They want more" in shown_text(again))


async def test_a_day_that_cannot_be_is_refused(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await fill_in(desk)
        await desk.press("shift+f6")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "sent-channels")
        await desk.press("enter")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "sent-day")
        await desk.press("ctrl+u")
        await desk.type("2026-11-24")
        await desk.press("enter")
        await desk.until(lambda: "has not come yet" in shown_text(desk))
        await desk.press("ctrl+u")
        await desk.type("soon")
        await desk.press("enter")
        await desk.until(lambda: "is no date" in shown_text(desk))
        assert not submissions(folder(desk))


async def test_a_letter_nearly_the_same_as_another_shops_is_told_before_it_is_kept(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await fill_in(desk)
        await mark_sent(desk, bool(desk.app.session.letter().gaps))  # type: ignore[union-attr]  # a case is open
        await desk.until(lambda: submissions(folder(desk)))
        first = desk.case.id
        await desk.press("f2", "slash", "ctrl+u")
        await fill_in(desk, store_name="Second Street Trading", late_rate="5.2", order_count="480")
        await desk.until(lambda: desk.case.id != first)
        await desk.press("shift+f6")
        await desk.until(over(desk, SentScreen))
        assert "Harbour Lane Goods" in shown_text(desk)
        assert "another shop" in shown_text(desk)


async def test_the_day_to_look_again_is_written_to_a_calendar_file(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "again.ics"
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await fill_in(desk)
        await mark_sent(desk, bool(desk.app.session.letter().gaps))  # type: ignore[union-attr]  # a case is open
        await desk.until(lambda: submissions(folder(desk)))
        await open_history(desk, "do:calendar")
        await desk.go_to_row("history-list", "do:calendar")
        await desk.press("enter")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "path")
        await desk.press("ctrl+u")
        await desk.type(str(target))
        await desk.press("enter")
        await desk.until(target.exists)
        assert "DTSTART;VALUE=DATE:20261130" in target.read_text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_history_draws_the_days_and_tells_what_cannot_be(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size, language) as desk:
        await fill_in(desk)
        desk.app.session.set_claim("handling_time_raised", Claim(state="done", date="2026-09-01"))
        await desk.app.main.changed()
        await open_history(desk, "fault:0")
        rows = desk.app.main.query_one("#history-list", LineList)
        line = next(str(row.text) for row in rows.rows if row.id == "picture:line")
        # One column is kept free for a scrollbar that may come.
        width = rows.content_size.width - 1
        assert line.startswith("|a-")
        assert len(line) == width - 2
        shown = [str(row.text) for row in rows.rows if row.id.startswith("step:")]
        assert len(shown) >= 2
        assert shown[-1].endswith({"en": "The case was made", "zh": "建立案件"}[language])
        assert not any("history." in str(row.text) for row in rows.rows)
