"""Structure: files fit their records, what is named exists, ids stand once and are not retired."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from tui.core.content.layers import Tree
from tui.core.content.linting.desk import Desk, Path, Shelf
from tui.core.content.linting.findings import Placed
from tui.core.content.problems import ContentError, Problem, nearest
from tui.core.content.reading import to_mapping, to_record, to_records
from tui.core.content.records import Action, Condition, FactSpec, RootCause, Statement, SuspensionType
from tui.core.content.schema import FileKind, kind_of
from tui.core.content.yaml_reader import Node

READ_ELSEWHERE = ("interface/", "guides/", "checks/", "letters/")
"""What other parts of the program read, each with its own check."""
EUROPE = "EU"

T = TypeVar("T")


def faults_of(tree: Tree) -> list[Problem]:
    """Return every place where a file does not fit its record."""
    problems: list[Problem] = []
    for relative, node in tree.items():
        kind = kind_of(relative)
        if kind is not None:
            problems.extend(_faults(node, kind))
    return problems


def _faults(node: Node, kind: FileKind) -> Iterator[Problem]:
    read = {"list": to_records, "mapping": to_mapping}.get(kind.shape, to_record)
    if kind.shape == "list" and isinstance(node.value, list):
        for child in node.value:
            yield from _faults(child, FileKind(kind.name, kind.paths, kind.record))
        return
    try:
        read(node, kind.record)
    except ContentError as error:
        yield from error.problems


def files(desk: Desk) -> Iterator[Placed]:
    """Every file is read by something, and a folder of a type has its `type.yaml`."""
    for relative in desk.tree:
        shelf = relative.startswith(("types/", "shared/"))
        stem = relative.rsplit("/", 1)[-1].removesuffix(".yaml")
        kind = kind_of(relative)
        if kind is None and not relative.startswith(READ_ELSEWHERE):
            yield desk.find(relative, [], "file", f"nothing reads {relative}")
        elif kind is not None and kind.name == "wording" and stem not in desk.languages:
            shipped = ", ".join(desk.languages)
            yield desk.find(relative, [], "file", f"'{stem}' is not a language of pack.yaml ({shipped})")
        if shelf and kind is not None and kind.name == "wording":
            folder = relative.rsplit("/", 1)[0]
            main = f"{folder}/{'type' if folder.startswith('types/') else 'shared'}.yaml"
            if main not in desk.tree and folder.split("/")[1] not in desk.in_work:
                yield desk.find(relative, [], "file", f"there is no {main} beside it", level="error")


def references(desk: Desk) -> Iterator[Placed]:
    """What a type or a pool names exists."""
    for shelf in desk.chosen():
        yield from _statement_references(desk, shelf)
        for number, spec in enumerate(shelf.record.facts):
            if spec.limit:
                path: Path = ["facts", number, "limit"]
                yield from _unknown(desk, shelf.declared_in, path, (spec.limit,), desk.parameters, "parameter")
        if isinstance(shelf.record, SuspensionType):
            yield from _type_references(desk, shelf, shelf.record)
    if desk.only is None:
        yield from _outline_references(desk)


def _unknown(
    desk: Desk, file: str, path: Path, names: Collection[str], known: Collection[str], what: str
) -> Iterator[Placed]:
    for name in names:
        if name not in known:
            message = f"there is no {what} '{name}'{nearest(name, known)}"
            yield desk.find(file, path, "reference", message, f"Name a {what} that exists, or add it.")


def _statement_references(desk: Desk, shelf: Shelf) -> Iterator[Placed]:
    body = desk.bodies.get(shelf.name) if shelf.file == "type" else None
    facts: Collection[str] = desk.facts_of(body) if body else desk.shared_facts
    actions = {item.id for item in (body.type.actions if body else desk.reference.shared.actions)}
    for path, item in shelf.statements():
        file = shelf.declared_in
        if body:
            yield from _unknown(desk, file, [*path, "needs"], item.needs, facts, "fact")
        yield from _unknown(desk, file, [*path, "evidence"], item.evidence, desk.documents, "document")
        if isinstance(item, RootCause):
            yield from _unknown(desk, file, [*path, "answered_by"], item.answered_by, actions, "action")
        if isinstance(item, Action):
            yield from _unknown(desk, file, [*path, "alternatives"], item.alternatives, actions, "action")
    if body:
        yield from _needs_of_shared(desk, shelf, body.type, facts)


def _needs_of_shared(desk: Desk, shelf: Shelf, record: SuspensionType, facts: Collection[str]) -> Iterator[Placed]:
    """A shared statement needs a fact that the type that takes it has."""
    parts: dict[str, tuple[Statement, ...]] = {"causes": record.causes, "grounds": record.grounds}
    for part, items in {**parts, "actions": record.actions}.items():
        taken = getattr(record.shared, part)
        for item in items:
            if item.id not in taken:
                continue
            wanted = {*item.needs, *((item.when.fact,) if item.when else ())}
            for name in sorted(wanted - set(facts)):
                message = f"the shared statement '{item.id}' needs the fact '{name}', which this type does not have"
                fix = f"Take '{name}' under shared.facts, or leave the statement out."
                yield desk.find(shelf.declared_in, ["shared", part], "reference", message, fix)


def _type_references(desk: Desk, shelf: Shelf, record: SuspensionType) -> Iterator[Placed]:
    file = shelf.declared_in
    yield from _unknown(desk, file, ["confusable"], record.confusable, desk.type_ids, "type")
    yield from _unknown(desk, file, ["group"], (record.group,), {item.id for item in desk.index.groups}, "group")
    yield from _unknown(desk, file, ["guides"], record.guides, desk.stems("guides"), "guide")
    purpose = (record.contact.purpose,)
    yield from _unknown(desk, file, ["contact", "purpose"], purpose, desk.stems("contacts"), "contact purpose")
    for number, need in enumerate(record.documents):
        yield from _unknown(desk, file, ["documents", number, "id"], (need.id,), desk.documents, "document")
    for number, route in enumerate(record.routes):
        names = (route.type,) if route.type else ()
        yield from _unknown(desk, file, ["routes", number], names, desk.type_ids, "type")
    body = desk.bodies[shelf.name]
    merged = body.type
    statements = {i.id for part in (merged.causes, merged.grounds, merged.actions, merged.situation) for i in part}
    known = statements | set(desk.facts_of(body)) | desk.documents
    for number, question in enumerate(record.questions):
        path: Path = ["questions", number, "answered_by"]
        yield from _unknown(desk, file, path, question.answered_by, known, "fact, statement or document")


def _outline_references(desk: Desk) -> Iterator[Placed]:
    for file, number, item in records_in(desk, "outlines", desk.reference.outlines):
        yield from _unknown(desk, file, [*number, "facts"], item.facts, desk.shared_facts, "shared fact")
        for place, section in enumerate(item.sections):
            for part in ("opens", "closes"):
                for index, sentence in enumerate(getattr(section, part)):
                    path: Path = [*number, "sections", place, part, index]
                    yield from _unknown(desk, file, [*path, "needs"], sentence.needs, item.facts, "fact of the outline")
                    yield from _bad_condition(desk, file, path, sentence.when, desk.shared_facts)
    for file, number, kind in records_in(desk, "documents", desk.reference.documents):
        names = (kind.max_age,) if kind.max_age else ()
        yield from _unknown(desk, file, [*number, "max_age"], names, desk.parameters, "parameter")
    stores = {item.code for item in desk.reference.marketplaces} | {EUROPE}
    for file in desk.tree:
        if file.startswith("contacts/"):
            for index, code in _codes(desk.tree[file]):
                path = ["contacts", index, "marketplace"]
                yield from _unknown(desk, file, path, (code,), stores, "marketplace")


def _codes(node: Node) -> Iterator[tuple[int, str]]:
    contacts = node.value["contacts"].value if isinstance(node.value, dict) else None
    for number, item in enumerate(contacts if isinstance(contacts, list) else []):
        code = item.value.get("marketplace") if isinstance(item.value, dict) else None
        if code is not None and isinstance(code.value, str):
            yield number, code.value


def records_in(desk: Desk, name: str, records: tuple[T, ...]) -> Iterator[tuple[str, Path, T]]:
    """Yield records of a list file, or of the files of its folder, each with its place."""
    rest = iter(records)
    first = [f"{name}.yaml"] if f"{name}.yaml" in desk.tree else []
    for file in first + [item for item in desk.tree if item.startswith(f"{name}/")]:
        items = desk.tree[file].value
        for number in range(len(items) if isinstance(items, list) else 0):
            yield file, [number], next(rest)


def conditions(desk: Desk) -> Iterator[Placed]:
    """A condition names a fact of the type and a value that it can take; facts do not wait for each other."""
    for shelf, body in desk.types():
        facts = desk.facts_of(body)
        record = body.type
        places = [(path, item.when) for path, item in shelf.statements()]
        own = shelf.record
        assert isinstance(own, SuspensionType)
        for part in ("routes", "facts", "documents", "do", "do_not"):
            places.extend(([part, number], item.when) for number, item in enumerate(getattr(own, part)))
        for path, condition in places:
            yield from _bad_condition(desk, shelf.declared_in, path, condition, facts)
        waits = {spec.id: spec.when.fact for spec in record.facts if spec.when}
        for number, spec in enumerate(own.facts):
            if _waits_for_itself(spec.id, waits):
                yield desk.find(shelf.declared_in, ["facts", number], "cycle", f"'{spec.id}' waits for itself")


def _bad_condition(
    desk: Desk, file: str, path: Path, condition: Condition | None, facts: dict[str, FactSpec]
) -> Iterator[Placed]:
    if condition is None:
        return
    if condition.fact not in facts:
        message = f"the condition names an unknown fact '{condition.fact}'{nearest(condition.fact, facts)}"
        yield desk.find(file, [*path, "when"], "condition", message)
        return
    options = facts[condition.fact].options
    values = [value for value in (condition.equals, condition.is_not, *condition.any_of) if value]
    for value in values:
        if options and value not in options:
            message = f"'{value}' is no option of {condition.fact} ({', '.join(options)})"
            yield desk.find(file, [*path, "when"], "condition", message)
    if not values and condition.known is None:
        yield desk.find(file, [*path, "when"], "condition", "the condition says nothing of the fact's value")


def _waits_for_itself(name: str, waits: dict[str, str]) -> bool:
    seen, at = set(), waits.get(name)
    while at is not None and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = waits.get(at)
    return False


def routes(desk: Desk) -> Iterator[Placed]:
    """A route leads to another type, or to a response that the type allows and that is not hidden by an earlier one."""
    for shelf, body in desk.types():
        kinds = {item.id for item in desk.reference.outlines}
        own = shelf.record
        assert isinstance(own, SuspensionType)
        for number, response in enumerate(own.responses):
            yield from _unknown(desk, shelf.declared_in, ["responses", number], (response,), kinds, "outline")
        for number, route in enumerate(own.routes):
            path: Path = ["routes", number]
            if route.response is None and route.type is None:
                yield desk.find(shelf.declared_in, path, "route", f"the route '{route.id}' leads nowhere")
            elif route.type == shelf.name:
                yield desk.find(shelf.declared_in, path, "route", f"the route '{route.id}' leads back to this type")
            elif route.type is None and route.response not in body.type.responses:
                message = f"the route '{route.id}' leads to {route.response}, which is not among the responses"
                yield desk.find(shelf.declared_in, path, "route", message, "Add it to responses, or correct the route.")
        for spec_number, spec in enumerate(own.facts):
            if (spec.kind == "choice") != bool(spec.options):
                message = f"'{spec.id}' is of kind {spec.kind} and has {len(spec.options) or 'no'} options"
                place: Path = ["facts", spec_number]
                yield desk.find(shelf.declared_in, place, "schema", message, "Only a choice has options.")
