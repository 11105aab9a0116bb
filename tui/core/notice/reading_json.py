"""A reading as the JSON document that `reinstate triage --json` prints."""

from __future__ import annotations

from typing import Any

from tui.core.notice.records import Candidate, Deadline, Facts, Reading


def reading_document(reading: Reading) -> dict[str, Any]:
    """Return the document of the contract: the same reading gives the same document."""
    return {
        "kind": reading.kind,
        "candidates": [_candidate(candidate) for candidate in reading.candidates],
        "response": reading.response,
        "level": reading.level,
        "facts": _facts(reading.facts),
        "warnings": [{"sign": sign.kind, "text": sign.text} for sign in reading.warnings],
        "abstained": reading.abstained,
        "asked": [{"what": asked.kind, "text": asked.text} for asked in reading.asked],
        "hints": [{"what": hint.kind, "text": hint.text} for hint in reading.facts.hints],
        "others": [{"kind": part.kind, "type": part.type, "date": _iso(part.date)} for part in reading.others],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "type": candidate.type,
        "score": candidate.score,
        "because": [{"phrase": reason.phrase, "line": reason.line} for reason in candidate.because],
    }


def _facts(facts: Facts) -> dict[str, Any]:
    return {
        "asins": [found.value for found in facts.asins],
        "order_ids": [found.value for found in facts.order_ids],
        "case_ids": [found.value for found in facts.case_ids],
        "complaint_ids": [found.value for found in facts.complaint_ids],
        "dates": [day.readings[0].isoformat() for day in facts.dates if day.is_sure],
        "deadline": None if facts.deadline is None else _deadline(facts.deadline),
        "metrics": [{"name": metric.name, "value": float(metric.value)} for metric in facts.metrics],
        "amounts": [{"amount": amount.amount, "currency": amount.currency} for amount in facts.amounts],
        "marketplace": facts.marketplace.value if facts.marketplace else None,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    if deadline.date is not None:
        return {"text": deadline.text, "date": deadline.date.isoformat()}
    return {"text": deadline.text, "days": deadline.days}


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
