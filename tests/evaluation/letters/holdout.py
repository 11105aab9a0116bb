"""Measures the checks on the hold-out letters, which were written by somebody who had not seen the rules."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from tests.evaluation.letters.corpus import checked
from tests.evaluation.letters.scores import Score, count, summed
from tests.evaluation.letters_holdout.corpus import held_out_letters
from tui.core.content.layers import read_file
from tui.core.content.library import Content
from tui.core.content.reading import to_record

RUNS = Path(__file__).with_name("hold_out_first_runs.yml")
CATALOGUE = frozenset("SVBHL")
"""The families that the hold-out letters are labelled for; the rules beside the catalogue are not counted there."""
NOT_SHOWN = frozenset({"H01", "H06"})
"""What a text alone cannot show, so that its author left it unlabelled: unconfirmed deeds, likeness to other letters."""

Run = Literal["before", "first"]


def is_labelled(rule: str) -> bool:
    """Say whether the hold-out letters are labelled for a rule."""
    return rule[0] in CATALOGUE and rule[1:].isdigit() and rule not in NOT_SHOWN


def measure_held_out(content: Content) -> tuple[dict[str, Score], list[str]]:
    """Return the figures by rule, and what was wrong or missed."""
    rules = {rule.id: Score() for rule in content.checks.rules if is_labelled(rule.id)}
    faults: list[str] = []
    for letter in held_out_letters():
        told = {finding.rule for finding in checked(content, letter).findings if is_labelled(finding.rule)}
        for name in told | set(letter.must):
            kind = count(rules[name], name in told, name in letter.must, name in letter.may)
            if kind:
                faults.append(f"{kind} {name} in {letter.id}")
    return rules, faults


@lru_cache(maxsize=1)
def _recorded() -> dict[str, dict[str, tuple[int, int, int]]]:
    return to_record(read_file(RUNS, RUNS.name), dict[str, dict[str, tuple[int, int, int]]])


def recorded(content: Content, run: Run) -> dict[str, Score]:
    """Return the figures by level that a run gave before any rule had seen these letters."""
    rules = {name: Score(*figures) for name, figures in _recorded()[run].items() if is_labelled(name)}
    return summed(content, rules)
