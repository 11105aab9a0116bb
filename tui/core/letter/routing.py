"""Which response fits a case: the type's usual one, unless a fact says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from tui.core.case.records import Case
from tui.core.case.values import Raw
from tui.core.content.compiled import TypeBody
from tui.core.content.records import Condition, ResponseKind


class Proposal(msgspec.Struct, frozen=True):
    """The response kind that the facts speak for, and the route that says why; a route may lead to another type."""

    response: ResponseKind
    type: str
    route: str | None = None


def holds(condition: Condition | None, facts: Mapping[str, Raw]) -> bool:
    """Say whether a condition is met; an unknown fact meets only `known: false`."""
    if condition is None:
        return True
    value = facts.get(condition.fact)
    if condition.known is not None and condition.known != bool(value):
        return False
    if condition.equals is not None and value != condition.equals:
        return False
    if condition.is_not is not None and (not value or value == condition.is_not):
        return False
    return not condition.any_of or value in condition.any_of


def followed(body: TypeBody, before: Case, after: Case) -> Case:
    """Return the case with the kind of answer that its new facts speak for, unless the seller had chosen another."""
    was, now = propose(body, before.facts), propose(body, after.facts)
    if was.response == now.response or before.response != was.response:
        return after
    return msgspec.structs.replace(after, response=now.response)


def propose(body: TypeBody, facts: Mapping[str, Raw]) -> Proposal:
    """Return the response that fits the facts: the first route that holds, else the type's usual response."""
    usual = body.type.responses[0]
    for route in body.type.routes:
        if holds(route.when, facts):
            return Proposal(route.response or usual, route.type or body.type.id, route.id)
    return Proposal(usual, body.type.id)
