"""`reinstate render` and `copy`: the letter of a case leaves the house."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.common import (
    DONE,
    WRONG,
    complain,
    emit,
    open_case,
    open_interface,
    open_library,
    open_settings,
    open_store,
)
from tui.cli.outgoing import check_delivery, deliver, refusals_told
from tui.core.content.library import Content
from tui.core.export.formats import Format, Options, export_letter, format_named, require
from tui.core.export.text import only_section
from tui.core.letter.composing import compose
from tui.core.letter.other_letters import compose_other
from tui.core.letter.records import Letter
from tui.core.letter.text import letter_text
from tui.ports.clipboard import CopyOutcome
from tui.ports.clipboard import copy as copy_text
from tui.ports.clipboard.configured import configured
from tui.ports.clipboard.terminal import terminal_writer
from tui.screens.copied import copied_words

if TYPE_CHECKING:
    from tui.core.export.eml import Attachment


def render(options: Namespace) -> int:
    """Print the letter, or write it to a private file."""
    content = open_library()
    letter = _letter(content, options)
    target = None if options.output in (None, "-") else Path(options.output)
    with refusals_told():
        form = format_named(options.format)
        check_delivery(form, target, options.force)
        wanted = Options(
            crlf=options.crlf, wrap=options.wrap, to=options.to, attachments=_attachments(content, options, form)
        )
        deliver(export_letter(letter, form.id, wanted), target, options.force)
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


def _attachments(content: Content, options: Namespace, form: Format) -> tuple[Attachment, ...]:
    if not options.attach:
        return ()
    from tui.core.export.eml import read_attachments
    from tui.core.export.evidence_pack import exhibits_of

    require(form, "attachments")
    store = open_store()
    case = open_case(content, store, options.case)
    exhibits = exhibits_of(content, case, store.folder(case.id))
    return read_attachments([(item.number, item.source) for item in exhibits])


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
        outcome, what = _copied(letter_text(letter)), "letter"
    else:
        outcome, what = _copied(letter.sections[0].text), "section"
    told = copied_words(outcome, what, texts)
    if outcome.state == "failed":
        complain(f"{told} ({outcome.detail})" if outcome.detail else told)
        return WRONG
    emit("\n".join([told, *(texts.text(f"clipboard.{note}") for note in outcome.notes)]))
    return DONE


def _copied(text: str) -> CopyOutcome:
    return copy_text(text, settings=configured(open_settings().clipboard), write_to_terminal=terminal_writer())
