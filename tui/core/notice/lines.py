"""Turns pasted lines into the lines that were meant: quotation marks off, wrapped lines joined, bullets known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.core.content.phrases import is_cjk
from tui.core.notice.mapped import Edit, Mapped

BREAK = "\n\n"
"""What ends a line of the tidied text: the folding reads it as the end of a paragraph."""

BULLET = re.compile(r"[•·▪◦‣●○■□◆▶►➢✓✔・∙–—*+-]{1,2}(?=[ \w])[ ]{0,8}|-- ?(?=\w)")
NUMBERED = re.compile(r"[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)）、](?= |[^\x00-\x7f]|[A-Z])|[①-⑳]|[(（]\d{1,2}[)）]")
HEADER = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|X-[\w-]{1,40}|MIME-Version|Content-[\w-]{1,40}|Received|"
    r"Return-Path|Von|An|Gesendet|Betreff|Datum|De|À|A|Objet|Envoyé|Asunto|Para|Fecha|Enviado|Da|Oggetto|Inviato|Data|"
    r"发件人|收件人|主题|日期|发送时间|时间|抄送|差出人|宛先|件名|送信日時|日時)[ ]?[:：]",
)
SENTENCE_ENDS = frozenset(".!?:;。！？：；…")
MIN_WRAP, MAX_WRAP = 30, 130


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tidied text."""

    start: int
    end: int
    depth: int
    """How often it was quoted."""
    item: bool
    """Whether it is an item of a list."""
    header: bool
    """Whether it is a line of a mail's head."""
    after_gap: bool
    """Whether an empty line stood before it."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """The text as it was meant, with its lines."""

    mapped: Mapped
    lines: tuple[Line, ...]

    def text_of(self, line: Line) -> str:
        """Return the text of a line."""
        return self.mapped.text[line.start : line.end]


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    depth: int
    item: bool
    numbered: bool
    header: bool
    gap: bool


def tidy(mapped: Mapped) -> Tidy:
    """Return the text with one line for each line that its writer meant."""
    raws = list(_raw_lines(mapped.text))
    width = _wrap_width(raws)
    edits: list[Edit] = []
    groups: list[list[_Raw]] = []
    done = 0
    for raw in raws:
        if groups and _continues(mapped.text, groups[-1][-1], raw, width):
            groups[-1].append(raw)
            edits.append((done, raw.start, _joint(mapped.text, groups[-1][-2], raw)))
        else:
            edits.append((done, raw.start, BREAK if groups else ""))
            groups.append([raw])
        done = raw.end
    edits.append((done, len(mapped.text), ""))
    tidied = mapped.edited(edits)
    return Tidy(tidied, tuple(_lines(tidied.text, groups)))


def _lines(text: str, groups: list[list[_Raw]]) -> Iterator[Line]:
    start = 0
    for group in groups:
        end = text.find(BREAK, start)
        end = len(text) if end < 0 else end
        first = group[0]
        yield Line(start, end, first.depth, first.item or first.numbered, first.header, first.gap)
        start = end + len(BREAK)


def _raw_lines(text: str) -> Iterator[_Raw]:
    start, gap = 0, True
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first, last, depth = _unquoted(text, start, end)
        if first == last:
            gap = True
        else:
            bullet = BULLET.match(text, first, last)
            body = bullet.end() if bullet else first
            numbered = NUMBERED.match(text, body, last) is not None
            if body < last:
                header = HEADER.match(text, first, last) is not None
                yield _Raw(body, last, depth, bullet is not None, numbered, header, gap)
                gap = False
        start = end + 1


def _unquoted(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Return where the text of a line begins and ends, and how often it is quoted."""
    depth = 0
    while start < end and (text[start] in "> |" or text[start] == "»"):
        depth += text[start] in ">»"
        start += 1
    while end > start and text[end - 1] in " |":
        end -= 1
    return start, end, depth


def _wrap_width(raws: list[_Raw]) -> int:
    """Return the width at which the text seems to be wrapped; 0 where lines are as long as their paragraphs."""
    lengths = sorted(raw.end - raw.start for raw in raws if not raw.header)
    longer = [length for length in lengths if length >= MIN_WRAP]
    if len(longer) < 2:
        return 0
    widest = longer[int(len(longer) * 0.9) - 1] if len(longer) > 20 else longer[-1]
    return widest if widest <= MAX_WRAP else 0


def _continues(text: str, before: _Raw, raw: _Raw, width: int) -> bool:
    """Say whether a line goes on where the line before it was cut."""
    if raw.gap or raw.item or raw.numbered or raw.header or before.header or raw.depth != before.depth:
        return False
    last, first = text[before.end - 1], text[raw.start]
    length = before.end - before.start
    if last == "-" and length > 1 and text[before.end - 2].isdigit() and first.isdigit():
        return True
    if is_cjk(last) or is_cjk(first):
        return bool(width) and length >= width - 6 and length >= 12 and last not in SENTENCE_ENDS
    if first.islower() and last not in SENTENCE_ENDS:
        return length >= 12
    if not width or length < MIN_WRAP:
        return False
    space = text.find(" ", raw.start, raw.end)
    word = (raw.end if space < 0 else space) - raw.start
    return length + 1 + word > width and last not in ":："


def _joint(text: str, before: _Raw, raw: _Raw) -> str:
    last, first = text[before.end - 1], text[raw.start]
    if (last == "-" and first.isdigit()) or is_cjk(last) or is_cjk(first):
        return ""
    return " "
