"""The records of the content: immutable, typed, one class for each kind of thing that a content file holds.

Texts for people stand in the language files (`Wording`) under the ids that these records declare.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import field

FactKind = Literal[
    "asin", "asins", "order", "orders", "id", "ids", "date", "period", "percent", "money", "count", "days", "hours",
    "time", "role", "text", "texts", "choice",
]  # fmt: skip
Scope = Literal["account", "listing", "funds", "warning"]
Severity = Literal["normal", "high", "stop"]
ResponseKind = Literal[
    "plan_of_action", "documents", "dispute", "fix_then_confirm", "form_only", "counter_notice", "legal",
    "funds_request", "wait_and_ship",
]  # fmt: skip
Part = Literal["corrective", "preventive"]
ClaimState = Literal["done", "under_way", "planned", "not_claimed"]
Words = dict[str, str]
"""A text by language code."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen record that refuses keys it does not know."""


class Condition(Record, frozen=True, kw_only=True):
    """Holds when the named fact has a value, or one of the given values; data instead of code."""

    fact: str
    equals: str | None = field(default=None, name="is")
    is_not: str | None = None
    any_of: tuple[str, ...] = ()
    known: bool | None = None


class FactSpec(Record, frozen=True, kw_only=True):
    """A fact that the seller is asked for."""

    id: str
    kind: FactKind
    required: bool = False
    options: tuple[str, ...] = ()
    """The values that a `choice` may take."""
    limit: str | None = None
    """The parameter that the value is held against."""
    from_notice: str | None = None
    """What the notice reader may propose for it: asins, order_ids, complaint_ids, dates, metrics, amounts."""
    when: Condition | None = None
    example: str | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Something a letter may say; its wording is filled from facts and from the details of its claim."""

    id: str
    needs: tuple[str, ...] = ()
    """The facts that its wording names."""
    details: dict[str, FactKind] = {}
    """What is asked when it is claimed, by name."""
    evidence: tuple[str, ...] = ()
    """The documents that may prove it."""
    when: Condition | None = None
    sources: tuple[str, ...] = ()


class Situation(Statement, frozen=True, kw_only=True):
    """A sentence about the facts alone: nobody has to claim it."""


class RootCause(Statement, frozen=True, kw_only=True):
    """A candidate cause; true only when the seller claims it."""

    answered_by: tuple[str, ...] = ()
    """The actions, corrective and preventive, that answer this cause."""


class Ground(Statement, frozen=True, kw_only=True):
    """A point of fact in a dispute, in a cover note or in an answer to a form."""


class Action(Statement, frozen=True, kw_only=True):
    """A corrective action or a preventive measure."""

    part: Part
    alternatives: tuple[str, ...] = ()
    """What a seller who cannot do this may honestly do instead."""


class Route(Record, frozen=True, kw_only=True):
    """Proposes another response kind (or another type) when a fact says so."""

    id: str
    when: Condition
    response: ResponseKind | None = None
    type: str | None = None


class NoticePhrase(Record, frozen=True, kw_only=True):
    """Wordings of Amazon's that speak for a type."""

    any: tuple[str, ...]
    weight: int = 1
    near: str | None = None
    """A second wording that has to stand near the first."""
    within: int = 12
    """How many words may stand between the two."""
    unless: tuple[str, ...] = field(default=(), name="not")
    """Wordings in the same sentence that take the evidence away."""


