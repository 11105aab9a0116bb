"""Finds contacts as the seller types: every word of the query has to stand somewhere in the record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

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
    """The directory with its texts folded once, so that a keystroke only compares."""

    def __init__(self, directory: Directory) -> None:
        self._titles = {purpose.id: purpose.title for purpose in directory.purposes}
        self._folded = [(contact, folded(self._haystack(contact))) for contact in directory.contacts]

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
        terms = folded(wanted.query).split()
        return tuple(
            contact
            for contact, haystack in self._folded
            if fits(contact, wanted) and all(term in haystack for term in terms)
        )


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
