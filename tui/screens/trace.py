"""What stands behind a sentence of the letter, on one page that scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.core.case.values import Raw
from tui.core.letter.trace import Trace
from tui.interface import Interface


class TraceScreen(ModalScreen[None]):
    """Shows one trace; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+e,q,enter", "close", show=False)]

    def __init__(self, trace: Trace, interface: Interface) -> None:
        """Show a trace."""
        super().__init__()
        self._trace = trace
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="dialog", id="trace-page"):
            yield Static(self._page(), id="trace-text", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.query_one("#trace-page").focus()

    def _page(self) -> Content:
        text, trace = self._interface.text, self._trace
        sentence = (f"{trace.sentence.line}\n\n", "bold")
        if trace.is_own:
            return Content.assemble(sentence, text("trace.own"), ("\n\n" + text("help.close"), "dim"))
        lines = "\n".join(self._lines())
        return Content.assemble(sentence, lines, ("\n\n" + text("help.close"), "dim"))

    def _lines(self) -> Iterator[str]:
        text, trace = self._interface.text, self._trace
        yield text("trace.statement", id=trace.sentence.statement)
        if trace.claim is not None:
            yield f"  {trace.question}"
            yield text("trace.claim", state=text(f"claim.states.{trace.claim.state}"))
            days = (("trace.date", trace.claim.date), ("trace.due", trace.claim.due))
            yield from (f"  {text(key)}: {day}" for key, day in days if day)
            yield from (f"  {label}: {_one_text(raw)}" for label, raw in trace.details)
        else:
            yield text("trace.no_claim")
        yield text("trace.facts") if trace.facts else text("trace.no_facts")
        yield from (f"  {label}: {_one_text(raw) or text('trace.gap')}" for label, raw in trace.facts)
        yield text("trace.evidence") if trace.exhibits else text("trace.no_evidence")
        for exhibit in trace.exhibits:
            yield f"  {exhibit.number}. {exhibit.title}: {exhibit.evidence.path}"
            yield (
                f"     SHA-256 {exhibit.evidence.sha256}"
                if exhibit.evidence.sha256
                else f"     {text('trace.no_hash')}"
            )
            yield from [f"     {exhibit.evidence.note}"] if exhibit.evidence.note else []
        yield text("trace.content", version=trace.content_version)
        yield text("trace.sources") if trace.sources else text("trace.no_sources")
        for key, source in trace.sources:
            yield f"  {key} {source.address}{f' ({source.date})' if source.date else ''}" if source else f"  {key}"

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)


def _one_text(raw: Raw) -> str:
    return raw if isinstance(raw, str) else ", ".join(raw)
