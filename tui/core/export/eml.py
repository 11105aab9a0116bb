"""A letter as an e-mail draft that a mail program opens; nothing is sent."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.core.export.names import safe_file_name
from tui.core.export.problems import ExportProblem, Message, has_control, shown
from tui.core.export.recipients import parse_recipient
from tui.core.export.text import ended
from tui.core.files import FileTooLargeError, read_bounded
from tui.core.letter.records import Letter
from tui.core.letter.text import letter_text
from tui.core.text import clean

MEGABYTE = 1_000_000
MAX_ATTACHMENT = 50 * MEGABYTE
USUAL_LIMIT = 20 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along."""

    name: str
    data: bytes


def as_eml(letter: Letter, to: str = "", attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the letter as a draft; raise `ExportProblem` where the subject or the recipient would break a header."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    if to:
        message["To"] = parse_recipient(to)
    message["Subject"] = checked_subject(letter.subject)
    # Outlook opens a message so marked for editing, as a draft.
    message["X-Unsent"] = "1"
    message.set_content(ended(clean(letter_text(letter)).text), charset="utf-8")
    for item in attachments:
        kind, packing = mimetypes.guess_type(item.name)
        main, _, sub = (kind if kind and not packing else "application/octet-stream").partition("/")
        if main in ("text", "message", "multipart"):  # the bytes go as they are, whatever they hold
            main, sub = "application", "octet-stream"
        message.add_attachment(item.data, maintype=main, subtype=sub, filename=item.name)
    return message.as_bytes()


def checked_subject(subject: str) -> str:
    """Return a subject that stays on its line; raise `ExportProblem` where it holds a line end."""
    if has_control(subject):
        raise ExportProblem("subject_control", subject=shown(subject))
    return subject.strip()


def read_attachments(paths: Sequence[tuple[int, Path]]) -> tuple[Attachment, ...]:
    """Read the exhibits; raise `ExportProblem` naming every file that is missing, or one that is too large."""
    found: list[Attachment] = []
    missing: list[str] = []
    for number, path in paths:
        try:
            data = read_bounded(path, MAX_ATTACHMENT)
        except FileTooLargeError as error:
            limit = str(MAX_ATTACHMENT // MEGABYTE)
            raise ExportProblem("attachment_large", file=shown(path.name), limit=limit) from error
        except (OSError, ValueError):
            missing.append(shown(str(path)))
            continue
        found.append(Attachment(safe_file_name(path.name, f"Exhibit-{number:02}-"), data))
    if missing:
        raise ExportProblem("missing_files", count=str(len(missing)), files=", ".join(missing))
    return tuple(found)


def size_note(data: bytes) -> tuple[Message, ...]:
    """Return a warning where a message is larger than many servers take."""
    if len(data) <= USUAL_LIMIT:
        return ()
    return (Message("note_large", size=str(len(data) // MEGABYTE), limit=str(USUAL_LIMIT // MEGABYTE)),)
