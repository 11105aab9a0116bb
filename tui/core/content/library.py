"""The door to all content: finds the folders, keeps a compiled cache, hands out parts as they are needed."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tui.core.content.channels import Channel
from tui.core.content.compiled import Directory, Index, ProblemNote, Reference, Stores, TypeBody
from tui.core.content.problems import UnknownNameError, nearest
from tui.core.content.records import (
    DocumentKind,
    FactSpec,
    Marketplace,
    Outline,
    Parameter,
    ResponseKind,
    Statement,
    Words,
)

if TYPE_CHECKING:
    from tui.core.content.check_rules import CheckRules
    from tui.core.content.guides import Guide
    from tui.core.content.other_letters import OtherLetter
    from tui.core.content.replies import NoticeRules

CACHE_FORMAT = 3
MOST_IN_MEMORY = 10_000
"""Contacts up to which the directory is read into memory and searched there."""
STORE_FILE = "directory.db"

Part = TypeVar("Part")


def content_root() -> Path:
    """Return the built-in content: beside `tui/` in a checkout, inside the package in a wheel."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "content"
    return inside if inside.is_dir() else package.parent / "content"


def fingerprint(roots: tuple[Path, ...], version: str) -> str:
    """Return a name for the state of all content files: their paths, sizes and times."""
    from tui.core.content.content_files import content_entries

    digest = hashlib.sha256(f"{CACHE_FORMAT} {version}\n".encode())
    for root in roots:
        try:
            entries = sorted(content_entries(root, ""), key=itemgetter(0))
        except OSError:
            # Told when it is read.
            digest.update(f"{root}\0unlisted\n".encode())
            continue
        for relative, entry in entries:
            status = entry.stat()
            digest.update(f"{root}\0{relative}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]


def words(texts: Words, language: str) -> str:
    """Return the text in a language, else in English, else the first there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


@dataclass
class Content:
    """All content, read part by part and kept; its parts never change."""

    parts: PartSource
    _bodies: dict[str, TypeBody] = field(default_factory=dict)

    @cached_property
    def index(self) -> Index:
        """What the chooser needs."""
        return self.parts.read("index", Index)

    @cached_property
    def reference(self) -> Reference:
        """Outlines, documents, parameters, marketplaces, sources and the shared pool."""
        return self.parts.read("reference", Reference)

    @cached_property
    def directory(self) -> Directory:
        """All contacts."""
        return self.parts.read("directory", Directory)

    @property
    def directory_store(self) -> Path | None:
        """The file of a directory that is too large for memory; none where it is not, or was not kept."""
        return self.parts.file(STORE_FILE)

    @cached_property
    def channels(self) -> dict[ResponseKind, Channel]:
        """Where an answer goes, by response kind."""
        return {channel.id: channel for channel in self.reference.channels}

    @cached_property
    def notice(self) -> NoticeRules:
        """The rules of the notice reader."""
        # Parts that no first frame shows bring their records along only when they are read: that is start time.
        from tui.core.content.replies import NoticeRules

        return self.parts.read("notice", NoticeRules)

    @cached_property
    def guides(self) -> dict[str, Guide]:
        """The guides by id, in the order of the list."""
        from tui.core.content.guides import Guides

        return {guide.id: guide for guide in self.parts.read("guides", Guides).guides}

    @cached_property
    def other_letters(self) -> dict[str, OtherLetter]:
        """The letters to others by id, in the order of the list."""
        from tui.core.content.other_letters import OtherLetters

        return {letter.id: letter for letter in self.parts.read("letters", OtherLetters).letters}

    @cached_property
    def checks(self) -> CheckRules:
        """The rules about letters."""
        from tui.core.content.check_rules import CheckRules

        return self.parts.read("checks", CheckRules)

    @cached_property
    def outlines(self) -> dict[ResponseKind, Outline]:
        """The outlines by response kind."""
        return {outline.id: outline for outline in self.reference.outlines}

    @cached_property
    def documents(self) -> dict[str, DocumentKind]:
        """The kinds of documents by id."""
        return {kind.id: kind for kind in self.reference.documents}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The thresholds by id."""
        return {parameter.id: parameter for parameter in self.reference.parameters}

    @cached_property
    def marketplaces(self) -> dict[str, Marketplace]:
        """The stores by code."""
        return {store.code: store for store in self.parts.read("stores", Stores).marketplaces}

    @property
    def problems(self) -> tuple[ProblemNote, ...]:
        """What was wrong with a user layer that was left out."""
        return self.index.problems

    def interface(self, language: str) -> dict[str, str]:
        """Return the interface's texts by dotted key."""
        return self.parts.read(f"interface-{language}", dict[str, str])

    def type(self, name: str) -> TypeBody:
        """Return a type with its wordings; raise `UnknownNameError` with the nearest id."""
        if name not in self._bodies:
            known = [entry.id for entry in self.index.types]
            if name not in known:
                raise UnknownNameError(f"there is no suspension type '{name}'{nearest(name, known)}")
            self._bodies[name] = self.parts.read(f"type-{name}", TypeBody)
        return self._bodies[name]

    def marketplace(self, code: str) -> Marketplace:
        """Return a store; raise `UnknownNameError` with the nearest code."""
        if code not in self.marketplaces:
            known = ", ".join(self.marketplaces)
            raise UnknownNameError(f"there is no marketplace '{code}' (known: {known})")
        return self.marketplaces[code]

    def facts_of(self, body: TypeBody, response: ResponseKind) -> tuple[FactSpec, ...]:
        """Return every fact that a letter of this type and kind asks for: the outline's first, each once."""
        shared = {fact.id: fact for fact in self.reference.shared.facts}
        own = {fact.id: fact for fact in body.type.facts}
        from_outline = {name: shared[name] for name in self.outlines[response].facts if name in shared}
        return tuple({**from_outline, **own}.values())


def statements_of(body: TypeBody) -> dict[str, Statement]:
    """Return every statement of a type that can be claimed, by id."""
    record = body.type
    return {item.id: item for item in (*record.causes, *record.grounds, *record.actions)}


class PartSource:
    """Parts in memory, as compiled."""

    def __init__(self, parts: dict[str, msgspec.Struct | dict[str, str]]) -> None:
        self._parts = parts

    def read(self, name: str, kind: type[Part]) -> Part:
        """Return a part; an interface language that does not exist is empty."""
        if name not in self._parts and name.startswith("interface-"):
            return kind()
        return self._parts[name]  # type: ignore[return-value]  # compile_tree pairs each name with its kind

    def file(self, name: str) -> Path | None:
        """Return a file that was made beside the parts, or nothing."""
        del name
        return None


class CachedParts(PartSource):
    """Parts read from a compiled cache; what cannot be read there is compiled afresh."""

    def __init__(self, folder: Path, roots: tuple[Path, ...]) -> None:
        super().__init__({})
        self._folder = folder
        self._roots = roots

    def read(self, name: str, kind: type[Part]) -> Part:
        """Return a part, from memory, from the cache, or from the sources."""
        if name in self._parts:
            return super().read(name, kind)
        try:
            data = (self._folder / f"{name}.json").read_bytes()
            part = msgspec.json.decode(data, type=kind)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            if not self._parts:
                self._parts = compiled_parts(self._roots)
                write_cache(self._folder, self._parts)
            return super().read(name, kind)
        return part

    def file(self, name: str) -> Path | None:
        """Return a file that was made beside the parts, or nothing."""
        path = self._folder / name
        return path if path.exists() else None


def compiled_parts(roots: tuple[Path, ...]) -> dict[str, msgspec.Struct | dict[str, str]]:
    """Compile the layers; a user layer with a fault is left out and its problems are kept."""
    from tui.core.content.compiling import compile_tree
    from tui.core.content.layers import lay_over, read_layer, refuse_wordings
    from tui.core.content.problems import ContentError, Problem

    tree = read_layer(roots[0], "content")
    parts = compile_tree(tree)
    problems: list[Problem] = []
    for root in roots[1:]:
        try:
            layer = read_layer(root, str(root))
            refuse_wordings(layer)
            candidate = lay_over(tree, layer)
            parts = compile_tree(candidate, tuple(problems))
        except ContentError as error:
            problems.extend(error.problems)
            parts = compile_tree(tree, tuple(problems))
        else:
            tree = candidate
    return parts


def write_cache(folder: Path, parts: dict[str, msgspec.Struct | dict[str, str]]) -> None:
    """Write the parts for the next start and drop older caches; a cache that cannot be written is no fault."""
    from tui.core.files import write_private

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in parts.items():
            write_private(folder / f"{name}.json", msgspec.json.encode(part))
            if isinstance(part, Directory) and len(part.contacts) > MOST_IN_MEMORY:
                _keep_store(folder, part)
        for other in folder.parent.iterdir():
            if other.name.startswith("content-") and other != folder:
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return


def _keep_store(folder: Path, directory: Directory) -> None:
    """Write a large directory as a database, whole or not at all."""
    import sqlite3

    from tui.core.content.directory_store import write_store

    unfinished = folder / f"{STORE_FILE}.tmp"
    try:
        write_store(unfinished, directory)
        unfinished.replace(folder / STORE_FILE)
    except sqlite3.Error:
        unfinished.unlink(missing_ok=True)


def open_content(user_root: Path | None = None, cache: Path | None = None, version: str = "") -> Content:
    """Open the built-in content with the user's layer over it, through a cache where a folder for one is given."""
    roots = (content_root(),) if user_root is None or not user_root.is_dir() else (content_root(), user_root)
    if cache is None:
        return Content(PartSource(compiled_parts(roots)))
    return Content(CachedParts(cache / f"content-{fingerprint(roots, version)}", roots))
