"""What was sent to Amazon and what came back: each attempt frozen in a folder of its own, never written over."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from tui.core.case.journal import append_event
from tui.core.case.records import Case, Evidence
from tui.core.content.library import Content
from tui.core.content.problems import UnknownNameError
from tui.core.content.records import Record
from tui.core.files import read_bounded, write_private

FOLDER, LETTER_FILE, MANIFEST_FILE = "submissions", "letter.txt", "manifest.json"
MAX_MANIFEST = 4_000_000
MAX_LETTER = 1_000_000
MAX_REPLY = 2_000_000
FOLLOW_UP_DAYS = 7
AMAZON_SAYS_DAYS = 2
"""What Amazon's help page states for an answer; said as information, never counted on."""


class Exhibit(Record, frozen=True, kw_only=True):
    """A document as it was numbered in the letter, with what the file held on the day of sending."""

    number: int
    id: str
    path: str
    sha256: str = ""
    """Empty where the file could not be read."""
    linked_sha256: str = ""
    """What the file held when it was linked."""


class Manifest(Record, frozen=True, kw_only=True):
    """All that a letter was made from, frozen with it."""

    format: int = 1
    number: int
    sent: date
    recorded: datetime
    channel: str = ""
    content_version: str
    content_sha256: str
    letter_sha256: str
    case: Case
    """The case as it was, with its facts and claims."""
    exhibits: tuple[Exhibit, ...] = ()


class Point(Record, frozen=True, kw_only=True):
    """Something that an answer asks for, as it words it, and whether the seller has dealt with it."""

    kind: str
    text: str
    done: bool = False


class ReplyNote(Record, frozen=True, kw_only=True):
    """When an answer came, to which attempt, what kind it is, and its points as a checklist."""

    number: int
    came: date
    recorded: datetime
    submission: int = 0
    """0 where it came before anything was sent."""
    kind: str = ""
    """The kind of text, as the reader of notices names it; empty where nobody looked."""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """An attempt that was sent."""

    manifest: Manifest
    letter: str
    folder: Path

    @property
    def is_untouched(self) -> bool:
        """Whether the kept letter is still the one that was sent."""
        return _digest(self.letter.encode()) == self.manifest.letter_sha256


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of Amazon's, as pasted."""

    note: ReplyNote
    text: str


def content_digest(content: Content, type_name: str) -> str:
    """Return what stands for all content that a letter of a type is made from."""
    parts = (content.type(type_name), content.reference.outlines, content.reference.shared, content.reference.documents)
    more = (content.reference.shared_wording, content.reference.parameters, content.reference.marketplaces)
    return _digest(b"".join(msgspec.json.encode(part, order="sorted") for part in (*parts, *more)))


def numbered(content: Content, case: Case) -> tuple[tuple[int, str, Evidence], ...]:
    """Return the linked documents with their numbers: in the order of the type's list, then by id."""
    place = {need.id: number for number, need in enumerate(content.type(case.type).type.documents)}
    linked = sorted(case.evidence.items(), key=lambda item: (place.get(item[0], len(place)), item[0]))
    return tuple((number, name, evidence) for number, (name, evidence) in enumerate(linked, start=1))


def freeze(
    folder: Path,
    content: Content,
    case: Case,
    letter: str,
    now: datetime,
    *,
    sent: date | None = None,
    channel: str = "",
) -> Submission:
    """Keep a letter as sent, with all it was made from, in the next folder below `submissions`; return it.

    Raises `OSError`; a folder that is there already is never written to.
    """
    root = folder / FOLDER
    root.mkdir(mode=0o700, exist_ok=True)
    number = max(_numbers(root), default=0) + 1
    manifest = Manifest(
        number=number,
        sent=sent or now.date(),
        recorded=now,
        channel=channel,
        content_version=content.index.pack.version,
        content_sha256=content_digest(content, case.type),
        letter_sha256=_digest(letter.encode()),
        case=case,
        exhibits=tuple(_exhibit(place, name, evidence) for place, name, evidence in numbered(content, case)),
    )
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        for name, data in ((LETTER_FILE, letter.encode()), (MANIFEST_FILE, _pretty(manifest))):
            write_private(draft / name, data)
            (draft / name).chmod(0o400)
        # Renaming to a name that is taken fails: what was sent before stays as it is.
        target = root / f"{number:03}"
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    day = manifest.sent.isoformat()
    # What was sent is kept; a journal that cannot be written must not make anybody send it twice.
    with suppress(OSError):
        append_event(folder, now, {"what": "sent", "submission": number, "date": day, "channel": channel})
    return Submission(manifest, letter, target)


