"""A type is shown whole, in each language; the schemas for editors fit the files that exist."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import Cli
from tui.core.content.layers import read_layer
from tui.core.content.library import Content, PartSource, compiled_parts, content_root
from tui.core.content.page import columns_of, folded
from tui.core.content.problems import UnknownNameError
from tui.core.content.records import StateWording
from tui.core.content.schema import FILE_KINDS, kind_of, schemas, write_schemas
from tui.core.content.showing import show_type


@cache
def _content() -> Content:
    return Content(PartSource(compiled_parts((content_root(),))))


def _run_together(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["late_shipment", "copyright"])
def test_every_text_and_id_of_a_type_is_shown(name: str, language: str) -> None:
    body = _content().type(name)
    wording = body.wording[language]
    page = _run_together(show_type(_content(), name, language))
    said: list[str] = []
    for say in wording.say.values():
        said += [say.done, say.under_way, say.planned] if isinstance(say, StateWording) else [say]
    parts = (wording.facts, wording.why, wording.ask, wording.do, wording.do_not, wording.questions, wording.routes)
    texts = [text for part in parts for text in part.values()] + said + [wording.title, wording.summary]
    assert [text for text in texts if _run_together(text) not in page] == []
    record = body.type
    statements = (*record.situation, *record.causes, *record.grounds, *record.actions)
    ids = [item.id for item in statements] + [item.id for item in record.facts] + [item.id for item in record.documents]
    assert [name for name in ids if name not in page] == []
    assert all(_run_together(phrase) in page for item in record.notice.phrases for phrase in item.any)
    assert all(_run_together(_content().reference.sources[key].address) in page for key in record.sources)


def test_no_line_is_wider_than_a_page_unless_one_word_is() -> None:
    lines = show_type(_content(), "copyright", "zh").split("\n")
    assert [line for line in lines if columns_of(line) > 100 and " " in line.strip() and "http" not in line] == []


def test_a_type_that_does_not_exist_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="late_shipment"):
        show_type(_content(), "late_shipments")


def test_lines_break_between_words_and_between_chinese_signs() -> None:
    text = "word " * 30
    assert [line.split() for line in folded(text, 2)] == [["word"] * 19, ["word"] * 11]
    assert all(columns_of(line) <= 100 for line in folded("中文。" * 50, 0))
    assert list(folded("", 2)) == []


def test_each_kind_of_file_has_a_schema(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    names = {path.name for path in written}
    assert {f"{kind.name}.schema.json" for kind in FILE_KINDS} <= names
    table = json.loads((tmp_path / "schemas" / "yaml-schemas.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert set(table) == names - {"yaml-schemas.json"}


def test_schemas_name_the_keys_of_the_files_and_refuse_others() -> None:
    definition = schemas()["type.schema.json"]["$defs"]["SuspensionType"]
    assert {"id", "notice", "facts", "allow"} <= set(definition["properties"])
    assert definition["additionalProperties"] is False
    phrase = schemas()["type.schema.json"]["$defs"]["NoticePhrase"]["properties"]
    assert {"any", "near", "within", "not", "weight"} == set(phrase)
    value = schemas()["parameters.schema.json"]["$defs"]["Parameter"]["properties"]["value"]
    assert "number" in value["type"]


def test_every_file_of_the_content_has_a_kind() -> None:
    elsewhere = ("interface/", "guides/", "checks/", "letters/")
    files = [name for name in read_layer(content_root(), "content") if not name.startswith(elsewhere)]
    assert [name for name in files if kind_of(name) is None] == []
    kinds = {name: kind.name for name in files if (kind := kind_of(name))}
    assert kinds["types/late_shipment/type.yaml"] == "type"
    assert kinds["types/late_shipment/zh.yaml"] == kinds["shared/common/en.yaml"] == "wording"
    assert kinds["shared/common/shared.yaml"] == "shared"


def test_the_commands_show_a_type_and_write_the_schemas(cli: Cli, tmp_path: Path) -> None:
    shown = cli("content", "show", "late_shipment", "--lang", "zh")
    assert shown.status == 0
    assert shown.out.startswith("T04 迟发率")

    written = cli("content", "schema", str(tmp_path / "here"))
    assert written.status == 0
    assert [Path(line).name for line in written.out.splitlines()] == [path.name for path in _written(tmp_path / "here")]

    unknown = cli("content", "show", "late_shipmnt")
    assert unknown.status == 2
    assert "did you mean 'late_shipment'?" in unknown.complaint


def _written(folder: Path) -> list[Path]:
    return [folder / f"{kind.name}.schema.json" for kind in FILE_KINDS] + [folder / "yaml-schemas.json"]


def test_the_check_looks_at_worked_cases_and_lists_what_is_allowed(cli: Cli, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(content_root(), root, ignore=shutil.ignore_patterns("types"))
    shutil.copytree(content_root() / "types" / "late_shipment", root / "types" / "late_shipment")
    case = root / "types" / "late_shipment" / "cases" / "full.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("- below 4%", "- below 5%"), encoding="utf-8")
    (case.parent / "broken.yaml").write_text('title: "half', encoding="utf-8")
    main = root / "types" / "late_shipment" / "type.yaml"
    allow = 'allow: [{rule: case_expectation, path: expect, reason: "a test"}]\n'
    main.write_text(main.read_text(encoding="utf-8") + allow, encoding="utf-8")

    checked = cli("content", "check", str(root), "--only", "late_shipment")

    assert checked.status == 1
    assert ": allowed case_expectation a test" in checked.out
    assert "cases/broken.yaml:1:13: error yaml" in checked.out
