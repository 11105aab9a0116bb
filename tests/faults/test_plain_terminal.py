"""The wizard in a real pty: long lines, Ctrl+C and Ctrl+D, and the saved case afterwards."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import Homes
from tests.terminal import Terminal
from tui.core.case.store import CaseStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pty of Unix")
LONG = "Your late shipment rate is 7.4% over the past 30 days, above our target of 4%. " * 80


@pytest.mark.parametrize("leaving", ["\x03", "\x04", ":q\r"])
def test_a_long_notice_is_taken_whole_and_leaving_saves(homes: Homes, store: CaseStore, leaving: str) -> None:
    with Terminal.python("-m", "tui", "--plain", env={"LC_ALL": "C.UTF-8"}) as terminal:
        terminal.wait_for("3. A suspension type that you choose")
        terminal.write("1\r")
        terminal.wait_for("full stop ends it")
        terminal.write(LONG + "\r.\r")
        terminal.wait_for("Late shipment rate above target")
        terminal.write("1\r")
        terminal.wait_for("Which store?")
        terminal.write("\r")
        terminal.wait_for("Are they right?")
        terminal.write("y\r")
        terminal.wait_for("Kind of answer")
        terminal.write("\r")
        terminal.wait_for("Store name")
        terminal.write("海港 Lane\r")
        terminal.wait_for("Date of the notice")
        terminal.write(leaving)
        assert terminal.wait_for_end() == 0
        assert "Saved as late-shipment" in terminal.shown
    [kept] = store.cases()
    assert store.read_notice(kept.id) == LONG
    assert store.open(kept.id).facts == {"late_rate": "7.4", "store_name": "海港 Lane"}
