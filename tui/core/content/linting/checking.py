"""Runs every rule over a tree of content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from tui.core.content.compiled import Directory, Index, Reference, TypeBody
from tui.core.content.compiling import compile_tree
from tui.core.content.layers import Tree
from tui.core.content.linting import (
    cases,
    channels,
    completeness,
    guides_and_letters,
    identity,
    labels,
    patterns,
    sources,
    structure,
    wording,
)
from tui.core.content.linting.desk import Desk, Shelf
from tui.core.content.linting.findings import RULES, Allowed, ContentFinding, Placed, Report
from tui.core.content.problems import ContentError, Problem
from tui.core.content.reading import to_record, to_records
from tui.core.content.records import Retired, SharedPool, SuspensionType, Wording
from tui.core.content.worked_cases import WorkedCase

Check = Callable[[Desk], Iterator[Placed]]
"""A rule: looks over the desk and names what it objects to."""

CHECKS: tuple[Check, ...] = (
    structure.files,
    structure.references,
    structure.conditions,
    structure.routes,
    identity.duplicates,
    identity.shadows,
    identity.retired,
    identity.orphans,
    completeness.texts,
    completeness.languages,
    completeness.required_parts,
    completeness.chains,
    completeness.lists,
    completeness.states,
    completeness.worked,
    wording.names,
    wording.parity,
    wording.sentences,
    labels.labels,
    labels.questions,
    labels.advice,
    sources.keys,
    sources.reviews,
    sources.addresses,
    patterns.examples,
    patterns.foreign,
    patterns.words,
    patterns.shapes,
    patterns.twice,
    cases.worked_names,
    guides_and_letters.guides,
    guides_and_letters.letters,
    channels.channels,
)


def check(
    tree: Tree,
    only: str | None = None,
    today: date | None = None,
    worked: Tree | None = None,
    more: tuple[Check, ...] = (),
) -> Report:
    """Check a tree of content, all of it or one type with the pools it takes from.

    `worked` holds the worked cases by path; without it, nothing is said about them. Files that do not fit their record
    are named, and what does not need them is checked all the same. `more` adds rules of higher floors.
    """
    faults, desk = set_desk(tree, only, today or date.today(), worked)
    findings = [schema_finding(item) for item in faults]
    if desk is None:
        return Report(tuple(sorted(set(findings))))
    placed = [item for rule in (*CHECKS, *more) for item in rule(desk)]
    kept, allowed = _without_allowed(desk, placed)
    return Report(tuple(sorted({*findings, *kept})), allowed)


def schema_finding(problem: Problem) -> ContentFinding:
    """Return the finding for a file that cannot be used."""
    mark = problem.mark
    return ContentFinding(mark.file, mark.line, mark.column, "schema", "error", problem.message, RULES["schema"].fix)


def set_desk(tree: Tree, only: str | None, today: date, worked: Tree | None) -> tuple[list[Problem], Desk | None]:
    """Compile what can be compiled; return the faults found, and the desk if there is enough for one."""
    considered = tree if only is None else _narrowed(tree, only)
    faults = structure.faults_of(considered)
    broken = {name for name in considered if any(_is_of(item, name) for item in faults)}
    left_out = {name.split("/")[1] for name in broken if name.startswith("types/")}
    if any(not name.startswith("types/") for name in broken):
        return faults, None
    # In the check of one type the others only lend their examples; one that is half written is passed over.
    if only is not None:
        left_out |= {name for name in _types(tree) - {only} if structure.faults_of(_of_type(tree, name))}
    while True:
        try:
            parts = compile_tree({name: node for name, node in tree.items() if _type_of(name) not in left_out})
            break
        except ContentError as error:
            names = {_type_of(item.mark.file.removeprefix("content/")) for item in error.problems} - {""}
            if only is None or only in names or not names:
                faults.extend(item for item in error.problems if item not in faults)
            if not names or names <= left_out:
                return faults, None
            left_out |= names
    return faults, _desk(tree, parts, only, today, worked, frozenset(left_out), faults)


def _narrowed(tree: Tree, only: str) -> Tree:
    return {name: node for name, node in tree.items() if not name.startswith("types/") or _type_of(name) == only}


def _types(tree: Tree) -> set[str]:
    return {_type_of(name) for name in tree} - {""}


def _of_type(tree: Tree, name: str) -> Tree:
    return {path: node for path, node in tree.items() if path.startswith(f"types/{name}/")}


def _type_of(relative: str) -> str:
    return relative.split("/")[1] if relative.startswith("types/") else ""


def _is_of(problem: Problem, relative: str) -> bool:
    return problem.mark.file.endswith("/" + relative)


def _desk(
    tree: Tree, parts: object, only: str | None, today: date, worked: Tree | None, left_out: frozenset[str],
    faults: list[Problem],
) -> Desk:  # fmt: skip
    assert isinstance(parts, dict)
    index, reference, directory = parts["index"], parts["reference"], parts["directory"]
    assert isinstance(index, Index)
    assert isinstance(reference, Reference)
    assert isinstance(directory, Directory)
    bodies = {name.removeprefix("type-"): body for name, body in parts.items() if isinstance(body, TypeBody)}
    retired = to_records(tree["obsolete.yaml"], Retired) if "obsolete.yaml" in tree else ()
    records: dict[str, WorkedCase] = {}
    for path, node in (worked or {}).items():
        try:
            records[path] = to_record(node, WorkedCase)
        except ContentError as error:
            faults.extend(error.problems if only in (None, _type_of(path)) else ())
    return Desk(
        tree=tree,
        today=today,
        index=index,
        reference=reference,
        directory=directory,
        bodies=bodies,
        shelves=tuple(_shelves(tree, bodies)),
        only=only,
        retired=retired,
        cases=None if worked is None else records,
        case_tree=worked or {},
        in_work=left_out,
    )


def _shelves(tree: Tree, bodies: dict[str, TypeBody]) -> Iterator[Shelf]:
    for name, node in tree.items():
        folder, _, file = name.rpartition("/")
        if file == "type.yaml" and folder.removeprefix("types/") in bodies:
            yield Shelf(folder, "type", to_record(node, SuspensionType), _wordings(tree, folder, "type"))
        elif file == "shared.yaml" and folder.startswith("shared/"):
            yield Shelf(folder, "shared", to_record(node, SharedPool), _wordings(tree, folder, "shared"))


def _wordings(tree: Tree, folder: str, main: str) -> dict[str, Wording]:
    files = [name for name in tree if name.rpartition("/")[0] == folder and not name.endswith(f"/{main}.yaml")]
    return {name.rpartition("/")[2].removesuffix(".yaml"): to_record(tree[name], Wording) for name in files}


def _without_allowed(desk: Desk, placed: Iterable[Placed]) -> tuple[list[ContentFinding], tuple[Allowed, ...]]:
    """Take out what the content allows beside the item; an allowance without a reason or an effect is a finding."""
    rest = list(placed)
    allowed: list[Allowed] = []
    for shelf in desk.chosen():
        for number, allowance in enumerate(shelf.record.allow):
            covered = [item for item in rest if _covers(shelf.folder, allowance.path, allowance.rule, item)]
            file, message = shelf.declared_in, ""
            if allowance.rule not in RULES:
                message = f"there is no rule '{allowance.rule}'"
            elif not allowance.reason.strip():
                message = f"the allowance of '{allowance.rule}' gives no reason"
            elif not covered:
                message = f"'{allowance.rule}' finds nothing at '{allowance.path}' any more"
            else:
                allowed.extend(Allowed(item.finding, allowance.reason) for item in covered)
                rest = [item for item in rest if item not in covered]
            if message:
                rest.append(desk.find(file, ["allow", number], "allow", message))
    return [item.finding for item in rest], tuple(allowed)


def _covers(folder: str, path: str, rule: str, item: Placed) -> bool:
    below = item.path == path or item.path.startswith(path + ".")
    return rule == item.finding.rule and item.file.startswith(folder + "/") and below and rule != "allow"
