"""Holds readings against labels and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from tests.evaluation.notices.labelled import Labelled, LabelledFacts
from tui.core.notice.records import Facts, Reading

FACT_KINDS = (
    "asins",
    "order_ids",
    "case_ids",
    "complaint_ids",
    "dates",
    "deadline",
    "metrics",
    "amounts",
    "marketplace",
)


@dataclass
class Scores:
    """What a set scored."""

    texts: int = 0
    typed: int = 0
    first: int = 0
    among_three: int = 0
    confidently_wrong: int = 0
    abstained: int = 0
    kinds_right: int = 0
    responses: int = 0
    responses_right: int = 0
    levels: int = 0
    levels_right: int = 0
    wrong_deadlines: int = 0
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    kind_confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.found[kind] if self.found[kind] else 1.0

    def recall(self, kind: str) -> float:
        return self.right[kind] / self.wanted[kind] if self.wanted[kind] else 1.0

    def shares(self) -> dict[str, float]:
        """Return the scores as shares, by name."""
        everything = sum(self.right.values())
        return {
            "type_first": self.first / max(1, self.typed),
            "type_among_three": self.among_three / max(1, self.typed),
            "confidently_wrong": self.confidently_wrong / max(1, self.texts),
            "kind": self.kinds_right / max(1, self.texts),
            "response": self.responses_right / max(1, self.responses),
            "level": self.levels_right / max(1, self.levels),
            "facts_precision": everything / max(1, sum(self.found.values())),
            "facts_recall": everything / max(1, sum(self.wanted.values())),
            "wrong_deadlines": float(self.wrong_deadlines),
        }


def score(pairs: Iterable[tuple[Labelled, Reading]]) -> Scores:
    """Return the scores of a set."""
    scores = Scores()
    for label, reading in pairs:
        scores.texts += 1
        _score_kind(scores, label, reading)
        _score_type(scores, label, reading)
        _score_response(scores, label, reading)
        if label.facts is not None:
            _score_facts(scores, label.id, label.facts, reading.facts)
    return scores


def _score_kind(scores: Scores, label: Labelled, reading: Reading) -> None:
    if reading.kind == label.kind:
        scores.kinds_right += 1
    else:
        scores.faults.append(f"{label.id} kind: {label.kind} read as {reading.kind}")
    scores.kind_confusion[label.kind, reading.kind] += 1


def _score_type(scores: Scores, label: Labelled, reading: Reading) -> None:
    names = [candidate.type for candidate in reading.candidates]
    sure = names[0] if names and not reading.abstained else None
    if sure is not None and sure != label.type and not label.id.startswith("dev-kind"):
        scores.confidently_wrong += 1
        scores.faults.append(f"{label.id} CONFIDENTLY WRONG: {label.type} read as {names[:3]}")
    if label.type is None:
        return
    scores.typed += 1
    scores.abstained += reading.abstained
    scores.first += names[:1] == [label.type]
    scores.among_three += label.type in names[:3]
    if names[:1] != [label.type]:
        shown = [f"{candidate.type} {candidate.score}" for candidate in reading.candidates[:3]]
        scores.faults.append(f"{label.id} type: {label.type} read as {shown}")
        scores.confusion[label.type, names[0] if names else "(none)"] += 1


def _score_response(scores: Scores, label: Labelled, reading: Reading) -> None:
    if label.response is not None:
        scores.responses += 1
        scores.responses_right += reading.response == label.response
        if reading.response != label.response:
            scores.faults.append(f"{label.id} response: {label.response} read as {reading.response}")
    if label.level is not None:
        scores.levels += 1
        scores.levels_right += reading.level == label.level
        if reading.level != label.level:
            scores.faults.append(f"{label.id} level: {label.level} read as {reading.level}")


def _score_facts(scores: Scores, name: str, labelled: LabelledFacts, facts: Facts) -> None:
    wanted, found = _wanted(labelled), _found(facts)
    for kind in FACT_KINDS:
        right = wanted[kind] & found[kind]
        scores.right[kind] += len(right)
        scores.found[kind] += len(found[kind])
        scores.wanted[kind] += len(wanted[kind])
        if kind == "deadline" and found[kind] - wanted[kind]:
            scores.wrong_deadlines += 1
        if wanted[kind] != found[kind]:
            missed, more = sorted(wanted[kind] - found[kind]), sorted(found[kind] - wanted[kind])
            scores.faults.append(f"{name} {kind}: missed {missed}, not in the label {more}")


def _wanted(facts: LabelledFacts) -> dict[str, set[str]]:
    deadline = facts.deadline
    return {
        "asins": set(facts.asins),
        "order_ids": set(facts.order_ids),
        "case_ids": set(facts.case_ids),
        "complaint_ids": set(facts.complaint_ids),
        "dates": set(facts.dates),
        "deadline": set() if deadline is None else {_deadline(deadline.days, deadline.date)},
        "metrics": {f"{metric.name} {_number(str(metric.value))}" for metric in facts.metrics},
        "amounts": {f"{_number(amount.amount)} {amount.currency}" for amount in facts.amounts},
        "marketplace": set() if facts.marketplace is None else {facts.marketplace},
    }


def _found(facts: Facts) -> dict[str, set[str]]:
    deadline = facts.deadline
    return {
        "asins": {item.value for item in facts.asins},
        "order_ids": {item.value for item in facts.order_ids},
        "case_ids": {item.value for item in facts.case_ids},
        "complaint_ids": {item.value for item in facts.complaint_ids},
        "dates": {day.readings[0].isoformat() for day in facts.dates if day.is_sure},
        "deadline": set()
        if deadline is None
        else {_deadline(deadline.days, None if deadline.date is None else deadline.date.isoformat())},
        "metrics": {f"{metric.name} {_number(str(metric.value))}" for metric in facts.metrics},
        "amounts": {f"{_number(amount.amount)} {amount.currency}" for amount in facts.amounts},
        "marketplace": set() if facts.marketplace is None else {facts.marketplace.value},
    }


def _deadline(days: int | None, day: str | None) -> str:
    return day if day is not None else f"{days} days"


def _number(text: str) -> str:
    try:
        return format(Decimal(text.replace(",", "")).normalize(), "f")
    except InvalidOperation:
        return text
