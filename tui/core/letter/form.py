"""A letter as the boxes of Amazon's form: the same sections, each under the question that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.core.content.channels import FormBox
from tui.core.content.library import Content, words
from tui.core.content.records import Parameter
from tui.core.letter.records import Letter
from tui.core.letter.text import count_words


@dataclass(frozen=True, slots=True)
class FormField:
    """A question with its answer, as it is pasted; `limit` only where the content knows one."""

    id: str
    question: str
    text: str
    limit: Parameter | None = None
    sections: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the answer has."""
        return count_words(self.text)

    @property
    def characters(self) -> int:
        """How many characters the answer has, as a form counts them."""
        return len(self.text)

    @property
    def is_over(self) -> bool:
        """Whether the answer is longer than the limit."""
        if self.limit is None:
            return False
        counted = self.words if self.limit.unit == "words" else self.characters
        return counted > self.limit.value


def fields_of(content: Content, letter: Letter, language: str) -> tuple[FormField, ...]:
    """Return the boxes of the form for a letter's kind of answer, with their questions in a language.

    A kind without a form of its own has one box for each section. A box that nothing answers yet stays, empty.
    """
    channel = content.channels.get(letter.response)
    if channel is not None and channel.form:
        return tuple(_of_box(content, box, letter, language) for box in channel.form)
    return tuple(_of_sections(content, letter, language))


def _of_box(content: Content, box: FormBox, letter: Letter, language: str) -> FormField:
    found = [section.text for name in box.sections if (section := letter.section(name)) and section.text.strip()]
    limit = content.parameters.get(box.limit) if box.limit else None
    return FormField(box.id, words(box.question, language), "\n\n".join(found), limit, box.sections)


def _of_sections(content: Content, letter: Letter, language: str) -> Iterator[FormField]:
    for outlined in content.outlines[letter.response].sections:
        section = letter.section(outlined.id)
        question = words(outlined.heading, language) or outlined.id
        yield FormField(outlined.id, question, section.text if section else "", None, (outlined.id,))
