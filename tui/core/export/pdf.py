"""A letter as a PDF: pages with numbers, fonts embedded, text that can be copied out again."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.export.blocks import Block, blocks, title_of
from tui.core.export.fonts import FontFile, fonts_for, is_built_in, wished_font
from tui.core.export.problems import ExportProblem, shown
from tui.core.export.scripts import language_tag, script_of
from tui.core.export.wrapping import wrap_line
from tui.core.letter.records import Letter

if TYPE_CHECKING:
    from fpdf import FPDF

# Millimetres on A4.
WIDTH, HEIGHT, MARGIN, FOOT = 210.0, 297.0, 22.0, 18.0
BODY_SIZE, HEADING_SIZE, TITLE_SIZE, FOOT_SIZE = 10.5, 13.0, 16.0, 8.5
POINT = 25.4 / 72
LEADING = 1.45
INDENT = 7.0
BUILT_IN = "Helvetica"

# Our own marks of a gap, which hardly a font has, and the mark of a character that was cleaned away.
_SHOWN_AS = str.maketrans({"⟦": "[", "⟧": "]", "\ufffd": "?", "\t": "    "})
# Joiners, variation selectors and the soft hyphen have no shape of their own.
_SHAPELESS = dict.fromkeys(map(ord, "\u00ad\u034f\u200c\u200d\u2060\ufe0e\ufe0f"))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    is_bold: bool
    left: float
    above: float
    """Space before it."""
    is_kept: bool = False
    """Stays on the page of the line that follows."""

    @property
    def height(self) -> float:
        return self.size * POINT * LEADING


def as_pdf(letter: Letter, font: Path | None = None) -> bytes:
    """Return the letter as a PDF; raise `ExportProblem` naming the characters that no font here can show."""
    items = blocks(letter)
    title = _shapes(title_of(letter))
    text = title + "".join(_shapes(item.line) for item in items)
    with _quiet():
        document = _document(text, letter, font)
        document.set_title(title)
        lines = list(_Layout(document).lines(title, items))
        pages = list(_pages(lines))
        for number, page in enumerate(pages, start=1):
            _draw(document, page, f"{number} / {len(pages)}")
        return bytes(document.output())


def _shapes(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SHOWN_AS).translate(_SHAPELESS)


def _document(text: str, letter: Letter, font: Path | None) -> FPDF:
    from fpdf import FPDF

    document = FPDF(format="A4", unit="mm")
    document.set_auto_page_break(auto=False)
    document.c_margin = 0
    # The name of the program in the letter's own text would be replaced by the number of pages.
    document.alias_nb_pages("")
    document.set_lang(language_tag(letter.language))
    document.set_producer("")
    wished = font or wished_font()
    # Windows-1252 has the signs that latin-1 lacks: the euro, dashes and curly quotes.
    document.core_fonts_encoding = "cp1252"
    if wished is None and is_built_in(text):
        document.set_font(BUILT_IN, size=BODY_SIZE)
    else:
        _load(document, fonts_for(text + "0123456789/", script_of(text, letter.language), wished))
    return document


def _load(document: FPDF, fonts: tuple[FontFile, ...]) -> None:
    names = [f"font{number}" for number in range(len(fonts))]
    for name, font in zip(names, fonts, strict=True):
        try:
            document.add_font(name, fname=font.path, collection_font_number=font.face)
        except Exception as error:  # a font file may be broken in any way, and the library passes on what it meets
            raise ExportProblem("pdf_font", path=shown(str(font.path)), reason=shown(str(error))) from error
    document.set_font(names[0], size=BODY_SIZE)
    document.set_fallback_fonts(names[1:], exact_match=False)


class _Layout:
    """Breaks the blocks of a letter into lines."""

    def __init__(self, document: FPDF) -> None:
        self._document = document
        self._has_bold = not document.is_ttf_font
        self._widths: dict[tuple[str, float, bool], float] = {}

    def lines(self, title: str, items: tuple[Block, ...]) -> Iterator[_Line]:
        """Yield the lines from top to bottom."""
        if title:
            yield from self._block(title, TITLE_SIZE, True, 0, 3, is_kept=True)
        for item in items:
            text = _shapes(item.text)
            match item.kind:
                case "heading":
                    yield from self._block(text, HEADING_SIZE, True, 0, 4.5, is_kept=True)
                case "paragraph":
                    yield from self._block(text, BODY_SIZE, False, 0, 1.8)
                case "bullet" | "number":
                    yield from self._item(_shapes(item.mark), text)

    def _block(
        self, text: str, size: float, is_bold: bool, left: float, above: float, *, is_kept: bool = False
    ) -> Iterator[_Line]:
        is_bold = is_bold and self._has_bold
        for line in wrap_line(text, WIDTH - 2 * MARGIN - left, self._measure(size, is_bold)):
            yield _Line(line, size, is_bold, left, above, is_kept)
            above = 0

    def _item(self, mark: str, text: str) -> Iterator[_Line]:
        """The mark stands in the line itself, so that copying gives it back; later lines stand below the text."""
        measure = self._measure(BODY_SIZE, False)
        left, first = measure(mark), True
        for line in wrap_line(text, WIDTH - 2 * MARGIN - left, measure):
            yield _Line(mark + line if first else line, BODY_SIZE, False, 0 if first else left, 1.8 if first else 0)
            first = False

    def _measure(self, size: float, is_bold: bool) -> Callable[[str], float]:
        def width(text: str) -> float:
            return sum(self._width(sign, size, is_bold) for sign in text)

        return width

    def _width(self, sign: str, size: float, is_bold: bool) -> float:
        key = (sign, size, is_bold)
        if key not in self._widths:
            self._document.set_font(style="B" if is_bold else "", size=size)
            self._widths[key] = self._document.get_string_width(sign)
        return self._widths[key]


def _pages(lines: list[_Line]) -> Iterator[list[tuple[float, _Line]]]:
    page: list[tuple[float, _Line]] = []
    top = MARGIN
    bottom = HEIGHT - MARGIN - FOOT / 2
    for number, line in enumerate(lines):
        above = line.above if page else 0
        if page and top + above + _kept_height(lines, number) > bottom:
            yield page
            page, top, above = [], MARGIN, 0
        page.append((top + above, line))
        top += above + line.height
    yield page


def _kept_height(lines: list[_Line], number: int) -> float:
    """Return how much has to fit with a line: a heading never stands alone at the foot of a page."""
    height = lines[number].height
    while lines[number].is_kept and number + 1 < len(lines):
        number += 1
        height += lines[number].above + lines[number].height
    return height


def _draw(document: FPDF, page: list[tuple[float, _Line]], foot: str) -> None:
    document.add_page()
    for top, line in page:
        document.set_font(style="B" if line.is_bold else "", size=line.size)
        document.set_xy(MARGIN + line.left, top)
        document.cell(w=None, h=line.height, text=line.text)
    document.set_font(style="", size=FOOT_SIZE)
    document.set_xy(MARGIN, HEIGHT - FOOT)
    document.cell(w=WIDTH - 2 * MARGIN, h=FOOT_SIZE * POINT, text=foot, align="C")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' remarks on fonts off the screen: nobody who writes a letter can use them."""
    loggers = [logging.getLogger(name) for name in ("fontTools", "fpdf")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
