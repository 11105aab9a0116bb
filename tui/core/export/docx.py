"""A letter as a Word document with real headings and lists, and fonts named for Chinese and Japanese."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tui.core.export.blocks import Block, blocks, title_of
from tui.core.export.scripts import Script, script_of
from tui.core.letter.records import Letter

if TYPE_CHECKING:
    from docx.document import Document

LATIN_FONT = "Arial"
EAST_ASIAN_FONTS: dict[Script, str] = {
    "": "Microsoft YaHei",
    "zh": "Microsoft YaHei",
    "ja": "Yu Gothic",
    "ko": "Malgun Gothic",
}
EAST_ASIAN_LANGUAGES: dict[Script, str] = {"": "zh-CN", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
LATIN_LANGUAGES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "it": "it-IT", "es": "es-ES"}
STYLES = ("Normal", "Title", "Heading 1", "List Number", "List Bullet")
MAX_PROPERTY = 255


def as_docx(letter: Letter) -> bytes:
    """Return the letter as a .docx file; its properties name nobody and no program."""
    import docx

    document = docx.Document()
    items = blocks(letter)
    title = title_of(letter)
    script = script_of("\n".join([title, *(item.text for item in items)]), letter.language)
    _set_fonts(document, script, letter.language)
    _clear_properties(document, title)
    if title:
        document.add_paragraph(title, style="Title")
    _add_blocks(document, items)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add_blocks(document: Document, items: tuple[Block, ...]) -> None:
    styles = {"heading": "Heading 1", "paragraph": "Normal", "bullet": "List Bullet", "number": "List Number"}
    counted = 0
    for item in items:
        paragraph = document.add_paragraph(style=styles[item.kind])
        # A tab in add_run becomes a tab element; everything else stands as it is.
        paragraph.add_run(item.text)
        if item.kind == "number":
            if item.number == 1:
                counted = _new_counting(document)
            _count_with(paragraph, counted)


def _new_counting(document: Document) -> int:
    """Make a list that begins at 1: without it Word counts on from the list before."""
    numbering: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    wanted = style.pPr.numPr.numId.val
    abstract = next(item.abstractNumId.val for item in numbering.num_lst if item.numId == wanted)
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _count_with(paragraph: Any, counting: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = counting


def _set_fonts(document: Document, script: Script, language: str) -> None:
    from docx.oxml.ns import qn

    for name in STYLES:
        run: Any = document.styles[name].element.get_or_add_rPr()
        fonts = run.get_or_add_rFonts()
        # The template's theme fonts would win over the names.
        fonts.attrib.clear()
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{slot}"), LATIN_FONT)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONTS[script])
    defaults: Any = document.styles.element
    for spoken in defaults.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LATIN_LANGUAGES.get(language, "en-US"))
        spoken.set(qn("w:eastAsia"), EAST_ASIAN_LANGUAGES[script])


def _clear_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    root: Any = properties._element
    for child in list(root):
        root.remove(child)
    if title:
        properties.title = title[:MAX_PROPERTY]
