"""The commands: parses the arguments, runs one command, and turns what goes wrong into an exit status and one line."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    from tui.cli.common import guarded

    return guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    from tui.cli.parser import build_parser

    options = build_parser().parse_args(arguments)
    if options.version:
        return _print_version()
    if options.handler is None:
        return handler_of("plain:walk")(options) if options.plain else _run_app(options)
    return handler_of(options.handler)(options)


def handler_of(name: str) -> Callable[[Namespace], int]:
    """Return the function that carries a command out; its module is imported only now."""
    module, function = name.split(":")
    handler: Callable[[Namespace], int] = getattr(import_module(f"tui.cli.{module}"), function)
    return handler


def _print_version() -> int:
    from tui.cli.common import emit
    from tui.version import VERSION

    emit(f"reinstate {VERSION}")
    return 0


def _run_app(options: Namespace) -> int:
    import os
    import sys

    # In a browser the app talks to its server, which says so by the driver it names.
    is_served = bool(os.environ.get("TEXTUAL_DRIVER"))
    if not is_served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        from tui.cli.common import complain

        complain("the app needs a terminal; the commands work without one (see: reinstate --help)")
        return 2
    from tui.app import run_app

    return run_app(options.lang, mouse=options.mouse)
