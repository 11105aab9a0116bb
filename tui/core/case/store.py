"""Cases on disk: a private folder each, saved whole or not at all, never over what somebody else changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.case.records import Case
from tui.core.content.problems import ContentError, UnknownNameError, nearest
from tui.core.files import FileTooLargeError, read_bounded, write_private

if TYPE_CHECKING:
    from tui.core.case.conflicted import ConflictedCaseError
    from tui.core.case.journal import Step
    from tui.core.case.status import Standing
    from tui.core.content.records import ResponseKind

# Reader, writer and journal are imported by the methods that use them: the app makes a store before its first frame,
# and opens a case after it.

CASE_FILE = "case.yaml"
NOTICE_FILE = "notice.txt"
DRAFT_NOTICE = "draft-notice.txt"
DRAFT_REPLY = "draft-reply.txt"
MAX_NOTICE_BYTES = 2_000_000
# Two clones both add to the end of a journal: git keeps the lines of both.
GIT_ATTRIBUTES = "journal.jsonl merge=union\n"


class ChangedOutsideError(OSError):
    """The case file on disk is not the one that was loaded; what is in memory was written beside it."""

    def __init__(self, path: Path, kept_as: Path) -> None:
        super().__init__(f"{path.name} was changed by another program; your version is in {kept_as.name}")
        self.kept_as = kept_as


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case in a list; `problem` says why it cannot be opened."""

    id: str
    type: str = ""
    marketplace: str = ""
    store_name: str = ""
    created: datetime | None = None
    problem: str = ""
    standing: Standing = "draft"
    next_day: date | None = None
    """The next day on which something is due; known where the list was asked for a day."""


