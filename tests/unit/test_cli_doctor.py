from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.ports.clipboard import Attempt, Reason

BROKEN = "- id: US\n  name: {en: A}\n\tdomain: x\n"


def test_doctor_names_versions_paths_terminal_and_routes(cli: Cli, homes: Homes) -> None:
    report = cli("doctor")

    assert (report.status, report.err) == (0, "")
    for part in (
        "reinstate 0.", "Python 3.", "textual 8.", "YAML parser: ", f"data: {homes.data} (not made yet)",
        "LC_ALL=en_US.UTF-8", "user layer: none", "0 cases, 0 damaged",
    ):  # fmt: skip
        assert part in report.out
    assert "Clipboard (--try really copies a text)" in report.out


def test_doctor_names_damaged_cases(cli: Cli, homes: Homes) -> None:
    name = cli("new", "--type", "late_shipment").out.strip()
    (homes.cases / name / "case.yaml").write_text("id: [", encoding="utf-8")

    assert f"1 cases, 1 damaged\n  {name}: {homes.cases / name}/case.yaml:" in cli("doctor").out


def test_trying_the_clipboard_says_that_it_overwrites_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = (Attempt("xclip", "failed", Reason.TOOL_FAILED, "no \x1b[1mdisplay"), Attempt("xsel", "checked"))
    monkeypatch.setattr("tui.cli.doctor.try_routes", lambda **_: attempts)

    report = cli("doctor", "--try").out

    assert "this overwrites what is on the clipboard" in report
    assert "xclip: failed: the program for it reported an error (no \ufffd[1mdisplay)" in report
    assert "xsel: checked" in report


def test_a_layer_that_loads_is_used_and_reported(cli: Cli, layered_homes: Homes) -> None:
    layered_homes.write_layer("types/late_shipment/en.yaml", "title: Late again\n")

    assert "user layer: loads" in cli("doctor").out
    assert "Late again" in cli("types").out


@pytest.mark.parametrize(
    ("relative", "text", "said"),
    [
        ("marketplaces.yaml", BROKEN, "marketplaces.yaml:3:1: a tab stands in the indentation"),
        ("groups.yaml", "- {id: order_performance, titel: {en: X}}\n", "groups.yaml:1:27: unknown key 'titel'"),
        ("contact/mine.yaml", "purpose: x\n", "mine.yaml:1:1: nothing reads contact; did you mean 'contacts'?"),
        (
            "types/late_shipment/en.yaml",
            'title: Mine\nsay:\n  rate_stated: "{{ cycler.__init__ }}"\n',
            "en.yaml:3:16: line 1: a wording only inserts values; 'getattr' is not allowed",
        ),
        (
            "types/late_shipment/en.yaml",
            'say:\n  rate_stated: "{{ late_rate|noun }}"\n',
            "en.yaml:2:16: _noun() missing",
        ),
        ("types/late_shipment/type.yaml", "layer: ad\n", "'ad' is not one of add, patch, replace, disable"),
    ],
)
def test_a_layer_with_a_fault_is_reported_with_its_place_and_left_out_while_the_rest_works(
    relative: str, text: str, said: str, cli: Cli, layered_homes: Homes
) -> None:
    path = layered_homes.write_layer(relative, text)

    for _ in ("compiled", "from the cache"):
        report = cli("doctor")
        assert report.status == 0
        assert "user layer: LEFT OUT" in report.out
        assert said in report.out
        assert str(path.parent) in report.out
    assert "Late shipment rate above target" in cli("types").out
    assert cli("contacts", "nachforschungen").status == 0
    made = cli("new", "--type", "late_shipment")
    assert cli("render", made.out.strip()).status == 0


def test_doctor_goes_on_where_the_content_cannot_be_read(
    cli: Cli, homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("tui.core.content.library.content_root", lambda: tmp_path / "empty")

    report = cli("doctor")

    assert report.status == 0
    assert "cannot be read: " in report.out
    assert "pack.yaml" in report.out or "is missing" in report.out
    assert cli("types").status == 2


def test_doctor_goes_on_where_a_path_cannot_be_known(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REINSTATE_HOME", "relative")

    report = cli("doctor")

    assert report.status == 0
    assert "data: REINSTATE_HOME is 'relative'; it must be an absolute path" in report.out
    assert cli("cases").complaint == "REINSTATE_HOME is 'relative'; it must be an absolute path"
