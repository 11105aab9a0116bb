"""What many tests share: homes of their own, the content, and the commands with what they print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tui.core.case.store import CaseStore
from tui.core.content.compiling import compile_tree
from tui.core.content.content_files import content_files
from tui.core.content.layers import read_file
from tui.core.content.library import Content, PartSource, content_root, open_content

FOREIGN = (
    "REINSTATE_CLIPBOARD", "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "LANG",
    "LC_MESSAGES", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
)  # fmt: skip


@dataclass(frozen=True)
class Homes:
    """The folders of one test: nothing of the machine's own is read or written."""

    data: Path
    config: Path
    cache: Path

    @property
    def cases(self) -> Path:
        return self.data / "cases"

    def write_layer(self, relative: str, text: str) -> Path:
        """Write a file of the user's content layer."""
        path = self.config / "content" / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@dataclass(frozen=True)
class Outcome:
    """What a command returned and printed."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.removeprefix("reinstate: ").rstrip("\n")


Cli = Callable[..., Outcome]


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that is filled by the first test that needs content and used by all others."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def homes(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """Give the test folders of its own, an English locale and no desktop."""
    found = Homes(tmp_path / "data", tmp_path / "config", warm_cache)
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REINSTATE_HOME", str(found.data))
    monkeypatch.setenv("REINSTATE_CONFIG", str(found.config))
    monkeypatch.setenv("REINSTATE_CACHE", str(found.cache))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return found


@pytest.fixture
def layered_homes(homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """Like `homes`, with a cache of its own: for a test that lays content of its own over the built-in one."""
    monkeypatch.setenv("REINSTATE_CACHE", str(tmp_path / "cache"))
    return Homes(homes.data, homes.config, tmp_path / "cache")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The clock that the commands read."""
    fake = FakeClock()
    monkeypatch.setattr("tui.cli.cases.SystemClock", lambda: fake)
    return fake


@pytest.fixture
def cli(homes: Homes, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command in this process."""
    from tui.cli import run

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(list(arguments))
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return call


@pytest.fixture
def store(homes: Homes) -> CaseStore:
    """The store over the test's data."""
    return CaseStore(homes.data)


@pytest.fixture(scope="session")
def late_shipment() -> Content:
    """The content with one type alone, so that a fault in another type fails the other type's tests only."""
    tree = {
        name: read_file(path, f"content/{name}")
        for name, path in content_files(content_root()).items()
        if not name.startswith("types/") or name.startswith("types/late_shipment/")
    }
    return Content(PartSource(compile_tree(tree)))


@pytest.fixture(scope="session")
def content() -> Content:
    """All built-in content, compiled once for each process of the run."""
    return open_content()
