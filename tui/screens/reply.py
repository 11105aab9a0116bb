"""Takes an answer of Amazon's: pasted or from the clipboard, with its kind and the day on which it came."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content as Text
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.case.submissions import Point
from tui.core.case.values import ValueProblem, parse_date
from tui.core.content.library import Content
from tui.interface import Interface
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.editor import Editor
from tui.widgets.line_input import LineInput

KINDS = ("reply_denied", "reply_more_info", "reply_reinstated", "other")
PAUSE = 0.3
"""Seconds without typing after which the text is read and kept as a draft."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as the seller gives it to the case."""

    text: str
    kind: str
    points: tuple[Point, ...]
    day: date


class ReplyScreen(ModalScreen[Answered | None]):
    """The whole window: the text over what was read in it; leaving keeps the text as a draft."""

    DEFAULT_CSS = """
    ReplyScreen { align: left top; }
    ReplyScreen #reply-frame { width: 100%; height: 100%; padding: 0 1; background: $surface; }
    ReplyScreen #reply-editor { height: 1fr; border: none; }
    ReplyScreen #reply-points { height: auto; max-height: 40%; border-top: solid $primary-muted; }
    ReplyScreen .reply-line { height: 1; layout: horizontal; }
    ReplyScreen .reply-label { width: 20; }
    ReplyScreen #reply-keys { color: $text-muted; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("ctrl+v", "paste", show=False, priority=True),
    ]

    def __init__(
        self, text: str, today: date, content: Content, interface: Interface, draft: Callable[[str], None]
    ) -> None:
        """Begin with a text; `draft` keeps what is typed until it is taken, and is called in a thread."""
        super().__init__()
        self._text = text
        self._today = today
        self._content = content
        self._interface = interface
        self._draft = draft
        self._drafting = Lock()
        self._points: tuple[Point, ...] = ()
        self._read = ""
        self._is_chosen = False

    def compose(self) -> ComposeResult:
        """Lay out the text, its kind, its day, and what it asks for."""
        text = self._interface.text
        kinds = [(kind, text(f"notice.kinds.{kind}" if kind != "other" else "reply.other")) for kind in KINDS]
        with Vertical(id="reply-frame"):
            yield Static(Text.styled(text("reply.title"), "bold"))
            yield Editor(self._text, placeholder=text("reply.hint"), id="reply-editor")
            yield Static("", id="reply-points", markup=False)
            with Vertical(classes="reply-line"):
                yield Static(Text(text("reply.kind")), classes="reply-label")
                yield ChoiceLine(kinds, "other", id="reply-kind")
            with Vertical(classes="reply-line"):
                yield Static(Text(text("reply.day")), classes="reply-label")
                yield LineInput(self._today.isoformat(), compact=True, id="reply-day")
            yield Static("", classes="field-note -problem", id="reply-problem", markup=False)
            yield Static(Text(text("reply.keys")), id="reply-keys")

    def on_mount(self) -> None:
        """Begin in the text."""
        self._timer = self.set_timer(PAUSE, self._look, pause=True)
        self.query_one(Editor).focus()
        self._look()

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self._text = event.text
        self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        self._write_draft()
        self._recognise(self._text)

    @work(thread=True, group="draft", exit_on_error=False)
    def _write_draft(self) -> None:
        with self._drafting:
            self._draft(self._text)

    @work(thread=True, exclusive=True, group="reply", exit_on_error=False)
    def _recognise(self, text: str) -> None:
        from tui.core.notice.answers import points_of
        from tui.core.notice.reading import read_notice

        reading = read_notice(self._content, text)
        self.app.call_from_thread(self._recognised, text, reading.kind, points_of(reading))

    def _recognised(self, text: str, kind: str, points: tuple[Point, ...]) -> None:
        if text != self._text or not self.is_attached:
            return
        self._read, self._points = text, points
        if not self._is_chosen:
            self.query_one(ChoiceLine).show(kind if kind in KINDS else "other")
        lines = [
            self._interface.text("reply.asks" if points else "reply.asks_nothing"),
            *(f"- {p.text}" for p in points),
        ]
        asks = self.query_one("#reply-points", Static)
        asks.update(Text("\n".join(lines)))
        asks.display = bool(text.strip())

    @on(ChoiceLine.Changed)
    def _kind_chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        self._is_chosen = True

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    @work(thread=True, group="clipboard", exit_on_error=False)
    def action_paste(self) -> None:
        """Take the system's clipboard."""
        from tui.ports.clipboard import ClipboardSettings
        from tui.ports.clipboard.pasting import paste

        self.app.call_from_thread(self._put, paste(os.environ, ClipboardSettings()))

    def _put(self, text: str | None) -> None:
        if text:
            self.query_one(Editor).insert(text)
        else:
            self.notify(self._interface.text("notice.no_clipboard"), severity="warning", markup=False)

    @work(exclusive=True, group="keep")
    async def action_keep(self) -> None:
        """Take the answer, unless there is none or its day cannot be."""
        problem, day = self._day()
        if not self._text.strip():
            problem = self._interface.text("reply.nothing")
        if problem or day is None:
            note = self.query_one("#reply-problem", Static)
            note.update(Text(problem))
            note.display = True
            return
        if self._read != self._text:
            # What was just pasted has not been read yet.
            await self._recognise(self._text).wait()
        self.dismiss(Answered(self._text, self.query_one(ChoiceLine).value, self._points, day))

    def _day(self) -> tuple[str, date | None]:
        try:
            day = parse_date(self.query_one("#reply-day", LineInput).value)
        except ValueProblem as problem:
            return self._interface.text(f"problems.{problem.code}", **problem.parts), None
        return ("", day) if day <= self._today else (self._interface.text("sent.not_yet", day=day), None)

    def action_give_up(self) -> None:
        """Go back; the text stays as a draft."""
        self._write_draft()
        self.dismiss(None)
