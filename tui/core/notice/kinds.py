"""Says what kind of text a text is; a refusal outranks a request for more (9.1 of the domain reference)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.core.content.replies import Replies, Signal
from tui.core.notice.records import Sign, TextKind
from tui.core.notice.scope import Scope
from tui.core.notice.searching import Hit

SURE = 3.0
"""The weight from which a kind is taken for given."""
ENOUGH = 3.0
"""What a notice needs: what was done or is wanted, and a suspension type, less what speaks for news, shops and forums."""
MOST_OF_TYPE, OF_TYPE, OF_OTHER = 6.0, 0.7, 1.5
SIGN_WEIGHTS = {"lookalike_link": 2.5, "foreign_link": 1.0, "messenger": 1.0}
PLAIN_SIGN = 2.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A kind of text with what spoke for it."""

    kind: TextKind
    because: tuple[Hit, ...]


def judge(scope: Scope, replies: Replies, signs: Sequence[Sign], type_score: float) -> Judgement:
    """Return the kind of a text; `type_score` is the score of the best suspension type."""
    weights: dict[str, float] = {}
    hits: dict[str, list[Hit]] = {}
    for name, signals in replies.kinds.items():
        weights[name], hits[name] = scope.weigh(signals)
    own = _distinct_weight(scope, replies.kinds.get("own_letter", ()))
    weights["other"] = _distinct_weight(scope, replies.kinds.get("other", ()))
    kind = _decide(weights, own, sum(SIGN_WEIGHTS.get(sign.kind, PLAIN_SIGN) for sign in signs), type_score)
    return Judgement(kind, tuple(hits.get(kind, ())))


def _decide(weights: dict[str, float], own: float, signs: float, type_score: float) -> TextKind:
    amazon = max(weights.get(name, 0) for name in ("notice", "reply_denied", "reply_more_info", "reply_reinstated"))
    if signs >= SURE:
        return "phishing"
    if own >= SURE and own > amazon * 0.5:
        return "own_letter"
    if weights.get("reply_reinstated", 0) >= SURE and weights.get("reply_denied", 0) < SURE:
        return "reply_reinstated"
    if weights.get("reply_denied", 0) >= SURE:
        return "reply_denied"
    if weights.get("reply_more_info", 0) >= SURE:
        return "reply_more_info"
    notice = weights.get("notice", 0) + min(type_score, MOST_OF_TYPE) * OF_TYPE
    return "notice" if notice - weights.get("other", 0) * OF_OTHER >= ENOUGH else "other"


def _distinct_weight(scope: Scope, signals: Sequence[Signal]) -> float:
    """Return how much speaks for a kind that shows in many single wordings, each counted once."""
    total = 0.0
    for signal in signals:
        # "How do I reactivate my account?" is Amazon speaking as the seller.
        hits = (hit for hit in scope.hits(signal) if not _is_question(scope, hit.sentence))
        wordings = {" ".join(scope.search.folded.text[slice(*span)] for span in hit.spans) for hit in hits}
        total += signal.weight * min(len(wordings), 5)
    return total


def _is_question(scope: Scope, sentence: int) -> bool:
    if scope.sections[sentence] == "heading":
        return True
    return scope.search.folded.text[slice(*scope.search.sentence_span(sentence))].rstrip().endswith("?")
