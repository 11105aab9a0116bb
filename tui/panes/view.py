"""What is handed down to the panes: one immutable view of the open case."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tui.core.content.labels import Labels
from tui.core.content.records import FactSpec, Wording
from tui.interface import Interface
from tui.widgets.alike_rows import Column

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.content.compiled import TypeBody
    from tui.core.content.library import Content
    from tui.core.letter.records import Letter


@dataclass(frozen=True)
class CaseView:
    """The open case with its letter and the texts in the seller's language."""

    content: Content
    interface: Interface
    case: Case
    letter: Letter
    notice: str
    """The notice as it was pasted."""
    along: Letter | None
    """The letter in the seller's language, where that is another one and read-along is on."""

    @cached_property
    def body(self) -> TypeBody:
        """The type of the case."""
        return self.content.type(self.case.type)

    @cached_property
    def labels(self) -> Labels:
        """What the type's facts and statements are called in the interface's language."""
        return Labels(self.content, self.body, self.interface.language)

    @property
    def wording(self) -> Wording:
        """The type's texts in the interface's language, else in English."""
        return self.labels.wording

    @cached_property
    def facts(self) -> tuple[FactSpec, ...]:
        """The facts that the letter asks for."""
        return self.content.facts_of(self.body, self.case.response)

    def label(self, fact: str) -> str:
        """Return the label of a fact in the interface's language."""
        return self.labels.label(fact)

    def why(self, fact: str) -> str:
        """Return why a fact is asked for."""
        return self.labels.why(fact)

    def options(self, spec: FactSpec) -> tuple[tuple[str, str], ...]:
        """Return the options of a choice with their labels."""
        return self.labels.options(spec)


class Pane(Column):
    """A part of the screen with a name in the interface texts."""

    name_key = ""

    def __init__(self, interface: Interface) -> None:
        """Make the pane in a language."""
        super().__init__(id=f"pane-{self.name_key}", classes="pane")
        self.interface = interface
        self._turn = asyncio.Lock()

    async def show_latest(self, view: Callable[[], CaseView | None]) -> None:
        """Show what is open when its turn has come: two at a time would build the same parts twice."""
        async with self._turn:
            if self.is_attached:
                await self.show(view())

    async def show(self, view: CaseView | None) -> None:
        """Show the open case, or that there is none; a pane that has nothing to do with cases leaves this as it is."""

    def focus_first(self) -> None:
        """Put the focus where a person starts in this pane."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return
