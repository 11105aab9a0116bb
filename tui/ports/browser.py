"""Opening a page in the person's browser, on demand only; the program reads nothing from the network itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

from tui.core.text import clean
from tui.ports.clipboard.child import run_child

TIME_OUT = 10.0
DESKTOPS = ("DISPLAY", "WAYLAND_DISPLAY")

# In a process of its own: browsers and their starters write on the screen of whoever calls them. Without a terminal on
# its standard input no text browser takes this one over.
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def is_page(address: str) -> bool:
    """Say whether an address is a web page that may be opened: http or https with a host, on one line."""
    if clean(address).text != address or address.split() != [address]:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def open_page(address: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Open a page and say whether a browser was started; it may take seconds, so an interface calls it in a thread."""
    if not is_page(address) or not _has_desktop(environment):
        return False
    try:
        command = [sys.executable, "-P", "-c", _OPEN, address]
        run = run_child(command, data=b"", environment=environment, time_out=TIME_OUT)
    except OSError:
        return False
    # A starter that has not come back by then has its browser in front of the person.
    return run.code in (0, None)


def _has_desktop(environment: Mapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in (*DESKTOPS, "BROWSER", "WSL_DISTRO_NAME"))
