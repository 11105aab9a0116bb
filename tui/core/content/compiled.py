"""Content in the form in which it is used: typed parts, each loadable on its own."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from tui.core.content.channels import Channel, Contact
from tui.core.content.records import (
    DocumentKind,
    FactSpec,
    Group,
    Marketplace,
    Outline,
    Parameter,
    Record,
    ResponseKind,
    Scope,
    Severity,
    SharedPool,
    Source,
    SuspensionType,
    Wording,
    Words,
)


class TypeEntry(Record, frozen=True, kw_only=True):
    """What the chooser needs to know of a type."""

    id: str
    reference: str
    group: str
    scope: tuple[Scope, ...]
    responses: tuple[ResponseKind, ...]
    severity: Severity
    title: Words
    summary: Words


class ProblemNote(Record, frozen=True, kw_only=True):
    """A problem of a user layer that was left out, kept with the compiled content."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class Pack(Record, frozen=True, kw_only=True):
    """The name and version of the content."""

    name: str
    version: str
    format: int
    licence: str
    languages: tuple[str, ...]


class Index(Record, frozen=True, kw_only=True):
    """What is needed at the start: small, without bodies."""

    pack: Pack
    groups: tuple[Group, ...]
    types: tuple[TypeEntry, ...]
    problems: tuple[ProblemNote, ...] = ()


class Stores(Record, frozen=True, kw_only=True):
    """The stores alone: the directory shows their names before any letter needs the rest of the reference."""

    marketplaces: tuple[Marketplace, ...]


class Reference(Record, frozen=True, kw_only=True):
    """What every letter may need: outlines, documents, thresholds, stores, sources, shared facts and statements."""

    outlines: tuple[Outline, ...]
    documents: tuple[DocumentKind, ...]
    parameters: tuple[Parameter, ...]
    marketplaces: tuple[Marketplace, ...]
    sources: dict[str, Source]
    shared: SharedPool
    shared_wording: dict[str, Wording]
    channels: tuple[Channel, ...] = ()


class PurposeEntry(Record, frozen=True, kw_only=True):
    """A purpose of the directory."""

    id: str
    title: Words
    rank: int


class Directory(Record, frozen=True, kw_only=True):
    """All channels, and the purposes that group them."""

    purposes: tuple[PurposeEntry, ...]
    contacts: tuple[Contact, ...]
    search: tuple[str, ...] = ()
    """What each contact is searched by, in their order."""


class TypeBody(Record, frozen=True, kw_only=True):
    """A type with its wordings; what it takes from the shared pool stands in its own lists."""

    type: SuspensionType
    wording: dict[str, Wording]

    def facts(self) -> tuple[FactSpec, ...]:
        """Return the facts of the type, shared ones first."""
        return self.type.facts


Compiled = Mapping[str, msgspec.Struct | dict[str, str]]
"""Parts by name: index, stores, reference, directory, notice, checks, guides, letters, interface-<code>, type-<id>."""
