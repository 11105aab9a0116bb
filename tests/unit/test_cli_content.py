import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.content.library import content_root


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A content folder with one type, to be broken."""
    root = tmp_path / "content"
    shutil.copytree(content_root(), root, ignore=shutil.ignore_patterns("types"))
    shutil.copytree(content_root() / "types" / "late_shipment", root / "types" / "late_shipment")
    return root


def broken(root: Path, relative: str, old: str, new: str) -> str:
    """Replace a text in a file and return the line in which it stands."""
    path = root / relative
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(text[: text.index(old)].count("\n") + 1)


def test_every_finding_stands_in_a_line_with_its_place(cli: Cli, copied: Path) -> None:
    line = broken(copied, "types/late_shipment/type.yaml", "purpose: ", "purpose: no-such-")

    checked = cli("content", "check", str(copied), "--only", "late_shipment")

    assert checked.status == 1
    assert f"{copied}/types/late_shipment/type.yaml:{line}:" in checked.out
    assert ": error reference there is no contact purpose 'no-such-" in checked.out


def test_findings_as_json_have_the_fields_of_the_contract(cli: Cli, copied: Path) -> None:
    broken(copied, "types/late_shipment/type.yaml", "purpose: ", "purpose: no-such-")

    document = json.loads(cli("content", "check", str(copied), "--json").out)

    assert list(document) == ["findings", "counts"]
    assert {"rule", "level", "file", "line", "column", "message", "fix"} <= set(document["findings"][0])
    assert document["counts"]["types"] == 1
    assert document["counts"]["errors"] == sum(item["level"] == "error" for item in document["findings"])


def test_a_file_that_does_not_parse_is_a_finding_with_its_place(cli: Cli, copied: Path) -> None:
    (copied / "groups.yaml").write_text("- id: a\n  id: b\n", encoding="utf-8")

    checked = cli("content", "check", str(copied))

    assert checked.status == 1
    assert checked.out == (
        f"{copied}/groups.yaml:2:3: error yaml the key 'id' stands twice; the first is in line 1\n1 findings\n"
    )


def test_a_folder_without_a_pack_is_checked_as_a_layer_over_the_built_in_content(cli: Cli, homes: Homes) -> None:
    homes.write_layer("types/late_shipmnt/en.yaml", "title: Mine\n")

    checked = cli("content", "check", str(homes.config / "content"))

    assert checked.status == 1
    assert "there is no suspension type 'late_shipmnt'; did you mean 'late_shipment'?" in checked.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "/nowhere"], "there is no folder /nowhere"),
        (["check", "--only", "late_shipmnt"], "did you mean 'late_shipment'?"),
        (["try", "late_shipmnt"], "did you mean 'late_shipment'?"),
        (["try"], "the following arguments are required: TYPE"),
        (["chekc"], "invalid choice: 'chekc'"),
        ([], "the following arguments are required: VERB"),
    ],
)
def test_wrong_usage_is_one_clear_line(arguments: list[str], said: str, cli: Cli) -> None:
    outcome = cli("content", *arguments)

    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.complaint


def test_try_prints_the_worked_cases_in_both_languages(cli: Cli) -> None:
    tried = cli("content", "try", "late_shipment")

    assert tried.status == 0
    assert "=== full [en] plan_of_action: " in tried.out
    assert "=== full [zh] plan_of_action: " in tried.out
    assert "--- expectations of full: met" in tried.out


def test_a_type_can_be_checked_while_another_is_half_written(cli: Cli, copied: Path) -> None:
    other = copied / "types" / "half_written"
    other.mkdir()
    (other / "type.yaml").write_text('id: "half', encoding="utf-8")

    checked = cli("content", "check", str(copied), "--only", "late_shipment")

    assert "half_written" not in checked.out
    assert checked.err == ""
    everything = cli("content", "check", str(copied))
    assert everything.status == 1
    assert "half_written/type.yaml:1:10: error yaml this is not YAML" in everything.out
