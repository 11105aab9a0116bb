"""Amazon's notice as it was pasted, and what was read in it: kinds, types, facts and signs, all to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual import on
from textual.app import ComposeResult

from tui.core.content.library import words
from tui.panes.messages import AnswerOffered, FactsAccepted, NoticeChanged, SettingSet, TypeChosen
from tui.panes.view import CaseView, Pane
from tui.widgets.editor import Editor
from tui.widgets.editor_marks import Mark, location
from tui.widgets.line_list import LineList, Row

if TYPE_CHECKING:
    from tui.core.content.compiled import Index
    from tui.core.notice.mapped import Span
    from tui.core.notice.proposals import FactProposal
    from tui.core.notice.records import Reading
    from tui.interface import Interface

ALL = "accept:"
ANSWER = "answer:"


@dataclass(frozen=True)
class ReadNotice:
    """What was read in a text, and what it proposes for the open case."""

    text: str
    reading: Reading
    proposals: tuple[FactProposal, ...]
    answered: int = 0
    """The number of the attempt that this text answers; 0 where it is no answer, or nothing was sent."""


class NoticePane(Pane):
    """An editor for the notice over the list of what was read in it."""

    name_key = "notice"

    def __init__(self, interface: Interface, index: Index) -> None:
        """Make the pane; the index names the types."""
        super().__init__(interface)
        self._titles = {entry.id: words(entry.title, interface.language) for entry in index.types}
        self._case: str | None = None
        self._view: CaseView | None = None
        self._read: ReadNotice | None = None

    def compose(self) -> ComposeResult:
        """Lay out the editor over the list."""
        yield Editor(placeholder=self.interface.text("notice.hint"), id="notice-editor")
        yield LineList(empty=self.interface.text("notice.none"), id="notice-read")

    async def show(self, view: CaseView | None) -> None:
        """Show the notice of the case; what is being typed for the same case is left alone."""
        self._view = view
        case = view.case.id if view else ""
        if case != self._case:
            self._case = case
            self._read = None
            editor = self.query_one(Editor)
            if view is not None:
                editor.load(view.notice)
            if editor.text.strip():
                self.post_message(NoticeChanged(editor.text))
        self._show_read()

    def show_reading(self, read: ReadNotice) -> None:
        """Show what was read, unless the text has changed since."""
        if read.text == self.query_one(Editor).text:
            self._read = read
            self._show_read()
            self._go_to_first_answer()
            self.query_one(Editor).set_marks(tuple(self._marks(read)))

    def _go_to_first_answer(self) -> None:
        """Put the cursor of the list on the first row that does something, unless somebody is in the list already."""
        listed = self.query_one(LineList)
        if listed.has_focus:
            return
        current = f"type:{self._view.case.type}" if self._view is not None else ""
        kinds = (ANSWER, "type:", ALL, "store:")
        found = next((row.id for row in listed.rows if row.id.startswith(kinds) and row.id != current), None)
        if found is not None:
            listed.select(found)

    def _show_read(self) -> None:
        self.query_one(LineList).show_rows(list(self._rows(self._read)) if self._read else [])

    def _rows(self, read: ReadNotice) -> Iterator[Row]:
        reading, text = read.reading, self.interface.text
        yield Row("group:kind", text(f"notice.kinds.{reading.kind}"), heading=True)
        if read.answered:
            yield Row(ANSWER, text("notice.keep_answer", number=read.answered), sign="+")
        yield from self._summary(reading)
        if reading.candidates:
            yield Row(
                "group:types", text("notice.short_list" if reading.abstained else "notice.candidates"), heading=True
            )
            yield from self._candidates(reading)
        yield from self._proposals(read)
        if reading.warnings:
            yield Row("group:signs", text("notice.signs"), heading=True)
            for number, sign in enumerate(reading.warnings):
                yield Row(f"sign:{number}", f"{text(f'notice.sign.{sign.kind}')}: {sign.text}", sign="!")

    def _summary(self, reading: Reading) -> Iterator[Row]:
        text = self.interface.text
        if reading.asked:
            names = dict.fromkeys(text(f"notice.asked.{item.kind}") for item in reading.asked)
            yield Row("info:asked", text("notice.asks", names=", ".join(names)), dim=True)
        if reading.facts.deadline is not None:
            yield Row("info:deadline", text("notice.deadline", text=reading.facts.deadline.text), dim=True)
        for number, hint in enumerate(reading.facts.hints):
            yield Row(f"info:hint-{number}", text(f"notice.hints.{hint.kind}", text=hint.text), dim=True)
        if reading.others:
            yield Row("info:others", text("notice.others", count=len(reading.others)), dim=True)

    def _candidates(self, reading: Reading) -> Iterator[Row]:
        for candidate in reading.candidates[:4]:
            phrases = dict.fromkeys(reason.phrase for reason in candidate.because[:3])
            because = ", ".join(f"“{phrase}”" for phrase in phrases)
            if reading.abstained:
                because = words(candidate.tells_apart, self.interface.language)
            title = self._titles.get(candidate.type, candidate.type)
            current = self._view is not None and self._view.case.type == candidate.type
            yield Row(f"type:{candidate.type}", f"{title} - {because}", sign="●" if current else " ")

    def _proposals(self, read: ReadNotice) -> Iterator[Row]:
        view = self._view
        if view is None:
            return
        store = read.reading.facts.marketplace
        is_other_store = store is not None and store.value != view.case.marketplace
        if not read.proposals and not is_other_store:
            return
        yield Row("group:facts", self.interface.text("notice.facts"), heading=True)
        if read.proposals:
            yield Row(ALL, self.interface.text("notice.accept_all"))
        if store is not None and is_other_store:
            yield Row(f"store:{store.value}", f"{self.interface.text('facts.marketplace')}: {store.value}")
        for proposal in read.proposals:
            known = view.case.facts.get(proposal.fact)
            sign = self.interface.text(f"signs.{'done' if known == proposal.raw else 'not_claimed'}")
            yield Row(ALL + proposal.fact, f"{view.label(proposal.fact)}: {proposal.shown}", sign=sign)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        kind, _, name = event.row_id.partition(":")
        if kind == "type" and (self._view is None or self._view.case.type != name):
            self.post_message(TypeChosen(name))
        elif event.row_id == ANSWER and self._read is not None:
            self.post_message(AnswerOffered(self._read.text))
        elif kind == "store":
            self.post_message(SettingSet("marketplace", name))
        elif kind == "accept" and self._read is not None:
            wanted = [item for item in self._read.proposals if name in ("", item.fact)]
            self.post_message(FactsAccepted({item.fact: item.raw for item in wanted}))

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.post_message(NoticeChanged(event.text))

    def put(self, text: str) -> None:
        """Put a text in the editor, as if it had been pasted there."""
        self.query_one(Editor).show_text(text)
        self.post_message(NoticeChanged(self.query_one(Editor).text))

    def _marks(self, read: ReadNotice) -> Iterator[Mark]:
        facts = read.reading.facts
        found: tuple[tuple[_Placed, ...], ...] = (
            facts.asins, facts.order_ids, facts.complaint_ids, facts.dates, facts.metrics, facts.amounts,
        )  # fmt: skip
        spans = [item.span for items in found for item in items]
        spans.extend([facts.deadline.span] if facts.deadline else [])
        for span in spans:
            yield self._mark(read.text, span, "editor--note")
        for candidate in read.reading.candidates[:1]:
            for reason in candidate.because:
                yield self._mark(read.text, reason.span, "editor--trace")
        for sign in read.reading.warnings:
            yield self._mark(read.text, sign.span, "editor--warning")

    def _mark(self, text: str, span: Span, style: str) -> Mark:
        return Mark(location(text, span[0]), location(text, span[1]), style)


class _Placed(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...
