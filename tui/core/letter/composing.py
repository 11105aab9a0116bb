"""Composes the letter of a case: a pure function; the same content and case give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tui.core.case.records import Case
from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content, words
from tui.core.content.records import Outline, OutlineSection, OutlineSentence, Statement, StateWording
from tui.core.content.wording import Shown
from tui.core.letter.chain import Chain, chain_of, exhibit_numbers, is_claimed
from tui.core.letter.merging import section_state, traced_text
from tui.core.letter.records import Gap, Letter, Section, Sentence
from tui.core.letter.routing import holds
from tui.core.letter.shown import joined
from tui.core.letter.values import Values, gap_text

__all__ = ["compose", "gap_text"]

CITE = re.compile(r"\{\{-?\s*cite\b")


def compose(content: Content, case: Case, language: str | None = None) -> Letter:
    """Return the letter of a case in its own language, or its read-along in another.

    The read-along holds generated text only, since the seller's own wording exists in the letter's language alone.
    """
    return _Composer(content, case, language or case.letter_language).letter()


@dataclass
class _Composer:
    content: Content
    case: Case
    language: str

    @cached_property
    def values(self) -> Values:
        return Values(self.content, self.case, self.language)

    @cached_property
    def chain(self) -> Chain:
        return chain_of(self.body, self.case)

    @property
    def body(self) -> TypeBody:
        return self.values.body

    @property
    def outline(self) -> Outline:
        return self.values.outline

    @cached_property
    def exhibits(self) -> dict[str, int]:
        return exhibit_numbers(self.body, self.case)

    def letter(self) -> Letter:
        sections = tuple(self._sections()) if self._drafts else ()
        gaps = self._gaps(sections)
        subject = self.outline.subject.get(self.language, "")
        text, _ = self.values.filled(subject, {}, None, "")
        return Letter(
            case=self.case.id,
            type=self.case.type,
            marketplace=self.case.marketplace,
            language=self.language,
            response=self.case.response,
            subject=text,
            sections=sections,
            gaps=gaps,
        )

    @property
    def _drafts(self) -> bool:
        """Whether anything is written at all: never for the types that need a lawyer (domain reference 6.3)."""
        return self.outline.drafts and self.body.type.severity != "stop"

    def _sections(self) -> Iterator[Section]:
        for spec in self.outline.sections:
            sentences = tuple(self._sentences(spec))
            generated = "\n".join(sentence.line for sentence in sentences)
            if sentences or spec.required or spec.id in self.case.sections:
                yield self._section(spec, generated, sentences)

    def _section(self, spec: OutlineSection, generated: str, sentences: tuple[Sentence, ...]) -> Section:
        heading = spec.heading.get(self.language, "")
        edited = self.case.sections.get(spec.id) if self.language == self.case.letter_language else None
        if edited is None:
            return Section(spec.id, heading, "generated", generated, generated, sentences)
        own = traced_text(edited.text, sentences)
        return Section(spec.id, heading, section_state(edited, generated), edited.text, generated, own)

    def _sentences(self, spec: OutlineSection) -> Iterator[Sentence]:
        yield from self._outline_sentences(spec.opens, spec.id)
        record = self.body.type
        match spec.holds:
            case "situation":
                yield from self._situation(spec.id)
            case "causes":
                yield from self._numbered(record.causes, spec.id)
            case "grounds":
                yield from self._claimed(record.grounds, spec.id)
            case "corrective" | "preventive":
                yield from self._actions(spec.holds, spec.id)
            case "documents":
                yield from self._documents()
            case None:
                pass
        yield from self._outline_sentences(spec.closes, spec.id)

    def _outline_sentences(self, sentences: tuple[OutlineSentence, ...], section: str) -> Iterator[Sentence]:
        for item in sentences:
            if holds(item.when, self.case.facts):
                text, gaps = self.values.filled(item.say.get(self.language, ""), {}, section, item.id)
                yield Sentence(text, item.id, None, item.needs, gaps=gaps)

    def _situation(self, section: str) -> Iterator[Sentence]:
        for item in self.body.type.situation:
            if not holds(item.when, self.case.facts) or self._lacks_optional(item):
                continue
            text, gaps = self.values.filled(self._say(item.id), {}, section, item.id)
            yield Sentence(text, item.id, None, item.needs, sources=item.sources, gaps=gaps)

    def _lacks_optional(self, item: Statement) -> bool:
        missing = [name for name in item.needs if name not in self.values.fact_values]
        return any(name in self.values.specs and not self.values.specs[name].required for name in missing)

    def _numbered(self, causes: tuple[Statement, ...], section: str) -> Iterator[Sentence]:
        for sentence in self._claimed(causes, section):
            number = self._cause_numbers.get(sentence.statement or "")
            yield replace(sentence, lead=f"{number}. ") if number else sentence

    @cached_property
    def _cause_numbers(self) -> dict[str, int]:
        """Number the claimed causes; a single cause bears no number."""
        return self.chain.numbers if len(self.chain.causes) > 1 else {}

    @cached_property
    def _answered(self) -> dict[str, tuple[int, ...]]:
        numbers = self._cause_numbers
        return {
            link.action: tuple(numbers[cause] for cause in link.answers if cause in numbers)
            for link in self.chain.links
        }

    def _actions(self, part: str, section: str) -> Iterator[Sentence]:
        actions = [item for item in self.body.type.actions if item.part == part and is_claimed(item, self.case)]
        unanswering = (len(self._cause_numbers) + 1,)
        for item in sorted(actions, key=lambda action: self._answered[action.id] or unanswering):
            numbers = tuple(str(number) for number in self._answered[item.id])
            yield replace(self._statement(item, section), lead=self._lead(numbers))

    def _lead(self, numbers: tuple[str, ...]) -> str:
        if not numbers:
            return ""
        if self.language == "zh":
            return f"针对原因{joined(numbers, 'zh')}："
        return f"For cause{'s' if len(numbers) > 1 else ''} {joined(numbers, 'en')}: "

    def _claimed(self, statements: tuple[Statement, ...], section: str) -> Iterator[Sentence]:
        for item in statements:
            if is_claimed(item, self.case):
                yield self._statement(item, section)

    def _statement(self, item: Statement, section: str) -> Sentence:
        claim = self.case.claim(item.id)
        say = self.values.wording.say.get(item.id, "")
        text = getattr(say, claim.state) if isinstance(say, StateWording) else say
        linked = tuple(name for name in item.evidence if name in self.case.evidence)
        values = self.values.of_claim(item, claim)
        values["cite"] = Shown(self._cited(linked) if claim.state != "planned" else "")
        sentence, gaps = self.values.filled(text, values, section, item.id)
        cited = linked if CITE.search(text) else ()
        return Sentence(sentence, item.id, claim.state, item.needs, cited, item.sources, gaps=gaps)

    def _cited(self, evidence: tuple[str, ...]) -> str:
        numbers = tuple(str(self.exhibits[name]) for name in sorted(evidence, key=self.exhibits.__getitem__))
        if not numbers:
            return ""
        if self.language == "zh":
            return f"（附件{joined(numbers, 'zh')}）"
        return f" (Exhibit {numbers[0]})" if len(numbers) == 1 else f" (Exhibits {joined(numbers, 'en')})"

    def _documents(self) -> Iterator[Sentence]:
        for name, number in self.exhibits.items():
            kind = self.content.documents.get(name)
            title = words(kind.title, self.language) if kind else name
            file = self.case.evidence[name].path.replace("\\", "/").rsplit("/", 1)[-1]
            lead = f"附件{number}：" if self.language == "zh" else f"Exhibit {number}: "
            text = f"{title}（{file}）" if self.language == "zh" else f"{title} ({file})"
            yield Sentence(text, name, None, (), (name,), lead=lead)

    def _say(self, name: str) -> str:
        say = self.values.wording.say.get(name, "")
        return say.done if isinstance(say, StateWording) else say

    def _gaps(self, sections: tuple[Section, ...]) -> tuple[Gap, ...]:
        found = {gap.fact: gap for section in sections for sentence in section.sentences for gap in sentence.gaps}
        asked = [spec for spec in self.values.specs.values() if spec.required and holds(spec.when, self.case.facts)]
        for spec in asked if self._drafts else []:
            if spec.id not in self.values.fact_values and spec.id not in found:
                found[spec.id] = Gap(spec.id, None, self.values.labels.get(spec.id, spec.id))
        return tuple(found.values())
