"""Worked cases as they are written: what they name exists. What they give is checked where letters are composed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path as FilePath

from tui.core.content.compiled import TypeBody
from tui.core.content.layers import Tree, read_file
from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Placed
from tui.core.content.problems import ContentError, Problem, nearest
from tui.core.content.records import Statement
from tui.core.content.worked_cases import WorkedCase


def read_cases(root: FilePath, shown_root: str, only: str | None = None) -> tuple[Tree, list[Problem]]:
    """Read the worked cases below a content folder, by path, and the problems of those that cannot be read."""
    tree: Tree = {}
    problems: list[Problem] = []
    for path in sorted(root.glob(f"types/{only or '*'}/cases/*.yaml")):
        relative = path.relative_to(root).as_posix()
        try:
            tree[relative] = read_file(path, f"{shown_root}/{relative}")
        except ContentError as error:
            problems.extend(error.problems)
    return tree, problems


def worked_names(desk: Desk) -> Iterator[Placed]:
    """A worked case names facts, statements, details, documents, stores and types that exist."""
    for _, body in desk.types():
        for file, case in (desk.cases or {}).items():
            if file.startswith(f"types/{body.type.id}/cases/"):
                yield from _names(desk, file, case, body)


def _names(desk: Desk, file: str, case: WorkedCase, body: TypeBody) -> Iterator[Placed]:
    record = body.type
    statements: dict[str, Statement] = {i.id: i for i in (*record.causes, *record.grounds, *record.actions)}
    outlined = {name for item in desk.reference.outlines for name in item.facts}
    checks: list[tuple[Path, Collection[str], Collection[str], str]] = [
        (["facts"], case.facts, set(desk.facts_of(body)) | outlined, "fact"),
        (["claims"], case.claims, statements, "statement"),
        (["evidence"], case.evidence, desk.documents, "document"),
        (["marketplace"], (case.marketplace,), {item.code for item in desk.reference.marketplaces}, "marketplace"),
        (["expect", "response"], (case.expect.response,), _responses(desk, body), "response of this type"),
        (["response"], (case.response,) if case.response else (), _responses(desk, body), "response of this type"),
        (["expect", "type"], (case.expect.type,) if case.expect.type else (), desk.type_ids, "type"),
    ]
    for name, claim in case.claims.items():
        if name in statements:
            path: Path = ["claims", name, "details"]
            checks.append((path, claim.details, statements[name].details, f"detail of {name}"))
    for path, names, known, what in checks:
        for name in names:
            if name not in known:
                place: Path = [*path, name] if path[0] in ("facts", "claims", "evidence") else path
                yield desk.find(file, place, "case", f"there is no {what} '{name}'{nearest(name, known)}")


def _responses(desk: Desk, body: TypeBody) -> set[str]:
    """Return the responses that a case of a type may take: its own, and any where a route leads to another type."""
    if any(route.type for route in body.type.routes):
        return {item.id for item in desk.reference.outlines}
    return set(body.type.responses)
