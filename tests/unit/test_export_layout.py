import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.export.blocks import blocks, notes_on, title_of
from tui.core.export.docx import as_docx
from tui.core.export.fonts import FontFile, fonts_for, glyphs_of
from tui.core.export.formats import FORMATS, Options, export_letter, suggested_name
from tui.core.export.html import as_html
from tui.core.export.pdf import as_pdf
from tui.core.export.problems import ExportProblem
from tui.core.export.wrapping import columns, wrap_line, wrapped
from tui.core.letter.records import Gap, Letter, Section, Sentence
from tui.core.letter.text import letter_text
from tui.core.text import clean

HOSTILE = "<b>x</b> </para> <img src=/etc/passwd> &amp; {{ x }} {nb} ${x} %s [/] \\"
LISTS = "Before\n1. First\n2. Second\nbetween\n3. Third\n2026. no item\n- bullet\n• dot\n17. October\n1. Again"


def letter(text: str, language: str = "en", subject: str = "Plan of action") -> Letter:
    heading = {"en": "Root cause", "zh": "根本原因", "ja": "原因"}[language]
    trace = (Sentence(text, "secret_statement", "done", ("secret_fact",), ("secret_evidence",)),)
    return Letter(
        "secret-case", "t", "US", language, "plan_of_action", subject,
        (Section("a", heading, "generated", text, text, trace), Section("b", "Empty", "generated", "", "")),
    )  # fmt: skip


