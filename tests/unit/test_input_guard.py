"""A paste is text to its end, however the terminal cuts it into pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.core.text import REPLACEMENT
from tui.input_guard import PASTE_END, PASTE_START, InputGuard

parts = st.lists(
    st.sampled_from(["a", "港", "\x1b", "\x1b[", "\x1b[20", "\x11", "\x1b[24~", "[201~", "\n"]), max_size=20
)


@given(parts, parts, parts, st.randoms(use_true_random=False))
def test_keys_pass_and_no_escape_of_a_paste_does(
    before: list[str], inside: list[str], after: list[str], chance: object
) -> None:
    assert hasattr(chance, "randrange")
    keys, pasted, more = "".join(before), "".join(inside), "".join(after)
    if PASTE_END in pasted or PASTE_START in keys + more:
        return
    stream = keys + PASTE_START + pasted + PASTE_END + more
    guard, found = InputGuard(), ""
    while stream:
        cut = chance.randrange(1, len(stream) + 1)
        found += guard.passed(stream[:cut])
        stream = stream[cut:]
    assert found == keys + PASTE_START + pasted.replace("\x1b", REPLACEMENT) + PASTE_END + more
    assert not guard.is_open


def test_half_an_end_is_held_back_and_given_up_where_nothing_follows() -> None:
    guard = InputGuard()
    assert guard.passed(PASTE_START + "text\x1b[20") == PASTE_START + "text"
    assert guard.end() == f"{REPLACEMENT}[20" + PASTE_END
    assert guard.passed("\x1b[A") == "\x1b[A"


def test_a_report_of_the_terminal_is_dropped_and_keys_are_not() -> None:
    keys = "a\x1b[Ab\x1b[1;5Cc\x1b[15~d\x1bOQ\x1b[<35;40;5M\x1b[?2026;2$y"
    assert InputGuard().passed(keys) == keys
    assert InputGuard().passed("a\x1b[?1;2cb\x1b[>0;276;0cc\x1b[?64;1;9cd") == "abcd"
