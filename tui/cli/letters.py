"""`reinstate render` and `copy`: the letter of a case leaves the house."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from tui.cli.common import (
    DONE,
    WRONG,
    UsageProblem,
    complain,
    emit,
    open_case,
    open_interface,
    open_library,
    open_store,
)
from tui.core.content.library import Content
from tui.core.export.letter_json import as_document
from tui.core.export.markdown import as_markdown
from tui.core.export.text import as_text, only_section
from tui.core.files import write_private
from tui.core.letter.composing import compose
from tui.core.letter.other_letters import compose_other
from tui.core.letter.records import Letter
from tui.core.letter.text import letter_text
from tui.ports.clipboard import copy as copy_text
from tui.screens.copied import copied_words


def render(options: Namespace) -> int:
    """Print the letter, or write it to a private file."""
    content = open_library()
    letter = _letter(content, options)
    rendered = _formatted(letter, options.format)
    if options.output not in (None, "-"):
        _write(Path(options.output), rendered, options.force)
    else:
        emit(rendered, end="")
    if not letter.sections:
        complain(open_interface(options.lang, content).text("letter.nothing"))
    return DONE


def _letter(content: Content, options: Namespace) -> Letter:
    case = open_case(content, open_store(), options.case)
    if options.letter is None:
        letter = compose(content, case)
    else:
        letter = compose_other(content, case, options.letter, options.letter_language)
    return letter if options.section is None else only_section(letter, options.section)


def _formatted(letter: Letter, form: str) -> str:
    if form == "json":
        return json.dumps(as_document(letter), ensure_ascii=False, indent=2) + "\n"
    return as_markdown(letter) if form == "md" else as_text(letter)


def _write(path: Path, text: str, force: bool) -> None:
    if not force and (path.exists() or path.is_symlink()):
        raise UsageProblem(f"{path} exists already; --force overwrites it")
    if not path.parent.is_dir():
        raise UsageProblem(f"there is no folder {path.parent}")
    write_private(path, text)


def copy(options: Namespace) -> int:
    """Copy the letter and say truly what came of it."""
    content = open_library()
    texts = open_interface(options.lang, content)
    letter = _letter(content, options)
    if letter.gaps:
        colon = "：" if texts.language == "zh" else ": "
        complain(
            texts.text("status.gaps", count=len(letter.gaps)) + colon + ", ".join(gap.label for gap in letter.gaps)
        )
    if options.section is None:
        outcome, what = copy_text(letter_text(letter)), "letter"
    else:
        outcome, what = copy_text(letter.sections[0].text), "section"
    told = copied_words(outcome, what, texts)
    if outcome.state == "failed":
        complain(f"{told} ({outcome.detail})" if outcome.detail else told)
        return WRONG
    emit("\n".join([told, *(texts.text(f"clipboard.{note}") for note in outcome.notes)]))
    return DONE
