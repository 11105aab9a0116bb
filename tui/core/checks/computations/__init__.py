"""Computations that rules name: what phrases alone cannot say, each a function in a registry."""

from tui.core.checks.computations.registry import LETTER, SECTION

__all__ = ["LETTER", "SECTION", "load"]


def load() -> None:
    """Bring every computation into the registry."""
    from tui.core.checks.computations import (  # noqa: F401  # imported for what they register
        coverage,
        dates,
        documents,
        honesty,
        hygiene,
        language,
        measures,
        similarity,
        specificity,
        structure,
        topics,
        truth,
    )
