"""Similarity: text that Amazon has read before, from this shop, from another, or from a template."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tui.core.checks.computations.registry import hit_place, of_letter
from tui.core.checks.paper import Paper, Place
from tui.core.checks.text_rules import Hit
from tui.core.checks.tokens import tokens_of
from tui.core.content.check_rules import CheckRule

RUN = 4
"""How many words in a row make a piece that is compared."""
LEAST_PIECES = 20
NEARLY_THE_SAME = 0.7
MUCH_THE_SAME = 0.5
LEAST_STOCK = 3


@lru_cache(maxsize=256)
def pieces(text: str) -> frozenset[str]:
    """Return every run of words of a text; figures count as one, so that a template is known with other numbers."""
    words = ["#" if word.isdigit() else word for word in tokens_of(text).words if word.isalnum() or not word.isascii()]
    return frozenset(" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1))


def likeness(text: str, other: str) -> float:
    """Return the share of a text's pieces that stand in another text too."""
    mine = pieces(text)
    return len(mine & pieces(other)) / len(mine) if len(mine) >= LEAST_PIECES else 0.0


def _highest(paper: Paper, others: tuple[str, ...], bound: float) -> Iterator[Hit]:
    if paper.readings:
        highest = max((likeness(paper.text, other) for other in others), default=0.0)
        if highest >= bound:
            yield Hit(parts={"share": f"{highest:.0%}"})


@of_letter("like_earlier")
def like_earlier(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where nearly all of the letter was sent before."""
    yield from _highest(paper, paper.background.earlier, NEARLY_THE_SAME)


@of_letter("like_others")
def like_others(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where another shop sent much of the same text."""
    yield from _highest(paper, paper.background.others, MUCH_THE_SAME)


@of_letter("template")
def template(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where the letter repeats a sample, or strings together what stands in everybody's letter."""
    yield from _highest(paper, paper.background.samples, MUCH_THE_SAME)
    places: list[Place] = list(paper.found(rule, "stock"))
    if len(places) >= LEAST_STOCK:
        yield hit_place(places[0], share=str(len(places)))
