"""A letter as plain text, as it goes into Seller Central, and its measures."""

from __future__ import annotations

import re

from tui.core.letter.records import Letter, Section

WORD = re.compile(r"[A-Za-z0-9][\w'’.,%/-]*|[\u3400-\u9fff]")


def section_text(section: Section) -> str:
    """Return a section with its heading."""
    return f"{section.heading}\n{section.text}" if section.heading else section.text


def letter_text(letter: Letter) -> str:
    """Return the letter as plain text: sections with their headings, one blank line between them, no trace."""
    return "\n\n".join(section_text(section) for section in letter.sections if section.text.strip())


def count_words(text: str) -> int:
    """Count words: runs of Latin letters and digits, and each Chinese character."""
    return len(WORD.findall(text))
