"""Every case of the catalogue is a test, or says why it is none."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import yaml

TESTS = Path(__file__).resolve().parents[1]
CASES: list[dict[str, object]] = yaml.safe_load((TESTS / "faults" / "catalogue.yaml").read_text(encoding="utf-8"))


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_case_is_there_once() -> None:
    assert [item["case"] for item in CASES] == list(range(1, 113))


def test_every_case_has_a_test_that_exists_or_a_reason() -> None:
    for item in CASES:
        named = item.get("test")
        if named is None:
            reason = item.get("not_here") or item.get("open")
            assert isinstance(reason, str), item
            assert len(reason) > 40, item
            continue
        assert isinstance(named, dict), item
        for file, names in named.items():
            missing = set(names) - functions(file)
            assert names, item
            assert not missing, (item["case"], file, missing)
