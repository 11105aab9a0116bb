"""The real app as a process in a pty, on a case of its own, with keys written as a person writes them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.conftest import Homes
from tests.terminal import Terminal
from tui.core.case.case_file import read_case
from tui.core.case.records import Case
from tui.core.case.store import CASE_FILE, CaseStore
from tui.places import PLACE_FILE, LastPlace

WHEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FACT = "store_name"
CTRL_Q, CTRL_S, CTRL_N, F3, F5 = "\x11", "\x13", "\x0e", "\x1bOR", "\x1b[15~"
# The first field that takes text, where the pane of facts begins.
TO_STORE_NAME = F3


@dataclass(frozen=True)
class Prepared:
    """A case on disk and the homes it lies in; the app opens with it."""

    homes: Homes
    case_id: str

    @property
    def folder(self) -> Path:
        return self.homes.cases / self.case_id

    @property
    def file(self) -> Path:
        return self.folder / CASE_FILE

    @property
    def state(self) -> Path:
        return self.homes.data / "state"

    def saved(self) -> Case:
        """Return what is on disk now; raises where it cannot be read."""
        return read_case(self.file)[0]

    def saved_name(self) -> str:
        """Return the store name on disk, an empty text where there is none."""
        name = self.saved().facts.get(FACT, "")
        assert isinstance(name, str)
        return name

    def open(self, *, program: str | None = None, **options: object) -> Terminal:
        """Start the app in a pty and wait until the case is open."""
        environment = {
            "REINSTATE_HOME": str(self.homes.data),
            "REINSTATE_CONFIG": str(self.homes.config),
            "REINSTATE_CACHE": str(self.homes.cache),
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
            "REINSTATE_NO_BLINK": "1",
            "LC_ALL": "en_US.UTF-8",
            **{name: os.environ[name] for name in ("HOME", "PATH")},
        }
        arguments = ["-m", "tui"] if program is None else ["-c", program]
        terminal = Terminal.python(*arguments, env=environment, limit=60.0, **options)
        terminal.wait_for("facts ")
        return terminal


def prepare(homes: Homes, type_name: str = "late_shipment", pane: str = "facts") -> Prepared:
    """Make a case and have the app open with it."""
    case = CaseStore(homes.data).create(type_name, "plan_of_action", "US", WHEN)
    state = homes.data / "state"
    state.mkdir(parents=True, exist_ok=True)
    place = LastPlace(case=case.id, pane=pane, language="en")
    (state / PLACE_FILE).write_bytes(msgspec.json.encode(place))
    return Prepared(homes, case.id)
