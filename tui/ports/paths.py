"""Where Reinstate keeps its data, configuration, cache and state on this machine."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

APP_NAME = "reinstate"

_Kind = Literal["data", "config", "cache", "state"]

# The same places that platformdirs names, as a function of the mapping handed in: platformdirs reads the process's own
# environment, takes a relative XDG value as it stands, and without HOME makes a folder that is called "~".
_XDG: Mapping[_Kind, tuple[str, str]] = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


class PathProblem(ValueError):  # noqa: N818 - the callers' word for it: a problem to be told, not a crash
    """A folder that cannot be known: which variable is to blame, what it holds and what it should hold."""

    def __init__(self, variable: str, value: str | None, wanted: str) -> None:
        self.variable = variable
        self.value = value
        self.wanted = wanted
        state = "is not set" if value is None else f"is {value!r}"
        super().__init__(f"{variable} {state}; {wanted}")


def data_home(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of cases: REINSTATE_HOME, else the platform's."""
    environment = os.environ if environment is None else environment
    return _named("REINSTATE_HOME", environment) or _of_the_platform("data", environment)


def config_home(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the configuration: REINSTATE_CONFIG, else the platform's."""
    environment = os.environ if environment is None else environment
    return _named("REINSTATE_CONFIG", environment) or _of_the_platform("config", environment)


def cache_home(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what may be lost: REINSTATE_CACHE, else the platform's."""
    environment = os.environ if environment is None else environment
    return _named("REINSTATE_CACHE", environment) or _of_the_platform("cache", environment)


def state_home(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what is left over between runs: ``state`` in REINSTATE_HOME, else the platform's."""
    environment = os.environ if environment is None else environment
    named = _named("REINSTATE_HOME", environment)
    return named / "state" if named else _of_the_platform("state", environment)


def private_folder(path: Path) -> Path:
    """Make a folder and every missing level above it with mode 0700, and return it."""
    missing: list[Path] = []
    level = path
    while not level.exists() and level != level.parent:
        missing.append(level)
        level = level.parent
    for folder in reversed(missing):
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        # The umask may have taken more away than "others": a folder of mode 0000 serves nobody.
        folder.chmod(0o700)
    if not path.is_dir():
        raise NotADirectoryError(20, "Not a directory", str(path))
    return path


def _named(variable: str, environment: Mapping[str, str]) -> Path | None:
    value = environment.get(variable, "")
    return _absolute(variable, value, environment) if value.strip() else None


def _absolute(variable: str, value: str, environment: Mapping[str, str]) -> Path:
    if "\0" in value:
        raise PathProblem(variable, value, "a path cannot hold a NUL character")
    path = Path(value)
    first = path.parts[0] if path.parts else "."
    if first == "~":
        # systemd, Docker and .env files hand "~" on as it is written; what is meant is beyond doubt.
        path = _home(environment).joinpath(*path.parts[1:])
    elif first.startswith("~"):
        raise PathProblem(variable, value, "write the folder of that user in full")
    if not path.is_absolute():
        raise PathProblem(variable, value, "it must be an absolute path")
    return path


def _home(environment: Mapping[str, str]) -> Path:
    variable = "USERPROFILE" if sys.platform == "win32" else "HOME"
    value = environment.get(variable, "")
    if not value.strip():
        raise PathProblem(variable, None, "set it, or set REINSTATE_HOME and REINSTATE_CONFIG to absolute paths")
    home = Path(value)
    if not home.is_absolute():
        raise PathProblem(variable, value, "it must be an absolute path")
    return home


def _of_the_platform(kind: _Kind, environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32" or sys.platform == "darwin":
        _home(environment)
        return _by_platformdirs(kind)
    variable, below_home = _XDG[kind]
    value = environment.get(variable, "")
    folder = _absolute(variable, value, environment) if value.strip() else _home(environment) / below_home
    return folder / APP_NAME


def _by_platformdirs(kind: _Kind) -> Path:
    from platformdirs import PlatformDirs

    # Without an author: Windows would put the name twice into the path.
    folders = PlatformDirs(APP_NAME, appauthor=False)
    places = {
        "data": folders.user_data_path,
        "config": folders.user_config_path,
        "cache": folders.user_cache_path,
        "state": folders.user_state_path,
    }
    return places[kind]
