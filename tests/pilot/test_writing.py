"""Writing in the letter by keyboard: search, gaps, sentences, completion, the own editor, a long paste."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual.content import Content as Shown
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Static

from tests.conftest import Homes
from tests.pilot.driving import Desk, at_desk
from tui.core.case.records import Claim
from tui.core.content.library import Content
from tui.panes.letter import LetterPane
from tui.widgets.editor import Editor
from tui.widgets.letter_foot import LetterFoot

OWN = "We checked every order.\nWe called the carrier.\nWe wrote to the buyers."


@pytest.fixture
async def desk(homes: Homes, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    async with at_desk(content, tmp_path, monkeypatch) as found:
        await found.open_type("late_shipment")
        session = found.app.session
        session.set_fact("late_orders", ("113-1234567-1234567", "113-7654321-7654321"))
        raised: dict[str, str | tuple[str, ...]] = {"owner": "operations manager"}
        session.set_claim("handling_time_raised", Claim(state="done", date="2026-11-06", details=raised))
        await found.app.main.refresh_case()
        await found.press("f5")
        await found.until(lambda: isinstance(found.app.focused, Editor))
        yield found


def told(desk: Desk, name: str = "foot-told") -> str:
    shown = desk.app.main.query_one(f"#{name}", Static).content
    return shown.plain if isinstance(shown, Shown) else str(shown)


def here(desk: Desk) -> Editor:
    assert isinstance(desk.app.focused, Editor)
    return desk.app.focused


async def write(desk: Desk, text: str) -> Editor:
    """Replace the section under the cursor by a text, as a paste does."""
    editor = here(desk)
    await desk.press("ctrl+home", "ctrl+shift+end")
    desk.app.post_message(events.Paste(text))
    await desk.until(lambda: editor.text == text)
    return editor


async def test_the_search_counts_goes_round_and_ends_at_the_place(desk: Desk) -> None:
    await write(desk, OWN)
    await desk.press("ctrl+home", "ctrl+f")
    await desk.type("we ")
    await desk.until(lambda: told(desk, "foot-count").startswith("1 of"))
    first = desk.editor("opening").selected_text
    assert first == "We "
    count = int(told(desk, "foot-count").split()[-1])
    assert count >= 3
    await desk.press("up")
    await desk.until(lambda: told(desk, "foot-count") == f"{count} of {count}")
    await desk.press("enter")
    await desk.press("down")
    await desk.until(lambda: told(desk, "foot-count") == f"2 of {count}")
    await desk.press("escape")
    await desk.until(lambda: desk.app.focused is desk.editor("opening"))
    assert here(desk).selected_text == "We "
    assert here(desk).selection.start == (1, 0)
    assert desk.editor("opening").text == OWN


async def test_what_stands_nowhere_is_said_to_be_nowhere(desk: Desk) -> None:
    await desk.press("ctrl+f")
    await desk.type("zebra")
    await desk.until(lambda: told(desk, "foot-count") == "not found")


async def test_the_filter_keeps_its_key_outside_the_letter(desk: Desk) -> None:
    await desk.press("f2", "ctrl+f")
    await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "types-filter")


async def test_gaps_are_visited_in_turn_and_typing_fills_one(desk: Desk) -> None:
    await desk.press("ctrl+home", "ctrl+right_square_bracket")
    await desk.until(lambda: here(desk).selected_text.startswith("⟦"))
    first, place = here(desk).selected_text, here(desk).selection
    await desk.press("ctrl+right_square_bracket")
    await desk.until(lambda: (here(desk), here(desk).selection) != (desk.editor("opening"), place))
    assert here(desk).selected_text.startswith("⟦")
    await desk.press("ctrl+home")
    desk.editor("opening").focus()
    await desk.press("ctrl+home", "ctrl+right_square_bracket", "7")
    await desk.until(lambda: first not in desk.editor("opening").text.split("7")[0])


async def test_a_sentence_moves_and_a_new_one_begins_below(desk: Desk) -> None:
    editor = await write(desk, OWN)
    await desk.press("ctrl+home", "alt+down")
    lines = OWN.split("\n")
    await desk.until(lambda: editor.text == "\n".join([lines[1], lines[0], lines[2]]))
    assert editor.cursor_location == (1, 0)
    await desk.press("alt+down", "alt+down", "alt+up", "alt+up")
    await desk.until(lambda: editor.text == OWN)
    await desk.press("alt+n")
    await desk.type("So did we.")
    await desk.until(lambda: editor.text == "\n".join([lines[0], "So did we.", *lines[1:]]))
    await desk.until(lambda: desk.case.sections["opening"].text == editor.text)


async def test_a_moved_sentence_moves_back_with_undo(desk: Desk) -> None:
    before = desk.editor("opening").text
    assert "\n" in before
    await desk.press("ctrl+home", "alt+down")
    await desk.until(lambda: desk.editor("opening").text != before)
    await desk.press("ctrl+z")
    await desk.until(lambda: desk.editor("opening").text == before)
    await desk.until(lambda: "opening" not in desk.case.sections)


async def test_what_the_case_knows_completes_what_is_typed(desk: Desk) -> None:
    editor = await write(desk, OWN)
    await desk.press("ctrl+end", "enter")
    await desk.type("Our oper")
    await desk.until(lambda: told(desk) == "Tab: operations manager")
    await desk.press("tab")
    await desk.until(lambda: editor.text.endswith("\nOur operations manager"))
    assert desk.app.focused is editor
    await desk.type(" saw 113")
    await desk.until(lambda: "113-7654321-7654321" in told(desk))
    await desk.press("left")
    await desk.until(lambda: " words: " in told(desk))
    await desk.press("tab")
    await desk.until(lambda: desk.app.focused is not editor)


async def test_the_words_of_each_section_and_of_all_are_shown(desk: Desk) -> None:
    await write(desk, OWN)
    await desk.until(lambda: " words: [13] · " in told(desk))
    numbers = [int(word.strip("[]")) for word in told(desk).split() if word.strip("[]").isdigit()]
    assert sum(numbers[1:]) == numbers[0]


async def test_a_long_paste_with_windows_line_ends_arrives_whole(desk: Desk) -> None:
    line = "The order left the warehouse on time. 订单准时发出。"
    editor = here(desk)
    await desk.press("ctrl+home", "ctrl+shift+end")
    desk.app.post_message(events.Paste("\r\n".join([line] * 800)))
    await desk.until(lambda: editor.text == "\n".join([line] * 800))
    await desk.until(lambda: desk.case.sections["opening"].text == editor.text)
    await desk.press("ctrl+z")
    await desk.until(lambda: "opening" not in desk.case.sections)


@pytest.fixture
def can_suspend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)


async def test_the_own_editor_takes_the_section_and_undo_brings_it_back(
    desk: Desk, can_suspend: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def run(arguments: list[str]) -> int:
        file = Path(arguments[-1])
        seen.append(file.read_text(encoding="utf-8"))
        file.write_bytes(OWN.replace("\n", "\r\n").encode() + b"\r\n")
        return 0

    monkeypatch.setenv("VISUAL", "fake")
    monkeypatch.setattr("tui.ports.editor.edit.__defaults__", (run,))
    editor, before = here(desk), here(desk).text
    await desk.press("ctrl+backslash")
    await desk.until(lambda: editor.text == OWN)
    assert seen == [before]
    await desk.until(lambda: desk.case.sections["opening"].text == OWN)
    await desk.press("ctrl+z")
    await desk.until(lambda: editor.text == before)


async def test_an_editor_that_fails_changes_nothing_and_its_file_is_named(
    desk: Desk, can_suspend: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    before = here(desk).text
    await desk.press("ctrl+backslash")
    await desk.until(lambda: any("is kept" in note.message for note in desk.app._notifications))
    assert here(desk).text == before


async def test_without_a_terminal_the_own_editor_says_so(desk: Desk) -> None:
    await desk.press("ctrl+backslash")
    await desk.until(lambda: any("in a terminal" in note.message for note in desk.app._notifications))


async def test_the_line_below_the_letter_is_there_only_with_a_letter(desk: Desk) -> None:
    pane = desk.app.main.query_one(LetterPane)
    assert pane.query_one(LetterFoot).display
