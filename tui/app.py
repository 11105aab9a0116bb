"""The app: bindings from the registry, commands that act on the session, saving, and the clipboard."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.actions.changing import Changing
from tui.actions.exporting import Exporting
from tui.actions.going import Going
from tui.actions.noticing import Noticing
from tui.actions.writing import Writing
from tui.commands import BY_ID, COMMANDS, Command
from tui.core.content.problems import ContentError, UnknownNameError
from tui.interface import Interface, chosen_language
from tui.keys import shown_key
from tui.panes.messages import CaseChosen, TypeChosen
from tui.panes.types import TypesPane
from tui.places import LastPlace, Places
from tui.saver import Saver
from tui.screens.main import CaseChanged, MainScreen
from tui.session import CaseSession, SaveState

if TYPE_CHECKING:
    from tui.core.case.store import CaseSummary

# A key that stands for a command in every pane wins over the editing keys that a text field may have for it; undo and
# redo are the exception, since in an editor they belong to the text.
OWN_IN_FIELDS = frozenset({"undo-change", "redo-change"})

# Seconds after the first list in which a person cannot have chosen a type yet, and the screen has come to rest.
WARM_UP_AFTER = 0.4


def _bindings() -> list[BindingType]:
    found: list[BindingType] = []
    for command in COMMANDS:
        priority = command.id not in OWN_IN_FIELDS
        found.append(Binding(command.keys, command.action, show=False, priority=priority, id=command.id))
        if command.letter_key:
            found.append(Binding(command.letter_key, command.action, show=False))
    return found


class ReinstateApp(Going, Noticing, Changing, Exporting, Writing):
    """Reinstate: one main screen over one session."""

    CSS_PATH = "app.tcss"
    BINDINGS = _bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (100, "-two"), (120, "-three")]  # noqa: RUF012  # an instance attribute in Textual

    def __init__(self, session: CaseSession, places: Places, language: str | None = None) -> None:
        """Make the app over a session; it opens where it was left."""
        interface = Interface(session.content, chosen_language(language or places.last.language))
        super().__init__(session, interface, Saver(session.save, self._saved))
        self.places = places
        self.title = self.interface.text("app.title")
        self.listed = False
        """Whether the cases on disk have been read and the last one was opened."""

    def get_default_screen(self) -> Screen[object]:
        """Begin with the main screen."""
        return MainScreen(self.session, self.interface, {}, self.places.last.pane)  # type: ignore[return-value]  # a screen without result

    def on_ready(self) -> None:
        """After the first frame: stop watching start-up objects, then open what was left open."""
        gc.freeze()
        gc.enable()
        self._open_last()

    @work(thread=True, exit_on_error=False)
    def _open_last(self) -> None:
        """Look for the cases, and open the last one, beside the interface."""
        cases = self.session.store.cases()
        last = self.places.last.case
        is_there = any(case.id == last and not case.problem for case in cases)
        if is_there:
            _import_composer()
        self.call_from_thread(self.call_later, self._show_opened, last if is_there else "", cases)

    async def _show_opened(self, last: str, cases: list[CaseSummary]) -> None:
        if last:
            await self._open_case(last, go=False)
        else:
            # Later, since an import beside the first frames would make them wait for the interpreter's lock.
            self.set_timer(WARM_UP_AFTER, self._warm_up)
        self._show_cases(cases)
        self.listed = True

    @work(thread=True, exit_on_error=False)
    def _warm_up(self) -> None:
        _import_composer()

    @work(thread=True, exclusive=True, group="cases", exit_on_error=False)
    def _list_cases(self) -> None:
        """Read the list beside the interface: it is a file for each case."""
        self.call_from_thread(self._show_cases, self.session.store.cases())

    def _show_cases(self, cases: list[CaseSummary]) -> None:
        open_case = self.session.case.id if self.session.case else ""
        if self.screen_stack:
            self.main.query_one(TypesPane).show_cases(cases, open_case)

    async def _open_case(self, name: str, go: bool = True) -> None:
        try:
            self.session.open(name)
        except (ContentError, UnknownNameError) as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
            return
        await self._show_case(go)

    async def _show_case(self, go: bool) -> None:
        await self.main.refresh_case()
        self._list_cases()
        if go:
            await self.main.show_pane("facts")
        self._remember()

    def _remember(self) -> None:
        case = self.session.case.id if self.session.case else ""
        pane = self.main.current
        self.places.remember(LastPlace(case=case, pane=pane, language=self.interface.language, store=self._store))

    @property
    def _store(self) -> str:
        return self.session.case.marketplace if self.session.case else self.places.last.store

    @on(TypeChosen)
    async def _type_chosen(self, event: TypeChosen) -> None:
        self.session.start(event.type, self._store)
        await self._show_case(True)

    @on(CaseChosen)
    async def _case_chosen(self, event: CaseChosen) -> None:
        await self._open_case(event.case)

    @on(CaseChanged)
    def _case_changed(self) -> None:
        self.saver.request()

    def on_app_blur(self) -> None:
        """Save at once when the window loses the focus."""
        self.saver.request()

    def _saved(self, state: SaveState) -> None:
        if self._loop is not None and self.is_running:
            self._loop.call_soon_threadsafe(self.call_later, self._show_saved, state)

    def _show_saved(self, state: SaveState) -> None:
        if self.screen_stack:
            self.main.refresh_status()
        if state.state == "failed":
            self.notify(self.interface.text("status.failed", problem=state.problem), severity="error", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Let commands that need a case wait for one, and keep all but quit and help away while a question is open."""
        command = BY_ID.get(action.replace("_", "-"))
        if command is None:
            return True
        if not isinstance(self.screen, MainScreen):
            return command.id == "quit"
        is_here = command.where in ("everywhere", self.main.focused_pane)
        return is_here and self._can_work(command)

    def _can_work(self, command: Command) -> bool:
        return not command.needs_case or self.session.case is not None

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer in the palette every command that can work now, in the interface's language."""
        if not isinstance(screen, MainScreen):
            return
        text = self.interface.text
        for command in COMMANDS:
            if self._can_work(command):
                title = f"{text(f'commands.{command.id}.title')}  {shown_key(command.keys)}"
                # Later, since the palette still lies over the main screen when it calls.
                run = partial(self.call_later, getattr(self, f"action_{command.action}"))
                yield SystemCommand(title, text(f"commands.{command.id}.help"), run)

    def action_save(self) -> None:
        """Save at once."""
        self.saver.flush()

    async def action_interface_language(self) -> None:
        """Switch between English and Chinese."""
        self.interface = Interface(self.session.content, "en" if self.interface.language == "zh" else "zh")
        await self.main.speak(self.interface)
        self._list_cases()
        self._remember()

    async def on_terminate(self, signum: int) -> None:
        """Save, then end."""
        self.saver.flush()
        await super().on_terminate(signum)

    async def action_quit(self) -> None:
        """Save, remember the place, and leave."""
        self._remember()
        self.saver.flush()
        self.exit()


def _import_composer() -> None:
    """Import what the first letter needs, so that it does not wait for it."""
    import jinja2.sandbox  # noqa: F401

    import tui.core.letter.composing  # noqa: F401


def run_app(language: str | None = None, mouse: bool = True) -> int:
    """Open the app on the user's data and return its exit status."""
    from tui.core.case.store import CaseStore
    from tui.core.content.library import open_content
    from tui.ports.clock import SystemClock
    from tui.ports.paths import cache_home, config_home, data_home, state_home
    from tui.version import VERSION

    content = open_content(config_home() / "content", cache_home(), VERSION)
    session = CaseSession(content, CaseStore(data_home()), SystemClock())
    app = ReinstateApp(session, Places(state_home()), language)
    app.run(mouse=mouse)
    # A browser page that was closed ends the app without a command.
    app.saver.flush()
    return app.return_code or 0
