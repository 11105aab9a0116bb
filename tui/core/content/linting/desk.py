"""What the rules work on: the content as it was written, as it is compiled, and the way to a finding's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tui.core.content.compiled import Directory, Index, Reference, TypeBody
from tui.core.content.layers import Tree
from tui.core.content.linting.findings import RULES, ContentFinding, Level, Placed
from tui.core.content.problems import Mark
from tui.core.content.records import FactSpec, Retired, SharedPool, Situation, Statement, SuspensionType, Wording
from tui.core.content.worked_cases import WorkedCase
from tui.core.content.yaml_reader import Node, locate

Path = list[str | int]


@dataclass(frozen=True)
class Shelf:
    """A folder that declares facts and statements and words them: a type, or a shared pool, as written."""

    folder: str
    file: str
    """The file that declares: `type` or `shared`."""
    record: SuspensionType | SharedPool
    wording: Mapping[str, Wording]

    @property
    def name(self) -> str:
        """The type's or the pool's id."""
        return self.folder.split("/")[1]

    @property
    def situation(self) -> tuple[Situation, ...]:
        """The situation sentences; a pool has none."""
        return self.record.situation if isinstance(self.record, SuspensionType) else ()

    @property
    def claimable(self) -> tuple[Statement, ...]:
        """Every statement that a seller can claim."""
        return (*self.record.causes, *self.record.grounds, *self.record.actions)

    def statements(self) -> Iterator[tuple[Path, Statement]]:
        """Yield every statement with its place."""
        lists = {"situation": self.situation, "causes": self.record.causes, "grounds": self.record.grounds}
        for part, items in {**lists, "actions": self.record.actions}.items():
            for number, item in enumerate(items):
                yield [part, number], item

    def path_of(self, language: str) -> str:
        """Return the path of a language file."""
        return f"{self.folder}/{language}.yaml"

    @property
    def declared_in(self) -> str:
        """The path of the file that declares."""
        return f"{self.folder}/{self.file}.yaml"


@dataclass(frozen=True)
class Desk:
    """All content on one desk, with the day of the check."""

    tree: Tree
    today: date
    index: Index
    reference: Reference
    directory: Directory
    bodies: Mapping[str, TypeBody]
    """The types that could be compiled."""
    shelves: tuple[Shelf, ...]
    """Every type and pool, as written."""
    only: str | None = None
    retired: tuple[Retired, ...] = ()
    cases: Mapping[str, WorkedCase] | None = None
    """Worked cases by path; None where they are not looked at."""
    case_tree: Tree = field(default_factory=dict)
    in_work: frozenset[str] = frozenset()
    """Types that exist but cannot be compiled today."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are shipped."""
        return self.index.pack.languages

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The ids of all thresholds."""
        return frozenset(item.id for item in self.reference.parameters)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The ids of all kinds of documents."""
        return frozenset(item.id for item in self.reference.documents)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The keys of all sources."""
        return frozenset(self.reference.sources)

    @cached_property
    def type_ids(self) -> frozenset[str]:
        """The ids of all types, those that cannot be compiled among them."""
        return frozenset(name.split("/")[1] for name in self.tree if name.startswith("types/")) | self.in_work

    @cached_property
    def shared_facts(self) -> dict[str, FactSpec]:
        """The facts of all pools by id."""
        return {spec.id: spec for spec in self.reference.shared.facts}

    def stems(self, folder: str) -> frozenset[str]:
        """Return the names of the files in a folder."""
        begin = folder + "/"
        return frozenset(name.rsplit("/", 1)[1].removesuffix(".yaml") for name in self.tree if name.startswith(begin))

    def chosen(self) -> Iterator[Shelf]:
        """Yield the shelves to be checked: all, or one type with the pools it takes from."""
        for shelf in self.shelves:
            if self.only is None or shelf.name == self.only or self._feeds(shelf):
                yield shelf

    def types(self) -> Iterator[tuple[Shelf, TypeBody]]:
        """Yield each type to be checked, as written and as compiled."""
        for shelf in self.shelves:
            if shelf.file == "type" and self.only in (None, shelf.name) and shelf.name in self.bodies:
                yield shelf, self.bodies[shelf.name]

    def _feeds(self, shelf: Shelf) -> bool:
        if shelf.file == "type" or self.only is None or self.only not in self.bodies:
            return False
        used = self.bodies[self.only].type.shared
        names = {*used.causes, *used.grounds, *used.actions}
        return any(item.id in names for item in shelf.claimable)

    def facts_of(self, body: TypeBody) -> dict[str, FactSpec]:
        """Return every fact that a letter of a type may ask for: its own, and those of the outlines it may take."""
        record = body.type
        responses = {*record.responses, *(route.response for route in record.routes if route.type is None)}
        names = {name for item in self.reference.outlines if item.id in responses for name in item.facts}
        shared = {name: self.shared_facts[name] for name in names if name in self.shared_facts}
        return {**shared, **{spec.id: spec for spec in record.facts}}

    def find(self, file: str, path: Path, rule: str, message: str, fix: str = "", level: Level | None = None) -> Placed:
        """Return a finding at a place of a file."""
        node = self.tree.get(file) or self.case_tree.get(file)
        mark = locate(node, path) if node else Mark(f"content/{file}")
        found = RULES[rule]
        finding = ContentFinding(
            mark.file, mark.line, mark.column, rule, level or found.level, message, fix or found.fix
        )
        return Placed(finding, file, dotted(node, path))


def dotted(node: Node | None, path: Path) -> str:
    """Return a path as keys and ids joined by dots: an item of a list by its id, else by its number."""
    steps = []
    for step in path:
        child = _child(node, step)
        steps.append(_id_of(child) or str(step) if isinstance(step, int) else step)
        node = child
    return ".".join(steps)


def _child(node: Node | None, step: str | int) -> Node | None:
    if node is not None and isinstance(node.value, dict) and isinstance(step, str):
        return node.value.get(step)
    if node is not None and isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _id_of(node: Node | None) -> str | None:
    child = _child(node, "id") or _child(node, "code")
    return child.value if child is not None and isinstance(child.value, str) else None
