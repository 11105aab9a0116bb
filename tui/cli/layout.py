"""Plain text in columns: a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 80
_PIECE = re.compile(r"\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+")
_NO_START = "，。、；：！？）》」』”’"


def columns(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def wrapped(text: str, first: str = "", later: str = "", width: int = WIDTH) -> str:
    """Return a text broken into lines of at most `width` columns, each behind its indent; long words stay whole."""
    lines: list[str] = []
    line, used = first, columns(first)
    is_empty = True
    for piece in _pieces(text):
        size = columns(piece)
        if not is_empty and used + columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used, is_empty = later, columns(later), True
        if is_empty and piece.isspace():
            continue
        line, used, is_empty = line + piece, used + size, False
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be broken: words, spaces, single Chinese characters with the punctuation that follows them."""
    held = ""
    for match in _PIECE.finditer(text):
        piece = " " if match[0].isspace() else match[0]
        if piece in _NO_START:
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
