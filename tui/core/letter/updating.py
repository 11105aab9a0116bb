"""What a session does with edited sections: keeps an edit, finds what waits, takes it over, lets a section go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from tui.core.case.records import Case
from tui.core.content.library import Content
from tui.core.letter.composing import compose
from tui.core.letter.merging import Choice, LeftOut, Merge, edited_section, merge_section, section_state
from tui.core.letter.records import Sentence


@dataclass(frozen=True)
class Updates:
    """What is generated today, held against the sections in the seller's wording."""

    waiting: Mapping[str, Merge]
    """The sections with something to accept, by id; detached ones are never among them."""
    left_out: Mapping[str, tuple[LeftOut, ...]]
    """The sentences that the case supports and the seller deleted, by section."""


def generated_sentences(content: Content, case: Case, section: str) -> tuple[Sentence, ...]:
    """Return what the content makes of a section today, whatever the seller made of it."""
    found = compose(content, msgspec.structs.replace(case, sections={})).section(section)
    return found.sentences if found is not None else ()


def updates(content: Content, case: Case) -> Updates:
    """Return what waits and what is left out; nothing is looked at where nothing was edited."""
    waiting: dict[str, Merge] = {}
    left_out: dict[str, tuple[LeftOut, ...]] = {}
    if case.sections:
        letter = compose(content, msgspec.structs.replace(case, sections={}))
        for name, edited in case.sections.items():
            section = letter.section(name)
            merge = merge_section(edited, section.sentences if section is not None else ())
            if section_state(edited, section.text if section is not None else "") == "update_waiting":
                waiting[name] = merge
            if merge.left_out and not edited.detached:
                left_out[name] = merge.left_out
    return Updates(waiting, left_out)


def with_edit(content: Content, case: Case, section: str, text: str) -> Case:
    """Return the case with a section as the seller typed it; the generated text itself is no edit."""
    sentences = generated_sentences(content, case, section)
    existing = case.sections.get(section)
    if existing is not None and existing.detached:
        return case.with_section(section, msgspec.structs.replace(existing, text=text))
    if text == "\n".join(sentence.line for sentence in sentences):
        return case.with_section(section, None)
    if existing is not None:
        return case.with_section(section, msgspec.structs.replace(existing, text=text))
    return case.with_section(section, edited_section(text, sentences))


def with_update(case: Case, section: str, merge: Merge, choices: Mapping[int, Choice] | None = None) -> Case:
    """Return the case with an update taken over; where no choice was made, the seller's words stay."""
    return case.with_section(section, merge.accepted(choices or {}))


def with_restored(content: Content, case: Case, section: str, line: str) -> Case:
    """Return the case with a left-out sentence put back at the end of its section."""
    edited = case.sections.get(section)
    if edited is None:
        return case
    text = f"{edited.text}\n{line}" if edited.text.strip() else line
    return with_edit(content, case, section, text)


def with_detached(content: Content, case: Case, section: str, detached: bool = True) -> Case:
    """Return the case with a section that follows nothing any more, or that follows again from today's text on."""
    letter = compose(content, case)
    found = letter.section(section)
    if found is None:
        return case
    existing = case.sections.get(section)
    kept = existing or edited_section(found.text, generated_sentences(content, case, section))
    if existing is None and not detached:
        return case
    if not detached and kept.text == found.generated:
        return case.with_section(section, None)
    return case.with_section(section, msgspec.structs.replace(kept, detached=detached))
