"""Causes, fixes and controls as one chain: which confirmed cause has which, with the numbers that the letter gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tui.core.case.records import Case
from tui.core.content.compiled import TypeBody
from tui.core.content.records import ClaimState, Part, Statement
from tui.core.letter.routing import holds


@dataclass(frozen=True, slots=True)
class Link:
    """A claimed action and the confirmed causes that it answers, in their order."""

    action: str
    part: Part
    state: ClaimState
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """The confirmed causes with their numbers from 1, and the claimed actions in the order of the type."""

    causes: tuple[str, ...]
    links: tuple[Link, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each confirmed cause; in the letter a single cause bears none."""
        return {name: number for number, name in enumerate(self.causes, start=1)}

    def of_part(self, part: Part) -> tuple[Link, ...]:
        """Return the claimed actions of a part."""
        return tuple(link for link in self.links if link.part == part)

    @property
    def without_fix(self) -> tuple[str, ...]:
        """The causes that no corrective action answers that is done."""
        fixed = {name for link in self.of_part("corrective") if link.state == "done" for name in link.answers}
        return tuple(name for name in self.causes if name not in fixed)

    @property
    def without_control(self) -> tuple[str, ...]:
        """The causes that no preventive measure answers, done, under way or planned."""
        controlled = {name for link in self.of_part("preventive") for name in link.answers}
        return tuple(name for name in self.causes if name not in controlled)

    @property
    def unanswering(self) -> tuple[str, ...]:
        """The claimed actions that answer no confirmed cause."""
        return tuple(link.action for link in self.links if not link.answers)


def chain_of(body: TypeBody, case: Case) -> Chain:
    """Return the chain of a case."""
    causes = tuple(item.id for item in body.type.causes if is_claimed(item, case))
    answering = {item.id: item.answered_by for item in body.type.causes if item.id in causes}
    links = tuple(
        Link(
            item.id, item.part, case.claim(item.id).state, tuple(name for name in causes if item.id in answering[name])
        )
        for item in body.type.actions
        if is_claimed(item, case)
    )
    return Chain(causes, links)


def is_claimed(item: Statement, case: Case) -> bool:
    """Say whether the letter holds a statement: it is claimed, and the facts leave it open."""
    return holds(item.when, case.facts) and case.claim(item.id).state != "not_claimed"


def exhibit_numbers(body: TypeBody, case: Case) -> dict[str, int]:
    """Number the linked documents from 1: in the order of the type's list, then by id."""
    place = {need.id: number for number, need in enumerate(body.type.documents)}
    linked = sorted(case.evidence, key=lambda name: (place.get(name, len(place)), name))
    return {name: number for number, name in enumerate(linked, start=1)}
