"""Whether a condition of the content is met by what a case knows."""

from __future__ import annotations

from collections.abc import Mapping

from tui.core.case.values import Raw
from tui.core.content.records import Condition


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
