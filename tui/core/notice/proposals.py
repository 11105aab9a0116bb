"""What a reading proposes for the facts of a case: the seller accepts each, nothing is taken over unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.core.case.values import LIST_KINDS, Raw
from tui.core.content.records import FactSpec
from tui.core.notice.records import Facts, Reading


@dataclass(frozen=True, slots=True)
class FactProposal:
    """A value that the text holds for a fact."""

    fact: str
    raw: Raw

    @property
    def shown(self) -> str:
        """The value as one line."""
        return self.raw if isinstance(self.raw, str) else ", ".join(self.raw)


def proposals(specs: Iterable[FactSpec], reading: Reading) -> tuple[FactProposal, ...]:
    """Return a proposal for each fact that the text can fill: lists whole, a date as the day of the notice."""
    return tuple(proposal for spec in specs for proposal in _for_fact(spec, reading))


def _for_fact(spec: FactSpec, reading: Reading) -> Iterator[FactProposal]:
    values = tuple(dict.fromkeys(_values(spec, reading)))
    if not values:
        return
    if spec.kind in LIST_KINDS:
        yield FactProposal(spec.id, values)
    else:
        yield FactProposal(spec.id, values[0])


def _values(spec: FactSpec, reading: Reading) -> Iterator[str]:
    facts = reading.facts
    match spec.from_notice:
        case "asins":
            yield from (item.value for item in facts.asins)
        case "order_ids":
            yield from (item.value for item in facts.order_ids)
        case "complaint_ids":
            yield from (item.value for item in facts.complaint_ids)
        case "metrics":
            yield from (str(item.value) for item in facts.metrics if item.name in (spec.limit, spec.id))
        case "amounts":
            yield from (f"{item.amount} {item.currency}" for item in facts.amounts)
        case "dates":
            yield from _days(spec, reading, facts)


def _days(spec: FactSpec, reading: Reading, facts: Facts) -> Iterator[str]:
    """Yield days that may fill a fact: for the notice its own date first; a period takes the first two days."""
    sure = [item.readings[0].isoformat() for item in facts.dates if item.is_sure]
    if spec.kind == "period":
        if len(sure) > 1:
            first, last = sorted(sure[:2])
            yield f"{first} to {last}"
        return
    if spec.id == "notice_date":
        if reading.part.date is not None:
            yield reading.part.date.isoformat()
        return
    yield from sure
