"""`reinstate check`: files, standard input, cases; what it prints and how it ends."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from tests.conftest import Cli

BAD = "Root cause\nThe buyer lied.\n\nActions taken\nWe will improve our service!\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_each_finding_is_a_line_that_names_its_place(cli: Cli, letter: Path) -> None:
    outcome = cli("check", str(letter), "--type", "late_shipment")
    assert outcome.status == 1
    lines = outcome.out.splitlines()
    assert all(re.match(rf"{re.escape(str(letter))}:\d+:\d+: (error|warning|hint) \w+ \S", line) for line in lines)
    assert f"{letter}:2:5: error B01 This blames buyers: 'buyer'." in lines


def test_the_json_document_keeps_its_contract(cli: Cli, letter: Path) -> None:
    document = json.loads(cli("check", str(letter), "--json").out)
    assert list(document) == ["findings", "words", "ready"]
    wanted = {"rule", "level", "section", "line", "column", "quote", "message", "advice"}
    assert all(set(item) == wanted for item in document["findings"])
    assert document["ready"] is False


def test_the_facts_of_a_letter_from_elsewhere_are_held_against_it(cli: Cli, letter: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("asins: [B0CHX2F5QT]\nmarketplace: DE\n", encoding="utf-8")
    outcome = cli("check", str(letter), "--type", "inauthentic", "--facts", str(facts))
    assert "error S03 The notice names B0CHX2F5QT, the letter does not." in outcome.out


def test_a_text_from_standard_input_is_checked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert cli("check", "-").status == 1


def test_a_case_is_checked_by_its_id(cli: Cli) -> None:
    name = cli("new", "--type", "late_shipment").out.strip()
    outcome = cli("check", name)
    assert outcome.status == 1
    assert f"{name}:1:1: error S01" in outcome.out


def test_the_message_speaks_the_language_of_the_interface(cli: Cli, letter: Path) -> None:
    assert "这是在指责买家" in cli("check", str(letter), "--lang", "zh").out


@pytest.mark.parametrize("data", [b"\xff\xfe\xff", b"   \n"])
def test_what_cannot_be_read_ends_with_two_and_one_line(cli: Cli, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    outcome = cli("check", str(path))
    assert outcome.status == 2
    assert str(path) in outcome.complaint


def test_an_unknown_case_or_type_ends_with_two(cli: Cli, letter: Path) -> None:
    assert cli("check", "no-such-case").status == 2
    assert cli("check", str(letter), "--type", "late_shipmnt").status == 2
