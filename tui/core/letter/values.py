"""What is known of a case, as it stands in the sentences of one language: facts, details, dates, thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tui.core.case.records import Case, Claim
from tui.core.case.values import Raw, ValueProblem, parse_value
from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content, words
from tui.core.content.records import FactKind, FactSpec, Outline, Statement, Wording
from tui.core.content.wording import Shown, WordingError, fill, names_in
from tui.core.letter.records import Gap
from tui.core.letter.shown import show, show_parameter

GAP_OPEN, GAP_CLOSE = "⟦", "⟧"
CLAIM_NAMES = frozenset({"date", "due"})


def gap_text(label: str) -> str:
    """Return how a missing value stands in the letter."""
    return f"{GAP_OPEN}{label}{GAP_CLOSE}"


@dataclass
class Values:
    """Looks up what a wording names, and fills it; what nothing is known of becomes a gap."""

    content: Content
    case: Case
    language: str

    @cached_property
    def body(self) -> TypeBody:
        """The type with its wordings."""
        return self.content.type(self.case.type)

    @cached_property
    def outline(self) -> Outline:
        """The outline of the response."""
        return self.content.outlines[self.case.response]

    @cached_property
    def wording(self) -> Wording:
        """The texts of the type in the language."""
        return self.body.wording.get(self.language, Wording())

    @cached_property
    def specs(self) -> dict[str, FactSpec]:
        """The facts that the letter may ask for, by id."""
        return {spec.id: spec for spec in self.content.facts_of(self.body, self.case.response)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of the facts by id."""
        shared = self.content.reference.shared_wording.get(self.language, Wording()).facts
        return {**shared, **self.wording.facts}

    @cached_property
    def currency(self) -> str:
        """The store's currency, for amounts typed without one."""
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
            shown = self.shown(spec.kind, self.case.facts.get(name), spec.options, name)
            if shown is not None:
                values[name] = shown
        return values

    def of_claim(self, item: Statement, claim: Claim) -> dict[str, Shown]:
        """Return the values of a claim's details and dates that are known and fit their kind."""
        values: dict[str, Shown] = {}
        kinds: dict[str, FactKind] = {**item.details, "date": "date", "due": "date"}
        raws: dict[str, Raw] = {**claim.details, "date": claim.date, "due": claim.due}
        for name, kind in kinds.items():
            shown = self.shown(kind, raws.get(name), (), name)
            if shown is not None:
                values[name] = shown
        return values

    def filled(
        self, wording: str, values: dict[str, Shown], section: str | None, statement: str
    ) -> tuple[str, tuple[Gap, ...]]:
        """Fill a wording; what nothing is known of becomes a gap that names itself.

        A wording that cannot be filled becomes a gap as well: it is seen, and the rest of the letter stands.
        """
        try:
            return self._with_gaps(wording, values, section, statement)
        except WordingError as error:
            gap = Gap(statement or section or "subject", section, str(error))
            return gap_text(gap.label), (gap,)

    def _with_gaps(
        self, wording: str, values: dict[str, Shown], section: str | None, statement: str
    ) -> tuple[str, tuple[Gap, ...]]:
        known: dict[str, Shown] = {**self.fixed_values, **self.fact_values, **values}
        gaps: list[Gap] = []
        for name in sorted(names_in(wording) - known.keys()):
            own = name not in self.specs
            gap = Gap(f"{statement}.{name}" if own else name, section, self.label(name, statement))
            gaps.append(gap)
            known[name] = Shown(gap_text(gap.label))
        return fill(wording, known), tuple(gaps)

    def label(self, name: str, statement: str) -> str:
        """Return how a name is called where a person is asked for it."""
        if name in self.specs:
            return self.labels.get(name, name)
        if name in CLAIM_NAMES:
            chinese = {"date": "日期", "due": "完成日期"}
            english = {"date": "date", "due": "date by which"}
            return (chinese if self.language == "zh" else english)[name]
        return self.wording.details.get(statement, {}).get(name, name)

    def shown(self, kind: FactKind, raw: Raw | None, options: tuple[str, ...], name: str) -> Shown | None:
        """Return a typed value as it stands in a sentence, or nothing where it is missing or does not fit."""
        if not raw:
            return None
        try:
            value = parse_value(kind, raw, options=options, currency=self.currency)
        except ValueProblem:
            return None
        if kind == "choice":
            return Shown(self.wording.options.get(name, {}).get(str(value), str(value)))
        return show(value, kind, self.language)
