"""Composes the letter of a case: a pure function; the same content and case give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tui.core.case.records import Case, Claim
from tui.core.case.values import Raw, ValueProblem, parse_value
from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content, words
from tui.core.content.records import (
    FactKind,
    FactSpec,
    Outline,
    OutlineSection,
    OutlineSentence,
    Statement,
    StateWording,
    Wording,
)
from tui.core.content.wording import Shown, WordingError, fill, names_in
from tui.core.letter.records import Gap, Letter, Section, SectionState, Sentence
from tui.core.letter.routing import holds
from tui.core.letter.shown import joined, show, show_parameter

GAP_OPEN, GAP_CLOSE = "⟦", "⟧"
CITE = re.compile(r"\{\{-?\s*cite\b")
CLAIM_NAMES = frozenset({"date", "due"})


def compose(content: Content, case: Case, language: str | None = None) -> Letter:
    """Return the letter of a case in its own language, or its read-along in another.

    The read-along holds generated text only, since the seller's own wording exists in the letter's language alone.
    """
    return _Composer(content, case, language or case.letter_language).letter()


def gap_text(label: str) -> str:
    """Return how a missing value stands in the letter."""
    return f"{GAP_OPEN}{label}{GAP_CLOSE}"


@dataclass
class _Composer:
    content: Content
    case: Case
    language: str

    @cached_property
    def body(self) -> TypeBody:
        return self.content.type(self.case.type)

    @cached_property
    def outline(self) -> Outline:
        return self.content.outlines[self.case.response]

    @cached_property
    def wording(self) -> Wording:
        return self.body.wording.get(self.language, Wording())

    @cached_property
    def specs(self) -> dict[str, FactSpec]:
        return {spec.id: spec for spec in self.content.facts_of(self.body, self.case.response)}

    @cached_property
    def labels(self) -> dict[str, str]:
        shared = self.content.reference.shared_wording.get(self.language, Wording()).facts
        return {**shared, **self.wording.facts}

    @cached_property
    def exhibits(self) -> dict[str, int]:
        """Number the linked documents: in the order of the type's list, then by id."""
        place = {need.id: number for number, need in enumerate(self.body.type.documents)}
        linked = sorted(self.case.evidence, key=lambda name: (place.get(name, len(place)), name))
        return {name: number for number, name in enumerate(linked, start=1)}

    @cached_property
    def currency(self) -> str:
        store = self.content.marketplaces.get(self.case.marketplace)
        return store.currency if store else ""

    @cached_property
    def fixed_values(self) -> dict[str, Shown]:
        """Values that every wording may name: thresholds, the store, the type's title."""
        values = {name: show_parameter(item, self.language) for name, item in self.content.parameters.items()}
        store = self.content.marketplaces.get(self.case.marketplace)
        values["store"] = Shown(words(store.name, self.language) if store else f"Amazon {self.case.marketplace}")
        values["title"] = Shown(self.wording.title)
        return values

    @cached_property
    def fact_values(self) -> dict[str, Shown]:
        """Values of the facts that are known and fit their kind."""
        values: dict[str, Shown] = {}
        for name, spec in self.specs.items():
            shown = self._shown(spec.kind, self.case.facts.get(name), spec.options, name)
            if shown is not None:
                values[name] = shown
        return values

    def letter(self) -> Letter:
        sections = tuple(self._sections()) if self.outline.drafts else ()
        gaps = self._gaps(sections)
        subject = self.outline.subject.get(self.language, "")
        text, _ = self._filled(subject, {}, None, "")
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
        state: SectionState = "edited" if edited.base == generated else "update_waiting"
        return Section(spec.id, heading, state, edited.text, generated, traced(edited.text, sentences))

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
                text, gaps = self._filled(item.say.get(self.language, ""), {}, section, "")
                yield Sentence(text, item.id, None, item.needs, gaps=gaps)

    def _situation(self, section: str) -> Iterator[Sentence]:
        for item in self.body.type.situation:
            if not holds(item.when, self.case.facts) or self._lacks_optional(item):
                continue
            text, gaps = self._filled(self._say(item.id), {}, section, "")
            yield Sentence(text, item.id, None, item.needs, sources=item.sources, gaps=gaps)

    def _lacks_optional(self, item: Statement) -> bool:
        missing = [name for name in item.needs if name not in self.fact_values]
        return any(name in self.specs and not self.specs[name].required for name in missing)

    def _numbered(self, causes: tuple[Statement, ...], section: str) -> Iterator[Sentence]:
        for sentence in self._claimed(causes, section):
            number = self._cause_numbers.get(sentence.statement or "")
            yield replace(sentence, lead=f"{number}. ") if number else sentence

    @cached_property
    def _cause_numbers(self) -> dict[str, int]:
        """Number the claimed causes; a single cause bears no number."""
        claimed = [item.id for item in self.body.type.causes if self._is_claimed(item)]
        return {name: number for number, name in enumerate(claimed, start=1)} if len(claimed) > 1 else {}

    def _answered(self, action: str) -> tuple[int, ...]:
        causes = [cause for cause in self.body.type.causes if action in cause.answered_by]
        return tuple(sorted(self._cause_numbers[cause.id] for cause in causes if cause.id in self._cause_numbers))

    def _actions(self, part: str, section: str) -> Iterator[Sentence]:
        actions = [item for item in self.body.type.actions if item.part == part and self._is_claimed(item)]
        unanswering = (len(self._cause_numbers) + 1,)
        for item in sorted(actions, key=lambda action: self._answered(action.id) or unanswering):
            numbers = tuple(str(number) for number in self._answered(item.id))
            yield replace(self._statement(item, section), lead=self._lead(numbers))

    def _lead(self, numbers: tuple[str, ...]) -> str:
        if not numbers:
            return ""
        if self.language == "zh":
            return f"针对原因{joined(numbers, 'zh')}："
        return f"For cause{'s' if len(numbers) > 1 else ''} {joined(numbers, 'en')}: "

    def _claimed(self, statements: tuple[Statement, ...], section: str) -> Iterator[Sentence]:
        for item in statements:
            if self._is_claimed(item):
                yield self._statement(item, section)

    def _is_claimed(self, item: Statement) -> bool:
        return holds(item.when, self.case.facts) and self.case.claim(item.id).state != "not_claimed"

    def _statement(self, item: Statement, section: str) -> Sentence:
        claim = self.case.claim(item.id)
        say = self.wording.say.get(item.id, "")
        text = getattr(say, claim.state) if isinstance(say, StateWording) else say
        linked = tuple(name for name in item.evidence if name in self.case.evidence)
        values = self._claim_values(item, claim)
        values["cite"] = Shown(self._cited(linked) if claim.state != "planned" else "")
        sentence, gaps = self._filled(text, values, section, item.id)
        cited = linked if CITE.search(text) else ()
        return Sentence(sentence, item.id, claim.state, item.needs, cited, item.sources, gaps=gaps)

    def _claim_values(self, item: Statement, claim: Claim) -> dict[str, Shown]:
        values: dict[str, Shown] = {}
        kinds: dict[str, FactKind] = {**item.details, "date": "date", "due": "date"}
        raws: dict[str, Raw] = {**claim.details, "date": claim.date, "due": claim.due}
        for name, kind in kinds.items():
            shown = self._shown(kind, raws.get(name), (), name)
            if shown is not None:
                values[name] = shown
        return values

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
        say = self.wording.say.get(name, "")
        return say.done if isinstance(say, StateWording) else say

    def _filled(
        self, wording: str, values: dict[str, Shown], section: str | None, statement: str
    ) -> tuple[str, tuple[Gap, ...]]:
        """Fill a wording; what nothing is known of becomes a gap that names itself.

        A wording that cannot be filled becomes a gap as well: it is seen, and the rest of the letter stands.
        """
        try:
            return self._filled_with_gaps(wording, values, section, statement)
        except WordingError as error:
            gap = Gap(statement or section or "subject", section, str(error))
            return gap_text(gap.label), (gap,)

    def _filled_with_gaps(
        self, wording: str, values: dict[str, Shown], section: str | None, statement: str
    ) -> tuple[str, tuple[Gap, ...]]:
        known: dict[str, Shown] = {**self.fixed_values, **self.fact_values, **values}
        gaps: list[Gap] = []
        for name in sorted(names_in(wording) - known.keys()):
            own = name not in self.specs
            gap = Gap(f"{statement}.{name}" if own else name, section, self._label(name, statement))
            gaps.append(gap)
            known[name] = Shown(gap_text(gap.label))
        return fill(wording, known), tuple(gaps)

    def _label(self, name: str, statement: str) -> str:
        if name in self.specs:
            return self.labels.get(name, name)
        if name in CLAIM_NAMES:
            chinese = {"date": "日期", "due": "完成日期"}
            english = {"date": "date", "due": "date by which"}
            return (chinese if self.language == "zh" else english)[name]
        return self.wording.details.get(statement, {}).get(name, name)

    def _shown(self, kind: FactKind, raw: Raw | None, options: tuple[str, ...], name: str) -> Shown | None:
        if not raw:
            return None
        try:
            value = parse_value(kind, raw, options=options, currency=self.currency)
        except ValueProblem:
            return None
        if kind == "choice":
            return Shown(self.wording.options.get(name, {}).get(str(value), str(value)))
        return show(value, kind, self.language)

    def _gaps(self, sections: tuple[Section, ...]) -> tuple[Gap, ...]:
        found = {gap.fact: gap for section in sections for sentence in section.sentences for gap in sentence.gaps}
        asked = [spec for spec in self.specs.values() if spec.required and holds(spec.when, self.case.facts)]
        for spec in asked if self.outline.drafts else []:
            if spec.id not in self.fact_values and spec.id not in found:
                found[spec.id] = Gap(spec.id, None, self.labels.get(spec.id, spec.id))
        return tuple(found.values())


def traced(text: str, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a text in the seller's wording: a line that was generated keeps its trace."""
    by_line = {sentence.line: sentence for sentence in sentences}
    lines = [line for line in text.split("\n") if line.strip()]
    return tuple(by_line.get(line, Sentence(line, None)) for line in lines)
