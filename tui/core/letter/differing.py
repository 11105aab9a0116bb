"""Which words differ between two wordings of a sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

WORD = re.compile(r"[A-Za-z0-9][\w'’.,:%/-]*(?<![.,:])|\s+|.", re.DOTALL)

Piece = tuple[str, bool]
"""A piece of a text, and whether the other text does not have it."""


def differing(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Cut two texts into pieces, each marked where it differs; the pieces of a text joined are the text again."""
    first, second = WORD.findall(one), WORD.findall(other)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, from_, to in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        _add(left, "".join(first[start:end]), kind != "equal")
        _add(right, "".join(second[from_:to]), kind != "equal")
    return left, right


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append((text, differs))
