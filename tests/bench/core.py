"""Load, filter, compose, list and save over growing sizes, each beside its floor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import msgspec

from tests.bench.figures import Figure, figure
from tests.bench.synthetic import grown_directory, grown_index, long_case, many_cases
from tests.fakes import FakeClock
from tui.core.case.store import CASE_FILE, CaseStore
from tui.core.content.compiled import Index
from tui.core.content.library import CachedParts, Content
from tui.core.directory.search import ContactFilter, MemoryIndex
from tui.core.letter.composing import compose

TYPES, CONTACTS = (50, 500, 10_000), (161, 2_000, 10_000, 100_000)
WORDS, CASES = (600, 10_000, 50_000), (1, 100, 1_000)
MANY_CASES = 10_000
QUERIES = ("a", "ap", "appeal", "appeal ger", "nothing-like-this")


def load(content: Content, folder: Path) -> Iterator[Figure]:
    for size in TYPES:
        place = folder / f"types-{size}"
        place.mkdir()
        file = place / "index.json"
        file.write_bytes(msgspec.json.encode(grown_index(content.index, size)))
        parts = CachedParts(place, ())
        yield figure("load the index", size, "types", partial(parts.read, "index", Index), file.read_bytes)


def filtering(content: Content) -> Iterator[Figure]:
    for size in CONTACTS:
        search = MemoryIndex(grown_directory(content.directory, size))
        joined = "x" * (size * 200)
        asked = count()

        def find(search: MemoryIndex = search, asked: Iterator[int] = asked) -> object:
            return search.find(ContactFilter(query=QUERIES[next(asked) % len(QUERIES)]))

        yield figure("filter contacts, a key", size, "contacts", find, partial(joined.find, "y"), 15)


def composing(content: Content, folder: Path) -> Iterator[Figure]:
    for size in WORDS:
        case = long_case(content, CaseStore(folder / f"compose-{size}"), size)
        text = next(iter(case.sections.values())).text
        yield figure(
            "compose the letter",
            size,
            "words",
            partial(compose, content, case),
            text.split,
        )


def saving(content: Content, folder: Path) -> Iterator[Figure]:
    for size in WORDS:
        store = CaseStore(folder / f"save-{size}")
        case = long_case(content, store, size)
        store.save(case, None, FakeClock().now())
        data = (store.folder(case.id) / CASE_FILE).read_bytes()
        numbers = count()

        def save(store: CaseStore = store, case: object = case, numbers: Iterator[int] = numbers) -> None:
            changed = case.with_fact("store_name", f"Harbour Lane {next(numbers)}")  # type: ignore[attr-defined]
            store.save(changed, None, FakeClock().now())

        def write(data: bytes = data, place: Path = folder / f"floor-{size}") -> None:
            with place.open("wb") as file:
                file.write(data)
                os.fsync(file.fileno())

        yield figure("save the case", size, "words", save, write, 15)


def listing(content: Content, folder: Path, full: bool) -> Iterator[Figure]:
    for size in (*CASES, MANY_CASES) if full else CASES:
        store = many_cases(content, folder / f"cases-{size}", size)
        files = list((folder / f"cases-{size}").rglob(CASE_FILE))
        yield figure("list the cases", size, "cases", store.cases, partial(_read_all, files), 3)


def _read_all(files: list[Path]) -> list[bytes]:
    return [file.read_bytes() for file in files]
