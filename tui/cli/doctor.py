"""`reinstate doctor`: what this installation consists of and what is wrong with it; never fails itself."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from tui.cli.common import DONE, emit, installed_version, open_interface, open_library, open_store
from tui.core.content.library import Content, content_root
from tui.core.content.problems import ContentError
from tui.core.content.yaml_reader import loader_name
from tui.core.settings import SETTINGS_FILE, Settings, SettingsRead, read_settings
from tui.core.text import one_line
from tui.interface import Interface
from tui.ports.clipboard import Attempt, Reason, routes, try_routes
from tui.ports.clipboard.configured import backend_problem, configured
from tui.ports.clipboard.terminal import terminal_writer
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
    settings = _settings()
    _print("Versions", _versions())
    _print("Paths", _paths())
    _print("Terminal", _terminal())
    _print("Configuration", _about_settings(settings))
    _print("Content", [f"cannot be read: {fault}"] if content is None else _about_content(content))
    _print("Cases", _cases())
    if options.attempt:
        emit("\nTrying every clipboard route: this overwrites what is on the clipboard.")
        _print("Clipboard, tried", _attempts(texts, settings.settings))
    else:
        _print("Clipboard (--try really copies a text)", _routes(texts, settings.settings))
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


def _settings() -> SettingsRead:
    try:
        return read_settings(config_home())
    except PROBLEMS:
        # Where the folder cannot be known, the paths have said so.
        return SettingsRead(Settings())


def _about_settings(found: SettingsRead) -> Iterator[str]:
    try:
        path = config_home() / SETTINGS_FILE
    except PROBLEMS as error:
        yield one_line(str(error))
        return
    if found.problems:
        yield f"{path}: LEFT OUT"
        yield from (f"  {problem}" for problem in found.problems)
        return
    yield f"{path}: {'read' if path.is_file() else 'none, all as delivered'}"
    section = found.settings.clipboard
    yield f"clipboard: {section.backend or 'the best way there is'}, time-out {section.time_out:g} s"
    if complaint := backend_problem(section):
        yield complaint


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


def _routes(texts: Interface | None, settings: Settings) -> Iterator[str]:
    for report in routes(settings=configured(settings.clipboard)):
        program = f" ({report.program})" if report.program else ""
        yield f"{report.route}: " + ("can be used" if report.usable else _reason(report.reason, texts)) + program


def _attempts(texts: Interface | None, settings: Settings) -> Iterator[str]:
    """Try every route, also those that the configuration passes by: what works here is the question."""
    every = msgspec.structs.replace(settings.clipboard, backend=None)
    attempts = try_routes(settings=configured(every), write_to_terminal=terminal_writer())
    for attempt in attempts:
        reason = f": {_reason(attempt.reason, texts)}" if attempt.reason else ""
        detail = f" ({attempt.detail})" if attempt.detail else ""
        yield f"{attempt.route}: {attempt.state.replace('_', ' ')}{reason}{detail}"
    yield f"works here: {_list_of(attempts, 'checked') or 'nothing that could be checked'}"
    if sent := _list_of(attempts, "sent"):
        yield f"handed over, nobody can confirm: {sent}"


def _list_of(attempts: tuple[Attempt, ...], state: str) -> str:
    return ", ".join(attempt.route for attempt in attempts if attempt.state == state)


def _reason(reason: Reason | None, texts: Interface | None) -> str:
    if reason is None:
        return ""
    return texts.text(f"clipboard.{reason}") if texts is not None else reason.replace("_", " ")
