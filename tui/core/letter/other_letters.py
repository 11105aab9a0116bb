"""Composes letters to others: the same values, the same gaps, the same trace as in the answer to the notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tui.core.case.records import Case
from tui.core.content.library import Content, words
from tui.core.content.other_letters import LetterLine, OtherLetter, fits, specs_of
from tui.core.content.problems import UnknownNameError, nearest
from tui.core.content.records import Condition, FactSpec, Wording, Words
from tui.core.letter.records import Gap, Letter, Section, Sentence
from tui.core.letter.routing import holds
from tui.core.letter.values import Values, gap_text

BULLET = "- "


def letters_for(content: Content, case: Case) -> tuple[OtherLetter, ...]:
    """Return the letters to others that fit a case; none where nothing is drafted."""
    if not content.outlines[case.response].drafts:
        return ()
    record = content.type(case.type).type
    return tuple(letter for letter in content.other_letters.values() if fits(letter, record))


def facts_of_letter(content: Content, letter: OtherLetter) -> dict[str, FactSpec]:
    """Return the facts that a letter to others asks for, by id."""
    return specs_of(letter, {spec.id: spec for spec in content.reference.shared.facts})


def compose_other(content: Content, case: Case, letter_id: str, language: str | None = None) -> Letter:
    """Return a letter to others about a case, in the case's language unless told; raise `UnknownNameError`."""
    known = content.other_letters
    if letter_id not in known:
        raise UnknownNameError(f"there is no letter '{letter_id}'{nearest(letter_id, known)}")
    return _OtherComposer(content, case, known[letter_id], language or case.letter_language).letter()


@dataclass
class _OtherValues(Values):
    """Looks up the facts of a letter to others in place of those of the type."""

    other: OtherLetter

    @cached_property
    def specs(self) -> dict[str, FactSpec]:
        return facts_of_letter(self.content, self.other)

    @cached_property
    def wording(self) -> Wording:
        """The letter's own labels, with the title of the type."""
        other, language = self.other, self.language
        title = self.body.wording[language].title if language in self.body.wording else ""
        return Wording(
            title=title,
            facts=in_language(other.labels, language),
            options={name: in_language(labels, language) for name, labels in other.options.items()},
        )


def in_language(texts: dict[str, Words], language: str) -> Words:
    """Return texts by id in one language."""
    return {name: words(text, language) for name, text in texts.items()}


@dataclass
class _OtherComposer:
    content: Content
    case: Case
    other: OtherLetter
    language: str
    asked: set[str] = field(default_factory=set)
    """Facts that decide on sentences, are needed, and have been asked for by a gap already."""

    @cached_property
    def values(self) -> _OtherValues:
        return _OtherValues(self.content, self.case, self.language, other=self.other)

    def letter(self) -> Letter:
        drafts = self.content.outlines[self.case.response].drafts
        sections = tuple(self._sections()) if drafts else ()
        found = {gap.fact: gap for section in sections for sentence in section.sentences for gap in sentence.gaps}
        subject, _ = self.values.filled(words(self.other.subject, self.language), {}, None, "subject")
        return Letter(
            case=self.case.id,
            type=self.case.type,
            marketplace=self.case.marketplace,
            language=self.language,
            response=self.case.response,
            subject=subject,
            sections=sections,
            gaps=tuple(found.values()),
        )

    def _sections(self) -> Iterator[Section]:
        parts: tuple[tuple[str, Iterable[Sentence]], ...] = (
            ("greeting", self._line("greeting", self.other.greeting)),
            ("text", self._sentences(self.other.sentences, "text")),
            ("fields", self._fields()),
            ("closing", self._sentences(self.other.closes, "closing")),
            ("signature", self._line("signature", self.other.signature)),
        )
        for name, made in parts:
            sentences = tuple(made)
            text = "\n".join(sentence.line for sentence in sentences)
            if sentences:
                yield Section(name, "", "generated", text, text, sentences)

    def _line(self, name: str, say: Words) -> Iterator[Sentence]:
        if say:
            text, gaps = self.values.filled(words(say, self.language), {}, name, name)
            yield Sentence(text, name, gaps=gaps)

    def _sentences(self, lines: tuple[LetterLine, ...], section: str, lead: str = "") -> Iterator[Sentence]:
        for item in lines:
            if self._is_undecided(item.when):
                yield from self._question(item.when, section)
            elif holds(item.when, self.case.facts) and not self._lacks_optional(item):
                text, gaps = self.values.filled(words(item.say, self.language), {}, section, item.id)
                yield Sentence(text, item.id, None, item.needs, sources=item.sources, lead=lead, gaps=gaps)

    def _is_undecided(self, condition: Condition | None) -> bool:
        """Say whether a sentence waits for an answer that the letter cannot do without."""
        if condition is None or condition.known is not None or condition.fact in self.values.fact_values:
            return False
        spec = self.values.specs.get(condition.fact)
        return spec is not None and spec.required

    def _question(self, condition: Condition | None, section: str) -> Iterator[Sentence]:
        if condition is None or condition.fact in self.asked:
            return
        self.asked.add(condition.fact)
        gap = Gap(condition.fact, section, self.values.label(condition.fact, ""))
        yield Sentence(gap_text(gap.label), condition.fact, gaps=(gap,))

    def _lacks_optional(self, item: LetterLine) -> bool:
        specs, known = self.values.specs, self.values.fact_values
        return any(name in specs and not specs[name].required and name not in known for name in item.needs)

    def _fields(self) -> Iterator[Sentence]:
        """Yield the list: the letter's own lines, else those of the kind of document."""
        if self.other.fields:
            yield from self._sentences(self.other.fields, "fields", BULLET)
            return
        kind = self.content.documents.get(self.other.document or "")
        shows = kind.shows.get(self.language) or kind.shows.get("en", ()) if kind else ()
        for number, line in enumerate(shows, start=1):
            yield Sentence(line, f"field_{number}", lead=BULLET)
