"""A directory too large for memory, as an SQLite file beside the compiled content: records by place, words by FTS5."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import msgspec

from tui.core.content.channels import Contact
from tui.core.content.compiled import Directory, PurposeEntry
from tui.core.content.search_texts import HAN

WORD = re.compile(r"\w+")

SCHEMA = """
PRAGMA journal_mode = OFF;
CREATE TABLE purposes (place INTEGER PRIMARY KEY, first INTEGER, body BLOB);
CREATE TABLE contacts (place INTEGER PRIMARY KEY, id TEXT, marketplace TEXT, purpose TEXT, status TEXT, kind TEXT,
                       body BLOB);
CREATE INDEX by_id ON contacts (id);
CREATE INDEX by_parts ON contacts (marketplace, status, kind, place);
CREATE VIRTUAL TABLE words USING fts5 (text, content='', prefix='1 2 3');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""


def spread(text: str) -> str:
    """Return a text with each Chinese character as a word of its own: no space stands between them to tell."""
    return HAN.sub(r" \g<0> ", text)


def phrases(query: str) -> str:
    """Return a folded query as FTS5 reads it: every word of it has to begin a word of the record."""
    found = []
    for term in query.split():
        words = WORD.findall(spread(term))
        if words:
            found.append('"' + " ".join(words) + '"*')
    return " ".join(found)


def write_store(path: Path, directory: Directory) -> None:
    """Write a directory, whose contacts stand by purpose, to a new file."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(SCHEMA)
        firsts: dict[str, int] = {}
        for place, contact in enumerate(directory.contacts):
            firsts.setdefault(contact.purpose, place)
        base.executemany(
            "INSERT INTO purposes VALUES (?, ?, ?)",
            ((n, firsts.get(item.id), msgspec.json.encode(item)) for n, item in enumerate(directory.purposes)),
        )
        base.executemany("INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, *_numbered(directory)))
        texts = ((place, _with_tails(text)) for place, text in enumerate(directory.search))
        base.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts)
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.commit()


def _numbered(directory: Directory) -> tuple[Iterable[int], Sequence[Contact]]:
    return range(len(directory.contacts)), directory.contacts


def _row(place: int, contact: Contact) -> tuple[object, ...]:
    body = msgspec.json.encode(contact)
    return (place, contact.id, contact.marketplace, contact.purpose, contact.status, contact.kind, body)


def _with_tails(text: str) -> str:
    """Return a search text for FTS5, in which initials are found from their second letter on as well."""
    *_, title, store = text.split("\n")
    tails = (word[start:] for word in (title, store) for start in range(1, len(word)))
    return spread(f"{text} {' '.join(tails)}")


class DirectoryStore:
    """The file as it is read: nothing is held in memory but what was last shown."""

    def __init__(self, path: Path) -> None:
        """Open a store; raise `sqlite3.Error` where it is damaged."""
        self._path = path
        self._base = self._connected()
        rows = self._base.execute("SELECT first, body FROM purposes ORDER BY place").fetchall()
        self.purposes = tuple(msgspec.json.decode(body, type=PurposeEntry) for _, body in rows)
        firsts = zip(self.purposes, rows, strict=True)
        self.groups = tuple((first, purpose.id) for purpose, (first, _) in firsts if first is not None)
        self.size: int = self._base.execute("SELECT count(*) FROM contacts").fetchone()[0]
        self.contact = lru_cache(maxsize=512)(self._read)

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def _read(self, place: int) -> Contact:
        found = self._base.execute("SELECT body FROM contacts WHERE place = ?", (place,)).fetchone()
        return msgspec.json.decode(found[0], type=Contact)

    def place(self, contact: str) -> int | None:
        """Return where a contact stands, or nothing."""
        found = self._base.execute("SELECT place FROM contacts WHERE id = ?", (contact,)).fetchone()
        return found[0] if found else None

    def find(self, query: str, wanted: dict[str, Sequence[str]], most: int) -> tuple[list[int], int]:
        """Return the places of the first contacts that fit, and how many fit in all.

        `wanted` holds for a column the values that it may have.
        """
        tables, conditions, values = "contacts", [], []
        if query:
            tables = "words JOIN contacts ON contacts.place = words.rowid" if wanted else "words"
            conditions.append("words MATCH ?")
            values.append(query)
        for column, allowed in wanted.items():
            conditions.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(allowed)
        where = f"FROM {tables} WHERE {' AND '.join(conditions) or '1'}"
        number = "words.rowid" if query else "place"
        rows = self._base.execute(f"SELECT {number} {where} ORDER BY {number} LIMIT ?", (*values, most + 1)).fetchall()
        found = [row[0] for row in rows]
        if len(found) <= most:
            return found, len(found)
        return found[:most], self._base.execute(f"SELECT count(*) {where}", values).fetchone()[0]

    def similar_words(self, first: str, least: int, most: int) -> list[str]:
        """Return the words of the directory that begin with a letter and have so many; any thread may ask."""
        asked = "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
        with closing(self._connected()) as base:
            return [row[0] for row in base.execute(asked, (first, first + "\uffff", least, most))]