class NoticeExamples(Record, frozen=True, kw_only=True):
    """Short texts of our own that the phrases must and must not recognise."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class NoticeSpec(Record, frozen=True, kw_only=True):
    """How a notice of this type is recognised."""

    phrases: tuple[NoticePhrase, ...]
    examples: NoticeExamples


class DocumentNeed(Record, frozen=True, kw_only=True):
    """A document that a type asks for."""

    id: str
    needed: Literal["required", "recommended", "optional"]
    when: Condition | None = None


class Advice(Record, frozen=True, kw_only=True):
    """A line of the do-now or do-not list; its text stands in the language files."""

    id: str
    sources: tuple[str, ...] = ()
    when: Condition | None = None


class Question(Record, frozen=True, kw_only=True):
    """A question that an investigator would ask, and what in the case answers it."""

    id: str
    answered_by: tuple[str, ...]


class SharedUse(Record, frozen=True, kw_only=True):
    """What a type takes from `content/shared/`, by id."""

    facts: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class Allowance(Record, frozen=True, kw_only=True):
    """Silences a rule of the content check for one place, with the reason; the check lists it."""

    rule: str
    path: str
    """The keys and ids that lead to the item, as `say.rate_stated`; it covers what lies below it."""
    reason: str


class ContactUse(Record, frozen=True, kw_only=True):
    """The directory purpose under which the channel for a type is found."""

    purpose: str


class SuspensionType(Record, frozen=True, kw_only=True):
    """A reason for which Amazon stops an account or a listing."""

    id: str
    reference: str
    """Its number in the domain reference, T01 to T50."""
    group: str
    scope: tuple[Scope, ...]
    responses: tuple[ResponseKind, ...]
    """The response kinds that fit, the usual one first."""
    severity: Severity = "normal"
    routes: tuple[Route, ...] = ()
    notice: NoticeSpec
    confusable: tuple[str, ...] = ()
    """Types whose notices share wordings with this one."""
    shared: SharedUse = SharedUse()
    facts: tuple[FactSpec, ...] = ()
    situation: tuple[Situation, ...] = ()
    causes: tuple[RootCause, ...] = ()
    grounds: tuple[Ground, ...] = ()
    actions: tuple[Action, ...] = ()
    documents: tuple[DocumentNeed, ...] = ()
    do: tuple[Advice, ...] = ()
    do_not: tuple[Advice, ...] = ()
    questions: tuple[Question, ...] = ()
    contact: ContactUse
    guides: tuple[str, ...] = ()
    sources: tuple[str, ...]
    reviewed: date
    allow: tuple[Allowance, ...] = ()


class StateWording(Record, frozen=True, kw_only=True):
    """The sentence of an action in each state that may stand in a letter."""

    done: str
    under_way: str
    planned: str


class Wording(Record, frozen=True, kw_only=True):
    """Every text of a type in one language, under the ids that the type declares."""

    title: str = ""
    summary: str = ""
    tells_apart: str = ""
    """What sets a notice of this type apart from its neighbours, as a question to the seller."""
    routes: Words = {}
    facts: Words = {}
    why: Words = {}
    """Why a fact is asked for."""
    options: dict[str, Words] = {}
    """The label of each option of a `choice`."""
    ask: Words = {}
    """The question behind a claim: is this true?"""
    details: dict[str, Words] = {}
    """The label of each detail, by statement and name."""
    say: dict[str, str | StateWording] = {}
    do: Words = {}
    do_not: Words = {}
    questions: Words = {}


class SharedPool(Record, frozen=True, kw_only=True):
    """Facts and statements that several types use."""

    facts: tuple[FactSpec, ...] = ()
    causes: tuple[RootCause, ...] = ()
    grounds: tuple[Ground, ...] = ()
    actions: tuple[Action, ...] = ()
    allow: tuple[Allowance, ...] = ()


class Retired(Record, frozen=True, kw_only=True):
    """An id that is no longer in use; it is never given to anything else, so that old cases keep their meaning."""

    id: str
    what: Literal["type", "fact", "statement", "document", "parameter", "contact"]
    type: str | None = None
    """The type or pool that had it; none where it stood for itself."""
    successor: str | None = None
    reason: str


class OutlineSentence(Record, frozen=True, kw_only=True):
    """A sentence that belongs to the outline of a letter, not to a type."""

    id: str
    say: Words
    needs: tuple[str, ...] = ()
    when: Condition | None = None


class OutlineSection(Record, frozen=True, kw_only=True):
    """A section of a letter: its own sentences around what it holds."""

    id: str
    heading: Words
    holds: Literal["situation", "causes", "grounds", "corrective", "preventive", "documents"] | None = None
    required: bool = False
    opens: tuple[OutlineSentence, ...] = ()
    closes: tuple[OutlineSentence, ...] = ()


class Outline(Record, frozen=True, kw_only=True):
    """The sections of a letter for one response kind."""

    id: ResponseKind
    title: Words
    explains: Words
    """When this response fits, for the seller."""
    drafts: bool = True
    facts: tuple[str, ...] = ()
    subject: Words = {}
    sections: tuple[OutlineSection, ...] = ()


class DocumentKind(Record, frozen=True, kw_only=True):
    """A kind of document: what it must show, how fresh it must be, what is refused."""

    id: str
    title: Words
    shows: dict[str, tuple[str, ...]] = {}
    not_accepted: dict[str, tuple[str, ...]] = {}
    max_age: str | None = None
    """The parameter that bounds its age."""
    note: Words = {}
    sources: tuple[str, ...] = ()


class Parameter(Record, frozen=True, kw_only=True):
    """A dated threshold."""

    id: str
    title: Words
    value: Decimal
    unit: Literal["percent", "days", "hours", "count", "points", "USD", "JPY", "months", "words", "characters"]
    side: Literal["below", "above", "at_most", "at_least"] = "at_most"
    """On which side of the value a good figure lies."""
    window_days: int | None = None
    since: str | None = None
    sources: tuple[str, ...]
    review_by: date
    note: Words = {}


class Marketplace(Record, frozen=True, kw_only=True):
    """An Amazon store."""

    code: str
    name: Words
    domain: str
    language: str
    currency: str
    seller_central: str
    paths: dict[str, str] = {}
    """Addresses in Seller Central by page: account_health, notifications, contact."""
    european: bool = False
    notes: Words = {}
    sources: tuple[str, ...] = ()


class Source(Record, frozen=True, kw_only=True):
    """Where a fact was read."""

    address: str
    kind: Literal["official", "notice", "practitioner", "forum", "research", "press", "seed", "code", "law"]
    date: str | None = None
    note: str | None = None


class Group(Record, frozen=True, kw_only=True):
    """A heading under which types stand in the chooser."""

    id: str
    title: Words
