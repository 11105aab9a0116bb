"""Guides: what a seller should know beside the letter, in Markdown of our own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tui.core.content.problems import ContentError, Problem
from tui.core.content.reading import to_record
from tui.core.content.records import Record, SuspensionType, Words
from tui.core.content.yaml_reader import Node


class Guide(Record, frozen=True, kw_only=True):
    """A page of advice with the sources of its facts."""

    id: str
    order: int = 50
    """Place in the list, small first."""
    title: Words
    types: tuple[str, ...] = ()
    """The types, or the groups of types, that it matters for; first the type that it is about, if it is about one."""
    parameters: tuple[str, ...] = ()
    """The thresholds that the body states; the linter makes sure that it states today's values."""
    body: Words
    """Markdown."""
    sources: tuple[str, ...]
    reviewed: date


class Guides(Record, frozen=True, kw_only=True):
    """All guides, in the order of the list."""

    guides: tuple[Guide, ...] = ()


def read_guides(files: Iterable[tuple[str, Node]]) -> Guides:
    """Return the guides of the files below `guides/`; raise `ContentError` where one does not fit."""
    guides = []
    for name, node in files:
        guide = to_record(node, Guide)
        if guide.id != stem(name):
            raise ContentError(Problem(node.mark, f"the id '{guide.id}' differs from its file '{stem(name)}'"))
        guides.append(guide)
    return Guides(guides=tuple(sorted(guides, key=lambda guide: (guide.order, guide.id))))


def stem(name: str) -> str:
    """Return the name of a file without its folder and its ending."""
    return name.rsplit("/", 1)[-1].removesuffix(".yaml")


def guides_for(guides: Sequence[Guide], record: SuspensionType) -> tuple[Guide, ...]:
    """Return the guides that matter for a type: those that it names, the one about it, then all others that name it."""
    named = {name: place for place, name in enumerate(record.guides)}
    matter = [guide for guide in guides if guide.id in named or {record.id, record.group} & {*guide.types}]
    return tuple(sorted(matter, key=lambda guide: (named.get(guide.id, len(named)), guide.types[:1] != (record.id,))))
