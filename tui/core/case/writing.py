"""A case as YAML that people and git can read: stable order, one line a fact, texts as blocks, every value quoted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from tui.core.case.records import Case

if TYPE_CHECKING:
    from yaml import Dumper, Node, SafeDumper

EMPTY: tuple[Any, ...] = ("", [], {}, ())
KEPT_WHEN_EMPTY = frozenset({"id", "format", "type", "response", "marketplace", "letter_language", "created"})
# What the records below a case cannot do without: a section may be emptied, and be made where nothing was generated.
REQUIRED_BELOW = frozenset({"state", "path", "text", "base"})


class _Key(str):
    """A mapping key, written without quotes."""

    __slots__ = ()


def case_to_yaml(case: Case) -> str:
    """Return the text of `case.yaml`."""
    import yaml

    plain = msgspec.to_builtins(case)
    kept = {key: value for key, value in plain.items() if value or key in KEPT_WHEN_EMPTY}
    for part in ("facts", "claims", "evidence", "sections"):
        if part in kept:
            kept[part] = dict(sorted(kept[part].items()))
    return str(yaml.dump(_keyed(kept), Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=1_000_000))


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: child for key, child in value.items() if child not in EMPTY or key in REQUIRED_BELOW}
        return {_Key(key): _keyed(child) for key, child in kept.items()}
    if isinstance(value, list | tuple):
        return [_keyed(child) for child in value]
    return str(value)


@lru_cache(maxsize=1)
def _dumper() -> type[Dumper]:
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class CaseDumper(base):  # type: ignore[misc]  # the C dumper where there is one, chosen at run time
        """Quotes every value and writes texts of several lines as blocks."""

    CaseDumper.add_representer(str, _text)
    CaseDumper.add_representer(_Key, _key)
    return CaseDumper


def _text(dumper: SafeDumper, text: str) -> Node:
    style = "|" if "\n" in text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _key(dumper: SafeDumper, key: _Key) -> Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(key))
