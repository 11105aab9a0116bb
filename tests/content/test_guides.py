"""The guides: complete in both languages, sourced, and free of promises; the loader, the order, the command."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec
import pytest

from tests.conftest import Cli, Homes
from tui.cli.guide import plain_text
from tui.cli.layout import columns
from tui.core.content.content_files import content_files
from tui.core.content.guides import guides_for, read_guides
from tui.core.content.layers import Tree, read_file
from tui.core.content.library import Content, content_root
from tui.core.content.linting.checking import check
from tui.core.content.linting.findings import ContentFinding
from tui.core.content.problems import ContentError
from tui.core.content.yaml_reader import read_nodes

TODAY = date(2026, 11, 23)
NAMES = (
    "routes", "appeal_timeline", "after_refusal", "funds", "fba_removal", "documents_accepted", "csba_japan",
    "project_zero", "marketplace_differences", "words", "safety", "limits",
)  # fmt: skip
KEYS = re.compile(r"[（(]((?:SEED|[A-Z]{1,2}\d+[a-z]?)(?:(?:, |、)(?:SEED|[A-Z]{1,2}\d+[a-z]?))*)[）)]")
SPLIT = re.compile(r", |、")
PROMISES = re.compile(
    r"success rate of|% success|we guarantee|will be reinstated|成功率[为达是]|包过|保证恢复", re.IGNORECASE
)


@cache
def _tree() -> Tree:
    """Read the content with one type alone."""
    return {
        name: read_file(path, f"content/{name}")
        for name, path in content_files(content_root()).items()
        if not name.startswith("types/") or name.startswith("types/late_shipment/")
    }


@cache
def _untouched() -> frozenset[ContentFinding]:
    return frozenset(check(_tree(), today=TODAY).findings)


def rules_broken_by(file: str, old: str, new: str) -> set[str]:
    """Return the rules that the content check names at a file in which a text has become another."""
    text = (content_root() / file).read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    changed = {**_tree(), file: read_nodes(text.replace(old, new, 1).encode(), f"content/{file}")}
    found = set(check(changed, today=TODAY).findings) - _untouched()
    return {item.rule for item in found if item.file == f"content/{file}"}


def cited(text: str) -> list[str]:
    return sorted(key for match in KEYS.finditer(text) for key in SPLIT.split(match[1]))


def test_every_guide_that_was_asked_for_is_there(content: Content) -> None:
    assert set(content.guides) == set(NAMES)
    assert next(iter(content.guides)) == "routes"


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_speaks_both_languages_and_says_the_same_with_the_same_sources(content: Content, name: str) -> None:
    guide = content.guides[name]
    english, chinese = guide.body["en"], guide.body["zh"]

    assert guide.title["en"]
    assert guide.title["zh"]
    assert cited(english) == cited(chinese)
    assert set(cited(english)) == set(guide.sources)
    assert set(guide.sources) <= set(content.reference.sources)
    for sign in ("## ", "### ", "\n- ", "\n| "):
        assert english.count(sign) == chinese.count(sign), sign


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_promises_nothing(content: Content, name: str) -> None:
    for text in content.guides[name].body.values():
        assert not PROMISES.search(text)


def test_a_guide_names_types_and_groups_that_exist(content: Content) -> None:
    known = {entry.id for entry in content.index.types} | {group.id for group in content.index.groups}
    for guide in content.guides.values():
        assert set(guide.types) <= known, guide.id


def test_figures_of_the_seed_are_marked_as_the_seeds(content: Content) -> None:
    body = content.guides["csba_japan"].body["en"]
    before, _, after = body.partition("The seed gives these figures")
    assert "98 %" not in before
    assert "nobody can check them (SEED)" in after


def test_guides_named_by_a_type_come_first_then_the_one_about_it_then_the_rest_in_order(content: Content) -> None:
    guides = tuple(content.guides.values())
    fitting = [guide.id for guide in guides_for(guides, content.type("fba_inventory").type)]
    assert fitting[0] == "fba_removal"
    assert "funds" in fitting
    assert fitting[1] == "routes"
    assert "words" not in fitting
    record = msgspec.structs.replace(content.type("fba_inventory").type, guides=("words", "safety"))
    assert [guide.id for guide in guides_for(guides, record)][:2] == ["words", "safety"]


def test_a_guide_whose_id_differs_from_its_file_is_refused() -> None:
    text = "id: a\ntitle: {en: A}\nbody: {en: A}\nsources: []\nreviewed: 2026-11-23\n"
    with pytest.raises(ContentError, match="differs from its file 'b'"):
        read_guides([("guides/b.yaml", read_nodes(text.encode(), "guides/b.yaml"))])


def test_the_command_lists_the_guides_in_the_language_asked_for(cli: Cli) -> None:
    english, chinese = cli("guide"), cli("guide", "--lang", "zh")
    assert (english.status, english.err) == (0, "")
    assert english.out.splitlines()[0].split() == ["routes", "Which", "route", "leads", "where"]
    assert "亚马逊日语客服" in chinese.out


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_the_command_prints_a_guide_as_plain_text_of_eighty_columns(cli: Cli, name: str, language: str) -> None:
    printed = cli("guide", name, "--lang", language)
    assert (printed.status, printed.err) == (0, "")
    assert "|" not in printed.out
    assert "**" not in printed.out
    assert "\n#" not in printed.out
    body = printed.out.rpartition("2026-11-23")[0]
    assert max(columns(line) for line in body.splitlines()) <= 80


def test_an_unknown_guide_is_answered_with_the_nearest(cli: Cli) -> None:
    answer = cli("guide", "fund")
    assert answer.status == 2
    assert answer.complaint == "there is no guide 'fund'; did you mean 'funds'?"


def test_a_wide_table_is_printed_row_by_row() -> None:
    rows = "| Name | Long |\n| --- | --- |\n| one | " + "word " * 30 + "|\n"
    lines = plain_text(rows).splitlines()
    assert lines[0] == "one"
    assert all(line.startswith("    word") for line in lines[1:])


def test_a_users_layer_adds_a_guide_and_patches_another(layered_homes: Homes, cli: Cli) -> None:
    layered_homes.write_layer(
        "guides/ours.yaml",
        "id: ours\ntitle: {en: Our own}\nbody: {en: Ask the office.}\nsources: []\nreviewed: 2026-11-23\n",
    )
    layered_homes.write_layer("guides/words.yaml", "title: {en: Our words}\n")
    assert "Ask the office." in cli("guide", "ours").out
    assert "Our words" in cli("guide").out


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("types: [fba_inventory", "types: [fba_inventori", "reference"),
        ("sources: [O22, ", "sources: [O22, O999, ", "source"),
        ("sources: [O22, ", "sources: [", "source"),
        ("sources: [O22, ", "sources: [O22, O9, ", "orphan"),
        ("reviewed: 2026-11-23", "reviewed: 2025-01-01", "review"),
        (
            "title: {en: Getting FBA stock back, zh: 移除 FBA 库存}",
            "title: {en: Getting FBA stock back}",
            "completeness",
        ),
        ("之后销毁（N12a）", "之后销毁", "parity"),
        ("## What Amazon says", "## What 亚马逊 says", "script"),
        ("库存被锁定（P44） |", "库存被锁定（P44） |\n\n    审核,之后", "script"),
        ("Keep a few as evidence", "Keep TODO as evidence", "placeholder"),
        ("order: 50", "order: soon", "schema"),
    ],
)
def test_the_content_check_names_a_fault_in_a_guide(old: str, new: str, rule: str) -> None:
    assert rule in rules_broken_by("guides/fba_removal.yaml", old, new)
