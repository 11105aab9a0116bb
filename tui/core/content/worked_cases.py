"""The records of worked cases: invented cases that show how a type answers, and test that it does."""

from __future__ import annotations

from typing import Literal

from tui.core.content.records import ClaimState, Record, ResponseKind


class WorkedClaim(Record, frozen=True, kw_only=True):
    """A claim in a worked case, typed as a seller would."""

    state: ClaimState = "done"
    date: str | None = None
    due: str | None = None
    details: dict[str, str | tuple[str, ...]] = {}


class Expectation(Record, frozen=True, kw_only=True):
    """What the letter of a worked case must and must not hold."""

    response: ResponseKind
    type: str | None = None
    """The type a route leads to, where it leads away."""
    gaps: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class WorkedCase(Record, frozen=True, kw_only=True):
    """An invented case that shows how a type answers."""

    title: str
    shows: Literal["full", "gaps", "redirect"]
    marketplace: str = "US"
    response: ResponseKind | None = None
    facts: dict[str, str | tuple[str, ...]] = {}
    claims: dict[str, WorkedClaim] = {}
    evidence: dict[str, str] = {}
    expect: Expectation
