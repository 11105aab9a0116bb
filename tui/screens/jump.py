"""Jumping: a sign over every place that can be gone to, and the key that is on it goes there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.interface import Interface

# Digits pass through an input method while letters may not, so panes and the first fields have digits.
SIGNS = "123456789asdfghjklqwertyuiopzxcvbnm"


@dataclass(frozen=True, slots=True)
class Target:
    """A place: its name for the main screen, and where on the screen its sign stands."""

    name: str
    x: int
    y: int


class JumpScreen(ModalScreen[str]):
    """Signs over the main screen; Tab and arrows with Enter go there as well, Esc stays."""

    DEFAULT_CSS = """
    JumpScreen { layers: signs keys; }
    JumpScreen .jump-sign {
        position: absolute; layer: signs; width: 3; height: 1;
        background: $primary; color: $background; text-style: bold;
    }
    JumpScreen .jump-sign.-current { background: $accent; text-style: bold underline; }
    JumpScreen #jump-keys { dock: bottom; layer: keys; height: 1; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+j,ctrl+underscore", "stay", show=False, priority=True),
        Binding("tab,down,right", "move(1)", show=False, priority=True),
        Binding("shift+tab,up,left", "move(-1)", show=False, priority=True),
        Binding("enter", "go", show=False, priority=True),
    ]

    def __init__(self, targets: Sequence[Target], interface: Interface) -> None:
        """Mark these places; those beyond the signs at hand are left out."""
        super().__init__()
        self._targets = tuple(targets)[: len(SIGNS)]
        self._interface = interface
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay a sign over each place, and say which keys there are."""
        for index, (sign, target) in enumerate(zip(SIGNS, self._targets, strict=False)):
            label = Static(Content(f" {sign} "), classes="jump-sign", id=f"jump-{index}")
            label.styles.offset = (target.x, target.y)
            yield label
        yield Static(Content(self._interface.text("jump.keys")), id="jump-keys")

    def on_mount(self) -> None:
        """Begin at the first place."""
        self.action_move(0)

    def on_key(self, event: events.Key) -> None:
        """Go to the place whose sign was pressed, full-width or not."""
        if event.character is None:
            return
        event.stop()
        pressed = unicodedata.normalize("NFKC", event.character).lower()
        index = SIGNS.find(pressed) if pressed else -1
        if 0 <= index < len(self._targets):
            self.dismiss(self._targets[index].name)

    def action_move(self, step: int) -> None:
        """Choose the next place."""
        if not self._targets:
            return
        self.query_one(f"#jump-{self._at}").remove_class("-current")
        self._at = (self._at + step) % len(self._targets)
        self.query_one(f"#jump-{self._at}").add_class("-current")

    def action_go(self) -> None:
        """Go to the chosen place."""
        self.dismiss(self._targets[self._at].name if self._targets else None)

    def action_stay(self) -> None:
        """Stay where the focus is."""
        self.dismiss(None)
