"""The main screen: composes the panes, routes what the seller does to the session, hands the new view down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from tui.commands import BY_ID
from tui.interface import Interface
from tui.panes.messages import CommandChosen, FactsAccepted, FactSet, SectionEdited, SettingSet
from tui.panes.types import TypesPane
from tui.panes.view import CaseView, Pane
from tui.screens.arranged import ArrangedScreen
from tui.screens.claiming import ClaimingScreen
from tui.screens.panes import make_pane
from tui.screens.status import status_text
from tui.session import CaseSession
from tui.widgets.alike_rows import Column, Row, Switcher, alike
from tui.widgets.key_line import Hint, KeyLine
from tui.widgets.still import Still

if TYPE_CHECKING:
    from tui.core.checks.records import Finding, Findings
    from tui.core.content.records import ResponseKind

RIGHT = ("contacts", "checks")
CENTRE = ("notice", "facts", "actions", "letter", "history")
PLACES = ("-at-types", "-at-centre", "-at-contacts", "-at-checks")
LEAST_WIDTH, LEAST_HEIGHT = 60, 20
WIDTH_OF_THREE = 120


class CaseChanged(Message):
    """The open case is no longer what is on disk."""


class MainScreen(ClaimingScreen, ArrangedScreen):
    """Three columns side by side where there is room, else one pane at a time with the same keys."""

    # The pane that was left takes the focus; Textual's own choice would be drawn first, and be taken for a person's.
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(
        self, session: CaseSession, interface: Interface, keys: Mapping[str, str], pane: str = "types"
    ) -> None:
        """Show a session in a language, beginning at a pane."""
        super().__init__()
        self.session = session
        self.interface = interface
        self.current = pane
        self.read_along = True
        self._is_in_pieces = False
        """Whether the panes are being made anew: what changes meanwhile is shown when they are there."""
        self.keys = keys
        self.add_class(self._place_class(pane))

    def compose(self) -> ComposeResult:
        """Lay out the columns over status and footer; a pane is made when it is first seen.

        What the first frame shows is made here: a pane that is mounted later means another layout and another frame.
        """
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(self.app.HORIZONTAL_BREAKPOINTS or []) if width >= least))
        with Row(id="columns"):
            yield TypesPane(self.interface, self.session.content.index)
            with Column(id="centre"):
                yield KeyLine(id="tabs")
                with Switcher(id="switcher", initial=f"pane-{self._centre_pane}"):
                    yield make_pane(self._centre_pane, self.interface, self.session)
            if width >= WIDTH_OF_THREE or self.current == "contacts":
                yield make_pane("contacts", self.interface, self.session)
            if self.current == "checks":
                yield make_pane("checks", self.interface, self.session)
        yield Still("", id="status", markup=False)
        yield KeyLine(self.hints(), id="footer")
        yield Static(Content(self.interface.text("app.too_small")), id="too-small")

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw one row of the bare ground for all."""
        return alike(self, crop, super().render_lines)

    async def _ensure(self, name: str) -> Pane:
        """Return a pane, made now where nobody has seen it yet."""
        found = self.query(f"#pane-{name}")
        if found:
            return found.first(Pane)
        pane = make_pane(name, self.interface, self.session)
        await self.query_one("#switcher" if name in CENTRE else "#columns").mount(pane)
        return pane

    def show_findings(self, findings: Findings, silenced: dict[str, str]) -> None:
        """Hand findings down to the letter and to the list of checks."""
        from tui.panes.checks import ChecksPane
        from tui.panes.letter import LetterPane

        for letter in self.query(LetterPane):
            letter.show_findings(self.open_findings())
        for checks in self.query(ChecksPane):
            checks.show_findings(findings, silenced)
        self.refresh_status()

    @property
    def wants_grammar(self) -> bool:
        """Whether the list of checks is in sight."""
        return bool(self.query("#pane-checks")) and self.query_one("#pane-checks").display

    def show_grammar(self, language: str, hints: tuple[Finding, ...] | None) -> None:
        """Hand the hints of the grammar checker down to the list of checks."""
        from tui.panes.checks import ChecksPane

        for checks in self.query(ChecksPane):
            checks.show_grammar(language, hints)

    async def show_finding(self, finding: Finding) -> None:
        """Put the cursor on a finding in the letter."""
        from tui.panes.letter import LetterPane

        if finding.section is None:
            return
        await self.show_pane("letter", focus=False)
        self.query_one(LetterPane).go_to(finding.section, finding.start)

    async def speak(self, interface: Interface) -> None:
        """Show everything anew in another language."""
        self.interface = interface
        self._is_in_pieces = True
        try:
            await self.recompose()
            if self.size.width >= WIDTH_OF_THREE:
                await self._ensure("contacts")
        finally:
            self._is_in_pieces = False
        await self.show_pane(self.current)
        await self.refresh_case()

    @staticmethod
    def _place_class(pane: str) -> str:
        return "-at-centre" if pane in CENTRE else f"-at-{pane}"

    @property
    def _centre_pane(self) -> str:
        return self.current if self.current in CENTRE else "facts"

    async def on_mount(self) -> None:
        """Show what is open, all in the first frame."""
        self.lay_columns()
        self._show_tabs()
        await self.refresh_case()
        if self.current == "types":
            self.set_focus(self.query_one("#types-list"))
        else:
            self.query_one(f"#pane-{self.current}", Pane).focus_first()

    async def on_resize(self, event: events.Resize) -> None:
        """Say politely when the window is too small, and bring in the directory where there is room for it."""
        self.set_class(event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT, "-too-small")
        self._keep_focus_in_sight()
        self.call_after_refresh(self.refresh_status)
        if event.size.width >= WIDTH_OF_THREE:
            contacts = await self._ensure("contacts")
            await contacts.show_latest(self.view)

    def _keep_focus_in_sight(self) -> None:
        """Let the pane that has the focus be the one in front before the others lose their places.

        Runs before Textual's own handler of the same event gives the screen another layout.
        """
        name = self.focused_pane
        if self.current != name and name not in CENTRE:
            self.current = name
        if not self.has_class(self._place_class(name)):
            self.remove_class(*PLACES).add_class(self._place_class(name))
        self.call_next(self.lay_columns)

    def view(self) -> CaseView | None:
        """Return the view of the open case."""
        case, letter = self.session.case, self.session.letter()
        if case is None or letter is None:
            return None
        language = self.interface.language
        along = self.session.letter(language) if self.read_along and language != case.letter_language else None
        return CaseView(self.session.content, self.interface, case, letter, self.session.notice(), along)

    async def refresh_case(self) -> None:
        """Hand the new view down to the panes in sight; the others get it when they are seen."""
        if self._is_in_pieces:
            return
        view = self.view()

        def latest() -> CaseView | None:
            return view if view is not None and view.case is self.session.case else self.view()

        shown = self.query_one("#switcher", Switcher).current
        for pane in self.query(Pane):
            if pane.id == shown or not isinstance(pane.parent, Switcher):
                await pane.show_latest(latest)
        self.refresh_status()
        self.show_hints()

    def refresh_status(self) -> None:
        """Show the counts and whether all is saved."""
        if self._is_in_pieces:
            return
        line, mark = self.query_one("#status", Static), self.mark()
        room = line.content_size.width - len(mark)
        findings = self.all_open_findings()
        status = status_text(self.view(), self.session.save_state, self.interface, findings, max(0, room))
        line.update(Content(mark + status))

    async def show_pane(self, name: str, focus: bool = True) -> None:
        """Bring a pane to the front with what is open, and put the focus into it."""
        self.current = name
        if name in RIGHT:
            self.set_class(name == "checks", "-right-checks")
        if not self.has_class(self._place_class(name)):
            self.remove_class(*PLACES).add_class(self._place_class(name))
        switcher = self.query_one("#switcher", Switcher)
        if name in CENTRE or switcher.current is None:
            centre = await self._ensure(self._centre_pane)
            switcher.current = centre.id
            await centre.show_latest(self.view)
        pane = await self._ensure(name)
        if name not in CENTRE:
            await pane.show_latest(self.view)
        if name in ("letter", "checks"):
            self.check_soon()
        self._show_tabs()
        self.lay_columns()
        self.show_hints()
        if focus:
            # At once: a key that comes right behind belongs to this pane already.
            pane.focus_first()

    def focus_current(self) -> None:
        """Put the focus into the pane in front, unless somebody has put it elsewhere."""
        if self.focused is None:
            self.query_one(f"#pane-{self.current}", Pane).focus_first()

    def _show_tabs(self) -> None:
        shown = self.query_one("#switcher", Switcher).current
        text = self.interface.text
        tabs = [Hint(name, "", text(f"panes.{name}"), current=shown == f"pane-{name}") for name in CENTRE]
        self.query_one("#tabs", KeyLine).show(tabs)

    @property
    def focused_pane(self) -> str:
        """The name of the pane that has the focus."""
        for pane in self.query(Pane):
            if pane.has_focus_within:
                return pane.name_key
        return self.current

    @on(KeyLine.Picked)
    @on(CommandChosen)
    async def _picked(self, event: KeyLine.Picked | CommandChosen) -> None:
        await self.app.run_action(f"app.{BY_ID[event.command].action}")

    @on(FactSet)
    async def _fact_set(self, event: FactSet) -> None:
        self.session.set_fact(event.fact, event.raw)
        await self.changed()

    @on(FactsAccepted)
    async def _facts_accepted(self, event: FactsAccepted) -> None:
        for name, raw in event.facts.items():
            self.session.set_fact(name, raw)
        await self.changed()

    @on(SettingSet)
    async def _setting_set(self, event: SettingSet) -> None:
        match event.setting:
            case "marketplace":
                self.session.set_marketplace(event.value)
            case "letter_language":
                self.session.set_letter_language(event.value)
            case _:
                kinds: dict[str, ResponseKind] = {kind: kind for kind in self.session.content.outlines}
                self.session.set_response(kinds[event.value])
        await self.changed()

    @on(SectionEdited)
    async def _section_edited(self, event: SectionEdited) -> None:
        self.session.edit_section(event.section, event.text)
        await self.changed()

    async def changed(self) -> None:
        """Show and save a change of the case."""
        await self.refresh_case()
        self.check_soon()
        self.post_message(CaseChanged())
