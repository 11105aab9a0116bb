"""What the notice reader knows: word families and the rules made of them, as they stand in replies.yaml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log

from msgspec import field
from msgspec.structs import replace as _replace

from tui.core.content.phrases import folded_wording
from tui.core.content.records import NoticePhrase, Record, ResponseKind, Scope, SuspensionType, Wording, Words

NOTICE_WORDS_FILE = "notice_words.yaml"
INCLUDES = "@"
"""What the name of another family begins with, where one family takes another's wordings in."""


class Signal(Record, frozen=True, kw_only=True):
    """Speaks where all its families stand in one sentence."""

    all: tuple[str, ...]
    weight: float = 1
    within: int = 30
    """How many words may lie between the first family of the list and each of the others."""
    unless: tuple[str, ...] = field(default=(), name="not")
    """Families in the same sentence that take the evidence away."""


class Topic(Record, frozen=True, kw_only=True):
    """What speaks for a suspension type in every language."""

    signals: tuple[Signal, ...] = ()
    at: dict[str, ResponseKind] = field(default_factory=dict)
    """The usual response by level, where it differs from the type's first."""
    disputable: bool = False
    """Whether a text that asks for evidence against it is answered so, though the type's own answer is another."""
    over: tuple[str, ...] = ()
    """Types whose words a notice of this type often uses too: where both are found, this one is meant."""


class Replies(Record, frozen=True, kw_only=True):
    """How Amazon words its notices and answers, as written in replies.yaml."""

    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The headings of a notice by what stands below them: why, how, error, later."""
    metrics: dict[str, str] = field(default_factory=dict)
    """The family that names each metric."""
    counted: dict[str, tuple[Signal, ...]] = field(default_factory=dict)
    """What shows that a percentage is a metric's, where its name is not said."""
    kinds: dict[str, tuple[Signal, ...]] = field(default_factory=dict)
    levels: dict[str, tuple[Signal, ...]] = field(default_factory=dict)
    responses: dict[ResponseKind, tuple[Signal, ...]] = field(default_factory=dict)
    asks: dict[str, tuple[Signal, ...]] = field(default_factory=dict)
    signs: dict[str, tuple[Signal, ...]] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)


class NoticeType(Record, frozen=True, kw_only=True):
    """What the reader has to know of a suspension type."""

    id: str
    responses: tuple[ResponseKind, ...]
    scope: tuple[Scope, ...]
    phrases: tuple[NoticePhrase, ...]
    tells_apart: Words


class TypicalWord(Record, frozen=True, kw_only=True):
    """A word that notices of some types often use."""

    wording: str
    weight: float
    """From 0, where all types use it, to 1, where one does."""
    types: tuple[str, ...]


class NoticeRules(Record, frozen=True, kw_only=True):
    """All rules of the notice reader in one part, every wording folded already."""

    replies: Replies
    types: tuple[NoticeType, ...]
    words: tuple[TypicalWord, ...] = ()


def notice_rules(
    replies: Replies,
    types: Iterable[tuple[SuspensionType, Mapping[str, Wording]]],
    words: Mapping[str, tuple[str, ...]],
) -> NoticeRules:
    """Bring the rules together, with their wordings as they are compared."""
    families = {name: _folded(_opened(replies.families, name, ())) for name in replies.families}
    headings = {name: _folded(wordings) for name, wordings in replies.headings.items()}
    return NoticeRules(
        replies=_replace(replies, families=families, headings=headings),
        types=tuple(_notice_type(record, wording) for record, wording in types),
        words=_typical_words(words),
    )


def _typical_words(words: Mapping[str, tuple[str, ...]]) -> tuple[TypicalWord, ...]:
    """Return each word once with the types that it speaks for: the fewer they are, the more it weighs."""
    types: dict[str, list[str]] = defaultdict(list)
    for name, wordings in words.items():
        for wording in _folded(wordings):
            types[wording].append(name)
    return tuple(
        TypicalWord(wording=wording, weight=1 - log(len(names)) / log(max(2, len(words))), types=tuple(names))
        for wording, names in types.items()
    )


def unknown_families(replies: Replies) -> list[str]:
    """Return the names that a rule uses and no family has."""
    groups = (replies.counted, replies.kinds, replies.levels, replies.responses, replies.asks, replies.signs)
    signals = [signal for group in groups for listed in group.values() for signal in listed]
    signals += [signal for topic in replies.topics.values() for signal in topic.signals]
    named = [name for signal in signals for name in (*signal.all, *signal.unless)]
    named += [
        wording.removeprefix(INCLUDES)
        for wordings in replies.families.values()
        for wording in wordings
        if wording.startswith(INCLUDES)
    ]
    named += replies.metrics.values()
    return sorted(set(named) - set(replies.families))


def _opened(families: Mapping[str, tuple[str, ...]], name: str, above: tuple[str, ...]) -> list[str]:
    """Return the wordings of a family with those of the families that it takes in."""
    opened: list[str] = []
    for wording in families.get(name, ()):
        if not wording.startswith(INCLUDES):
            opened.append(wording)
        elif wording[1:] not in (*above, name):
            opened.extend(_opened(families, wording[1:], (*above, name)))
    return opened


def _folded(wordings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded_wording(wording) for wording in wordings))


def _notice_type(record: SuspensionType, wording: Mapping[str, Wording]) -> NoticeType:
    return NoticeType(
        id=record.id,
        responses=record.responses,
        scope=record.scope,
        phrases=tuple(_folded_phrase(phrase) for phrase in record.notice.phrases),
        tells_apart={language: texts.tells_apart for language, texts in wording.items() if texts.tells_apart},
    )


def _folded_phrase(phrase: NoticePhrase) -> NoticePhrase:
    return _replace(
        phrase,
        any=_folded(phrase.any),
        near=None if phrase.near is None else folded_wording(phrase.near),
        unless=_folded(phrase.unless),
    )
