"""Finds the files of a content folder, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def content_files(root: Path) -> dict[str, Path]:
    """List the YAML files of a content folder by relative path, without worked cases and links that lead outside."""
    return {relative: Path(entry.path) for relative, entry in sorted(content_entries(root, ""))}


def content_entries(root: Path, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the YAML files of a content folder with what the folder knows of them, in no order."""
    with os.scandir(root / below if below else root) as entries:
        for entry in entries:
            relative = f"{below}/{entry.name}" if below else entry.name
            if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root.resolve()):
                continue
            if entry.is_dir() and entry.name != "cases":
                yield from content_entries(root, relative)
            elif entry.name.endswith(".yaml") and entry.is_file():
                yield relative, entry
