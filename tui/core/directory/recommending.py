"""Where the answer of a case goes first, what is done there, and which address comes second."""

from __future__ import annotations

from dataclasses import dataclass

from tui.core.case.conditions import holds
from tui.core.case.records import Case
from tui.core.content.channels import Channel, ChannelStep, Contact
from tui.core.content.library import Content
from tui.core.directory.search import ContactFilter, DirectoryIndex, serves

ACCOUNT_HEALTH = "account_health"
ACCOUNT_PURPOSE = "account-deactivation-appeal"
"""The purpose whose web pages are the Account Health page of each store."""
CONFIDENCE = ("high", "medium", "low")
STATUS = ("current", "unverified", "legacy", "bouncing")
KINDS = ("web_form", "email", "phone", "postal")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The channel of a case: the page first, where there is one, then the other ways, the best first."""

    channel: Channel
    page: Contact | None
    steps: tuple[ChannelStep, ...]
    others: tuple[Contact, ...]

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All ways in order."""
        return ((self.page,) if self.page else ()) + self.others


def recommended(content: Content, index: DirectoryIndex, case: Case) -> Recommendation | None:
    """Return the channel for the type, the kind of answer and the store of a case, or nothing where none is known.

    Account Health stands first wherever the kind of answer is given on a page. An address that is reported to bounce
    is never recommended; nor is any of a purpose that neither the type nor the kind of answer names.
    """
    channel = content.channels.get(case.response)
    if channel is None:
        return None
    page = _page(channel, index, case.marketplace)
    purposes = dict.fromkeys((content.type(case.type).type.contact.purpose, *channel.purposes))
    others = [
        contact
        for purpose in purposes
        for contact in _serving(index, purpose, case.marketplace)
        if contact.status != "bouncing" and contact != page
    ]
    # One for the store itself goes before one for all of Europe, a page before an address.
    others.sort(key=lambda contact: _place(contact, case.marketplace))
    steps = tuple(step for step in channel.steps if holds(step.when, case.facts))
    return Recommendation(channel, page, steps, tuple(others))


def _page(channel: Channel, index: DirectoryIndex, store: str) -> Contact | None:
    if channel.page != ACCOUNT_HEALTH:
        return None
    pages = [contact for contact in _serving(index, ACCOUNT_PURPOSE, store) if contact.kind == "web_form"]
    return pages[0] if pages else None


def _serving(index: DirectoryIndex, purpose: str, store: str) -> list[Contact]:
    found = index.find(ContactFilter(purpose=purpose, marketplace=store)).places
    return [contact for contact in map(index.contact, found) if serves(contact, store)]


def _place(contact: Contact, store: str) -> tuple[int, ...]:
    return (
        KINDS.index(contact.kind),
        STATUS.index(contact.status),
        CONFIDENCE.index(contact.confidence),
        int(contact.marketplace != store),
    )
