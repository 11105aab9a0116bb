"""Warns of a letter that is nearly the same as one that was sent for another shop."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tui.core.case.records import Case
from tui.core.case.submissions import submissions
from tui.core.letter.similarity import Letters

IDENTITIES = ("merchant_token", "store_name")
"""The facts that tell one shop from another, the surest first."""


@dataclass(frozen=True, slots=True)
class OtherShop:
    """An attempt of another shop that is nearly the same letter; `shared` is what they have in common, 0 to 1."""

    case: str
    shop: str
    number: int
    shared: float = 0.0


def is_another_shop(one: Case, other: Case) -> bool:
    """Say whether two cases surely are of two shops: both say whose they are, in the same way, and differ."""
    for name in IDENTITIES:
        mine, theirs = _compared(one, name), _compared(other, name)
        if mine and theirs:
            return mine != theirs
    return False


def like_other_shops(folders: Iterable[Path], case: Case, text: str) -> tuple[OtherShop, ...]:
    """Return the attempts of other shops that are nearly the same as a letter, the nearest first."""
    letters, attempts = Letters(), dict[str, OtherShop]()
    for folder in folders:
        for sent in submissions(folder) if folder.name != case.id else ():
            other = sent.manifest.case
            if is_another_shop(case, other):
                key = f"{folder.name}/{sent.manifest.number}"
                shop = _value(other, "store_name") or _value(other, "merchant_token")
                attempts[key] = OtherShop(folder.name, shop, sent.manifest.number)
                letters.add(key, sent.letter, _names(other))
    found = letters.nearest(text, _names(case)) if attempts else ()
    return tuple(replace(attempts[str(item.key)], shared=item.shared) for item in found)


def _value(case: Case, name: str) -> str:
    raw = case.facts.get(name, "")
    return (raw if isinstance(raw, str) else " ".join(raw)).strip()


def _compared(case: Case, name: str) -> str:
    return unicodedata.normalize("NFKC", _value(case, name)).casefold()


def _names(case: Case) -> tuple[str, ...]:
    return tuple(_value(case, name) for name in (*IDENTITIES, "signatory_role"))
