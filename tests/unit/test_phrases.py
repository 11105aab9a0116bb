"""Phrases in notices: folding, places in the original, nearness, exceptions, and time that grows with the text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.content.phrases import fold, is_cjk, matches, places
from tui.core.content.records import NoticePhrase


def _phrase(*wordings: str, **rest: Any) -> NoticePhrase:
    return NoticePhrase(any=wordings, **rest)


def _found(phrase: NoticePhrase, text: str) -> list[str]:
    return [text[start:end] for start, end in matches(phrase, fold(text))]


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("late shipment rate", "Your Late Shipment Rate is high.", "Late Shipment Rate"),
        ("late shipment rate", "a late\n  shipment rate", "late\n  shipment rate"),
        ("counter-notice", "a counter notice", "counter notice"),
        ("counter notice", "a counter\u2011notice", "counter\u2011notice"),
        ("rights owner's mark", "the rights owner\u2019s mark", "rights owner\u2019s mark"),
        ('"Order Ratio"', "the \u201cOrder Ratio\u201d", "\u201cOrder Ratio\u201d"),
        ("ODR", "Ihre ＯＤＲ ist", "ＯＤＲ"),
        ("verspätete Lieferung", "verspa\u0308tete LIEFERUNG", "verspa\u0308tete LIEFERUNG"),
        ("STRASSE", "die Straße", "Straße"),
        ("offices", "two o\ufb03ces", "o\ufb03ces"),
        ("ガイド", "ｶﾞｲﾄﾞの", "ｶﾞｲﾄﾞ"),
        ("late rate", "la\u00adte ra\u200bte", "la\u00adte ra\u200bte"),
        ("迟发率", "您的迟发率为 4%", "迟发率"),
        ("迟发率", "您的迟\n发率为", "迟\n发率"),
        ("超过4%", "率超过 4% 的", "超过 4%"),
        ("Transparency 计划", "参加Transparency计划后", "Transparency计划"),
        ("ASIN", "商品ASIN被", "ASIN"),
    ],
)
def test_case_width_hyphens_quotes_and_spaces_are_folded(wording: str, text: str, found: str) -> None:
    assert _found(_phrase(wording), text) == [found]


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("late", "translate it later"),
        ("ODR", "a rodraft"),
        ("rate 4", "rate 45"),
        ("late shipment", "late\n\nshipment"),
        ("迟发率", "迟发"),
        ("---", "a --- b"),
    ],
)
def test_words_are_found_whole_and_within_a_paragraph(wording: str, text: str) -> None:
    assert _found(_phrase(wording), text) == []


def test_chinese_is_found_without_word_boundaries() -> None:
    assert _found(_phrase("侵权"), "商标侵权投诉与版权侵权") == ["侵权", "侵权"]


def test_several_wordings_give_each_place_once_and_in_order() -> None:
    text = "Late dispatch, then a late shipment, then late dispatch."
    phrase = _phrase("late shipment", "late dispatch", "LATE-dispatch")
    assert _found(phrase, text) == ["Late dispatch", "late shipment", "late dispatch"]


@pytest.mark.parametrize(
    ("text", "within", "speaks"),
    [
        ("Your ODR is far above the target.", 4, True),
        ("Your ODR is far above the target.", 3, False),
        ("The target for the ODR", 2, True),
        ("The target for the ODR", 1, False),
        ("ODR target", 1, True),
        ("Your ODR is high", 12, False),
        ("Your ODR is high. The target is low.", 3, True),
    ],
)
def test_near_asks_for_a_second_wording_within_so_many_words(text: str, within: int, speaks: bool) -> None:
    assert bool(_found(_phrase("ODR", near="target", within=within), text)) is speaks


def test_a_wording_is_not_near_itself() -> None:
    assert _found(_phrase("order rate", near="rate", within=3), "the order rate") == []
    assert _found(_phrase("order rate", near="rate", within=3), "the order rate, a rate") == ["order rate"]


def test_near_counts_each_chinese_character() -> None:
    assert _found(_phrase("缺陷率", near="目标", within=3), "缺陷率高于目标") == ["缺陷率"]
    assert _found(_phrase("缺陷率", near="目标", within=1), "缺陷率高于目标") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Your late rate is within our target.", 0),
        ("Your late rate is 7%. Your tracking rate is within our target.", 1),
        ("Your late rate is within our target. Your late rate was 7%.", 1),
        ("Within our target: no.\nYour late rate is high.", 1),
        ("Your late rate (of 4.5%) is within our target.", 0),
    ],
)
def test_not_takes_the_evidence_away_in_the_same_sentence_only(text: str, count: int) -> None:
    assert len(_found(_phrase("late rate", unless=("within our target",)), text)) == count


def test_not_ends_with_a_chinese_sentence() -> None:
    phrase = _phrase("缺陷率", unless=("符合目标",))
    assert _found(phrase, "您的缺陷率符合目标。") == []
    assert _found(phrase, "追踪率符合目标。您的缺陷率过高。") == ["缺陷率"]


def test_nothing_is_found_in_nothing() -> None:
    assert _found(_phrase("late"), "") == []
    assert _found(_phrase(""), "late") == []
    assert fold(" \n\n ").text == ""


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB-’ \n\n迟率ｶﾞß\u0301\u00ad\u200bﬁ.。Ⅳ㎏"), max_size=60))
def test_every_place_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets) == len(folded.ends)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= at < end <= len(text) for at, end in zip(folded.offsets, folded.ends, strict=True))
    for start in range(len(folded.text)):
        first, last = folded.original(start, start + 1)
        assert folded.text[start] in fold(text[first:last]).text or folded.text[start].isspace()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB-’ \n\n迟率ｶß\u0301\u00ad\u200bﬁ.。Ⅳ㎏«»Ж１％"), max_size=80))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    # A line end inside is an empty line of the original.
    assert fold(once.replace("\n", "\n\n")).text == once


def test_signs_of_chinese_and_japanese_are_known() -> None:
    assert all(is_cjk(sign) for sign in "迟。、ァ率Ａ")
    assert not any(is_cjk(sign) for sign in "aß é1.한")


HARD = (
    "Your ODR of 2% is above the target within our ODR target. 订单缺陷率过高。 ",
    "ODR ",
    "a",
    "a.",
    "-",
    " ",
    "迟",
    "\n",
    "e\u0301",
)


@pytest.mark.parametrize("unit", HARD)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    phrase = _phrase("ODR", "aaaa aaaa", "迟发率", near="target", within=14, unless=("within our target",))

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = float("inf")
        for _ in range(2):
            begun = time.process_time()
            matches(phrase, fold(text))
            best = min(best, time.process_time() - begun)
        return best

    # Ten times the text may take ten times as long; a square would take a hundred times.
    assert seconds(500_000) < 30 * seconds(50_000) + 0.05


def test_a_phrase_made_to_be_slow_is_not() -> None:
    text = "a" * 500_000
    begun = time.process_time()
    assert places("a" * 60 + "b", fold(text)) == []
    assert time.process_time() - begun < 5
