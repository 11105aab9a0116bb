"""Names the places of a case in the seller's language: a fact, a statement, a section, a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.core.content.library import words
from tui.core.content.records import Wording

if TYPE_CHECKING:
    from tui.core.case.conflicted import Question
    from tui.core.content.compiled import TypeBody
    from tui.core.content.library import Content
    from tui.interface import Interface


def label_of(question: Question, content: Content, body: TypeBody, letter_language: str, interface: Interface) -> str:
    """Return the words for a place of a case, or its name where there are none."""
    part, name = question.path[0], question.path[-1]
    if len(question.path) == 1:
        return interface.text(f"history.part.{part}") if interface.has(f"history.part.{part}") else part
    own = body.wording.get(interface.language) or body.wording["en"]
    shared = content.reference.shared_wording.get(interface.language, Wording())
    match part:
        case "facts":
            return own.facts.get(name) or shared.facts.get(name, name)
        case "claims":
            return own.ask.get(name) or shared.ask.get(name, name)
        case "evidence":
            kind = content.documents.get(name)
            return words(kind.title, interface.language) if kind else name
        case "sections":
            headings = {item.id: item.heading for outline in content.outlines.values() for item in outline.sections}
            return words(headings.get(name, {}), letter_language) or name
        case _:
            return question.name
