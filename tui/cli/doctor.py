"""`reinstate doctor`: what this installation consists of and what is wrong with it; never fails itself."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.cli.common import DONE, emit, installed_version, open_interface, open_library, open_store
from tui.core.content.library import Content, content_root
from tui.core.content.problems import ContentError
from tui.core.content.yaml_reader import loader_name
from tui.core.text import one_line
from tui.interface import Interface
from tui.ports.clipboard import Reason, routes, try_routes
from tui.ports.paths import PathProblem, cache_home, config_home, data_home, state_home
from tui.version import VERSION

PACKAGES = ("textual", "rich", "jinja2", "pyyaml", "msgspec", "pyperclip", "platformdirs")
VARIABLES = (
    "REINSTATE_HOME", "REINSTATE_CONFIG", "REINSTATE_CACHE", "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION",
    "COLORTERM", "NO_COLOR", "TMUX", "STY", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "WT_SESSION", "WSL_DISTRO_NAME",
    "LANG", "LC_ALL", "LC_MESSAGES", "TEXTUAL_DISABLE_KITTY_KEY", "PYTHONUTF8",
)  # fmt: skip

PROBLEMS = (ContentError, PathProblem, OSError)


def examine(options: Namespace) -> int:
    """Print the report; whatever is broken stands in it as a line."""
    content, texts, fault = _content(options.lang)
    _print("Versions", _versions())
    _print("Paths", _paths())
    _print("Terminal", _terminal())
    _print("Content", [f"cannot be read: {fault}"] if content is None else _about_content(content))
    _print("Cases", _cases())
    if options.attempt:
        emit("\nTrying every clipboard route: this overwrites what is on the clipboard.")
        _print("Clipboard, tried", _attempts(texts))
    else:
        _print("Clipboard (--try really copies a text)", _routes(texts))
    return DONE


def _content(language: str | None) -> tuple[Content | None, Interface | None, str]:
    try:
        content = open_library()
        return content, open_interface(language, content), ""
    except PROBLEMS as error:
        return None, None, one_line(str(error))


def _print(title: str, lines: Iterator[str] | list[str]) -> None:
    emit(f"\n{title}" if title != "Versions" else title)
    for line in lines:
        emit(f"  {one_line(line)}")


def _versions() -> Iterator[str]:
    yield f"reinstate {VERSION}"
    yield f"Python {platform.python_version()} ({sys.executable})"
    yield f"system {platform.platform()}"
    for name in PACKAGES:
        yield f"{name} {installed_version(name)}"
    yield f"YAML parser: {loader_name()}"
    yield f"grammar and spelling: {_grammar()}"


def _grammar() -> str:
    from tui.core.checks.grammar import HOW_TO_ADD, is_installed

    return f"harper-py {installed_version('harper-py')}" if is_installed() else HOW_TO_ADD["en"]


def _paths() -> Iterator[str]:
    homes: dict[str, Callable[[], Path]] = {
        "data": data_home,
        "configuration": config_home,
        "cache": cache_home,
        "state": state_home,
        "content": content_root,
    }
    for name, home in homes.items():
        try:
            path = home()
            yield f"{name}: {path}{_condition(path)}"
        except PROBLEMS as error:
            yield f"{name}: {error}"


def _condition(path: Path) -> str:
    if not path.exists():
        return " (not made yet)"
    if not path.is_dir():
        return " (NOT A FOLDER)"
    return "" if os.access(path, os.R_OK | os.X_OK) else " (CANNOT BE READ)"


def _terminal() -> Iterator[str]:
    yield f"standard output: {'terminal' if sys.stdout.isatty() else 'file or pipe'}, {sys.stdout.encoding}"
    for name in VARIABLES:
        if name in os.environ:
            yield f"{name}={os.environ[name]}"


def _about_content(content: Content) -> Iterator[str]:
    index = content.index
    yield f"{index.pack.name} {index.pack.version}, format {index.pack.format}"
    yield f"{len(index.types)} types, {len(content.directory.contacts)} contacts, {', '.join(index.pack.languages)}"
    layer = config_home() / "content"
    if not layer.is_dir():
        yield f"user layer: none (it would be {layer})"
    elif not content.problems:
        yield f"user layer: loads ({layer})"
    else:
        yield f"user layer: LEFT OUT ({layer})"
        for problem in content.problems:
            yield f"  {problem.file}:{problem.line}:{problem.column}: {problem.message}"


def _cases() -> Iterator[str]:
    try:
        found = open_store().cases()
    except PROBLEMS as error:
        yield f"cannot be listed: {error}"
        return
    damaged = [item for item in found if item.problem]
    yield f"{len(found)} cases, {len(damaged)} damaged"
    for item in damaged:
        yield f"{item.id}: {item.problem}"


def _routes(texts: Interface | None) -> Iterator[str]:
    for report in routes():
        program = f" ({report.program})" if report.program else ""
        yield f"{report.route}: " + ("can be used" if report.usable else _reason(report.reason, texts)) + program


def _attempts(texts: Interface | None) -> Iterator[str]:
    for attempt in try_routes():
        reason = f": {_reason(attempt.reason, texts)}" if attempt.reason else ""
        detail = f" ({attempt.detail})" if attempt.detail else ""
        yield f"{attempt.route}: {attempt.state.replace('_', ' ')}{reason}{detail}"


def _reason(reason: Reason | None, texts: Interface | None) -> str:
    if reason is None:
        return ""
    return texts.text(f"clipboard.{reason}") if texts is not None else reason.replace("_", " ")
