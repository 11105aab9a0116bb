"""A program in a pseudo terminal: start it, write keys, wait for what its screen shows, look at its raw bytes."""

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).resolve().parent.parent


class TimeLimitError(AssertionError):
    """What a test waited for did not happen in time; the message shows the screen."""


class Terminal:
    """A program that runs in a pty of its own, with the screen it paints."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        limit: float = 15.0,
    ) -> None:
        self.limit = limit
        self.raw = b""
        self.status: int | None = None
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        environ = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **(env or {})}
        master, slave = os.openpty()
        # The size has to stand before the program can ask for it.
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.pid = os.fork()
        if self.pid == 0:
            _become(argv, environ, master, slave)
        os.close(slave)
        self._master: int | None = master
        os.set_blocking(master, False)

    @classmethod
    def python(cls, *argv: str, **options: object) -> "Terminal":
        """Run the Python of the tests with these arguments."""
        return cls([sys.executable, *argv], **options)  # type: ignore[arg-type]  # the options of __init__

    @property
    def screen(self) -> list[str]:
        """The rows as a person sees them now, without the blanks at their ends."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def shown(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.screen)

    def write(self, keys: str | bytes) -> None:
        """Write all keys at once, as one burst."""
        assert self._master is not None, "the terminal is closed"
        data = keys.encode() if isinstance(keys, str) else keys
        end = time.monotonic() + self.limit
        while data:
            if time.monotonic() > end:
                raise TimeLimitError(f"the program does not read its input; the screen:\n{self.shown}")
            self._read(0.0)
            with_room = select.select([], [self._master], [], 0.05)[1]
            if with_room:
                data = data[os.write(self._master, data) :]

    def wait_for(self, condition: str | Callable[[], object], limit: float | None = None) -> None:
        """Wait until the screen shows a text, or a condition holds; fail with the screen after the time limit."""
        holds = (lambda: condition in self.shown) if isinstance(condition, str) else condition
        end = time.monotonic() + (self.limit if limit is None else limit)
        while not holds():
            if time.monotonic() > end:
                raise TimeLimitError(f"waited in vain for {condition!r}; the screen:\n{self.shown}")
            self._read(0.05)

    def wait_for_end(self, limit: float | None = None) -> int:
        """Wait until the program has ended and return its exit code, negative for a signal as in `subprocess`."""
        self.wait_for(self.has_ended, limit)
        assert self.status is not None
        self._read(0.0)
        return os.waitstatus_to_exitcode(self.status)

    def send_signal(self, signum: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, signum)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal."""
        assert self._master is not None, "the terminal is closed"
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def close_window(self) -> None:
        """Close the terminal while the program runs."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def cpu_seconds(self) -> float:
        """Return the processor time the program has used so far (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitpid(self.pid, 0)[1]
        self.close_window()

    def has_ended(self) -> bool:
        """Say whether the program has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def _read(self, seconds: float) -> None:
        if self._master is None:
            select.select([], [], [], seconds)
            return
        if not select.select([self._master], [], [], seconds)[0]:
            return
        try:
            data = os.read(self._master, 65536)
        except OSError:
            # The program has closed its side; nothing more will come, and asking at once again would only burn time.
            select.select([], [], [], seconds)
            return
        self.raw += data
        # pyte takes the `>4;1m` and `<u` of keyboard protocols for ordinary text styles.
        self._stream.feed(data)


def _become(argv: Sequence[str], environ: dict[str, str], master: int, slave: int) -> None:
    """Turn the forked child into the program, the pty being its controlling terminal."""
    try:
        os.close(master)
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for descriptor in (0, 1, 2):
            os.dup2(slave, descriptor)
        os.chdir(ROOT)
        os.execve(argv[0], list(argv), environ)
    finally:
        os._exit(127)
