"""How the app is furnished: keys, colours and columns as the seller wants them, and what it said earlier."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import App
from textual.notifications import SeverityLevel
from textual.worker import Worker, WorkerState

from tui.actions.desk import Desk
from tui.commands import BY_ID, COMMANDS
from tui.keys import delivered
from tui.themes import OWN, chosen_theme

if TYPE_CHECKING:
    from tui.core.settings import Settings
    from tui.screens.messages import Told

MOST_TOLD = 200
# What takes longer is announced: shorter than a person wonders, longer than nearly everything takes.
WORKING_AFTER = 0.3
# The groups of work that a person asked for and waits on; checks and saving go on beside the typing.
WAITED_FOR = frozenset({"export", "clipboard"})
STEP = 4


class Furnishing(Desk):
    """Keys, themes, columns, and the log of messages."""

    keys: Mapping[str, str]
    """The keys of every command, as configured."""

    def furnish(self, settings: Settings | None) -> None:
        """Take over what is configured and what was chosen last time, before the first frame."""
        self.told: deque[Told] = deque(maxlen=MOST_TOLD)
        self._working: set[Worker[object]] = set()
        for theme in OWN:
            self.register_theme(theme)
        last = self.places.last
        name = chosen_theme(settings.theme if settings else None, last.theme, self.available_themes)
        # Set without its watcher, which Textual runs anyhow when the app begins.
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.keys = {command.id: command.keys for command in COMMANDS}
        if settings and not settings.animations:
            self.animation_level = "none"
        if settings and settings.keys:
            self._take_keys(settings.keys)

    def _take_keys(self, configured: Mapping[str, str]) -> None:
        """Bind the configured keys; what cannot be bound is told once the app stands."""
        from tui.keymap import resolve

        keymap = resolve(configured)
        self.keys = keymap.keys
        # All of them, since Textual takes a key away from every binding that its keymap does not name.
        self.set_keymap({name: delivered(keys) for name, keys in keymap.keys.items() if keys})
        text = self.interface.text
        for problem in keymap.problems:
            told = text(f"keys.problems.{problem.kind}", **problem.parts)
            self.call_later(partial(self.notify, told, severity="warning", markup=False, timeout=15))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message, and keep it so that it can be read again."""
        from tui.screens.messages import Told

        self.told.append(Told(self.session.clock.now(), severity, message))
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_messages(self) -> None:
        """Show what was said since the start."""
        from tui.screens.messages import MessagesScreen

        self.push_screen(MessagesScreen(tuple(self.told), self.interface))

    def action_palette(self) -> None:
        """Offer every command by its name."""
        from tui.screens.palette import palette

        self.push_screen(palette(self.interface))

    def action_theme(self) -> None:
        """Choose the colours; each is shown while the cursor is on it."""
        from tui.screens.theme import ThemeScreen

        screen = ThemeScreen(tuple(self.available_themes.values()), self.theme, self.interface)
        self.push_screen(screen, self._keep_theme)

    def _keep_theme(self, name: str | None) -> None:
        if name is not None:
            self.theme = name
            self.places.remember(replace(self.places.last, theme=name))

    async def action_zoom(self) -> None:
        """Give the focused pane the whole window, or all panes their places again."""
        main = self.main
        if not main.is_zoomed:
            await main.show_pane(main.focused_pane, focus=False)
        main.zoom(not main.is_zoomed)

    def action_wider(self) -> None:
        """Make the focused column wider."""
        self._widen(STEP)

    def action_narrower(self) -> None:
        """Make the focused column narrower."""
        self._widen(-STEP)

    def _widen(self, cells: int) -> None:
        main = self.main
        if main.has_class("-one") or main.is_zoomed:
            self.notify(self.interface.text("widths.one_column"), markup=False)
            return
        if not main.widen(cells):
            self.notify(self.interface.text("widths.no_room"), markup=False)
            return
        self.places.remember(replace(self.places.last, left=main.left_width, right=main.right_width))

    def action_jump(self) -> None:
        """Show a letter over each place, and go where the next key says."""
        from tui.screens.jump import JumpScreen

        self.push_screen(JumpScreen(self.main.jump_targets(), self.interface), self._jump_to)

    async def _jump_to(self, name: str | None) -> None:
        if name is not None:
            await self.main.jump_to(name)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say that something is under way once it takes longer than a moment."""
        if event.state == WorkerState.RUNNING:
            self.set_timer(WORKING_AFTER, partial(self._announce, event.worker))
        elif event.worker in self._working:
            self._working.discard(event.worker)
            self._show_working()

    def _announce(self, worker: Worker[object]) -> None:
        if worker.is_running and worker.group in WAITED_FOR:
            self._working.add(worker)
            self._show_working()

    def _show_working(self) -> None:
        if self.screen_stack:
            self.main.working = bool(self._working)
            self.main.refresh_status()

    def unavailable(self, name: str) -> str:
        """Return why a command can do nothing now, or an empty text where it can."""
        command = BY_ID[name]
        if self.main.can_work(command):
            return ""
        return self.interface.text("palette.needs_sample" if command.needs_sample else "palette.needs_case")
