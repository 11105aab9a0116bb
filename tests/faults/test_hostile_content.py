"""A user's content folder made to do harm is bounded, told of and left out; the app starts without it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Homes
from tests.faults.app_process import CTRL_Q, prepare
from tui.core.content.content_files import MOST_FILES, content_entries, content_files
from tui.core.content.library import Content, open_content
from tui.core.content.problems import ContentError

PLAIN = 'title: "x"\n'


def opened_with(homes: Homes) -> Content:
    """Open the content with the user's folder laid over it."""
    return open_content(homes.config / "content", homes.cache, "test")


def told(content: Content) -> str:
    return "\n".join(str(problem) for problem in content.index.problems)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a: " + b"[" * 100_000, "deep"),
        (b"x: " + b"{a: " * 5_000, "deep"),
        (b"a: &a [1]\nb: *a\n", "anchor"),
        (b"a: !!python/object/apply:os.system ['true']\n", "tag"),
        (b"title: x\ntitle: y\n", "twice"),
        (b"a: 1\n---\nb: 2\n", "document"),
        (b"a: '\xe9'\n", "UTF-8"),
        (b'title: "\x1b[31m"\n', "character"),
        (b"a: " + b"x" * 1_100_000, "1,000,000"),
    ],
    ids=["nested lists", "nested maps", "alias", "tag", "duplicate", "two documents", "latin-1", "escape", "size"],
)
def test_a_file_made_to_do_harm_is_left_out_with_its_place(layered_homes: Homes, data: bytes, reason: str) -> None:
    path = layered_homes.write_layer("types/late_shipment/en.yaml", "")
    path.write_bytes(data)
    content = opened_with(layered_homes)
    assert len(content.index.types) == 50
    assert "types/late_shipment/en.yaml" in told(content)
    assert reason.lower() in told(content).lower()


@pytest.mark.parametrize(
    "wording",
    [
        "{{ 'a' * 10**10 }}", "{{ 9**9**9 }}", "{{ x.__class__.__mro__ }}", "{{ x|attr('__class__') }}",
        "{% for a in range(10**9) %}{{ a }}{% endfor %}", "{% include '/etc/passwd' %}", "{% import 'os' as os %}",
        "{{ lipsum(n=100000) }}", "{{ cycler.__init__.__globals__ }}", "{{ ''.format(1) }}",
        "{% macro a() %}{% endmacro %}",
        "{{ x|center(10**9) }}", "{% set y = x %}", "{{ x ~ x }}", "{{ x[0] }}", "{% raw %}x{% endraw %}",
    ],
)  # fmt: skip
def test_a_wording_that_is_code_is_refused_when_it_is_read(layered_homes: Homes, wording: str) -> None:
    text = f"say:\n  handling_time_too_short: {wording!r}\n".replace("\\'", "''")
    layered_homes.write_layer("types/late_shipment/en.yaml", text)
    content = opened_with(layered_homes)
    assert len(content.index.types) == 50
    assert "types/late_shipment/en.yaml" in told(content)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of Unix")
def test_pipes_devices_and_links_that_lead_outside_are_no_content(layered_homes: Homes) -> None:
    folder = layered_homes.write_layer("guides/own.yaml", PLAIN).parent
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "passwd.yaml").symlink_to("/etc/passwd")
    (folder / "round").symlink_to(folder)
    assert list(content_files(layered_homes.config / "content")) == ["guides/own.yaml"]


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.core.content.content_files.MOST_FILES", 20)
    for number in range(21):
        (tmp_path / f"{number}.yaml").write_text(PLAIN)
    with pytest.raises(ContentError, match="more than 20 files"):
        content_files(tmp_path)
    assert MOST_FILES > 30_000


def test_folders_are_not_followed_for_ever(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(40):
        deep = deep / "a"
        deep.mkdir()
        (deep / "x.yaml").write_text(PLAIN)
    assert 0 < len(list(content_entries(tmp_path, ""))) < 12


@pytest.mark.skipif(sys.platform == "win32", reason="a pty of Unix")
def test_the_app_starts_beside_a_broken_folder_and_says_so(layered_homes: Homes) -> None:
    layered_homes.write_layer("types/late_shipment/en.yaml", "title: [")
    with prepare(layered_homes).open() as terminal:
        terminal.wait_for("Your own content")
        terminal.write(CTRL_Q)
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.raw
