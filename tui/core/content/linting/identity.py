"""Identity: an id stands once, is not retired, hides nothing, and is used by something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Placed
from tui.core.content.linting.names import FIXED_NAMES, STATE_NAMES, simple_names
from tui.core.content.linting.structure import records_in
from tui.core.content.records import SharedPool, Statement, SuspensionType
from tui.core.content.yaml_reader import Node

READ_BY_CHECKS = frozenset({"letter_words_most", "letter_words_least"})
"""Parameters that the checks of letters read."""
CLAIM_NAMES = frozenset().union(*STATE_NAMES.values())


def duplicates(desk: Desk) -> Iterator[Placed]:
    """An id stands once: in its type, among the pools, in its list, over all files."""
    for shelf, body in desk.types():
        record = body.type
        claimable = (*record.situation, *record.causes, *record.grounds, *record.actions)
        groups: dict[str, tuple[str, Iterable[object]]] = {
            "statement": ("", claimable),
            "fact": ("facts", record.facts),
            "route": ("routes", record.routes),
            "document": ("documents", record.documents),
            "advice": ("do", (*record.do, *record.do_not)),
            "question": ("questions", record.questions),
        }
        for what, (part, items) in groups.items():
            for name in _twice(items):
                path: Path = [part] if part else []
                yield desk.find(shelf.declared_in, path, "duplicate", f"the {what} id '{name}' stands twice")
    if desk.only is None:
        yield from _twice_in_files(desk)


def _twice(items: Iterable[object]) -> list[str]:
    names = Counter(str(getattr(item, "id", None) or getattr(item, "code", "")) for item in items)
    return sorted(name for name, count in names.items() if count > 1)


def _twice_in_files(desk: Desk) -> Iterator[Placed]:
    reference = desk.reference
    lists: dict[str, tuple[object, ...]] = {
        "outlines": reference.outlines,
        "documents": reference.documents,
        "parameters": reference.parameters,
        "marketplaces": reference.marketplaces,
        "groups": desk.index.groups,
    }
    for name, items in lists.items():
        places = {str(getattr(item, "id", None) or getattr(item, "code", "")): (file, path)
                  for file, path, item in records_in(desk, name, items)}  # fmt: skip
        for twice in _twice(items):
            file, path = places[twice]
            yield desk.find(file, path, "duplicate", f"the id '{twice}' stands twice in {name}")
    for contact in _twice(desk.directory.contacts):
        file = _file_with(desk, "contacts/", contact)
        yield desk.find(file, [], "duplicate", f"the contact '{contact}' stands twice")
    yield from _twice_in_keys(desk)
    yield from _twice_in_pools(desk)
    numbers = Counter(body.type.reference for body in desk.bodies.values())
    for name, body in desk.bodies.items():
        if numbers[body.type.reference] > 1:
            message = f"the number {body.type.reference} belongs to two types"
            yield desk.find(f"types/{name}/type.yaml", ["reference"], "duplicate", message)


def _file_with(desk: Desk, folder: str, name: str) -> str:
    """Return the last file of a folder that speaks of an id."""
    files = [file for file in desk.tree if file.startswith(folder)]
    holding = [file for file in files if any(text == name for text in _texts(desk.tree[file]))]
    return (holding or files)[-1]


def _twice_in_keys(desk: Desk) -> Iterator[Placed]:
    first: dict[str, str] = {}
    for file, node in desk.tree.items():
        if file.startswith("sources/") and isinstance(node.value, dict):
            for key in node.value:
                if key in first:
                    message = f"the source '{key}' stands in {first[key]} too"
                    yield desk.find(file, [key], "duplicate", message)
                first.setdefault(key, file)


def _twice_in_pools(desk: Desk) -> Iterator[Placed]:
    first: dict[str, str] = {}
    for shelf in desk.shelves:
        if not isinstance(shelf.record, SharedPool):
            continue
        for part in ("facts", "causes", "grounds", "actions"):
            for number, item in enumerate(getattr(shelf.record, part)):
                if item.id in first:
                    message = f"'{item.id}' stands in {first[item.id]} too"
                    yield desk.find(shelf.declared_in, [part, number], "duplicate", message)
                first.setdefault(item.id, shelf.declared_in)


def shadows(desk: Desk) -> Iterator[Placed]:
    """A fact or a detail does not bear a name that means something else in every wording."""
    everywhere = FIXED_NAMES | desk.parameters
    for shelf in desk.chosen():
        for number, spec in enumerate(shelf.record.facts):
            if spec.id in everywhere | CLAIM_NAMES:
                yield desk.find(shelf.declared_in, ["facts", number], "shadow", f"'{spec.id}' has a fixed meaning")
        for path, item in shelf.statements():
            for name in item.details:
                if name in everywhere | CLAIM_NAMES or name in item.needs:
                    message = f"the detail '{name}' of {item.id} hides another name"
                    yield desk.find(shelf.declared_in, [*path, "details", name], "shadow", message)


def retired(desk: Desk) -> Iterator[Placed]:
    """An id of `obsolete.yaml` is not in use again, and its successor exists."""
    living = _living(desk)
    for number, item in enumerate(desk.retired):
        for place, (file, path) in living(item.what, item.id, item.type):
            yield desk.find(file, path, "retired", f"the {item.what} '{place}' is retired: {item.reason}")
        if item.successor and not any(living(item.what, item.successor, None)):
            message = f"the successor '{item.successor}' of '{item.id}' does not exist"
            yield desk.find("obsolete.yaml", [number], "reference", message)


Living = Callable[[str, str, str | None], Iterator[tuple[str, tuple[str, Path]]]]


def _living(desk: Desk) -> Living:
    """Return a look-up of where an id of a kind is in use today."""
    places: dict[tuple[str, str], list[tuple[str, str, Path]]] = {}

    def note(what: str, name: str, owner: str, file: str, path: Path) -> None:
        places.setdefault((what, name), []).append((owner, file, path))

    for shelf in desk.shelves:
        if shelf.file == "type":
            note("type", shelf.name, shelf.name, shelf.declared_in, ["id"])
        for number, spec in enumerate(shelf.record.facts):
            note("fact", spec.id, shelf.name, shelf.declared_in, ["facts", number])
        for path, item in shelf.statements():
            note("statement", item.id, shelf.name, shelf.declared_in, path)
    for file, path, kind in records_in(desk, "documents", desk.reference.documents):
        note("document", kind.id, "", file, path)
    for file, path, parameter in records_in(desk, "parameters", desk.reference.parameters):
        note("parameter", parameter.id, "", file, path)
    for contact in desk.directory.contacts:
        note("contact", contact.id, "", f"contacts/{contact.purpose}.yaml", [])

    def look_up(what: str, name: str, owner: str | None) -> Iterator[tuple[str, tuple[str, Path]]]:
        for holder, file, path in places.get((what, name), []):
            if owner is None or owner == holder:
                yield name, (file, path)

    return look_up


def orphans(desk: Desk) -> Iterator[Placed]:
    """Every fact, document, shared statement and parameter is used by something."""
    for shelf, body in desk.types():
        used = _facts_used(body.type, desk)
        assert isinstance(shelf.record, SuspensionType)
        for number, spec in enumerate(shelf.record.facts):
            # A required fact holds the letter back until it is known, which is a use of its own.
            if spec.id not in used and not spec.required:
                message = f"no sentence, condition or question uses the fact '{spec.id}'"
                yield desk.find(shelf.declared_in, ["facts", number], "orphan", message)
    if desk.only is None and not desk.in_work:
        yield from _unused_by_all(desk)


def _facts_used(record: SuspensionType, desk: Desk) -> set[str]:
    statements: tuple[Statement, ...] = (*record.situation, *record.causes, *record.grounds, *record.actions)
    used = {name for item in statements for name in item.needs}
    used |= {name for question in record.questions for name in question.answered_by}
    used |= {name for item in desk.reference.outlines for name in item.facts}
    others = (record.routes, record.facts, record.documents, record.do, record.do_not)
    conditions = [item.when for item in statements] + [item.when for part in others for item in part]
    return used | {condition.fact for condition in conditions if condition}


def _unused_by_all(desk: Desk) -> Iterator[Placed]:
    records = [body.type for body in desk.bodies.values()]
    taken = {name for item in records for part in (item.shared.causes, item.shared.grounds, item.shared.actions)
             for name in part}  # fmt: skip
    facts = {name for item in records for name in item.shared.facts}
    facts |= {name for item in desk.reference.outlines for name in item.facts}
    for shelf in desk.shelves:
        if shelf.file == "shared":
            for path, item in shelf.statements():
                if item.id not in taken:
                    yield desk.find(shelf.declared_in, path, "orphan", f"no type takes the shared '{item.id}'")
            for number, spec in enumerate(shelf.record.facts):
                if spec.id not in facts:
                    message = f"no type takes the shared fact '{spec.id}'"
                    yield desk.find(shelf.declared_in, ["facts", number], "orphan", message)
    mentioned = _mentioned(desk)
    for file, path, kind in records_in(desk, "documents", desk.reference.documents):
        if kind.id not in mentioned:
            yield desk.find(file, path, "orphan", f"nothing asks for the document '{kind.id}'")
    for file, path, parameter in records_in(desk, "parameters", desk.reference.parameters):
        if parameter.id not in mentioned | READ_BY_CHECKS:
            yield desk.find(file, path, "orphan", f"no text, limit or document uses the parameter '{parameter.id}'")


def _mentioned(desk: Desk) -> set[str]:
    """Return every text of the content that is a name, or inserts one, outside the lists that declare ids."""
    found: set[str] = set()
    for file, node in desk.tree.items():
        own_ids = file.split("/")[0].removesuffix(".yaml") in ("documents", "parameters")
        for text in _texts(node, skip="id" if own_ids else ""):
            found |= simple_names(text) if "{{" in text else {text}
    return found


def _texts(node: Node, skip: str = "") -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _texts(child, skip)
    elif isinstance(node.value, dict):
        for key, child in node.value.items():
            if key != skip:
                yield from _texts(child, skip)
