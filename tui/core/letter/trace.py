"""What stands behind a sentence of the letter: statement, claim, facts, evidence, content and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.values import Raw
from tui.core.content.library import Content, statements_of, words
from tui.core.content.records import Source, Wording
from tui.core.letter.chain import exhibit_numbers
from tui.core.letter.records import Section, Sentence


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A linked document with its number in the letter."""

    number: int
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Trace:
    """A sentence with all that it was made from; a sentence in the seller's own words has nothing behind it."""

    sentence: Sentence
    question: str = ""
    """What was asked about the statement; empty for a sentence that nobody has to claim."""
    claim: Claim | None = None
    details: tuple[tuple[str, Raw], ...] = ()
    """The details of the claim with their labels."""
    facts: tuple[tuple[str, Raw], ...] = ()
    """The facts that the wording names, with their labels; an empty value is a gap."""
    exhibits: tuple[Exhibit, ...] = ()
    content_version: str = ""
    sources: tuple[tuple[str, Source | None], ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the sentence is in the seller's own words."""
        return self.sentence.statement is None


def sentence_at(section: Section, offset: int) -> Sentence | None:
    """Return the sentence of a section at a place of its text: the one that holds it, else the one before."""
    found: Sentence | None = None
    for start, sentence in _placed(section):
        if found is not None and start > offset:
            break
        found = sentence
    return found


def _placed(section: Section) -> Iterator[tuple[int, Sentence]]:
    place = 0
    for sentence in section.sentences:
        line = sentence.line.strip()
        start = section.text.find(line, place)
        if start >= 0:
            place = start + len(line)
            yield start, sentence


def trace_of(content: Content, case: Case, sentence: Sentence, language: str) -> Trace:
    """Return what stands behind a sentence, with labels in a language."""
    if sentence.statement is None:
        return Trace(sentence)
    body = content.type(case.type)
    wording = body.wording.get(language) or body.wording["en"]
    shared = content.reference.shared_wording.get(language, Wording()).facts
    item = statements_of(body).get(sentence.statement)
    claim = case.claim(item.id) if item is not None else None
    labels = wording.details.get(sentence.statement, {})
    numbers = exhibit_numbers(body, case)
    return Trace(
        sentence,
        question=wording.ask.get(item.id, item.id) if item is not None else "",
        claim=claim,
        details=tuple((labels.get(name, name), raw) for name, raw in claim.details.items()) if claim else (),
        facts=tuple(
            (wording.facts.get(name) or shared.get(name, name), case.facts.get(name, "")) for name in sentence.facts
        ),
        exhibits=tuple(
            _exhibit(content, case, name, numbers, language) for name in sentence.evidence if name in numbers
        ),
        content_version=content.index.pack.version,
        sources=tuple((key, content.reference.sources.get(key)) for key in sentence.sources),
    )


def _exhibit(content: Content, case: Case, name: str, numbers: dict[str, int], language: str) -> Exhibit:
    kind = content.documents.get(name)
    return Exhibit(numbers[name], words(kind.title, language) if kind else name, case.evidence[name])
