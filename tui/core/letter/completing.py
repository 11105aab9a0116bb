"""Completes what is being typed with what the case knows: ASINs, orders, days, roles, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.core.case.records import Case
from tui.core.case.values import LIST_KINDS, Raw
from tui.core.content.library import Content, statements_of
from tui.core.content.records import FactKind
from tui.core.letter.values import Values

LEAST_TYPED = 2
LEAST_LEFT = 2
"""What is shorter than this is typed faster than completed."""
MOST = 5
NEVER: frozenset[FactKind] = frozenset({"choice", "count", "days", "hours", "percent"})
"""Kinds whose values are options or bare figures, which stand for nothing outside their sentence."""
WORD = re.compile(r"[\w-]")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Completion:
    """A value that goes on from what was typed: `typed` characters before the cursor are its beginning."""

    value: str
    typed: int


def known_values(content: Content, case: Case, language: str) -> tuple[str, ...]:
    """Return the values of a case as they stand in its letter, each once, in the order of its facts and claims."""
    values = Values(content, case, language)
    found: list[str] = []
    for name, spec in values.specs.items():
        found.extend(_as_in_letter(values, spec.kind, case.facts.get(name), name))
    for name, item in statements_of(values.body).items():
        claim = case.claims.get(name)
        if claim is None:
            continue
        kinds: dict[str, FactKind] = {**item.details, "date": "date", "due": "date"}
        raws: dict[str, Raw] = {**claim.details, "date": claim.date, "due": claim.due}
        for detail, raw in raws.items():
            if detail in kinds:
                found.extend(_as_in_letter(values, kinds[detail], raw, detail))
    return tuple(dict.fromkeys(found))


def _as_in_letter(values: Values, kind: FactKind, raw: Raw | None, name: str) -> Iterator[str]:
    if not raw or kind in NEVER:
        return
    if kind in LIST_KINDS:
        yield from ((raw,) if isinstance(raw, str) else raw)
        return
    shown = values.shown(kind, raw, (), name)
    if shown is not None:
        yield str(shown)


def completions(values: Sequence[str], before: str) -> tuple[Completion, ...]:
    """Return the values that go on from the end of a line, the longest beginning first; few at most."""
    found = [Completion(value, size) for value in values if (size := _begun(value, before))]
    return tuple(sorted(found, key=lambda item: -item.typed)[:MOST])


def _begun(value: str, before: str) -> int:
    """Return how many characters before the cursor begin the value, from the start of a word; 0 where none do."""
    for size in range(min(len(value) - LEAST_LEFT, len(before)), LEAST_TYPED - 1, -1):
        typed = before[len(before) - size :]
        if typed.casefold() == value[:size].casefold() and _is_start(before, size):
            return size
    return 0


def _is_start(before: str, size: int) -> bool:
    """Say whether a word begins there; Chinese is written without spaces, so a character may begin anywhere."""
    place = len(before) - size
    return place == 0 or HAN.match(before[place]) is not None or WORD.match(before[place - 1]) is None
