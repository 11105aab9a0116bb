"""Every command of the registry is reached by the keyboard alone.

Each is run from the pane it belongs to by its own key, or from the palette where it has none; a new pane needs a
line in `TO_PANE`, a command that only goes somewhere one in `GOING`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_shell import run_from_palette
from tui.commands import COMMANDS, Command
from tui.core.content.library import Content
from tui.screens.main import MainScreen

# The key that brings the focus to a pane.
TO_PANE = {
    "types": "f2", "notice": "ctrl+n", "facts": "f3", "actions": "f4", "letter": "f5", "contacts": "f9",
    "checks": "f10", "history": "shift+f4",
}  # fmt: skip
# Where the palette is the way; everything else is reached by its key.
BY_PALETTE = {command.id: command.id for command in COMMANDS if not command.keys}
# Their work ends the app, or takes away what the others need.
LAST = ("discard-sample", "quit")


def order(command: Command) -> int:
    return LAST.index(command.id) + 1 if command.id in LAST else 0


async def test_every_command_is_reached_by_the_keyboard_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        for command in COMMANDS:
            # Recorded instead of carried out: what each one does is held by the tests of its pane.
            monkeypatch.setattr(desk.app, f"action_{command.action}", _recorder(desk, command, ran))
        await desk.open_type("late_shipment")
        await _open_sample(desk, ran)
        ran.clear()
        for command in sorted(COMMANDS, key=order):
            await _reach(desk, command, ran)
    assert {command.id for command in COMMANDS} - set(ran) == set()


GOING = (
    "types",
    "notice",
    "facts",
    "actions",
    "letter",
    "contacts",
    "checks",
    "history",
    "palette",
    "sample",
    "filter",
)


def _recorder(desk: Desk, command: Command, ran: list[str]) -> object:
    carried_out = getattr(desk.app, f"action_{command.action}")

    async def record() -> None:
        ran.append(command.id)
        if command.id in GOING:
            done = carried_out()
            if done is not None:
                await done

    return record


async def _open_sample(desk: Desk, ran: list[str]) -> None:
    await run_from_palette(desk, desk.app.interface.text("commands.sample.title").lower())
    await desk.until(lambda: desk.app.session.is_sample)


async def _reach(desk: Desk, command: Command, ran: list[str]) -> None:
    if command.where != "everywhere":
        await desk.press(TO_PANE[command.where])
        await desk.until(lambda: desk.app.main.focused_pane == command.where)
    before = len(ran)
    if command.id in BY_PALETTE:
        await run_from_palette(desk, desk.app.interface.text(f"commands.{command.id}.title").lower())
    else:
        if command.except_in or command.id in ("undo-change", "redo-change"):
            # In an editor these belong to the text.
            await desk.press("f2")
        await desk.press(command.keys.split(",")[0])
    await desk.until(lambda: command.id in ran[before:])
    if not isinstance(desk.app.screen, MainScreen):
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
