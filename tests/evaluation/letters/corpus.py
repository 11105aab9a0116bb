"""The labelled letters: each names the rules that must speak, and those on which two readers may differ."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from tui.core.checks.foreign import check_text
from tui.core.checks.records import Findings
from tui.core.content.layers import read_file
from tui.core.content.library import Content
from tui.core.content.reading import to_records
from tui.core.content.records import Record

HERE = Path(__file__).parent


class Labelled(Record, frozen=True, kw_only=True):
    """A letter with what is to be said against it."""

    id: str
    manner: str
    """How it is written: non-native, pleading, ai, template, seed, good."""
    type: str | None = None
    marketplace: str = "US"
    facts: dict[str, str | tuple[str, ...]] = msgspec.field(default_factory=dict)
    text: str
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def labelled_letters() -> tuple[Labelled, ...]:
    """Return all labelled letters of this folder."""
    found: list[Labelled] = []
    for path in sorted(HERE.glob("*.yaml")):
        found.extend(to_records(read_file(path, path.name), Labelled))
    return tuple(found)


def checked(content: Content, letter: Labelled, text: str | None = None) -> Findings:
    """Check a labelled letter, or another text in its place."""
    facts: dict[str, Any] = dict(letter.facts)
    return check_text(content, text or letter.text, letter.type, facts, marketplace=letter.marketplace)
