"""Draws the README's pictures from the app itself: `python -m tests.pictures`; with `--check` says which are old.

They show an invented case and come out the same everywhere: the clock stands still, nothing blinks, and no font is
fetched from anywhere.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual import events

from tests.pilot.driving import Desk, FakeClipboard, make_app
from tui.core.case.records import Claim, Evidence
from tui.core.case.values import Raw
from tui.core.content.library import Content, open_content
from tui.widgets.editor import Editor
from tui.widgets.line_list import LineList

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (120, 36)
STILL_FRAMES = 3
NOTICE = """\
Hello,

Your late shipment rate is 6.6% over the past 30 days, above our target of 4%.
Orders such as 113-1234567-1234567 and 113-7654321-7654321 were confirmed after their expected ship date.

To reactivate your seller-fulfilled offers, please send us a plan of action with the root cause, the actions
you have taken and the steps that prevent it.

Seller Performance Team, Amazon.com"""
FACTS: dict[str, Raw] = {
    "store_name": "Harbour Lane Goods",
    "notice_date": "2026-11-05",
    "level": "seller_fulfilled",
    "late_rate": "6.6",
    "window": "2026-10-03 to 2026-11-01",
    "late_count": "14",
    "order_count": "212",
}
CAUSE: dict[str, Raw] = {"handling_set": "1", "handling_real": "3", "orders_hit": "9"}
RAISED: dict[str, Raw] = {"before": "1", "after": "3", "owner": "operations manager"}
REPORT: dict[str, Raw] = {"owner": "warehouse lead", "cut_off": "16:30"}
TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)<')
FONT = re.compile(r"\s*@font-face\s*\{[^}]*\}")


@dataclass(frozen=True)
class Picture:
    """A picture: its file's name, the interface's language, and what is done before it is taken."""

    name: str
    language: str
    prepare: Callable[[Desk], Awaitable[None]]


async def _notice(desk: Desk) -> None:
    await desk.press("ctrl+n")
    await desk.until(lambda: isinstance(desk.app.focused, Editor))
    desk.app.post_message(events.Paste(NOTICE))
    await desk.until(lambda: desk.app.main.query_one("#notice-read", LineList).rows)


async def _letter(desk: Desk) -> None:
    await desk.open_type("late_shipment")
    session = desk.app.session
    for name, value in FACTS.items():
        session.set_fact(name, value)
    session.set_claim("handling_time_too_short", Claim(state="done", details=CAUSE))
    session.set_claim("handling_time_raised", Claim(state="done", date="2026-11-06", details=RAISED))
    session.set_claim("end_of_day_report", Claim(state="done", date="2026-11-07", details=REPORT))
    session.set_evidence("settings_screenshot", Evidence(path="handling-time.png"))
    session.save()
    await desk.app.main.changed()
    await desk.press("f5")
    await desk.until(lambda: isinstance(desk.app.focused, Editor))
    await desk.until(lambda: any(editor.marks for editor in desk.app.main.query(Editor)))


async def _checks(desk: Desk) -> None:
    await _letter(desk)
    await desk.press("f10")
    await desk.until(lambda: desk.app.main.query_one("#checks-list", LineList).rows)


PICTURES = (
    Picture("notice", "en", _notice),
    Picture("letter", "en", _letter),
    Picture("letter-zh", "zh", _letter),
    Picture("checks", "en", _checks),
)


async def drawn(picture: Picture, content: Content, home: Path) -> str:
    """Return a picture as SVG."""
    app = make_app(content, home, picture.language)
    async with app.run_test(size=SIZE) as pilot:
        desk = Desk(app, pilot, FakeClipboard(), home)
        await desk.until(lambda: app.listed)
        await picture.prepare(desk)
        app.saver.flush()
        await desk.until(lambda: app.session.save_state.state != "waiting")
        for scroll in app.main.query("#letter-sections"):
            scroll.scroll_home(animate=False, immediate=True)
            # How far the letter can be scrolled settles with the number of layouts; its bar would differ by a row.
            scroll.styles.overflow_y = "hidden"
        # A section's height is settled by the layout after the one that wrapped its text.
        for _ in range(3):
            app.main.refresh(layout=True)
            await pilot.pause(0.1)
        before, same = "", 0
        # What a worker brings comes a frame later; the picture is taken when nothing changes any more.
        for _ in range(50):
            await pilot.pause(0.1)
            now = app.export_screenshot(title="Reinstate", simplify=True)
            same = same + 1 if now == before else 0
            before = now
            if same == STILL_FRAMES:
                break
        return TEXT.sub(_widened, FONT.sub("", before))


def _widened(match: re.Match[str]) -> str:
    """Give a text with Chinese in it the width that it has in a terminal; Rich counts its characters instead."""
    text = html.unescape(match[3])
    width = float(match[1]) * cell_len(text) / (len(text) or 1)
    return f'textLength="{width:.1f}"{match[2]}>{match[3]}<'


def still() -> None:
    """Keep the time zone, the cursor and animations still."""
    os.environ.update(TZ="UTC", TEXTUAL_ANIMATIONS="none", TEXTUAL_COLOR_SYSTEM="truecolor", LC_ALL="C.UTF-8")
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    Editor.blinks = False


def old(draw: bool) -> list[str]:
    """Draw every picture, write those that changed where that is wanted, and return their names."""
    content, found = open_content(), []
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            svg = asyncio.run(drawn(picture, content, Path(home)))
        file = FOLDER / f"{picture.name}.svg"
        if file.exists() and file.read_text(encoding="utf-8") == svg:
            continue
        found.append(picture.name)
        if draw:
            FOLDER.mkdir(parents=True, exist_ok=True)
            file.write_text(svg, encoding="utf-8", newline="\n")
    return found


def main(arguments: list[str]) -> int:
    """Draw, or only look."""
    still()
    looking = arguments == ["--check"]
    changed = old(draw=not looking)
    print(f"{'old' if looking else 'drawn'}: {', '.join(changed) or 'none'}")
    return 1 if looking and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
