"""Lays a user's content over the built-in one, by id and with explicit verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tui.core.content.content_files import content_files
from tui.core.content.problems import ContentError, Mark, Problem, nearest
from tui.core.content.wording import Shown, WordingError, fill, names_in
from tui.core.content.yaml_reader import MAX_BYTES, Node, read_nodes

VERBS = ("add", "patch", "replace", "disable")
VERB_KEY = "layer"
PLACES = frozenset(
    {
        "channels", "checks", "contacts", "documents", "groups", "guides", "interface", "letters", "marketplaces",
        "notice_words", "obsolete", "outlines", "pack", "parameters", "replies", "shared", "sources", "types",
    }
)  # fmt: skip
"""The files and folders of a content folder that something reads."""
WORDING_KEYS = frozenset({"say", "subject"})

Tree = dict[str, Node]
"""The files of a layer by their path relative to its root, with forward slashes."""


def read_file(path: Path, shown: str) -> Node:
    """Read one file of a layer; `shown` is the name that problems give it."""
    with path.open("rb") as stream:
        return read_nodes(stream.read(MAX_BYTES + 1), shown)


def read_layer(root: Path, shown_root: str) -> Tree:
    """Read every file of a layer; raise `ContentError` with the problems of all broken files."""
    tree: Tree = {}
    problems: list[Problem] = []
    for relative, path in content_files(root).items():
        shown = f"{shown_root}/{relative}"
        try:
            tree[relative] = read_file(path, shown)
        except ContentError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(Problem(Mark(shown), f"the file cannot be read: {error.strerror}"))
    if problems:
        raise ContentError(*problems)
    return tree


def lay_over(base: Tree, layer: Tree) -> Tree:
    """Return the base tree with a user layer applied; raise `ContentError` where a verb does not fit."""
    result = dict(base)
    for relative, node in layer.items():
        verb, content = _verb(node, default="patch" if relative in base else "add")
        if verb == "disable":
            result = _without(result, relative, node.mark)
        elif verb == "add" and relative in base:
            raise ContentError(Problem(node.mark, f"{relative} exists already; use 'layer: patch' or 'layer: replace'"))
        elif verb in ("add", "replace"):
            result[relative] = _strip_verbs(content)
        else:
            existing = base.get(relative)
            if existing is None:
                message = f"there is no built-in {relative} to patch{nearest(relative, base)}"
                raise ContentError(Problem(node.mark, message))
            result[relative] = _patched(existing, content)
    problems = tuple(problem for name, node in layer.items() for problem in _unused(name, node, result))
    if problems:
        raise ContentError(*problems)
    return result


def _unused(relative: str, node: Node, result: Tree) -> Iterator[Problem]:
    """Report a file that nothing would read: its place or the type that it speaks of does not exist."""
    parts = relative.split("/")
    place = parts[0].removesuffix(".yaml")
    types = {name.split("/")[1] for name in result if name.startswith("types/") and name.endswith("/type.yaml")}
    if place not in PLACES:
        yield Problem(node.mark, f"nothing reads {parts[0]}{nearest(place, PLACES)}")
    elif place == "types" and relative in result and parts[1] not in types:
        yield Problem(node.mark, f"there is no suspension type '{parts[1]}'{nearest(parts[1], types)}")


def refuse_wordings(layer: Tree) -> None:
    """Raise `ContentError` where a wording of a layer does more than insert values, or calls a filter wrongly."""
    problems = tuple(problem for node in layer.values() for problem in _wording_problems(node, False))
    if problems:
        raise ContentError(*problems)


def _wording_problems(node: Node, is_wording: bool) -> Iterator[Problem]:
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _wording_problems(child, is_wording or key in WORDING_KEYS)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _wording_problems(child, is_wording)
    elif is_wording and node.value is not None and "{" in node.value:
        try:
            fill(node.value, {name: Shown("1", 1) for name in names_in(node.value)})
        except WordingError as error:
            yield Problem(node.mark, str(error))


def _without(tree: Tree, relative: str, mark: Mark) -> Tree:
    folder = relative.rsplit("/", 1)[0] + "/" if relative.endswith("/type.yaml") else None
    if relative not in tree:
        raise ContentError(Problem(mark, f"there is no {relative} to disable{nearest(relative, tree)}"))
    return {path: node for path, node in tree.items() if path != relative and not (folder and path.startswith(folder))}


def _verb(node: Node, default: str) -> tuple[str, Node]:
    if not isinstance(node.value, dict) or VERB_KEY not in node.value:
        return default, node
    verb = node.value[VERB_KEY]
    if not isinstance(verb.value, str) or verb.value not in VERBS:
        shown = verb.value if isinstance(verb.value, str) else "?"
        message = f"'{shown}' is not one of {', '.join(VERBS)}{nearest(str(shown), VERBS)}"
        raise ContentError(Problem(verb.mark, message))
    rest = {key: child for key, child in node.value.items() if key != VERB_KEY}
    return verb.value, Node(rest, node.mark, node.keys)


def _strip_verbs(node: Node) -> Node:
    if isinstance(node.value, dict):
        kept = {key: _strip_verbs(child) for key, child in node.value.items() if key != VERB_KEY}
        return Node(kept, node.mark, node.keys)
    if isinstance(node.value, list):
        return Node([_strip_verbs(child) for child in node.value], node.mark)
    return node


def _patched(base: Node, patch: Node) -> Node:
    if isinstance(base.value, dict) and isinstance(patch.value, dict):
        merged = dict(base.value)
        for key, child in patch.value.items():
            merged[key] = _patched(merged[key], child) if key in merged else _strip_verbs(child)
        return Node(merged, base.mark, {**(base.keys or {}), **(patch.keys or {})})
    if isinstance(base.value, list) and isinstance(patch.value, list) and _identify(base.value):
        return Node(_patched_items(base.value, patch.value, _identify(base.value)), base.mark)
    return _strip_verbs(patch)


def _identify(items: list[Node]) -> Callable[[Node], str] | None:
    """Say how the items of a list are told apart; None for a plain list, which a patch replaces whole."""
    for key in ("id", "code"):
        if items and all(isinstance(item.value, dict) and key in item.value for item in items):
            return lambda item, key=key: _text(item, key)  # type: ignore[misc]  # a default binds the loop's key
    return None


def _text(item: Node, key: str) -> str:
    child = item.value.get(key) if isinstance(item.value, dict) else None
    if child is None or not isinstance(child.value, str):
        raise ContentError(Problem(item.mark, f"the key '{key}' is missing"))
    return child.value


def _patched_items(base: list[Node], patch: list[Node], identify: Callable[[Node], str] | None) -> list[Node]:
    assert identify is not None
    items = {identify(item): item for item in base}
    for change in patch:
        name = identify(change)
        verb, content = _verb(change, default="patch" if name in items else "add")
        if verb == "add" and name in items:
            raise ContentError(Problem(change.mark, f"'{name}' exists already; use 'layer: patch' or 'layer: replace'"))
        if verb != "add" and name not in items:
            raise ContentError(Problem(change.mark, f"there is no '{name}' to {verb}{nearest(name, items)}"))
        if verb == "disable":
            del items[name]
        elif verb == "patch":
            items[name] = _patched(items[name], content)
        else:
            items[name] = _strip_verbs(content)
    return list(items.values())
