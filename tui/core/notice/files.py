"""Takes a notice from a file: plain text, or a mail as `.eml`."""

from __future__ import annotations

from pathlib import Path

from tui.core.files import read_bounded

MAX_BYTES = 5_000_000


def read_notice_file(path: str) -> str | None:
    """Return the text of a file, of a mail its readable part, or nothing where it cannot be read."""
    file = Path(path).expanduser()
    try:
        data = read_bounded(file, MAX_BYTES)
    except (OSError, ValueError):
        return None
    if file.suffix.lower() == ".eml":
        return _mail_text(data)
    return data.decode("utf-8-sig", "replace")


def _mail_text(data: bytes) -> str | None:
    from email import message_from_bytes, policy

    try:
        mail = message_from_bytes(data, policy=policy.default)
        body = mail.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
    except (LookupError, ValueError, TypeError, AttributeError):
        return data.decode("utf-8", "replace")
    headers = [f"{name}: {mail[name]}" for name in ("From", "Date", "Subject") if mail[name]]
    return "\n".join([*headers, "", str(text)])
