"""Two versions of a case: both texts of every place where they differ, and a choice for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.case.conflicted import Conflicted, Question, Side
from tui.core.case.records import Case
from tui.core.text import one_line
from tui.interface import Interface
from tui.widgets.line_list import LineList, Row

Choices = Mapping[tuple[str, ...], Side]
SIDES: tuple[Side, ...] = ("mine", "theirs")
READY = "ready:"


class ConflictScreen(ModalScreen[Case | None]):
    """A list of the places over the whole text of the highlighted one; Esc leaves both versions as they are."""

    DEFAULT_CSS = """
    ConflictScreen { align: left top; }
    ConflictScreen #conflict-frame { width: 100%; height: 100%; padding: 0 1; background: $surface; }
    ConflictScreen #conflict-list { height: 1fr; }
    ConflictScreen #conflict-page { height: 1fr; border-top: solid $primary-muted; }
    ConflictScreen #conflict-page:focus { background: $boost; }
    ConflictScreen #conflict-keys { height: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("space", "take", show=False),
    ]

    def __init__(
        self, told: str, conflicted: Conflicted, label: Callable[[Question], str], interface: Interface
    ) -> None:
        """Say what happened and ask about each place; `label` names a place in the seller's language."""
        super().__init__()
        self._told = told
        self._conflicted = conflicted
        self._labels = {question.path: label(question) for question in conflicted.questions}
        self._interface = interface
        self._choices: dict[tuple[str, ...], Side] = {}

    def compose(self) -> ComposeResult:
        """Lay out what happened, the places, the text, and the keys."""
        with Vertical(id="conflict-frame"):
            yield Static(Content(self._told), classes="question")
            yield LineList(list(self._rows()), id="conflict-list")
            with VerticalScroll(id="conflict-page"):
                yield Static("", id="conflict-text", markup=False)
            yield Static(Content(self._interface.text("conflict.keys")), id="conflict-keys")

    def _rows(self) -> Iterator[Row]:
        text = self._interface.text
        for number, question in enumerate(self._conflicted.questions):
            yield Row(f"place:{number}", self._labels[question.path], heading=True)
            for side in SIDES:
                taken = self._choices.get(question.path) == side
                sign = text(f"signs.{'done' if taken else 'not_claimed'}")
                yield Row(f"{side}:{number}", f"{self._side(side)}: {_shown(question, side)}", sign=sign)
        open_ones = len(self._conflicted.questions) - len(self._choices)
        yield Row("group:ready", text("conflict.left", count=open_ones), heading=True)
        if not open_ones:
            yield Row(READY, text("conflict.ready"))

    def _side(self, side: Side) -> str:
        name = self._conflicted.our_name if side == "mine" else self._conflicted.their_name
        words = self._interface.text(f"conflict.{side}")
        return f"{words} ({one_line(name)})" if name else words

    def on_mount(self) -> None:
        """Begin with the first place."""
        listed = self.query_one(LineList)
        listed.focus()
        self._show_text(listed.row_id)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_text(event.row_id)

    def _show_text(self, row_id: str | None) -> None:
        kind, _, number = (row_id or "").partition(":")
        question = self._conflicted.questions[int(number)] if kind in SIDES else None
        pieces: list[tuple[str, str] | str] = []
        for side in SIDES if question is not None else ():
            style = "bold reverse" if side == kind else "bold"
            pieces += [(self._side(side), style), f"\n{_whole(question, side)}\n\n" if question else ""]
        self.query_one("#conflict-text", Static).update(Content.assemble(*pieces))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.row_id == READY:
            self.dismiss(self._conflicted.answered(self._choices))
            return
        kind, _, number = event.row_id.partition(":")
        question = self._conflicted.questions[int(number)]
        self._choices[question.path] = "mine" if kind == "mine" else "theirs"
        listed = self.query_one(LineList)
        listed.show_rows(list(self._rows()))
        left = [at for at, item in enumerate(self._conflicted.questions) if item.path not in self._choices]
        listed.select(f"mine:{left[0]}" if left else READY)

    def action_take(self) -> None:
        """Choose the highlighted version."""
        self.query_one(LineList).action_choose()

    def action_give_up(self) -> None:
        """Leave both versions where they are."""
        self.dismiss(None)


def _whole(question: Question, side: Side) -> str:
    value: Any = question.mine if side == "mine" else question.theirs
    if isinstance(value, dict):
        # Of a section the text is what a person wrote; the rest says how it came about.
        return (
            str(value["text"])
            if "text" in value
            else "\n".join(f"{key}: {_plain(item)}" for key, item in value.items())
        )
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shown(question: Question, side: Side) -> str:
    return one_line(_whole(question, side), " / ")
