"""Cleaning a paste, with every character's way back to it."""

import pytest

from tui.core.notice.cleaning import clean
from tui.core.notice.lines import tidy
from tui.core.notice.source import Source


def tidied(text: str) -> list[str]:
    done = tidy(clean(text))
    return [done.text_of(line) for line in done.lines]


def test_quotation_marks_of_mail_go_and_wrapped_lines_are_joined() -> None:
    text = "> We have removed your listing because a number of customers\n> complained about it.\n>\n> Thank you"

    assert tidied(text) == [
        "We have removed your listing because a number of customers complained about it.",
        "Thank you",
    ]


def test_items_of_a_list_stay_lines_of_their_own() -> None:
    assert tidied("please send us:\n- invoices\n• receipts\n1. a licence") == [
        "please send us:",
        "invoices",
        "receipts",
        "1. a licence",
    ]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("<p>Hello&nbsp;<b>you</b></p><p>Next</p>", ["Hello you", "Next"]),
        ("<style>p { color: red }</style>Text", ["Text"]),
        ("a &amp; b &#39;c&#39;", ["a & b 'c'"]),
        ("**Bold** and __more__", ["Bold and more"]),
        ("ac\u00adcount\u00a0closed", ["account closed"]),
        ("ＡＳＩＮ：Ｂ０１２３", ["ASIN:B0123"]),
        ("<foo@bar.example> stays", ["<foo@bar.example> stays"]),
        ("5 < 7 and 8 > 7", ["5 < 7 and 8 > 7"]),
        ("", []),
    ],
)
def test_what_programs_put_around_a_text_goes(pasted: str, expected: list[str]) -> None:
    assert tidied(pasted) == expected


def test_an_order_number_cut_at_its_hyphen_is_whole_again() -> None:
    text = "The orders that were reported to us by customers are 111-2223334-\n5556667 and others."

    assert "111-2223334-5556667" in tidied(text)[0]


@pytest.mark.parametrize("word", ["counterfeit", "B07XC5M9LK", "distributor"])
def test_every_word_leads_back_to_its_place_in_the_paste(word: str) -> None:
    pasted = "> <b>Your</b> ac\u00adcount&nbsp;sold counter\u00adfeit goods,\n> B07XC5M9LK, of no dis\u00adtributor\n"
    source = Source.of(pasted)
    place = source.text.index(word)
    start, end = source.pasted_span(place, place + len(word))

    assert pasted[start:end].replace("\u00ad", "") == word


def test_a_comment_or_style_that_never_ends_hides_nothing() -> None:
    assert "text" in " ".join(tidied("<!-- text <style> more text"))
