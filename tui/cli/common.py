"""What every command needs: content, cases, texts, output, and the one place where errors become exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tui.core.text import clean, one_line

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.case.shops import ShopStore
    from tui.core.case.store import CaseStore
    from tui.core.case.values import ValueProblem
    from tui.core.content.library import Content
    from tui.core.settings import Settings
    from tui.interface import Interface

DONE, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
MAX_SHOWN = 300


class UsageProblem(Exception):  # noqa: N818  # what the person gave is not usable; the program did not fail
    """What was asked cannot be done as it was given; each message becomes a line on standard error."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def guarded(command: Callable[[], int]) -> int:
    """Run a command; whatever goes wrong becomes an exit status and a clear line, never a traceback."""
    _prepare_streams()
    try:
        status = command()
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse leaves so after printing help
        return leaving.code if isinstance(leaving.code, int) else DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return DONE
    except Exception as error:
        for line in _lines_for(error):
            complain(line)
        return WRONG
    return status


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file or a pipe gets UTF-8; a terminal keeps what it understands, and no character is ever fatal.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _forget_output() -> None:
    # The interpreter flushes standard output once more when it ends, and would complain of the closed pipe itself.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _lines_for(error: Exception) -> tuple[str, ...]:
    from tui.core.content.problems import ContentError

    if isinstance(error, UsageProblem):
        return error.messages
    if isinstance(error, ContentError):
        more = len(error.problems) - 1
        return (f"{error.problems[0]}" + (f" (and {more} more)" if more else ""),)
    return (_line_for(error),)


def _line_for(error: Exception) -> str:
    from tui.core.case.values import ValueProblem
    from tui.core.content.problems import UnknownNameError
    from tui.core.content.wording import WordingError
    from tui.ports.paths import PathProblem

    if isinstance(error, ValueProblem):
        return problem_text(open_interface(None), error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, PathProblem | UnknownNameError | WordingError | OSError):
        return str(error)
    if sys.flags.dev_mode:  # python -X dev: whoever works on the program wants the traceback
        raise error
    return f"this should not happen: {type(error).__name__}: {error}"


def complain(message: str) -> None:
    """Print one line on standard error."""
    line = one_line(message)
    shown = line if len(line) <= MAX_SHOWN * 4 else line[: MAX_SHOWN * 4] + " …"
    with suppress(BrokenPipeError):
        print(f"reinstate: {shown}", file=sys.stderr)


def emit(text: str, end: str = "\n") -> None:
    """Print a text; on a terminal nothing in it may steer the terminal."""
    print(clean(text).text if sys.stdout.isatty() else text, end=end)


def emit_json(value: Any) -> None:
    """Print one JSON document."""
    import json

    emit(json.dumps(value, ensure_ascii=False, indent=2))


def open_library() -> Content:
    """Open the built-in content with the user's layer, through the cache."""
    from tui.core.content.library import open_content
    from tui.ports.paths import cache_home, config_home
    from tui.version import VERSION

    content = open_content(config_home() / "content", cache_home(), VERSION)
    for problem in content.index.problems:
        complain(f"{problem}; your own content is left out")
    return content


def open_store() -> CaseStore:
    """Open the folder of cases."""
    from tui.core.case.store import CaseStore
    from tui.ports.paths import data_home

    return CaseStore(data_home())


def open_settings() -> Settings:
    """Return what `config.yaml` sets; its first fault is told, and then nothing of it counts."""
    from tui.core.settings import read_settings
    from tui.ports.paths import config_home

    found = read_settings(config_home())
    for problem in found.problems[:1]:
        complain(str(problem))
    return found.settings


def open_shops() -> ShopStore:
    """Open the folder of shop profiles."""
    from tui.core.case.shops import ShopStore
    from tui.ports.paths import data_home

    return ShopStore(data_home())


def open_interface(language: str | None, content: Content | None = None) -> Interface:
    """Return the texts of the interface in the language asked for, else in the locale's."""
    from tui.interface import Interface, chosen_language

    return Interface(content or open_library(), chosen_language(language))


def open_case(content: Content, store: CaseStore, name: str) -> Case:
    """Open a case and make sure that the content knows its type and its letter's language."""
    from tui.core.content.problems import UnknownNameError, nearest

    case = store.open(name)
    content.type(case.type)
    languages = content.index.pack.languages
    if case.letter_language not in languages:
        near = nearest(case.letter_language, languages)
        known = ", ".join(languages)
        raise UnknownNameError(f"{case.id}: no letter is written in '{case.letter_language}' (known: {known}){near}")
    return case


def problem_text(interface: Interface, problem: ValueProblem) -> str:
    """Return what is wrong with a value in the words of the interface."""
    parts = {name: part if len(part) <= MAX_SHOWN else part[:MAX_SHOWN] + "…" for name, part in problem.parts.items()}
    return interface.text(f"problems.{problem.code}", **parts)


def installed_version(distribution: str) -> str:
    """Return the version of an installed distribution, or "not installed"."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
