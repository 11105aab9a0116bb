"""Turns `FACT=VALUE`, `ID=STATE@DATE`, `ID.KEY=VALUE` and `ID=PATH` into a changed case: all of them, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import get_args

import msgspec

from tui.cli.common import UsageProblem, problem_text
from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.values import ValueProblem, normal_raw, parse_value
from tui.core.content.compiled import TypeBody
from tui.core.content.library import Content, statements_of
from tui.core.content.problems import UnknownNameError, nearest
from tui.core.content.records import Action, ClaimState, FactKind, FactSpec, Statement
from tui.core.letter.other_letters import facts_of_letter
from tui.core.text import clean
from tui.interface import Interface

STATES: tuple[ClaimState, ...] = get_args(ClaimState)
STATES_WITHOUT_DAYS: tuple[ClaimState, ...] = ("done", "not_claimed")
CLAIM_FIELDS: dict[str, FactKind] = {"date": "date", "due": "date", "reason": "text"}


@dataclass
class Changes:
    """A case being changed; problems are collected so that one run shows them all."""

    content: Content
    texts: Interface
    case: Case
    problems: list[str] = field(default_factory=list)

    @cached_property
    def body(self) -> TypeBody:
        """The case's type."""
        return self.content.type(self.case.type)

    @cached_property
    def specs(self) -> dict[str, FactSpec]:
        """Every fact that a letter of this type can ask for, in any kind of answer, and those of letters to others."""
        found: dict[str, FactSpec] = {}
        for response in (self.case.response, *self.content.outlines):
            for spec in self.content.facts_of(self.body, response):
                found.setdefault(spec.id, spec)
        for letter in self.content.other_letters.values():
            for spec in facts_of_letter(self.content, letter).values():
                found.setdefault(spec.id, spec)
        return found

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Everything that can be claimed."""
        return statements_of(self.body)

    def result(self) -> Case:
        """Return the changed case; raise `UsageProblem` where any value was wrong."""
        if self.problems:
            raise UsageProblem(*self.problems)
        return self.case

    def facts(self, assignments: list[str]) -> None:
        """Set facts."""
        self._each(assignments, "FACT=VALUE", self._set_fact)

    def claims(self, assignments: list[str]) -> None:
        """Set the states of statements."""
        self._each(assignments, "ID=STATE", self._set_claim)

    def details(self, assignments: list[str]) -> None:
        """Set details of statements."""
        self._each(assignments, "ID.KEY=VALUE", self._set_detail)

    def evidence(self, assignments: list[str]) -> None:
        """Link documents."""
        self._each(assignments, "ID=PATH", self._set_evidence)

    def _each(self, assignments: list[str], shape: str, apply: Callable[[str, str], None]) -> None:
        for assignment in assignments:
            name, sign, value = assignment.partition("=")
            try:
                if not sign or not name.strip():
                    raise UsageProblem(f"'{assignment}' is not {shape}")
                apply(name.strip(), value)
            except ValueProblem as problem:
                self.problems.append(f"{name.strip()}: {problem_text(self.texts, problem)}")
            except UsageProblem as problem:
                self.problems.extend(problem.messages)
            except UnknownNameError as problem:
                self.problems.append(str(problem))

    def _typed(self, name: str, value: str) -> str:
        """Return a value free of what could steer a terminal or cannot be saved."""
        if clean(value).replaced and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise UsageProblem(f"{name}: the value is not UTF-8 text")
        return clean(value).text.strip()

    def _check(self, kind: FactKind, value: str, options: tuple[str, ...] = ()) -> None:
        store = self.content.marketplaces.get(self.case.marketplace)
        parse_value(kind, value, options=options, currency=store.currency if store else "")

    def _set_fact(self, name: str, value: str) -> None:
        if name not in self.specs:
            raise UnknownNameError(f"there is no fact '{name}' in {self.case.type}{nearest(name, self.specs)}")
        spec, typed = self.specs[name], self._typed(name, value)
        if not typed:
            self.case = self.case.with_fact(name, None)
            return
        self._check(spec.kind, typed, spec.options)
        self.case = self.case.with_fact(name, normal_raw(spec.kind, typed))

    def _statement(self, name: str) -> Statement:
        if name not in self.statements:
            known = self.statements
            raise UnknownNameError(f"there is no statement '{name}' in {self.case.type}{nearest(name, known)}")
        return self.statements[name]

    def _set_claim(self, name: str, value: str) -> None:
        statement = self._statement(name)
        typed, sign, days = self._typed(name, value).partition("@")
        is_action = isinstance(statement, Action)
        allowed = STATES if is_action else STATES_WITHOUT_DAYS
        state = next((known for known in allowed if known == typed), None)
        if state is None:
            raise UsageProblem(f"{name}: '{typed}' is not one of {', '.join(allowed)}{nearest(typed, allowed)}")
        existing = self.case.claim(name)
        date, due = existing.date, existing.due
        if sign:
            if state == "not_claimed" or not is_action:
                raise UsageProblem(f"{name}: '{state}' takes no date here")
            begun, ends = self._days(state, days)
            date, due = begun or date, ends or due
        self._claim(name, msgspec.structs.replace(existing, state=state, date=date, due=due))

    def _days(self, state: ClaimState, days: str) -> tuple[str, str]:
        """Return the day of doing or beginning, and the day by which it will be done."""
        if state == "under_way" and ".." in days:
            self._check("period", days)
            begun, _, due = days.partition("..")
            return begun.strip(), due.strip()
        self._check("date", days)
        return ("", days.strip()) if state == "planned" else (days.strip(), "")

    def _set_detail(self, name: str, value: str) -> None:
        statement_id, sign, key = name.partition(".")
        if not sign or not key:
            raise UsageProblem(f"'{name}={value}' is not ID.KEY=VALUE")
        statement, typed = self._statement(statement_id), self._typed(name, value)
        own = CLAIM_FIELDS if isinstance(statement, Action) else {"reason": CLAIM_FIELDS["reason"]}
        known: dict[str, FactKind] = {**own, **statement.details}
        if key not in known:
            listed = ", ".join(known)
            raise UnknownNameError(f"{statement_id} has no detail '{key}' (known: {listed}){nearest(key, known)}")
        if typed:
            self._check(known[key], typed)
        claim = self.case.claim(statement_id)
        if key in statement.details:
            details = {other: raw for other, raw in claim.details.items() if other != key}
            if typed:
                details[key] = normal_raw(known[key], typed)
            self._claim(statement_id, msgspec.structs.replace(claim, details=details))
            return
        if key != "reason" and claim.state == "not_claimed":
            raise UsageProblem(f"{name}: claim it first, for example --claim {statement_id}=done")
        self._claim(statement_id, _with_field(claim, key, typed))

    def _claim(self, name: str, claim: Claim) -> None:
        self.case = self.case.with_claim(name, claim)

    def _set_evidence(self, name: str, value: str) -> None:
        known = self.content.documents
        if name not in known:
            raise UnknownNameError(f"there is no kind of document '{name}'{nearest(name, known)}")
        if not value.strip():
            self.case = self.case.with_evidence(name, None)
            return
        if self._typed(name, value) != value.strip():
            raise UsageProblem(f"{name}: the path holds characters that cannot be kept")
        self.case = self.case.with_evidence(name, Evidence(path=value, sha256=_file_hash(name, Path(value))))


def _with_field(claim: Claim, key: str, typed: str) -> Claim:
    match key:
        case "date":
            return msgspec.structs.replace(claim, date=typed)
        case "due":
            return msgspec.structs.replace(claim, due=typed)
        case _:
            return msgspec.structs.replace(claim, reason=typed)


def _file_hash(name: str, path: Path) -> str:
    if not path.is_file():
        what = "is not a file" if path.exists() else "does not exist"
        raise UsageProblem(f"{name}: {path} {what}")
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UsageProblem(f"{name}: {path} cannot be read: {error.strerror}") from error
