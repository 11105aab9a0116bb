"""Keys that arrive together act in order. Run as a program, this module is the app that the tests type into."""

import asyncio
import random
import sys
from typing import ClassVar

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from tests.terminal import Terminal
from tui.textual_mends import MendedApp

LEFT, UP, HOME, END, TAB, BACKSPACE, ENTER = "\x1b[D", "\x1b[A", "\x1b[H", "\x1b[F", "\t", "\x7f", "\r"
REPORT = "\x1bOQ"  # F2


class Question(ModalScreen[str]):
    def compose(self) -> ComposeResult:
        yield Input()

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)


class _KeysMixin:
    """Two fields, a report of their text, a question, an action that is switched off."""

    kind: str
    slow: bool

    def compose(self) -> ComposeResult:
        yield from (TextArea() if self.kind == "area" else Input(select_on_focus=False) for _ in range(2))
        yield Static("READY", id="report", markup=False)

    def action_report(self) -> None:
        assert isinstance(self, App)
        fields = self.query("Input, TextArea").results()
        texts = [w.text if isinstance(w, TextArea) else w.value for w in fields if isinstance(w, Input | TextArea)]
        self.query_one("#report", Static).update(f"DONE {'|'.join(texts)} END")

    def action_ask(self) -> None:
        assert isinstance(self, App)
        self.push_screen(Question(), self._answered)

    def _answered(self, answer: str | None) -> None:
        assert isinstance(self, App)
        if isinstance(self.focused, Input):
            self.focused.value = f"[{answer}]"
            self.focused.cursor_position = len(self.focused.value)

    def action_stamp(self) -> None:
        assert isinstance(self, App)
        if isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor("#")

    def action_off(self) -> None:
        assert isinstance(self, App)
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "off"

    async def on_input_changed(self) -> None:
        await asyncio.sleep(0.1 * self.slow)

    async def on_text_area_changed(self) -> None:
        await asyncio.sleep(0.1 * self.slow)


CSS = "TextArea { height: 5; }"
BINDINGS: list[BindingType] = [
    Binding("f2", "report", "Report"),
    Binding("f3", "ask", "Ask"),
    Binding("f4", "off", "Off"),
    Binding("ctrl+t", "stamp", "Stamp", priority=True),
]


class MendedKeys(_KeysMixin, MendedApp[None]):
    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS


class StockKeys(_KeysMixin, App[None]):
    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS


def _type(base: str, kind: str, keys: str, slow: bool = False, kitty: bool = False) -> str:
    """Return what the fields hold after the keys were written at once."""
    env = {} if kitty else {"TEXTUAL_DISABLE_KITTY_KEY": "1"}
    with Terminal.python("-m", "tests.faults.test_key_order", base, kind, str(int(slow)), env=env) as terminal:
        terminal.wait_for("READY")
        terminal.write(keys + REPORT)
        terminal.wait_for("DONE")
        terminal.wait_for(" END")
        return terminal.shown.partition("DONE ")[2].partition(" END")[0]


ONE_FIELD = [
    (f"abc{LEFT}X", "abXc|"),
    (f"abc{BACKSPACE}X", "abX|"),
    (f"abc{HOME}X{END}Y", "XabcY|"),
    (f"de{BACKSPACE}{BACKSPACE}fg", "fg|"),
    (f"abc{LEFT}X{END}{TAB}def{HOME}Y", "abXc|Ydef"),
]


@pytest.mark.parametrize("kind", ["area", "input"])
@pytest.mark.parametrize(("keys", "expected"), ONE_FIELD)
def test_keys_of_one_burst_end_as_if_typed_one_by_one(kind: str, keys: str, expected: str) -> None:
    assert _type("mended", kind, keys) == expected


@pytest.mark.parametrize("kind", ["area", "input"])
def test_the_order_holds_when_a_change_is_handled_slowly(kind: str) -> None:
    assert _type("mended", kind, f"abc{LEFT}X{END}{TAB}def{HOME}Y", slow=True) == "abXc|Ydef"


