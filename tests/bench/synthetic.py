"""Content, cases and letters of any size, made from the real ones."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.fakes import FakeClock
from tui.core.case.records import Case, EditedSection
from tui.core.case.store import CaseStore
from tui.core.content.compiled import Directory, Index
from tui.core.content.library import Content
from tui.core.content.search_texts import folded

LINE = "We changed the handling time of every order that we ship to customers today."
TYPE = "late_shipment"


def grown_index(index: Index, types: int) -> Index:
    """Return the index with this many types, the real ones again and again under other ids."""
    grown = tuple(
        msgspec.structs.replace(index.types[n % len(index.types)], id=f"{index.types[n % len(index.types)].id}_{n}")
        for n in range(types)
    )
    return msgspec.structs.replace(index, types=grown)


def grown_directory(directory: Directory, contacts: int) -> Directory:
    """Return the directory with this many contacts, by purpose, each with an address and a search text of its own."""
    real = directory.contacts
    places = sorted(range(contacts), key=lambda n: n % len(real))
    grown = tuple(
        msgspec.structs.replace(real[n % len(real)], id=f"c{n}", address=f"desk-{n}@example-{n % 97}.com")
        for n in places
    )
    search = tuple(
        directory.search[n % len(real)].replace(folded(real[n % len(real)].address), f"desk-{n}@example-{n % 97}.com")
        for n in places
    )
    return msgspec.structs.replace(directory, contacts=grown, search=search)


def long_case(content: Content, store: CaseStore, words: int) -> Case:
    """Return a case whose first section holds this many words of the seller's own."""
    body = content.type(TYPE)
    case = store.create(TYPE, body.type.responses[0], "US", FakeClock().now(), "en", content.index.pack.version)
    section = content.outlines[body.type.responses[0]].sections[0].id
    text = "\n".join([LINE] * max(1, words // len(LINE.split())))
    return case.with_section(section, EditedSection(text=text, base=""))


def many_cases(content: Content, home: Path, count: int) -> CaseStore:
    """Return a store with this many cases."""
    store = CaseStore(home)
    response = content.type(TYPE).type.responses[0]
    for _ in range(count):
        store.create(TYPE, response, "US", FakeClock().now(), "en", content.index.pack.version)
    return store
