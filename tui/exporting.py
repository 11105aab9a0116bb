"""Writes the open letter to a file, in a thread: what it says afterwards is the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.core.letter.records import Letter
    from tui.interface import Interface

OFFERED = ("txt", "md", "docx", "pdf", "html", "eml", "json")


def suggested_stem(letter: Letter) -> str:
    """Return where a letter would go: the home folder, under its subject."""
    from tui.core.export.names import safe_name

    return str(Path.home() / safe_name(letter.subject))


def made_letter(letter: Letter, form: str) -> tuple[bytes | None, str]:
    """Return the letter in a format, or nothing with the sentence that says why not."""
    from tui.core.export.formats import Options, export_letter
    from tui.core.export.problems import ExportProblem

    try:
        done = export_letter(letter, form, Options())
    except ExportProblem as problem:
        return None, str(problem)
    return done.data, " ".join(str(note) for note in done.notes)


def write_letter(letter: Letter, form: str, path: str, interface: Interface, force: bool) -> tuple[bool, str]:
    """Write the letter and return whether that worked, with the sentence that says so."""
    from tui.core.export.formats import Options, export_letter
    from tui.core.export.problems import ExportProblem
    from tui.core.export.saving import save

    target = Path(path).expanduser()
    try:
        done = export_letter(letter, form, Options())
        written = save(target, done.data, force=force)
    except ExportProblem as problem:
        return False, str(problem)
    except OSError as error:
        return False, interface.text("export.failed", file=target, reason=error.strerror or str(error))
    notes = " ".join(str(note) for note in done.notes)
    return True, " ".join(part for part in (interface.text("export.written", file=written), notes) if part)
