"""What reading a text yields: immutable values, each with its place in the text as it was pasted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from tui.core.content.records import ResponseKind
from tui.core.notice.mapped import Span

TextKind = Literal["notice", "reply_denied", "reply_more_info", "reply_reinstated", "own_letter", "phishing", "other"]
Level = Literal["account", "listing", "funds", "warning"]
HintKind = Literal["asin_short", "asin_long", "asin_letter_o", "date_ambiguous"]

AMAZONS: frozenset[TextKind] = frozenset({"notice", "reply_denied", "reply_more_info", "reply_reinstated"})
"""The kinds of text that Amazon wrote."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A wording that spoke for something."""

    phrase: str
    """What stands in the text, on one line."""
    line: int
    """The line of the pasted text, from 1."""
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suspension type that the text may be about."""

    type: str
    score: float
    because: tuple[Reason, ...]
    tells_apart: dict[str, str] = field(default_factory=dict)
    """The question that sets it apart from its neighbours, by language."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact in its normal form."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day, or two where the order of day and month cannot be told."""

    readings: tuple[date, ...]
    text: str
    span: Span

    @property
    def is_sure(self) -> bool:
        """Say whether there is one reading alone."""
        return len(self.readings) == 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when the text wants an answer; without days and date where it counts business days or says it in words."""

    text: str
    span: Span
    days: int | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate that the text states, with the limit that it names."""

    name: str
    value: Decimal
    span: Span
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money."""

    amount: str
    currency: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that is nearly a fact: shown, never counted."""

    kind: HintKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a text, each kind in the text's order, each fact once."""

    asins: tuple[Found, ...] = ()
    order_ids: tuple[Found, ...] = ()
    case_ids: tuple[Found, ...] = ()
    complaint_ids: tuple[Found, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    deadline: Deadline | None = None
    metrics: tuple[Metric, ...] = ()
    amounts: tuple[Amount, ...] = ()
    marketplace: Found | None = None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that the text asks for, as it words it."""

    kind: str
    """root_cause, actions, prevention, documents, questions, quiz, confirmation, counter_notice, retraction."""
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that genuine notices do not do; shown without a verdict."""

    kind: str
    """foreign_link, password, remote_desktop, gift_card, fee, messenger, crypto."""
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """One of several texts in a paste."""

    kind: TextKind
    span: Span
    type: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a text."""

    kind: TextKind
    candidates: tuple[Candidate, ...]
    abstained: bool
    response: ResponseKind | None
    level: Level | None
    asked: tuple[Asked, ...]
    facts: Facts
    warnings: tuple[Sign, ...]
    part: Part
    """What counts: the newest text of the paste."""
    others: tuple[Part, ...] = ()
    """Other texts of Amazon's in the same paste, that do not count."""
    because: tuple[Reason, ...] = ()
    """What spoke for the kind of text."""

    @property
    def is_recognised(self) -> bool:
        """Say whether the text was recognised; candidates of another text are only a help for the seller's own eye."""
        return self.kind != "other"
