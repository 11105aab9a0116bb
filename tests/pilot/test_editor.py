import os
import random

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import Static, TextArea

from tui.textual_mends import MendedApp
from tui.widgets.editor import Editor
from tui.widgets.editor_marks import Mark, shift


class Counting(Editor):
    counts = 0

    def after_edit(self) -> None:
        self.counts += 1


class EditorApp(MendedApp[None]):
    CSS = "VerticalScroll { height: 1fr; } #after { height: 1; }"

    def __init__(self, text: str = "", signs: bool = False) -> None:
        super().__init__()
        self.first_text, self.signs = text, signs
        self.edited: list[str] = []
        self.cleaned: list[int] = []
        self.changed = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            self.editor = Counting(self.first_text, placeholder="[date] [/x]", signs=self.signs)
            yield self.editor
            yield Static("after", id="after")

    def on_mount(self) -> None:
        self.editor.focus()

    def on_editor_edited(self, event: Editor.Edited) -> None:
        assert event.control is self.editor
        self.edited.append(event.text)

    def on_editor_cleaned(self, event: Editor.Cleaned) -> None:
        self.cleaned.append(event.replaced)

    def on_text_area_changed(self) -> None:
        self.changed += 1


def drawn(editor: TextArea, y: int) -> str:
    return editor.render_line(y).text.rstrip()


async def test_a_person_who_types_is_told_of_once_per_key() -> None:
    app = EditorApp()
    async with app.run_test() as pilot:
        await pilot.press("a", "b", "enter", "c")
        assert app.editor.text == "ab\nc"
        assert app.edited == ["a", "ab", "ab\n", "ab\nc"]
        assert app.editor.counts == 4


async def test_the_hook_runs_before_the_key_has_left_the_editor() -> None:
    app = EditorApp()
    async with app.run_test():
        app.editor.insert("x")
        assert app.editor.counts == 1
        assert app.edited == []


async def test_undo_and_redo_are_a_persons_edits() -> None:
    app = EditorApp("old")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+end", "x", "ctrl+z")
        assert app.editor.text == "old"
        await pilot.press("ctrl+y")
        assert app.editor.text == "oldx"
        assert app.edited == ["oldx", "old", "oldx"]
        app.edited.clear()
        await pilot.press("ctrl+y")
        assert app.edited == []


async def test_a_text_that_the_program_shows_is_one_step_and_no_edit() -> None:
    app = EditorApp("one\ntwo")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.changed = 0
        await pilot.press("x")
        app.editor.show_text("three\r\nfour")
        await pilot.pause()
        assert (app.edited, app.changed, app.editor.counts) == (["xone\ntwo"], 1, 1)
        assert app.editor.text == "three\nfour"
        assert app.editor.cursor_location == (0, 1)
        await pilot.press("ctrl+z")
        assert app.editor.text == "xone\ntwo"
        await pilot.press("ctrl+z")
        assert app.editor.text == "one\ntwo"


async def test_the_same_text_shown_again_leaves_no_step() -> None:
    app = EditorApp("same")
    async with app.run_test() as pilot:
        await pilot.press("x", "backspace")
        app.editor.show_text("same")
        await pilot.press("ctrl+z")
        assert app.editor.text == "xsame"


async def test_a_fresh_document_has_no_past() -> None:
    app = EditorApp("old")
    async with app.run_test() as pilot:
        await pilot.press("x")
        app.edited.clear()
        app.editor.load("new\x85text")
        await pilot.press("ctrl+z")
        assert app.editor.text == "new\ntext"
        assert app.edited == []


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
async def test_line_ends_of_a_paste_become_newlines(end: str) -> None:
    app = EditorApp()
    async with app.run_test() as pilot:
        app.post_message(events.Paste(f"one{end}two"))
        await pilot.pause()
        assert app.editor.text == "one\ntwo"
        assert app.cleaned == []
        assert app.edited == ["one\ntwo"]


async def test_control_characters_of_a_paste_are_shown_counted_and_undone_in_one_step() -> None:
    app = EditorApp("kept")
    async with app.run_test() as pilot:
        app.post_message(events.Paste("\x1b]0;t\x07\u202e x\u200dy\tz"))
        await pilot.pause()
        assert app.editor.text == "\ufffd]0;t\ufffd x\u200dy\tzkept"
        assert app.cleaned == [3]
        await pilot.press("ctrl+z")
        assert app.editor.text == "kept"


async def test_the_editor_is_as_tall_as_its_text() -> None:
    app = EditorApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        least = app.editor.size.height
        for _ in range(8):
            await pilot.press("x", "enter")
        await pilot.pause()
        assert app.editor.size.height == 9 > least
        assert not app.editor.show_vertical_scrollbar


async def test_a_long_line_wraps_and_the_height_follows_the_width() -> None:
    app = EditorApp("word " * 60)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        wide = app.editor.size.height
        await pilot.resize_terminal(40, 40)
        await pilot.pause()
        assert app.editor.size.height == app.editor.wrapped_document.height > wide


