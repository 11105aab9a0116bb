"""One character for people is one step, however many code points it has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.graphemes import end_after, start_before

WHOLE = ["a", "港", "é", "e\u0301", "👨\u200d👩\u200d👧", "🇨🇳", "👍🏽", "✌🏽", "ก็", "각", "한", "a\u0300\u0301\u0302"]


@pytest.mark.parametrize("character", WHOLE)
@pytest.mark.parametrize("around", ["", "x", "港", "🇺🇸"])
def test_a_character_is_passed_in_one_step_from_either_side(character: str, around: str) -> None:
    text = around + character + around
    start, end = len(around), len(around) + len(character)
    assert end_after(text, start) == end
    assert start_before(text, end) == start


@given(st.text(alphabet=st.sampled_from("aé港\u0301\u200d👨👩🇨🇳👍🏽ก็각\u3000\n"), max_size=200))
def test_every_text_is_gone_through_from_end_to_end(text: str) -> None:
    forth, index = [0], 0
    while index < len(text):
        assert end_after(text, index) > index
        index = end_after(text, index)
        forth.append(index)
    assert forth[-1] == len(text)
    while index:
        assert start_before(text, index) < index
        index = start_before(text, index)


def test_a_text_made_of_one_endless_character_is_gone_through_in_pieces() -> None:
    text = "e" + "\u0301" * 10_000
    assert 0 < end_after(text, 0) <= 64
    assert len(text) - 64 <= start_before(text, len(text)) < len(text)
