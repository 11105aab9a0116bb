"""A section in the seller's wording beside what is generated today: sentence by sentence, taken over or left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.letter.differing import Piece, differing
from tui.core.letter.merging import Block, Choice, Merge
from tui.interface import Interface
from tui.widgets.line_list import LineList, Row

SIGNS = {"same": " ", "yours": "*", "new": "+", "changed": "~", "goes": "-", "choose": "!"}
CHANGED = "bold underline"


@dataclass(frozen=True)
class SectionAnswer:
    """What the seller takes over: the choices by block, and the left-out sentences to bring back."""

    choices: Mapping[int, Choice]
    restored: tuple[str, ...]


class SectionScreen(ModalScreen[SectionAnswer]):
    """The sentences in a list, the one under the cursor below in full; Esc leaves the section as it was."""

    DEFAULT_CSS = """
    SectionScreen { align: left top; }
    SectionScreen #section-frame { width: 100%; height: 100%; background: $surface; }
    SectionScreen #section-title { height: auto; padding: 0 1; text-style: bold; }
    SectionScreen #section-list { height: 1fr; padding: 0 1; }
    SectionScreen #section-detail-frame {
        height: auto; max-height: 55%; padding: 0 1; border-top: solid $primary-muted;
    }
    SectionScreen #section-detail { height: auto; }
    SectionScreen #section-keys { height: auto; padding: 0 1; background: $panel; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "leave", show=False, priority=True),
        Binding("space,right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("1", "choose('mine')", show=False),
        Binding("2", "choose('new')", show=False),
        Binding("3", "choose('both')", show=False),
    ]

    def __init__(self, heading: str, merge: Merge, interface: Interface) -> None:
        """Show a section under its heading."""
        super().__init__()
        self._heading = heading
        self._merge = merge
        self._interface = interface
        self._choices: dict[int, Choice] = {}
        self._restored: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay out the title, the list, the sentence in full, and the keys."""
        with Vertical(id="section-frame"):
            yield Static("", id="section-title", markup=False)
            yield LineList(id="section-list")
            with VerticalScroll(id="section-detail-frame", can_focus=False):
                yield Static("", id="section-detail", markup=False)
            yield Static(Content(self._interface.text("section.keys")), id="section-keys")

    def on_mount(self) -> None:
        """Begin at the first sentence that needs a look."""
        rows = self.query_one(LineList)
        rows.focus()
        self._refresh()
        first = self._open_conflicts or self._merge.changes
        rows.select(f"block:{first[0]}" if first else "left:0")
        self._show_detail(rows.row_id)

    @property
    def _open_conflicts(self) -> tuple[int, ...]:
        return tuple(number for number in self._merge.conflicts if number not in self._choices)

    def _refresh(self) -> None:
        text, merge = self._interface.text, self._merge
        counts = text("section.counts", changes=len(merge.changes), open=len(self._open_conflicts))
        self.query_one("#section-title", Static).update(Content(f"{self._heading}   {counts}"))
        self.query_one(LineList).show_rows(list(self._rows()))

    def _rows(self) -> Iterator[Row]:
        text, merge = self._interface.text, self._merge
        for number, block in enumerate(merge.blocks):
            kind = self._kind(number, block)
            said = " / ".join(block.chosen(self._choices.get(number))) or block.mine or block.new or ""
            word = text(f"section.kinds.{kind}")
            shown = f"[{word}] {said}" if kind != "same" else said
            yield Row(f"block:{number}", shown, sign=SIGNS[kind], dim=kind in ("same", "goes"))
        if merge.left_out:
            yield Row("group:left", text("section.left_out"), heading=True)
        for number, left in enumerate(merge.left_out):
            sign = "[x]" if number in self._restored else "[ ]"
            yield Row(f"left:{number}", left.text, sign=sign)

    def _kind(self, number: int, block: Block) -> str:
        """Say what becomes of a sentence as things are chosen now."""
        choice = self._choices.get(number)
        if block.kind == "agreed":
            return "same"
        if block.kind == "conflict" and choice is None:
            return "choose"
        if block.kind == "mine" or choice == "mine":
            return "yours" if block.mine is not None else "goes"
        if block.new is None:
            return "goes"
        return "changed" if block.mine is not None else "new"

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, row_id: str | None) -> None:
        kind, _, number = (row_id or "").partition(":")
        detail = self.query_one("#section-detail", Static)
        if kind == "block":
            detail.update(self._block_detail(int(number)))
        elif kind == "left":
            hint = self._interface.text("section.left_hint")
            detail.update(Content.assemble(self._merge.left_out[int(number)].text, "\n", (hint, "dim")))

    def _block_detail(self, number: int) -> Content:
        text, block = self._interface.text, self._merge.blocks[number]
        if block.kind == "agreed":
            return Content(block.mine or "")
        mine, new = differing(block.mine or "", block.new or "")
        parts: list[Content | str] = [self._side("section.mine", mine), "\n", self._side("section.new", new)]
        if block.withdrawn:
            parts.extend(["\n", text("section.withdrawn")])
        elif number in self._open_conflicts:
            parts.extend(["\n", text("section.conflict")])
        return Content.assemble(*parts)

    def _side(self, label: str, pieces: list[Piece]) -> Content:
        """Show one side with its differing words in bold and underlined, so that no colour is needed."""
        shown = [(piece, CHANGED) if differs else piece for piece, differs in pieces] or ["-"]
        return Content.assemble((f"{self._interface.text(label)} ", "dim"), *shown)

    @property
    def _current(self) -> tuple[str, int]:
        kind, _, number = (self.query_one(LineList).row_id or "").partition(":")
        return (kind, int(number)) if number.isdigit() else ("", 0)

    def _options(self, number: int) -> tuple[Choice, ...]:
        block = self._merge.blocks[number]
        if block.kind not in ("content", "conflict"):
            return ()
        return ("mine", "new", "both") if block.kind == "conflict" and block.new is not None else ("mine", "new")

    def action_turn(self, step: int) -> None:
        """Choose the next side for the sentence, or bring it back where it was left out."""
        kind, number = self._current
        if kind == "left":
            self._restored ^= {number}
            self._refresh()
            return
        options = self._options(number) if kind == "block" else ()
        if not options:
            return
        standing = "new" if self._merge.blocks[number].kind == "content" else None
        chosen = self._choices.get(number) or standing
        place = options.index(chosen) + step if chosen else (0 if step > 0 else -1)
        self.action_choose(options[place % len(options)])

    def action_choose(self, choice: Choice) -> None:
        """Choose a side for the sentence."""
        kind, number = self._current
        if kind == "block" and choice in self._options(number):
            self._choices[number] = choice
            self._refresh()
            self._show_detail(f"block:{number}")

    @on(LineList.Chosen)
    def _taken(self, event: LineList.Chosen) -> None:
        """Take all over as it is shown; a sentence that both sides changed needs a choice first."""
        event.stop()
        if self._open_conflicts:
            number = self._open_conflicts[0]
            self.query_one(LineList).select(f"block:{number}")
            self.notify(self._interface.text("section.choose_first"), severity="warning", markup=False)
            return
        left_out = self._merge.left_out
        self.dismiss(SectionAnswer(self._choices, tuple(left_out[number].text for number in sorted(self._restored))))

    def action_leave(self) -> None:
        """Leave the section as it was."""
        self.dismiss(None)
