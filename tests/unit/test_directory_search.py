"""Contacts are found by words of two languages, by initials, and by what was nearly typed; in memory and on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.core.content.compiled import Directory
from tui.core.content.directory_store import DirectoryStore, phrases, write_store
from tui.core.content.library import STORE_FILE, Content, PartSource
from tui.core.content.search_texts import initials
from tui.core.directory.search import (
    MOST_SHOWN,
    ContactFilter,
    DirectoryIndex,
    MemoryIndex,
    StoredIndex,
    nearest_query,
    open_index,
)


@pytest.fixture(scope="module")
def directory(content: Content) -> Directory:
    return content.directory


@pytest.fixture(scope="module", params=["memory", "disk"])
def index(
    request: pytest.FixtureRequest, directory: Directory, tmp_path_factory: pytest.TempPathFactory
) -> DirectoryIndex:
    if request.param == "memory":
        return MemoryIndex(directory)
    path = tmp_path_factory.mktemp("store") / STORE_FILE
    write_store(path, directory)
    return StoredIndex(DirectoryStore(path))


def addresses(index: DirectoryIndex, **wanted: str) -> set[str]:
    return {index.contact(place).address for place in index.find(ContactFilter(**wanted)).places}


@pytest.mark.parametrize(
    "query",
    ["payments-nachforschungen", "PAYMENTS nachf", "货款 德国", "德国 nachforschungen", "bgbdpdhk DE", "dhk nachfor"],
)
def test_a_contact_is_found_by_words_of_both_languages_and_by_initials(index: DirectoryIndex, query: str) -> None:
    assert "payments-nachforschungen@amazon.de" in addresses(index, query=query)


@pytest.mark.parametrize("query", ["ＰＡＹＭＥＮＴＳ－nachforschungen", "  payments   nach  "])
def test_width_case_and_spaces_make_no_difference(index: DirectoryIndex, query: str) -> None:
    assert "payments-nachforschungen@amazon.de" in addresses(index, query=query)


@pytest.mark.parametrize("query", ["zhtyss", "tyss", "账户停用", "停用申诉", "deactivation"])
def test_a_purpose_is_found_from_any_syllable_on(index: DirectoryIndex, query: str) -> None:
    assert "https://sellercentral.amazon.com/performance/dashboard" in addresses(index, query=query)


def test_every_word_has_to_fit(index: DirectoryIndex) -> None:
    assert addresses(index, query="payments nothing-like-this") == set()


def test_store_status_and_kind_narrow_together(index: DirectoryIndex, directory: Directory) -> None:
    found = index.find(ContactFilter(query="amazon", marketplace="DE", status="legacy", kind="email"))

    contacts = [index.contact(place) for place in found.places]
    assert contacts
    assert {(item.marketplace, item.status, item.kind) for item in contacts} == {("DE", "legacy", "email")}
    assert {item.marketplace for item in map(index.contact, index.find(ContactFilter(marketplace="DE")).places)} == {
        "DE",
        "EU",
    }
    assert {item.marketplace for item in map(index.contact, index.find(ContactFilter(marketplace="UK")).places)} == {
        "UK"
    }


def test_an_empty_filter_finds_all_in_the_directorys_order(index: DirectoryIndex, directory: Directory) -> None:
    found = index.find(ContactFilter())

    assert found.total == index.size == len(directory.contacts)
    assert [index.contact(place).id for place in found.places] == [item.id for item in directory.contacts]
    assert all(index.place(item.id) == place for place, item in enumerate(directory.contacts))
    assert index.place("nobody") is None


@pytest.mark.parametrize(
    "query", ['"', "'", "* OR", "NEAR(", "a*b", "-", "@", "%", "{{ 7*7 }}", "[/", "\0", "‮payments", "\x1b["]
)
def test_signs_that_a_database_could_take_for_orders_find_nothing_strange(index: DirectoryIndex, query: str) -> None:
    found = index.find(ContactFilter(query=query))

    assert found.total <= index.size


def test_a_word_that_is_nearly_right_is_put_right(index: DirectoryIndex) -> None:
    assert nearest_query(index, "paymnets") == "payments"
    assert nearest_query(index, "nachforshungen amazon").startswith("nachforschungen")
    assert nearest_query(index, "qqqqqqqq") == ""
    assert nearest_query(index, "zq") == ""


def test_both_ways_find_the_same_by_whole_words(directory: Directory, tmp_path: Path) -> None:
    write_store(tmp_path / STORE_FILE, directory)
    memory, stored = MemoryIndex(directory), StoredIndex(DirectoryStore(tmp_path / STORE_FILE))

    for query in ("disbursement", "verkaeufer", "申诉", "notice-dispute", "account health"):
        assert set(stored.find(ContactFilter(query=query)).places) <= set(
            memory.find(ContactFilter(query=query)).places
        )
        assert stored.find(ContactFilter(query=query)).total > 0
    assert stored.groups == memory.groups
    assert stored.purposes == memory.purposes


def test_of_a_large_directory_the_first_hits_are_fetched_and_all_are_counted(
    directory: Directory, tmp_path: Path
) -> None:
    from tests.bench.synthetic import grown_directory

    grown = grown_directory(directory, MOST_SHOWN * 3)
    write_store(tmp_path / STORE_FILE, grown)
    index = StoredIndex(DirectoryStore(tmp_path / STORE_FILE))

    found = index.find(ContactFilter(query="desk"))

    assert (len(found.places), found.total) == (MOST_SHOWN, MOST_SHOWN * 3)
    assert list(found.places) == sorted(found.places)


def test_a_damaged_store_costs_memory_and_not_the_directory(content: Content, tmp_path: Path) -> None:
    path = tmp_path / STORE_FILE
    path.write_bytes(b"no database at all" * 100)

    class Damaged(Content):
        @property
        def directory_store(self) -> Path | None:
            return path

    index = open_index(Damaged(PartSource({"directory": content.directory})))

    assert isinstance(index, MemoryIndex)
    assert index.size == len(content.directory.contacts)


def test_initials_are_those_of_the_words_and_of_nothing_else() -> None:
    assert initials("产品质量（PQ）问题申诉") == "cpzlwtss"
    assert initials("重新激活") == "cxjh"
    assert initials("Amazon") == ""


def test_a_query_becomes_phrases_of_words() -> None:
    assert phrases("payments-nach 停用") == '"payments nach"* "停 用"*'
    assert phrases('" - @') == ""
