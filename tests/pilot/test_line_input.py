from collections.abc import Callable

import pytest
from textual import events
from textual.app import ComposeResult

from tui.textual_mends import MendedApp
from tui.widgets.line_input import LineInput


class InputApp(MendedApp[None]):
    def __init__(self, make: Callable[[], LineInput]) -> None:
        super().__init__()
        self.make = make
        self.refused: list[str] = []
        self.cleaned: list[int] = []

    def compose(self) -> ComposeResult:
        self.field = self.make()
        yield self.field

    def on_line_input_refused(self, event: LineInput.Refused) -> None:
        self.refused.append(event.text)

    def on_line_input_cleaned(self, event: LineInput.Cleaned) -> None:
        self.cleaned.append(event.replaced)


async def pasted(make: Callable[[], LineInput], text: str) -> InputApp:
    app = InputApp(make)
    async with app.run_test() as pilot:
        app.post_message(events.Paste(text))
        await pilot.pause()
    return app


@pytest.mark.parametrize("text", ["A1\nB2\nC3", "A1\r\nB2\r\nC3\r\n", "\nA1\n\nB2\u2028C3", "A1\x85 B2 \rC3"])
async def test_every_line_of_a_paste_is_kept(text: str) -> None:
    assert (await pasted(LineInput, text)).field.value == "A1 B2 C3"


async def test_a_list_joins_the_lines_of_a_paste_as_a_list() -> None:
    assert (await pasted(lambda: LineInput(joiner=", "), "A1\nB2\n")).field.value == "A1, B2"


async def test_control_characters_of_a_paste_are_shown_and_counted() -> None:
    app = await pasted(LineInput, "a\x1b[31mb\u202e")
    assert app.field.value == "a\ufffd[31mb"
    assert app.cleaned == [2]


async def test_a_paste_stands_where_the_cursor_was_and_replaces_the_selection() -> None:
    app = InputApp(lambda: LineInput("abcd"))
    async with app.run_test() as pilot:
        await pilot.press("home", "right", "shift+right", "shift+right")
        app.post_message(events.Paste("1\n2"))
        await pilot.pause()
        assert app.field.value == "a1 2d"
        await pilot.press("X")
        assert app.field.value == "a1 2Xd"


async def test_a_text_that_does_not_fit_is_told_and_not_dropped_in_silence() -> None:
    app = await pasted(lambda: LineInput("abc", max_length=5), "12345")
    assert app.field.value == "abc"
    assert app.refused == ["12345"]


async def test_a_value_from_the_program_is_one_clean_line() -> None:
    app = InputApp(lambda: LineInput("one\ntwo"))
    async with app.run_test():
        assert app.field.value == "one two"
        app.field.value = "x\x1b\ny"
        assert app.field.value == "x\ufffd y"


async def test_brackets_are_text_and_not_markup() -> None:
    app = InputApp(lambda: LineInput(placeholder="[date] [/x]"))
    async with app.run_test() as pilot:
        assert "[date] [/x]" in app.field.render_line(0).text
        await pilot.press("left_square_bracket", "b", "right_square_bracket")
        assert app.field.value == "[b]"


@pytest.mark.parametrize("character", ["e\u0301", "👨\u200d👩\u200d👧", "🇨🇳", "👍🏽"])
async def test_one_key_moves_over_or_takes_away_a_whole_character(character: str) -> None:
    app = InputApp(lambda: LineInput(f"a{character}b"))
    async with app.run_test() as pilot:
        await pilot.press("end", "left", "left")
        assert app.field.cursor_position == 1
        await pilot.press("right")
        assert app.field.cursor_position == 1 + len(character)
        await pilot.press("left", "shift+right", "shift+left", "delete")
        assert app.field.value == "ab"
        app.field.value = f"a{character}b"
        await pilot.press("end", "left", "backspace")
        assert app.field.value == "ab"
