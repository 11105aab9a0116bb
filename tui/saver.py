"""Saves in the background: soon after typing pauses, never later than a moment after it began."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tui.open_case import SaveState

PAUSE = 0.4
"""Seconds without typing after which a change is saved."""
LATEST = 1.0
"""Seconds after which a change is saved even while typing goes on."""
RETRY = 5.0
"""Seconds after which a save that failed for a reason that may pass is tried again."""


class Saver:
    """One daemon thread, so that a disk that hangs neither stops the typing nor keeps the app from ending."""

    def __init__(self, save: Callable[[], SaveState], saved: Callable[[SaveState], None]) -> None:
        """Call `save` in the thread, and `saved` there with what came of it."""
        self._save = save
        self._saved = saved
        self._wanted = threading.Condition()
        self._first: float | None = None
        self._last = 0.0
        self._at_once = False
        self._again: float | None = None
        self._idle = threading.Event()
        self._idle.set()
        threading.Thread(target=self._run, daemon=True, name="saver").start()

    def request(self) -> None:
        """Ask for a save after a pause in typing."""
        with self._wanted:
            now = time.monotonic()
            self._first = now if self._first is None else self._first
            self._last = now
            self._idle.clear()
            self._wanted.notify()

    def flush(self, patience: float = 5.0) -> bool:
        """Save at once and wait for it; say whether it ended in time."""
        with self._wanted:
            self._at_once = True
            self._idle.clear()
            self._wanted.notify()
        return self._idle.wait(patience)

    def _run(self) -> None:
        while True:
            self._await_moment()
            state = self._attempt()
            with self._wanted:
                self._again = time.monotonic() + RETRY if state.may_pass else None
                if self._first is None and not self._at_once:
                    self._idle.set()
            self._saved(state)

    def _attempt(self) -> SaveState:
        try:
            return self._save()
        except Exception as error:
            # The thread has to outlive whatever comes: without it nothing is saved any more.
            return SaveState("failed", problem=type(error).__name__, may_pass=True)

    def _await_moment(self) -> None:
        with self._wanted:
            while not self._at_once:
                due = self._due
                remaining = None if due is None else due - time.monotonic()
                if remaining is not None and remaining <= 0:
                    break
                self._wanted.wait(remaining)
            self._first = self._again = None
            self._at_once = False

    @property
    def _due(self) -> float | None:
        """When the next save is due by itself."""
        if self._first is None:
            return self._again
        return min(self._last + PAUSE, self._first + LATEST)
