"""The app: bindings from the registry, commands that act on the session, saving, and the clipboard."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.actions.attempting import Attempting
from tui.actions.contacting import Contacting
from tui.actions.editing import Editing
from tui.actions.forming import Forming
from tui.actions.furnishing import Furnishing
from tui.actions.going import Going
from tui.actions.leaving import Leaving
from tui.actions.mending import Mending
from tui.actions.shopkeeping import Shopkeeping
from tui.actions.switching import Switching
from tui.actions.taking import Taking
from tui.actions.welcoming import Welcoming
from tui.actions.writing import Writing
from tui.commands import BY_ID, COMMANDS, Command
from tui.core.content.problems import ContentError, UnknownNameError
from tui.interface import Interface, chosen_language
from tui.keys import delivered, shown_key
from tui.open_case import SaveState
from tui.panes.messages import CaseChosen, TypeChosen
from tui.panes.types import TypesPane
from tui.places import Places
from tui.saver import Saver
from tui.screens.main import CaseChanged, MainScreen
from tui.session import CaseSession

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from tui.core.case.store import CaseSummary
    from tui.core.settings import SettingsRead

# A key that stands for a command in every pane wins over the editing keys that a text field may have for it; undo and
# redo are the exception, since in an editor they belong to the text.
OWN_IN_FIELDS = frozenset({"undo-change", "redo-change"})

# Seconds after the first list in which a person cannot have chosen a type yet, and the screen has come to rest.
WARM_UP_AFTER = 0.4


def _bindings() -> list[BindingType]:
    found: list[BindingType] = []
    for command in COMMANDS:
        priority = command.id not in OWN_IN_FIELDS
        # A command without a key has a name in its place, so that the configuration can give it one.
        keys = delivered(command.keys) or f"no-key-{command.id}"
        found.append(Binding(keys, command.action, show=False, priority=priority, id=command.id))
        if command.letter_key:
            found.append(Binding(command.letter_key, command.action, show=False))
    return found


class ReinstateApp(
    Furnishing,
    Going,
    Attempting,
    Taking,
    Editing,
    Writing,
    Contacting,
    Forming,
    Leaving,
    Mending,
    Shopkeeping,
    Switching,
    Welcoming,
):
    """Reinstate: one main screen over one session."""

    CSS_PATH = "app.tcss"
    BINDINGS = _bindings()
    ENABLE_COMMAND_PALETTE = False  # the palette is a command of the registry
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (100, "-two"), (120, "-three")]  # noqa: RUF012  # an instance attribute in Textual

    def __init__(
        self, session: CaseSession, places: Places, language: str | None = None, settings: SettingsRead | None = None
    ) -> None:
        """Make the app over a session; it opens where it was left."""
        interface = Interface(session.content, chosen_language(language or places.last.language))
        super().__init__(session, interface, Saver(session.save, self._saved))
        self.places = places
        self.settings = settings
        self.furnish(settings.settings if settings else None)
        self.title = self.interface.text("app.title")
        self.listed = False
        """Whether the cases on disk have been read and the last one was opened."""

    def get_default_screen(self) -> Screen[object]:
        """Begin with the main screen."""
        main = MainScreen(self.session, self.interface, self.keys, self.places.last.pane)
        main.left_width, main.right_width = self.places.last.left, self.places.last.right
        return main  # type: ignore[return-value]  # a screen without result

    def on_ready(self) -> None:
        """After the first frame: stop watching start-up objects, then open what was left open."""
        gc.freeze()
        gc.enable()
        for problem in self.settings.problems if self.settings else ():
            self.notify(str(problem), severity="warning", markup=False, timeout=15)
        self._tell_of_content()
        self._open_last()

    def _tell_of_content(self) -> None:
        """Say which of the seller's own content is left out, and where the fault is."""
        problems = self.session.content.index.problems
        if problems:
            more = len(problems) - 1
            told = self.interface.text("content.left_out", problem=problems[0], more=more)
            self.notify(told, severity="warning", markup=False, timeout=20)

    @work(thread=True, exit_on_error=False)
    def _open_last(self) -> None:
        """Look for the cases, and open the last one, beside the interface."""
        cases = self.session.store.cases(self.session.clock.today())
        last = self.places.last.case
        is_there = any(case.id == last and not case.problem for case in cases)
        if is_there:
            _import_composer()
        self.call_from_thread(self.call_later, self._show_opened, last if is_there else "", cases)

    async def _show_opened(self, last: str, cases: list[CaseSummary]) -> None:
        if last:
            await self.open_case(last, go=False)
            self.main.focus_current()
        else:
            # Later, since an import beside the first frames would make them wait for the interpreter's lock.
            self.set_timer(WARM_UP_AFTER, self._warm_up)
        self._show_cases(cases)
        self.listed = True

    @work(thread=True, exit_on_error=False)
    def _warm_up(self) -> None:
        _import_composer()

    def list_cases(self) -> None:
        """Read the list of cases again."""
        self._list_cases()

    @work(thread=True, exclusive=True, group="cases", exit_on_error=False)
    def _list_cases(self) -> None:
        """Read the list beside the interface: it is a file for each case."""
        self.call_from_thread(self._show_cases, self.session.own_store.cases(self.session.clock.today()))

    def _show_cases(self, cases: list[CaseSummary]) -> None:
        open_case = self.session.case.id if self.session.case else ""
        if self.screen_stack:
            self.main.query_one(TypesPane).show_cases(cases, open_case)

    async def open_case(self, name: str, go: bool = True) -> None:
        """Open a case and show it; a file that cannot be read becomes a question."""
        try:
            self.session.open(name)
        except ContentError as error:
            self.ask_about(name, error)
            return
        except UnknownNameError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
            return
        await self.show_case(go)

    async def show_case(self, go: bool = True) -> None:
        """Show the open case in every pane."""
        await self.main.refresh_case()
        self.list_cases()
        if go:
            await self.main.show_pane("facts")
        self._remember()
        self.look_for_versions()

    def _remember(self) -> None:
        case = self.session.case.id if self.session.case else ""
        pane = self.main.current
        language, store = self.interface.language, self._store
        self.places.remember(replace(self.places.last, case=case, pane=pane, language=language, store=store))

    @property
    def _store(self) -> str:
        return self.session.case.marketplace if self.session.case else self.places.last.store

    @on(TypeChosen)
    async def _type_chosen(self, event: TypeChosen) -> None:
        self.start_case(event.type, self._store)

    @on(CaseChosen)
    async def _case_chosen(self, event: CaseChosen) -> None:
        await self.open_case(event.case)

    @on(CaseChanged)
    def _case_changed(self) -> None:
        self.saver.request()

    def on_app_blur(self) -> None:
        """Save at once when the window loses the focus."""
        self.saver.request()

    def on_app_focus(self) -> None:
        """See whether another program changed the case meanwhile."""
        self.look_outside()

    def _saved(self, state: SaveState) -> None:
        if self._loop is not None and self.is_running:
            self._loop.call_soon_threadsafe(self.call_later, self._show_saved, state)

    def _show_saved(self, state: SaveState) -> None:
        if self.screen_stack:
            self.main.refresh_status()
            if state.state == "saved":
                self.refresh_history()
        if state.state == "failed" and not self.ask_about_outside():
            self.notify(self.interface.text("status.failed", problem=state.problem), severity="error", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  # Textual's signature
        """Let commands that need a case wait for one, and keep all but quit and help away while a question is open."""
        command = BY_ID.get(action.replace("_", "-"))
        if command is None:
            return True
        if not isinstance(self.screen, MainScreen):
            return command.id == "quit"
        return command.is_live_in(self.main.focused_pane) and self.main.can_work(command)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; a command of ours first lets what was typed before it arrive."""
        name = action if isinstance(action, str) else action[1]
        if name.removeprefix("app.").replace("_", "-") in BY_ID:
            await self.settled()
        return await super().run_action(action, default_namespace, namespaces)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002  # Textual's signature
        """Offer every command: the focused pane's first, those that cannot work now last."""
        main = next((item for item in self.screen_stack if isinstance(item, MainScreen)), None)
        if main is None:
            return
        here = main.focused_pane
        order = {command.id: number for number, command in enumerate(COMMANDS)}

        def rank(command: Command) -> tuple[bool, bool, int]:
            return not main.can_work(command), here not in (command.where, *command.near), order[command.id]

        for command in sorted(COMMANDS, key=rank):
            yield SystemCommand(*self._palette_entry(command))

    def _palette_entry(self, command: Command) -> tuple[str, str, Callable[[], object]]:
        text, reason = self.interface.text, self.unavailable(command.id)
        is_on = {"read-along": self.main.read_along, "zoom": self.main.is_zoomed}.get(command.id, False)
        title = text(f"commands.{command.id}.{'off' if is_on else 'title'}")
        key = shown_key(self.keys[command.id])
        # Later, since the palette still lies over the main screen when it calls.
        run = partial(self.call_later, self._run_command, command)
        return f"{title}  {key}".rstrip(), reason or text(f"commands.{command.id}.help"), run

    async def _run_command(self, command: Command) -> None:
        if reason := self.unavailable(command.id):
            self.notify(reason, markup=False)
            return
        if command.where not in ("everywhere", self.main.focused_pane):
            await self.main.show_pane(command.where)
        self.call_after_refresh(self.run_action, f"app.{command.action}")

    def action_save(self) -> None:
        """Save at once."""
        self.ask_again()
        self.saver.flush()

    async def action_interface_language(self) -> None:
        """Switch between English and Chinese."""
        self.interface = Interface(self.session.content, "en" if self.interface.language == "zh" else "zh")
        await self.main.speak(self.interface)
        self.list_cases()
        self._remember()

    async def action_quit(self) -> None:
        """Save, remember the place, and leave."""
        # Behind what is on its way to the app itself.
        self.call_later(self._leave)

    def _leave(self) -> None:
        self._remember()
        self.let_go()
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

    settings = None
    if (config_home() / "config.yaml").exists():
        # Imported only where there is something to read: most people have no configuration, and all wait for the start.
        from tui.core.settings import read_settings

        settings = read_settings(config_home())
    content = open_content(config_home() / "content", cache_home(), VERSION)
    session = CaseSession(content, CaseStore(data_home()), SystemClock())
    app = ReinstateApp(session, Places(state_home()), language, settings)
    app.run(mouse=mouse)
    # A browser page that was closed ends the app without a command.
    if told := app.let_go():
        print(told, file=sys.stderr)
    return app.return_code or 0
