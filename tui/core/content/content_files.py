"""Finds the files of a content folder, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path

from tui.core.content.problems import ContentError, Mark, Problem

MOST_FILES = 50_000
MOST_FOLDERS_DEEP = 8


def content_files(root: Path) -> dict[str, Path]:
    """List the YAML files of a content folder by relative path, without worked cases and links that lead outside.

    Raises `ContentError` where there are more than 50,000, or where a folder cannot be listed.
    """
    try:
        found = list(islice(content_entries(root, ""), MOST_FILES + 1))
    except OSError as error:
        place = str(error.filename or root)
        raise ContentError(Problem(Mark(place), f"the folder cannot be listed: {error.strerror}")) from error
    if len(found) > MOST_FILES:
        raise ContentError(Problem(Mark(str(root)), f"the folder holds more than {MOST_FILES:,} files of content"))
    return {relative: Path(entry.path) for relative, entry in sorted(found, key=itemgetter(0))}


def content_entries(root: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the YAML files of a content folder with what the folder knows of them, in no order."""
    with os.scandir(root / below if below else root) as entries:
        for entry in entries:
            relative = f"{below}/{entry.name}" if below else entry.name
            # A linked folder may lead in circles; a linked file may lead out of what somebody meant to give.
            if entry.is_symlink() and (entry.is_dir() or not _is_inside(Path(entry.path), root)):
                continue
            if entry.is_dir() and entry.name != "cases" and relative.count("/") < MOST_FOLDERS_DEEP:
                yield from content_entries(root, relative)
            elif entry.name.endswith(".yaml") and entry.is_file():
                yield relative, entry


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())
