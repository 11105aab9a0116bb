"""A letter written elsewhere, taken into the sections of a case's letter by its headings."""

from __future__ import annotations

from dataclasses import dataclass

from tui.core.case.records import Case
from tui.core.checks.foreign import WHOLE, read_letter
from tui.core.content.library import Content
from tui.core.letter.records import Letter


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What each section of the case's letter would hold; a section that the text does not speak of is not named."""

    sections: dict[str, str]


def take_in(content: Content, case: Case, letter: Letter, text: str) -> TakenIn:
    """Put a plain text into the sections of a case's letter; nothing of the text is left out.

    What has no section of its own there is put to the section before it, with its heading.
    """
    names = [section.id for section in letter.sections]
    if not names:
        return TakenIn({})
    found: dict[str, list[str]] = {}
    last = names[0]
    for section in read_letter(content, text, case.type, case.facts, case.marketplace).letter.sections:
        kind = section.id.partition("#")[0]
        body = section.text.strip()
        if kind in names:
            last = kind
        elif kind != WHOLE and section.heading:
            body = f"{section.heading}\n{body}"
        if body:
            found.setdefault(last, []).append(body)
    return TakenIn({name: "\n\n".join(found[name]) for name in names if name in found})
