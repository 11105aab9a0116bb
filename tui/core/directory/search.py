"""Finds contacts as the seller types: every word of the query has to stand somewhere in the record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tui.core.content.compiled import Directory
from tui.core.content.records import Contact, Words

EUROPE = "EU"


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

    def __init__(self, directory: Directory, european: frozenset[str]) -> None:
        self._titles = {purpose.id: purpose.title for purpose in directory.purposes}
        self._european = european
        self._folded = [(contact, folded(self._haystack(contact))) for contact in directory.contacts]

    def _haystack(self, contact: Contact) -> str:
        texts: list[str] = [contact.id, contact.purpose, contact.address, contact.marketplace, contact.seed_heading or ""]
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
            if self._fits(contact, wanted) and all(term in haystack for term in terms)
        )

    def _fits(self, contact: Contact, wanted: ContactFilter) -> bool:
        if wanted.marketplace and not self.serves(contact, wanted.marketplace):
            return False
        return (
            wanted.purpose in ("", contact.purpose)
            and wanted.status in ("", contact.status)
            and wanted.kind in ("", contact.kind)
        )

    def serves(self, contact: Contact, marketplace: str) -> bool:
        """Say whether a contact is for a store; one for the EU serves every European store."""
        if contact.marketplace == marketplace:
            return True
        return contact.marketplace == EUROPE and marketplace in self._european
