"""The keys in use: the registry's defaults with those of `config.yaml` over them, each wrong one left out and told.

A key in the configuration is written as people write it, "Ctrl+L" or "f6", several separated by commas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from tui.commands import BY_ID, COMMANDS, PANES, Command
from tui.keys import shown_key

MODIFIERS = ("ctrl", "alt", "shift")
SAME_AS = {
    "ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "esc": "escape", "return": "enter",
    "?": "question_mark", "/": "slash", "<": "less_than_sign", ">": "greater_than_sign", "←": "left", "→": "right",
    "↑": "up", "↓": "down", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert",
}  # fmt: skip
# What people need to get about, to leave and to write with: never given away.
RESERVED = frozenset(
    {
        "enter", "tab", "shift+tab", "escape", "up", "down", "left", "right", "backspace", "delete", "home", "end",
        "pageup", "pagedown", "space", "ctrl+c", "ctrl+x", "ctrl+v", "ctrl+z", "ctrl+y",
    }
)  # fmt: skip
NAMED = frozenset({"insert", "home", "end", "pageup", "pagedown", "up", "down", "left", "right", "space", "delete"})


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """Why keys of the configuration are not in use: a text below `keys.problems`, and what it names."""

    kind: str
    parts: Mapping[str, str]


@dataclass(frozen=True)
class Keymap:
    """The keys of every command, and what of the configuration is left out."""

    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[KeyProblem, ...] = ()
    changed: frozenset[str] = frozenset()
    """The commands whose keys come from the configuration."""


def default_keys(commands: Iterable[Command] = COMMANDS) -> dict[str, str]:
    """Return the keys of each command as the registry has them."""
    return {command.id: command.keys for command in commands}


def resolve(configured: Mapping[str, str]) -> Keymap:
    """Lay configured keys over the defaults; what cannot be used is told and its command keeps its default."""
    problems: list[KeyProblem] = []
    wanted: dict[str, str] = {}
    for name, written in configured.items():
        if name not in BY_ID:
            near = get_close_matches(name, BY_ID, n=1, cutoff=0.5)
            kind = "unknown_command_near" if near else "unknown_command"
            problems.append(KeyProblem(kind, {"name": name, "near": "".join(near)}))
            continue
        keys, problem = _read_keys(name, written)
        if problem is not None:
            problems.append(problem)
        else:
            wanted[name] = keys
    while (found := _first_clash(wanted)) is not None:
        loser, other, key = found
        del wanted[loser]
        problems.append(KeyProblem("clash", {"name": loser, "written": shown_key(key), "other": other}))
    return Keymap({**default_keys(), **wanted}, tuple(problems), frozenset(wanted))


def clashes(keys: Mapping[str, str], commands: Sequence[Command] = COMMANDS) -> list[tuple[str, str, str]]:
    """Return every two commands that answer to one key in the same pane: both ids, the first one first, and the key."""
    found: list[tuple[str, str, str]] = []
    for index, one in enumerate(commands):
        for other in commands[index + 1 :]:
            if any(one.is_live_in(pane) and other.is_live_in(pane) for pane in PANES):
                found.extend((one.id, other.id, key) for key in sorted(_split(keys[one.id]) & _split(keys[other.id])))
    return found


def _first_clash(wanted: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the configured command that has to give way, the one it clashes with, and the key."""
    order = list(wanted)
    for one, other, key in clashes({**default_keys(), **wanted}):
        if one in wanted or other in wanted:
            later = max((one, other), key=lambda name: order.index(name) if name in wanted else -1)
            return later, other if later == one else one, key
    return None


def _split(keys: str) -> set[str]:
    return {key.strip() for key in keys.split(",") if key.strip()}


def _read_keys(name: str, written: str) -> tuple[str, KeyProblem | None]:
    keys: list[str] = []
    for part in written.split(","):
        key = normal_key(part)
        if key is None:
            return "", KeyProblem("unknown_key", {"name": name, "written": part.strip()})
        if key in RESERVED:
            return "", KeyProblem("reserved", {"name": name, "written": part.strip()})
        if "+" not in key and key not in NAMED and not _is_function_key(key):
            return "", KeyProblem("types_text", {"name": name, "written": part.strip()})
        keys.append(key)
    return ",".join(keys), None


def normal_key(written: str) -> str | None:
    """Return a key as it arrives, or nothing where no terminal sends such a key."""
    lowered = written.strip().lower().replace(" ", "")
    lowered = SAME_AS.get(lowered, lowered)
    *modifiers, name = lowered.split("+")
    if not name or any(modifier not in MODIFIERS for modifier in modifiers):
        return None
    name = SAME_AS.get(name, name)
    is_known = (
        len(name) == 1 or name in NAMED or name in SAME_AS.values() or name == "underscore" or _is_function_key(name)
    )
    if not is_known or len(set(modifiers)) != len(modifiers):
        return None
    return "+".join([*sorted(modifiers, key=("alt", "ctrl", "shift").index), name])


def _is_function_key(name: str) -> bool:
    return name[0] == "f" and name[1:].isdigit() and 1 <= int(name[1:]) <= 24
