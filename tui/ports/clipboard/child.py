"""Running a program that may hang, flood, fork or die, without any of that reaching the screen or the user's time."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from tui.core.text import one_line

if TYPE_CHECKING:
    import subprocess

_COMPLAINT_BYTES = 4_000
_DETAIL_CHARACTERS = 200
_LAST_WAIT = 0.5


@dataclass(frozen=True, slots=True)
class ChildRun:
    """How a program ended: ``code`` is nothing when it ran out of time, ``complaint`` is one line of its stderr."""

    code: int | None
    output: bytes
    complaint: str


def run_child(
    command: Sequence[str], *, data: bytes, environment: Mapping[str, str], time_out: float, keep: int = 0
) -> ChildRun:
    """Run a program with data on its standard input and return how it ended, with up to ``keep`` bytes of its output.

    All three streams are files: a pipe would stay open in a forked clipboard owner and keep the reader waiting, and a
    program that does not read would keep the writer waiting.
    """
    import subprocess
    import tempfile

    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        source.write(data)
        source.flush()
        source.seek(0)
        child = subprocess.Popen(
            list(command),
            stdin=source,
            stdout=output if keep else subprocess.DEVNULL,
            stderr=complaints,
            env=dict(environment),
            # The owner of an X selection must outlive the terminal's hang-up.
            start_new_session=True,
            creationflags=_no_window(),
        )
        code: int | None = None
        try:
            code = child.wait(time_out)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if child.returncode is None:
                _end(child)
        return ChildRun(code, _beginning(output, keep), _said(_beginning(complaints, _COMPLAINT_BYTES)))


def _no_window() -> int:
    if sys.platform == "win32":
        import subprocess

        return subprocess.CREATE_NO_WINDOW
    return 0


def _end(child: "subprocess.Popen[bytes]") -> None:
    import subprocess

    with suppress(OSError):
        if sys.platform == "win32":
            child.kill()
        else:
            # It leads a session of its own, so what it started goes with it.
            os.killpg(child.pid, signal.SIGKILL)
    # A process that waits for a dead network disk cannot be killed; it is not waited for either.
    with suppress(subprocess.TimeoutExpired):
        child.wait(_LAST_WAIT)


def _beginning(file: IO[bytes], size: int) -> bytes:
    file.seek(0)
    return file.read(size)


def _said(stderr: bytes) -> str:
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines:
        return ""
    line = lines[-1] if lines[0].startswith("Traceback") else lines[0]
    return one_line(line)[:_DETAIL_CHARACTERS]
