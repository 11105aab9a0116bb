"""A letter, or one section of it, as plain text."""

from __future__ import annotations

from dataclasses import replace

from tui.core.content.problems import UnknownNameError, nearest
from tui.core.letter.records import Letter
from tui.core.letter.text import letter_text


def only_section(letter: Letter, name: str) -> Letter:
    """Return the letter with one section alone; raise `UnknownNameError` where the letter has none of that id."""
    section = letter.section(name)
    if section is None:
        known = [item.id for item in letter.sections]
        shown = ", ".join(known) or "none"
        raise UnknownNameError(f"the letter has no section '{name}' (sections: {shown}){nearest(name, known)}")
    return replace(letter, sections=(section,), gaps=tuple(gap for gap in letter.gaps if gap.section == name))


def as_text(letter: Letter) -> str:
    """Return the letter as it goes into a text field, with a line end at its end."""
    return ended(letter_text(letter))


def ended(text: str) -> str:
    """Return a text with a line end; an empty text stays empty."""
    return f"{text}\n" if text else ""
