"""What a terminal must not do to the app, and the app not to a terminal. Run as a program, this module is the app."""

import re
import signal
import sys
from pathlib import Path
from typing import ClassVar

import pytest
from rich.segment import Segment
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widgets import DataTable, Footer, Header, Input, OptionList, Static, TextArea, Tree

from tests.terminal import Terminal
from tui.textual_mends import MendedApp, NoControls

HOSTILE = "a\x1b]0;owned\x07b\x1b[5mc\x1b]52;c;b3duZWQ=\x07d\x9b6ne\u202ef\u2066g\x00h\x08i\x7fj\x85k"
# What the hostile text would make of a terminal: a title, a clipboard, a blink, a report, a turned line.
OWNED = re.compile(rb"\x1b\]0;owned|\x1b\]52;|\x1b\[5mc|\xc2\x9b|\xc2\x85|\xe2\x80\xae|\xe2\x81\xa6|[\x00\x08\x7f]")
REPORT = "\x1bOQ"  # F2


CSS = """
TextArea, OptionList, DataTable, Tree { height: 3; }
Header, Footer { dock: none; }
Static { height: 3; border: solid red; }
"""
BINDINGS: list[BindingType] = [("f2", "report", "Report"), ("f5", "hostile", HOSTILE), ("f9", "last", "Last")]


class StockNoise(App[None]):
    """Every common way to show text, all with the same hostile text."""

    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def compose(self) -> ComposeResult:
        yield from _compose()

    def action_report(self) -> None:
        _report(self)

    async def action_hostile(self) -> None:
        await _show_hostile(self)

    def action_last(self) -> None:
        self.query_one("#report", Static).update("LAST")


class MendedNoise(MendedApp[None]):
    """The same on the mended App."""

    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS
    notes: Path | None = None

    def compose(self) -> ComposeResult:
        yield from _compose()

    def action_report(self) -> None:
        _report(self)

    async def action_hostile(self) -> None:
        await _show_hostile(self)

    def action_last(self) -> None:
        self.query_one("#report", Static).update("LAST")

    async def on_terminate(self, signum: int) -> None:
        if self.notes is not None:
            self.notes.write_text(f"{signum:d} {self.query_one('#typed', TextArea).text}")
        await super().on_terminate(signum)


def _compose() -> ComposeResult:
    yield Static("READY", id="report", markup=False)
    yield TextArea(id="typed")
    yield Footer()


def _report(app: App[None]) -> None:
    app.query_one("#report", Static).update(Content(f"DONE {app.query_one('#typed', TextArea).text} END"))


async def _show_hostile(app: App[None]) -> None:
    app.title = HOSTILE
    table: DataTable[Text] = DataTable()
    tree: Tree[None] = Tree(Text(HOSTILE))
    inputs = [Input(HOSTILE), Input(placeholder=HOSTILE)]
    static = Static(Content(HOSTILE))
    static.border_title = HOSTILE.replace("[", "\\[")
    await app.mount(Header(), TextArea(HOSTILE), *inputs, static, OptionList(Content(HOSTILE)), table, tree)
    table.add_column(Text(HOSTILE))
    table.add_row(Text(HOSTILE))
    app.notify(HOSTILE, title=HOSTILE, markup=False)


def _start(base: str = "mended", notes: Path | None = None) -> Terminal:
    arguments = [] if notes is None else [str(notes)]
    env = {"TEXTUAL_DISABLE_KITTY_KEY": "1"}
    return Terminal.python("-m", "tests.faults.test_terminal_noise", base, *arguments, env=env)


@pytest.mark.parametrize("base", ["mended", "stock"])
def test_no_control_character_of_a_text_reaches_the_terminal(base: str) -> None:
    with _start(base) as terminal:
        terminal.wait_for("READY")
        clean = len(terminal.raw)
        terminal.write("\x1b[15~")
        terminal.wait_for(lambda: terminal.raw.count(b"52;c;b3duZWQ=", clean) > 7)
        terminal.write("\x1b[20~")
        terminal.wait_for(lambda: b"LAST" in terminal.raw)
        owned = OWNED.findall(terminal.raw, clean)
        # Stock in the same test shows that the test can see what it looks for, and that the mend is still needed.
        assert (owned == []) == (base == "mended")


