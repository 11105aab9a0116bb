"""Turns the files of all layers into typed parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from tui.core.content.channels import Channel, ContactPurpose
from tui.core.content.check_rules import WORDS_FILE, CheckRule, CheckRules
from tui.core.content.compiled import (
    Directory,
    Index,
    Pack,
    ProblemNote,
    PurposeEntry,
    Reference,
    Stores,
    TypeBody,
    TypeEntry,
)
from tui.core.content.guides import read_guides
from tui.core.content.layers import Tree
from tui.core.content.other_letters import read_other_letters
from tui.core.content.problems import ContentError, Mark, Problem, nearest
from tui.core.content.reading import to_mapping, to_record, to_records
from tui.core.content.records import (
    DocumentKind,
    Group,
    Marketplace,
    Outline,
    Parameter,
    SharedPool,
    Source,
    SuspensionType,
    Wording,
)
from tui.core.content.replies import NOTICE_WORDS_FILE, NoticeRules, Replies, notice_rules, unknown_families
from tui.core.content.search_texts import search_texts
from tui.core.content.yaml_reader import Node, plain

T = TypeVar("T")
Identified = TypeVar("Identified", bound=msgspec.Struct)


def compile_tree(tree: Tree, problems: tuple[Problem, ...] = ()) -> dict[str, msgspec.Struct | dict[str, str]]:
    """Compile a tree of files to parts; raise `ContentError` where a file does not fit its record."""
    reference = _reference(tree)
    bodies = _bodies(tree, reference)
    notes = tuple(
        ProblemNote(file=item.mark.file, line=item.mark.line, column=item.mark.column, message=item.message)
        for item in problems
    )
    index = Index(
        pack=to_record(_file(tree, "pack.yaml"), Pack),
        groups=to_records(_file(tree, "groups.yaml"), Group),
        types=tuple(_entry(body) for body in bodies.values()),
        problems=notes,
    )
    parts: dict[str, msgspec.Struct | dict[str, str]] = {
        "index": index,
        "stores": Stores(marketplaces=reference.marketplaces),
        "reference": reference,
        "directory": _directory(tree, reference),
        "notice": _notice(tree, bodies),
        "checks": _checks(tree),
        "guides": read_guides(_below(tree, "guides")),
        "letters": read_other_letters(_below(tree, "letters"), reference.shared.facts),
    }
    parts.update({f"type-{name}": body for name, body in bodies.items()})
    parts.update(_interfaces(tree))
    return parts


def _file(tree: Tree, name: str) -> Node:
    if name not in tree:
        raise ContentError(Problem(Mark(f"content/{name}"), "the file is missing"))
    return tree[name]


def _below(tree: Tree, folder: str) -> list[tuple[str, Node]]:
    return [(name, node) for name, node in tree.items() if name.startswith(folder + "/")]


def _list_files(tree: Tree, name: str, kind: type[T]) -> tuple[T, ...]:
    """Read `name.yaml` and every file below the folder of that name, all lists of the same record."""
    records = list(to_records(tree[f"{name}.yaml"], kind)) if f"{name}.yaml" in tree else []
    for _, node in _below(tree, name):
        records.extend(to_records(node, kind))
    return tuple(records)


def _reference(tree: Tree) -> Reference:
    sources: dict[str, Source] = {}
    for _, node in _below(tree, "sources"):
        sources.update(to_mapping(node, Source))
    pool, wording = _shared(tree)
    return Reference(
        outlines=_list_files(tree, "outlines", Outline),
        documents=_list_files(tree, "documents", DocumentKind),
        parameters=_list_files(tree, "parameters", Parameter),
        marketplaces=_list_files(tree, "marketplaces", Marketplace),
        sources=sources,
        shared=pool,
        shared_wording=wording,
        channels=_list_files(tree, "channels", Channel),
    )


def _shared(tree: Tree) -> tuple[SharedPool, dict[str, Wording]]:
    pool = SharedPool()
    wording: dict[str, Wording] = {}
    for name, node in _below(tree, "shared"):
        stem = name.rsplit("/", 1)[1].removesuffix(".yaml")
        if stem == "shared":
            added = to_record(node, SharedPool)
            pool = SharedPool(
                facts=pool.facts + added.facts,
                causes=pool.causes + added.causes,
                grounds=pool.grounds + added.grounds,
                actions=pool.actions + added.actions,
            )
        else:
            wording[stem] = merged_wording(wording.get(stem, Wording()), to_record(node, Wording))
    return pool, wording


def merged_wording(base: Wording, over: Wording) -> Wording:
    """Return the texts of both wordings; where both have a text, that of `over`."""
    values: dict[str, object] = {}
    for name in Wording.__struct_fields__:
        below, above = getattr(base, name), getattr(over, name)
        values[name] = {**below, **above} if isinstance(below, dict) else above or below
    return Wording(**values)  # type: ignore[arg-type]  # the names are the record's own


def _bodies(tree: Tree, reference: Reference) -> dict[str, TypeBody]:
    records: dict[str, tuple[Node, SuspensionType]] = {}
    wordings: dict[str, dict[str, Wording]] = {}
    for name, node in _below(tree, "types"):
        folder, file = name.split("/")[1], name.rsplit("/", 1)[1].removesuffix(".yaml")
        if file == "type":
            record = to_record(node, SuspensionType)
            if record.id != folder:
                raise ContentError(Problem(node.mark, f"the id '{record.id}' differs from its folder '{folder}'"))
            records[folder] = (node, record)
        else:
            wordings.setdefault(folder, {})[file] = to_record(node, Wording)
    return {
        name: TypeBody(
            type=_with_shared(record, reference.shared, node),
            wording={
                language: merged_wording(_chosen(reference.shared_wording.get(language, Wording()), record), wording)
                for language, wording in wordings.get(name, {}).items()
            },
        )
        for name, (node, record) in sorted(records.items(), key=lambda item: item[1][1].reference)
    }


def _with_shared(record: SuspensionType, pool: SharedPool, node: Node) -> SuspensionType:
    used = record.shared
    return msgspec.structs.replace(
        record,
        facts=_picked(pool.facts, used.facts, node, "fact") + record.facts,
        causes=record.causes + _picked(pool.causes, used.causes, node, "cause"),
        grounds=record.grounds + _picked(pool.grounds, used.grounds, node, "ground"),
        actions=record.actions + _picked(pool.actions, used.actions, node, "action"),
    )


def _picked(items: Iterable[Identified], names: tuple[str, ...], node: Node, what: str) -> tuple[Identified, ...]:
    by_id = {str(getattr(item, "id")): item for item in items}  # noqa: B009  # every record of a pool has an id
    for name in names:
        if name not in by_id:
            mark = node.value["shared"].mark if isinstance(node.value, dict) and "shared" in node.value else node.mark
            raise ContentError(Problem(mark, f"there is no shared {what} '{name}'{nearest(name, by_id)}"))
    return tuple(by_id[name] for name in names)


def _chosen(wording: Wording, record: SuspensionType) -> Wording:
    """Return of the shared texts only those that the type uses."""
    used = record.shared
    names = {*used.facts, *used.causes, *used.grounds, *used.actions}
    values = {
        name: {key: text for key, text in value.items() if key in names}
        for name in Wording.__struct_fields__
        if isinstance(value := getattr(wording, name), dict)
    }
    return Wording(**values)  # type: ignore[arg-type]  # the names are the record's own


def _entry(body: TypeBody) -> TypeEntry:
    record = body.type
    return TypeEntry(
        id=record.id,
        reference=record.reference,
        group=record.group,
        scope=record.scope,
        responses=record.responses,
        severity=record.severity,
        title={language: wording.title for language, wording in body.wording.items()},
        summary={language: wording.summary for language, wording in body.wording.items()},
    )


def _directory(tree: Tree, reference: Reference) -> Directory:
    files = [to_record(node, ContactPurpose) for _, node in _below(tree, "contacts")]
    files.sort(key=lambda item: (item.rank, item.purpose))
    purposes = tuple(PurposeEntry(id=item.purpose, title=item.title, rank=item.rank) for item in files)
    contacts = tuple(
        msgspec.structs.replace(contact, purpose=item.purpose) for item in files for contact in item.contacts
    )
    return Directory(
        purposes=purposes, contacts=contacts, search=search_texts(contacts, purposes, reference.marketplaces)
    )


def _notice(tree: Tree, bodies: dict[str, TypeBody]) -> NoticeRules:
    replies = Replies()
    if (node := tree.get("replies.yaml")) is not None:
        replies = to_record(node, Replies)
        for name in unknown_families(replies):
            raise ContentError(Problem(node.mark, f"there is no word family '{name}'{nearest(name, replies.families)}"))
    node = tree.get(NOTICE_WORDS_FILE)
    # A user layer may disable a type; words of a type that is nowhere are a finding of the content check.
    words = {} if node is None else to_record(node, dict[str, tuple[str, ...]])
    known = {name: found for name, found in words.items() if name in bodies}
    return notice_rules(replies, ((body.type, body.wording) for body in bodies.values()), known)


def _checks(tree: Tree) -> CheckRules:
    words = tree.get(WORDS_FILE)
    files = [node for name, node in _below(tree, "checks") if name != WORDS_FILE]
    return CheckRules(
        rules=tuple(rule for node in files for rule in to_records(node, CheckRule)),
        words={} if words is None else to_record(words, dict[str, tuple[str, ...]]),
    )


def _interfaces(tree: Tree) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for name, node in _below(tree, "interface"):
        language = name.rsplit("/", 1)[1].removesuffix(".yaml")
        texts[f"interface-{language}"] = _flat(plain(to_checked(node)), "")
    return texts


def to_checked(node: Node) -> Node:
    """Return an interface node after making sure that it is a mapping of texts, at most three deep."""
    if not isinstance(node.value, dict):
        raise ContentError(Problem(node.mark, "expected a mapping of texts"))
    return node


def _flat(texts: dict[str, object], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in texts.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value or "")
    return flat
