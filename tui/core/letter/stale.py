"""Holds every figure in the letter against the case: what nothing supports, what once was so, what has to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from tui.core.case.history import old_claims, old_facts
from tui.core.case.journal import Journal
from tui.core.case.records import Case
from tui.core.case.values import Raw, ValueProblem, parse_value
from tui.core.content.library import Content, statements_of
from tui.core.content.records import FactKind, FactSpec
from tui.core.letter.figures import Figure, FigureKind, figures, fits
from tui.core.letter.records import Letter, Section
from tui.core.letter.routing import holds
from tui.core.letter.shown import show, show_parameter
from tui.core.letter.values import Values

StaleKind = Literal["unknown", "old", "missing"]
Keys = dict[FigureKind, dict[str, str]]
"""What is known by kind: the figure's key, and where the case has it from."""
HELD: frozenset[FactKind] = frozenset({"asin", "asins", "order", "orders", "date", "period", "percent", "money"})
BARE: frozenset[FactKind] = frozenset({"count", "days", "hours", "time", "choice", "role"})
"""Kinds whose values hold no figure that is looked for."""
LITERAL: frozenset[FactKind] = frozenset({"asin", "asins", "id", "ids"})
"""Codes that are looked for as they are typed, since not every one can be told from its form."""


@dataclass(frozen=True, slots=True)
class StaleFinding:
    """A figure that is not right; line and column count from 1 in the section's text, 0 where it is missing."""

    kind: StaleKind
    what: FigureKind | Literal["id"]
    text: str
    section: str
    line: int = 0
    column: int = 0
    source: str = ""
    """The fact, or `statement.detail`, whose value it was or has to be."""
    now: str = ""
    """What stands there now, where it was replaced."""


def scan(
    content: Content, case: Case, letter: Letter, journal: Journal | None = None, known_texts: Iterable[str] = ()
) -> tuple[StaleFinding, ...]:
    """Return every figure of the letter that the case does not support, in the order of the letter, then the missing.

    `known_texts` hold figures that are true as well: the notice, Amazon's answers.
    """
    return _Scan(content, case, letter, journal or Journal(), tuple(known_texts)).findings()


