"""Frees a pasted text from what mail programs and browsers put around it; every character keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tui.core.notice.mapped import Edit, Mapped

MAX_LENGTH = 2_000_000
"""More than this is no notice; what lies behind it is not read."""

TAGS = (
    "a|abbr|b|blockquote|body|br|center|code|div|em|font|footer|h[1-6]|head|header|hr|html|i|img|li|link|meta|ol|p|pre|"
    "section|small|span|strike|strong|style|script|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|xml|o:p"
)
TAG = re.compile(rf"<!--|<!doctype[^<>]*>|</?({TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
BREAKING = frozenset(
    [
        "blockquote",
        "body",
        "br",
        "center",
        "div",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "title",
        "tr",
        "ul",
    ]
)
SPACING = frozenset({"td", "th"})
SKIPPED = {"style": "</style", "script": "</script"}
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f\u061c]+")
BOLD = re.compile(r"\*\*|__|`+|(?<=\w)\*(?!\w)|(?<!\w)\*(?=\w)|(?<=[:.!?)\"])\*(?=\s)")
MANY_SPACES = re.compile("  +")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SOFT_QP = re.compile(r"=\n(?=\S)")

# The signs of Chinese punctuation stay: they end sentences and separate items.
FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) not in "!?,;.()"} | {
    0xFF0E: "."
}
SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09], " ")
HYPHENS = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2212, 0xFE63], "-")
TABLE: dict[int, str] = {**FULL_WIDTH, **SPACES, **HYPHENS}


def clean(text: str) -> Mapped:
    """Return the text without marks, tags, entities and invisible characters; lines stay as they are."""
    mapped = Mapped.of(text[:MAX_LENGTH])
    mapped = mapped.edited((match.start(), match.end(), "\n") for match in LINE_END.finditer(mapped.text))
    if mapped.text.count("=\n") > 2:
        mapped = mapped.edited((match.start(), match.end(), "") for match in SOFT_QP.finditer(mapped.text))
    if "<" in mapped.text:
        mapped = mapped.edited(_without_tags(mapped.text))
    if "&" in mapped.text:
        mapped = mapped.edited(_entities(mapped.text))
    mapped = mapped.edited((match.start(), match.end(), "") for match in INVISIBLE.finditer(mapped.text))
    mapped = mapped.translated(TABLE)
    mapped = mapped.edited((match.start(), match.end(), "") for match in BOLD.finditer(mapped.text))
    return mapped.edited((match.start(), match.end(), " ") for match in MANY_SPACES.finditer(mapped.text))


def _without_tags(text: str) -> Iterator[Edit]:
    done = 0
    unclosed: set[str] = set()
    for match in TAG.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        name = (match[1] or "").lower()
        closer = "-->" if match[0] == "<!--" else "" if match[0].startswith("</") else SKIPPED.get(name, "")
        if closer and closer not in unclosed:
            closing = text.find(closer, end)
            if closing < 0:
                # It is not sought a second time, so that a text of openings alone takes no longer than any other.
                unclosed.add(closer)
            else:
                end = closing + (len(closer) if closer == "-->" else 0)
        done = end
        yield start, end, "\n" if name in BREAKING else " " if name in SPACING else ""


def _entities(text: str) -> Iterator[Edit]:
    for match in ENTITY.finditer(text):
        sign = unescape(match[0])
        if sign != match[0]:
            yield match.start(), match.end(), sign
