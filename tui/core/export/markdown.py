"""A letter as Markdown: the headings are marked, the text stays as it is."""

from __future__ import annotations

from tui.core.export.text import ended
from tui.core.letter.records import Letter, Section


def as_markdown(letter: Letter) -> str:
    """Return the letter with `##` headings; nothing in its text is escaped, so that it can be copied out again."""
    return ended("\n\n".join(_section(section) for section in letter.sections if section.text.strip()))


def _section(section: Section) -> str:
    return f"## {section.heading}\n\n{section.text}" if section.heading else section.text
