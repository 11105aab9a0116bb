"""Writes what leaves the house from the app, in a thread: what it says afterwards is the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui.core.case.store import MAX_NOTICE_BYTES, NOTICE_FILE
from tui.core.files import read_bounded

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.content.library import Content
    from tui.core.export.eml import Attachment
    from tui.core.export.problems import Message
    from tui.core.letter.records import Letter
    from tui.interface import Interface

What = Literal["letter", "pack", "case", "copy"]
Progress = Callable[[int, int, str], None]

OFFERED: dict[What, tuple[str, ...]] = {
    "letter": ("docx", "pdf", "txt", "md", "html", "eml", "json"),
    "pack": ("zip", "folder"),
    "case": ("zip", "folder"),
    "copy": ("folder",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be written, in which form, where to, and what goes along."""

    what: What = "letter"
    form: str
    path: str
    to: str = ""
    """The recipient of a mail draft."""
    attach: bool = False
    """Whether the linked documents go along with a mail draft."""
    force: bool = False
    allow_missing: bool = False

    @property
    def target(self) -> Path:
        """The path as the system knows it."""
        return Path(self.path).expanduser()


@dataclass(frozen=True, slots=True)
class Desk:
    """What an order is carried out on."""

    content: Content
    case: Case
    letter: Letter
    folder: Path
    """The folder of the case."""
    interface: Interface


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an order: the sentence that says so, and the code of what was in the way."""

    told: str
    refused: str = ""

    @property
    def worked(self) -> bool:
        """Whether the file is there."""
        return not self.refused


def stem_of(letter: Letter) -> str:
    """Return the name under which a letter goes, without a folder and an ending."""
    from tui.core.export.blocks import title_of
    from tui.core.export.names import safe_name

    return safe_name(title_of(letter) or letter.type)


def made_letter(letter: Letter, form: str, interface: Interface) -> tuple[bytes | None, str]:
    """Return the letter in a format, or nothing with the sentence that says why not."""
    from tui.core.export.formats import Options, export_letter
    from tui.core.export.problems import ExportProblem

    try:
        done = export_letter(letter, form, Options())
    except ExportProblem as problem:
        return None, in_words(problem.message, interface)
    return done.data, " ".join(in_words(note, interface) for note in done.notes)


def carry_out(order: Order, desk: Desk, progress: Progress | None = None) -> Result:
    """Write what was ordered and say what came of it; only what `progress` raises is let through."""
    from tui.core.export.problems import ExportProblem

    interface = desk.interface
    try:
        notes = _WRITERS[order.what](order, desk, progress)
    except ExportProblem as problem:
        return Result(in_words(problem.message, interface), problem.code)
    except OSError as error:
        reason = error.strerror or str(error)
        return Result(interface.text("export.failed", file=order.path, reason=reason), "cannot_write")
    told = [interface.text("export.written", file=order.target), *(in_words(note, interface) for note in notes)]
    return Result(" ".join(told))


def in_words(message: Message, interface: Interface) -> str:
    """Return a message of the export in the language of the interface."""
    key = f"export.says.{message.code}"
    return interface.text(key, **message.parts) if interface.has(key) else str(message)


def _write_letter(order: Order, desk: Desk, progress: Progress | None) -> tuple[Message, ...]:
    from tui.core.export.formats import Options, export_letter
    from tui.core.export.saving import check_target, save

    check_target(order.target, force=order.force)
    options = Options()
    if order.form == "eml":
        options = Options(to=order.to, attachments=_attachments(desk, progress) if order.attach else ())
    done = export_letter(desk.letter, order.form, options)
    save(order.target, done.data, force=order.force)
    return done.notes


def _attachments(desk: Desk, progress: Progress | None) -> tuple[Attachment, ...]:
    from tui.core.export.eml import read_attachments
    from tui.core.export.evidence_pack import exhibits_of

    found: list[Attachment] = []
    exhibits = exhibits_of(desk.content, desk.case, desk.folder)
    for number, item in enumerate(exhibits):
        if progress is not None:
            progress(number, len(exhibits), item.name)
        found.extend(read_attachments([(item.number, item.source)]))
    return tuple(found)


def _write_pack(order: Order, desk: Desk, progress: Progress | None) -> tuple[Message, ...]:
    from tui.core.export.evidence_pack import exhibits_of, write_pack

    made = write_pack(
        order.target,
        desk.letter,
        exhibits_of(desk.content, desk.case, desk.folder),
        allow_missing=order.allow_missing,
        texts=texts_in(desk.folder) if order.what == "case" else {},
        progress=progress,
    )
    return made.notes


def _write_copy(order: Order, desk: Desk, progress: Progress | None) -> tuple[Message, ...]:
    from tui.core.export.pseudonym import KEY_FILE, pseudonymise, write_copy
    from tui.core.export.pseudonym_key import read_key
    from tui.core.export.saving import save

    del progress  # it takes a moment
    key = read_key(desk.folder / KEY_FILE)
    copy = pseudonymise(desk.content, desk.case, texts_in(desk.folder), key)
    # The key first: a copy without one could not be turned back.
    save(desk.folder / KEY_FILE, copy.key.to_json(), force=True)
    write_copy(order.target, copy)
    return ()


_WRITERS: dict[What, Callable[[Order, Desk, Progress | None], tuple[Message, ...]]] = {
    "letter": _write_letter,
    "pack": _write_pack,
    "case": _write_pack,
    "copy": _write_copy,
}


def texts_in(folder: Path) -> dict[str, str]:
    """Return the notice and Amazon's replies of a case by file name."""
    paths = [folder / NOTICE_FILE, *sorted(folder.glob("reply-*.txt"))]
    return {
        path.name: read_bounded(path, MAX_NOTICE_BYTES).decode("utf-8", "replace") for path in paths if path.exists()
    }
