"""`reinstate keys`: the keys of the app, as configured for this machine or as a page of the documentation."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping

from tui.cli.common import DONE, complain, emit, open_interface
from tui.commands import COMMANDS, Command
from tui.core.settings import read_settings
from tui.interface import Interface
from tui.keymap import Keymap, default_keys, resolve
from tui.keys import shown_key
from tui.ports.paths import config_home

LETTER_SEPARATOR = ","


def show(options: Namespace) -> int:
    """Print the keys; what is wrong with the configured ones goes to standard error."""
    interface = open_interface(options.lang)
    if options.markdown:
        emit(page(interface))
        return DONE
    keymap = _configured(interface)
    for command in COMMANDS:
        where = "" if command.where == "everywhere" else interface.text(f"panes.{command.where}")
        title = interface.text(f"commands.{command.id}.title")
        mark = "*" if command.id in keymap.changed else " "
        told = f"{mark} {shown_keys(command, keymap.keys) or '-':<22} {command.id:<20} {title}"
        emit(f"{told} ({where})" if where else told)
    return DONE


def _configured(interface: Interface) -> Keymap:
    read = read_settings(config_home())
    keymap = resolve(read.settings.keys)
    for problem in read.problems:
        complain(str(problem))
    for told in keymap.problems:
        complain(interface.text(f"keys.problems.{told.kind}", **told.parts))
    return keymap


def shown_keys(command: Command, keys: Mapping[str, str]) -> str:
    """Return all keys of a command as people write them."""
    letters = command.letter_key.split(LETTER_SEPARATOR)[:1]
    every = [*keys[command.id].split(","), *letters]
    return ", ".join(shown_key(key) for key in every if key)


def page(interface: Interface) -> str:
    """Return the page of all default keys as Markdown, by pane."""
    return "\n".join(_lines(interface))


def _lines(interface: Interface) -> Iterator[str]:
    text, keys = interface.text, default_keys()
    yield f"# {text('keys.page')}"
    yield ""
    yield text("keys.intro", example="keys: {copy-letter: f6}")
    places = dict.fromkeys(command.where for command in COMMANDS)
    for place in places:
        yield ""
        here = text("help.everywhere") if place == "everywhere" else text("keys.here", pane=text(f"panes.{place}"))
        yield f"## {here}"
        yield ""
        yield f"| {text('keys.written')} | {text('keys.command')} | {text('keys.title')} | {text('keys.does')} |"
        yield "|---|---|---|---|"
        for command in COMMANDS:
            if command.where == place:
                title, sentence = text(f"commands.{command.id}.title"), text(f"commands.{command.id}.help")
                shown = shown_keys(command, keys) or text("keys.no_key")
                yield f"| {shown} | `{command.id}` | {title} | {sentence} |"
