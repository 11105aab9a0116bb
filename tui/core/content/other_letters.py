"""Letters to others: to a supplier, to a rights owner, to Amazon beside the answer itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec
from msgspec import field

from tui.core.content.guides import stem
from tui.core.content.problems import ContentError, Problem, nearest
from tui.core.content.reading import to_record
from tui.core.content.records import Condition, FactSpec, Record, SuspensionType, Words
from tui.core.content.yaml_reader import Node


class LetterLine(Record, frozen=True, kw_only=True):
    """A sentence of a letter, or a line of its list."""

    id: str
    say: Words
    needs: tuple[str, ...] = ()
    """The facts that its wording names."""
    when: Condition | None = None
    sources: tuple[str, ...] = ()


class OtherLetter(Record, frozen=True, kw_only=True):
    """A letter that a case needs beside the answer to Amazon's notice."""

    id: str
    order: int = 50
    """Place in the list, small first."""
    to: Literal["supplier", "rights_owner", "amazon"]
    title: Words
    explains: Words
    """When to use it, for the seller."""
    types: tuple[str, ...] = ()
    """The types, or the groups of types, that it fits; all where none is named."""
    except_types: tuple[str, ...] = ()
    """Types that it does not fit all the same."""
    shared: tuple[str, ...] = ()
    """The shared facts that it asks for, by id."""
    requires: tuple[str, ...] = ()
    """Those of the shared facts without which it shows a gap."""
    facts: tuple[FactSpec, ...] = ()
    labels: dict[str, Words] = field(default_factory=dict)
    why: dict[str, Words] = field(default_factory=dict)
    options: dict[str, dict[str, Words]] = field(default_factory=dict)
    """The label of each option of a `choice`."""
    subject: Words
    greeting: Words = field(default_factory=dict)
    sentences: tuple[LetterLine, ...]
    document: str | None = None
    """The kind of document that it asks for."""
    fields: tuple[LetterLine, ...] = ()
    """What that document has to show, in words for the one who reads the letter; else the words of the kind."""
    closes: tuple[LetterLine, ...] = ()
    """The sentences after the list."""
    signature: Words = field(default_factory=dict)
    sources: tuple[str, ...]
    reviewed: date


class OtherLetters(Record, frozen=True, kw_only=True):
    """All letters to others, in the order of the list."""

    letters: tuple[OtherLetter, ...] = ()


def read_other_letters(files: Iterable[tuple[str, Node]], shared: tuple[FactSpec, ...]) -> OtherLetters:
    """Return the letters of the files below `letters/`; raise `ContentError` where one does not fit."""
    known = {spec.id: spec for spec in shared}
    letters = []
    for name, node in files:
        letter = to_record(node, OtherLetter)
        if letter.id != stem(name):
            raise ContentError(Problem(node.mark, f"the id '{letter.id}' differs from its file '{stem(name)}'"))
        for fact in letter.shared:
            if fact not in known:
                mark = node.value["shared"].mark if isinstance(node.value, dict) else node.mark
                raise ContentError(Problem(mark, f"there is no shared fact '{fact}'{nearest(fact, known)}"))
        letters.append(letter)
    return OtherLetters(letters=tuple(sorted(letters, key=lambda letter: (letter.order, letter.id))))


def specs_of(letter: OtherLetter, shared: Mapping[str, FactSpec]) -> dict[str, FactSpec]:
    """Return the facts that a letter asks for, by id, each needed or not as the letter says."""
    taken = {
        name: msgspec.structs.replace(shared[name], required=name in letter.requires)
        for name in letter.shared
        if name in shared
    }
    return {**taken, **{spec.id: spec for spec in letter.facts}}


def fits(letter: OtherLetter, record: SuspensionType) -> bool:
    """Say whether a letter is of use for a type."""
    names = {record.id, record.group}
    return not names & {*letter.except_types} and (not letter.types or bool(names & {*letter.types}))
