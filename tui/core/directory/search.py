"""Finds contacts as the seller types: every word of the query has to stand somewhere in the record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tui.core.content.compiled import Directory
from tui.core.content.records import Contact, Words

EUROPE = "EU"
# The stores that the European agreement of 2024 names (contact research, head of the file); the UK is not among them.
STORES_OF_EUROPE = frozenset({"DE", "FR", "IT", "ES", "NL", "SE", "PL"})


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """What is looked for; empty fields let everything through."""

    query: str = ""
    marketplace: str = ""
    purpose: str = ""
    status: str = ""
    kind: str = ""


def folded(text: str) -> str:
    """Return a text as it is compared: without case, width and compatibility differences."""
    return unicodedata.normalize("NFKC", text).casefold()


class ContactSearch:
    """The directory with its texts folded once, at the first query, so that a keystroke only compares."""

    def __init__(self, directory: Directory) -> None:
        self._contacts = directory.contacts
        self._titles = {purpose.id: purpose.title for purpose in directory.purposes}
        self._terms: tuple[str, ...] = ()
        self._matching: list[tuple[Contact, str]] = []

    @cached_property
    def _folded(self) -> list[tuple[Contact, str]]:
        return [(contact, folded(self._haystack(contact))) for contact in self._contacts]

    def _haystack(self, contact: Contact) -> str:
        texts: list[str] = [
            contact.id,
            contact.purpose,
            contact.address,
            contact.marketplace,
            contact.seed_heading or "",
        ]
        bilingual: tuple[Words, ...] = (self._titles.get(contact.purpose, {}), contact.notes, contact.status_reason)
        for item in bilingual:
            texts.extend(item.values())
        return "\n".join(texts)

    def find(self, wanted: ContactFilter) -> tuple[Contact, ...]:
        """Return the contacts that fit, in the directory's order."""
        found = (contact for contact, _ in self._with_all(folded(wanted.query))) if wanted.query else self._contacts
        if wanted == ContactFilter(query=wanted.query):
            return tuple(found)
        return tuple(contact for contact in found if fits(contact, wanted))

    def _with_all(self, query: str) -> list[tuple[Contact, str]]:
        """Return the records in which every word stands; a longer query is looked for in what the shorter one found."""
        terms = tuple(query.split())
        if terms == self._terms:
            return self._matching if terms else self._folded
        grows = self._terms and all(any(before in term for term in terms) for before in self._terms)
        matching = self._matching if grows else self._folded
        for term in terms:
            matching = [item for item in matching if term in item[1]]
        self._terms, self._matching = terms, matching
        return matching


def fits(contact: Contact, wanted: ContactFilter) -> bool:
    """Say whether a contact passes everything but the query."""
    return (
        (not wanted.marketplace or serves(contact, wanted.marketplace))
        and wanted.purpose in ("", contact.purpose)
        and wanted.status in ("", contact.status)
        and wanted.kind in ("", contact.kind)
    )


def serves(contact: Contact, marketplace: str) -> bool:
    """Say whether a contact is for a store; one for the EU serves the stores of the European agreement."""
    if contact.marketplace == marketplace:
        return True
    return contact.marketplace == EUROPE and marketplace in STORES_OF_EUROPE
