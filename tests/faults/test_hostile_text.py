"""Hostile text wherever it comes from: nothing reaches the terminal raw, nothing acts, nothing typed is lost."""

from __future__ import annotations

import os
import random
import sys

import msgspec
import pytest

from tests.conftest import Homes
from tests.faults.app_process import CTRL_N, CTRL_Q, F3, F5, FACT, TO_STORE_NAME, Prepared, prepare
from tests.faults.test_terminal_noise import OWNED
from tests.terminal import Terminal
from tui.core.case.records import Claim, EditedSection, Evidence
from tui.core.case.store import CaseStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ptys of Unix")
# What would act, hide or steer: a title, a clipboard, a link, a report, markup with an action, turned text.
ESCAPES = "\x1b]0;owned\x07\x1b[5mc\x1b]52;c;b3duZWQ=\x07\x9b6n\u202egnp\u2066\x00\x08\x7f\x85"
MARKUP = "[red]no colour[/red] [@click=app.quit]no link[/] [/wrong] \\[ [date]"
F4, F9, F10, F1, SHIFT_F4 = "\x1bOS", "\x1b[20~", "\x1b[21~", "\x1bOP", "\x1b[1;2S"
PANES = {"facts": F3, "actions": F4, "letter": F5, "contacts": F9, "checks": F10, "notice": CTRL_N, "history": SHIFT_F4}
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


def hostile_case(homes: Homes) -> Prepared:
    """A case whose every text is hostile, written past all that cleans what is typed."""
    prepared = prepare(homes)
    store = CaseStore(homes.data)
    case = before = store.open(prepared.case_id)
    text = ESCAPES + MARKUP
    case = case.with_fact(FACT, MARKUP).with_claim("handling_time_raised", Claim(state="done", date=MARKUP))
    case = case.with_evidence("settings_screenshot", Evidence(path=f"/tmp/{MARKUP}.png", note=MARKUP))
    case = msgspec.structs.replace(case, sections={"root_cause": EditedSection(text=MARKUP, base="")})
    store.save(case, before, case.created)
    store.write_notice(case.id, text)
    (prepared.folder / f"{MARKUP.replace('/', '')}.yaml").write_text(text)
    return prepared


def test_no_pane_lets_a_text_act_or_hide(homes: Homes) -> None:
    prepared = hostile_case(homes)
    with prepared.open(size=(120, 40)) as terminal:
        start = len(terminal.raw)
        for name, keys in PANES.items():
            terminal.write(keys)
            if name not in ("contacts", "checks"):
                terminal.wait_for(f"[{name.capitalize()}]")
            if name in ("letter", "notice"):
                terminal.wait_for("[red]no colour[/red] [@click=app.quit]no link[/]")
        terminal.write(F1)
        terminal.wait_for("F1")
        terminal.write("\x1b")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert OWNED.findall(terminal.raw, start) == []
    assert prepared.saved().facts[FACT] == MARKUP


@pytest.mark.parametrize("where", ["fact", "letter", "notice"])
def test_a_hostile_paste_is_text_and_the_app_goes_on(homes: Homes, where: str) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        terminal.write({"fact": TO_STORE_NAME, "letter": F5, "notice": CTRL_N}[where])
        start = len(terminal.raw)
        terminal.write(f"{PASTE}Before \x9b6n\x00\x85\u202e{MARKUP}\r\nbehind{PASTED}")
        terminal.wait_for("behind")
        terminal.write("typed on")
        terminal.wait_for("typed on")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert OWNED.findall(terminal.raw, start) == []
    case = prepared.saved()
    if where == "notice":
        kept = CaseStore(homes.data).read_notice(case.id)
    else:
        kept = str(case.facts[FACT]) if where == "fact" else next(iter(case.sections.values())).text
    assert MARKUP in kept
    assert "typed on" in kept


