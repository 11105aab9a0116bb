"""Measures the checks on labelled letters, worked cases and seeded faults; `--write` brings the page up to date.

Run it as `python -m tests.evaluation.letters.evaluate [--write] [--misses]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.letters.corpus import checked, labelled_letters
from tests.evaluation.letters.holdout import measure_held_out, recorded
from tests.evaluation.letters.scores import LEVELS, Score, count, summed
from tests.evaluation.letters.seeding import Seeded, seeded_letters
from tests.evaluation.letters_holdout.corpus import held_out_letters
from tui.core.checks.checking import SectionChecker
from tui.core.checks.foreign import check_text
from tui.core.content.library import Content, content_root, open_content
from tui.core.letter.composing import compose
from tui.core.letter.worked import as_case, worked_cases

HEAD = "| Level | Right | Wrong | Missed | Precision | Recall |"
RULE = "| --- | ---: | ---: | ---: | ---: | ---: |"
PAGE = Path(__file__).parents[3] / "docs" / "check-quality.md"


@dataclass
class Quality:
    """The figures of one run."""

    rules: dict[str, Score]
    levels: dict[str, Score]
    letters: int
    good: int
    seeded: int
    found: int
    faults: list[str]
    """What was wrong or missed, for whoever mends the rules."""
    held_out: dict[str, Score]
    """The figures on the hold-out letters."""
    held_out_faults: list[str]

    @property
    def seeded_recall(self) -> float:
        """The share of the seeded faults that were found."""
        return self.found / self.seeded if self.seeded else 1.0


def measure(content: Content) -> Quality:
    """Return the figures for the rules of a content."""
    level_of = {rule.id: rule.level for rule in content.checks.rules}
    rules = {name: Score() for name in level_of}
    faults: list[str] = []
    for letter in labelled_letters():
        told = {finding.rule for finding in checked(content, letter).findings}
        for name in told | set(letter.must):
            kind = count(rules[name], name in told, name in letter.must, name in letter.may)
            if kind:
                faults.append(f"{kind} {name} in {letter.id}")
    good = _worked(content, rules, faults)
    seeded = seeded_letters(content)
    found = [item for item in seeded if item.rule in _told(content, item)]
    faults.extend(
        f"not found: seeded {item.rule} in {item.letter}: {item.fault}" for item in seeded if item not in found
    )
    held, held_faults = measure_held_out(content)
    return Quality(
        rules, summed(content, rules), len(labelled_letters()), good, len(seeded), len(found), faults, held, held_faults
    )


def _worked(content: Content, rules: dict[str, Score], faults: list[str]) -> int:
    """Count what is said against the letters of the full worked cases, which are good; hints may differ."""
    checker, count = SectionChecker(content), 0
    for worked in worked_cases(content_root()):
        if worked.record.shows != "full":
            continue
        for language in ("en", "zh"):
            count += 1
            case = as_case(content, worked, language)
            for name in {
                item.rule for item in checker.check(case, compose(content, case)).findings if item.level != "hint"
            }:
                rules[name].wrong += 1
                faults.append(f"wrong: {name} in the worked case {case.id} ({language})")
    return count


def _told(content: Content, item: Seeded) -> set[str]:
    findings = check_text(content, item.text, item.type, dict(item.facts), marketplace=item.marketplace).findings
    return {finding.rule for finding in findings}


def page(quality: Quality, content: Content) -> str:
    """Return the page that publishes the figures."""
    manners = Counter(letter.manner for letter in labelled_letters())
    lines = [
        "# How good the checks are",
        "",
        "Written by `python -m tests.evaluation.letters.evaluate --write`; a test fails where it is out of date.",
        "",
        f"Measured on {quality.letters} labelled letters ("
        + ", ".join(f"{n} {m}" for m, n in sorted(manners.items()))
        + ")",
        f"and on the {quality.good} letters of the full worked cases, which must have no error and no warning.",
        "Two thirds of the letters were written before the rules, the rest after. One author wrote letters and",
        "rules, and labels were looked at again where a rule disagreed: of other letters the hold-out set below speaks.",
        "Where two careful readers may differ, nothing is counted.",
        "The seeded sentences were written after the rules by their author: their recall says that nothing broke.",
        "",
        HEAD,
        RULE,
    ]
    lines += [quality.levels[level].row(level) for level in LEVELS]
    lines += [
        "",
        f"Seeded faults (one fault put into a good letter): {quality.found} of {quality.seeded} found"
        f" ({quality.seeded_recall:.0%}).",
        *_held_out(quality, content),
        "",
        "## By rule",
        "",
        "On the own letters and the worked cases, then on the hold-out letters (today).",
        "",
        "| Rule | Level | Right | Wrong | Missed | Precision | Recall | Right | Wrong | Missed | Precision | Recall |",
        "| --- | --- |" + " ---: |" * 10,
    ]
    for rule in sorted(content.checks.rules, key=lambda rule: (len(rule.id) > 3, rule.id)):
        held = quality.held_out.get(rule.id, Score())
        lines.append(quality.rules[rule.id].row(f"{rule.id} | {rule.level}") + held.row("").removeprefix("|  |"))
    return "\n".join(lines) + "\n"


def _held_out(quality: Quality, content: Content) -> list[str]:
    """Return what the page says of the hold-out letters: at first sight, and today."""
    now = summed(content, quality.held_out)
    lines = [
        "",
        "## Letters that no rule was written for",
        "",
        f"{len(held_out_letters())} letters in `tests/evaluation/letters_holdout`, written and labelled by somebody who had not",
        "seen the rules. What the rules said when they first met them was recorded before anything was changed: once as",
        "the rules had been before, once after they had been widened without sight of these letters (1 December 2026).",
        "Since then general faults that the run showed were mended, so today's figures are no longer blind.",
        "Only the rules of the catalogue are counted, as only they are labelled there, and not H01 and H06, which a text",
        "alone does not show.",
        "",
        "| Run | Level" + HEAD.removeprefix("| Level"),
        "| --- " + RULE,
    ]
    runs = {"rules as they were": recorded(content, "before"), "first sight": recorded(content, "first"), "today": now}
    lines += [run[level].row(f"{name} | {level}") for name, run in runs.items() for level in LEVELS]
    return lines


def main(arguments: list[str]) -> int:
    """Print the figures, or write them to the page."""
    content = open_content()
    quality = measure(content)
    text = page(quality, content)
    if "--write" in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text)
    if "--misses" in arguments:
        print("\n".join([*quality.faults, *quality.held_out_faults]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
