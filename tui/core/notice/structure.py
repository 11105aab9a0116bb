"""How a paste is built: the texts that it holds, and below which heading each sentence stands."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from tui.core.notice.lines import Line
from tui.core.notice.searching import Search
from tui.core.notice.source import Source

MAX_PIECES = 8
MIN_PIECE = 150
"""A text shorter than this does not end at a greeting: the greeting belongs to it."""
MAX_HEADING_WORDS = 12
SIGNATURE_LINES = 8
RULER = re.compile(r"[-=_*~#—–]{5,}")
ORIGINAL = re.compile(
    r"[-_ ]{2,40}(?:Original Message|Forwarded message|Urspr|Weitergeleitete|Message d'origine|Message transf|"
    r"Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|原始邮件|转发|元のメッセージ|転送)|"
    r"(?:Begin forwarded message|Anfang der weitergeleiteten)",
    re.IGNORECASE,
)
WROTE = re.compile(
    r"(?:On|Am|Le|El|Il|在|于)\b.{6,200}(?:wrote|schrieb|a écrit|escribió|ha scritto)[^\n]{0,80}:$|.{4,120}写道[:：]$"
)
SUBJECT = re.compile(r"(?:Subject|Betreff|Objet|Asunto|Oggetto|主题|件名)[ ]?[:：]")
SIGNATURE = re.compile(r"--$|Sent from my |Von meinem |Envoyé de mon |Enviado desde mi |Inviato da|发自我的|iPhoneから")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the texts in a paste: its place in the tidied text, and what divides it from the one before."""

    start: int
    end: int
    divided_by: str
    """start, header, wrote, original, depth or greeting."""


def pieces_of(source: Source, greetings: frozenset[int]) -> list[Piece]:
    """Divide a paste into the texts that it holds; `greetings` are the numbers of the lines that greet."""
    lines = source.tidy.lines
    starts: list[tuple[int, str]] = [(0, "start")]
    previous_header = bool(lines) and lines[0].header
    for number, line in enumerate(lines):
        why = _divides(source, lines, number, greetings, starts[-1], previous_header)
        if why and number and len(starts) < MAX_PIECES:
            starts.append((number, why))
        previous_header = line.header
    pieces = []
    for place, (number, why) in enumerate(starts):
        last = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        if lines:
            end = lines[last].start if last < len(lines) else len(source.text)
            pieces.append(Piece(lines[number].start, _signed_at(source, lines[number:last], end), why))
    return pieces or [Piece(0, len(source.text), "start")]


def _signed_at(source: Source, lines: tuple[Line, ...], end: int) -> int:
    """Return where the text ends that a signature follows; the signature says nothing of its own."""
    for line in reversed(lines[-SIGNATURE_LINES:]):
        if line is not lines[0] and SIGNATURE.match(source.text_at(line.start, min(line.end, line.start + 60))):
            end = line.start
    return end


def _divides(
    source: Source, lines: tuple[Line, ...], number: int, greetings: frozenset[int], last: tuple[int, str], header: bool
) -> str:
    line = lines[number]
    text = source.text_at(line.start, min(line.end, line.start + 400))
    if ORIGINAL.match(text):
        return "original"
    if WROTE.match(text):
        return "wrote"
    begun = last[0]
    fresh = number - begun <= 1 and last[1] in ("original", "wrote")
    if line.header and not header and not fresh and _is_head(lines, number):
        return "header"
    if number and lines[number - 1].depth != line.depth and 0 in (line.depth, lines[number - 1].depth) and not fresh:
        return "depth"
    if number in greetings and line.start - lines[begun].start >= MIN_PIECE and _has_greeting(greetings, begun, number):
        return "greeting"
    return ""


def _has_greeting(greetings: frozenset[int], first: int, last: int) -> bool:
    return any(number in greetings for number in range(first, min(last, first + 12)))


def _is_head(lines: tuple[Line, ...], number: int) -> bool:
    """Say whether a mail's head begins here: two lines of one follow each other."""
    return number + 1 < len(lines) and lines[number + 1].header


def sections_of(search: Search, headings: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return for each sentence the name of the heading above it; "" above the first, "heading" for one itself."""
    named: dict[int, str] = {}
    for name, wordings in headings.items():
        for wording in wordings:
            for place, _ in search.wording(wording):
                number = search.sentence(place)
                first, _ = search.sentence_span(number)
                if not search.folded.text[first:place].strip(" \n\"'(:."):
                    named.setdefault(number, name)
    sections: list[str] = []
    current = ""
    for number in range(len(search.sentences)):
        first, last = search.sentence_span(number)
        heading = named.get(number)
        if heading is not None:
            current = heading
            sections.append("heading" if _is_heading(search, first, last) else current)
        else:
            if _is_question(search, first, last):
                current = ""
            sections.append(current)
    return sections


def leave_heading(sections: list[str], first: int, last: int) -> None:
    """Take the sentences that a text begins with from below the last heading of the text before it."""
    above = next((name for name in sections[first:last] if name != "subject"), "")
    for number in range(first, last if above != "heading" else first):
        if sections[number] == above:
            sections[number] = ""
        elif sections[number] != "subject":
            break


def _is_heading(search: Search, first: int, last: int) -> bool:
    return search.folded.words_between(first, last) <= MAX_HEADING_WORDS and (
        search.folded.text[first:last].rstrip()[-1:] in ("?", ":", "") or _stands_alone(search, first, last)
    )


def _is_question(search: Search, first: int, last: int) -> bool:
    """Say whether a sentence is a heading of its own kind: a short question on its own line."""
    text = search.folded.text[first:last].rstrip()
    return (
        text[-1:] == "?"
        and search.folded.words_between(first, last) <= MAX_HEADING_WORDS
        and _stands_alone(search, first, last)
    )


def _stands_alone(search: Search, first: int, last: int) -> bool:
    text = search.folded.text
    before = text[:first].rstrip(" ")[-1:] if first < 3 else text[first - 2 : first].strip(" ")[-1:]
    after = text[last - 1 : last + 1]
    return before in ("\n", "") and ("\n" in after or last == len(text))


def subject_sentences(source: Source, search: Search) -> set[int]:
    """Return the sentences that stand in the subject of a mail."""
    found: set[int] = set()
    for line in source.tidy.lines:
        if line.header and SUBJECT.match(source.text_at(line.start, line.end)):
            place = bisect_left(search.folded.offsets, line.start)
            last = bisect_right(search.folded.offsets, max(line.start, line.end - 1))
            if place < len(search.folded.text):
                found.update(range(search.sentence(place), search.sentence(max(place, last - 1)) + 1))
    return found
