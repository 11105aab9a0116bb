"""The rules of the content made ready for use: sorted by what they need, their wordings searchable."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.core.checks.computations import LETTER, SECTION, load
from tui.core.checks.computations.registry import Setting
from tui.core.checks.paper import Lists
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit, TextRules
from tui.core.checks.wordings import WordingIndex
from tui.core.content.check_rules import CheckRule, CheckRules
from tui.core.content.library import Content

Told = tuple[CheckRule, Hit]


@dataclass
class Rulebook:
    """All rules; which of them apply depends on the letter's language, type and response."""

    rules: dict[str, CheckRule]
    lists: Lists
    _families: dict[str, WordingIndex] = field(default_factory=dict)
    _texts: dict[str, TextRules] = field(default_factory=dict)
    _chosen: dict[tuple[str, str, str], tuple[frozenset[str], tuple[CheckRule, ...], tuple[CheckRule, ...]]] = field(
        default_factory=dict
    )

    def section_hits(self, reading: Reading, setting: Setting) -> Iterator[Told]:
        """Yield what the rules say of one section by itself."""
        names, by_section, _ = self._for(setting.language, setting.type, setting.response)
        yield from self._text_rules(setting.language).hits(reading, names)
        for rule in by_section:
            if not rule.sections or reading.id in rule.sections:
                for hit in SECTION[rule.computation or ""](rule, reading, setting):
                    yield rule, hit

    def family(self, name: str) -> WordingIndex:
        """Return a word family, searchable; one that does not exist is empty."""
        if name not in self._families:
            self._families[name] = WordingIndex()
            self._families[name].add(self.lists.families.get(name, ()), 0)
        return self._families[name]

    def letter_rules(self, language: str, type_name: str, response: str) -> tuple[CheckRule, ...]:
        """Return the rules that look at the whole letter."""
        return self._for(language, type_name, response)[2]

    def _for(
        self, language: str, type_name: str, response: str
    ) -> tuple[frozenset[str], tuple[CheckRule, ...], tuple[CheckRule, ...]]:
        key = (language, type_name, response)
        if key not in self._chosen:
            chosen = [rule for rule in self.rules.values() if _applies(rule, *key)]
            self._chosen[key] = (
                frozenset(rule.id for rule in chosen if rule.find),
                tuple(rule for rule in chosen if rule.computation in SECTION),
                tuple(rule for rule in chosen if rule.computation in LETTER),
            )
        return self._chosen[key]

    def _text_rules(self, language: str) -> TextRules:
        if language not in self._texts:
            self._texts[language] = TextRules(self.rules.values(), self.lists.families, language)
        return self._texts[language]


def _applies(rule: CheckRule, language: str, type_name: str, response: str) -> bool:
    return (
        language in rule.languages
        and (not rule.responses or response in rule.responses)
        and response not in rule.not_responses
        and (not rule.types or type_name in rule.types)
        and type_name not in rule.not_types
    )


def make_rulebook(checks: CheckRules) -> Rulebook:
    """Make the rules ready for use."""
    load()
    return Rulebook({rule.id: rule for rule in checks.rules}, Lists(checks.words, checks.rules))


_KEPT: dict[int, tuple[weakref.ref[Content], Rulebook]] = {}


def rulebook_of(content: Content) -> Rulebook:
    """Return the rules of a content, made ready once."""
    kept = _KEPT.get(id(content))
    if kept is not None and kept[0]() is content:
        return kept[1]
    for key in [key for key, (reference, _) in _KEPT.items() if reference() is None]:
        del _KEPT[key]
    made = make_rulebook(content.checks)
    _KEPT[id(content)] = (weakref.ref(content), made)
    return made
