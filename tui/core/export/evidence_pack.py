"""An evidence pack: the letter, the numbered exhibits, an index and a manifest with hashes, in one folder or zip."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui.core.case.records import Case
from tui.core.content.library import Content, words
from tui.core.export.blocks import title_of
from tui.core.export.docx import as_docx
from tui.core.export.names import safe_file_name
from tui.core.export.pack_targets import FolderTarget, Target, ZipTarget
from tui.core.export.problems import ExportProblem, Message, has_control, shown
from tui.core.export.text import as_text
from tui.core.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX
from tui.core.letter.records import Letter
from tui.core.text import one_line

FORMAT = 1
CHUNK = 1 << 20

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all and the file at hand; what it raises ends the work and leaves nothing."""

WORDS = {
    "en": {
        "exhibit": "Exhibit {number}: {title}",
        "file": "File: {file}",
        "missing": "Not enclosed",
        "letter": "Letter: {files}",
        "amazon": "Amazon's texts: {files}",
        "hashes": "The SHA-256 of every file stands in manifest.json and SHA256SUMS.",
    },
    "zh": {
        "exhibit": "附件{number}：{title}",
        "file": "文件：{file}",
        "missing": "未附",
        "letter": "信函：{files}",
        "amazon": "亚马逊的来文：{files}",
        "hashes": "每个文件的 SHA-256 见 manifest.json 和 SHA256SUMS。",
    },
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document under the number by which the letter cites it."""

    number: int
    document: str
    title: str
    source: Path
    sha256: str = ""
    """What the file held when it was linked."""

    @property
    def name(self) -> str:
        """Its path in the pack; the number makes it unique."""
        return "exhibits/" + safe_file_name(str(self.source), f"{self.number:02}-")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written."""

    path: Path
    files: tuple[str, ...]
    size: int
    notes: tuple[Message, ...] = ()


def exhibits_of(content: Content, case: Case, folder: Path | None = None) -> tuple[Exhibit, ...]:
    """Return the linked documents, numbered as the letter numbers them: in the type's order, then by id.

    A relative path counts from where the program runs, or else from the case's folder.
    """
    place = {need.id: number for number, need in enumerate(content.type(case.type).type.documents)}
    linked = sorted(case.evidence, key=lambda name: (place.get(name, len(place)), name))
    found = []
    for number, name in enumerate(linked, start=1):
        kind, evidence = content.documents.get(name), case.evidence[name]
        title = words(kind.title, case.letter_language) if kind else name
        found.append(Exhibit(number, name, title, _source(evidence.path, folder), evidence.sha256))
    return tuple(found)


def write_pack(
    target: Path,
    letter: Letter,
    exhibits: Sequence[Exhibit],
    *,
    allow_missing: bool = False,
    texts: Mapping[str, str] = MappingProxyType({}),
    progress: Progress | None = None,
) -> Pack:
    """Write a pack to a new folder, or to a new zip where the name ends so; it appears whole or not at all.

    Raise `ExportProblem` where the target exists or cannot be written, and where documents are missing: the message
    names them all. With `allow_missing` the pack is made without them, and its index says so. `texts` are Amazon's
    own (the notice, the replies), by file name: with them the pack is the whole case, still without private notes.
    """
    _check_target(target)
    present = [item for item in exhibits if _can_read(item.source)]
    missing = [item for item in exhibits if item not in present]
    if missing and not allow_missing:
        files = ", ".join(shown(str(item.source)) for item in missing)
        raise ExportProblem("missing_files", count=str(len(missing)), files=files)
    try:
        return _written(target, _Packing(letter, exhibits, missing, texts, progress))
    except OSError as error:
        named = shown(str(error.filename or target))
        raise ExportProblem("cannot_write", path=named, reason=error.strerror or str(error)) from error


def _source(path: str, folder: Path | None) -> Path:
    found = Path(path).expanduser()
    if folder is not None and not found.is_absolute() and not found.exists():
        return folder / found
    return found


def _can_read(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.R_OK)
    except (OSError, ValueError):
        return False


def _check_target(target: Path) -> None:
    named = shown(str(target))
    if has_control(str(target)):
        raise ExportProblem("bad_name", name=named)
    try:
        if target.exists() or target.is_symlink():
            raise ExportProblem("pack_exists", path=named)
        if not target.parent.is_dir():
            raise ExportProblem("no_folder", path=shown(str(target.parent)))
    except OSError as error:
        raise ExportProblem("cannot_write", path=named, reason=error.strerror or str(error)) from error


def _written(target: Path, packing: _Packing) -> Pack:
    """Fill a temporary folder beside the target, and move it, or the zip in it, into place at the end."""
    temporary = Path(tempfile.mkdtemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent))
    try:
        is_zip = target.suffix.lower() == ".zip"
        inside = temporary / ("pack.zip" if is_zip else "pack")
        with ZipTarget(inside) if is_zip else FolderTarget(inside) as room:
            packing.fill(room)
        _move(inside, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return Pack(target, tuple(packing.files), packing.done, tuple(packing.notes))


def _move(made: Path, target: Path) -> None:
    """Give the pack its name without ever replacing what came to stand there in the meantime."""
    if made.is_file():
        with suppress(OSError):
            # A second name fails where the first exists; renaming would replace. Not every file system has it.
            os.link(made, target)
            return
    if target.exists():
        raise ExportProblem("pack_exists", path=shown(str(target)))
    made.rename(target)


class _Packing:
    """Puts the files of a pack into a target and keeps what the manifest says of them."""

    def __init__(
        self,
        letter: Letter,
        exhibits: Sequence[Exhibit],
        missing: Sequence[Exhibit],
        texts: Mapping[str, str],
        progress: Progress | None,
    ) -> None:
        self.letter = letter
        self.exhibits = exhibits
        self.missing = missing
        self.texts = {f"amazon/{safe_file_name(name)}": text for name, text in texts.items()}
        self.files: dict[str, dict[str, Any]] = {}
        self.done = 0
        self.notes = [Message("note_missing", file=shown(str(item.source))) for item in missing]
        self._progress = progress or (lambda _done, _total, _name: None)
        self._total = sum(item.source.stat().st_size for item in exhibits if item not in missing)
        self._words = WORDS["zh" if letter.language == "zh" else "en"]

    def fill(self, room: Target) -> None:
        """Write everything, the exhibits first: what is said of them comes from the bytes that were copied."""
        for item in self.exhibits:
            if item not in self.missing:
                self._copy(room, item)
        self._put(room, "letter.txt", as_text(self.letter).encode("utf-8", "replace"))
        self._put(room, "letter.docx", as_docx(self.letter))
        for name, text in self.texts.items():
            self._put(room, name, text.encode("utf-8", "replace"))
        self._put(room, "index.txt", self._index().encode("utf-8", "replace"))
        self._put(room, "manifest.json", (json.dumps(self._manifest(), ensure_ascii=False, indent=2) + "\n").encode())
        sums = "".join(f"{record['sha256']}  {name}\n" for name, record in self.files.items())
        self._put(room, "SHA256SUMS", sums.encode())
        self._progress(self._total, self._total, "")

    def _copy(self, room: Target, item: Exhibit) -> None:
        digest, size = hashlib.sha256(), 0
        with item.source.open("rb") as source, room.opened(item.name) as sink:
            while chunk := source.read(CHUNK):
                sink.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self.done += len(chunk)
                self._progress(min(self.done, self._total), self._total, item.name)
        if item.sha256 and item.sha256 != digest.hexdigest():
            self.notes.append(Message("note_changed", file=shown(str(item.source))))
        known = {"exhibit": item.number, "document": item.document, "title": one_line(item.title)}
        original = one_line(item.source.name)
        self.files[item.name] = {"sha256": digest.hexdigest(), "bytes": size, **known, "original": original}

    def _put(self, room: Target, name: str, data: bytes) -> None:
        with room.opened(name) as sink:
            sink.write(data)
        self.files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        self.done += len(data)

    def _index(self) -> str:
        title = title_of(self.letter)
        lines = [*([title, ""] if title else []), self._words["letter"].format(files="letter.txt, letter.docx")]
        if self.texts:
            lines.append(self._words["amazon"].format(files=", ".join(self.texts)))
        lines.append("")
        for item in self.exhibits:
            lines.append(self._words["exhibit"].format(number=item.number, title=one_line(item.title)))
            lines.extend(f"  {line}" for line in self._about(item))
        return "\n".join([*lines, "", self._words["hashes"], ""])

    def _about(self, item: Exhibit) -> Iterator[str]:
        if item in self.missing:
            yield self._words["missing"]
            return
        yield self._words["file"].format(file=item.name)
        yield f"SHA-256: {self.files[item.name]['sha256']}"

    def _manifest(self) -> dict[str, Any]:
        missing = [{"exhibit": item.number, "document": item.document, "title": item.title} for item in self.missing]
        return {
            "format": FORMAT,
            "type": self.letter.type,
            "marketplace": self.letter.marketplace,
            "language": self.letter.language,
            "subject": title_of(self.letter),
            "files": [{"path": name, **record} for name, record in self.files.items()],
            "missing": missing,
        }