@pytest.mark.parametrize("evil", [PASTED + "\x11", "\x1b\x11", "\x03", PASTED + "\x1b[24~"], ids=ascii)
def test_a_paste_that_breaks_out_loses_nothing(homes: Homes, evil: str) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME + "Quayside ")
        terminal.write(f"{PASTE}Trading{evil}more{PASTED}")
        if evil != PASTED + "\x11":
            terminal.wait_for("Quayside")
            terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name().startswith("Quayside Trading")


def test_a_paste_that_never_ends_is_ended_and_kept(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME + PASTE + "Quayside")
        terminal.wait_for("Quayside")
        terminal.write(" Ltd" + CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == "Quayside Ltd"


def test_a_long_paste_arrives_whole_and_the_next_keys_with_it(homes: Homes) -> None:
    prepared = prepare(homes)
    lines = "".join(f"Line {number} of a very long notice.\r" for number in range(8_000))
    with prepared.open() as terminal:
        terminal.write(CTRL_N)
        terminal.write(PASTE + lines + PASTED)
        terminal.wait_for("Line 7999 of")
        terminal.write("the end" + CTRL_Q)
        assert terminal.wait_for_end(120) == 0
    assert CaseStore(homes.data).read_notice(prepared.case_id) == lines.replace("\r", "\n") + "the end"


@pytest.mark.parametrize("seed", range(1))
def test_noise_on_the_line_ends_in_no_traceback_and_touches_no_other_file(homes: Homes, seed: int) -> None:
    prepared = prepare(homes)
    noise = random.Random(seed)
    with prepared.open() as terminal:
        for _ in range(20):
            # Without what quits, suspends or starts another program.
            terminal.write(bytes(byte for byte in noise.randbytes(60) if byte not in (0x11, 0x1A, 0x1C, 0x03)))
            terminal.wait_for(lambda: True)

        def quits() -> bool:
            # Noise may have left half a sequence that takes the first key with it.
            if not terminal.has_ended():
                terminal.write(CTRL_Q)
            return terminal.has_ended()

        terminal.wait_for(quits)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.raw
    assert prepared.saved().type == "late_shipment"


def test_reports_of_mouse_focus_and_terminal_between_keys_leave_the_text_right(homes: Homes) -> None:
    prepared = prepare(homes)
    reports = [
        "\x1b[<35;40;5M",
        "\x1b[I",
        "\x1b[?2026;2$y",
        "\x1b[48;24;80;0;0t",
        "\x1b[?1;2c",
        "\x1b[5;5R",
    ]
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME)
        for number, letter in enumerate("Quayside Trading"):
            terminal.write(letter + reports[number % len(reports)])
        terminal.wait_for("Quayside Trading")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == "Quayside Trading"


def test_any_size_of_the_window_is_taken_and_the_text_kept(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        terminal.write(TO_STORE_NAME + "Quayside")
        terminal.wait_for("Quayside")
        for columns, lines in ((20, 5), (10, 3), (1, 1), (80, 1), (1, 24), (300, 100), (59, 20), (80, 24)):
            terminal.resize(columns, lines)
            terminal.send_signal(28)
        terminal.wait_for("Quayside")
        terminal.write(" Ltd")
        terminal.wait_for("Quayside Ltd")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == "Quayside Ltd"


@pytest.mark.parametrize(
    "setting", ["TERM=dumb", "TERM=vt100", "TERM=linux", "NO_COLOR=1", "LC_ALL=C", "LC_ALL=zh_CN.GBK", "COLORTERM="]
)
def test_any_terminal_and_locale_gets_a_usable_app(homes: Homes, setting: str) -> None:
    prepared = prepare(homes)
    name, _, value = setting.partition("=")
    environment = {**os.environ, "REINSTATE_HOME": str(homes.data), "REINSTATE_CACHE": str(homes.cache), name: value}
    with Terminal.python("-m", "tui", env=environment, limit=60.0) as terminal:
        terminal.wait_for("0/7")
        terminal.write(TO_STORE_NAME + "Quayside")
        terminal.wait_for("Quayside")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
    assert prepared.saved_name() == "Quayside"
