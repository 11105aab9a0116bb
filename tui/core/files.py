"""Writing files that others cannot read and that are never half written, and reading files of bounded size."""

import errno
import os
import stat
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TEMPORARY_PREFIX = ".reinstate-"
TEMPORARY_SUFFIX = ".tmp"

# Defender, the indexer and OneDrive hold a file for a moment after it was written: access denied, sharing, lock.
_WINDOWS_MOMENTARY = frozenset({5, 32, 33})
_WINDOWS_WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)

# Some network and FUSE file systems cannot sync a folder; there is nothing better to do there.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS})


class IrregularFileError(OSError):
    """The path leads to a folder, a device, a pipe or in circles, not to a file."""


class FileTooLargeError(OSError):
    """The file holds more than the limit."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(errno.EFBIG, f"File is larger than {limit:,} bytes", str(path))
        self.limit = limit


def write_private(path: Path, data: bytes | str, *, replace_read_only: bool = False) -> Path:
    """Write a file so that it is old or new but never half, readable by its owner alone, and return the file written.

    A symbolic link is followed, so the link stays. A file that is marked read-only is refused unless the caller, who
    can ask, says otherwise. When this returns, the file survives a power cut.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data
    target = Path(os.path.realpath(path))
    mode = _mode_for(target, replace_read_only)
    # The name of the temporary file owes nothing to the target's: a name at the length limit could not be added to.
    descriptor, name = tempfile.mkstemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent)
    temporary = Path(name)
    try:
        _fill(descriptor, payload, mode)
        _replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)
    return target


def read_bounded(path: Path, limit: int) -> bytes:
    """Return all bytes of a regular file, or raise ``FileTooLargeError`` without reading more than the limit."""
    # O_NONBLOCK: opening a pipe nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    _refuse_irregular(path, path.stat().st_mode)
    with os.fdopen(os.open(path, flags), "rb") as file:
        _refuse_irregular(path, os.fstat(file.fileno()).st_mode)
        content = file.read(limit + 1)
    if len(content) > limit:
        raise FileTooLargeError(path, limit)
    return content


def _mode_for(target: Path, replace_read_only: bool) -> int:
    try:
        found = target.lstat().st_mode
    except FileNotFoundError:
        return 0o600
    _refuse_irregular(target, found)
    if not found & stat.S_IWUSR and not replace_read_only:
        raise PermissionError(errno.EACCES, "File is marked read-only", str(target))
    return stat.S_IMODE(found) & 0o600


def _refuse_irregular(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        raise IrregularFileError(errno.ELOOP, "Symbolic links lead in circles", str(path))
    if stat.S_ISDIR(mode):
        raise IrregularFileError(errno.EISDIR, "Is a folder, not a file", str(path))
    raise IrregularFileError(errno.EINVAL, "Is a device or a pipe, not a file", str(path))


def _fill(descriptor: int, payload: bytes, mode: int) -> None:
    with os.fdopen(descriptor, "wb") as file:
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)
        file.write(payload)
        file.flush()
        _sync(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync on a Mac stops at the drive's own cache; not every file system there knows the stronger call.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    for wait in _WINDOWS_WAITS:
        try:
            temporary.replace(target)
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _WINDOWS_MOMENTARY:
                raise
            time.sleep(wait)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
