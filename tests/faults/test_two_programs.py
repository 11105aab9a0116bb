"""Two programs at one case: no version of a text is lost, and nobody writes over what another wrote."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.conftest import Homes
from tests.faults.app_process import CTRL_Q, FACT, TO_STORE_NAME, prepare
from tui.core.case.case_file import read_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ptys of Unix")


def test_two_instances_on_one_case_lose_nothing(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as first, prepared.open() as second:
        first.write(TO_STORE_NAME + "Quayside")
        first.wait_for("saved ")
        second.write(TO_STORE_NAME + "Harbourfront")
        second.wait_for("Another program changed")
        aside = prepared.folder / "case.conflict-1.yaml"
        second.wait_for(lambda: read_case(aside)[0].facts[FACT] == "Harbourfront")
        assert prepared.saved_name() == "Quayside"
        # The question stands; the one who was first goes on.
        first.write(" Ltd")
        first.wait_for(lambda: prepared.saved_name() == "Quayside Ltd")
        second.write("\x1b")
        second.write(CTRL_Q)
        assert second.wait_for_end() == 0
        first.write(CTRL_Q)
        assert first.wait_for_end() == 0
    assert prepared.saved_name() == "Quayside Ltd"
    assert read_case(aside)[0].facts[FACT] == "Harbourfront"
    with prepared.open() as again:
        # Whoever comes next is told that another version waits.
        again.wait_for("case.conflict-1.yaml")


def test_an_instance_that_is_stopped_or_killed_keeps_nobody_out(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as stopped:
        stopped.send_signal(signal.SIGSTOP)
        with prepared.open() as other:
            other.write(TO_STORE_NAME + "Quayside" + CTRL_Q)
            assert other.wait_for_end() == 0
        assert prepared.saved_name() == "Quayside"
        stopped.send_signal(signal.SIGKILL)
        stopped.wait_for_end()
    with prepared.open() as after:
        after.wait_for("Quayside")


def test_a_change_from_outside_is_shown_as_soon_as_the_window_is_looked_at_again(homes: Homes) -> None:
    prepared = prepare(homes)
    with prepared.open() as terminal:
        text = prepared.file.read_text(encoding="utf-8").replace("facts: {}\n", "")
        prepared.file.write_text(text + f'facts:\n  {FACT}: "Quayside"\n', encoding="utf-8")
        terminal.write("\x1b[O\x1b[I")
        terminal.wait_for("Quayside")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
