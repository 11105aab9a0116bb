"""`reinstate serve`: the app in a browser of this machine."""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.common import DONE, UsageProblem, complain, emit, open_interface

MISSING = "the browser needs the package textual-serve: python3 -m uv sync --extra serve (or pip install textual-serve)"


def serve(options: Namespace) -> int:
    """Print the address and serve until Ctrl+C."""
    try:
        from tui.serving import HOST, LocalServer
    except ModuleNotFoundError as error:
        raise UsageProblem(MISSING) from error
    language = ["--lang", options.lang] if options.lang else []
    texts = open_interface(options.lang)
    try:
        server = LocalServer([sys.executable, "-m", "tui", *language], texts.text("app.title"), options.port)
    except (OSError, OverflowError) as error:
        raise UsageProblem(f"port {options.port} of {HOST} cannot be used: {error}") from error
    emit(server.address)
    sys.stdout.flush()
    complain(texts.text("serve.how"))
    server.run()
    return DONE
