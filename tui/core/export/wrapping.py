"""Breaks lines at a width: between words, and between Chinese or Japanese characters as their printers do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_WIDE = "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_OPEN = "（《〈「『【〔〖［｛“‘"
# What may not begin a line: closing marks, full stops, small kana and the length mark.
_CLOSE = "，。、；：？！）》〉」』】〕〗］｝”’…—～·％‰々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_UNIT = re.compile(rf"\s+|[{_OPEN}]*(?:(?![{_OPEN}{_CLOSE}])[{_WIDE}]|[^\s{_WIDE}{_OPEN}{_CLOSE}]+)[{_CLOSE}]*|\S")


def columns(text: str) -> int:
    """Return how many columns a text takes where a Chinese character takes two."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def wrap_line(text: str, width: float, measure: Callable[[str], float] = columns) -> list[str]:
    """Return a line as lines of at most the width; nothing is lost but the blank at which a line is broken.

    A word that is longer than a line is broken where the line is full.
    """
    lines: list[str] = []
    line, used, pending, pending_size = "", 0.0, "", 0.0
    for unit in _UNIT.findall(text):
        if unit.isspace():
            pending, pending_size = unit, measure(unit)
            continue
        for part in _fitting(unit, width, measure):
            size = measure(part)
            if line and used + pending_size + size > width:
                lines.append(line)
                line, used, pending, pending_size = "", 0.0, "", 0.0
            line, used = line + pending + part, used + pending_size + size
            pending, pending_size = "", 0.0
    return [*lines, line]


def wrapped(text: str, width: int) -> str:
    """Return a text with every line broken at the width, in columns."""
    return "\n".join(piece for line in text.split("\n") for piece in wrap_line(line, width))


def _fitting(unit: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if measure(unit) <= width:
        yield unit
        return
    part = ""
    for sign in unit:
        if part and measure(part + sign) > width:
            yield part
            part = ""
        part += sign
    yield part