class CaseStore:
    """The folder of cases below the data directory."""

    def __init__(self, data_home: Path) -> None:
        self.root = data_home / "cases"
        self._hashes: dict[Path, str] = {}
        """What each file held when it was opened or saved here."""
        self._elsewhere: dict[str, Path] = {}
        """Folders of cases that were opened by a path."""
        self._kept_aside: dict[Path, Path] = {}
        """Where a version was put whose file somebody else had changed."""
        self._journals: set[Path] = set()
        """Folders whose journal is known to lead to the case as it was opened."""

    def folder(self, case_id: str) -> Path:
        """Return the folder of a case."""
        return self._elsewhere.get(case_id, self.root / case_id)

    def create(
        self,
        type_name: str,
        response: ResponseKind,
        marketplace: str,
        created: datetime,
        letter_language: str = "en",
        content_version: str = "",
    ) -> Case:
        """Make a new case with an id of its own and save it."""
        stem = f"{type_name.replace('_', '-')}-{created:%Y-%m-%d}"
        self._make_private(self.root)
        attributes = self.root / ".gitattributes"
        if not attributes.exists():
            write_private(attributes, GIT_ATTRIBUTES)
        name, number = stem, 1
        while not self._claim(name):
            number += 1
            name = f"{stem}-{number}"
        case = Case(
            id=name,
            type=type_name,
            response=response,
            marketplace=marketplace,
            letter_language=letter_language,
            created=created,
            content_version=content_version,
        )
        self.save(case, None, created)
        return case

    def _claim(self, name: str) -> bool:
        try:
            (self.root / name).mkdir(mode=0o700)
        except FileExistsError:
            return False
        self._elsewhere.pop(name, None)
        return True

    def _make_private(self, folder: Path) -> None:
        for level in (*reversed(folder.parents), folder):
            if not level.exists():
                level.mkdir(mode=0o700, exist_ok=True)

    def resolve(self, name: str) -> Path:
        """Return the folder that a case id, a unique prefix of one, or a path means; raise `UnknownNameError`."""
        direct = Path(name)
        if os.sep in name or "/" in name or name in (".", "..") or name.endswith(".yaml"):
            folder = direct.parent if direct.name == CASE_FILE else direct
            if (folder / CASE_FILE).is_file():
                return folder
        known = self._ids()
        if name in known:
            return self.folder(name)
        matches = [case_id for case_id in known if case_id.startswith(name)] if name else []
        if len(matches) == 1:
            return self.folder(matches[0])
        if matches:
            raise UnknownNameError(f"'{name}' fits {len(matches)} cases: {', '.join(matches[:5])}")
        raise UnknownNameError(f"there is no case '{name}'{nearest(name, known)}")

    def _ids(self) -> list[str]:
        if not self.root.is_dir():
            return []
        return sorted(path.name for path in self.root.iterdir() if (path / CASE_FILE).exists())

    def open(self, name: str) -> Case:
        """Load a case; raise `ContentError` with file, line and column where its file is damaged."""
        from tui.core.case.case_file import read_case

        folder = self.resolve(name).resolve()
        path = folder / CASE_FILE
        case, data = read_case(path)
        if folder.parent == self.root.resolve():
            self._elsewhere.pop(case.id, None)
            path = self.folder(case.id) / CASE_FILE
        else:
            self._elsewhere[case.id] = folder
        self._hashes[path] = _digest(data)
        self._kept_aside.pop(path, None)
        self._journals.discard(folder)
        return case

    def save(self, case: Case, before: Case | None, now: datetime, steps: tuple[Step, ...] = ()) -> None:
        """Save a case and note in its journal what changed; raise `OSError` where that fails.

        `steps` are the changes that led from `before` to the case, where they are to be undone one by one. Where
        another program changed the file, the case is written beside it and `ChangedOutsideError` says so.
        """
        from tui.core.case.case_file import MAX_CASE_BYTES
        from tui.core.case.writing import case_to_yaml

        folder = self.folder(case.id)
        path = folder / CASE_FILE
        data = case_to_yaml(case).encode()
        if len(data) > MAX_CASE_BYTES:
            # Nobody could open it again.
            raise FileTooLargeError(path, MAX_CASE_BYTES)
        if path.exists() and _digest(path.read_bytes()) != self._hashes.get(path):
            kept_as = self._kept_aside.get(path) or _free_name(folder)
            write_private(kept_as, data)
            self._kept_aside[path] = kept_as
            raise ChangedOutsideError(path, kept_as)
        try:
            write_private(path, data)
        finally:
            # Also where the file was replaced and only its folder could not be synced: it is our own change.
            self._note_if_written(path, data)
        self._note(folder, before, case, steps, now)

    def _note_if_written(self, path: Path, data: bytes) -> None:
        with suppress(OSError):
            if path.read_bytes() == data:
                self._hashes[path] = _digest(data)

    def _note(self, folder: Path, before: Case | None, case: Case, steps: tuple[Step, ...], now: datetime) -> None:
        from tui.core.case.journal import Step, append_outside, append_steps

        if folder not in self._journals and before is not None:
            append_outside(folder, before, now)
        self._journals.add(folder)
        append_steps(folder, before, (*steps, Step(case)), now)

    def settle(self, error: ConflictedCaseError, chosen: Case, now: datetime) -> Path:
        """Save what was chosen of two versions that git left in one file; return where the marked file was kept."""
        from tui.core.case.journal import append_outside
        from tui.core.case.writing import case_to_yaml

        path = Path(error.problems[0].mark.file)
        kept_as = _free_name(path.parent)
        marked = path.read_bytes()
        write_private(kept_as, marked)
        write_private(path, case_to_yaml(chosen))
        append_outside(path.parent, chosen, now)
        return kept_as

    def cases(self, today: date | None = None) -> list[CaseSummary]:
        """List all cases, the newest first; one that cannot be opened is listed with its problem.

        Where each stands and what is due next is told for a day.
        """
        from tui.core.case.case_file import read_case

        found = []
        for name in self._ids():
            try:
                case, _ = read_case(self.root / name / CASE_FILE)
            except ContentError as error:
                found.append(CaseSummary(name, problem=str(error.problems[0])))
                continue
            store = case.facts.get("store_name", "")
            shown = store if isinstance(store, str) else ", ".join(store)
            summary = CaseSummary(case.id, case.type, case.marketplace, shown, case.created)
            found.append(summary if today is None else self._with_standing(summary, case, today))
        return sorted(found, key=lambda item: (item.created is not None, item.created, item.id), reverse=True)

    def _with_standing(self, summary: CaseSummary, case: Case, today: date) -> CaseSummary:
        from tui.core.case.status import next_day, status_in

        status = status_in(self.root / case.id, today=today)
        return replace(summary, standing=status.standing, next_day=next_day(case, status, today))

    def is_changed_outside(self, case_id: str) -> bool:
        """Say whether the file of a case is another one than was opened or saved here."""
        from tui.core.case.case_file import MAX_CASE_BYTES

        path = self.folder(case_id) / CASE_FILE
        known = self._hashes.get(path)
        try:
            return known is not None and _digest(read_bounded(path, MAX_CASE_BYTES)) != known
        except OSError:
            return False

    def kept_aside(self, case_id: str) -> Path | None:
        """Return where the version in memory was put, because another program had changed the file."""
        return self._kept_aside.get(self.folder(case_id) / CASE_FILE)

    def write_notice(self, case_id: str, text: str) -> None:
        """Keep the notice as it was pasted."""
        write_private(self.folder(case_id) / NOTICE_FILE, text)

    def write_draft_notice(self, text: str) -> None:
        """Keep a notice that belongs to no case yet."""
        self._make_private(self.root)
        write_private(self.root / DRAFT_NOTICE, text)

    def draft_notice(self) -> str:
        """Return the notice that waits for a case, or an empty text."""
        path = self.root / DRAFT_NOTICE
        return read_bounded(path, MAX_NOTICE_BYTES).decode("utf-8", "replace") if path.exists() else ""

    def drop_draft_notice(self) -> None:
        """Give up the notice that waited, because a case has it now."""
        (self.root / DRAFT_NOTICE).unlink(missing_ok=True)

    def read_notice(self, case_id: str) -> str:
        """Return the pasted notice, or an empty text."""
        path = self.folder(case_id) / NOTICE_FILE
        if not path.exists():
            return ""
        return read_bounded(path, MAX_NOTICE_BYTES).decode("utf-8", "replace")

    def draft_reply(self, case_id: str) -> str:
        """Return the answer of Amazon's that was pasted and not yet taken, or an empty text."""
        path = self.folder(case_id) / DRAFT_REPLY
        return read_bounded(path, MAX_NOTICE_BYTES).decode("utf-8", "replace") if path.exists() else ""

    def write_draft_reply(self, case_id: str, text: str) -> None:
        """Keep an answer that is being pasted; an empty one is no draft."""
        path = self.folder(case_id) / DRAFT_REPLY
        if text.strip():
            write_private(path, text)
        else:
            path.unlink(missing_ok=True)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _free_name(folder: Path) -> Path:
    number = 1
    while (folder / f"case.conflict-{number}.yaml").exists():
        number += 1
    return folder / f"case.conflict-{number}.yaml"
