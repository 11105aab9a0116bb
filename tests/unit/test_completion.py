"""Shell completion, run in the shells that are here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.case.store import CaseStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells of Unix")


def bash(script: Path, line: str, folder: Path) -> list[str]:
    """Return what bash would offer at the end of a line."""
    words = line.split(" ")
    program = (
        f"source {script}; COMP_WORDS=({' '.join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}; "
        '_reinstate; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return _printed(["bash", "--norc", "-c", program], folder)


def _printed(command: list[str], folder: Path) -> list[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=True, timeout=60)
    assert ran.stderr == ""
    return sorted(filter(None, ran.stdout.split("\n")))


@pytest.fixture
def case_id(cli: Cli) -> str:
    return cli("new", "--type", "late_shipment").out.strip()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_commands_options_and_values(cli: Cli, case_id: str, tmp_path: Path) -> None:
    script = tmp_path / "reinstate.bash"
    script.write_text(cli("completion", "bash").out, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "my notice.txt").touch()

    def offered(line: str) -> list[str]:
        return bash(script, line, folder)

    assert offered("reinstate ren") == ["render"]
    assert offered("reinstate content s") == ["schema", "show"]
    assert "--section" in offered("reinstate render --")
    assert offered("reinstate --la") == ["--lang"]
    assert offered("reinstate render x --format d") == ["docx"]
    assert offered("reinstate --lang z") == ["zh"]
    assert offered("reinstate new --type late_s") == ["late_shipment"]
    assert offered("reinstate content show late_s") == ["late_shipment"]
    assert offered("reinstate render late-") == [case_id]
    assert offered("reinstate --lang zh copy late-") == [case_id]
    assert offered("reinstate check my") == ["my notice.txt"]
    assert offered("reinstate triage m") == ["my notice.txt"]
    assert offered("reinstate completion b") == ["bash"]
    assert offered("reinstate render x --wrap ") == []


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh_takes_the_same_function(cli: Cli, case_id: str, tmp_path: Path) -> None:
    script = tmp_path / "_reinstate"
    script.write_text(cli("completion", "zsh").out, encoding="utf-8")
    program = (
        f"autoload -U compinit && compinit -u -D; source {script}; emulate -L ksh; "
        "COMP_WORDS=(reinstate render late-); COMP_CWORD=2; "
        "compgen() { shift; for word in ${=1}; do [[ $word == $3* ]] && print -r -- $word; done; }; "
        '_reinstate; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert _printed(["zsh", "-f", "-c", program], tmp_path) == [case_id]


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_fish_completes_commands_options_and_values(cli: Cli, case_id: str, tmp_path: Path) -> None:
    script = tmp_path / "reinstate.fish"
    script.write_text(cli("completion", "fish").out, encoding="utf-8")

    def offered(line: str) -> list[str]:
        program = f"source {script}; complete -C '{line}'"
        return [row.split("\t")[0] for row in _printed(["fish", "--no-config", "-c", program], tmp_path)]

    assert offered("reinstate ren") == ["render"]
    assert offered("reinstate content s") == ["schema", "show"]
    assert "--section" in offered("reinstate render --")
    assert offered("reinstate render x --format d") == ["docx"]
    assert offered("reinstate new --type late_s") == ["late_shipment"]
    assert offered("reinstate render late-") == [case_id]


def test_the_ids_are_printed_one_a_line(cli: Cli, case_id: str, homes: Homes, store: CaseStore) -> None:
    assert cli("completion", "cases").out.split() == [case_id]
    assert "late_shipment" in cli("completion", "types").out.split("\n")
    assert cli("completion", "guides").out.strip()
    assert cli("completion", "tcsh").status == 2
