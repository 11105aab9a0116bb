"""Writes an export to a file that the person named: never over anything unasked, and every refusal says why."""

from __future__ import annotations

from pathlib import Path

from tui.core.export.problems import ExportProblem, has_control, shown
from tui.core.files import write_private


def save(path: Path, data: bytes | str, *, force: bool = False) -> Path:
    """Write a private file; raise `ExportProblem` where something stands in the way, and leave that as it is."""
    check_target(path, force=force)
    try:
        return write_private(path, data)
    except OSError as error:
        raise ExportProblem("cannot_write", path=shown(str(path)), reason=error.strerror or str(error)) from error


def check_target(path: Path, *, force: bool = False) -> None:
    """Raise `ExportProblem` where a file may not be written: it exists, is a folder or a link, has no folder."""
    named = shown(str(path))
    if has_control(str(path)):
        raise ExportProblem("bad_name", name=named)
    try:
        if path.is_symlink():
            # Over a link the person cannot see what would be lost.
            raise ExportProblem("is_link", path=named)
        if path.is_dir():
            raise ExportProblem("is_folder", path=named)
        if path.exists() and not force:
            raise ExportProblem("exists", path=named)
        if not path.parent.is_dir():
            raise ExportProblem("no_folder", path=shown(str(path.parent)))
    except OSError as error:  # a name that is too long, a folder that may not be searched
        raise ExportProblem("cannot_write", path=named, reason=error.strerror or str(error)) from error