@dataclass
class _Scan:
    content: Content
    case: Case
    letter: Letter
    journal: Journal
    texts: tuple[str, ...]
    values: Values = field(init=False)

    def __post_init__(self) -> None:
        self.values = Values(self.content, self.case, "en")

    @cached_property
    def specs(self) -> dict[str, FactSpec]:
        """Every fact that a letter of the type may ask for, in any kind of answer."""
        found: dict[str, FactSpec] = {}
        for response in (self.case.response, *self.content.outlines):
            for spec in self.content.facts_of(self.values.body, response):
                found.setdefault(spec.id, spec)
        return found

    def findings(self) -> tuple[StaleFinding, ...]:
        found: list[StaleFinding] = []
        for section in self.letter.sections:
            if section.text != section.generated:
                found.extend(sorted(self._wrong(section), key=lambda item: (item.line, item.column)))
        return (*found, *self._missing())

    def _wrong(self, section: Section) -> Iterator[StaleFinding]:
        text = self._without_files(section.text)
        for figure in figures(text):
            names = self.known.get(figure.kind, {})
            if any(fits(key, frozenset(names), figure.kind) for key in figure.keys):
                continue
            source = self._old_source(figure)
            kind: StaleKind = "unknown" if source is None else "old"
            yield self._at(kind, figure.kind, section, figure.start, figure.end, source or "")
        yield from self._literal_old(section, text)

    def _old_source(self, figure: Figure) -> str | None:
        olds = self.old.get(figure.kind, {})
        for key in figure.keys:
            for other, source in olds.items():
                if fits(key, frozenset({other}), figure.kind):
                    return source
        return None

    def _literal_old(self, section: Section, text: str) -> Iterator[StaleFinding]:
        found = {(item.start, item.end) for item in figures(text)}
        for code, source in self.old_codes.items():
            start = text.find(code)
            while start >= 0:
                end = start + len(code)
                edges = text[start - 1 : start] + text[end : end + 1]
                if (start, end) not in found and not any(sign.isascii() and sign.isalnum() for sign in edges):
                    what: Literal["asin", "id"] = "asin" if self._kind(source) in ("asin", "asins") else "id"
                    yield self._at("old", what, section, start, end, source)
                start = text.find(code, end)

    def _at(
        self, kind: StaleKind, what: FigureKind | Literal["id"], section: Section, start: int, end: int, source: str
    ) -> StaleFinding:
        before = section.text[:start]
        column = start - before.rfind("\n")
        shown = section.text[start:end]
        return StaleFinding(kind, what, shown, section.id, before.count("\n") + 1, column, source, self._now(source))

    def _now(self, source: str) -> str:
        statement, _, detail = source.partition(".")
        raw: Raw = self.case.facts.get(source, "")
        if detail:
            claim = self.case.claim(statement)
            raw = {"date": claim.date, "due": claim.due}.get(detail) or claim.details.get(detail, "")
        return raw if isinstance(raw, str) else ", ".join(raw)

    def _without_files(self, text: str) -> str:
        """Blank out the names of the linked files: what stands in them is a name and no statement."""
        for evidence in self.case.evidence.values():
            name = evidence.path.replace("\\", "/").rsplit("/", 1)[-1]
            text = text.replace(name, " " * len(name)) if name else text
        return text

    @cached_property
    def known(self) -> Keys:
        """All figures that the case, the thresholds, the notice and the generated text support."""
        keys: Keys = {}
        for name, raw in self.case.facts.items():
            self._take(keys, name, raw)
        for name, claim in self.case.claims.items():
            if claim.state != "not_claimed":
                for key, raw in {"date": claim.date, "due": claim.due, **claim.details}.items():
                    self._take(keys, f"{name}.{key}", raw)
        for parameter in self.content.parameters.values():
            _add(keys, str(show_parameter(parameter, "en")), parameter.id)
        generated = (self._without_files(section.generated) for section in self.letter.sections)
        for text in (self.letter.subject, *generated, *self.texts):
            _add(keys, text, "")
        return keys

    @cached_property
    def old(self) -> Keys:
        """All figures that stood in the case, or in what an edited section was made from."""
        keys: Keys = {}
        for name, raws in self._former.items():
            for raw in raws:
                self._take(keys, name, raw)
        for edited in self.case.sections.values():
            _add(keys, self._without_files(edited.base), "")
        return keys

    @cached_property
    def _former(self) -> dict[str, tuple[Any, ...]]:
        return {**old_claims(self.journal, self.case), **old_facts(self.journal, self.case)}

    @cached_property
    def old_codes(self) -> dict[str, str]:
        """Codes that were replaced, as typed, with the fact that held them."""
        current = {item for raw in self.case.facts.values() for item in ((raw,) if isinstance(raw, str) else raw)}
        found: dict[str, str] = {}
        for name, raws in self._former.items():
            if self._kind(name) in LITERAL:
                found.update({raw: name for raw in raws if len(raw) >= 5 and raw not in current and not raw.isalpha()})
        return found

    def _kind(self, name: str) -> FactKind | None:
        statement, _, detail = name.partition(".")
        if not detail:
            return self.specs[name].kind if name in self.specs else None
        if detail in ("date", "due"):
            return "date"
        known = statements_of(self.values.body)
        return known[statement].details.get(detail) if statement in known else None

    def _take(self, keys: Keys, name: str, raw: Raw) -> None:
        """Add the figures of a typed value: as its kind has it, else as it was typed."""
        kind = self._kind(name)
        if kind in BARE:
            return
        items = (raw,) if isinstance(raw, str) else raw
        if kind in ("asin", "asins"):
            keys.setdefault("asin", {}).update({item.upper(): name for item in items})
        for item in items:
            _add(keys, self._as_shown(kind, item), name)

    def _as_shown(self, kind: FactKind | None, raw: str) -> str:
        if kind in ("date", "period", "percent", "money"):
            try:
                return str(show(parse_value(kind, raw, currency=self.values.currency), kind, "en"))
            except ValueProblem:
                return raw
        return raw

    def _missing(self) -> Iterator[StaleFinding]:
        """Yield the required figures that the generated letter holds and the letter as it stands does not."""
        stands: Keys = {}
        for section in self.letter.sections:
            _add(stands, section.text, section.id)
        edited = [section for section in self.letter.sections if section.text != section.generated]
        due = [(section.id, figure) for section in edited for figure in figures(section.generated)]
        for spec in self.specs.values() if due else ():
            own: Keys = {}
            if spec.required and spec.kind in HELD and holds(spec.when, self.case.facts):
                self._take(own, spec.id, self.case.facts.get(spec.id, ""))
            for section_id, figure in due:
                wanted = set(figure.keys) & own.get(figure.kind, {}).keys()
                there = frozenset(stands.get(figure.kind, {}))
                if wanted and not any(fits(key, there, figure.kind) for key in wanted):
                    yield StaleFinding("missing", figure.kind, figure.text, section_id, source=spec.id)


def _add(keys: Keys, text: str, source: str) -> None:
    for figure in figures(text):
        for key in figure.keys:
            keys.setdefault(figure.kind, {}).setdefault(key, source)
