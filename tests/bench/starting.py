"""Starts the app and a minimal Textual app in turns, each in a pty, and says when the screen had come to rest."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Figure, p95

ROOT = Path(__file__).resolve().parents[2]
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello")
Hello().run()
"""
QUIET = 0.15
LIMIT = 30.0


@dataclass(frozen=True)
class Start:
    ready: float
    """Milliseconds to the last output before the first quiet spell with the text on the screen."""
    memory: float
    """MiB, the peak so far."""
    output: int
    """Bytes that were written until then."""


def start(arguments: list[str], until: bytes, home: Path) -> Start:
    """Start a program, wait until its screen has come to rest, and end it."""
    homes = {f"REINSTATE_{name}": str(home / name) for name in ("HOME", "CONFIG", "CACHE")}
    # What a person's shell does not set: without .pyc files each start would compile the program again.
    foreign = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "CI", "NO_COLOR")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    begin = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, *arguments], {**environment, **homes, "TERM": "xterm-256color"})
    output, last = b"", begin
    try:
        while time.perf_counter() - begin < LIMIT:
            if not select.select([terminal], [], [], QUIET)[0]:
                if until in output:
                    break
                continue
            output += os.read(terminal, 1 << 16)
            last = time.perf_counter()
        status = Path(f"/proc/{pid}/status").read_text()
        memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return Start((last - begin) * 1000, memory, len(output))


def starts(home: Path, n: int) -> list[Figure]:
    """Measure both in turns, the first of each not counted."""
    ours, floor = [], []
    for number in range(n + 1):
        one = start(["-m", "tui"], b"Contacts", home)
        other = start(["-c", HELLO], b"Hello", home)
        if number:
            ours.append(one)
            floor.append(other)
    found = []
    for name, unit, field in (("start, ready", "ms", "ready"), ("memory at ready", "MiB", "memory")):
        values = [getattr(item, field) for item in ours]
        floors = statistics.median(getattr(item, field) for item in floor)
        found.append(Figure(name, 1, "app", statistics.median(values), p95(values), floors, unit, n))
    return found
