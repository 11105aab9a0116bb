"""A letter as data for other programs; the names of the fields are a contract."""

from __future__ import annotations

from typing import Any

from tui.core.letter.records import Letter, Section, Sentence
from tui.core.letter.text import count_words, letter_text


def as_document(letter: Letter) -> dict[str, Any]:
    """Return the letter with the trace of every sentence, as plain dicts and lists."""
    return {
        "case": letter.case,
        "type": letter.type,
        "marketplace": letter.marketplace,
        "language": letter.language,
        "response": letter.response,
        "subject": letter.subject,
        "sections": [_section(section) for section in letter.sections],
        "gaps": [{"fact": gap.fact, "section": gap.section, "label": gap.label} for gap in letter.gaps],
        "words": count_words(letter_text(letter)),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.heading,
        "state": section.state,
        "text": section.text,
        "sentences": [_sentence(sentence) for sentence in section.sentences],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        # With what stands before it, so that the lines put together are the section's text.
        "text": sentence.line,
        "statement": sentence.statement,
        "state": sentence.state,
        "facts": list(sentence.facts),
        "evidence": list(sentence.evidence),
    }
