"""Checks a letter: a pure function, and a checker that keeps what it found in sections that did not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.core.case.records import Case
from tui.core.checks.computations import LETTER
from tui.core.checks.computations.registry import Setting
from tui.core.checks.paper import Paper
from tui.core.checks.reading import Reading, read_section
from tui.core.checks.records import NO_BACKGROUND, Background, Finding, Findings, Fix
from tui.core.checks.rulebook import Told, rulebook_of
from tui.core.content.library import Content
from tui.core.letter.pinned import Pins
from tui.core.letter.records import Letter, Section

KEPT_SECTIONS = 256
MAX_FINDINGS_OF_RULE = 20
MAX_QUOTE = 160

Origin = tuple[int, int]
"""The line and the column at which a section's text begins, from 1."""


def check(content: Content, case: Case | None, letter: Letter, background: Background = NO_BACKGROUND) -> Findings:
    """Return all that is to be said against a letter; the same input gives the same findings."""
    return SectionChecker(content).check(case, letter, background)


@dataclass(frozen=True, slots=True)
class _Checked:
    reading: Reading
    told: tuple[Told, ...]


class SectionChecker:
    """Checks a letter again and again while it is edited: a section whose text is known is not read again."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._pins = Pins(content)
        self._kept: OrderedDict[object, _Checked] = OrderedDict()
        self.sections_read = 0
        """How many sections were read so far, for tests and for the curious."""

    def check(
        self,
        case: Case | None,
        letter: Letter,
        background: Background = NO_BACKGROUND,
        *,
        foreign: bool = False,
        origins: Mapping[str, Origin] | None = None,
    ) -> Findings:
        """Return the findings of a letter; only sections that changed since the last time are read again."""
        rulebook = rulebook_of(self._content)
        setting = self._setting(letter)
        notice = " ".join(background.notice.split()).casefold()
        checked = [self._section(section, setting, notice) for section in letter.sections if section.text.strip()]
        paper = Paper(
            content=self._content,
            case=case,
            letter=letter,
            readings=tuple(item.reading for item in checked),
            background=background,
            foreign=foreign,
            lists=rulebook.lists,
            pins=self._pins,
        )
        told = [pair for item in checked for pair in item.told]
        for rule in rulebook.letter_rules(letter.language, letter.type, letter.response):
            told.extend((rule, hit) for hit in LETTER[rule.computation or ""](rule, paper))
        findings = tuple(_Placing(paper, origins or rendered_origins(letter)).findings(told))
        errors = any(finding.level == "error" for finding in findings)
        return Findings(findings, paper.words, bool(paper.readings) and not errors and not letter.gaps)

    def _setting(self, letter: Letter) -> Setting:
        stores = self._content.marketplaces
        own = stores[letter.marketplace].domain if letter.marketplace in stores else ""
        others = tuple(store.domain for store in stores.values() if store.domain != own)
        return Setting(letter.language, letter.type, letter.response, letter.marketplace, own, others)

    def _section(self, section: Section, setting: Setting, notice: str) -> _Checked:
        key = (section.id, section.heading, section.text, section.sentences, setting, notice)
        kept = self._kept.get(key)
        if kept is None:
            self.sections_read += 1
            reading = read_section(section, notice)
            kept = _Checked(reading, tuple(rulebook_of(self._content).section_hits(reading, setting)))
            self._kept[key] = kept
            if len(self._kept) > KEPT_SECTIONS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept


def rendered_origins(letter: Letter) -> dict[str, Origin]:
    """Return where each section's text begins in the letter as it is rendered."""
    origins: dict[str, Origin] = {}
    line = 1
    for section in letter.sections:
        if section.text.strip():
            line += bool(section.heading)
            origins[section.id] = (line, 1)
            line += section.text.count("\n") + 2
    return origins


@dataclass
class _Placing:
    """Turns what the rules told into findings with lines and columns, in the letter's order."""

    paper: Paper
    origins: Mapping[str, Origin]

    def findings(self, told: list[Told]) -> Iterator[Finding]:
        order = {reading.key: number for number, reading in enumerate(self.paper.readings)}
        told = sorted(told, key=lambda pair: (order.get(pair[1].section or "", -1), pair[1].start, pair[0].id))
        seen: set[tuple[str, str | None, int, int]] = set()
        counts: dict[str, int] = {}
        for rule, hit in told:
            place = (rule.id, hit.section, hit.start, hit.end)
            counts[rule.id] = counts.get(rule.id, 0) + 1
            if place not in seen and counts[rule.id] <= MAX_FINDINGS_OF_RULE:
                seen.add(place)
                yield self._finding((rule, hit))

    def _finding(self, pair: Told) -> Finding:
        rule, hit = pair
        reading = next((item for item in self.paper.readings if item.key == hit.section), None)
        quote = " ".join(reading.text[hit.start : hit.end].split())[:MAX_QUOTE] if reading else ""
        line, column = self._place(reading, hit.start)
        parts = {"quote": quote, **hit.parts}
        return Finding(
            rule=rule.id,
            level=rule.level,
            section=hit.section.partition("#")[0] if hit.section else None,
            line=line,
            column=column,
            start=hit.start,
            end=hit.end,
            quote=quote,
            message={name: filled(text, parts) for name, text in rule.message.items()},
            advice={name: filled(text, parts) for name, text in rule.advice.items()},
            fix=None if hit.replacement is None else Fix(hit.start, hit.end, hit.replacement),
        )

    def _place(self, reading: Reading | None, start: int) -> Origin:
        if reading is None:
            return 1, 1
        first, margin = self.origins.get(reading.key, (1, 1))
        before = reading.text[:start]
        lines = before.count("\n")
        column = start - (before.rfind("\n") + 1)
        return first + lines, column + (margin if lines == 0 else 1)


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Return a message with its named parts; a text in braces that is no part stays as it is."""
    for name, value in parts.items():
        text = text.replace("{" + name + "}", value)
    return text
