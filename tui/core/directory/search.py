"""Finds contacts as the seller types: every word of the query has to stand in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from tui.core.content.channels import Contact
from tui.core.content.compiled import Directory, PurposeEntry
from tui.core.content.search_texts import folded as folded

if TYPE_CHECKING:
    from tui.core.content.directory_store import DirectoryStore
    from tui.core.content.library import Content

EUROPE = "EU"
WORD = re.compile(r"\w+")
# The stores that the European agreement of 2024 names (contact research, head of the file); the UK is not among them.
STORES_OF_EUROPE = frozenset({"DE", "FR", "IT", "ES", "NL", "SE", "PL"})
MOST_SHOWN = 1_000
"""Of a directory on disk, so many contacts are fetched; whoever needs more types another letter."""


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """What is looked for; empty fields let everything through."""

    query: str = ""
    marketplace: str = ""
    purpose: str = ""
    status: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The places of what fits, in the directory's order, and how many fit in all."""

    places: Sequence[int]
    total: int


class DirectoryIndex(Protocol):
    """A directory that can be searched and shown piece by piece, however large it is."""

    @property
    def purposes(self) -> tuple[PurposeEntry, ...]:
        """All purposes, in the directory's order."""

    @property
    def groups(self) -> tuple[tuple[int, str], ...]:
        """Where each purpose that has contacts begins."""

    @property
    def size(self) -> int:
        """How many contacts there are."""

    def contact(self, place: int) -> Contact:
        """Return the contact at a place."""

    def place(self, contact: str) -> int | None:
        """Return where a contact stands, or nothing."""

    def find(self, wanted: ContactFilter) -> Found:
        """Return what fits."""

    def similar_words(self, word: str) -> Sequence[str]:
        """Return the directory's words that could be meant by one that it does not have; any thread may ask."""


def open_index(content: Content) -> DirectoryIndex:
    """Return the directory in memory, or on disk where it is too large for that."""
    path = content.directory_store
    if path is None:
        return MemoryIndex(content.directory)
    import sqlite3

    from tui.core.content.directory_store import DirectoryStore

    try:
        return StoredIndex(DirectoryStore(path))
    except (sqlite3.Error, ValueError):
        # A damaged file costs memory, not the directory.
        return MemoryIndex(content.directory)


class MemoryIndex:
    """The directory with its search texts, what is rare last: a frequent word is found within the first few letters.

    One joined text was slower: its hits have to be told apart again, and a frequent letter has one for each contact.
    """

    def __init__(self, directory: Directory) -> None:
        self.purposes = directory.purposes
        self._contacts = directory.contacts
        self._texts = directory.search if len(directory.search) == len(directory.contacts) else _texts_of(directory)
        self._places = {contact.id: place for place, contact in enumerate(directory.contacts)}
        self.groups = tuple(_groups(directory.contacts))
        self._terms: tuple[str, ...] = ()
        self._matching: Sequence[int] = ()

    @property
    def size(self) -> int:
        """How many contacts there are."""
        return len(self._contacts)

    def contact(self, place: int) -> Contact:
        """Return the contact at a place."""
        return self._contacts[place]

    def place(self, contact: str) -> int | None:
        """Return where a contact stands, or nothing."""
        return self._places.get(contact)

    def find(self, wanted: ContactFilter) -> Found:
        """Return what fits; a word may stand anywhere in the record, inside another one too."""
        terms = tuple(folded(wanted.query).split())
        places = self._with_all(terms) if terms else range(len(self._contacts))
        if wanted != ContactFilter(query=wanted.query):
            places = [place for place in places if fits(self._contacts[place], wanted)]
        return Found(places, len(places))

    def _with_all(self, terms: tuple[str, ...]) -> Sequence[int]:
        """Return the places in which every word stands; a longer query is looked for in what the shorter one found."""
        if terms == self._terms:
            return self._matching
        grows = self._terms and all(any(before in term for term in terms) for before in self._terms)
        texts = self._texts
        matching: Sequence[int] = self._matching if grows else range(len(texts))
        # The longest word is the rarest, as a rule: what it leaves is soon looked through.
        for term in sorted(terms, key=len, reverse=True):
            matching = [place for place in matching if term in texts[place]]
        self._terms, self._matching = terms, matching
        return matching

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        """All words by their first letter; made when somebody first types what nothing fits."""
        found: dict[str, set[str]] = {}
        for text in self._texts:
            for word in WORD.findall(text):
                found.setdefault(word[0], set()).add(word)
        return found

    def similar_words(self, word: str) -> Sequence[str]:
        """Return the directory's words of about the same length that begin alike."""
        words = self._vocabulary.get(word[:1], ())
        return sorted(item for item in words if abs(len(item) - len(word)) <= LENGTHS_APART)


class StoredIndex:
    """The directory in its file; a word of the query has to begin a word of the record."""

    def __init__(self, store: DirectoryStore) -> None:
        self._store = store
        self.purposes = store.purposes
        self.groups = store.groups
        self.size = store.size
        self.contact = store.contact
        self.place = store.place

    def find(self, wanted: ContactFilter) -> Found:
        """Return the first that fit, and how many do."""
        from tui.core.content.directory_store import phrases

        columns = {"purpose": wanted.purpose, "status": wanted.status, "kind": wanted.kind}
        allowed: dict[str, Sequence[str]] = {name: (value,) for name, value in columns.items() if value}
        if wanted.marketplace:
            in_europe = wanted.marketplace in STORES_OF_EUROPE
            allowed["marketplace"] = (wanted.marketplace, EUROPE) if in_europe else (wanted.marketplace,)
        query = phrases(folded(wanted.query))
        if not query and not allowed:
            return Found(range(self.size), self.size)
        return Found(*self._store.find(query, allowed, MOST_SHOWN))

    def similar_words(self, word: str) -> Sequence[str]:
        """Return the directory's words of about the same length that begin alike."""
        return self._store.similar_words(word[:1], len(word) - LENGTHS_APART, len(word) + LENGTHS_APART)


LENGTHS_APART = 2
LEAST_LETTERS = 4
"""A shorter word is near to too many."""


def nearest_query(index: DirectoryIndex, query: str) -> str:
    """Return the query with each unknown word as the nearest one that the directory has, or an empty text.

    It compares many words, so an interface calls it beside the typing, and only where nothing was found.
    """
    from difflib import get_close_matches

    words = []
    for term in folded(query).split():
        if index.find(ContactFilter(query=term)).total:
            words.append(term)
            continue
        near = get_close_matches(term, index.similar_words(term), n=1) if len(term) >= LEAST_LETTERS else []
        if not near:
            return ""
        words.append(near[0])
    corrected = " ".join(words)
    return corrected if index.find(ContactFilter(query=corrected)).total else ""


def _texts_of(directory: Directory) -> tuple[str, ...]:
    from tui.core.content.search_texts import search_texts

    return search_texts(directory.contacts, directory.purposes)


def _groups(contacts: Sequence[Contact]) -> Iterator[tuple[int, str]]:
    before = None
    for place, contact in enumerate(contacts):
        if contact.purpose != before:
            before = contact.purpose
            yield place, before


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
