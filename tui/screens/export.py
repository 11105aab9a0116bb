"""Asks in which format and to which file the letter goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.interface import Interface
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput

Target = tuple[str, str]
"""A format and a path; both empty where the seller gave up."""


class ExportScreen(ModalScreen[Target]):
    """A format and a path; the path's ending follows the format."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False, priority=True)]

    def __init__(self, formats: Sequence[str], stem: str, interface: Interface) -> None:
        """Offer formats, with a file named after the letter."""
        super().__init__()
        self._formats = formats
        self._stem = stem
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the format over the path."""
        text = self._interface.text
        options = [(name, text(f"export.formats.{name}")) for name in self._formats]
        with Vertical(classes="dialog"):
            yield Static(Content.styled(text("export.question"), "bold"), classes="question")
            yield ChoiceLine(options, self._formats[0], id="export-format")
            yield LineInput(f"{self._stem}.{self._formats[0]}", compact=True, id="export-path")
            yield Static(Content.styled(text("questions.path_keys"), "dim"))

    def on_mount(self) -> None:
        """Begin with the format."""
        self.query_one(ChoiceLine).focus()

    @on(ChoiceLine.Changed)
    def _format_chosen(self, event: ChoiceLine.Changed) -> None:
        field = self.query_one(LineInput)
        stem, _, ending = field.value.rpartition(".")
        if ending in self._formats:
            field.value = f"{stem}.{event.value}"

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss((self.query_one(ChoiceLine).value, event.value.strip()))

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss(("", ""))
