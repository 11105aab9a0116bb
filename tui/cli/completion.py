"""`reinstate completion`: a shell's completion, generated from the parser; ids are asked for when they are needed."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from tui.cli.common import DONE, emit, open_library, open_store

LISTS = ("cases", "types", "guides")
FILES = "files"
KINDS = {"TYPE": "types", "CASE": "cases", "FILE": FILES, "DIR": FILES, "DIR|FILE.zip": FILES, "FILE|-|CASE": "cases"}
"""What a value is, by how the help calls it; everything else is the person's own."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or where it has no name a place on the line: what follows it and what it is for."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What can stand on the line of a command: `path` are its words, `verbs` those that may follow."""

    path: tuple[str, ...]
    options: tuple[Option, ...]
    places: tuple[Option, ...]
    verbs: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The words of the command as one text."""
        return " ".join(self.path)


def complete(options: Namespace) -> int:
    """Print the completion of a shell, or the ids that one asks for."""
    if options.shell in LISTS:
        for name in _ids(options.shell):
            emit(name)
        return DONE
    from tui.cli.parser import build_parser

    lines = tuple(lines_of(build_parser()))
    emit({"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell](lines), end="")
    return DONE


def _ids(name: str) -> Iterator[str]:
    match name:
        case "cases":
            yield from (item.id for item in open_store().cases())
        case "types":
            yield from (entry.id for entry in open_library().index.types)
        case _:
            yield from open_library().guides


def lines_of(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[Line]:
    """Yield the line of a command and those of its verbs."""
    options: list[Option] = []
    places: list[Option] = []
    verbs: dict[str, argparse.ArgumentParser] = {}
    helps: dict[str, str] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            verbs = dict(action.choices)
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        else:
            (options if action.option_strings else places).append(_option(action, path))
    told = tuple((name, helps.get(name, "")) for name in verbs)
    yield Line(path, tuple(options), tuple(places), told)
    for name, verb in verbs.items():
        yield from lines_of(verb, (*path, name))


def _option(action: argparse.Action, path: tuple[str, ...]) -> Option:
    kind = KINDS.get(str(action.metavar or ""), "")
    if path == ("guide",) and not action.option_strings:
        kind = "guides"
    choices = tuple(str(choice) for choice in action.choices or ())
    hidden = action.help is None or action.help == argparse.SUPPRESS
    return Option(tuple(action.option_strings), "" if hidden else str(action.help), action.nargs != 0, kind, choices)


def _bash(lines: tuple[Line, ...]) -> str:
    paths = [
        f'            "{" ".join(line.path)} {name}") at="{" ".join((*line.path, name))}" ;;'
        for line in lines
        for name, _ in line.verbs
    ]
    values = [
        f'        "{line.words} {name}") {_bash_values(option)}; return ;;'
        for line in lines
        for option in line.options
        if option.takes_value
        for name in option.names
    ]
    names = {line.words: " ".join(name for item in line.options for name in item.names) for line in lines}
    dashes = [f'            "{words}") _reinstate_words "{options}" ;;' for words, options in names.items()]
    places = [f'        "{line.words}") {_bash_places(line)} ;;' for line in lines]
    return "\n".join([BASH_HEAD, *paths, BASH_VALUES, *values, BASH_DASHES, *dashes, BASH_PLACES, *places, BASH_END])


def _bash_values(option: Option) -> str:
    if option.choices:
        return f'_reinstate_words "{" ".join(option.choices)}"'
    if option.kind in LISTS:
        return f"_reinstate_ids {option.kind}"
    return "_reinstate_files" if option.kind == FILES else ":"


def _bash_places(line: Line) -> str:
    if line.verbs:
        return f'_reinstate_words "{" ".join(name for name, _ in line.verbs)}"'
    found = [_bash_values(place) for place in line.places]
    if any(place.kind == "cases" for place in line.places) and line.path[0] == "check":
        found.append("_reinstate_files")
    return "; ".join(dict.fromkeys(part for part in found if part != ":")) or ":"


def _zsh(lines: tuple[Line, ...]) -> str:
    # zsh runs completions written for bash; one function that is tried in both beats two that differ.
    return "#compdef reinstate\nautoload -U +X bashcompinit && bashcompinit\n" + _bash(lines)


def _fish(lines: tuple[Line, ...]) -> str:
    rows = ["complete -c reinstate -f"]
    for line in lines:
        here = _fish_condition(line)
        rows += [f"complete -c reinstate -n {here} -a {name} -d {_quoted(text)}" for name, text in line.verbs]
        for option in line.options:
            rows.append(f"complete -c reinstate -n {here} {_fish_names(option)}{_fish_values(option)}")
        for place in line.places:
            if values := _fish_values(place):
                rows.append(f"complete -c reinstate -n {here}{values}")
    return "\n".join(rows) + "\n"


def _fish_condition(line: Line) -> str:
    if not line.path:
        return "__fish_use_subcommand"
    seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in line.path)
    if line.verbs:
        seen += "; and not __fish_seen_subcommand_from " + " ".join(name for name, _ in line.verbs)
    return _quoted(seen)


def _fish_names(option: Option) -> str:
    names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    return " ".join(names) + (f" -d {_quoted(option.help)}" if option.help else "")


def _fish_values(option: Option) -> str:
    if not option.takes_value:
        return ""
    needs = " -x" if option.names else ""
    if option.choices:
        return f"{needs} -a {_quoted(' '.join(option.choices))}"
    if option.kind in LISTS:
        return f"{needs} -a {_quoted(f'(reinstate completion {option.kind} 2>/dev/null)')}"
    if option.kind == FILES:
        return " -r -F" if option.names else " -F"
    return needs


def _quoted(text: str) -> str:
    return "'" + re.sub(r"(['\\])", r"\\\1", text) + "'"


BASH_HEAD = r"""_reinstate_words() { COMPREPLY+=($(compgen -W "$1" -- "$cur")); }
_reinstate_ids() { _reinstate_words "$(reinstate completion "$1" 2>/dev/null)"; }
_reinstate_files() { local IFS=$'\n'; COMPREPLY+=($(compgen -f -- "$cur")); }
_reinstate() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" at="" i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at ${COMP_WORDS[i]}" in"""
BASH_VALUES = """        esac
    done
    case "$at $prev" in"""
BASH_DASHES = """    esac
    if [[ "$cur" == -* ]]; then
        case "$at" in"""
BASH_PLACES = """        esac
        return
    fi
    case "$at" in"""
BASH_END = """    esac
}
complete -o filenames -F _reinstate reinstate
"""
