"""Asks what happened at a contact; the answer is the seller's own and stays on this machine."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.case.values import ValueProblem, parse_date
from tui.core.directory.marks import MOST_NOTE, STATES, ContactMark, MarkState
from tui.interface import Interface
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput


class MarkScreen(ModalScreen[ContactMark | None]):
    """A state, a day and a note; Enter keeps them, Esc changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("enter", "keep", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, address: str, mark: ContactMark, today: date, interface: Interface) -> None:
        """Ask about an address, beginning with what is kept of it."""
        super().__init__()
        self._address = address
        self._mark = mark
        self._today = today
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the three fields."""
        text = self._interface.text
        states = [(state, text(f"contacts.marks.{state or 'none'}")) for state in STATES]
        with Vertical(classes="dialog"):
            yield Static(Content(text("contacts.mark_question", address=self._address)), classes="question")
            yield ChoiceLine(states, self._mark.state, id="mark-state")
            yield LineInput((self._mark.day or self._today).isoformat(), compact=True, id="mark-day")
            yield LineInput(
                self._mark.note,
                placeholder=text("contacts.mark_note"),
                max_length=MOST_NOTE,
                compact=True,
                id="mark-note",
            )
            yield Static("", id="mark-problem", classes="field-note -problem", markup=False)
            yield Static(Content.styled(text("contacts.mark_keys"), "dim"))

    def on_mount(self) -> None:
        """Begin with the state."""
        self.query_one("#mark-state").focus()

    def action_keep(self) -> None:
        """Keep what was entered, if the day is one."""
        try:
            typed = self.query_one("#mark-day", LineInput).value.strip()
            day = parse_date(typed) if typed else None
        except ValueProblem as problem:
            note = self.query_one("#mark-problem", Static)
            note.update(Content(self._interface.text(f"problems.{problem.code}", **problem.parts)))
            note.display = True
            return
        chosen = self.query_one("#mark-state", ChoiceLine).value
        state: MarkState = next(name for name in STATES if name == chosen)
        self.dismiss(ContactMark(state=state, day=day, note=self.query_one("#mark-note", LineInput).value.strip()))

    def action_give_up(self) -> None:
        """Change nothing."""
        self.dismiss(None)
