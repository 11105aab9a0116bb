"""The files that a seller holds as documents: found on this machine and known again by their hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tui.core.case.records import Evidence

MAX_HASHED_BYTES = 200_000_000


def hashed(path: str) -> Evidence:
    """Return the evidence for a path, with the file's SHA-256 where it can be read here."""
    file = Path(path).expanduser()
    try:
        if not file.is_file() or file.stat().st_size > MAX_HASHED_BYTES:
            return Evidence(path=path)
        with file.open("rb") as stream:
            return Evidence(path=path, sha256=hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError:
        return Evidence(path=path)
