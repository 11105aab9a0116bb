"""Says what a text asks for: the response kind, the level it concerns, and each thing asked, as it is worded."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from tui.core.content.records import ResponseKind
from tui.core.content.replies import NoticeRules, NoticeType, Topic
from tui.core.notice.records import Asked, Candidate, Level, TextKind
from tui.core.notice.scope import Scope
from tui.core.notice.source import Source

ASKED = 1.5
"""The weight from which a response kind is taken for asked."""
CLEARLY = 3.0
NEAR = 0.7
MAX_ASKED, MAX_HITS, MAX_ITEMS, MAX_TEXT = 12, 12, 20, 240
FORCED: frozenset[ResponseKind] = frozenset({"legal", "wait_and_ship"})
"""Where the type answers so first, no wording of the notice makes it another answer."""


def response_of(
    scope: Scope, rules: NoticeRules, kind: TextKind, candidates: tuple[Candidate, ...], abstained: bool
) -> ResponseKind | None:
    """Return the response kind that the text asks for, else the usual one of its type; None where neither is known."""
    if kind in ("own_letter", "phishing", "other", "reply_reinstated"):
        return None
    weights = {name: scope.weigh(signals)[0] for name, signals in rules.replies.responses.items()}
    asked = {name: weight for name, weight in weights.items() if weight >= ASKED}
    # Even where the reader abstains, the nearest type tells the usual answer better than a single wording does.
    type_ = _type_of(rules, candidates) if not abstained or (candidates and candidates[0].score >= NEAR) else None
    if type_ is None:
        return None if kind == "reply_denied" else _strongest(asked)
    topic = rules.replies.topics.get(type_.id, Topic())
    if topic.disputable and asked.get("dispute", 0) >= CLEARLY:
        return "dispute"
    if type_.responses and type_.responses[0] in FORCED:
        return type_.responses[0]
    if type_.responses[:1] == ("dispute",) and "plan_of_action" not in asked and "counter_notice" not in asked:
        # The documents that such a notice names are the proof of a dispute.
        asked.pop("documents", None)
    for name in type_.responses:
        if name in asked:
            return name
    clear = {name: weight for name, weight in asked.items() if weight >= CLEARLY}
    level = level_of(scope, rules, kind, candidates, abstained)
    usual = topic.at.get(level or "", type_.responses[0] if type_.responses else None)
    return _strongest(clear) or usual


def _strongest(weights: dict[ResponseKind, float]) -> ResponseKind | None:
    if not weights:
        return None
    strongest: ResponseKind = max(weights, key=weights.__getitem__)
    return strongest


def _type_of(rules: NoticeRules, candidates: tuple[Candidate, ...]) -> NoticeType | None:
    best = candidates[0].type if candidates else ""
    return next((kind for kind in rules.types if kind.id == best), None)


def level_of(
    scope: Scope, rules: NoticeRules, kind: TextKind, candidates: tuple[Candidate, ...], abstained: bool
) -> Level | None:
    """Return what the text concerns: the account, listings, funds, or nothing yet; None where it is not said."""
    if kind in ("own_letter", "phishing", "other"):
        return None
    weights: dict[str, float] = {name: scope.weigh(signals)[0] for name, signals in rules.replies.levels.items()}
    type_ = _type_of(rules, candidates) if not abstained or (candidates and candidates[0].score >= NEAR) else None
    if type_ is not None:
        for name in weights:
            weights[name] *= 1.0 if name in type_.scope else 0.5
        if type_.scope and type_.scope[0] in weights:
            weights[type_.scope[0]] += 0.6
    levels: tuple[Level, ...] = ("account", "listing", "funds", "warning")
    best = max(levels, key=lambda name: weights.get(name, 0.0))
    return best if weights.get(best, 0.0) > 0 else None


def asked_in(source: Source, scope: Scope, rules: NoticeRules) -> tuple[Asked, ...]:
    """Return what the text asks for, in its order; the items of a list that a request introduces count too."""
    found: dict[tuple[str, int, int], Asked] = {}
    for name, signals in rules.replies.asks.items():
        for signal in signals:
            for hit in islice(scope.hits(signal), MAX_HITS):
                start, end = scope.search.sentence_span(hit.sentence)
                for first, last in _with_items(source, *source.folded.original(start, max(start + 1, end))):
                    text = " ".join(source.text_at(first, last).split())
                    if text and len(found) < MAX_ASKED * 4:
                        found.setdefault(
                            (name, first, last), Asked(name, text[:MAX_TEXT], source.pasted_span(first, last))
                        )
    ordered = sorted(found.values(), key=lambda item: (item.span, item.kind))
    return tuple(ordered[:MAX_ASKED])


def _with_items(source: Source, first: int, last: int) -> list[tuple[int, int]]:
    """Return a sentence; where it ends in a colon, the items of the list below it instead."""
    lines = source.tidy.lines
    sentence = source.text_at(first, last).strip()
    if not sentence.endswith((":", "：")):
        return [(first, last)]
    following = bisect_left(lines, last - 1, key=lambda line: line.start)
    items: list[tuple[int, int]] = []
    for line in lines[following : following + MAX_ITEMS]:
        if not line.item:
            break
        items.append((line.start, line.end))
    return items or [(first, last)]
