"""Search, gaps and moved sentences as pure functions over texts."""

from __future__ import annotations

import pytest

from tui.core.letter.lines import moved, with_new_line
from tui.core.letter.places import Place, following, found, gaps

TEXTS = [("summary", "Late orders: 14.\nWe ship ⟦date⟧."), ("causes", ""), ("actions", "LATE again, ⟦role⟧ and ⟦a.b⟧")]


def test_a_text_is_found_whatever_its_case_and_never_as_a_pattern() -> None:
    assert found(TEXTS, "late") == (Place("summary", 0, 4), Place("actions", 0, 4))
    assert found(TEXTS, "a.b") == (Place("actions", 24, 27),)
    assert found(TEXTS, "") == found(TEXTS, "(") == ()
    assert found([("one", "停用停用")], "停用") == (Place("one", 0, 2), Place("one", 2, 4))


def test_gaps_are_found_in_the_letters_order() -> None:
    assert [(place.section, place.start) for place in gaps(TEXTS)] == [
        ("summary", 25),
        ("actions", 12),
        ("actions", 23),
    ]


@pytest.mark.parametrize(
    ("section", "offset", "step", "number"),
    [
        (None, 0, 1, 0),
        ("summary", 0, 1, 0),
        ("summary", 25, 1, 0),
        ("summary", 26, 1, 1),
        ("causes", 0, 1, 1),
        ("actions", 24, 1, 0),
        ("actions", 13, -1, 1),
        ("summary", 25, -1, 2),
        ("actions", 12, -1, 0),
    ],
)
def test_the_next_place_lies_behind_the_cursor_and_begins_anew(
    section: str | None, offset: int, step: int, number: int
) -> None:
    assert following(gaps(TEXTS), TEXTS, section, offset, step) == number


def test_a_line_changes_places_with_its_neighbour_but_not_at_the_edge() -> None:
    assert moved("a\nb\nc", 1, -1) == "b\na\nc"
    assert moved("a\nb\nc", 1, 1) == "a\nc\nb"
    assert moved("a\nb", 0, -1) is moved("a\nb", 1, 1) is None


def test_a_new_line_comes_below_and_an_empty_one_is_used() -> None:
    assert with_new_line("a\nb", 0) == ("a\n\nb", 1)
    assert with_new_line("a\n\nb", 0) == ("a\n\nb", 1)
    assert with_new_line("", 0) == ("", 0)
    assert with_new_line("a", 9) == ("a\n", 1)
