"""The letter, section by section, each edited in place, with the text to read along below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.commands import BY_ID
from tui.core.letter.records import Letter, Section
from tui.interface import Interface
from tui.keys import shown_key
from tui.panes.advice import advice
from tui.panes.echo import Echo
from tui.panes.letter_aids import AidedLetter
from tui.panes.messages import SectionEdited
from tui.panes.view import CaseView
from tui.widgets.editor import Editor
from tui.widgets.editor_marks import Mark, location, offset
from tui.widgets.still import Still

if TYPE_CHECKING:
    from tui.core.checks.records import Finding

SIGNS = {"error": "✗", "warning": "!", "hint": "·"}
STYLES = {"error": "error", "warning": "warning", "hint": "note"}


class SectionEditor(Editor):
    """An editor of a section, whose undo is the case's: one way back through text, facts and claims alike."""

    def action_undo(self) -> None:
        """Leave the key to the command."""
        raise SkipAction

    def action_redo(self) -> None:
        """Leave the key to the command."""
        raise SkipAction


class SectionView(Vertical):
    """A section: its heading with its state, an editor as tall as its text, and the read-along."""

    def __init__(self, section: Section, interface: Interface) -> None:
        """Make the view of a section."""
        super().__init__(classes="section", id=f"section-{section.id}")
        self.section_id = section.id
        self.interface = interface
        self._loaded_for = ""
        self._echo = Echo()

    def compose(self) -> ComposeResult:
        """Lay out heading, editor and read-along."""
        yield Still("", classes="section-heading", markup=False)
        yield SectionEditor(
            placeholder=self.interface.text("letter.empty_section"), signs=True, id=f"editor-{self.section_id}"
        )
        yield Still("", classes="along", markup=False)

    def show(self, number: int, section: Section, along: Letter | None, case: str) -> None:
        """Show the section of a case; what the editor holds already is left alone."""
        key = shown_key(BY_ID["section-update"].keys)
        sign = self.interface.text(f"letter.state_signs.{section.state}")
        words = "letter.update_by" if section.state == "update_waiting" else f"letter.states.{section.state}"
        state = self.interface.text(words, shortcut=key)
        style = "bold" if section.state == "update_waiting" else "dim"
        heading = Content.assemble((f"{number} {section.heading}", "bold"), "  ", (f"{sign} {state}".strip(), style))
        self.query_one(".section-heading", Static).update(heading)
        editor = self.query_one(Editor)
        if self._loaded_for != case:
            self._loaded_for = case
            self._echo.forget()
            editor.load(section.text)
        elif not self._echo.returns(section.text) and editor.text != section.text:
            editor.show_text(section.text)
        self._show_along(section, along)

    def typed(self, text: str) -> SectionEdited:
        """Return the message that sends a new text up; it will come back as an echo."""
        self._echo.send(text)
        return SectionEdited(self.section_id, text)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark findings in the text, with a sign at the line as well as a colour."""
        editor = self.query_one(Editor)
        text = editor.text
        editor.set_marks(
            tuple(
                Mark(
                    location(text, item.start),
                    location(text, item.end),
                    f"editor--{STYLES[item.level]}",
                    SIGNS[item.level],
                )
                for item in findings
                if item.end <= len(text)
            )
        )

    def _show_along(self, section: Section, along: Letter | None) -> None:
        static = self.query_one(".along", Static)
        other = along.section(section.id) if along else None
        static.display = other is not None and bool(section.text.strip())
        if other is None:
            return
        texts = {sentence.statement: sentence.line for sentence in other.sentences}
        own = self.interface.text("letter.no_read_along")
        lines = [texts.get(sentence.statement, own) if sentence.statement else own for sentence in section.sentences]
        # Said once for sentences of the seller's that follow each other.
        shown = [line for place, line in enumerate(lines) if line != own or place == 0 or lines[place - 1] != own]
        static.update(Content("\n".join(shown)))


class LetterPane(AidedLetter):
    """All sections of the letter under its subject."""

    name_key = "letter"

    def __init__(self, interface: Interface) -> None:
        """Make the pane; its sections come with the case."""
        super().__init__(interface)
        self._built_for: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the subject over the scroll that takes the sections."""
        with VerticalScroll(id="letter-without"):
            yield Static(Content(self.interface.text("letter.empty")), classes="empty", id="letter-empty")
        yield Still("", id="letter-subject", markup=False)
        yield VerticalScroll(id="letter-sections", can_focus=False)
        yield self.make_foot()

    async def show(self, view: CaseView | None) -> None:
        """Show the letter of a case."""
        empty = self.query_one("#letter-empty", Static)
        scroll = self.query_one("#letter-sections", VerticalScroll)
        has_sections = view is not None and bool(view.letter.sections)
        self.query_one("#letter-without").display = not has_sections
        scroll.display = has_sections
        self.query_one("#letter-subject").display = has_sections
        self.foot.display = has_sections
        if view is None:
            empty.update(Content(self.interface.text("letter.empty")))
            return
        if not has_sections:
            nothing = (self.interface.text("letter.nothing"), "bold")
            empty.update(Content.assemble(nothing, "\n\n", advice(view)))
            return
        self.query_one("#letter-subject", Static).update(Content(view.letter.subject))
        wanted = (view.case.id, view.case.response, *(section.id for section in view.letter.sections))
        if wanted != self._built_for:
            await self._build(scroll, view, wanted)
        for number, section in enumerate(view.letter.sections, start=1):
            part = scroll.query_one(f"#section-{section.id}", SectionView)
            part.show(number, section, view.along, view.case.id)
        self.show_aids(view)

    async def _build(self, scroll: VerticalScroll, view: CaseView, wanted: tuple[str, ...]) -> None:
        if self._built_for[:2] != wanted[:2]:
            await scroll.remove_children()
        self._built_for = wanted
        existing = {part.section_id: part for part in scroll.query(SectionView)}
        names = [section.id for section in view.letter.sections]
        for name, part in existing.items():
            if name not in names:
                await part.remove()
        for number, section in enumerate(view.letter.sections):
            if section.id not in existing:
                await scroll.mount(
                    SectionView(section, self.interface), before=number if number < len(scroll.children) else None
                )

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        part = event.editor.parent
        if isinstance(part, SectionView):
            self.post_message(part.typed(event.text))
            self.typed_in(event.editor)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark findings in their places."""
        for part in self.query(SectionView):
            part.show_findings([item for item in findings if item.section == part.section_id])

    def go_to(self, section: str, start: int) -> None:
        """Put the cursor at a place in a section."""
        for editor in self.query(f"#editor-{section}").results(Editor):
            editor.focus()
            editor.move_cursor(location(editor.text, start))

    @property
    def current_section(self) -> str | None:
        """The section that the cursor is in."""
        return next((part.section_id for part in self.query(SectionView) if part.has_focus_within), None)

    @property
    def cursor_offset(self) -> int:
        """Where the cursor stands in the text of its section."""
        for part in self.query(SectionView):
            if part.has_focus_within:
                editor = part.query_one(Editor)
                return offset(editor.text, editor.cursor_location)
        return 0

    def focus_first(self) -> None:
        """Start in the first section."""
        editors = self.query(Editor)
        if editors:
            editors.first().focus()
