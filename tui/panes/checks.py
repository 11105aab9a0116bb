"""What an experienced appeal writer would object to in the letter, and what was silenced with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.core.content.library import words
from tui.panes.messages import FindingChosen, FindingFixed, FindingSilenced
from tui.panes.view import CaseView, Pane
from tui.widgets.line_list import LineList, Row

if TYPE_CHECKING:
    from tui.core.checks.records import Finding, Findings
    from tui.interface import Interface

SIGNS = {"error": "✗", "warning": "!", "hint": "·"}


class ChecksPane(Pane):
    """The findings by level, in the letter's order; below the list, the highlighted one with its advice."""

    name_key = "checks"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "fix", show=False),
        Binding("delete,s", "silence", show=False),
    ]

    def __init__(self, interface: Interface) -> None:
        """Make the pane; the findings come with the case."""
        super().__init__(interface)
        self._findings: dict[str, Finding] = {}
        self._silenced: dict[str, str] = {}
        self._grammar: tuple[Finding, ...] | None = ()
        self._grammar_note = "checks.grammar_waits"

    def compose(self) -> ComposeResult:
        """Lay out the list over the details."""
        yield LineList(empty=self.interface.text("checks.empty"), id="checks-list")
        yield Static("", id="checks-detail", markup=False)

    async def show(self, view: CaseView | None) -> None:
        """Show that there is no case; the findings of one follow when they have been computed."""
        if view is None:
            self._findings = {}
            self.query_one(LineList).show_rows([], self.interface.text("actions.empty"))
            self._show_detail(None)

    def show_findings(self, findings: Findings, silenced: dict[str, str]) -> None:
        """Show findings; silenced ones stay listed with their reason."""
        self._findings = {f"{number}": item for number, item in enumerate(findings.findings)}
        self._silenced = silenced
        self._show_rows()

    def show_grammar(self, language: str, hints: tuple[Finding, ...] | None) -> None:
        """Show the hints of the grammar checker as a group of their own, or why there are none."""
        self._grammar = hints
        self._grammar_note = "checks.grammar_add" if hints is None else "checks.grammar_none"
        if language != "en":
            self._grammar_note = "checks.grammar_english"
        self._show_rows()

    def _show_rows(self) -> None:
        hints = {f"grammar:{number}": item for number, item in enumerate(self._grammar or ())}
        self._findings = {key: item for key, item in self._findings.items() if not key.startswith("grammar:")} | hints
        rows = list(self._rows(self._silenced))
        listed = self.query_one(LineList)
        listed.show_rows(rows, self.interface.text("checks.none"))
        self._show_detail(listed.row_id)

    def _rows(self, silenced: dict[str, str]) -> Iterator[Row]:
        language = self.interface.language
        own = {key: item for key, item in self._findings.items() if not key.startswith("grammar:")}
        open_ones = {key: item for key, item in own.items() if item.key not in silenced}
        for level in ("error", "warning", "hint"):
            of_level = {key: item for key, item in open_ones.items() if item.level == level}
            if of_level:
                yield Row(f"group:{level}", self.interface.text(f"checks.levels.{level}"), heading=True)
            for key, item in of_level.items():
                yield Row(key, f"{item.rule} {words(item.message, language)}", sign=SIGNS[item.level])
        if not open_ones:
            yield Row("note:none", self.interface.text("checks.none"), dim=True)
        quiet = {key: item for key, item in self._findings.items() if item.key in silenced}
        if quiet:
            yield Row("group:silenced", self.interface.text("checks.silenced"), heading=True)
        for key, item in quiet.items():
            yield Row(key, f"{item.rule} {silenced[item.key]}", dim=True)
        yield from self._grammar_rows(silenced)

    def _grammar_rows(self, silenced: dict[str, str]) -> Iterator[Row]:
        yield Row("group:grammar", self.interface.text("checks.grammar"), heading=True)
        hints = {key: item for key, item in self._findings.items() if key.startswith("grammar:")}
        shown = {key: item for key, item in hints.items() if item.key not in silenced}
        for key, item in shown.items():
            yield Row(key, f"{item.quote}: {words(item.message, self.interface.language)}", sign=SIGNS["hint"])
        if not shown:
            yield Row("note:grammar", self.interface.text(self._grammar_note), dim=True)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    def _show_detail(self, row_id: str | None) -> None:
        detail = self.query_one("#checks-detail", Static)
        item = self._findings.get(row_id or "")
        detail.display = item is not None
        if item is None:
            return
        language, text = self.interface.language, self.interface.text
        quote = f"“{item.quote}”\n" if item.quote else ""
        keys = text("checks.keys_fix" if item.fix else "checks.keys")
        message, advice = words(item.message, language), words(item.advice, language)
        detail.update(Content.assemble((message, "bold"), "\n", (quote, "italic"), advice, "\n", (keys, "dim")))

    @property
    def _current(self) -> Finding | None:
        return self._findings.get(self.query_one(LineList).row_id or "")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.row_id in self._findings:
            self.post_message(FindingChosen(self._findings[event.row_id]))

    def action_fix(self) -> None:
        """Make the safe replacement, where there is one."""
        if self._current is not None and self._current.fix is not None:
            self.post_message(FindingFixed(self._current))

    def action_silence(self) -> None:
        """Silence the finding, with a reason."""
        if self._current is not None:
            self.post_message(FindingSilenced(self._current))

    def focus_first(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()
