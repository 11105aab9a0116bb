from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.settings import ClipboardSection, Settings, read_settings
from tui.ports.clipboard import ClipboardSettings
from tui.ports.clipboard.configured import backend_problem, configured


def written(folder: Path, text: str) -> Path:
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_all_is_as_delivered(tmp_path: Path) -> None:
    assert read_settings(tmp_path).settings == Settings()
    assert read_settings(written(tmp_path, "# nothing yet\n")).problems == ()
    assert configured(ClipboardSection()) == ClipboardSettings()


def test_a_backend_and_its_time_out_are_taken_over(tmp_path: Path) -> None:
    found = read_settings(written(tmp_path, "clipboard:\n  backend: xsel\n  time_out: 0.5\n  terminal_limit: 6000\n"))

    assert found.problems == ()
    assert configured(found.settings.clipboard) == ClipboardSettings("xsel", 0.5, osc52_limit=6000)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clipbord: {backend: xsel}\n", "config.yaml:1:1: unknown key 'clipbord'; did you mean 'clipboard'?"),
        (
            "clipboard:\n  backend: xsel\n  timeout: 3\n",
            "config.yaml:3:3: unknown key 'timeout'; did you mean 'time_out'?",
        ),
        ("clipboard: {time_out: soon}\n", "config.yaml:1:23: expected a number, found 'soon'"),
        ("clipboard: {time_out: 0}\n", "clipboard.time_out: expected 0.1 to 60 seconds, found 0.0"),
        ("clipboard: {time_out: nan}\n", "clipboard.time_out: expected 0.1 to 60 seconds, found nan"),
        ("clipboard: [xsel]\n", "config.yaml:1:12: expected a mapping, found"),
        ("clipboard:\n\tbackend: xsel\n", "config.yaml:2:1: a tab"),
        ("- a\n", "config.yaml:1:1: expected a mapping"),
    ],
)
def test_a_fault_names_its_place_and_leaves_the_file_out(tmp_path: Path, text: str, said: str) -> None:
    found = read_settings(written(tmp_path, text))

    assert found.settings == Settings()
    assert said in str(found.problems[0])


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").mkdir()

    assert "cannot be read" in str(read_settings(tmp_path).problems[0])


def test_a_backend_that_does_not_exist_gets_the_nearest_name() -> None:
    assert "did you mean 'xclip'?" in backend_problem(ClipboardSection(backend="xklip"))
    assert backend_problem(ClipboardSection(backend="terminal")) == ""


def test_the_doctor_tells_of_the_configuration(cli: Cli, homes: Homes) -> None:
    homes.config.mkdir(parents=True)
    assert "config.yaml: none, all as delivered" in cli("doctor").out
    written(homes.config, "clipboard: {backend: xsell, time_out: 3}\n")
    report = cli("doctor").out
    assert "clipboard: xsell, time-out 3 s" in report
    assert "'xsell' is not one of" in report
    written(homes.config, "clipboard: {backnd: xsel}\n")
    assert "LEFT OUT" in cli("doctor").out
    assert "unknown key 'backnd'" in cli("doctor").out


def test_the_copy_command_uses_the_configured_way(cli: Cli, homes: Homes) -> None:
    homes.config.mkdir(parents=True, exist_ok=True)
    written(homes.config, "clipboard: {backend: nowhere}\n")
    name = cli("new", "--type", "late_shipment").out.strip()

    copied = cli("copy", name)

    assert copied.status == 2
    assert "names a way to the clipboard that does not exist" in copied.err
