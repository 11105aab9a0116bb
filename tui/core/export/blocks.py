"""A letter as headings, paragraphs and list items: what every format with a layout is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tui.core.export.problems import Message, has_control
from tui.core.letter.records import Letter, Section
from tui.core.text import clean, one_line

NUMBERED = re.compile(r"(\d{1,3})\. +(?=\S)")
BULLETED = re.compile(r"[-*•·] +(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list item, cleaned, without line ends."""

    kind: Literal["heading", "paragraph", "bullet", "number"]
    text: str
    """Without the mark of a list item."""
    mark: str = ""
    """What stands before a list item in the plain letter: "2. ", "- "."""
    number: int = 0

    @property
    def line(self) -> str:
        """The block as it stands in the plain letter."""
        return self.mark + self.text


def blocks(letter: Letter) -> tuple[Block, ...]:
    """Return the letter's blocks; a section without text is left out with its heading."""
    return tuple(block for section in letter.sections if section.text.strip() for block in _blocks(section))


def title_of(letter: Letter) -> str:
    """Return the letter's subject as a title: clean and on one line."""
    return one_line(letter.subject).strip()


def notes_on(letter: Letter) -> tuple[Message, ...]:
    """Return what a reader of an exported letter should know: gaps that are left, characters that had to go."""
    notes = []
    if letter.gaps:
        labels = ", ".join(one_line(gap.label) for gap in letter.gaps)
        notes.append(Message("note_gaps", count=str(len(letter.gaps)), labels=labels))
    if has_control(letter.subject):
        notes.append(Message("note_title_cleaned"))
    replaced = sum(clean(text).replaced for section in letter.sections for text in (section.heading, section.text))
    if replaced:
        notes.append(Message("note_cleaned", count=str(replaced)))
    return tuple(notes)


def _blocks(section: Section) -> Iterator[Block]:
    if section.heading:
        yield Block("heading", one_line(section.heading))
    last = 0
    for line in clean(section.text).text.split("\n"):
        if not line.strip():
            continue
        if match := NUMBERED.match(line):
            number = int(match[1])
            # "17. October" opens a paragraph: an item is the first, or the one after the last.
            if number in (1, last + 1):
                last = number
                yield Block("number", line[match.end() :], match[0], number)
                continue
        if match := BULLETED.match(line):
            yield Block("bullet", line[match.end() :], match[0])
            continue
        yield Block("paragraph", line)
