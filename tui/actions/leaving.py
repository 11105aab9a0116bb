"""Leaving: by command, by a signal, by an error; what is open is saved first, or kept where it can be, and told."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

from textual.worker import WorkerFailed

from tui.actions.desk import Desk
from tui.core.files import write_private

CRASH_LOG = "crash.log"
PATIENCE = 3.0
"""Seconds that a save gets when the app ends; a disk that takes longer is taken for one that hangs."""


class Leaving(Desk):
    """However the app ends, nothing typed is lost, and a version that could not be saved is named."""

    _let_go = False
    _told = ""
    """What a person has to know once the terminal is given back."""

    async def on_terminate(self, signum: int) -> None:
        """Save, then end."""
        await self.settled(and_app=True)
        self.let_go()
        await super().on_terminate(signum)

    def on_stuck(self) -> None:
        """Save although the interface does not answer."""
        self.let_go(patience=0.5)

    def told_at_crash(self, error: BaseException) -> str:
        """Save, keep where in the code it happened, and say where both are; never what was written."""
        self.let_go()
        log = self._log_crash(error)
        kept = self.interface.text("leaving.log", file=log) if log else ""
        return " ".join(part for part in (self.interface.text("leaving.crashed"), kept) if part)

    def let_go(self, patience: float = PATIENCE) -> str:
        """Save, once; where that is impossible, keep what is open elsewhere. Return what a person has to know."""
        if self._let_go:
            return self._told
        self._let_go = True
        self.saver.flush(patience)
        self._told = self._keep_unsaved()
        return self._told

    def _keep_unsaved(self) -> str:
        session = self.session
        if session.is_saved and not session.unsaved_notice:
            return ""
        aside = session.store.kept_aside(session.case.id) if session.case is not None else None
        if aside is not None:
            return self.interface.text("leaving.aside", file=aside)
        if session.is_saved and session.case is None and session.save_state.state != "failed":
            # The draft of a notice is on disk and waits for its case.
            return ""
        from tui.core.case.versions import keep_unsaved

        case = None if session.is_saved else session.case
        kept = keep_unsaved(case, session.unsaved_notice, self.places.folder)
        if kept is None:
            return self.interface.text("leaving.lost")
        return self.interface.text("leaving.kept", file=kept)

    def _log_crash(self, error: BaseException) -> Path | None:
        """Keep the kind of error and its places in the code: its message may hold what somebody wrote."""
        # What failed in a worker comes wrapped.
        error = error.error if isinstance(error, WorkerFailed) else error
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {type(error).__name__}"]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        try:
            self.places.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return write_private(self.places.folder / CRASH_LOG, "\n".join(lines) + "\n")
        except OSError:
            return None
