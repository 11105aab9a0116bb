"""The app: bindings from the registry, commands that act on the session, saving, and the clipboard."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.commands import BY_ID, COMMANDS, Command
from tui.core.content.problems import ContentError, UnknownNameError
from tui.interface import Interface, chosen_language
from tui.keys import shown_key
from tui.panes.messages import AddressChosen, CaseChosen, NoticeChanged, TypeChosen
from tui.panes.types import TypesPane
from tui.places import LastPlace, Places
from tui.saver import Saver
from tui.screens.main import CaseChanged, MainScreen
from tui.session import CaseSession, SaveState
from tui.textual_mends import MendedApp

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.case.store import CaseSummary
    from tui.core.case.values import Raw
    from tui.ports.clipboard import CopyOutcome

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


class ReinstateApp(MendedApp[None]):
    """Reinstate: one main screen over one session."""

    CSS_PATH = "app.tcss"
    BINDINGS = _bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (100, "-two"), (120, "-three")]  # noqa: RUF012  # an instance attribute in Textual

    def __init__(self, session: CaseSession, places: Places, language: str | None = None) -> None:
        """Make the app over a session; it opens where it was left."""
        super().__init__()
        self.session = session
        self.places = places
        self.interface = Interface(session.content, chosen_language(language or places.last.language))
        self.title = self.interface.text("app.title")
        self._saver = Saver(session.save, self._saved)
        self.listed = False
        """Whether the cases on disk have been read and the last one was opened."""

    @property
    def main(self) -> MainScreen:
        """The main screen, below whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

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

    @on(NoticeChanged)
    def _notice_changed(self, event: NoticeChanged) -> None:
        if event.text != self.session.notice():
            self.session.set_notice(event.text)
            self._saver.request()
        self._read_notice(event.text)

    @work(thread=True, exclusive=True, group="notice", exit_on_error=False)
    def _read_notice(self, text: str) -> None:
        """Read the notice beside the interface; the pane shows it unless the text has changed by then."""
        from tui.core.notice.proposals import proposals
        from tui.core.notice.reading import read_notice
        from tui.panes.notice import NoticePane, ReadNotice

        reading = read_notice(self.session.content, text)
        view = self.main.view()
        read = ReadNotice(text, reading, proposals(view.facts, reading) if view else ())
        for pane in self.main.query(NoticePane):
            self.call_from_thread(pane.show_reading, read)

    @on(CaseChanged)
    def _case_changed(self) -> None:
        self._saver.request()

    @on(AddressChosen)
    def _address_chosen(self, event: AddressChosen) -> None:
        self._copy(event.contact.address, "address")

    def on_app_blur(self) -> None:
        """Save at once when the window loses the focus."""
        self._saver.request()

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

    async def action_types(self) -> None:
        """Go to the chooser."""
        await self.main.show_pane("types")

    async def action_notice(self) -> None:
        """Go to the notice."""
        await self.main.show_pane("notice")

    async def action_facts(self) -> None:
        """Go to the facts."""
        await self.main.show_pane("facts")

    async def action_actions(self) -> None:
        """Go to causes, actions and documents."""
        await self.main.show_pane("actions")

    async def action_letter(self) -> None:
        """Go to the letter."""
        await self.main.show_pane("letter")

    async def action_contacts(self) -> None:
        """Go to the directory."""
        await self.main.show_pane("contacts")

    async def action_checks(self) -> None:
        """Go to the findings."""
        await self.main.show_pane("checks")

    async def action_next_finding(self) -> None:
        """Go to the next finding in the letter."""
        await self.main.go_to_finding(1)

    async def action_previous_finding(self) -> None:
        """Go to the finding before."""
        await self.main.go_to_finding(-1)

    def action_help(self) -> None:
        """Explain the focused pane."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.main.focused_pane, self.interface, {}))

    async def action_paste_notice(self) -> None:
        """Take the system's clipboard as the notice."""
        await self.main.show_pane("notice")
        self._paste_notice()

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _paste_notice(self) -> None:
        from tui.ports.clipboard import ClipboardSettings
        from tui.ports.clipboard.pasting import paste

        self.call_from_thread(self._put_notice, paste(os.environ, ClipboardSettings()), "notice.no_clipboard")

    def _put_notice(self, text: str | None, complaint: str) -> None:
        from tui.panes.notice import NoticePane

        if not text:
            self.notify(self.interface.text(complaint), severity="warning", markup=False)
            return
        self.main.query_one(NoticePane).put(text)

    async def action_open_notice(self) -> None:
        """Ask for a file and take its text as the notice."""
        from tui.screens.path import PathScreen

        await self.main.show_pane("notice")
        question = self.interface.text("notice.which_file")
        self.push_screen(PathScreen(question, self.interface), self._open_notice_file)

    def _open_notice_file(self, path: str | None) -> None:
        from tui.core.notice.files import read_notice_file

        if path:
            self._put_notice(read_notice_file(path), "notice.no_file")

    def action_advice(self) -> None:
        """Show what to do now and what not to do."""
        from tui.screens.advice import AdviceScreen

        view = self.main.view()
        if view is not None:
            self.push_screen(AdviceScreen(view))

    def action_guide(self) -> None:
        """Open the guides, beginning with those that matter for the open case."""
        from tui.screens.guide import GuideScreen

        case, content = self.session.case, self.session.content
        record = content.type(case.type).type if case is not None else None
        self.push_screen(GuideScreen(content, self.interface, record))

    def action_other_letters(self) -> None:
        """Open the letters to others that fit the case."""
        from tui.screens.other_letters import OtherLettersScreen

        view = self.main.view()
        if view is not None:
            self.push_screen(OtherLettersScreen(view, self._set_fact_now, self._copy), self._show_after_letters)

    def _show_after_letters(self, _: None) -> None:
        self.main.call_later(self.main.changed)

    def _set_fact_now(self, name: str, raw: Raw | None) -> Case | None:
        self.session.set_fact(name, raw)
        self._saver.request()
        return self.session.case

    async def action_follow_route(self) -> None:
        """Change to the type that the facts lead to."""
        from tui.core.letter.routing import propose

        case = self.session.case
        assert case is not None
        proposal = propose(self.session.content.type(case.type), case.facts)
        if proposal.type == case.type:
            self.notify(self.interface.text("facts.no_route"), markup=False)
            return
        self.session.change_type(proposal.type)
        await self.main.changed()

    async def action_filter(self) -> None:
        """Put the cursor into the filter of the chooser or of the directory."""
        name = "contacts" if self.main.focused_pane == "contacts" else "types"
        await self.main.show_pane(name, focus=False)
        self.main.query_one(f"#{name}-filter").focus()

    def action_save(self) -> None:
        """Save at once."""
        self._saver.flush()

    async def action_undo_change(self) -> None:
        """Take back the last change to the case."""
        if self.session.undo():
            await self.main.changed()

    async def action_redo_change(self) -> None:
        """Make the last undone change again."""
        if self.session.redo():
            await self.main.changed()

    async def action_regenerate_section(self) -> None:
        """Take the generated text for the section that the cursor is in."""
        section = self._current_section
        if section:
            self.session.regenerate_section(section)
            await self.main.changed()

    async def action_read_along(self) -> None:
        """Show or hide the read-along."""
        self.main.read_along = not self.main.read_along
        await self.main.refresh_case()

    async def action_interface_language(self) -> None:
        """Switch between English and Chinese."""
        self.interface = Interface(self.session.content, "en" if self.interface.language == "zh" else "zh")
        await self.main.speak(self.interface)
        self._list_cases()
        self._remember()

    @property
    def _current_section(self) -> str | None:
        from tui.panes.letter import LetterPane

        panes = self.main.query(LetterPane)
        return panes.first().current_section if panes else None

    def action_copy_letter(self) -> None:
        """Copy the letter; one with gaps only after a question."""
        from tui.core.letter.text import letter_text
        from tui.screens.ask import AskScreen

        letter = self.session.letter()
        if letter is None:
            return
        if not letter.gaps:
            self._copy(letter_text(letter), "letter")
            return
        question = self.interface.text("copied.gaps", count=len(letter.gaps))
        copying = partial(self._copy, letter_text(letter), "letter")
        self.push_screen(AskScreen(question, self.interface), lambda yes: copying() if yes else None)

    def action_export(self) -> None:
        """Ask for a format and a file, and write the letter there."""
        from tui.exporting import OFFERED, suggested_stem
        from tui.screens.export import ExportScreen

        letter = self.session.letter()
        if letter is not None and letter.sections:
            self.push_screen(ExportScreen(OFFERED, suggested_stem(letter), self.interface), self._export_to)

    def _export_to(self, target: tuple[str, str] | None) -> None:
        from tui.screens.ask import AskScreen

        form, path = target or ("", "")
        if not path:
            return
        if not Path(path).expanduser().exists():
            self._export(form, path, False)
            return
        question = self.interface.text("export.exists", file=path)
        writing = partial(self._export, form, path, True)
        self.push_screen(AskScreen(question, self.interface), lambda yes: writing() if yes else None)

    @work(thread=True, group="export", exit_on_error=False)
    def _export(self, form: str, path: str, force: bool) -> None:
        from tui.exporting import write_letter

        letter = self.session.letter()
        if letter is None:
            return
        self.call_from_thread(self.notify, self.interface.text("export.working", file=path), markup=False)
        worked, told = write_letter(letter, form, path, self.interface, force)
        severity: Literal["information", "error"] = "information" if worked else "error"
        self.call_from_thread(self.notify, told, severity=severity, markup=False, timeout=10)

    def action_copy_section(self) -> None:
        """Copy the section that the cursor is in."""
        letter, name = self.session.letter(), self._current_section
        section = letter.section(name) if letter and name else None
        self._copy(section.text if section else "", "section")

    def action_copy_subject(self) -> None:
        """Copy the subject line."""
        letter = self.session.letter()
        self._copy(letter.subject if letter else "", "subject")

    def action_copy_address(self) -> None:
        """Copy the address of the highlighted contact."""
        from tui.panes.contacts import ContactsPane

        panes = self.main.query(ContactsPane)
        contact = panes.first().current if panes else None
        self._copy(contact.address if contact else "", "address")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what an editor or a selection gives, by the same way as everything else."""
        self._clipboard = text
        self._copy(text, "selection")

    def _copy(self, text: str, what: str) -> None:
        if not text.strip():
            self.notify(self.interface.text("copied.nothing"), severity="warning", markup=False)
            return
        self._saver.request()
        self._copy_in_thread(text, what)

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _copy_in_thread(self, text: str, what: str) -> None:
        from tui.ports import clipboard

        outcome = clipboard.copy(text, write_to_terminal=partial(self.call_from_thread, self.write_to_terminal))
        self.call_from_thread(self._tell_copied, outcome, what)

    def write_to_terminal(self, sequence: str) -> None:
        """Write a sequence to the terminal between two frames."""
        if self._driver is not None:
            self._driver.write(sequence)

    def _tell_copied(self, outcome: CopyOutcome, what: str) -> None:
        from tui.screens.copied import copied_words

        words = copied_words(outcome, what, self.interface)
        self.notify(words, severity="error" if outcome.state == "failed" else "information", markup=False, timeout=8)

    async def on_terminate(self, signum: int) -> None:
        """Save, then end."""
        self._saver.flush()
        await super().on_terminate(signum)

    async def action_quit(self) -> None:
        """Save, remember the place, and leave."""
        self._remember()
        self._saver.flush()
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
    return app.return_code or 0
