"""Checking while typing: only what changed is read again, told by counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tui.core.checks.checking import SectionChecker, check
from tui.core.checks.computations import LETTER, SECTION
from tui.core.checks.computations.registry import OfLetter, Setting
from tui.core.checks.paper import Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule
from tui.core.content.library import Content
from tui.core.letter.records import Letter, Section

PARTS = {
    "root_cause": "The handling time was 1 day while packing took 3 days.",
    "corrective": "On 3 May 2026 we raised it to 3 days.",
    "preventive": "Since 4 May 2026 our manager has read the report every day.",
}


def letter(**changed: str) -> Letter:
    sections = tuple(Section(name, name, "edited", text, "") for name, text in (PARTS | changed).items())
    return Letter("c", "late_shipment", "US", "en", "plan_of_action", "", sections)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sections that a computation of one section has looked at."""
    seen: list[str] = []
    spacing = SECTION["spacing"]

    def look(rule: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
        seen.append(reading.id)
        return spacing(rule, reading, setting)

    monkeypatch.setitem(SECTION, "spacing", look)
    return seen


def test_only_the_section_that_changed_is_read_again(content: Content, read: list[str]) -> None:
    checker = SectionChecker(content)
    checker.check(None, letter())
    assert sorted(read) == sorted(PARTS)
    read.clear()
    checker.check(None, letter(corrective="On 3 May 2026 we raised it to 4 days."))
    assert read == ["corrective"]


def test_what_was_known_before_is_not_read_again_when_it_comes_back(content: Content, read: list[str]) -> None:
    checker = SectionChecker(content)
    checker.check(None, letter())
    checker.check(None, letter(corrective="We beg you."))
    read.clear()
    checker.check(None, letter())
    assert read == []


def test_another_type_reads_all_sections_anew(content: Content, read: list[str]) -> None:
    checker = SectionChecker(content)
    checker.check(None, letter())
    read.clear()
    checker.check(None, replace(letter(), type="inauthentic"))
    assert sorted(read) == sorted(PARTS)


def test_rules_about_the_whole_letter_are_asked_each_time_once(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(function: OfLetter) -> OfLetter:
        def ask(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
            asked.append(rule.id)
            return function(rule, paper)

        return ask

    for name, function in list(LETTER.items()):
        monkeypatch.setitem(LETTER, name, counted(function))
    checker = SectionChecker(content)
    checker.check(None, letter())
    first = sorted(asked)
    asked.clear()
    checker.check(None, letter(corrective="On 3 May 2026 we raised it to 4 days."))
    assert sorted(asked) == first
    assert len(first) == len(set(first))


def test_the_findings_are_those_of_a_check_from_the_beginning(content: Content) -> None:
    checker = SectionChecker(content)
    checker.check(None, letter())
    changed = letter(preventive="We promise that it will never happen again.")
    assert checker.check(None, changed) == check(content, None, changed)
