"""The seller's own notes on contacts: what happened when they wrote there. Nobody else's file says anything of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from tui.core.content.problems import ContentError, Mark, Problem
from tui.core.content.records import Record
from tui.core.files import read_bounded, write_private
from tui.core.text import clean

MARKS_FILE = "contacts.yaml"
MOST_NOTE = 2_000
MAX_BYTES = 1_000_000

MarkState = Literal["", "answered", "bounced", "no_answer", "written"]
STATES: tuple[MarkState, ...] = ("", "written", "answered", "no_answer", "bounced")


class ContactMark(Record, frozen=True, kw_only=True):
    """What the seller keeps of one contact."""

    state: MarkState = ""
    day: date | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.state and not self.note.strip()


class ContactMarks:
    """The marks by contact, in a file of their own; one that cannot be read is told and never written over."""

    def __init__(self, folder: Path) -> None:
        """Keep the marks in the data folder."""
        self._folder = folder
        self.path = folder / MARKS_FILE
        self.problem = ""
        self._marks = self._read()

    def _read(self) -> dict[str, ContactMark]:
        try:
            data = read_bounded(self.path, MAX_BYTES)
            return _marks_in(data, self.path) if data.strip() else {}
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problem = str(Problem(Mark(str(self.path)), f"cannot be read: {error.strerror or error}"))
        except ContentError as error:
            self.problem = str(error.problems[0])
        return {}

    def get(self, contact: str) -> ContactMark:
        """Return what is kept of a contact; nothing kept is an empty mark."""
        return self._marks.get(contact, ContactMark())

    def keep(self, contact: str, mark: ContactMark) -> str:
        """Keep a mark, or drop an empty one; return why that was not possible, or an empty text."""
        # Read again: another window may have written in the meantime.
        self.problem = ""
        marks = self._read()
        if self.problem:
            return self.problem
        marks = {name: kept for name, kept in marks.items() if name != contact}
        if not mark.is_empty:
            marks[contact] = mark
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self.path, marks_to_yaml(marks))
        except OSError as error:
            return f"{self.path}: {error.strerror or error}"
        self._marks = marks
        return ""


def _marks_in(data: bytes, path: Path) -> dict[str, ContactMark]:
    # Imported where there is something to read: most people have no notes, and all wait for the start.
    from tui.core.content.reading import to_mapping
    from tui.core.content.yaml_reader import read_nodes

    return to_mapping(read_nodes(data, str(path)), ContactMark)


def marks_to_yaml(marks: dict[str, ContactMark]) -> str:
    """Return the text of the file: by contact, in the alphabet, every value quoted."""
    import yaml

    plain = {
        name: {
            key: text
            for key, text in (
                ("state", mark.state),
                ("day", mark.day.isoformat() if mark.day else ""),
                ("note", clean(mark.note).text[:MOST_NOTE]),
            )
            if text
        }
        for name, mark in sorted(marks.items())
    }
    return yaml.safe_dump(plain, allow_unicode=True, default_style='"', sort_keys=False, width=1_000) if plain else ""
