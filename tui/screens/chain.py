"""The chain of the case: a column for each confirmed cause, a row for each action, and what lacks its other end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.content.records import Part
from tui.core.letter.chain import Link, chain_of
from tui.panes.view import CaseView
from tui.widgets.line_list import LineList, Row

ORPHAN = "!"
PARTS: tuple[Part, ...] = ("corrective", "preventive")


class ChainScreen(ModalScreen[str]):
    """Dismisses with the statement that the seller wants to speak about, or with nothing."""

    DEFAULT_CSS = """
    ChainScreen { align: left top; }
    ChainScreen #chain-frame { width: 100%; height: 100%; background: $surface; }
    ChainScreen #chain-title { height: 1; padding: 0 1; text-style: bold; }
    ChainScreen #chain-list { height: 1fr; padding: 0 1; }
    ChainScreen #chain-detail { height: auto; max-height: 40%; padding: 0 1; border-top: solid $primary-muted; }
    ChainScreen #chain-keys { height: auto; padding: 0 1; background: $panel; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+o", "close", show=False, priority=True)]

    def __init__(self, view: CaseView) -> None:
        """Show the chain of a case."""
        super().__init__()
        self._view = view
        self._chain = chain_of(view.body, view.case)

    def compose(self) -> ComposeResult:
        """Lay out the title, the rows, the highlighted one in full, and the keys."""
        text = self._view.interface.text
        with Vertical(id="chain-frame"):
            yield Static(Content(text("chain.title")), id="chain-title")
            yield LineList(list(self._rows()), empty=text("chain.empty"), id="chain-list")
            yield Static("", id="chain-detail", markup=False)
            yield Static(Content(text("chain.keys")), id="chain-keys")

    def on_mount(self) -> None:
        """Begin in the list."""
        rows = self.query_one(LineList)
        rows.focus()
        self._show_detail(rows.row_id)

    def _rows(self) -> Iterator[Row]:
        text, chain = self._view.interface.text, self._chain
        if chain.causes:
            yield Row("group:causes", text("chain.causes"), heading=True)
        for name in chain.causes:
            lacks = self._lacks(name)
            shown = f"{self._ask(name)}" if not lacks else f"{lacks} · {self._ask(name)}"
            yield Row(name, f"{chain.numbers[name]}. {shown}", sign=ORPHAN if lacks else " ")
        for part in PARTS:
            links = chain.of_part(part)
            if links:
                columns = " ".join(f"{number:<2}" for number in chain.numbers.values())
                yield Row(f"group:{part}", f"    {columns} {text(f'actions.{part}')}", heading=True)
            yield from (self._link_row(link) for link in links)

    def _link_row(self, link: Link) -> Row:
        state = self._view.interface.text(f"signs.{link.state}")
        columns = " ".join(f"{state if name in link.answers else ' ':<2}" for name in self._chain.causes)
        return Row(link.action, f"{columns} {self._ask(link.action)}", sign=" " if link.answers else ORPHAN)

    def _ask(self, name: str) -> str:
        return self._view.wording.ask.get(name, name)

    def _lacks(self, cause: str) -> str:
        """Say which ends of the chain a cause lacks."""
        text, chain = self._view.interface.text, self._chain
        lacks = (("chain.no_fix", chain.without_fix), ("chain.no_control", chain.without_control))
        return ", ".join(text(key) for key, causes in lacks if cause in causes)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, name: str | None) -> None:
        detail = self.query_one("#chain-detail", Static)
        detail.display = name is not None
        if name is not None:
            detail.update(Content("\n".join(self._detail(name))))

    def _detail(self, name: str) -> Iterator[str]:
        text, chain = self._view.interface.text, self._chain
        yield self._ask(name)
        if name in chain.numbers:
            lacks = self._lacks(name)
            yield f"{ORPHAN} {lacks}" if lacks else text("chain.whole")
            if lacks:
                answers = next(item.answered_by for item in self._view.body.type.causes if item.id == name)
                offered = " / ".join(self._ask(action) for action in answers)
                yield text("chain.answers", names=offered)
            return
        link = next(item for item in chain.links if item.action == name)
        numbers = ", ".join(str(chain.numbers[cause]) for cause in link.answers)
        yield text(f"claim.states.{link.state}")
        yield text("chain.for_causes", numbers=numbers) if numbers else f"{ORPHAN} {text('chain.unanswering')}"

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.row_id)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss("")
