"""Asks where and on which day a letter was sent, after saying what speaks against sending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.case.values import ValueProblem, parse_date
from tui.interface import Interface
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row


@dataclass(frozen=True, slots=True)
class Sending:
    """Where a letter was sent, and on which day."""

    channel: str
    day: date


class SentScreen(ModalScreen[Sending | None]):
    """A channel from the directory or in the seller's words, and a day; Esc leaves everything as it is."""

    DEFAULT_CSS = """
    SentScreen #sent-channels { height: auto; max-height: 5; }
    SentScreen .warning { height: auto; color: $text-warning; }
    SentScreen .sent-label { margin-top: 1; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]

    def __init__(self, warnings: Sequence[str], channels: Sequence[str], today: date, interface: Interface) -> None:
        """Ask about a letter; the channels are those that the directory has for it."""
        super().__init__()
        self._warnings = tuple(warnings)
        self._channels = tuple(channels)
        self._today = today
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the warnings, the channel and the day."""
        text = self._interface.text
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(text("sent.title"), "bold"), classes="question")
            for warning in self._warnings:
                yield Static(Content(f"! {warning}"), classes="warning")
            yield Static(Content(text("sent.channel")), classes="sent-label")
            if self._channels:
                rows = [Row(str(number), channel) for number, channel in enumerate(self._channels)]
                yield LineList(rows, id="sent-channels")
            yield LineInput(placeholder=text("sent.own_words"), compact=True, id="sent-channel")
            yield Static(Content(text("sent.day")), classes="sent-label")
            yield LineInput(self._today.isoformat(), compact=True, id="sent-day")
            yield Static("", classes="field-note -problem", id="sent-problem", markup=False)
            yield Static(Content.styled(text("sent.keys"), "dim"), classes="sent-label")

    def on_mount(self) -> None:
        """Begin with the channels."""
        self.query_one("#sent-channels" if self._channels else "#sent-channel").focus()

    @on(LineList.Chosen)
    def _channel_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.query_one("#sent-channel", LineInput).value = self._channels[int(event.row_id)]
        self.query_one("#sent-day").focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "sent-channel":
            self.query_one("#sent-day").focus()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Take channel and day, unless the day cannot be."""
        try:
            day = parse_date(self.query_one("#sent-day", LineInput).value)
        except ValueProblem as problem:
            self._complain(self._interface.text(f"problems.{problem.code}", **problem.parts))
            return
        if day > self._today:
            self._complain(self._interface.text("sent.not_yet", day=day))
            return
        self.dismiss(Sending(self.query_one("#sent-channel", LineInput).value.strip(), day))

    def _complain(self, words: str) -> None:
        note = self.query_one("#sent-problem", Static)
        note.update(Content(words))
        note.display = True
        self.query_one("#sent-day").focus()

    def action_give_up(self) -> None:
        """Close; nothing was sent."""
        self.dismiss(None)
