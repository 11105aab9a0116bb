"""Keys as people read them and as terminals send them."""

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from tui.commands import COMMANDS, PANES
from tui.keys import delivered, shown_key

SHIFTED = {1: "1;2P", 4: "1;2S", 5: "15;2~", 6: "17;2~", 7: "18;2~", 8: "19;2~", 9: "20;2~"}


@pytest.mark.parametrize("number", SHIFTED)
def test_a_function_key_with_shift_is_known_as_plain_terminals_send_it(number: int) -> None:
    sent = ANSI_SEQUENCES_KEYS[f"\x1b[{SHIFTED[number]}"]
    assert isinstance(sent, tuple)
    assert sent[0].value in delivered(f"shift+f{number}").split(",")


def test_other_keys_stay_as_they_are() -> None:
    assert delivered("f10,shift+f9") == "f10,shift+f9,f21"
    assert delivered("ctrl+l") == "ctrl+l"
    assert shown_key(delivered("shift+f4")) == "Shift+F4"


def test_no_two_commands_of_a_pane_have_the_same_key() -> None:
    for pane in PANES:
        taken: dict[str, str] = {}
        for command in COMMANDS:
            if not command.is_live_in(pane):
                continue
            for key in filter(None, delivered(command.keys).split(",")):
                assert key not in taken, (pane, command.id, taken[key])
                taken[key] = command.id
