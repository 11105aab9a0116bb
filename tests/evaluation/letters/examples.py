"""Runs the examples of a rule: a text of one line in the rule's section, one of several lines as a letter."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.core.case.records import Case
from tui.core.checks.checking import SectionChecker
from tui.core.checks.foreign import check_text
from tui.core.content.check_rules import CheckRule
from tui.core.content.library import Content
from tui.core.content.phrases import is_cjk
from tui.core.letter.records import Letter, Section

CHINESE = 4
"""How many Chinese characters make an example Chinese; an English one may hold a name."""


def told(content: Content, rule: CheckRule, text: str) -> set[str]:
    """Return the ids of the rules that find fault with an example of a rule."""
    example = rule.examples
    if "\n" in text and not example.section:
        return {item.rule for item in check_text(content, text, example.type, dict(example.facts)).findings}
    language = "zh" if sum(map(is_cjk, text)) > CHINESE else "en"
    if language not in rule.languages:
        language = rule.languages[0]
    response = rule.responses[0] if rule.responses else "plan_of_action"
    name = example.section or (rule.sections[0] if rule.sections else "corrective")
    letter = Letter("c", example.type, "US", language, response, "", (Section(name, "", "edited", text, ""),))
    case = Case(
        id="c",
        type=example.type,
        response=response,
        marketplace="US",
        created=datetime(2026, 1, 1, tzinfo=UTC),
        facts=dict(example.facts),
    )
    return {item.rule for item in SectionChecker(content).check(case, letter, foreign=True).findings}
