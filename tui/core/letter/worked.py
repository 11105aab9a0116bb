"""Worked cases: invented cases that show how a type answers, and whether it still does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.values import ValueProblem, normal_raw, parse_value
from tui.core.content.layers import read_file
from tui.core.content.library import Content, statements_of
from tui.core.content.problems import ContentError, Mark, Problem, nearest
from tui.core.content.reading import to_record
from tui.core.content.records import FactKind
from tui.core.content.worked_cases import WorkedCase
from tui.core.letter.composing import compose
from tui.core.letter.routing import propose
from tui.core.letter.text import letter_text

CREATED = datetime(2026, 11, 23, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked case with its file."""

    path: Path
    type: str
    record: WorkedCase


def worked_cases(root: Path, only: str | None = None) -> list[Worked]:
    """Read the worked cases below a content root; raise `ContentError` where one does not fit its record."""
    found: list[Worked] = []
    for path in sorted(root.glob(f"types/{only or '*'}/cases/*.yaml")):
        shown = f"content/{path.relative_to(root).as_posix()}"
        found.append(Worked(path, path.parts[-3], to_record(read_file(path, shown), WorkedCase)))
    return found


def as_case(content: Content, worked: Worked, language: str = "en") -> Case:
    """Return the worked case as a case; raise `ContentError` for a value or an id that does not fit."""
    record, body = worked.record, content.type(worked.type)
    facts = {name: raw for name, raw in record.facts.items() if raw}
    response = record.response or propose(body, facts).response
    specs = {spec.id: spec for spec in content.facts_of(body, response)}
    for other in content.outlines.values():
        specs.update(
            {
                fact.id: fact
                for fact in content.reference.shared.facts
                if fact.id in other.facts and fact.id not in specs
            }
        )
    known = statements_of(body)
    kept = {}
    for name, raw in facts.items():
        spec = specs.get(name)
        if spec is None:
            raise _fault(worked, f"'{name}' is no fact of {worked.type}{nearest(name, specs)}")
        _try(worked, name, spec.kind, raw, spec.options)
        kept[name] = normal_raw(spec.kind, raw)
    claims = {}
    for name, claim in record.claims.items():
        if name not in known:
            raise _fault(worked, f"'{name}' is no statement of {worked.type}{nearest(name, known)}")
        for detail, raw in claim.details.items():
            kind = known[name].details.get(detail)
            if kind is None:
                raise _fault(worked, f"'{detail}' is no detail of {name}{nearest(detail, known[name].details)}")
            _try(worked, f"{name}.{detail}", kind, raw, ())
        claims[name] = Claim(state=claim.state, date=claim.date or "", due=claim.due or "", details=dict(claim.details))
    return Case(
        id=f"{worked.type}-{worked.path.stem}",
        type=worked.type,
        response=response,
        marketplace=record.marketplace,
        letter_language=language,
        created=CREATED,
        facts=kept,
        claims=claims,
        evidence={name: Evidence(path=path) for name, path in record.evidence.items()},
    )


def _try(worked: Worked, name: str, kind: FactKind, raw: str | tuple[str, ...], options: tuple[str, ...]) -> None:
    try:
        parse_value(kind, raw, options=options, currency="USD")
    except ValueProblem as problem:
        raise _fault(worked, f"{name}: {raw!r} is no {kind} ({problem.code})") from problem


def _fault(worked: Worked, message: str) -> ContentError:
    return ContentError(Problem(Mark(str(worked.path)), message))


def failed_expectations(content: Content, worked: Worked) -> list[str]:
    """Return what the worked case expects and does not get, in sentences."""
    expect, body = worked.record.expect, content.type(worked.type)
    case = as_case(content, worked)
    proposal = propose(body, case.facts)
    failures = []
    if worked.record.response is None and proposal.response != expect.response:
        failures.append(f"the response is {proposal.response}, expected {expect.response}")
    if expect.type and proposal.type != expect.type:
        failures.append(f"the facts lead to {proposal.type}, expected {expect.type}")
    letter = compose(content, case)
    if worked.record.shows != "redirect":
        gaps = {gap.fact for gap in letter.gaps}
        if gaps != set(expect.gaps):
            failures.append(f"the gaps are {sorted(gaps)}, expected {sorted(expect.gaps)}")
    text = letter_text(letter)
    failures.extend(f"the letter does not say {part!r}" for part in expect.contains if part not in text)
    failures.extend(f"the letter says {part!r}" for part in expect.lacks if part in text)
    return failures
