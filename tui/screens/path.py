"""Asks for the path of a file."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.interface import Interface
from tui.widgets.line_input import LineInput


class PathScreen(ModalScreen[str]):
    """One question, one field; Enter answers, Esc gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    def __init__(self, question: str, interface: Interface, path: str = "") -> None:
        """Ask a question about a file."""
        super().__init__()
        self._question = question
        self._interface = interface
        self._path = path

    def compose(self) -> ComposeResult:
        """Lay out the question over the field."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(self._question, "bold"), classes="question")
            yield LineInput(self._path, compact=True, id="path")
            yield Static(Content.styled(self._interface.text("questions.path_keys"), "dim"))

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(LineInput).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss("")
