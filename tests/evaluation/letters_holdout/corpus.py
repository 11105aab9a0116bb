"""The hold-out letters: labelled as the others are, with the words that carry each fault."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from tests.evaluation.letters.corpus import Labelled
from tui.core.content.layers import read_file
from tui.core.content.reading import to_records

HERE = Path(__file__).parent


class HeldOut(Labelled, frozen=True, kw_only=True):
    """A labelled letter which also names its response kind and quotes its faults."""

    response: str
    quotes: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The words that show a fault, by rule; a fault of the whole letter has none."""


@lru_cache(maxsize=1)
def held_out_letters() -> tuple[HeldOut, ...]:
    """Return all hold-out letters of this folder."""
    found: list[HeldOut] = []
    for path in sorted(HERE.glob("*.yaml")):
        found.extend(to_records(read_file(path, path.name), HeldOut))
    return tuple(found)
