"""What text may hold once it is inside the house: one cleaning for every entrance, free of any interface."""

import re

import msgspec

REPLACEMENT = "\ufffd"

_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_BAD = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff" + _NON_CHARACTERS
_HIDDEN = "\u200b\u202a-\u202e\u2066-\u2069\ufeff"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"

_UNCLEAN = re.compile(f"[{_BAD}{_HIDDEN}{_LINE_ENDS}]")
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_REPLACED = re.compile(f"[{_BAD}]")
_REMOVED = re.compile(f"[{_HIDDEN}]")


class Cleaned(msgspec.Struct, frozen=True):
    """Text that is safe to keep and show, and how many characters had to go for it."""

    text: str
    replaced: int


def clean(text: str) -> Cleaned:
    r"""Make text safe to keep and show: every line end is ``\n``, nothing in it steers a terminal or hides.

    Control characters, surrogates and non-characters become U+FFFD; invisible characters that reorder or split words
    (bidi controls, U+200B, U+FEFF) are removed; both are counted. Joiners (ZWNJ, ZWJ) stay: scripts need them.
    """
    if _UNCLEAN.search(text) is None:
        return Cleaned(text, 0)
    # A byte order mark at the very start is how some editors save a file, not something that hides inside a text.
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    text, marked = _REPLACED.subn(REPLACEMENT, text)
    text, removed = _REMOVED.subn("", text)
    return Cleaned(text, marked + removed)


def one_line(text: str, joiner: str = " ") -> str:
    """Clean text and put all its lines on one, joined by ``joiner``; empty lines add nothing."""
    lines = clean(text).text.replace("\t", " ").split("\n")
    if len(lines) == 1:
        return lines[0]
    return joiner.join(line.strip() for line in lines if line.strip())
