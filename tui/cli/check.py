"""`reinstate check`: what an experienced appeal writer would object to, in a case's letter or in any text."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.common import DONE, FOUND, UsageProblem, complain, emit, emit_json, open_case, open_library, open_store
from tui.core.case.records import Case
from tui.core.case.values import Raw
from tui.core.checks.checking import check as check_letter
from tui.core.checks.foreign import check_text
from tui.core.checks.records import Background, Finding, Findings
from tui.core.content.library import Content, words
from tui.core.files import read_bounded
from tui.core.letter.composing import compose
from tui.core.text import one_line
from tui.interface import chosen_language
from tui.ports.clock import SystemClock

if TYPE_CHECKING:
    from tui.core.case.store import CaseStore

MAX_BYTES = 1_000_000


def check(options: Namespace) -> int:
    """Print what is to be said against a letter; 1 where a finding is an error."""
    content = open_library()
    language = chosen_language(options.lang)
    found = _findings(content, options)
    if options.json:
        emit_json(
            {
                "findings": [_document(item, language) for item in found.findings],
                "words": found.words,
                "ready": found.ready,
            }
        )
    else:
        for item in found.findings:
            message = one_line(words(item.message, language))
            emit(f"{options.letter}:{item.line}:{item.column}: {item.level} {item.rule} {message}")
    return FOUND if found.count("error") else DONE


def _document(item: Finding, language: str) -> dict[str, object]:
    return {
        "rule": item.rule,
        "level": item.level,
        "section": item.section,
        "line": item.line,
        "column": item.column,
        "quote": item.quote,
        "message": words(item.message, language),
        "advice": words(item.advice, language),
    }


def _findings(content: Content, options: Namespace) -> Findings:
    name = options.letter
    if name != "-" and not Path(name).is_file():
        store = open_store()
        case = open_case(content, store, name)
        if options.type or options.facts:
            complain("--type and --facts are for letters from elsewhere; the case has its own")
        return check_letter(content, case, compose(content, case), _background(store, case))
    facts = _facts(options.facts) if options.facts else {}
    if options.type:
        content.type(options.type)
    marketplace = facts.pop("marketplace", "")
    code = content.marketplace(marketplace.upper()).code if isinstance(marketplace, str) and marketplace else ""
    return check_text(content, _text(name), options.type, facts, Background(today=_today()), code)


def _background(store: CaseStore, case: Case) -> Background:
    from tui.core.case.journal import read_journal

    journal = read_journal(store.folder(case.id))
    return Background(notice=store.read_notice(case.id), today=_today(), journal=journal)


def _today() -> date:
    return SystemClock().now().date()


def _text(name: str) -> str:
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_bounded(Path(name), MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UsageProblem(f"{name}: more than {MAX_BYTES} bytes are no letter")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{name}: the letter is not UTF-8 text (byte {error.start + 1})") from error
    if not text.strip():
        raise UsageProblem(f"{name}: there is no text to check")
    return text


def _facts(name: str) -> dict[str, Raw]:
    from tui.core.content.layers import read_file
    from tui.core.content.reading import to_record

    path = Path(name)
    read_bounded(path, MAX_BYTES)
    found: dict[str, Raw] = dict(to_record(read_file(path, name), dict[str, str | tuple[str, ...]]))
    return found
