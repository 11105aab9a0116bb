"""The records of the checks of a letter: rules as data, and the word families that they share."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from tui.core.content.records import Record, ResponseKind, Words

Level = Literal["error", "warning", "hint"]
CheckScope = Literal["letter", "section", "sentence", "case"]
Feature = Literal["date", "figure", "role", "frequency", "exhibit", "planned", "done", "negated", "process"]
FAMILY = "@"
"""What stands before the name of a word family where a rule takes its wordings in."""


class Find(Record, frozen=True, kw_only=True):
    """Wordings that speak for a fault.

    A wording is words in order; `word*` stands for every word that begins so, a lone `*` for any one word, and `(a|b|)`
    for one of its parts, the empty one included. Spelling variants of US and UK English count as the same word.
    """

    phrases: tuple[str, ...]
    near: tuple[str, ...] = ()
    """Wordings of which one has to stand near, in the same sentence."""
    within: int = 8
    """How many words may stand between the two."""
    unless: tuple[str, ...] = ()
    """Wordings anywhere in the same sentence that take the fault away."""
    exclude: tuple[str, ...] = field(default=(), name="not")
    """Longer wordings of which the phrase may be a harmless part."""
    without: tuple[Feature, ...] = ()
    """It speaks only in a sentence that has none of these."""
    having: tuple[Feature, ...] = ()
    """It speaks only in a sentence that has all of these."""


class CheckExamples(Record, frozen=True, kw_only=True):
    """Texts that the rule must and must not find fault with; a text of several lines is read as a letter."""

    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    section: str = ""
    """The section in which a text of one line stands."""
    type: str = "late_shipment"
    facts: dict[str, str] = field(default_factory=dict)


class CheckRule(Record, frozen=True, kw_only=True):
    """A rule about letters: what it looks for, where, and what it says."""

    id: str
    level: Level
    scope: CheckScope
    languages: tuple[str, ...] = ("en",)
    find: tuple[Find, ...] = ()
    computation: str | None = None
    """A named computation, for what phrases cannot say."""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Word lists that the computation reads."""
    sections: tuple[str, ...] = ()
    """The sections it looks at; all where none is named."""
    responses: tuple[ResponseKind, ...] = ()
    not_responses: tuple[ResponseKind, ...] = ()
    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    fixes: dict[str, str] = field(default_factory=dict)
    """What may safely stand instead, by what was found, in lower case."""
    message: Words
    advice: Words
    sources: tuple[str, ...] = ()
    examples: CheckExamples = CheckExamples()


class CheckRules(Record, frozen=True, kw_only=True):
    """All rules, and the word families by name."""

    rules: tuple[CheckRule, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


WORDS_FILE = "checks/words.yaml"
