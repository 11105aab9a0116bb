import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tui.ports.clock import Clock, SystemClock
from tui.ports.paths import PathProblem, cache_home, config_home, data_home, private_folder, state_home

posix_only = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the XDG rules are Linux's")

Home = Callable[[Mapping[str, str] | None], Path]


def test_reinstates_own_variables_win_over_the_platform(tmp_path: Path) -> None:
    environment = {
        "HOME": "/nowhere",
        "XDG_DATA_HOME": "/elsewhere",
        "REINSTATE_HOME": str(tmp_path / "data"),
        "REINSTATE_CONFIG": str(tmp_path / "config"),
        "REINSTATE_CACHE": str(tmp_path / "cache"),
    }

    assert data_home(environment) == tmp_path / "data"
    assert config_home(environment) == tmp_path / "config"
    assert cache_home(environment) == tmp_path / "cache"


def test_state_stays_inside_reinstate_home_where_that_is_set(tmp_path: Path) -> None:
    assert state_home({"REINSTATE_HOME": str(tmp_path)}) == tmp_path / "state"


@posix_only
def test_the_platforms_places_are_used_without_own_variables() -> None:
    environment = {"HOME": "/home/li"}

    assert data_home(environment) == Path("/home/li/.local/share/reinstate")
    assert config_home(environment) == Path("/home/li/.config/reinstate")
    assert cache_home(environment) == Path("/home/li/.cache/reinstate")
    assert state_home(environment) == Path("/home/li/.local/state/reinstate")


@posix_only
@pytest.mark.parametrize("xdg", [False, True], ids=["by HOME", "by XDG variables"])
def test_the_places_are_those_that_platformdirs_names(xdg: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import PlatformDirs

    monkeypatch.setenv("HOME", "/home/li")
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
        monkeypatch.delenv(f"REINSTATE_{name}", raising=False)
        if xdg:
            monkeypatch.setenv(f"XDG_{name}_HOME", f"/srv/{name}")
    monkeypatch.delenv("REINSTATE_HOME", raising=False)
    theirs = PlatformDirs("reinstate", appauthor=False)

    assert data_home() == theirs.user_data_path
    assert config_home() == theirs.user_config_path
    assert cache_home() == theirs.user_cache_path
    assert state_home() == theirs.user_state_path


@posix_only
@pytest.mark.parametrize("home", [data_home, config_home, cache_home, state_home])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_home_is_named_as_the_problem(home: Home, value: str | None) -> None:
    environment = {} if value is None else {"HOME": value}

    with pytest.raises(PathProblem, match=r"^HOME is not set; set it, or set REINSTATE_HOME"):
        home(environment)


def test_a_missing_home_is_no_problem_where_it_is_not_needed(tmp_path: Path) -> None:
    assert data_home({"REINSTATE_HOME": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("value", ["cases", "./cases", ".", "..", "../x", "中文"])
def test_a_relative_value_is_refused_with_its_variable_and_value(value: str) -> None:
    with pytest.raises(PathProblem) as caught:
        data_home({"HOME": "/home/li", "REINSTATE_HOME": value})

    assert caught.value.variable == "REINSTATE_HOME"
    assert str(caught.value) == f"REINSTATE_HOME is {value!r}; it must be an absolute path"


@posix_only
def test_relative_values_of_the_platforms_variables_are_refused_too() -> None:
    with pytest.raises(PathProblem, match="XDG_CONFIG_HOME"):
        config_home({"HOME": "/home/li", "XDG_CONFIG_HOME": "conf"})
    with pytest.raises(PathProblem, match="HOME is 'li'"):
        config_home({"HOME": "li"})
    with pytest.raises(PathProblem, match="HOME is '~'"):
        config_home({"HOME": "~"})


@posix_only
def test_a_leading_tilde_means_home_and_never_a_folder_of_that_name() -> None:
    environment = {"HOME": "/home/li", "REINSTATE_HOME": "~/案件", "XDG_CACHE_HOME": "~"}

    assert data_home(environment) == Path("/home/li/案件")
    assert cache_home(environment) == Path("/home/li/reinstate")


def test_the_home_of_another_user_must_be_written_in_full() -> None:
    with pytest.raises(PathProblem, match="in full"):
        data_home({"HOME": "/home/li", "REINSTATE_HOME": "~wang/cases"})


def test_a_path_with_a_nul_is_refused_as_a_path_problem() -> None:
    with pytest.raises(PathProblem, match="NUL"):
        data_home({"HOME": "/home/li", "REINSTATE_HOME": "/a\0b"})


def test_the_process_environment_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REINSTATE_CONFIG", str(tmp_path))

    assert config_home() == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_every_level_made_is_private_under_any_umask(umask: int, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(umask)
    try:
        made = private_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)

    levels = [made, made.parent, made.parent.parent]
    assert [stat.S_IMODE(level.stat().st_mode) for level in levels] == [0o700] * 3
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_folder_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)

    assert private_folder(tmp_path) == tmp_path
    assert stat.S_IMODE(tmp_path.stat().st_mode) in (0o750, 0o777)


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_a_file_in_the_place_of_a_folder_is_told(below: str, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("mine", encoding="utf-8")

    with pytest.raises(OSError, match="Not a directory"):
        private_folder(tmp_path / "state" / below)

    assert (tmp_path / "state").read_text(encoding="utf-8") == "mine"


def test_the_ports_are_imported_without_what_only_some_calls_need() -> None:
    program = (
        "import sys, tui.ports.paths, tui.core.files, tui.ports.clock, tui.ports.clipboard\n"
        "print(sorted({'textual', 'rich', 'platformdirs', 'subprocess', 'pyperclip'} & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_the_clock_knows_the_moment_in_utc_and_the_users_day() -> None:
    clock: Clock = SystemClock()
    offset = clock.now().utcoffset()

    assert offset is not None
    assert offset.total_seconds() == 0
    assert abs((clock.now().date() - clock.today()).days) <= 1
