"""Lets one call to the system fail during a save, each in turn."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

NAMES = ("mkstemp", "open", "fdopen", "fchmod", "fsync", "replace", "write", "flush")


class FailingCalls:
    """Counts the calls that a save makes to the system, and has the one with a number fail."""

    def __init__(self, fails_at: int, errno: int) -> None:
        self.fails_at = fails_at
        self.errno = errno
        self.calls: list[str] = []

    def may(self, name: str) -> None:
        """Note a call, and raise where it is the one that fails."""
        self.calls.append(name)
        if len(self.calls) - 1 == self.fails_at:
            raise OSError(self.errno, os.strerror(self.errno))


class FailingFile:
    """A file whose writes may fail."""

    def __init__(self, file: IO[bytes], calls: FailingCalls) -> None:
        self._file = file
        self._calls = calls

    def write(self, data: bytes) -> int:
        self._calls.may("write")
        return self._file.write(data)

    def flush(self) -> None:
        self._calls.may("flush")
        self._file.flush()

    def __enter__(self) -> FailingFile:
        self._file.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._file.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def failing(fails_at: int, errno: int) -> Iterator[FailingCalls]:
    """Have the call with this number fail with an error of the system, once."""
    calls = FailingCalls(fails_at, errno)

    def watched(name: str, stock: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            calls.may(name)
            return stock(*arguments, **options)

        return call

    stock_fdopen = os.fdopen

    def fdopen(descriptor: int, *arguments: Any, **options: Any) -> Any:
        try:
            calls.may("fdopen")
        except OSError:
            # Whoever cannot open a file from it would leak it.
            os.close(descriptor)
            raise
        return FailingFile(stock_fdopen(descriptor, *arguments, **options), calls)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdopen", fdopen)
        for module, name in ((os, "open"), (os, "fchmod"), (os, "fsync"), (tempfile, "mkstemp")):
            patch.setattr(module, name, watched(name, getattr(module, name)))
        patch.setattr(Path, "replace", watched("replace", Path.replace))
        yield calls
