"""Completeness: every text in every language, every cause answered, examples and worked cases present."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from tui.core.content.linting.desk import Desk, Path, Shelf
from tui.core.content.linting.findings import Placed
from tui.core.content.linting.structure import records_in
from tui.core.content.records import Action, StateWording, SuspensionType, Wording
from tui.core.content.schema import FILE_KINDS
from tui.core.content.yaml_reader import Node

LEAST = {"do": 3, "do_not": 3, "questions": 3}
LEAST_CASES = 3
TITLES = ("title", "summary", "tells_apart")
LANGUAGE_FILES = frozenset({"wording", "case", "type", "shared", "sources", "pack"})


def texts(desk: Desk) -> Iterator[Placed]:
    """Every text that a type or a pool declares is there in every language, and no other."""
    for shelf in desk.chosen():
        for language in desk.languages:
            file = shelf.path_of(language)
            wording = shelf.wording.get(language)
            if wording is None:
                yield desk.find(file, [], "completeness", f"the language file {language}.yaml is missing")
                continue
            for name in TITLES if shelf.file == "type" else ():
                if not getattr(wording, name).strip():
                    yield desk.find(file, [name], "completeness", f"'{name}' is empty")
            yield from _parts(desk, shelf, file, wording)
            yield from _labels(desk, shelf, file, wording)


def _expected(shelf: Shelf) -> dict[str, list[str]]:
    record = shelf.record
    claimable = [item.id for item in shelf.claimable]
    expected = {
        "facts": [item.id for item in record.facts],
        "why": [item.id for item in record.facts if item.required],
        "options": [item.id for item in record.facts if item.options],
        "ask": claimable,
        "details": [item.id for item in shelf.claimable if item.details],
        "say": [item.id for item in shelf.situation] + claimable,
    }
    if isinstance(record, SuspensionType):
        for part in ("routes", "do", "do_not", "questions"):
            expected[part] = [item.id for item in getattr(record, part)]
    return expected


def _parts(desk: Desk, shelf: Shelf, file: str, wording: Wording) -> Iterator[Placed]:
    also = {"why": {item.id for item in shelf.record.facts}}
    for part, names in _expected(shelf).items():
        found: Mapping[str, object] = getattr(wording, part)
        for name in names:
            if not _is_said(found.get(name)):
                path: Path = [part, name] if name in found else [part]
                yield desk.find(file, path, "completeness", f"{part}.{name} is missing")
        for name in sorted(set(found) - set(names) - also.get(part, set())):
            message = f"{part}.{name} belongs to nothing in {shelf.file}.yaml"
            yield desk.find(file, [part, name], "superfluous", message)


def _is_said(text: object) -> bool:
    """Say whether a text, all its states or all its labels are there."""
    if isinstance(text, StateWording):
        return all(state.strip() for state in (text.done, text.under_way, text.planned))
    return bool(text.strip() if isinstance(text, str) else text)


def _labels(desk: Desk, shelf: Shelf, file: str, wording: Wording) -> Iterator[Placed]:
    wanted = {("details", item.id): tuple(item.details) for item in shelf.claimable}
    wanted |= {("options", spec.id): spec.options for spec in shelf.record.facts}
    for (part, owner), names in wanted.items():
        labels: dict[str, str] = getattr(wording, part).get(owner, {})
        for name in sorted({name for name in names if not labels.get(name, "").strip()}):
            yield desk.find(file, [part, owner], "completeness", f"the label {part}.{owner}.{name} is missing")
        for name in sorted(set(labels) - set(names)):
            yield desk.find(file, [part, owner, name], "superfluous", f"the label {part}.{owner}.{name} is superfluous")


def languages(desk: Desk) -> Iterator[Placed]:
    """Every text that stands beside its translation has them all: outlines, documents, parameters, contacts, stores."""
    if desk.only is not None:
        return
    for kind in FILE_KINDS:
        if kind.name in LANGUAGE_FILES:
            continue
        for file, node in desk.tree.items():
            if any(file == path or _in_folder(file, path) for path in kind.paths):
                yield from _translations(desk, file, node, kind.type, [])
    yield from _interface(desk)


def _in_folder(file: str, path: str) -> bool:
    return path.endswith("/*.yaml") and file.startswith(path.removesuffix("*.yaml"))


def _translations(desk: Desk, file: str, node: Node, kind: object, path: Path) -> Iterator[Placed]:
    """Walk a file along its record; a mapping of texts by language holds every language."""
    if isinstance(node.value, list):
        arguments = getattr(kind, "__args__", (None,))
        for number, child in enumerate(node.value):
            yield from _translations(desk, file, child, arguments[0], [*path, number])
    elif isinstance(node.value, dict) and _is_words(kind):
        yield from _one_text(desk, file, node.value, path)
    elif isinstance(node.value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for key, child in node.value.items():
            yield from _translations(desk, file, child, _fields(kind).get(key), [*path, key])


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, object]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}


def _is_words(kind: object) -> bool:
    """Say whether a field holds a text, or a list of texts, by language."""
    return str(kind) in ("dict[str, str]", "dict[str, tuple[str, ...]]")


def _one_text(desk: Desk, file: str, by_language: dict[str, Node], path: Path) -> Iterator[Placed]:
    if not any(language in by_language for language in desk.languages):
        return  # a mapping of texts by something else than a language
    for language in desk.languages:
        node = by_language.get(language)
        if node is None or not node.value or (isinstance(node.value, str) and not node.value.strip()):
            yield desk.find(file, path, "completeness", f"the text in '{language}' is missing")
    counts = {language: len(node.value) for language, node in by_language.items() if isinstance(node.value, list)}
    if len(set(counts.values())) > 1:
        shown = ", ".join(f"{count} in {language}" for language, count in counts.items())
        yield desk.find(file, path, "parity", f"the list has {shown} lines")


def _interface(desk: Desk) -> Iterator[Placed]:
    """The interface has the same keys in every language."""
    keys = {language: _keys(desk.tree.get(f"interface/{language}.yaml")) for language in desk.languages}
    every = set().union(*keys.values())
    for language, found in keys.items():
        for key in sorted(every - found):
            file = f"interface/{language}.yaml"
            yield desk.find(file, list(key.split(".")[:1]), "completeness", f"the interface text {key} is missing")


def _keys(node: Node | None, prefix: str = "") -> set[str]:
    if node is None or not isinstance(node.value, dict):
        return set()
    found: set[str] = set()
    for key, child in node.value.items():
        found |= _keys(child, f"{prefix}{key}.") if isinstance(child.value, dict) else {prefix + key}
    return found


def required_parts(desk: Desk) -> Iterator[Placed]:
    """An outline that drafts has a subject and sections with headings; a parameter and a purpose have a title."""
    if desk.only is not None:
        return
    for file, path, outline in records_in(desk, "outlines", desk.reference.outlines):
        if outline.drafts and not (outline.subject and outline.sections):
            message = f"the outline '{outline.id}' drafts without a subject or without sections"
            yield desk.find(file, path, "completeness", message)
    missing = {"plan_of_action", "documents", "dispute"} - {item.id for item in desk.reference.outlines}
    for name in sorted(missing):
        yield desk.find("outlines.yaml", [], "completeness", f"the outline '{name}' is missing")
    for file, path, kind in records_in(desk, "documents", desk.reference.documents):
        if not kind.shows:
            yield desk.find(file, path, "completeness", f"'{kind.id}' does not say what it must show")


def chains(desk: Desk) -> Iterator[Placed]:
    """Every cause is answered by a corrective action and a preventive measure; every measure answers a cause."""
    for shelf, body in desk.types():
        parts = {item.id: item.part for item in body.type.actions}
        own = {item.id: number for number, item in enumerate(shelf.record.causes)}
        for cause in body.type.causes:
            answered = {parts.get(name) for name in cause.answered_by}
            path: Path = ["causes", own[cause.id]] if cause.id in own else ["shared", "causes"]
            for part in ("corrective", "preventive"):
                if part not in answered:
                    message = f"the cause '{cause.id}' has no {part} action that answers it"
                    yield desk.find(shelf.declared_in, path, "chain", message)
        used = {name for cause in body.type.causes for name in cause.answered_by}
        for number, action in enumerate(shelf.record.actions):
            if body.type.causes and action.part == "preventive" and action.id not in used:
                message = f"the preventive measure '{action.id}' answers no cause"
                yield desk.find(shelf.declared_in, ["actions", number], "unchained", message)


def lists(desk: Desk) -> Iterator[Placed]:
    """A type has examples of both kinds, and lists for the seller that are long enough."""
    for shelf, body in desk.types():
        for name in ("yes", "no"):
            if not any(text.strip() for text in getattr(body.type.notice.examples, name)):
                yield desk.find(shelf.declared_in, ["notice", "examples"], "examples", f"there is no '{name}' example")
        for part, least in LEAST.items():
            if len(getattr(body.type, part)) < least:
                yield desk.find(shelf.declared_in, [part], "thin", f"'{part}' has fewer than {least} entries")


def states(desk: Desk) -> Iterator[Placed]:
    """An action is worded in three states, anything else in one sentence."""
    for shelf in desk.chosen():
        shapes = {item.id: isinstance(item, Action) for _, item in shelf.statements()}
        for language, wording in shelf.wording.items():
            for name, say in wording.say.items():
                if name in shapes and shapes[name] == isinstance(say, str):
                    expected = "done, under_way and planned" if shapes[name] else "one sentence"
                    yield desk.find(shelf.path_of(language), ["say", name], "states", f"'{name}' needs {expected}")


def worked(desk: Desk) -> Iterator[Placed]:
    """A type shows itself in worked cases: a full one, one with gaps, and one that leads elsewhere."""
    if desk.cases is None:
        return
    for shelf, body in desk.types():
        begin = f"{shelf.folder}/cases/"
        shown = [case.shows for path, case in desk.cases.items() if path.startswith(begin)]
        if len(shown) < LEAST_CASES:
            message = f"there are {len(shown)} worked cases; at least {LEAST_CASES} are needed"
            yield desk.find(shelf.declared_in, [], "cases", message)
        drafts = {item.id for item in desk.reference.outlines if item.drafts}
        wanted = ["full", "gaps"] if drafts & {*body.type.responses} else []
        for kind in [*wanted, *(["redirect"] if body.type.routes else [])]:
            if kind not in shown:
                message = f"no worked case shows '{kind}'"
                yield desk.find(shelf.declared_in, ["routes"] if kind == "redirect" else [], "cases", message)
