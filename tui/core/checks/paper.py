"""The letter on the desk: its sections read, and all that a computation may ask about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tui.core.case.records import Case
from tui.core.checks.reading import Line, Reading
from tui.core.checks.records import Background
from tui.core.checks.wordings import Span, WordingIndex
from tui.core.content.check_rules import FAMILY, CheckRule
from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content
from tui.core.content.phrases import is_cjk
from tui.core.letter.pinned import Pins
from tui.core.letter.records import Letter
from tui.core.letter.stale import StaleFinding, scan
from tui.core.letter.text import count_words

CAUSE, CORRECTIVE, PREVENTIVE = "root_cause", "corrective", "preventive"
PARTS = (CAUSE, CORRECTIVE, PREVENTIVE)
NAMED = re.compile(rf"(?<!\w){FAMILY}[a-z_]+")


@dataclass(frozen=True)
class Place:
    """A sentence together with the section it stands in."""

    reading: Reading
    line: Line


@dataclass
class Paper:
    """A letter with everything that rules about the whole of it need."""

    content: Content
    case: Case | None
    """The seller's case; a letter from elsewhere has one only for the facts that came with it."""
    letter: Letter
    readings: tuple[Reading, ...]
    background: Background
    foreign: bool
    lists: Lists
    pins: Pins
    """Finds what is still claimed."""
    _found: dict[tuple[str, str], list[tuple[Reading, Span]]] = field(default_factory=dict)

    @cached_property
    def body(self) -> TypeBody | None:
        """The suspension type, where it is known."""
        return self.content.type(self.letter.type) if self.letter.type else None

    @cached_property
    def stale(self) -> tuple[StaleFinding, ...]:
        """The figures of the seller's own letter that the case does not support, or that are missing in it."""
        if self.foreign or self.case is None or not self.letter.type:
            return ()
        background = self.background
        return scan(self.content, self.case, self.letter, background.journal, (background.notice,))

    @cached_property
    def words(self) -> int:
        """The number of words of the letter, with its headings."""
        return sum(count_words(item.heading) + count_words(item.text) for item in self.readings)

    @cached_property
    def text(self) -> str:
        """All sections' texts."""
        return "\n".join(item.text for item in self.readings)

    def reading(self, name: str) -> Reading | None:
        """Return a section by id."""
        return next((item for item in self.readings if item.id == name), None)

    def places(self, *sections: str) -> Iterator[Place]:
        """Yield the sentences of the named sections, or of all, that are no headings."""
        for reading in self.readings:
            if not sections or reading.id in sections:
                for line in reading.lines:
                    if not line.is_heading:
                        yield Place(reading, line)

    def found(self, rule: CheckRule, name: str, *sections: str) -> Iterator[Place]:
        """Yield the sentences in which a wording of a rule's list stands, outside quotations."""
        for reading in self.readings:
            if sections and reading.id not in sections:
                continue
            told: set[int] = set()
            for first, _ in self.lists.places(rule, name, reading, self.letter.language):
                number = reading.sentence_of[first]
                if number not in told and not reading.is_quoted(reading.tokens.starts[first]):
                    told.add(number)
                    yield Place(reading, reading.lines[number])


@dataclass
class Lists:
    """The word lists of the computations: all of a language in one tree, so that a section is searched once."""

    families: dict[str, tuple[str, ...]]
    rules: tuple[CheckRule, ...]
    _indexes: dict[str, WordingIndex] = field(default_factory=dict)
    _owners: dict[tuple[str, str], int] = field(default_factory=dict)

    def places(self, rule: CheckRule, name: str, reading: Reading, language: str) -> list[Span]:
        """Return the places of a rule's list in a section."""
        index = self._index(language)
        if language not in reading.listed:
            reading.listed[language] = index.places(reading.tokens.words, reading.sentence_of)
        return reading.listed[language].get(self._owners[(rule.id, name)], [])

    def stands_in(self, rule: CheckRule, name: str, words: list[str], language: str) -> bool:
        """Say whether a wording of a rule's list stands in a text."""
        index = self._index(language)
        return self._owners[(rule.id, name)] in index.places(words, [0] * len(words))

    def _index(self, language: str) -> WordingIndex:
        if not self._owners:
            named = [(rule.id, name) for rule in self.rules for name in rule.lists]
            self._owners.update({key: number for number, key in enumerate(named)})
        if language not in self._indexes:
            index = self._indexes[language] = WordingIndex()
            for rule in self.rules:
                for name, wordings in rule.lists.items():
                    own = [text for text in opened(wordings, self.families) if language_of(text) == language]
                    index.add(own, self._owners[(rule.id, name)])
        return self._indexes[language]


def opened(wordings: Iterable[str], families: dict[str, tuple[str, ...]], seen: tuple[str, ...] = ()) -> list[str]:
    """Return wordings with those of the families that they name; a family within a wording becomes a group of it."""
    found: list[str] = []
    for wording in wordings:
        name = wording.removeprefix(FAMILY)
        if NAMED.fullmatch(wording):
            if name not in seen:
                found.extend(opened(families.get(name, ()), families, (*seen, name)))
        elif NAMED.search(wording):
            found.append(_with_groups(wording, families, seen))
        else:
            found.append(wording)
    return found


def _with_groups(wording: str, families: dict[str, tuple[str, ...]], seen: tuple[str, ...]) -> str:
    language = language_of(NAMED.sub("", wording))

    def group(match: re.Match[str]) -> str:
        texts = opened([match[0]], families, seen)
        return "(" + "|".join(text for text in texts if language_of(text) == language) + ")"

    return NAMED.sub(group, wording)


def language_of(wording: str) -> str:
    """Return the language that a wording is written in."""
    return "zh" if any(is_cjk(sign) for sign in wording) else "en"
