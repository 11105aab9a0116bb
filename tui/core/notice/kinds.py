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
OWN, OWN_SHARE = 2.6, 0.4
SHORT = 8
ENOUGH = 2.4
"""What a notice needs: what was done or is wanted, a suspension type, less what speaks for news and forums."""
MOST_OF_TYPE, OF_TYPE, OF_OTHER, MOST_OF_OTHER = 6.0, 0.7, 1.5, 4.0
OUTCOMES: tuple[TextKind, TextKind, TextKind] = ("reply_denied", "reply_more_info", "reply_reinstated")
SPOKEN = frozenset({*OUTCOMES, "answer"})
ASIDE = frozenset({"how", "error", "later", "heading"})
"""Below these headings stands what may come about, not what has."""
ADDRESSED = 0.8
"""What it speaks for a notice that somebody is addressed."""
AGAINST = 0.6
"""What speaks for other texts counts against an outcome, and a demand against a reinstatement."""
TOLD = 2.5
"""What an outcome needs together with what makes the text an answer."""
OUTCOME, ANSWER, MOST_OF_ANSWER, CLEAR_REFUSAL = 1.0, 1.0, 2.0, 3.5
"""What an outcome needs by itself, what makes a text an answer, how much that adds, what outranks a request for more."""
SIGN_WEIGHTS = {
    "lookalike_link": 3.0,
    "foreign_link": 1.0,
    "messenger": 1.5,
    "password": 1.5,
    "remote_desktop": 3.0,
    "crypto": 3.0,
}
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
        weights[name], hits[name] = _said(scope, signals) if name in SPOKEN else scope.weigh(signals)
    for name in ("own_letter", "other", "people"):
        weights[name] = _distinct_weight(scope, replies.kinds.get(name, ()))
    weights["own_letter"] += _headings_weight(scope)
    if scope.spans_of("you"):
        weights["notice"] = weights.get("notice", 0.0) + ADDRESSED
    else:
        # Amazon says "you"; rules, guides and notes between people mostly do not.
        type_score /= 2
    kind = _decide(weights, sum(SIGN_WEIGHTS.get(sign.kind, PLAIN_SIGN) for sign in signs), type_score)
    return Judgement(kind, tuple(hits.get(kind, ())))


def _said(scope: Scope, signals: Sequence[Signal]) -> tuple[float, list[Hit]]:
    """Return the weight of what the text says has come about, not of what it says may come or may be done."""
    total = 0.0
    places: list[Hit] = []
    for signal in signals:
        hit = next((hit for hit in scope.hits(signal) if scope.sections[hit.sentence] not in ASIDE), None)
        if hit is not None:
            total += signal.weight
            places.append(hit)
    return total, places


def _decide(weights: dict[str, float], signs: float, type_score: float) -> TextKind:
    own, people = weights["own_letter"], weights["people"]
    amazon = max(weights.get(name, 0) for name in ("notice", *OUTCOMES))
    if signs >= SURE:
        return "phishing"
    if own >= OWN and own > amazon * OWN_SHARE and own > people:
        return "own_letter"
    if people >= SURE and people > amazon * OWN_SHARE:
        return "other"
    outcome = _outcome(weights)
    if outcome is not None and weights["other"] < MOST_OF_OTHER:
        return outcome
    notice = weights.get("notice", 0) + min(type_score, MOST_OF_TYPE) * OF_TYPE
    return "notice" if notice - weights["other"] * OF_OTHER >= ENOUGH else "other"


def _outcome(weights: dict[str, float]) -> TextKind | None:
    """Return which outcome an answer tells, if this is an answer; a refusal outranks a request for more."""
    answer = min(weights.get("answer", 0), MOST_OF_ANSWER)
    found = {name: weights.get(name, 0) - weights["other"] * AGAINST for name in OUTCOMES}
    found["reply_reinstated"] -= min(weights.get("demand", 0), SURE) * AGAINST
    clear = {name: weight for name, weight in found.items() if weight >= OUTCOME}
    told = {name: weight for name, weight in clear.items() if weight + answer >= TOLD}
    if answer < ANSWER:
        told.pop("reply_more_info", None)
    if not told:
        return None
    denied, more, reinstated = (told.get(name, 0.0) for name in OUTCOMES)
    if reinstated > denied and reinstated >= more:
        return "reply_reinstated"
    return "reply_denied" if denied and (denied >= more or denied >= CLEAR_REFUSAL) else "reply_more_info"


def _distinct_weight(scope: Scope, signals: Sequence[Signal]) -> float:
    """Return how much speaks for a kind that shows in many single wordings, each counted once."""
    total = 0.0
    for signal in signals:
        # "How do I reactivate my account?" is Amazon speaking as the seller.
        hits = (hit for hit in scope.hits(signal) if not _is_question(scope, hit.sentence))
        wordings = {" ".join(scope.search.folded.text[slice(*span)] for span in hit.spans) for hit in hits}
        total += signal.weight * min(len(wordings), 5)
    return total


def _headings_weight(scope: Scope) -> float:
    """Return what the headings of a plan speak for a letter of the seller's own: its own lines, asking for nothing."""
    asking = scope.search.sentences_with(("please_send", "requirement", "you"))
    found = {
        family
        for family in ("root_cause", "actions_taken", "prevention")
        for start, _ in scope.spans_of(family)
        if (number := scope.search.sentence(start)) not in asking and _is_short_line(scope, number)
    }
    return 2.5 if len(found) == 3 else 1.5 if len(found) == 2 else 0.0


def _is_short_line(scope: Scope, sentence: int) -> bool:
    first, last = scope.search.sentence_span(sentence)
    return (
        scope.search.folded.words_between(first, last) <= SHORT or ":" in scope.search.folded.text[first : first + 40]
    )


def _is_question(scope: Scope, sentence: int) -> bool:
    if scope.sections[sentence] == "heading":
        return True
    return scope.search.folded.text[slice(*scope.search.sentence_span(sentence))].rstrip().endswith("?")
