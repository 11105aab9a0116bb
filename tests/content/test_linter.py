"""The content check names every fault that is put into a copy of the content, and leaves what is right alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from tui.core.content.content_files import content_files
from tui.core.content.layers import Tree, read_layer
from tui.core.content.linter import RULES, ContentFinding, Report
from tui.core.content.linting.cases import read_cases
from tui.core.content.yaml_reader import read_nodes
from tui.core.letter.case_checks import check_content

CONTENT = Path(__file__).resolve().parents[2] / "content"
TODAY = date(2026, 11, 23)
NAME = "late_shipment"
TYPE, EN = f"types/{NAME}/type.yaml", f"types/{NAME}/en.yaml"
OTHERS = ("odr_high", "trademark")
"""More types, for what only shows between two."""


@dataclass(frozen=True)
class Fault:
    """A fault to be put in: a text of a file becomes another; without an old one, a whole file is new or gone."""

    what: str
    file: str
    rule: str
    old: str | None = None
    new: str | None = None
    at: str = ""
    """The file that the finding names, where it is another one."""

    def __str__(self) -> str:
        return self.what.replace(" ", "-")


@cache
def _texts() -> dict[str, str]:
    """Read the shared content, the model type with its cases, and some other types."""
    kept = {
        relative: path
        for relative, path in content_files(CONTENT).items()
        if relative != "replies.yaml"
        and (not relative.startswith("types/") or relative.split("/")[1] in (NAME, *OTHERS))
    }
    kept |= {path.relative_to(CONTENT).as_posix(): path for path in CONTENT.glob(f"types/{NAME}/cases/*.yaml")}
    return {relative: path.read_text(encoding="utf-8") for relative, path in kept.items()}


@cache
def _nodes() -> Tree:
    return {relative: read_nodes(text.encode(), f"content/{relative}") for relative, text in _texts().items()}


def _check(changed: dict[str, str | None], only: str | None = None) -> Report:
    nodes = dict(_nodes())
    for relative, text in changed.items():
        if text is None:
            del nodes[relative]
        else:
            nodes[relative] = read_nodes(text.encode(), f"content/{relative}")
    cases = {relative: node for relative, node in nodes.items() if "/cases/" in relative}
    tree = {relative: node for relative, node in nodes.items() if relative not in cases}
    return check_content(tree, cases, only, TODAY)


@cache
def _untouched() -> frozenset[tuple[str, str, str]]:
    return frozenset((item.rule, item.file, item.message) for item in _check({}).findings)


def _changed(file: str, old: str | None, new: str | None) -> dict[str, str | None]:
    if old is None:
        return {file: new}
    before = _texts()[file]
    assert old in before, f"{file} no longer holds {old!r}"
    return {file: before.replace(old, new or "", 1)}


def _new_findings(changed: dict[str, str | None]) -> list[ContentFinding]:
    return [item for item in _check(changed).findings if (item.rule, item.file, item.message) not in _untouched()]


@cache
def _faults() -> tuple[Fault, ...]:
    rows = yaml.load((Path(__file__).parent / "seeded_faults.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(Fault(**row) for row in rows)


@pytest.mark.parametrize("fault", _faults(), ids=str)
def test_a_fault_that_was_put_in_is_named(fault: Fault) -> None:
    found = _new_findings(_changed(fault.file, fault.old, fault.new))
    wanted = f"content/{fault.at or fault.file}"
    assert (fault.rule, wanted) in {(item.rule, item.file) for item in found}, _shown(found)


def _shown(findings: list[ContentFinding]) -> str:
    return "\n".join(f"{item.file}:{item.line}: {item.rule} {item.message}" for item in findings) or "nothing new"


def test_the_faults_are_many_and_touch_most_rules() -> None:
    assert len({fault.what for fault in _faults()}) == len(_faults()) > 100
    assert {fault.rule for fault in _faults()} <= set(RULES)
    # The letters of worked cases are held to their rules in test_worked_cases.
    assert set(RULES) - {fault.rule for fault in _faults()} <= {"case_letter", "case_size"}


CLEAN = (f"types/{NAME}/", "shared/common/", "outlines", "documents.yaml", "parameters", "contacts/", "groups", "pack")


@pytest.mark.parametrize("place", CLEAN)
def test_what_is_right_has_no_finding(place: str) -> None:
    tree = read_layer(CONTENT, "content")
    cases, _ = read_cases(CONTENT, "content", NAME)
    findings = check_content(tree, cases, None, TODAY).findings
    # A type that is still to be written is missed by those that name it, and what only it uses lies idle till then.
    waiting = ("there is no type", "nothing asks for", "no text, limit", "no type takes")
    rest = [item for item in findings if not item.message.startswith(waiting)]
    assert [item for item in rest if item.file.startswith(f"content/{place}")] == []


def test_a_finding_names_line_column_and_a_way_out() -> None:
    found = _new_findings(_changed(EN, "The notice names these orders", "and the notice names these orders"))
    assert len(found) == 1
    line = _texts()[EN].split("\n")[found[0].line - 1]
    assert line.startswith("  orders_named:")
    assert found[0].column == 3
    assert found[0].level == "error"
    assert found[0].fix


def test_an_allowance_beside_the_item_silences_it_and_is_listed() -> None:
    changed = _changed(EN, "of the coming twelve months in", "of the coming 12 months in")
    allow = "reviewed: 2026-11-23\nallow: [{rule: figure, path: say.holiday_settings_corrected, reason: a year}]"
    report = _check(changed | _changed(TYPE, "reviewed: 2026-11-23", allow))
    assert {(item.rule, item.file, item.message) for item in report.findings} <= _untouched()
    assert [(item.finding.rule, item.reason) for item in report.allowed] == [("figure", "a year")]


def test_an_allowance_of_one_item_leaves_the_others() -> None:
    changed = _changed(EN, "The notice names these orders", "and the notice names 3 orders")
    allow = "reviewed: 2026-11-23\nallow: [{rule: sentence, path: say.orders_named, reason: a test}]"
    found = _new_findings(changed | _changed(TYPE, "reviewed: 2026-11-23", allow))
    assert [item.rule for item in found] == ["figure"]


def test_one_type_alone_is_checked_while_another_is_broken() -> None:
    broken = _changed("types/odr_high/type.yaml", "notice:", "notices:")
    report = _check(broken, NAME)
    assert [item for item in report.findings if "odr_high" in item.file] == []
    found = _check(broken).findings
    assert ("schema", "content/types/odr_high/type.yaml") in {(item.rule, item.file) for item in found}
    assert not any(item.rule == "schema" and NAME in item.file for item in found)


def test_every_fault_of_a_broken_tree_is_named_at_once() -> None:
    found = _new_findings(
        _changed("parameters.yaml", "side: below", "sides: below")
        | _changed("outlines.yaml", "drafts: false", "drafts: maybe")
        | _changed(TYPE, "kind: percent", "kind: percentage")
    )
    files = {item.file for item in found if item.rule == "schema"}
    assert files == {"content/parameters.yaml", "content/outlines.yaml", f"content/{TYPE}"}


def test_another_day_brings_other_findings() -> None:
    cases, _ = read_cases(CONTENT, "content", NAME)
    tree = {relative: node for relative, node in _nodes().items() if "/cases/" not in relative}
    later = check_content(tree, cases, None, date(2029, 1, 1)).findings
    assert {"content/parameters.yaml", f"content/{TYPE}"} <= {item.file for item in later if item.rule == "review"}
