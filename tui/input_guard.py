"""Stands before the reader of a terminal's keys: what is pasted never acts, no report is taken for typing."""

from __future__ import annotations

import re

from tui.core.text import REPLACEMENT

PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
ESCAPE = "\x1b"
# Answers of a terminal about itself: a private sign stands behind the bracket, as in no key.
_REPORT = re.compile(r"\x1b\[[?>=][0-9;:]*[a-zA-Z]")


class InputGuard:
    """Follows the input of a terminal: in a paste an escape character becomes U+FFFD, outside reports are dropped."""

    def __init__(self) -> None:
        """Begin outside any paste."""
        self.is_open = False
        """Whether a paste has begun and not ended."""
        self._held = ""
        self._passed = ""
        """The last characters that were passed on outside a paste: its beginning may be cut in two."""

    def passed(self, text: str) -> str:
        """Return what may be read on; the beginning of an end that may still come is held back until it does."""
        text, self._held = self._held + text, ""
        found: list[str] = []
        while text:
            part, text = self._inside(text) if self.is_open else self._outside(text)
            found.append(part)
        return "".join(found)

    def end(self) -> str:
        """Return what ends a paste whose end does not come."""
        held, self._held, self.is_open = self._held, "", False
        return held.replace(ESCAPE, REPLACEMENT) + PASTE_END

    def _outside(self, text: str) -> tuple[str, str]:
        start = (self._passed + text).find(PASTE_START)
        if start < 0:
            self._passed = (self._passed + text)[1 - len(PASTE_START) :]
            return _REPORT.sub("", text), ""
        end = start + len(PASTE_START) - len(self._passed)
        self._passed, self.is_open = "", True
        return _REPORT.sub("", text[:end]), text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        inside, end, rest = text.partition(PASTE_END)
        if not end:
            inside, self._held = _without_half_an_end(inside)
        self.is_open = not end
        return inside.replace(ESCAPE, REPLACEMENT) + end, rest


def _without_half_an_end(text: str) -> tuple[str, str]:
    for length in range(min(len(text), len(PASTE_END) - 1), 0, -1):
        if PASTE_END.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
