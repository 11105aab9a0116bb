"""Versions of a case beside its file: put aside in a conflict, left by a sync tool, kept when saving was impossible."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, write_private

if TYPE_CHECKING:
    from tui.core.case.records import Case

UNSAVED_FOLDER = "unsaved"
DAY = 86_400.0
KEPT_DAYS = 7


def keep_unsaved(case: Case | None, notice: str, state_home: Path) -> Path | None:
    """Write what could not be saved to the state folder, else to the folder for temporary files; return where it is.

    Nothing is returned where neither can be written. The notice stands beside the case, or alone where there is none.
    """
    from tui.core.case.writing import case_to_yaml

    name = case.id if case is not None else "draft"
    for folder in _places(state_home):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written = None
            if notice:
                written = write_private(folder / f"{name}.notice.txt", notice)
            if case is not None:
                written = write_private(folder / f"{name}.yaml", case_to_yaml(case))
            return written
    return None


def _places(state_home: Path) -> Iterator[Path]:
    yield state_home / UNSAVED_FOLDER
    # A folder that nobody can have prepared: in a shared one a name that is known beforehand may belong to others.
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="reinstate-unsaved-"))


def versions_of(case_id: str, folder: Path, state_home: Path) -> tuple[Path, ...]:
    """Return the files that hold another version of a case, the newest first."""
    found = [path for path in _listed(folder) if path.name != "case.yaml" and _is_version(path.name)]
    unsaved = state_home / UNSAVED_FOLDER / f"{case_id}.yaml"
    if unsaved.is_file():
        found.append(unsaved)
    return tuple(sorted(found, key=_changed, reverse=True))


def _is_version(name: str) -> bool:
    # Damaged and recovered ones were dealt with when they were kept.
    is_case = name.startswith("case") and name.endswith(".yaml")
    return is_case and not name.startswith(("case.damaged-", "case.recovered-"))


def sweep(folders: Iterable[Path], now: float | None = None) -> int:
    """Remove temporary files that a run which was killed left more than a week ago; return how many."""
    limit = (time.time() if now is None else now) - KEPT_DAYS * DAY
    removed = 0
    for folder in folders:
        for path in _listed(folder):
            is_left = path.name.startswith(TEMPORARY_PREFIX) and path.name.endswith(TEMPORARY_SUFFIX)
            if is_left and path.is_file() and not path.is_symlink() and _changed(path) < limit:
                with suppress(OSError):
                    path.unlink()
                    removed += 1
    return removed


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
