"""A way to the terminal for commands that run without the interface."""

from __future__ import annotations

import sys

from tui.ports.clipboard.carry import WriteToTerminal


def terminal_writer() -> WriteToTerminal | None:
    """Return what writes a sequence to the terminal, or nothing where standard output is none."""
    if not sys.stdout.isatty():
        return None

    def write(sequence: str) -> None:
        sys.stdout.write(sequence)
        sys.stdout.flush()

    return write
