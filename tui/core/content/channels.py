"""The records of where an answer goes: the steps of a channel, the boxes of a form, the contacts of the directory."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tui.core.content.records import Condition, Record, ResponseKind, Words


class ChannelStep(Record, frozen=True, kw_only=True):
    """What is done at the channel: where to go, what to paste."""

    id: str
    say: Words
    when: Condition | None = None
    sources: tuple[str, ...]


class FormBox(Record, frozen=True, kw_only=True):
    """A question of Amazon's form with the sections that answer it."""

    id: str
    question: Words
    sections: tuple[str, ...]
    limit: str | None = None
    """The parameter that bounds the answer, in words or characters; none where no limit is known."""


class Channel(Record, frozen=True, kw_only=True):
    """Where an answer of a kind goes first, and why an address comes second."""

    id: ResponseKind
    page: str = "account_health"
    """The page of Seller Central, by its key in a store's `paths`; empty where the answer goes elsewhere."""
    purposes: tuple[str, ...] = ()
    """Purposes of the directory that matter besides the type's own."""
    steps: tuple[ChannelStep, ...]
    second: Words
    second_sources: tuple[str, ...] = ()
    form: tuple[FormBox, ...] = ()
    """The boxes of the form; without them each section of the letter is one."""
    sources: tuple[str, ...]


class Contact(Record, frozen=True, kw_only=True):
    """A channel of the directory."""

    id: str
    purpose: str = ""
    """Set from the file that holds it."""
    marketplace: str
    kind: Literal["email", "web_form", "postal", "phone"]
    address: str
    status: Literal["current", "legacy", "unverified", "bouncing"]
    status_reason: Words
    confidence: Literal["high", "medium", "low"]
    who_may_write: Words
    subject: str | None = None
    body: Words = {}
    notes: Words = {}
    in_seed: bool = False
    seed_heading: str | None = None
    seed_raw: str | None = None
    domain_recovered_from: str | None = None
    outside_amazon: bool = False
    seen: date
    """The day on which the sources were read."""
    sources: tuple[str, ...]


class ContactPurpose(Record, frozen=True, kw_only=True):
    """A purpose of the directory with its channels."""

    purpose: str
    title: Words
    rank: int = 50
    """Place in the list of purposes, small first."""
    contacts: tuple[Contact, ...]
