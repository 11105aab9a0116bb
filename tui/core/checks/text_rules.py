"""Rules made of wordings: where they speak in a section, with their exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tui.core.checks.paper import language_of, opened
from tui.core.checks.reading import Line, Reading
from tui.core.checks.wordings import Span, WordingIndex
from tui.core.content.check_rules import CheckRule, Find

PHRASE, NEAR, UNLESS, EXCLUDE = range(4)
ROLES = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule speaks; without a section it speaks of the whole letter."""

    section: str | None = None
    start: int = 0
    end: int = 0
    parts: dict[str, str] = field(default_factory=dict)
    """What the message names."""
    replacement: str | None = None


class TextRules:
    """The wordings of all rules for letters in one language, searched in one pass."""

    def __init__(self, rules: Iterable[CheckRule], families: dict[str, tuple[str, ...]], language: str) -> None:
        self._finds: list[tuple[CheckRule, Find]] = []
        self._index = WordingIndex()
        for rule in rules:
            for find in rule.find if language in rule.languages else ():
                number = len(self._finds) * ROLES
                self._finds.append((rule, find))
                for role, wordings in enumerate((find.phrases, find.near, find.unless, find.exclude)):
                    own = [text for text in opened(wordings, families) if language_of(text) == language]
                    self._index.add(own, number + role)

    def hits(self, reading: Reading, rules: frozenset[str]) -> Iterator[tuple[CheckRule, Hit]]:
        """Yield where the wordings of the named rules speak in a section, each sentence once for a rule."""
        places = self._index.places(reading.tokens.words, reading.sentence_of)
        told: set[tuple[str, int]] = set()
        for number in sorted(owner // ROLES for owner in places if owner % ROLES == PHRASE):
            rule, find = self._finds[number]
            if rule.id not in rules or (rule.sections and reading.id not in rule.sections):
                continue
            found = {role: places.get(number * ROLES + role, []) for role in range(ROLES)}
            for span in sorted(found[PHRASE], key=lambda span: (span[0], -span[1])):
                sentence = reading.sentence_of[span[0]]
                if (rule.id, sentence) not in told and _speaks(find, span, found, reading):
                    told.add((rule.id, sentence))
                    start, end = reading.tokens.starts[span[0]], reading.tokens.ends[span[1] - 1]
                    replacement = rule.fixes.get(reading.text[start:end].lower())
                    yield rule, Hit(reading.key, start, end, {}, replacement)


def _speaks(find: Find, span: Span, found: dict[int, list[Span]], reading: Reading) -> bool:
    sentence = reading.sentence_of[span[0]]
    line: Line = reading.lines[sentence]
    if reading.is_quoted(reading.tokens.starts[span[0]]):
        return False
    if any(first <= span[0] and span[1] <= last for first, last in found[EXCLUDE]):
        return False
    if any(reading.sentence_of[first] == sentence for first, _ in found[UNLESS]):
        return False
    if find.near and not any(
        reading.sentence_of[other[0]] == sentence
        and _between(span, other) <= find.within
        and not reading.is_quoted(reading.tokens.starts[other[0]])
        for other in found[NEAR]
    ):
        return False
    return not any(line.has(name) for name in find.without) and all(line.has(name) for name in find.having)


def _between(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)
