"""From nodes to typed records: a fault names file, line and column, what was expected, and the nearest valid name."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from tui.core.content.problems import ContentError, Problem, nearest
from tui.core.content.yaml_reader import Node, plain

T = TypeVar("T")

SCALARS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date such as 2026-11-23",
    "datetime": "a moment such as 2026-11-23T09:30:00Z",
    "Decimal": "a number",
    "str": "text",
}


def to_record(node: Node, kind: type[T]) -> T:
    """Convert a node to a record; raise `ContentError` with every fault that the node holds."""
    try:
        return msgspec.convert(plain(node), kind, strict=False)
    except msgspec.ValidationError as error:
        faults = tuple(_faults(node, kind)) or (Problem(node.mark, str(error)),)
        raise ContentError(*faults) from error


def to_records(node: Node, kind: type[T]) -> tuple[T, ...]:
    """Convert a list node to a tuple of records."""
    if not isinstance(node.value, list):
        raise ContentError(Problem(node.mark, f"expected a list, found {_found(node)}"))
    return tuple(to_record(child, kind) for child in node.value)


def to_mapping(node: Node, kind: type[T]) -> dict[str, T]:
    """Convert a mapping node to a dict of records by key."""
    if not isinstance(node.value, dict):
        raise ContentError(Problem(node.mark, f"expected a mapping, found {_found(node)}"))
    return {key: to_record(child, kind) for key, child in node.value.items()}


def _faults(node: Node, kind: Any) -> Iterator[Problem]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        yield from _union_faults(node, get_args(kind))
    elif origin is Literal:
        yield from _literal_faults(node, get_args(kind))
    elif origin is tuple:
        yield from _list_faults(node, get_args(kind)[0])
    elif origin is dict:
        yield from _mapping_faults(node, get_args(kind)[1])
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _struct_faults(node, kind)
    else:
        yield from _scalar_faults(node, kind)


def _union_faults(node: Node, options: tuple[Any, ...]) -> Iterator[Problem]:
    if node.value is None and NoneType in options:
        return
    wanted = [option for option in options if option is not NoneType]
    if isinstance(node.value, dict):
        wanted = [option for option in wanted if option is not str and get_origin(option) is not tuple] or wanted
    elif isinstance(node.value, list):
        wanted = [option for option in wanted if get_origin(option) is tuple] or wanted
    yield from _faults(node, wanted[0])


def _literal_faults(node: Node, options: tuple[str, ...]) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        yield Problem(node.mark, f"expected one of {', '.join(options)}; found {_found(node)}")
    elif node.value not in options:
        near = nearest(node.value, options)
        yield Problem(node.mark, f"'{node.value}' is not one of {', '.join(options)}{near}")


def _list_faults(node: Node, item: Any) -> Iterator[Problem]:
    if not isinstance(node.value, list):
        yield Problem(node.mark, f"expected a list, found {_found(node)}")
        return
    for child in node.value:
        yield from _faults(child, item)


def _mapping_faults(node: Node, item: Any) -> Iterator[Problem]:
    if not isinstance(node.value, dict):
        yield Problem(node.mark, f"expected a mapping, found {_found(node)}")
        return
    for child in node.value.values():
        yield from _faults(child, item)


def _struct_faults(node: Node, kind: type[msgspec.Struct]) -> Iterator[Problem]:
    if not isinstance(node.value, dict):
        yield Problem(node.mark, f"expected a mapping, found {_found(node)}")
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key, child in node.value.items():
        if key not in fields:
            mark = (node.keys or {}).get(key, child.mark)
            yield Problem(mark, f"unknown key '{key}'{nearest(key, fields)} (allowed: {', '.join(sorted(fields))})")
        else:
            yield from _faults(child, fields[key].type)
    for name, field in fields.items():
        if field.required and name not in node.value:
            yield Problem(node.mark, f"the key '{name}' is missing")


def _scalar_faults(node: Node, kind: Any) -> Iterator[Problem]:
    expected = SCALARS.get(getattr(kind, "__name__", ""), str(kind))
    if not isinstance(node.value, str):
        yield Problem(node.mark, f"expected {expected}, found {_found(node)}")
        return
    try:
        msgspec.convert(node.value, kind, strict=False)
    except msgspec.ValidationError:
        yield Problem(node.mark, f"expected {expected}, found '{node.value[:60]}'")


def _found(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    return "nothing" if node.value is None else f"the text '{node.value[:60]}'"
