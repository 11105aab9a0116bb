"""The commands as programs: what only shows in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Homes

ROOT = Path(__file__).resolve().parents[2]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of Unix")


def reinstate(
    arguments: Sequence[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=60,
    )


def modules_after(arguments: list[str]) -> set[str]:
    program = (
        "import sys\nfrom tui.cli import run\n"
        f"status = run({arguments!r})\nprint('\\n' + ' '.join(sys.modules), file=sys.stderr)\nsys.exit(status)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(ran.stderr.splitlines()[-1].split())


def test_a_case_goes_from_making_to_rendering_in_processes_of_their_own(homes: Homes) -> None:
    made = reinstate(["new", "--type", "late_shipment"])
    name = made.stdout.decode().strip()

    assert (made.returncode, made.stderr) == (0, b"")
    assert reinstate(["set", name, "--fact", "store_name=海港"]).returncode == 0
    assert reinstate(["render", name]).stdout.decode().startswith("Summary")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["set", "--help"], 0),
        (["types"], 0),
        (["contacts", "zzzznothing"], 1),
        (["render", "nothing"], 2),
        (["no-such-command"], 2),
        (["types", "--no-such-option"], 2),
        (["new", "--type", "late_shipment", "--set", "late_rate=140"], 2),
    ],
)
def test_exit_statuses_are_those_of_the_contract_and_no_traceback_is_printed(
    arguments: list[str], status: int, homes: Homes
) -> None:
    ran = reinstate(arguments)

    assert ran.returncode == status
    assert b"Traceback" not in ran.stderr
    assert ran.stderr.count(b"\n") == (1 if status else 0)


def test_data_that_cannot_be_written_is_one_line(homes: Homes, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    ran = reinstate(["new", "--type", "late_shipment"], {"REINSTATE_HOME": str(tmp_path / "file")})

    assert ran.returncode == 2
    assert ran.stderr.decode().splitlines() == [f"reinstate: {tmp_path / 'file' / 'cases'}: Not a directory"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GB18030"])
def test_a_pipe_gets_utf_8_whatever_the_locale(locale: str, homes: Homes) -> None:
    ran = reinstate(["types", "--json"], {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})

    assert ran.returncode == 0
    assert "迟发率" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [["types"], ["contacts", "payments", "--marketplace", "DE"], ["cases", "--json"]])
def test_a_warm_start_imports_no_interface_no_yaml_and_no_templates(arguments: list[str], homes: Homes) -> None:
    modules_after(["contacts"])

    assert not {"textual", "rich", "yaml", "jinja2", "asyncio"} & modules_after(arguments)


def test_rendering_imports_no_interface(homes: Homes) -> None:
    name = reinstate(["new", "--type", "late_shipment"]).stdout.decode().strip()

    assert not {"textual", "rich", "asyncio"} & modules_after(["render", name])


@posix_only
def test_a_pipe_that_is_closed_early_ends_the_command_quietly(homes: Homes) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "tui", "contacts", "--json"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writer)

    assert (ran.returncode, ran.stderr) == (0, b"")


@posix_only
def test_an_interrupt_ends_the_command_with_130_and_no_words(homes: Homes) -> None:
    program = (
        "import os, signal, sys, tui.cli\n"
        "tui.cli._run = lambda arguments: signal.raise_signal(signal.SIGINT)\n"
        "sys.exit(tui.cli.run([]))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + signal.SIGINT, b"", b"")


def test_every_command_leads_to_a_function() -> None:
    from tui.cli import handler_of

    for name in (
        "cases:new", "cases:change", "cases:list_cases", "letters:render", "letters:copy", "types:list_types",
        "contacts:find", "content:check", "content:try_type", "doctor:examine",
    ):  # fmt: skip
        assert callable(handler_of(name))
