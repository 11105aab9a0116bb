"""What the commands share that send something out: refusals as one line, bytes to a pipe or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.common import UsageProblem, complain, emit
from tui.core.export.problems import ExportProblem
from tui.core.export.saving import check_target, save

if TYPE_CHECKING:
    from tui.core.export.formats import Exported, Format


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what an export refuses into a line on standard error."""
    try:
        yield
    except ExportProblem as problem:
        raise UsageProblem(str(problem)) from problem


def check_delivery(form: Format, target: Path | None, force: bool) -> None:
    """Refuse what `deliver` could not do, before any work is spent on it."""
    if target is not None:
        check_target(target, force=force)
    elif form.is_binary and sys.stdout.isatty():
        raise UsageProblem(f"{form.id} cannot be shown on a terminal; name a file with -o, or pipe it on")


def deliver(exported: Exported, target: Path | None, force: bool) -> None:
    """Write an export to a file, or else to standard output, and tell what there is to know about it."""
    if target is not None:
        save(target, exported.data, force=force)
    else:
        write_bytes(exported.data)
    for note in exported.notes:
        complain(str(note))


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is; on a terminal nothing in it may steer the terminal."""
    if sys.stdout.isatty():
        emit(data.decode("utf-8", "replace"), end="")
        return
    # Bytes, since a text stream would turn line ends into those of the system.
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
