"""All days of a case in order, and the orders of days that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tui.core.case.records import Case
from tui.core.case.submissions import Reply, Submission
from tui.core.case.values import Period, Raw, ValueProblem, parse_value
from tui.core.content.library import Content, statements_of
from tui.core.content.records import Action, FactKind

EventKind = Literal[
    "fact", "period_begins", "period_ends", "begun", "done", "due", "detail", "document", "sent", "reply", "today"
]
Fault = Literal[
    "fixed_before_noticed", "proof_older_than_action", "planned_in_the_past", "done_in_the_future", "due_before_begun",
    "fact_in_the_future", "period_after_notice", "sent_before_notice", "reply_before_sent",
]  # fmt: skip
NOTICE = "notice_date"


@dataclass(frozen=True, slots=True)
class Event:
    """A day and what it is: the id of the fact, statement or document, or the number of the attempt or answer."""

    day: date
    kind: EventKind
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OrderFault:
    """Two days that cannot stand in this order."""

    fault: Fault
    name: str
    day: date
    other: date


def timeline(
    content: Content,
    case: Case,
    sent: Sequence[Submission] = (),
    answers: Sequence[Reply] = (),
    today: date | None = None,
) -> tuple[Event, ...]:
    """Return every day that the case names, in order; days that cannot be read are left to the form."""
    events = [*_facts(content, case), *_claims(content, case), *_documents(case)]
    events += [Event(item.manifest.sent, "sent", str(item.manifest.number)) for item in sent]
    events += [Event(item.note.came, "reply", str(item.note.number)) for item in answers]
    if today is not None:
        events.append(Event(today, "today", ""))
    return tuple(sorted(events, key=lambda event: (event.day, event.kind, event.name, event.detail)))


def _facts(content: Content, case: Case) -> Iterator[Event]:
    kinds = {spec.id: spec.kind for spec in content.facts_of(content.type(case.type), case.response)}
    for name, raw in case.facts.items():
        yield from _events("fact", name, "", kinds.get(name), raw)


def _events(kind: EventKind, name: str, detail: str, of: FactKind | None, raw: Raw) -> Iterator[Event]:
    if of not in ("date", "period") or not raw:
        return
    try:
        value = parse_value(of, raw)
    except ValueProblem:
        return
    if isinstance(value, Period):
        yield Event(value.first, "period_begins", name, detail)
        yield Event(value.last, "period_ends", name, detail)
    elif isinstance(value, date):
        yield Event(value, kind, name, detail)


def _claims(content: Content, case: Case) -> Iterator[Event]:
    statements = statements_of(content.type(case.type))
    for name, claim in case.claims.items():
        if claim.state == "not_claimed" or name not in statements:
            continue
        if isinstance(statements[name], Action):
            if claim.state != "planned":
                yield from _events("done" if claim.state == "done" else "begun", name, "", "date", claim.date)
            if claim.state != "done":
                yield from _events("due", name, "", "date", claim.due)
        for key, kind in statements[name].details.items():
            yield from _events("detail", name, key, kind, claim.details.get(key, ""))


def _documents(case: Case) -> Iterator[Event]:
    for name, evidence in case.evidence.items():
        yield from _events("document", name, "", "date", evidence.dated)


def order_faults(content: Content, case: Case, events: Iterable[Event], today: date) -> tuple[OrderFault, ...]:
    """Return the orders of days that cannot be, given what day it is."""
    known = tuple(events)
    return tuple(dict.fromkeys((*_against_notice(content, case, known), *_of_claims(content, case, known, today))))


def _against_notice(content: Content, case: Case, events: tuple[Event, ...]) -> Iterator[OrderFault]:
    notice = next((event.day for event in events if event.kind == "fact" and event.name == NOTICE), None)
    begins = [event.day for event in events if event.kind == "period_begins" and not event.detail]
    # A fault may well be mended after it showed and before the notice came: the period of the fault counts first.
    noticed = min([*begins, *([notice] if notice else [])], default=None)
    actions = {item.id: item for item in content.type(case.type).type.actions}
    sent = {event.name: event.day for event in events if event.kind == "sent"}
    for event in events:
        if event.kind == "done" and noticed and event.day < noticed and actions[event.name].part == "corrective":
            yield OrderFault("fixed_before_noticed", event.name, event.day, noticed)
        elif event.kind == "period_begins" and notice and not event.detail and event.day > notice:
            yield OrderFault("period_after_notice", event.name, event.day, notice)
        elif event.kind == "sent" and notice and event.day < notice:
            yield OrderFault("sent_before_notice", event.name, event.day, notice)
        elif event.kind == "reply" and sent and event.day < min(sent.values()):
            yield OrderFault("reply_before_sent", event.name, event.day, min(sent.values()))


def _of_claims(content: Content, case: Case, events: tuple[Event, ...], today: date) -> Iterator[OrderFault]:
    begun = {event.name: event.day for event in events if event.kind == "begun"}
    documents = {event.name: event.day for event in events if event.kind == "document"}
    statements = statements_of(content.type(case.type))
    for event in events:
        if event.kind == "due" and event.day < today:
            yield OrderFault("planned_in_the_past", event.name, event.day, today)
        if event.kind == "due" and event.name in begun and event.day < begun[event.name]:
            yield OrderFault("due_before_begun", event.name, event.day, begun[event.name])
        if event.kind in ("done", "begun", "document") and event.day > today:
            yield OrderFault("done_in_the_future", event.name, event.day, today)
        if event.kind == "fact" and event.name == NOTICE and event.day > today:
            yield OrderFault("fact_in_the_future", event.name, event.day, today)
        if event.kind == "done":
            for name in statements[event.name].evidence:
                if name in documents and documents[name] < event.day:
                    yield OrderFault("proof_older_than_action", event.name, documents[name], event.day)
