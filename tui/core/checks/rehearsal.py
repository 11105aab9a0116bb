"""Rehearsal: the questions that an investigator would ask, each answered from the case or shown open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.core.case.records import Case
from tui.core.content.library import Content
from tui.core.content.records import Words
from tui.core.letter.composing import compose
from tui.core.letter.values import Values


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: a fact with its value, or a sentence of the letter that stands for a statement."""

    kind: Literal["fact", "statement"]
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A question with its answers; without an answer it is open."""

    id: str
    question: Words
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    """The facts and statements that would answer it, and that the case does not have."""

    @property
    def is_open(self) -> bool:
        """Whether nothing in the case answers it."""
        return not self.answers


def rehearse(content: Content, case: Case, language: str | None = None) -> tuple[Rehearsed, ...]:
    """Return the investigator's questions for a case with what the case answers."""
    body = content.type(case.type)
    values = Values(content, case, language or case.letter_language)
    letter = compose(content, case, language)
    said: dict[str, str] = {}
    for section in letter.sections:
        for sentence in section.sentences:
            if sentence.statement is not None and not sentence.gaps:
                said.setdefault(sentence.statement, sentence.text)
    found = []
    for question in body.type.questions:
        answers = []
        for name in question.answered_by:
            if name in values.fact_values:
                answers.append(Answer("fact", name, f"{values.labels.get(name, name)}: {values.fact_values[name]}"))
            elif name in said:
                answers.append(Answer("statement", name, said[name]))
        known = {answer.id for answer in answers}
        texts = {code: wording.questions.get(question.id, question.id) for code, wording in body.wording.items()}
        missing = tuple(name for name in question.answered_by if name not in known)
        found.append(Rehearsed(question.id, texts, tuple(answers), missing))
    return tuple(found)