def test_the_order_holds_when_the_terminal_speaks_the_kitty_protocol() -> None:
    keys = "".join(f"\x1b[{ord(c)};1;{ord(c)}u" for c in "abc") + f"{LEFT}\x1b[88;2;88u"
    assert _type("mended", "area", keys, kitty=True) == "abXc|"


@pytest.mark.parametrize("kind", ["area", "input"])
def test_stock_textual_still_needs_the_mend(kind: str) -> None:
    assert _type("stock", kind, f"abc{LEFT}X", slow=True) != "abXc|"


def test_a_paste_keeps_its_place_between_keys() -> None:
    assert _type("mended", "input", f"ab{LEFT}\x1b[200~12\x1b[201~X") == "a12Xb|"


def test_a_priority_binding_acts_in_its_place() -> None:
    assert _type("mended", "input", f"ab{LEFT}\x14X") == "a#Xb|"


def test_a_refused_action_leaves_the_app_running() -> None:
    assert _type("mended", "input", "ab\x1bOSc") == "abc|"


def test_what_follows_the_key_that_opens_a_question_answers_it() -> None:
    assert _type("mended", "input", f"a\x1bORyes{LEFT}X{ENTER}b") == "[yeXs]b|"


def test_the_command_palette_takes_the_keys_after_its_own() -> None:
    with Terminal.python("-m", "tests.faults.test_key_order", "mended", "input", "0") as terminal:
        terminal.wait_for("READY")
        terminal.write(f"ab\x10qit{LEFT}{LEFT}u")
        terminal.wait_for(lambda: any("quit" in row for row in terminal.screen))
        terminal.wait_for("Quit the application")


@pytest.mark.parametrize("kind", ["area", "input"])
@pytest.mark.parametrize("character", ["\u3000", "\u00a0", "\u202f", "\u200c", "\u200d", "\ue000"])
def test_an_invisible_character_that_people_type_is_inserted(kind: str, character: str) -> None:
    with Terminal.python("-m", "tests.faults.test_key_order", "mended", kind, "0") as terminal:
        terminal.wait_for("READY")
        terminal.write(f"a{character}b{REPORT}")
        terminal.wait_for("DONE")
        terminal.wait_for(lambda: f"a{character}b".encode() in terminal.raw)


BURST_KEYS = ["a", "b", "c", "left", "right", "home", "end", "tab", "shift+tab", "backspace", "delete", "ctrl+w", "f3"]
BURST_KEYS += ["enter", "ctrl+t", "ctrl+left", "x", "y", "z"]


@pytest.mark.parametrize("kind", ["area", "input"])
@pytest.mark.parametrize("seed", range(4))
async def test_any_burst_ends_as_the_same_keys_one_by_one(seed: int, kind: str) -> None:
    chance = random.Random(seed)
    # A question that is still open at the end would hide the fields; its answer is given by the last Enter.
    keys = [*(chance.choice(BURST_KEYS) for _ in range(60)), "enter"]
    assert await _fields_after(kind, keys, burst=True) == await _fields_after(kind, keys, burst=False)


async def _fields_after(kind: str, keys: list[str], burst: bool) -> list[str]:
    app = MendedKeys()
    app.kind, app.slow = kind, False
    async with app.run_test() as pilot:
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None).set_sender(app))
            if not burst:
                await _all_handled(app)
        await _all_handled(app)
        await pilot.pause()
        fields = app.screen_stack[0].query("Input, TextArea").results()
        return [w.text if isinstance(w, TextArea) else w.value for w in fields if isinstance(w, Input | TextArea)]


async def _all_handled(app: MendedKeys) -> None:
    taken = asyncio.Event()
    app.call_later(taken.set)
    await taken.wait()
    while app._held or app._course is not None:
        await asyncio.sleep(0)


def main(base: str, kind: str, slow: str) -> int:
    app = MendedKeys() if base == "mended" else StockKeys()
    app.kind, app.slow = kind, slow == "1"
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
