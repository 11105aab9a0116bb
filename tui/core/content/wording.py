"""Fills a wording with values: Jinja that may only insert, in a sandbox, bounded in size."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template

MAX_WORDING = 2_000
MAX_OUTPUT = 20_000
# Jinja gives these names a meaning of its own, whatever values are handed in.
NOT_NAMES = frozenset({"self", "caller", "varargs", "kwargs"})


class Shown(str):
    """A value as it stands in a sentence; remembers the number behind it, for singular and plural."""

    __slots__ = ("number",)
    number: int | None

    def __new__(cls, text: str, number: int | None = None) -> Shown:
        """Make the text with its number."""
        shown = super().__new__(cls, text)
        shown.number = number
        return shown


class WordingError(ValueError):
    """A wording cannot be used; the message says what in it is not allowed or not known."""


def names_in(wording: str) -> frozenset[str]:
    """Return the names that a wording inserts; raise `WordingError` where it does more than insert."""
    return _compiled(wording)[1]


def fill(wording: str, values: Mapping[str, Shown | str]) -> str:
    """Return the sentence with the values in their places; raise `WordingError` for a name that has no value."""
    from jinja2 import TemplateError

    template, names = _compiled(wording)
    missing = sorted(names - values.keys())
    if missing:
        raise WordingError(f"nothing is known of {', '.join(missing)}")
    try:
        sentence = template.render({name: values[name] for name in names})
    except (TemplateError, TypeError, ValueError) as error:
        raise WordingError(str(error)) from error
    if len(sentence) > MAX_OUTPUT:
        raise WordingError(f"the sentence has {len(sentence):,} characters; at most {MAX_OUTPUT:,} are allowed")
    return sentence


@lru_cache(maxsize=8_192)
def _compiled(wording: str) -> tuple[Template, frozenset[str]]:
    from jinja2 import TemplateError, nodes

    if len(wording) > MAX_WORDING:
        raise WordingError(f"a wording may have {MAX_WORDING:,} characters; this one has {len(wording):,}")
    try:
        tree = _environment().parse(wording)
        _refuse_code(tree)
        if "{%" in wording or "{#" in wording:
            raise WordingError("a wording only inserts values; '{%' and '{#' are not allowed")
        names = frozenset(node.name for node in tree.find_all(nodes.Name))
        return _environment().from_string(tree), names
    except (TemplateError, SyntaxError, RecursionError, MemoryError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise WordingError(f"this wording cannot be read: {reason}") from error


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, optimized=False)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update({"noun": _noun, "total": _total})
    return environment


def _refuse_code(tree: object) -> None:
    from jinja2 import nodes

    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Filter, nodes.Const)
    pending: list[nodes.Node] = [tree] if isinstance(tree, nodes.Node) else []
    while pending:
        node = pending.pop()
        if not isinstance(node, allowed):
            what = type(node).__name__.lower()
            raise WordingError(f"line {node.lineno}: a wording only inserts values; '{what}' is not allowed")
        if isinstance(node, nodes.Name) and node.name in NOT_NAMES:
            raise WordingError(f"line {node.lineno}: '{node.name}' is no value")
        if isinstance(node, nodes.Filter) and node.name not in ("noun", "total"):
            raise WordingError(f"line {node.lineno}: there is no filter '{node.name}'; known are noun, total")
        pending.extend(node.iter_child_nodes())


def _noun(value: object, singular: str, plural: str) -> str:
    """Count a noun: "1 order", "14 orders"; a list counts its items; a gap stays a gap."""
    number = value.number if isinstance(value, Shown) else None
    if number is None:
        return f"{value} {plural}"
    return f"{number:,} {singular if number == 1 else plural}"


def _total(value: object) -> str:
    """Return the number of items of a list."""
    number = value.number if isinstance(value, Shown) else None
    return str(value) if number is None else f"{number:,}"
