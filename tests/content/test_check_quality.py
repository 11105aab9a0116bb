"""The published quality of the checks: the gates hold, and the page says what is measured today."""

from __future__ import annotations

import pytest

from tests.evaluation.letters.corpus import labelled_letters
from tests.evaluation.letters.evaluate import PAGE, Quality, measure, page
from tests.evaluation.letters.scores import Score, summed
from tui.core.content.library import Content


@pytest.fixture(scope="module")
def quality(content: Content) -> Quality:
    return measure(content)


def test_there_are_at_least_sixty_labelled_letters_of_every_manner() -> None:
    letters = labelled_letters()
    assert len(letters) >= 60
    assert {letter.manner for letter in letters} >= {"non-native", "ai", "pleading", "template", "seed", "good"}


def test_the_gates_hold(quality: Quality) -> None:
    assert quality.levels["error"].precision >= 0.97, quality.faults
    assert quality.levels["warning"].precision >= 0.85, quality.faults
    assert quality.seeded_recall >= 0.9, quality.faults


def test_the_gates_hold_for_letters_by_somebody_who_had_not_seen_the_rules(quality: Quality, content: Content) -> None:
    levels = summed(content, quality.held_out)
    assert levels["error"].precision >= 0.97, quality.held_out_faults
    assert levels["warning"].precision >= 0.85, quality.held_out_faults
    assert min(levels["error"].recall, levels["warning"].recall) >= 0.9, quality.held_out_faults


def test_a_rule_that_is_often_wrong_is_a_hint_at_most(quality: Quality, content: Content) -> None:
    for rule in content.checks.rules:
        own, held = quality.rules[rule.id], quality.held_out.get(rule.id, Score())
        both = Score(own.right + held.right, own.wrong + held.wrong)
        assert rule.level == "hint" or both.precision >= 0.9, rule.id


def test_nothing_is_said_against_the_letters_of_full_worked_cases(quality: Quality) -> None:
    assert [fault for fault in quality.faults if "worked case" in fault] == []


def test_nothing_but_hints_is_said_against_good_letters(quality: Quality) -> None:
    assert [fault for fault in quality.faults if fault.startswith("wrong") and " in good_" in fault] == []


def test_the_page_says_what_is_measured_today(quality: Quality, content: Content) -> None:
    measured = [line for line in page(quality, content).splitlines() if line.startswith("|")]
    assert measured == [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
