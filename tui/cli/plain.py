"""`reinstate --plain`: opens the wizard on the user's data; works on a terminal and in a pipe."""

from __future__ import annotations

import io
import sys
from argparse import Namespace

from tui.cli.common import open_interface, open_library, open_store
from tui.plain.wizard import run_plain
from tui.ports.clock import SystemClock
from tui.session import CaseSession


def walk(options: Namespace) -> int:
    """Walk a person through a case; 1 where something could not be saved."""
    content = open_library()
    if isinstance(sys.stdin, io.TextIOWrapper):
        # What a terminal or a pipe sends is never fatal; a pipe gives UTF-8 on every system.
        sys.stdin.reconfigure(encoding=sys.stdin.encoding if sys.stdin.isatty() else "utf-8", errors="replace")
    session = CaseSession(content, open_store(), SystemClock())
    return run_plain(session, open_interface(options.lang, content))
