"""File names that every system takes and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata

from tui.core.export.problems import ExportProblem

MAX_BYTES = 80
FALLBACK = "document"

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def safe_name(text: str, extension: str = "", *, limit: int = MAX_BYTES) -> str:
    """Return a file name made from a text: letters and digits of any script, `-`, `_` and `.` inside, nothing else.

    It holds no folder, begins with a letter or digit (so no program takes it for an option or a formula), is no
    reserved name of Windows and has at most `limit` bytes.
    """
    kept = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in unicodedata.normalize("NFC", text))
    stem = re.sub(r"-*\.[.-]*", ".", re.sub(r"-{2,}", "-", kept)).strip("-_.")
    if _RESERVED.match(stem):
        stem = f"file-{stem}"
    return (_cut(stem, limit - len(extension.encode())) or FALLBACK) + extension


def safe_file_name(path: str, prefix: str = "", *, limit: int = MAX_BYTES) -> str:
    """Return a safe name for a file that has one already: its folder is dropped, its extension kept."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    found = _EXTENSION.search(name)
    extension = found[0].lower() if found else ""
    stem = name[: -len(extension)] if extension else name
    return prefix + safe_name(stem, extension, limit=limit - len(prefix.encode()))


def check_zip_path(name: str) -> str:
    """Return a path inside a pack; raise `ExportProblem` where it would lead out of it."""
    parts = name.split("/")
    if not name or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
        raise ExportProblem("bad_name", name=name)
    return name


def _cut(text: str, limit: int) -> str:
    data = text.encode("utf-8", "ignore")[: max(limit, 0)]
    return data.decode("utf-8", "ignore").rstrip("-_.")
