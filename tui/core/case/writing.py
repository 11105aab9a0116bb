"""A case as YAML that people and git can read: stable order, one line a fact and claim, texts as blocks, all quoted.

Between the entries of a part stands an empty line: git takes changes in neighbouring lines for a conflict, and two
people who change two facts are to have none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from tui.core.case.records import Case

if TYPE_CHECKING:
    from yaml import Dumper, Node, SafeDumper

EMPTY: tuple[Any, ...] = ("", [], {}, (), False)
KEPT_WHEN_EMPTY = frozenset({"id", "format", "type", "response", "marketplace", "letter_language", "created"})
# What the records below a case cannot do without: a section may be emptied, and be made where nothing was generated.
REQUIRED_BELOW = frozenset({"state", "path", "text", "base"})
ENTRY = re.compile(r"  [^\s:]")
MAX_LINE = 2_000
"""A longer entry is written over several lines."""


class _Key(str):
    """A mapping key, written without quotes."""

    __slots__ = ()


class _Inline(str):
    """A text inside a one-line entry, where no block may stand."""

    __slots__ = ()


class _Line(dict[Any, Any]):
    """A mapping on one line."""


class _Row(list[Any]):
    """A list on one line."""


def case_to_yaml(case: Case) -> str:
    """Return the text of `case.yaml`."""
    plain = msgspec.to_builtins(case)
    parts = {name: value for name, value in plain.items() if isinstance(value, dict)}
    above = {name: value for name, value in plain.items() if name not in parts and (value or name in KEPT_WHEN_EMPTY)}
    document: dict[str, Any] = {_Key(name): str(value) for name, value in above.items()}
    for name, entries in parts.items():
        shape = _blocks if name == "sections" else _on_one_line
        if entries:
            document[_Key(name)] = {_Key(key): shape(value) for key, value in sorted(entries.items())}
    return "\n".join(_spaced(_dumped(document).split("\n"), parts.keys()))


def _spaced(lines: list[str], parts: Container[str]) -> Iterator[str]:
    """Put an empty line between the entries of each part."""
    part, before = "", ""
    for line in lines:
        if line[:1].isalpha():
            part = line.partition(":")[0]
        # A block that ends in empty lines keeps them: another one would be one more.
        elif part in parts and ENTRY.match(line) and before and not before[:1].isalpha():
            yield ""
        yield line
        before = line


def as_yaml(record: msgspec.Struct) -> str:
    """Return a small record as YAML, one line a field, every value quoted."""
    kept = {key: value for key, value in msgspec.to_builtins(record).items() if value not in EMPTY}
    return _dumped({_Key(key): _inline(value, outermost=True) for key, value in kept.items()})


def _dumped(value: Any) -> str:
    import yaml

    return str(yaml.dump(value, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=1_000_000))


def _kept(value: dict[str, Any]) -> dict[str, Any]:
    return {key: child for key, child in value.items() if child not in EMPTY or key in REQUIRED_BELOW}


def _on_one_line(value: Any) -> Any:
    if len(str(value)) > MAX_LINE or (isinstance(value, str) and "\n" in value):
        return _blocks(value)
    return _inline(value, outermost=True)


def _inline(value: Any, outermost: bool = False) -> Any:
    if isinstance(value, dict):
        return _Line({_Key(key): _inline(child) for key, child in _kept(value).items()})
    if isinstance(value, list | tuple):
        return _Row([_inline(child) for child in value])
    return _scalar(value) if outermost else _Inline(_scalar(value))


def _blocks(value: Any) -> Any:
    if isinstance(value, dict):
        kept = _kept(value)
        return {_Key(key): _inline(child) if key == "statements" else _blocks(child) for key, child in kept.items()}
    if isinstance(value, list | tuple):
        return [_blocks(child) for child in value]
    return _scalar(value)


def _scalar(value: Any) -> str:
    return "true" if value is True else str(value)


@lru_cache(maxsize=1)
def _dumper() -> type[Dumper]:
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class CaseDumper(base):  # type: ignore[misc]  # the C dumper where there is one, chosen at run time
        """Quotes every value and writes texts of several lines as blocks."""

    CaseDumper.add_representer(str, _text)
    CaseDumper.add_representer(_Inline, _inline_text)
    CaseDumper.add_representer(_Key, _key)
    CaseDumper.add_representer(_Line, _line)
    CaseDumper.add_representer(_Row, _row)
    return CaseDumper


def _text(dumper: SafeDumper, text: str) -> Node:
    style = "|" if "\n" in text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _inline_text(dumper: SafeDumper, text: _Inline) -> Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


def _key(dumper: SafeDumper, key: _Key) -> Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(key))


def _line(dumper: SafeDumper, value: _Line) -> Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _row(dumper: SafeDumper, value: _Row) -> Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
