"""Where the files of a pack go: a private folder or a private zip; no name leads out of it, none comes twice."""

from __future__ import annotations

import os
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from tui.core.export.names import check_zip_path

# The same bytes for the same pack: a zip would note the moment of packing.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class Target(Protocol):
    """Takes files by their path in the pack."""

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a new file for writing."""


class FolderTarget:
    """A pack as a folder that its owner alone can read.

    The files are streamed instead of going through `write_private`: scans can be large, and the folder gets its name
    only when all are there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        self._folder.mkdir(mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a new file for writing; a name that is taken fails."""
        path = self._folder / check_zip_path(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(path, flags, 0o600), "wb")


class ZipTarget:
    """A pack as a zip."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._zip.close()
        finally:
            self._file.close()

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a new file for writing."""
        entry = zipfile.ZipInfo(check_zip_path(name), ZIP_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return self._zip.open(entry, "w", force_zip64=True)
