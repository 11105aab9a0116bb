"""How often a rule, or a level, spoke rightly, wrongly, and was silent where it had to speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.core.content.library import Content

LEVELS = ("error", "warning", "hint")


@dataclass
class Score:
    """Three counts; a letter counts once for a rule."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what it said that is so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is to say that it said."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def row(self, name: str) -> str:
        """Return the figures as a line of a table; a figure that nothing stands behind is left out."""
        spoken, due = self.right + self.wrong, self.right + self.missed
        precision = f"{self.precision:.2f}" if spoken else "-"
        recall = f"{self.recall:.2f}" if due else "-"
        return f"| {name} | {self.right} | {self.wrong} | {self.missed} | {precision} | {recall} |"


def count(score: Score, told: bool, must: bool, may: bool) -> str:
    """Count one rule in one letter; return what was wrong with it, or nothing."""
    if told and must:
        score.right += 1
    elif told and not may:
        score.wrong += 1
        return "wrong:"
    elif must and not told:
        score.missed += 1
        return "missed:"
    return ""


def summed(content: Content, rules: Mapping[str, Score]) -> dict[str, Score]:
    """Return the figures of rules by their level."""
    level_of = {rule.id: rule.level for rule in content.checks.rules}
    levels = {level: Score() for level in LEVELS}
    for name, score in rules.items():
        total = levels[level_of[name]]
        total.right += score.right
        total.wrong += score.wrong
        total.missed += score.missed
    return levels
