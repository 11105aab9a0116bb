"""Other versions of a case that lie beside its file: told of once, and taken where the seller says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import work

from tui.actions.desk import Desk
from tui.core.content.problems import ContentError

if TYPE_CHECKING:
    from tui.core.case.records import Case

MOST_REMEMBERED = 100


class Versioning(Desk):
    """Asks about versions that a conflict, a sync tool or a failed save left; none is ever removed."""

    def look_for_versions(self) -> None:
        """Look beside the file of the open case, off the interface, and ask about the newest that is not known yet."""
        if self.session.case is not None and not self.session.is_sample:
            self._look_for_versions(self.session.case.id)

    @work(thread=True, exclusive=True, group="versions", exit_on_error=False)
    def _look_for_versions(self, case_id: str) -> None:
        from tui.core.case.versions import sweep, versions_of

        folder = self.session.store.folder(case_id)
        sweep((folder, folder.parent, self.places.folder))
        for path in versions_of(case_id, folder, self.places.folder):
            if _known_as(path) not in self.places.last.versions:
                self.call_from_thread(self._ask_about_version, case_id, path, _read(path))
                return

    def _ask_about_version(self, case_id: str, path: Path, version: Case | None) -> None:
        from datetime import datetime

        from tui.screens.choice import ChoiceScreen

        if self.session.case is None or self.session.case.id != case_id:
            return
        text = self.interface.text
        if version is None:
            self.remember_version(path)
            self.notify(text("versions.unreadable", case=case_id, file=path), markup=False, severity="warning")
            return
        claims = sum(claim.state != "not_claimed" for claim in version.claims.values())
        parts = {"facts": len(version.facts), "claims": claims, "sections": len(version.sections)}
        at = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        told = text("versions.told", case=case_id, file=path, at=at, **parts)
        answers = [(name, text(f"versions.{name}")) for name in ("leave", "take")]
        self.push_screen(ChoiceScreen(told, answers), partial(self._version_answered, path, version))

    def _version_answered(self, path: Path, version: Case, answer: str | None) -> None:
        if not answer:
            return
        self.remember_version(path)
        if answer == "take" and self.session.case is not None:
            self.session.become(replace(version, id=self.session.case.id))
            self.call_later(self._show_version)

    async def _show_version(self) -> None:
        await self.show_case(go=False)
        await self.main.changed()

    def remember_version(self, path: Path) -> None:
        """Ask about this version no more, unless it changes."""
        known = (*self.places.last.versions, _known_as(path))[-MOST_REMEMBERED:]
        self.places.remember(replace(self.places.last, versions=known))


def _known_as(path: Path) -> str:
    try:
        return f"{path} {path.stat().st_mtime_ns}"
    except OSError:
        return str(path)


def _read(path: Path) -> Case | None:
    from tui.core.case.case_file import read_case

    try:
        return read_case(path)[0]
    except (ContentError, OSError):
        return None
