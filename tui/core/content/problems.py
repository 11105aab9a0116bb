"""What is wrong with a content or case file, and where."""

from collections.abc import Iterable
from difflib import get_close_matches

import msgspec


class Mark(msgspec.Struct, frozen=True):
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(msgspec.Struct, frozen=True):
    """One fault in a file: where it stands, and a sentence that says what was expected."""

    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.message}"


class ContentError(Exception):
    """A file cannot be used; carries every problem found, in the order of the file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnknownNameError(LookupError):
    """A name that nothing in the content has; its message offers the nearest one."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a clause that offers the nearest known name, or an empty text where none is near."""
    matches = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean '{matches[0]}'?" if matches else ""
