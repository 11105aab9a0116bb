"""What the user set in `config.yaml`: one record with a section for each subject, every key optional.

The file may be missing. One that holds a fault is left out as a whole and its problems are told: half of what somebody
asked for would be harder to understand than none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tui.core.content.problems import ContentError, Mark, Problem
from tui.core.content.reading import to_record
from tui.core.content.records import Record
from tui.core.content.yaml_reader import MAX_BYTES, read_nodes
from tui.core.files import read_bounded

SETTINGS_FILE = "config.yaml"


class ClipboardSection(Record, frozen=True, kw_only=True):
    """How texts reach the clipboard."""

    backend: str | None = None
    """The one way to use, by the name that `reinstate doctor` gives it; without one the best is chosen."""
    time_out: float = 2.0
    """Seconds that a program may take before it is given up."""
    check_limit: int = 1_000_000
    """Bytes up to which a copy is read back and compared."""
    terminal_limit: int = 74_994
    """Bytes up to which a text is sent to the terminal by OSC 52."""


class Settings(Record, frozen=True, kw_only=True):
    """All that can be set, by section."""

    clipboard: ClipboardSection = ClipboardSection()
    keys: dict[str, str] = {}
    """Keys by command, several separated by commas; each is checked when the app opens."""
    theme: str | None = None
    """The theme to begin with; without one, the one chosen last."""
    animations: bool = True
    """Whether anything may move by itself."""


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """The settings in use, and why those of the file are not."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


LEAST_TIME_OUT, MOST_TIME_OUT = 0.1, 60.0


def read_settings(folder: Path) -> SettingsRead:
    """Read `config.yaml` in a folder; never raises."""
    path = folder / SETTINGS_FILE
    try:
        data = read_bounded(path, MAX_BYTES)
    except FileNotFoundError:
        return SettingsRead(Settings())
    except OSError as error:
        return SettingsRead(Settings(), (Problem(Mark(str(path)), f"cannot be read: {error.strerror or error}"),))
    if all(line.lstrip()[:1] in (b"", b"#") for line in data.splitlines()):
        # Somebody has switched every line off: that asks for nothing and is no fault.
        return SettingsRead(Settings())
    try:
        settings = to_record(read_nodes(data, str(path)), Settings)
    except ContentError as error:
        return SettingsRead(Settings(), error.problems)
    time_out = settings.clipboard.time_out
    if not LEAST_TIME_OUT <= time_out <= MOST_TIME_OUT:
        message = f"clipboard.time_out: expected {LEAST_TIME_OUT} to {MOST_TIME_OUT:.0f} seconds, found {time_out}"
        return SettingsRead(Settings(), (Problem(Mark(str(path)), message),))
    return SettingsRead(settings)