class Page(HTMLParser):
    """Collects tags and texts as a browser would."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self._is_head = True
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._is_head = self._is_head and tag != "body"

    def handle_data(self, data: str) -> None:
        if not self._is_head and data.strip():
            self.shown.append(data)


def test_lists_and_headings_are_told_from_paragraphs() -> None:
    found = [(item.kind, item.mark, item.text, item.number) for item in blocks(letter(LISTS))]

    assert found == [
        ("heading", "", "Root cause", 0),
        ("paragraph", "", "Before", 0),
        ("number", "1. ", "First", 1),
        ("number", "2. ", "Second", 2),
        ("paragraph", "", "between", 0),
        ("number", "3. ", "Third", 3),
        ("paragraph", "", "2026. no item", 0),
        ("bullet", "- ", "bullet", 0),
        ("bullet", "• ", "dot", 0),
        ("paragraph", "", "17. October", 0),
        ("number", "1. ", "Again", 1),
    ]


@given(st.text(max_size=200))
def test_the_blocks_put_together_are_the_cleaned_letter(text: str) -> None:
    # A section of nothing but blanks is left out, as in the plain letter; some control characters count as blanks.
    lines = [line for line in clean(text).text.split("\n") if line.strip()] if text.strip() else []

    assert [item.line for item in blocks(letter(text))][1:] == lines


def test_what_had_to_go_and_what_is_missing_is_told() -> None:
    spoiled = replace(letter("a\x00b\u202ec", subject="Plan\nBcc: x"), gaps=(Gap("x", None, "Order\ndate"),))

    assert title_of(spoiled) == "Plan Bcc: x"
    assert [str(note) for note in notes_on(spoiled)] == [
        "1 gaps are still in the letter: Order date",
        "the title held line ends or control characters; it was put on one line",
        "2 control or invisible characters were replaced or left out",
    ]


def test_a_page_is_whole_and_holds_nothing_but_text() -> None:
    page = as_html(letter(HOSTILE + "\n" + LISTS, subject=HOSTILE))
    read = Page(page)

    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert {tag for tag, _ in read.tags} == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ol", "ul", "li",
    }  # fmt: skip
    assert not [attributes for _, attributes in read.tags if {"src", "href", "onclick"} & set(attributes)]
    assert "default-src 'none'" in page
    assert read.shown == [
        HOSTILE, "Root cause", HOSTILE, "Before", "First", "Second", "between", "Third", "2026. no item", "bullet",
        "dot", "17. October", "Again",
    ]  # fmt: skip
    assert [attributes for tag, attributes in read.tags if tag == "ol"] == [
        {"start": "1"},
        {"start": "3"},
        {"start": "1"},
    ]


def test_a_page_names_the_fonts_of_its_script() -> None:
    assert 'lang="zh-Hans"' in as_html(letter("迟发", "zh"))
    assert "PingFang SC" in as_html(letter("迟发", "zh"))
    assert "Hiragino Sans" in as_html(letter("出荷の遅延", "ja"))


def read_docx(data: bytes) -> list[tuple[str, str]]:
    document = docx.Document(io.BytesIO(data))
    return [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs]


def test_a_document_has_real_headings_and_lists() -> None:
    assert read_docx(as_docx(letter(LISTS))) == [
        ("Title", "Plan of action"),
        ("Heading 1", "Root cause"),
        ("Normal", "Before"),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("Normal", "between"),
        ("List Number", "Third"),
        ("Normal", "2026. no item"),
        ("List Bullet", "bullet"),
        ("List Bullet", "dot"),
        ("Normal", "17. October"),
        ("List Number", "Again"),
    ]


def test_a_list_that_begins_again_counts_for_itself() -> None:
    document = docx.Document(io.BytesIO(as_docx(letter(LISTS))))

    numbered = [item for item in document.paragraphs if item.style and item.style.name == "List Number"]
    counted = [item._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0] for item in numbered]
    assert counted[0] == counted[1] == counted[2] != counted[3]


def test_a_document_names_nobody_and_its_fonts_are_named_for_chinese() -> None:
    document = docx.Document(io.BytesIO(as_docx(letter("迟发", "zh", "行动计划" * 100))))
    properties = document.core_properties

    assert properties.title == ("行动计划" * 100)[:255]
    assert (properties.author, properties.comments, properties.last_modified_by, properties.keywords) == ("",) * 4
    for name in ("Normal", "Title", "Heading 1", "List Number", "List Bullet"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert "Yu Gothic" in fonts_of(as_docx(letter("出荷の遅延", "ja")))


def fonts_of(data: bytes) -> str:
    return str(docx.Document(io.BytesIO(data)).styles["Normal"].element.rPr.rFonts.attrib)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=120))
def test_no_text_breaks_a_document(text: str) -> None:
    found = read_docx(as_docx(letter(text, subject=text)))

    kept = [line for style, line in found if style not in ("Title", "Heading 1")]
    assert kept == [item.text for item in blocks(letter(text))][1:]


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "eml", "txt", "md"])
def test_an_export_carries_no_trace(form: str) -> None:
    data = export_letter(letter("We did it."), form).data
    if form == "docx":
        data = "\n".join(line for _, line in read_docx(data)).encode()
    if form == "pdf":
        assert b"Creator" not in data

    assert b"secret" not in data


def test_the_title_stands_alone_where_a_letter_has_no_sections() -> None:
    empty = Letter("c", "t", "US", "en", "legal", "")

    assert read_docx(as_docx(empty)) == []
    assert as_pdf(empty).startswith(b"%PDF")
    assert Page(as_html(empty)).shown == []


def test_signs_that_no_font_has_are_named_and_nothing_is_made() -> None:
    with pytest.raises(ExportProblem) as caught:
        as_pdf(letter("\U0001f642 fine \U000f0000"))
    assert caught.value.code == "pdf_glyphs"
    assert "U+F0000" in str(caught.value)
    assert "REINSTATE_PDF_FONT" in str(caught.value)


def test_without_any_font_chinese_is_refused_and_english_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.core.export.fonts._candidates", lambda *_: iter(()))

    with pytest.raises(ExportProblem, match=r"can show 单 \(U\+5355\), 发 \(U\+53D1\)"):
        as_pdf(letter("迟发 14 单"))
    assert as_pdf(letter("“Quoted” – it’s €5 … café ™ • ⟦gap⟧ \ufffd a\u200db")).startswith(b"%PDF")


def test_a_named_font_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00" + b"x" * 100)

    with pytest.raises(
        ExportProblem, match=r"broken\.ttf cannot be used as a font .* it is no TrueType or OpenType font"
    ):
        as_pdf(letter("x"), broken)
    monkeypatch.setenv("REINSTATE_PDF_FONT", str(tmp_path / "none.ttf"))
    with pytest.raises(ExportProblem, match="there is no such file"):
        as_pdf(letter("x"))


def test_several_fonts_are_joined_where_one_lacks_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = FontFile(Path("/first.ttf")), FontFile(Path("/second.ttf"))
    useless = FontFile(Path("/useless.ttf"))
    known = {first: frozenset("ab"), useless: frozenset("a"), second: frozenset("bc")}
    monkeypatch.setattr("tui.core.export.fonts._candidates", lambda *_: iter(known))
    monkeypatch.setattr("tui.core.export.fonts.glyphs_of", known.__getitem__)

    assert fonts_for("a b c", "zh") == (first, second)
    with pytest.raises(ExportProblem, match=r"d \(U\+0064\)"):
        fonts_for("abcd", "zh")


def test_a_missing_file_has_no_glyphs(tmp_path: Path) -> None:
    assert glyphs_of(FontFile(tmp_path / "none.ttf")) == frozenset()


def test_lines_of_a_text_are_broken_between_words_and_characters() -> None:
    assert wrap_line("The quick brown fox", 10) == ["The quick", "brown fox"]
    assert wrap_line("迟发率超过标准。我们", 14) == ["迟发率超过标", "准。我们"]
    assert wrap_line("他说（附件1）。", 8) == ["他说（附", "件1）。"]
    assert wrap_line("他说（附件1）。", 6) == ["他说", "（附件", "1）。"]
    assert wrap_line("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrapped("a b\n\nc", 20) == "a b\n\nc"


@given(st.text(alphabet="ab 中。，（「々ー\u3000é1", max_size=200), st.integers(4, 40))
def test_wrapping_loses_nothing_but_blanks_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap_line(text, width)

    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(columns(line.strip()) <= width for line in lines)


def test_a_text_takes_the_line_ends_and_the_width_asked_for() -> None:
    plain = letter("The quick brown fox jumps over the lazy dog.")

    assert export_letter(plain, "txt").data.decode() == letter_text(plain) + "\n"
    assert export_letter(plain, "txt", Options(crlf=True, wrap=20)).data == (
        b"Root cause\r\nThe quick brown fox\r\njumps over the lazy\r\ndog.\r\n"
    )
    assert export_letter(plain, "md", Options(crlf=True)).data.count(b"\r\n") == 3


@pytest.mark.parametrize(
    ("form", "options", "said"),
    [
        ("docx", Options(crlf=True), "crlf does not go with the format docx, only with: txt, md"),
        ("md", Options(wrap=60), "wrap does not go with the format md, only with: txt"),
        ("txt", Options(to="a@b.example"), "to does not go with the format txt, only with: eml"),
        ("txt", Options(wrap=5), "lines can be wrapped at 20 to 1000 columns, not at 5"),
        ("txt", Options(wrap=-1), "lines can be wrapped at 20 to 1000 columns, not at -1"),
        ("csv", Options(), "there is no format 'csv' (formats: txt, md, html, docx, pdf, eml, json)"),
        ("dcox", Options(), "did you mean 'docx'?"),
    ],
)
def test_what_a_format_cannot_do_is_told(form: str, options: Options, said: str) -> None:
    with pytest.raises(ExportProblem) as caught:
        export_letter(letter("x"), form, options)
    assert said in str(caught.value)


def test_a_name_is_suggested_from_the_subject() -> None:
    assert suggested_name(letter("x", subject="Plan: /../x\n=1"), "docx") == "Plan.x-1.docx"
    assert suggested_name(letter("x", subject=""), "pdf") == "t.pdf"


def test_the_command_line_offers_every_format() -> None:
    from tui.cli.parser import FORMATS as OFFERED

    assert tuple(FORMATS) == OFFERED