async def test_the_cursor_stays_in_view_when_a_parent_scrolls() -> None:
    app = EditorApp("\n".join(f"line {n}" for n in range(60)))
    async with app.run_test(size=(60, 15)) as pilot:
        parent = app.query_one(VerticalScroll)
        await pilot.press("ctrl+end")
        await pilot.pause()
        row = app.editor.cursor_screen_offset.y
        assert parent.region.y <= row < parent.region.bottom
        await pilot.press("enter", "enter", "z")
        await pilot.pause()
        row = app.editor.cursor_screen_offset.y
        assert parent.region.y <= row < parent.region.bottom
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert parent.region.y <= app.editor.cursor_screen_offset.y < parent.region.bottom


async def test_keys_move_by_word_and_to_the_ends_of_the_text() -> None:
    app = EditorApp("one two\nthree four")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+end")
        assert app.editor.cursor_location == (1, 10)
        await pilot.press("ctrl+left")
        assert app.editor.cursor_location == (1, 6)
        await pilot.press("ctrl+home", "ctrl+right")
        assert app.editor.cursor_location == (0, 3)
        await pilot.press("ctrl+shift+end", "X")
        assert app.editor.text == "oneX"


async def test_tab_leaves_the_editor_and_brackets_in_the_placeholder_are_text() -> None:
    app = EditorApp()
    async with app.run_test() as pilot:
        assert "[date] [/x]" in drawn(app.editor, 0)
        app.editor.placeholder = "[other]"
        assert "[other]" in drawn(app.editor, 0)
        await pilot.press("tab")
        assert app.editor.text == ""


async def test_the_cursor_keeps_still_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editor, "blinks", False)
    app = EditorApp()
    async with app.run_test():
        assert app.editor.cursor_blink is False


def underlined(strip: Strip) -> str:
    return "".join(s.text for s in strip if s.style is not None and s.style.underline)


async def test_a_mark_is_drawn_over_its_range_with_its_sign_at_the_left() -> None:
    app = EditorApp("We will ship.\nBy 停用 today.", signs=True)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+end")
        by_style = Mark((1, 3), (1, 5), Style(underline=True), "?")
        app.editor.set_marks((Mark((0, 3), (0, 7), "editor--error", "!"), by_style))
        await pilot.pause()
        assert underlined(app.editor.render_line(0)) == "will"
        assert underlined(app.editor.render_line(1)) == "停用"
        assert drawn(app.editor, 0) == "! We will ship."
        assert drawn(app.editor, 1) == "? By 停用 today."
        width = app.editor.scrollable_content_region.width
        assert all(app.editor.render_line(y).cell_length == width for y in range(3))
        app.editor.set_marks(())
        assert drawn(app.editor, 0) == "  We will ship."


async def test_a_mark_over_two_lines_shows_its_sign_once() -> None:
    app = EditorApp("one\ntwo", signs=True)
    async with app.run_test():
        app.editor.set_marks((Mark((0, 1), (1, 2), "editor--note", "!"),))
        assert [underlined(app.editor.render_line(y)) for y in range(2)] == ["ne", "tw"]
        assert [drawn(app.editor, y) for y in range(2)] == ["! one", "  two"]


async def test_marks_move_with_the_text_and_go_when_an_edit_reaches_into_them() -> None:
    app = EditorApp("one two three")
    async with app.run_test() as pilot:
        app.editor.set_marks((Mark((0, 4), (0, 7)), Mark((0, 8), (0, 13))))
        await pilot.press("home", "x", "enter")
        assert list(app.editor.marks) == [Mark((1, 4), (1, 7)), Mark((1, 8), (1, 13))]
        await pilot.press("down", "home", "right", "right", "right", "right", "right", "y")
        assert list(app.editor.marks) == [Mark((1, 9), (1, 14))]


def test_an_edit_at_the_edge_of_a_mark_leaves_it_whole() -> None:
    mark = Mark((0, 4), (0, 7))
    assert shift(mark, (0, 7), (0, 7), (0, 8)) == mark
    assert shift(mark, (0, 4), (0, 4), (0, 5)) == Mark((0, 5), (0, 8))
    assert shift(mark, (0, 5), (0, 6), (0, 5)) is None
    assert shift(mark, (0, 0), (0, 5), (0, 0)) is None


async def test_a_key_draws_its_own_row_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    app = EditorApp("\n".join("some words" for _ in range(30)))
    async with app.run_test(size=(60, 40)) as pilot:
        app.editor.cursor_blink = False
        await pilot.press("down", "x")
        await pilot.pause()
        drawn_rows: list[int] = []
        draw = Editor._render_line

        def counted(self: Editor, y: int) -> Strip:
            drawn_rows.append(y)
            return draw(self, y)

        monkeypatch.setattr(Editor, "_render_line", counted)
        await pilot.press("y")
        await pilot.pause()
        assert drawn_rows == [1]


