"""Ranks the suspension types that a text may be about, with what spoke for each; abstains rather than guess."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.content.replies import NoticeRules, NoticeType, Topic
from tui.core.notice.records import Candidate, Reason
from tui.core.notice.scope import Scope
from tui.core.notice.searching import Hit

FADE = 0.6
"""What each further wording counts, beside the one that counts more: many weak wordings do not make a strong one."""
FOUND = 2.8
"""From this on a type is found, and outshines those whose words its notices use too."""
ENOUGH = 5.0
"""A first candidate with less than this is a guess."""
LEAD = 0.5
"""How far the first candidate has to lie before the second, as a share of its score."""
LEAST, SHARE, MOST = 0.5, 0.15, 5
OUTSHONE = 0.45
"""What remains of a type whose words belong to the notices of another type that was found as well."""
MAX_REASONS = 4
MOST_OF_WORDS, MANY_WORDS = 2.6, 3.5
"""What typical words add at most to a type, and from how much weight of them on; fewer add less."""


def rank(scope: Scope, rules: NoticeRules) -> tuple[Candidate, ...]:
    """Return the types that the text may be about, best first."""
    scored: dict[str, tuple[float, list[tuple[float, Hit]]]] = {}
    for kind in rules.types:
        spoke = sorted(_spoke(scope, kind, rules.replies.topics.get(kind.id, Topic())), key=lambda item: -item[0])
        score = sum(weight * FADE**place for place, (weight, _) in enumerate(spoke[:12]))
        if score > 0:
            scored[kind.id] = (score, spoke)
    scores = _outshone({name: score for name, (score, _) in scored.items()}, rules)
    for name, more in _typical(scope, rules).items():
        scores[name] = scores.get(name, 0.0) + more
    best = max(scores.values(), default=0.0)
    known = {kind.id: kind for kind in rules.types}
    candidates = [
        Candidate(
            name, round(score, 2), _reasons(scope, scored[name][1] if name in scored else []), known[name].tells_apart
        )
        for name, score in scores.items()
        if score >= max(LEAST, best * SHARE)
    ]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.type))[:MOST])


def abstains(candidates: tuple[Candidate, ...]) -> bool:
    """Say whether the candidates are too weak, or too near each other, to name one."""
    if not candidates or candidates[0].score < ENOUGH:
        return True
    return len(candidates) > 1 and candidates[0].score - candidates[1].score < candidates[0].score * LEAD


def _spoke(scope: Scope, kind: NoticeType, topic: Topic) -> Iterator[tuple[float, Hit]]:
    """Yield for each phrase and signal that speaks its weight, at the place where it counts most."""
    for phrase in kind.phrases:
        hits = [hit for hit in scope.search.phrase(phrase) if scope.holds(hit)]
        if hits:
            hit = max(hits, key=lambda hit: scope.factor(hit.sentence))
            yield phrase.weight * scope.factor(hit.sentence), hit
    for signal in topic.signals:
        hits = list(scope.hits(signal))
        if hits:
            hit = max(hits, key=lambda hit: scope.factor(hit.sentence))
            yield signal.weight * scope.factor(hit.sentence), hit


def _typical(scope: Scope, rules: NoticeRules) -> dict[str, float]:
    """Return what the typical words add to each type: most to that which most of them speak for."""
    sums: dict[str, float] = {}
    for word in rules.words:
        factor = scope.best_factor(scope.search.wording(word.wording))
        if factor:
            for name in word.types:
                sums[name] = sums.get(name, 0.0) + word.weight * factor
    best = max(sums.values(), default=0.0)
    full = MOST_OF_WORDS * min(1.0, best / MANY_WORDS)
    return {name: full * (weight / best) ** 2 for name, weight in sums.items()}


def _outshone(scores: dict[str, float], rules: NoticeRules) -> dict[str, float]:
    """Return the scores, less for types whose words the notices of a stronger type use too."""
    factors = dict.fromkeys(scores, 1.0)
    for name, topic in rules.replies.topics.items():
        if scores.get(name, 0) < FOUND:
            continue
        for other in topic.over:
            if scores.get(other, 0) and scores[name] >= scores[other] * 0.5 and name not in _over(rules, other, scores):
                factors[other] = OUTSHONE
    return {name: score * factors[name] for name, score in scores.items()}


def _over(rules: NoticeRules, name: str, scores: dict[str, float]) -> tuple[str, ...]:
    """Return the types that a type outshines, where it is found itself."""
    topic = rules.replies.topics.get(name)
    return topic.over if topic is not None and scores.get(name, 0) >= FOUND else ()


def _reasons(scope: Scope, spoke: list[tuple[float, Hit]]) -> tuple[Reason, ...]:
    reasons: dict[tuple[int, int], Reason] = {}
    for _, hit in spoke:
        span = (min(start for start, _ in hit.spans), max(end for _, end in hit.spans))
        reasons.setdefault(span, scope.source.reason(span))
        if len(reasons) == MAX_REASONS:
            break
    return tuple(reasons.values())
