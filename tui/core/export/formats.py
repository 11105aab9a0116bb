"""The formats of a letter: one registry that the commands and the interface share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.content.problems import nearest
from tui.core.export.blocks import notes_on, title_of
from tui.core.export.problems import ExportProblem, Message
from tui.core.export.text import as_text
from tui.core.letter.records import Letter

if TYPE_CHECKING:
    from tui.core.export.eml import Attachment

LEAST_WRAP, MOST_WRAP = 20, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What may be asked of a format beyond its name; a format refuses what it cannot do."""

    crlf: bool = False
    """End lines as Windows does (txt, md)."""
    wrap: int = 0
    """Break lines at so many columns (txt); 0 leaves them."""
    to: str = ""
    """The one recipient (eml)."""
    attachments: tuple[Attachment, ...] = ()
    """Files that go along (eml)."""
    font: Path | None = None
    """A font file for the pdf; otherwise one is looked for."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A letter as bytes, and what to know about it."""

    data: bytes
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its id is the word of the command line."""

    id: str
    extension: str
    render: Callable[[Letter, Options], bytes]
    is_binary: bool = False
    """Not to be shown on a terminal."""
    is_laid_out: bool = False
    """Made from cleaned text for somebody's eyes, so that gaps and lost characters have to be told."""
    takes: frozenset[str] = field(default=frozenset())
    """The options that it knows."""


# Each format imports its module when it is asked for: printing a text pays for none of the others.


def _text(letter: Letter, options: Options) -> bytes:
    from tui.core.export.wrapping import wrapped

    text = as_text(letter)
    return _encoded(wrapped(text, options.wrap) if options.wrap else text, options.crlf)


def _markdown(letter: Letter, options: Options) -> bytes:
    from tui.core.export.markdown import as_markdown

    return _encoded(as_markdown(letter), options.crlf)


def _json(letter: Letter, _options: Options) -> bytes:
    from tui.core.export.letter_json import as_document

    return _encoded(json.dumps(as_document(letter), ensure_ascii=False, indent=2) + "\n", False)


def _html(letter: Letter, _options: Options) -> bytes:
    from tui.core.export.html import as_html

    return _encoded(as_html(letter), False)


def _docx(letter: Letter, _options: Options) -> bytes:
    from tui.core.export.docx import as_docx

    return as_docx(letter)


def _pdf(letter: Letter, options: Options) -> bytes:
    from tui.core.export.pdf import as_pdf

    return as_pdf(letter, options.font)


def _eml(letter: Letter, options: Options) -> bytes:
    from tui.core.export.eml import as_eml

    return as_eml(letter, options.to, options.attachments)


def _encoded(text: str, crlf: bool) -> bytes:
    if crlf:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    # A lone surrogate has no UTF-8 form; it was never a character.
    return text.encode("utf-8", "replace")


FORMATS: dict[str, Format] = {
    item.id: item
    for item in (
        Format("txt", ".txt", _text, takes=frozenset({"crlf", "wrap"})),
        Format("md", ".md", _markdown, takes=frozenset({"crlf"})),
        Format("html", ".html", _html, is_laid_out=True),
        Format("docx", ".docx", _docx, is_binary=True, is_laid_out=True),
        Format("pdf", ".pdf", _pdf, is_binary=True, is_laid_out=True, takes=frozenset({"font"})),
        Format("eml", ".eml", _eml, is_laid_out=True, takes=frozenset({"to", "attachments"})),
        Format("json", ".json", _json),
    )
}


def export_letter(letter: Letter, form: str, options: Options | None = None) -> Exported:
    """Return a letter in a format; raise `ExportProblem` where it cannot be made as it was asked for."""
    found = format_named(form)
    wanted = options or Options()
    _check(found, wanted)
    data = found.render(letter, wanted)
    notes = notes_on(letter) if found.is_laid_out else ()
    return Exported(data, (*notes, *(_size_notes(data) if form == "eml" else ())))


def _size_notes(data: bytes) -> tuple[Message, ...]:
    from tui.core.export.eml import size_note

    return size_note(data)


def format_named(form: str) -> Format:
    """Return a format; raise `ExportProblem` with the formats there are."""
    if form not in FORMATS:
        raise ExportProblem("unknown_format", format=form, known=", ".join(FORMATS), near=nearest(form, FORMATS))
    return FORMATS[form]


def suggested_name(letter: Letter, form: str) -> str:
    """Return a file name for a letter: its subject, or its type, with the format's extension."""
    from tui.core.export.names import safe_name

    return safe_name(title_of(letter) or letter.type, format_named(form).extension)


def require(form: Format, option: str) -> None:
    """Raise `ExportProblem` where a format does not know an option."""
    if option not in form.takes:
        able = ", ".join(item.id for item in FORMATS.values() if option in item.takes)
        raise ExportProblem("option_not_for_format", option=option, format=form.id, formats=able)


def _check(form: Format, options: Options) -> None:
    for name in ("crlf", "wrap", "to", "attachments", "font"):
        if getattr(options, name):
            require(form, name)
    if options.wrap and not LEAST_WRAP <= options.wrap <= MOST_WRAP:
        raise ExportProblem("wrap_range", width=str(options.wrap), least=str(LEAST_WRAP), most=str(MOST_WRAP))