FUZZ_SEEDS = int(os.environ.get("REINSTATE_FUZZ_SEEDS", "2"))


class Beside(App[None]):
    """An editor and a stock TextArea of the same look, fed with the same keys."""

    CSS = """
    Editor, TextArea { height: 12; min-height: 0; width: 34; border: none; padding: 0; overflow: hidden auto; }
    """

    def compose(self) -> ComposeResult:
        self.editor = Editor()
        self.stock = TextArea(highlight_cursor_line=False)
        for area in (self.editor, self.stock):
            area.cursor_blink = False
            yield area


KEYS = ["a", "b", "space", *["left_parenthesis", "right_parenthesis"] * 3, "enter", "left", "right", "up", "down"]
KEYS += [*["shift+left", "shift+up", "shift+down"] * 3, "home", "end", "backspace", "delete", "ctrl+left", "ctrl+right"]
KEYS += ["pageup", "shift+home", "shift+end", "tab?"]
KEYS += ["pagedown", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+k", "ctrl+w", "停", "用", "é", "x", "y", "z"]


@pytest.mark.parametrize("seed", range(FUZZ_SEEDS))
async def test_the_editor_shows_what_a_stock_text_area_shows(seed: int) -> None:
    chance = random.Random(seed)
    app = Beside()
    async with app.run_test(size=(34, 24)):
        for step in range(150):
            key = chance.choice(KEYS)
            row, column = chance.randrange(app.stock.document.line_count), chance.randrange(6)
            for area in (app.editor, app.stock):
                await _press(area, key)
                if column < 2:
                    area.move_cursor(area.clamp_visitable((row, column)))
            if step % 5 == seed % 5:
                await _shown(app.editor, app.stock)
                assert app.editor.text == app.stock.text
                assert _painted(app, app.editor) == _painted(app, app.stock), key


@pytest.mark.parametrize("seed", range(FUZZ_SEEDS))
async def test_what_is_on_the_screen_is_what_a_full_repaint_would_show(seed: int) -> None:
    chance = random.Random(seed)
    lines = (f"({n} with ((some) words)) 停用" for n in range(chance.choice([3, 12, 40])))
    app = EditorApp("\n".join(lines), signs=True)
    async with app.run_test(size=(40, 16)) as pilot:
        for _ in range(40):
            for _ in range(chance.randint(1, 4)):
                await _press(app.editor, chance.choice(KEYS))
            if chance.random() < 0.5:
                app.editor.move_cursor(app.editor.clamp_visitable((chance.randrange(3), chance.randrange(3))))
            if chance.random() < 0.3:
                rows = [chance.randrange(app.editor.document.line_count) for _ in range(3)]
                app.editor.set_marks(tuple(Mark((row, 1), (row + row % 2, 4), "editor--error", "!") for row in rows))
            if chance.random() < 0.1:
                app.editor.show_text(app.editor.text.replace("w", "W\n"))
            if chance.random() < 0.1:
                await pilot.resize_terminal(chance.randint(20, 60), 16)
            await _shown(app.editor)
            seen = _painted(app, app.editor)
            app.editor.notify_style_update()
            app.screen.refresh()
            app.editor.refresh()
            await _shown(app.editor)
            assert seen == _painted(app, app.editor)


async def _press(area: TextArea, key: str) -> None:
    area.has_focus = True
    bindings = area._bindings.key_to_bindings.get(key)
    if bindings:
        await area.run_action(bindings[0].action)
    elif key != "tab?":
        names = {"space": " ", "left_parenthesis": "(", "right_parenthesis": ")", "enter": "\r"}
        await area._on_key(events.Key(key, names.get(key, key)))


async def _shown(*areas: TextArea) -> None:
    """Wait for the paint itself: on a busy machine a pause ends too soon."""
    for area in areas:
        for _ in range(3):
            await area.wait_for_refresh()


def _painted(app: App[None], area: TextArea) -> list[list[tuple[str, Style | None]]]:
    """Return what the screen holds of a widget: text and style of its rows."""
    rows = app.screen._compositor.render_strips()[area.region.y : area.region.bottom]
    return [[(s.text, s.style) for s in strip.simplify()] for strip in rows]


@pytest.mark.parametrize("character", ["e\u0301", "👨\u200d👩\u200d👧", "🇨🇳", "👍🏽"])
async def test_one_key_moves_over_or_takes_away_a_whole_character(character: str) -> None:
    app = EditorApp(f"a{character}b")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("ctrl+end", "left", "left")
        assert app.editor.cursor_location == (0, 1)
        await pilot.press("right")
        assert app.editor.cursor_location == (0, 1 + len(character))
        await pilot.press("backspace")
        assert app.editor.text == "ab"
        await pilot.press("ctrl+z", "home", "right", "delete")
        assert app.editor.text == "ab"
