"""`reinstate triage`: what kind of text Amazon sent, which type, what it asks for, which facts stand in it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from tui.cli.common import DONE, FOUND, UsageProblem, emit, emit_json, open_library
from tui.core.content.library import words
from tui.core.notice.reading import read_notice
from tui.core.notice.records import Candidate, Facts, Reading
from tui.core.text import one_line
from tui.interface import chosen_language

MAX_BYTES = 5_000_000
HIGH_SHARE = 0.3


def triage(options: Namespace) -> int:
    """Read a text and print what it is; the status is 1 where nothing was recognised."""
    content = open_library()
    reading = read_notice(content, _text_of(options.file))
    if options.json:
        from tui.core.notice.reading_json import reading_document

        emit_json(reading_document(reading))
    else:
        emit("\n".join(_lines(reading, chosen_language(options.lang))))
    return DONE if reading.is_recognised else FOUND


def _text_of(name: str) -> str:
    """Return the text of a file or of standard input; of a mail, its head and its readable part."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except ValueError as error:
        raise UsageProblem(f"{one_line(name)}: {error}") from error
    if len(data) > MAX_BYTES:
        raise UsageProblem(f"{one_line(name)}: longer than {MAX_BYTES // 1_000_000} MB; no notice is")
    if b"\0" in data[:1_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageProblem(f"{one_line(name)}: this is no text")
    if name.lower().endswith(".eml"):
        from tui.core.notice.mail import text_of_mail

        return text_of_mail(data)
    return decoded(data)


def decoded(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with its mark, else the Chinese or the Western code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # In Chinese most bytes are high; in German or French only those of a few letters.
        high = sum(byte >= 0x80 for byte in data) / len(data)
        return data.decode("gb18030" if high > HIGH_SHARE else "cp1252", errors="replace")


def _lines(reading: Reading, language: str) -> list[str]:
    lines = [f"kind: {reading.kind}"]
    lines += [f"also in the text: {part.kind} {part.type or ''}".rstrip() for part in reading.others]
    if reading.candidates:
        lines.append("type: not sure; one of" if reading.abstained else "type:")
        for candidate in reading.candidates:
            lines += _candidate_lines(candidate, language, reading.abstained)
    lines.append(f"response: {reading.response or '-'}")
    lines.append(f"level: {reading.level or '-'}")
    lines += [f"asked: {asked.kind}: {asked.text}" for asked in reading.asked]
    lines += _fact_lines(reading.facts)
    lines += [f"sign of a fake: {sign.kind}: {sign.text}" for sign in reading.warnings]
    return [one_line(line) if not line.startswith(" ") else "  " + one_line(line.strip()) for line in lines]


def _candidate_lines(candidate: Candidate, language: str, with_question: bool) -> list[str]:
    because = "; ".join(f"line {reason.line} “{reason.phrase}”" for reason in candidate.because)
    lines = [f"  {candidate.type} ({candidate.score:g}): {because}"]
    if with_question and candidate.tells_apart:
        lines.append(f"  {words(candidate.tells_apart, language)}")
    return lines


def _fact_lines(facts: Facts) -> list[str]:
    lists = {
        "asins": [found.value for found in facts.asins],
        "orders": [found.value for found in facts.order_ids],
        "cases": [found.value for found in facts.case_ids],
        "complaints": [found.value for found in facts.complaint_ids],
        "dates": [day.readings[0].isoformat() for day in facts.dates if day.is_sure],
        "metrics": [
            f"{item.name} {item.value}" + (f" (limit {item.limit})" if item.limit is not None else "")
            for item in facts.metrics
        ],
        "amounts": [f"{item.amount} {item.currency}" for item in facts.amounts],
    }
    lines = [f"{name}: {', '.join(values)}" for name, values in lists.items() if values]
    if facts.deadline is not None:
        lines.append(f"deadline: {facts.deadline.text}")
    if facts.marketplace is not None:
        lines.append(f"marketplace: {facts.marketplace.value}")
    return lines + [f"look again: {hint.kind}: {hint.text}" for hint in facts.hints]
