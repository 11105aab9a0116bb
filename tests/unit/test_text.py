import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.text import REPLACEMENT, Cleaned, clean, one_line


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"one{end}two") == Cleaned("one\ntwo", 0)


def test_newline_and_tab_are_kept() -> None:
    assert clean("a\n\tb\n") == Cleaned("a\n\tb\n", 0)


@pytest.mark.parametrize(
    "bad", ["\0", "\x07", "\x1b", "\x1c", "\x7f", "\x80", "\x9b", "\ud800", "\ufdd0", "\uffff", "\U0010fffe"]
)
def test_a_control_surrogate_or_non_character_is_shown_and_counted(bad: str) -> None:
    assert clean(f"a{bad}b") == Cleaned(f"a{REPLACEMENT}b", 1)


@pytest.mark.parametrize(
    "hidden", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200b", "\ufeff"]
)
def test_an_invisible_character_that_misleads_is_removed_and_counted(hidden: str) -> None:
    assert clean(f"a{hidden}b") == Cleaned("ab", 1)


def test_a_byte_order_mark_at_the_start_is_removed_without_a_word() -> None:
    assert clean("\ufeffabc") == Cleaned("abc", 0)


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "👩\u200d👩\u200d👧", "全角\u3000空格", "a\u00a0b", "שלום", "สวัสดี", "각", "soft\u00adhyphen"],
)
def test_what_scripts_need_is_kept(text: str) -> None:
    assert clean(text) == Cleaned(text, 0)


def test_all_noise_of_one_text_is_counted_together() -> None:
    assert clean("\x1b]0;x\x07\u202ey\r\n").replaced == 3


@given(st.text(st.characters(exclude_categories=[])))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once) == Cleaned(once, 0)
    once.encode()


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_lines_are_joined_and_empty_ones_add_nothing() -> None:
    assert one_line("\n A1 \r\n\r\nB2\n") == "A1 B2"
    assert one_line("A1\nB2", ", ") == "A1, B2"


def test_a_single_line_keeps_its_spaces() -> None:
    assert one_line(" a\tb ") == " a b "


def test_the_core_text_helpers_load_without_the_interface() -> None:
    program = "import sys, tui.core.text; print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich')])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
