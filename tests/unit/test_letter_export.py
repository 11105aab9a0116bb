import pytest

from tui.core.content.problems import UnknownNameError
from tui.core.export.letter_json import as_document
from tui.core.export.markdown import as_markdown
from tui.core.export.text import as_text, only_section
from tui.core.letter.records import Gap, Letter, Section, Sentence

WHOLE = Sentence("We did *it*.", "did", "done", ("when",), ("proof",), lead="For cause 1: ")
LETTER = Letter(
    case="c",
    type="t",
    marketplace="US",
    language="en",
    response="plan_of_action",
    subject="Plan",
    sections=(
        Section("first", "First", "generated", WHOLE.line, WHOLE.line, (WHOLE,)),
        Section("empty", "Empty", "generated", "", ""),
        Section("bare", "", "edited", "# No heading\n- item", "", (Sentence("# No heading", None),)),
    ),
    gaps=(Gap("a", "first", "A"), Gap("b", None, "B")),
)


def test_text_leaves_empty_sections_out_and_ends_with_a_line_end() -> None:
    assert as_text(LETTER) == "First\nFor cause 1: We did *it*.\n\n# No heading\n- item\n"


def test_markdown_marks_headings_and_escapes_nothing() -> None:
    assert as_markdown(LETTER) == "## First\n\nFor cause 1: We did *it*.\n\n# No heading\n- item\n"


def test_a_letter_without_sections_is_an_empty_text() -> None:
    nothing = Letter("c", "t", "US", "en", "legal", "")

    assert (as_text(nothing), as_markdown(nothing)) == ("", "")


def test_the_document_keeps_every_section_and_trace() -> None:
    document = as_document(LETTER)

    assert [item["id"] for item in document["sections"]] == ["first", "empty", "bare"]
    assert document["sections"][0]["sentences"] == [
        {
            "text": "For cause 1: We did *it*.",
            "statement": "did",
            "state": "done",
            "facts": ["when"],
            "evidence": ["proof"],
        }
    ]
    assert document["gaps"] == [
        {"fact": "a", "section": "first", "label": "A"},
        {"fact": "b", "section": None, "label": "B"},
    ]


def test_one_section_takes_its_own_gaps_along() -> None:
    narrowed = only_section(LETTER, "first")

    assert [section.id for section in narrowed.sections] == ["first"]
    assert [gap.fact for gap in narrowed.gaps] == ["a"]
    with pytest.raises(UnknownNameError, match=r"no section 'frst' \(sections: first, empty, bare\); did you mean"):
        only_section(LETTER, "frst")
