"""A section of a letter as the checks read it: sentences with places, words, trace, and what is quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tui.core.checks.features import has
from tui.core.checks.tokens import Tokens, tokens_of
from tui.core.content.check_rules import Feature
from tui.core.letter.records import Section, Sentence

Span = tuple[int, int]
SHORT = frozenset(
    [
        "no",
        "nos",
        "inc",
        "ltd",
        "co",
        "corp",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "vs",
        "approx",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "fig",
        "art",
        "sec",
        "vol",
        "pt",
        "dept",
        "est",
        "tel",
        "ref",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
    ]
)
END = re.compile(
    r"[.!?]+[\"'”’)\]]*(?=\s)|[。！？]+[”」）]*|(?<=[a-z]{2})[.!?](?=[A-Z][a-z])|(?<=[a-z]{2})\.(?=[A-Z]\s)"
)
BULLET = re.compile(
    r"\s*(?:[-*•·–>]|\(?\d{1,2}[.)、）]|[a-hA-H][.)]\s|exhibit|annex|appendix|attachment|附件)", re.IGNORECASE
)
TERMINATED = re.compile(r"[.!?:;。！？：；][\"'”’)\]」]*\s*$")
QUOTED = re.compile(r"“[^”\n]{12,}”|\"[^\"\n]{12,}\"|「[^」\n]{6,}」|『[^』\n]{6,}』|«[^»\n]{12,}»")
SHORT_QUOTED = re.compile(r"“[^”\n]+”|\"[^\"\n]+\"|「[^」\n]+」|『[^』\n]+』|«[^»\n]+»")
REPORTED = re.compile(
    r"\b(?:notice|wrote|written|writes?|comment|message|reviews?|reads?|said|says|words?|reason|called|titled|named"
    r"|complain\w*|feedback|reported|claim)s?\b|写|称|通知|评论|原话|反馈|投诉|留言",
    re.IGNORECASE,
)
"""Where a sentence reports what others said, even a short quotation is theirs."""
WRAP = 60
"""Lines at least this long may have been broken by the writer's editor."""
LEAST_QUOTED = 3
"""Fewer words in quotation marks are the writer's own."""


@dataclass(frozen=True)
class Line:
    """A sentence with its place in the section's text."""

    start: int
    end: int
    text: str
    first: int
    """The number of its first word in the section."""
    last: int
    item: int
    """The paragraph or list item that it belongs to."""
    trace: Sentence | None

    def has(self, feature: Feature) -> bool:
        """Say whether the sentence has a feature; of a confirmed statement the case says whether it is done."""
        if self.trace is not None and self.trace.state is not None and feature in ("done", "planned"):
            return self.trace.state == feature
        return has(feature, self.text)

    @property
    def size(self) -> int:
        """The number of its words and signs."""
        return self.last - self.first

    @property
    def is_heading(self) -> bool:
        """Whether it announces what follows rather than saying something."""
        return self.text.rstrip().endswith((":", "：")) or self.size < 3


@dataclass(frozen=True)
class Reading:
    """A section, read."""

    key: str
    """The section's id; in a letter from elsewhere a kind that comes again is numbered, as `corrective#2`."""
    heading: str
    text: str
    lines: tuple[Line, ...]
    """Its sentences."""
    tokens: Tokens
    sentence_of: list[int]
    """The number of the sentence of each word."""
    quoted: tuple[Span, ...]
    listed: dict[str, dict[int, list[Span]]] = field(default_factory=dict, compare=False)
    """Where wordings of the computations' lists stand, by language; filled when first asked for."""

    @cached_property
    def id(self) -> str:
        """The kind of section, by the id that the outlines give it."""
        return self.key.partition("#")[0]

    def is_quoted(self, start: int) -> bool:
        """Say whether a place lies in a quotation."""
        return any(first <= start < last for first, last in self.quoted)

    def line_at(self, start: int) -> Line:
        """Return the sentence at a place."""
        place = bisect_right(self.lines, start, key=lambda line: line.start) - 1
        return self.lines[max(place, 0)]

    @cached_property
    def items(self) -> tuple[tuple[Line, ...], ...]:
        """The sentences by paragraph or list item, without headings."""
        groups: dict[int, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.item, []).append(line)
        found = (tuple(line for line in group if not line.is_heading) for group in groups.values())
        return tuple(group for group in found if group)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of the section."""
        return frozenset(self.tokens.words)


def read_section(section: Section, notice: str = "") -> Reading:
    """Read a section; `notice` is Amazon's notice with single spaces, whose sentences count as quotation."""
    text = section.text
    tokens = tokens_of(text)
    traces = {item.line: item for item in section.sentences if item.statement is not None}
    lines: list[Line] = []
    sentence_of: list[int] = []
    place = 0
    for item, (start, end) in enumerate(_items(text)):
        trace = traces.get(text[start:end])
        for first, last in _sentences(text, start, end):
            begun = place
            while place < len(tokens.words) and tokens.starts[place] < last:
                place += 1
            if place > begun:
                sentence_of.extend([len(lines)] * (place - begun))
                lines.append(Line(first, last, text[first:last], begun, place, item, trace))
    quoted = tuple(_quotations(text, lines, tokens, notice))
    return Reading(section.id, section.heading, text, tuple(lines), tokens, sentence_of, quoted)


def _items(text: str) -> Iterator[Span]:
    """Yield the paragraphs and list items; lines that only a narrow editor broke are put together."""
    start = place = 0
    previous = ""
    for line in text.split("\n"):
        end = place + len(line)
        if previous and not _goes_on(previous, line):
            yield start, place - 1
            start = place
        elif not previous:
            start = place
        previous = line if line.strip() else ""
        if not previous and start < place:
            yield start, place - 1
            start = place
        place = end + 1
    if previous:
        yield start, len(text)


def _goes_on(previous: str, line: str) -> bool:
    if not line.strip() or TERMINATED.search(previous) or BULLET.match(line):
        return False
    stripped = line.lstrip()
    return stripped[0].islower() or (len(previous) >= WRAP and stripped[0].isalnum() and not BULLET.match(previous))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    first = start
    for match in END.finditer(text, start, end):
        if match.end() >= end or not _ends(text, first, match):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _ends(text: str, first: int, match: re.Match[str]) -> bool:
    """Say whether a full stop ends a sentence: not after an abbreviation, an initial or the number of a list item."""
    if match[0][0] != ".":
        return True
    if match[0].startswith("..") and text[match.end() :].lstrip()[:1].islower():
        return False
    before = text[first : match.start()].split()
    word = before[-1].lower().lstrip("(") if before else ""
    if word in SHORT or (len(word) == 1 and word.isalpha()) or (len(before) == 1 and word.strip("()").isdigit()):
        return False
    return not text[match.end() :].lstrip()[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _quotations(text: str, lines: list[Line], tokens: Tokens, notice: str) -> Iterator[Span]:
    for match in QUOTED.finditer(text):
        words = bisect_left(tokens.starts, match.end()) - bisect_left(tokens.starts, match.start())
        if words > LEAST_QUOTED + 2:
            yield match.span()
    for line in lines:
        if REPORTED.search(line.text):
            yield from (
                (line.start + match.start(), line.start + match.end()) for match in SHORT_QUOTED.finditer(line.text)
            )
        said = line.text.split()
        if line.text.startswith(">") or (notice and len(said) > 5 and " ".join(said).casefold() in notice):
            yield line.start, line.end
