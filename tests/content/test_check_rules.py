"""The rules about letters: complete, in both languages, and each does what its examples say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.evaluation.letters.examples import told
from tui.core.checks.computations import LETTER, SECTION, load
from tui.core.checks.paper import opened
from tui.core.content.check_rules import CheckRule
from tui.core.content.library import Content, open_content

CATALOGUE = {
    **{f"S{number:02}": 14 for number in range(1, 15)},
    **{f"V{number:02}": 10 for number in range(1, 11)},
    **{f"B{number:02}": 12 for number in range(1, 13)},
    **{f"H{number:02}": 10 for number in range(1, 11)},
    **{f"L{number:02}": 8 for number in range(1, 9)},
}
# What these look at is a case, a notice or another letter; their examples are cases in test_checks_case.py.
BY_CASE = {
    "S04", "S05", "H01", "H05", "timeline", "own_words", "repeat", "other_shop", "reading",
    "unknown_figure", "missing_figure", "still_claimed",
}  # fmt: skip
# A letter that is long enough, or a type that may be answered, does not fit into one line.
BAD_ONLY = {"S08", "H04"}
RULES = open_content().checks.rules


def _examples() -> Iterator[tuple[CheckRule, str, bool]]:
    for rule in RULES:
        yield from ((rule, text, True) for text in rule.examples.bad)
        yield from ((rule, text, False) for text in rule.examples.good)


def test_all_54_rules_of_the_catalogue_are_there() -> None:
    assert len(CATALOGUE) == 54
    assert set(CATALOGUE) <= {rule.id for rule in RULES}


def test_no_id_stands_twice() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages_and_looks_for_something(rule: CheckRule, content: Content) -> None:
    load()
    assert {"en", "zh"} <= set(rule.message) & set(rule.advice)
    assert rule.find or rule.computation
    assert rule.computation is None or rule.computation in {*SECTION, *LETTER}
    assert set(rule.sources) <= set(content.reference.sources)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_five_examples_of_each_kind(rule: CheckRule) -> None:
    if rule.id not in BY_CASE:
        assert len(rule.examples.bad) >= 5
        assert len(rule.examples.good) >= 5 or rule.id in BAD_ONLY


@pytest.mark.parametrize(("rule", "text", "bad"), list(_examples()))
def test_a_rule_does_what_its_examples_say(rule: CheckRule, text: str, bad: bool, content: Content) -> None:
    assert (rule.id in told(content, rule, text)) == bad


def test_every_word_family_that_a_rule_names_exists(content: Content) -> None:
    families = content.checks.words
    for rule in RULES:
        named = [text for find in rule.find for text in (*find.phrases, *find.near, *find.unless, *find.exclude)]
        named += [text for texts in rule.lists.values() for text in texts]
        for name in (text for text in named if text.startswith("@")):
            assert opened([name], families), f"{rule.id} names {name}"
