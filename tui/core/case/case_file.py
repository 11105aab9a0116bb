"""Reads a case file, whatever is in it: a case, two versions that git left in one, another format, or damage."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import msgspec

from tui.core.case.conflicted import read_conflicted
from tui.core.case.records import FORMAT, Case
from tui.core.content.problems import ContentError, Mark, Problem
from tui.core.content.reading import to_record
from tui.core.content.yaml_reader import read_nodes
from tui.core.files import FileTooLargeError, IrregularFileError, read_bounded

MAX_CASE_BYTES = 1_000_000


class OtherFormatError(ContentError):
    """The case file is whole, but of a format that another version of the program writes."""


def read_case(path: Path) -> tuple[Case, bytes]:
    """Return a case and the bytes it was read from; its folder names it, so that saving leads back to the same file.

    Raises `ContentError` with file, line and column: `ConflictedCaseError` for two versions, `OtherFormatError` for
    another format.
    """
    try:
        data = read_bounded(path, MAX_CASE_BYTES)
    except (FileTooLargeError, IrregularFileError, OSError) as error:
        raise ContentError(Problem(Mark(str(path)), f"the case cannot be read: {error.strerror or error}")) from error
    two_versions = read_conflicted(data, str(path), path.parent.name)
    if two_versions is not None:
        raise two_versions
    node = read_nodes(data, str(path))
    found = node.value.get("format") if isinstance(node.value, dict) else None
    if found is not None and found.value != str(FORMAT):
        shown = found.value if isinstance(found.value, str) else "?"
        raise OtherFormatError(Problem(found.mark, f"the case has format {shown}; this version reads format {FORMAT}"))
    case = to_record(node, Case)
    created = case.created if case.created.tzinfo else case.created.replace(tzinfo=UTC)
    return msgspec.structs.replace(case, id=path.parent.name, created=created), data