def _pretty(record: Record) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def _exhibit(number: int, name: str, evidence: Evidence) -> Exhibit:
    return Exhibit(
        number=number, id=name, path=evidence.path, sha256=_file_digest(evidence.path), linked_sha256=evidence.sha256
    )


def _file_digest(name: str) -> str:
    try:
        path = Path(name)
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _numbers(root: Path) -> Iterator[int]:
    for path in root.iterdir() if root.is_dir() else ():
        if path.name.isascii() and path.name.isdigit():
            yield int(path.name)


def submissions(folder: Path) -> tuple[Submission, ...]:
    """Return the attempts of a case in order; one that cannot be read is left out, see `unreadable`."""
    return tuple(item for number in sorted(_numbers(folder / FOLDER)) if (item := _read(folder, number)) is not None)


def unreadable(folder: Path) -> tuple[int, ...]:
    """Return the numbers of the attempts whose files cannot be read."""
    return tuple(number for number in sorted(_numbers(folder / FOLDER)) if _read(folder, number) is None)


def _read(folder: Path, number: int) -> Submission | None:
    root = folder / FOLDER / f"{number:03}"
    try:
        manifest = msgspec.json.decode(read_bounded(root / MANIFEST_FILE, MAX_MANIFEST), type=Manifest)
        letter = read_bounded(root / LETTER_FILE, MAX_LETTER).decode()
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    return Submission(manifest, letter, root)


def submission(folder: Path, number: int) -> Submission:
    """Return one attempt; raise `UnknownNameError` where there is none that can be read."""
    found = _read(folder, number)
    if found is None:
        known = ", ".join(str(item) for item in sorted(_numbers(folder / FOLDER))) or "none"
        wrong = "cannot be read" if number in _numbers(folder / FOLDER) else "does not exist"
        raise UnknownNameError(f"submission {number} {wrong} (there: {known})")
    return found


def add_reply(
    folder: Path, text: str, came: date, now: datetime, *, kind: str = "", points: tuple[Point, ...] = ()
) -> Reply:
    """Keep an answer of Amazon's byte for byte, with the day on which it came and what it asks for."""
    number = 1
    while True:
        try:
            # Made before it is filled, so that two programs never take the same number.
            descriptor = os.open(folder / f"reply-{number}.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
        else:
            os.close(descriptor)
            break
    latest = max(_numbers(folder / FOLDER), default=0)
    note = ReplyNote(number=number, came=came, recorded=now, submission=latest, kind=kind, points=points)
    write_private(folder / f"reply-{number}.txt", text)
    write_private(folder / f"reply-{number}.json", _pretty(note))
    with suppress(OSError):
        append_event(folder, now, {"what": "reply", "reply": number, "submission": latest, "date": came.isoformat()})
    return Reply(note, text)


def tick(folder: Path, number: int, place: int, done: bool) -> ReplyNote | None:
    """Say of a point of an answer, counted from 0, that it is dealt with or not; None where there is no such point."""
    note = next((reply.note for reply in replies(folder) if reply.note.number == number), None)
    if note is None or not 0 <= place < len(note.points):
        return None
    points = tuple(
        msgspec.structs.replace(point, done=done) if index == place else point
        for index, point in enumerate(note.points)
    )
    ticked = msgspec.structs.replace(note, points=points)
    write_private(folder / f"reply-{number}.json", _pretty(ticked))
    return ticked


def replies(folder: Path) -> tuple[Reply, ...]:
    """Return Amazon's answers in order; one without its note is dated by its file."""
    found = []
    for path in folder.glob("reply-*.txt"):
        number = path.stem.removeprefix("reply-")
        if not (number.isascii() and number.isdigit()):
            continue
        try:
            text = read_bounded(path, MAX_REPLY).decode("utf-8", "replace")
            note = _note_of(path, int(number))
        except OSError:
            continue
        found.append(Reply(note, text))
    return tuple(sorted(found, key=lambda reply: reply.note.number))


def _note_of(path: Path, number: int) -> ReplyNote:
    try:
        return msgspec.json.decode(read_bounded(path.with_suffix(".json"), MAX_MANIFEST), type=ReplyNote)
    except (OSError, msgspec.MsgspecError):
        written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        return ReplyNote(number=number, came=written.date(), recorded=written)


def follow_up(sent: date, days: int = FOLLOW_UP_DAYS) -> date:
    """Return the day on which to look again; a proposal, no deadline."""
    return sent + timedelta(days=days)
