"""Wordings found in texts: groups, families, stems, any word, and groups within a word."""

from __future__ import annotations

import pytest

from tui.core.checks.paper import opened
from tui.core.checks.tokens import tokens_of
from tui.core.checks.wordings import Span, WordingIndex


def places(wording: str, text: str) -> list[Span]:
    index = WordingIndex()
    index.add([wording], 1)
    words = tokens_of(text).words
    return index.places(words, [0] * len(words)).get(1, [])


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("give us (one more|a second|) chance", "give us chance"),
        ("give us (one more|a second|) chance", "Please give us one more chance."),
        ("supplier(s|)", "two suppliers"),
        ("optimi(s|z)e", "we optimise"),
        ("(work|help)*", "we helped"),
        ("(a|b (c|d|)) e", "b d e"),
        ("(a|b (c|d|)) e", "b e"),
        ("(re|un)(do|pack)", "unpack"),
        ("never * again", "never do again"),
        ("apologi*", "we apologize"),
        ("我们(保证|承诺)", "我们承诺改正"),
    ],
)
def test_a_wording_is_found(wording: str, text: str) -> None:
    assert places(wording, text)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("give us (one more|a second|) chance", "give us two chance"),
        ("supplier(s|)", "supplie"),
        ("never * again", "never again"),
        ("(re|un)(do|pack)", "re do"),
        ("我们(保证|承诺)", "我们改正"),
    ],
)
def test_a_wording_is_not_found_where_it_does_not_stand(wording: str, text: str) -> None:
    assert not places(wording, text)


def test_a_run_of_words_does_not_reach_into_the_next_sentence() -> None:
    index = WordingIndex()
    index.add(["a b"], 1)
    assert index.places(["a", "b"], [0, 1]) == {}
    assert index.places(["a", "b"], [0, 0]) == {1: [(0, 2)]}


def test_many_groups_in_a_row_are_never_written_out() -> None:
    wording = " ".join(["(a|b|c|d|e|f|g|h|)"] * 12)
    assert places(wording, "a b c d e f g h a b c d")


def test_a_family_within_a_wording_becomes_a_group_of_its_language() -> None:
    families: dict[str, tuple[str, ...]] = {"who": ("we", "the team", "我们")}
    assert opened(["@who promise"], families) == ["(we|the team) promise"]
    assert opened(["@who保证"], families) == ["(我们)保证"]
    assert opened(["@who"], families) == ["we", "the team", "我们"]
