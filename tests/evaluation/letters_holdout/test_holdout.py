"""The hold-out letters are sound as data: every label can be shown in its letter."""

from __future__ import annotations

import pytest

from tests.evaluation.letters_holdout.corpus import HeldOut, held_out_letters


def test_no_two_letters_share_an_id() -> None:
    ids = [letter.id for letter in held_out_letters()]
    assert len(ids) >= 90
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("letter", held_out_letters(), ids=lambda letter: letter.id)
def test_every_fault_is_quoted_from_its_letter_and_labelled_once(letter: HeldOut) -> None:
    assert not set(letter.must) & set(letter.may)
    assert set(letter.quotes) <= set(letter.must)
    assert [quote for quotes in letter.quotes.values() for quote in quotes if quote not in letter.text] == []
