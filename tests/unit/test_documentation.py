"""The documentation leads where it says, and names commands that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.completion import lines_of
from tui.cli.parser import build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?<![\w/.])reinstate +(--)?([a-z]+)\b")
FENCE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    root, *others = lines_of(build_parser())
    options = {name.removeprefix("--") for option in root.options for name in option.names}
    commands = {line.path[0] for line in others}
    code = "\n".join(FENCE.findall(page.read_text(encoding="utf-8")))
    named = [(is_option, name) for is_option, name in COMMAND.findall(code)]
    assert [name for is_option, name in named if name not in (options if is_option else commands | {"open"})] == []


def test_the_two_guides_have_the_same_parts() -> None:
    english, chinese = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("guide.md", "guide.zh.md"))
    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("\n| ") == chinese.count("\n| ")


def test_the_pictures_show_the_app_as_it_is() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "tests.pictures", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, f"python -m tests.pictures draws them anew: {checked.stdout}{checked.stderr}"