@pytest.mark.parametrize("noise", [b"\xe9", b"\xff\xfe", b"\xc3(", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"])
def test_a_byte_that_is_not_utf8_is_shown_and_the_app_runs_on(noise: bytes) -> None:
    with _start() as terminal:
        terminal.wait_for("READY")
        terminal.write(b"a" + noise + b"z" + REPORT.encode())
        terminal.wait_for(" END")
        text = terminal.shown.partition("DONE ")[2].partition(" END")[0]
        assert re.fullmatch("a\ufffd+\\(?z", text)


def test_stock_textual_still_ends_at_a_byte_that_is_not_utf8() -> None:
    with _start("stock") as terminal:
        terminal.wait_for("READY")
        terminal.write(b"\xe9z")
        terminal.wait_for_end()


def test_a_character_split_over_two_reads_is_whole() -> None:
    with _start() as terminal:
        terminal.wait_for("READY")
        first, second = "你".encode()[:1], "你".encode()[1:]
        terminal.write(b"x" + first)
        terminal.wait_for("x ")
        terminal.write(second + REPORT.encode())
        terminal.wait_for("DONE x你 END")


@pytest.mark.parametrize("noise", [b"\x1b[99999999999u", b"\x1b[1;;1114112u", b"\x1b[<99999999999999;1;1M", b"\x1b[;R"])
def test_a_sequence_that_no_terminal_sends_does_not_end_the_app(noise: bytes) -> None:
    with _start() as terminal:
        terminal.wait_for("READY")
        terminal.write(noise)
        terminal.write(REPORT)
        terminal.wait_for("DONE")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_lets_the_app_save_and_end(signum: signal.Signals, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    with _start(notes=notes) as terminal:
        terminal.wait_for("READY")
        terminal.write(f"abc{REPORT}")
        terminal.wait_for("DONE abc END")
        terminal.send_signal(signum)
        assert terminal.wait_for_end() == 128 + signum
    assert notes.read_text() == f"{signum:d} abc"


def test_a_closed_window_lets_the_app_save_and_end(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    with _start(notes=notes) as terminal:
        terminal.wait_for("READY")
        terminal.write(f"abc{REPORT}")
        terminal.wait_for("DONE abc END")
        terminal.close_window()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
        assert notes.read_text() == f"{signal.SIGHUP:d} abc"


def test_a_terminal_that_goes_away_ends_an_app_that_ignores_hangups(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    program = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    program += "from tests.faults.test_terminal_noise import main; sys.exit(main('mended', sys.argv[1]))"
    with Terminal.python("-c", program, str(notes)) as terminal:
        terminal.wait_for("READY")
        terminal.close_window()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert notes.exists()


def test_escape_alone_is_a_key_soon_and_quit_ends_with_code_zero() -> None:
    with _start() as terminal:
        terminal.wait_for("READY")
        terminal.write("\x1b")
        terminal.write(f"q{REPORT}")
        terminal.wait_for(" END")
        terminal.write("\x11")
        assert terminal.wait_for_end() == 0


def test_clean_segments_are_passed_on_as_they_are() -> None:
    segments = [Segment("abc 你好\u3000é\u200d"), Segment("\x1b[2J", None, [(1,)])]  # type: ignore[list-item]  # any control
    assert NoControls().apply(segments, Color(0, 0, 0)) is segments


def test_a_row_keeps_its_width_when_controls_are_marked() -> None:
    strip = Strip([Segment("a\x1b\x1bb"), Segment("   ")])
    safe = strip.apply_filter(NoControls(), Color(0, 0, 0))
    assert safe.text == "a\ufffd\ufffdb "
    assert Segment.get_line_length(list(safe)) == strip.cell_length == 5


def main(base: str, notes: str = "") -> int:
    app: StockNoise | MendedNoise = MendedNoise() if base == "mended" else StockNoise()
    if isinstance(app, MendedNoise) and notes:
        app.notes = Path(notes)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
