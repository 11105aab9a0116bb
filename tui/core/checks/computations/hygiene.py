"""Hygiene: signs of another script, missing spaces, broken numbering and addresses, the wrong store."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.checks.computations.registry import Setting, hit_at, hit_line, of_section
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

PLAIN = str.maketrans(
    "，。；：？！（）「」【】“”‘’、《》％＆＋－／０１２３４５６７８９", ',.;:?!()""[]""\'\',""%&+-/0123456789'
)
FOREIGN = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+")
WIDE = re.compile(r"[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65％]+")
NO_SPACE = re.compile(r"(?<=[a-z]{2})[,;](?=[A-Za-z])|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]|I\s)|(?<=[a-z]{2}),(?=\d)")
ADDRESS = re.compile(r"\S*(?:@|www\.|https?:|\.com|\.pdf|\.png|\.csv|\.jpe?g|\.docx|\.xlsx|/)\S*", re.IGNORECASE)
BROKEN = re.compile(
    r"\b(?:www|https?)\s*[.:]\s+\w|\w+\s+\.\s?(?:com|co\.uk|de|net|org|cn)\b|\w\s+\.\s*https?://|\w+@\s+\w"
    r"|\w+\s+@\s*\w+\.\w|\w+@\w+\s+\.\w"
    r"|https?:?//\s|https?:/(?!/)|https?://https?://|\bhttps?//|\w@\w+(?![\w.-])\s(?!\w*\.)|\b(?:htpp|htttp"
    r"|http;)\S*|\bwww,|\w+@\w+,\s?com\b",
    re.IGNORECASE,
)
MARKED = re.compile(r"^\s*(\d{1,2})([.)、])\s*")
STORE = re.compile(r"\bamazon\s*\.\s*((?:co|com)\.[a-z]{2}|[a-z]{2,3})\b", re.IGNORECASE)
TORN_STORE = re.compile(r"\bAmazon,\s?(?:com|co)\b|\bAmzon\b|\bAmazom\b|\bAmason\b|\bArnazon\b", re.IGNORECASE)


@of_section("foreign_signs")
def foreign_signs(_: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
    """Point at full-width signs and Chinese characters in an English letter; signs have a safe replacement."""
    if setting.language != "en":
        return
    for match in FOREIGN.finditer(reading.text):
        if reading.is_quoted(match.start()):
            continue
        replacement = None
        if WIDE.fullmatch(match[0]):
            replacement = match[0].replace("\u3000", " ").translate(PLAIN)
            following = reading.text[match.end() : match.end() + 1]
            if following.isalnum() and replacement[-1:] in ",.;:?!":
                replacement += " "
            if not replacement.isascii():
                replacement = None
        yield hit_at(reading, match.start(), match.end(), replacement)


@of_section("spacing")
def spacing(_: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
    """Point at missing spaces after a comma or a full stop, and at numbering that jumps."""
    addresses = [match.span() for match in ADDRESS.finditer(reading.text)]
    for match in NO_SPACE.finditer(reading.text):
        if any(start <= match.start() < end for start, end in addresses) or setting.language != "en":
            continue
        yield hit_at(reading, match.start(), match.end(), match[0] + " ")
    yield from _numbering(reading)


def _numbering(reading: Reading) -> Iterator[Hit]:
    last, sign = 0, ""
    for line in reading.lines:
        match = MARKED.match(line.text)
        if match is None or line.trace is not None:
            continue
        number = int(match[1])
        # A list may begin anew under another heading, so only a jump forward within one style is a slip.
        jumps = number not in (last + 1, 1) and number <= last + 10
        if last and match[2] == sign and (jumps or number == last):
            yield hit_at(reading, line.start, line.start + len(match[0].rstrip()))
        last, sign = number, match[2]


@of_section("addresses")
def addresses(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at torn web and mail addresses."""
    for match in BROKEN.finditer(reading.text):
        if "\n" not in match[0]:
            yield hit_at(reading, match.start(), match.end())


@of_section("store_name")
def store_name(_: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
    """Point at the name of another store and at a misspelt Amazon."""
    for match in TORN_STORE.finditer(reading.text):
        replacement = "Amazon" if "," not in match[0] else "Amazon." + match[0].split(",")[1].strip()
        yield hit_at(reading, match.start(), match.end(), replacement, right="Amazon")
    if not setting.domain:
        return
    own = setting.domain.lower().removeprefix("www.")
    known = {domain.lower().removeprefix("www.") for domain in setting.others}
    for line in reading.lines:
        if line.trace is not None or reading.is_quoted(line.start):
            continue
        for match in STORE.finditer(line.text):
            named = f"amazon.{match[1].lower()}"
            before = line.text[: match.start()]
            if (
                named in known
                and named != own
                and not before.endswith(("@", "/", "sellercentral.", "sellercentral-europe."))
            ):
                yield hit_line(reading, line, right=setting.domain)
                break
