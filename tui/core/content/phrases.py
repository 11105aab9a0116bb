"""Finds the phrases of a notice in a text: plain searching, no patterns, linear in the length of the text."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tui.core.content.records import NoticePhrase

Span = tuple[int, int]
"""The first character of a match and the one after its last."""

PARAGRAPH = "\n"
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
SINGLE_QUOTES = frozenset("'`\u00b4\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07")
DOUBLE_QUOTES = frozenset('"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f\uff02')
STOPS = frozenset(".!?")
STOPS_OF_CJK = frozenset("。！？｡")
CLOSERS = frozenset("\"')]")


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, with the place that each of its characters has in the original."""

    text: str
    offsets: array[int]
    """Where the original of each character begins."""
    ends: array[int]
    """Where the original of each character ends."""

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original text that a span of the folded text stands for."""
        return self.offsets[start], self.ends[end - 1]

    @cached_property
    def sentences(self) -> list[int]:
        """Where each sentence begins, in the folded text."""
        starts, text, last = [0], self.text, len(self.text)
        for place, sign in enumerate(text):
            if sign == PARAGRAPH or sign in STOPS_OF_CJK:
                starts.append(place + 1)
            elif sign in STOPS:
                after = place + 1
                while after < last and text[after] in CLOSERS:
                    after += 1
                if after == last or text[after].isspace() or is_cjk(text[after]):
                    starts.append(after)
        return starts

    @cached_property
    def words(self) -> list[int]:
        """Where each word begins; a character of Chinese or Japanese is a word of its own."""
        starts, inside = [], False
        for place, sign in enumerate(self.text):
            if is_cjk(sign):
                starts.append(place)
                inside = False
            elif sign.isalnum() or sign == "'":
                if not inside:
                    starts.append(place)
                inside = True
            else:
                inside = False
        return starts

    def sentence_at(self, place: int) -> Span:
        """Return the sentence in which a place of the folded text stands."""
        number = bisect_right(self.sentences, place) - 1
        following = number + 1
        return self.sentences[number], self.sentences[following] if following < len(self.sentences) else len(self.text)

    def words_between(self, end: int, start: int) -> int:
        """Count the words that begin between two places."""
        return bisect_left(self.words, start) - bisect_left(self.words, end)


def fold(text: str) -> Folded:
    """Fold a text for comparison: case, width, compatibility forms, hyphens, quotation marks and white space.

    A hyphen counts as a space, so that "counter-notice" and "counter notice" are one. Spaces beside Chinese and
    Japanese characters vanish, since they are a matter of taste there. An empty line stays, as a line end.
    """
    signs: list[str] = []
    offsets, ends = array("l"), array("l")
    gap: tuple[int, int, str] | None = None
    place, length = 0, len(text)
    while place < length:
        if _is_gap(text[place]):
            gap = _gap(text, place)
            place = gap[1]
            continue
        folded, after = _cluster(text, place)
        if folded:
            if gap and signs and _keeps_gap(signs[-1], folded[0], gap[2]):
                signs.append(gap[2])
                offsets.append(gap[0])
                ends.append(gap[1])
            gap = None
            signs.extend(folded)
            offsets.extend([place] * len(folded))
            ends.extend([after] * len(folded))
        place = after
    return Folded("".join(signs), offsets, ends)


def _is_gap(sign: str) -> bool:
    return sign in HYPHENS or sign.isspace()


def _gap(text: str, place: int) -> tuple[int, int, str]:
    """Return where the white space and hyphens from a place on begin and end, and what they fold to."""
    after = place
    while after < len(text) and _is_gap(text[after]):
        after += 1
    return place, after, PARAGRAPH if text.count("\n", place, after) > 1 else " "


def _cluster(text: str, place: int) -> tuple[str, int]:
    """Fold the character at a place with the marks that combine with it; return it with the place after."""
    after = place + 1
    while after < len(text) and text[after] >= "\u0300" and _combines(text[after]):
        after += 1
    return _folded_sign(text[place]) if after == place + 1 else _folded_text(text[place:after]), after


@lru_cache(maxsize=4_096)
def _folded_sign(sign: str) -> str:
    if sign in SINGLE_QUOTES:
        return "'"
    if sign in DOUBLE_QUOTES:
        return '"'
    return "" if unicodedata.category(sign) == "Cf" else _folded_text(sign)


def _folded_text(cluster: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())


@lru_cache(maxsize=4_096)
def _combines(sign: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFKC", sign)[:1] or sign) != 0


def _keeps_gap(before: str, after: str, sign: str) -> bool:
    return sign == PARAGRAPH or not (is_cjk(before) or is_cjk(after))


def is_cjk(sign: str) -> bool:
    """Say whether a character belongs to a script that is written without spaces."""
    return sign >= "\u2e80" and (
        sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uffef" or sign >= "\U00020000"
    )


def matches(phrase: NoticePhrase, folded: Folded) -> list[Span]:
    """Return where a phrase speaks in a text, as spans of the original, in order and each once."""
    return [folded.original(*span) for span in matches_folded(phrase, folded)]


def matches_folded(phrase: NoticePhrase, folded: Folded) -> list[Span]:
    """Return where a phrase speaks, as spans of the folded text."""
    hits = sorted({span for wording in phrase.any for span in places(wording, folded)})
    if hits and phrase.near is not None:
        near = places(phrase.near, folded)
        hits = [hit for hit in hits if _stands_near(hit, near, phrase.within, folded)]
    if hits and phrase.unless:
        against = sorted(start for wording in phrase.unless for start, _ in places(wording, folded))
        hits = [hit for hit in hits if not _stands_in_sentence(hit, against, folded)]
    return hits


def places(wording: str, folded: Folded) -> list[Span]:
    """Return where a wording stands, without overlap: Latin on word boundaries, Chinese and Japanese anywhere."""
    sought = folded_wording(wording)
    text = folded.text
    found: list[Span] = []
    start = text.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        if _is_boundary(text, start) and _is_boundary(text, end):
            found.append((start, end))
            start = text.find(sought, end)
        else:
            start = text.find(sought, start + 1)
    return found


@lru_cache(maxsize=16_384)
def folded_wording(wording: str) -> str:
    """Return a wording as it is compared."""
    return fold(wording).text.replace(PARAGRAPH, " ")


def _is_boundary(text: str, place: int) -> bool:
    if place in (0, len(text)):
        return True
    return not (_is_letter(text[place - 1]) and _is_letter(text[place]))


def _is_letter(sign: str) -> bool:
    """Say whether a character belongs to a word that ends at a boundary."""
    return sign.isalnum() and not is_cjk(sign)


def _stands_near(hit: Span, near: list[Span], within: int, folded: Folded) -> bool:
    after = bisect_left(near, (hit[1], 0))
    if after < len(near) and folded.words_between(hit[1], near[after][0]) <= within:
        return True
    before = bisect_right(near, hit[0], key=lambda span: span[1]) - 1
    return before >= 0 and folded.words_between(near[before][1], hit[0]) <= within


def _stands_in_sentence(hit: Span, against: list[int], folded: Folded) -> bool:
    first, last = folded.sentence_at(hit[0])
    place = bisect_left(against, first)
    return place < len(against) and against[place] < last
