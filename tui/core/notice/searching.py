"""Finds word families, and the signals made of them, in a folded text: plain searching, each wording once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from tui.core.content.phrases import PARAGRAPH, Folded, Span, is_cjk
from tui.core.content.records import NoticePhrase
from tui.core.content.replies import Signal

ANY = "*"
"""Stands at the end of a wording for any ending of its last word, at its beginning for any beginning of the first."""
MAX_HITS = 200
"""How many places of a wording are looked at; a notice does not say the same more often."""
ENDING = r"\w{0,20}"
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:\d{1,2}|nos?|nr|id|idnr|ust|inc|ltd|co|approx|e\.g|i\.e|etc|z\.b|bzw|ca|art|n|st|dr|mr|mrs|ms|u\.s|vs|spett|sig|"
    r"sra?|av|pág|p\.ej|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|dez|okt)\.$"
)
WORD = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""A Latin word; beside Chinese or Japanese it stands without a space."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule speaks."""

    spans: tuple[Span, ...]
    """What stands there, in the folded text, one span for each family."""
    sentence: int


class Search:
    """One folded text and what was sought in it so far."""

    def __init__(self, folded: Folded, families: Mapping[str, tuple[str, ...]]) -> None:
        self.folded = folded
        self._families = families
        self._found: dict[str, list[Span]] = {}
        self._members: dict[str, list[Span]] = {}
        self._standing: dict[str, frozenset[int]] = {}
        self._words: list[str] = sorted(set(WORD.findall(folded.text)))
        self._has_cjk = any(map(is_cjk, set(folded.text)))
        self.sentences = [start for start in folded.sentences if not _is_abbreviation(folded.text, start)]

    def family(self, name: str) -> list[Span]:
        """Return where any wording of a family stands, in order."""
        if name not in self._members:
            wordings = self._families.get(name, ())
            self._members[name] = sorted({span for wording in wordings for span in self.wording(wording)})
        return self._members[name]

    def wording(self, wording: str) -> list[Span]:
        """Return where a folded wording stands, Latin on word boundaries unless a star says otherwise."""
        if wording not in self._found:
            self._found[wording] = self._places(wording) if self._may_stand(wording) else []
        return self._found[wording]

    def _may_stand(self, wording: str) -> bool:
        if not wording:
            return False
        if is_cjk(wording[0]):
            return self._has_cjk
        word = wording.partition(" ")[0]
        open_ended = word.endswith(ANY)
        word = word.removesuffix(ANY)
        if not word.isalnum():
            return True
        place = bisect_left(self._words, word)
        if place == len(self._words):
            return False
        return self._words[place].startswith(word) if open_ended else self._words[place] == word

    def _places(self, wording: str) -> list[Span]:
        text = self.folded.text
        if ANY in wording[1:-1]:
            if max(wording.split(ANY), key=len) not in text:
                return []
            pattern = re.escape(wording).replace(re.escape(ANY), ENDING)
            return [match.span() for match in islice(re.finditer(rf"\b{pattern}\b", text), MAX_HITS)]
        sought = wording.strip(ANY)
        free_left, free_right = wording.startswith(ANY), wording.endswith(ANY)
        found: list[Span] = []
        start = text.find(sought) if sought else -1
        while start >= 0 and len(found) < MAX_HITS:
            end = start + len(sought)
            if (free_left or _is_boundary(text, start)) and (free_right or _is_boundary(text, end)):
                found.append((start, _word_end(text, end) if free_right else end))
                start = text.find(sought, end)
            else:
                start = text.find(sought, start + 1)
        return found

    def sentence(self, place: int) -> int:
        """Return the number of the sentence in which a place stands."""
        return bisect_right(self.sentences, place) - 1

    def sentence_span(self, number: int) -> Span:
        """Return where a sentence begins and ends in the folded text."""
        starts = self.sentences
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.folded.text)

    def sentences_with(self, names: Iterable[str]) -> set[int]:
        """Return the sentences in which any of the families stands."""
        found: set[int] = set()
        for name in names:
            if name not in self._standing:
                self._standing[name] = frozenset(self.sentence(start) for start, _ in self.family(name))
            found |= self._standing[name]
        return found

    def signal(self, signal: Signal) -> list[Hit]:
        """Return where a signal speaks, at most once in a sentence."""
        members = [self.family(name) for name in signal.all]
        if not members or not all(members):
            return []
        against = self.sentences_with(signal.unless)
        hits: list[Hit] = []
        seen: set[int] = set()
        for span in members[0]:
            number = self.sentence(span[0])
            if number in seen or number in against:
                continue
            others = [self._nearest(span, spans, number, signal.within) for spans in members[1:]]
            if None not in others:
                seen.add(number)
                hits.append(Hit((span, *(other for other in others if other is not None)), number))
        return hits

    def phrase(self, phrase: NoticePhrase) -> list[Hit]:
        """Return where a phrase of the content speaks; its wordings are folded already."""
        spans = sorted({span for wording in phrase.any for span in self.wording(wording)})
        if not spans:
            return []
        near = None if phrase.near is None else self.wording(phrase.near)
        against = {self.sentence(start) for wording in phrase.unless for start, _ in self.wording(wording)}
        hits: dict[int, Hit] = {}
        for span in spans:
            number = self.sentence(span[0])
            if number in hits or number in against:
                continue
            if near is None:
                hits[number] = Hit((span,), number)
            elif (other := self._nearest(span, near, None, phrase.within)) is not None:
                hits[number] = Hit((span, other), number)
        return list(hits.values())

    def _nearest(self, span: Span, others: list[Span], number: int | None, within: int) -> Span | None:
        """Return the nearest span beside a span, in its sentence where one is given, at most so many words away."""
        best: tuple[int, Span] | None = None
        after = bisect_left(others, (span[1], 0))
        for place in (*range(after - 1, max(-1, after - 4), -1), after):
            if not 0 <= place < len(others):
                continue
            other = others[place]
            if other[0] < span[1] and span[0] < other[1]:
                continue
            if number is not None and self.sentence(other[0]) != number:
                continue
            first, last = (span, other) if span[0] < other[0] else (other, span)
            distance = self.folded.words_between(first[1], last[0])
            if distance <= within and (best is None or distance < best[0]):
                best = (distance, other)
        return None if best is None else best[1]


def _is_abbreviation(text: str, start: int) -> bool:
    """Say whether what seems to end a sentence is the point of an abbreviation or of a day ("30. November")."""
    if start < 2 or text[start - 1] != "." or start >= len(text) or text[start] == PARAGRAPH:
        return False
    return ABBREVIATED.search(text, max(0, start - 12), start) is not None


def _is_boundary(text: str, place: int) -> bool:
    if place in (0, len(text)):
        return True
    return not (_is_letter(text[place - 1]) and _is_letter(text[place]))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not is_cjk(sign)


def _word_end(text: str, place: int) -> int:
    """Return where the word ends that goes on at a place; a word of hostile length is cut."""
    last = min(len(text), place + 30)
    while place < last and _is_letter(text[place]):
        place += 1
    return place
