"""Which commands the footer names: those of the focused pane first, then help, the palette and where people go next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.commands import COMMANDS, Command
from tui.interface import Interface
from tui.keys import shown_key
from tui.widgets.key_line import Hint

MOST = 7
MOST_OWN = 3


def footer_hints(
    pane: str, can_work: Callable[[Command], bool], keys: Mapping[str, str], interface: Interface
) -> list[Hint]:
    """Return at most seven hints, the ones that matter first; the line leaves out the last where they don't fit."""
    usable = [item for item in COMMANDS if can_work(item) and keys.get(item.id, item.keys)]
    near = [item for item in usable if pane in item.near]
    local = sorted((item for item in usable if item.where == pane and item.footer), key=lambda item: item.footer)
    own = [*local, *near] if pane != "letter" else [*near, *local]
    everywhere = sorted(
        (item for item in usable if item.footer and item.where == "everywhere" and item.id != pane and item not in own),
        key=lambda item: item.footer,
    )
    return [_hint(item, keys, interface) for item in (*own[:MOST_OWN], *everywhere)][:MOST]


def _hint(item: Command, keys: Mapping[str, str], interface: Interface) -> Hint:
    short = f"commands.{item.id}.short"
    title = interface.text(short if interface.has(short) else f"commands.{item.id}.title")
    return Hint(item.id, shown_key(keys.get(item.id, item.keys)), title)
