"""The questions behind a claim: is it true, when, who, and what proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.case.records import Claim
from tui.core.case.values import LIST_KINDS, Raw, ValueProblem, normal_raw, parse_value
from tui.core.content.library import statements_of, words
from tui.core.content.records import Action, ClaimState, FactKind, Statement
from tui.core.letter.routing import holds
from tui.panes.view import CaseView
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row

SHOWN_DATES: dict[ClaimState, tuple[str, ...]] = {
    "not_claimed": (),
    "done": ("date",),
    "under_way": ("date", "due"),
    "planned": ("due",),
}


@dataclass(frozen=True)
class ClaimAnswer:
    """What the seller said: the claim, and the file of each document by id (empty where there is none)."""

    claim: Claim
    evidence: dict[str, str] = field(default_factory=dict)
    instead: str = ""
    """The alternative that the seller wants to speak about next."""


Preview = Callable[[str, ClaimAnswer], str]
"""Says which sentence the letter would have for a statement."""


class ClaimScreen(ModalScreen[ClaimAnswer]):
    """Asks about one statement; closing keeps what was entered, since every change can be undone."""

    DEFAULT_CSS = """
    ClaimScreen #claim-alternatives { height: auto; max-height: 5; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, item: Statement, view: CaseView, preview: Preview) -> None:
        """Ask about a statement of the case."""
        super().__init__()
        self._item = item
        self._view = view
        self._preview = preview
        self._claim = view.case.claim(item.id)

    @property
    def _is_action(self) -> bool:
        return isinstance(self._item, Action)

    def compose(self) -> ComposeResult:
        """Lay out the question, the state, a field for each detail and document, and the sentence."""
        text, item = self._view.interface.text, self._item
        labels = self._view.wording.details.get(item.id, {})
        with VerticalScroll(classes="dialog", can_focus=False, id="claim-dialog"):
            yield Static(Content.styled(self._view.wording.ask.get(item.id, item.id), "bold"))
            asked = "claim.title_action" if self._is_action else "claim.title_cause"
            yield Static(Content.styled(text(asked), "dim"), classes="question")
            yield ChoiceLine(self._states(), self._state_value(), id="claim-state")
            for name in ("date", "due"):
                if self._is_action:
                    yield from self._field(name, "", getattr(self._claim, name), "2026-11-23")
            for name, kind in item.details.items():
                raw = self._claim.details.get(name, "")
                yield from self._field(f"detail-{name}", labels.get(name, name), _one_text(raw), "", kind)
            for name in item.evidence:
                title = words(self._view.content.documents[name].title, self._view.interface.language)
                linked = self._view.case.evidence.get(name)
                yield from self._field(
                    f"evidence-{name}", text("claim.evidence", title=title), linked.path if linked else ""
                )
            if self._is_action:
                yield from self._field("reason", text("claim.reason"), self._claim.reason)
            yield Static(Content(text("claim.alternatives")), id="claim-alternatives-label", classes="field-label")
            yield LineList(list(self._alternatives()), id="claim-alternatives")
            yield Static("", id="claim-preview", markup=False)
            yield Static(Content.styled(text("claim.close"), "$text-muted"))

    def _field(
        self, name: str, label: str, value: str, example: str = "", kind: FactKind | None = None
    ) -> list[Vertical]:
        joiner = ", " if kind in LIST_KINDS else " "
        parts = (
            Static(Content(label), classes="field-label", id=f"label-{name}"),
            LineInput(value, placeholder=example, joiner=joiner, compact=True, id=f"claim-{name}"),
            Static("", classes="field-note", id=f"note-{name}", markup=False),
        )
        return [Vertical(*parts, classes="field", id=f"field-{name}")]

    def _states(self) -> list[tuple[str, str]]:
        names = ("not_claimed", "done", "under_way", "planned") if self._is_action else ("not_claimed", "done")
        family = "states" if self._is_action else "cause_states"
        return [(name, self._view.interface.text(f"claim.{family}.{name}")) for name in names]

    def _state_value(self) -> str:
        # Nothing said yet is no answer: the line shows a dash until somebody answers.
        return self._claim.state if self._item.id in self._view.case.claims else ""

    def on_mount(self) -> None:
        """Begin with the state."""
        self.query_one("#claim-state").focus()
        self._refresh()

    @on(ChoiceLine.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        self._refresh()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    @property
    def _state(self) -> ClaimState:
        match self.query_one("#claim-state", ChoiceLine).value:
            case "done":
                return "done"
            case "under_way":
                return "under_way"
            case "planned":
                return "planned"
            case _:
                return "not_claimed"

    def _refresh(self) -> None:
        state, text = self._state, self._view.interface.text
        claimed = state != "not_claimed"
        for field_box in self.query(".field"):
            name = (field_box.id or "").removeprefix("field-")
            if name in ("date", "due"):
                field_box.display = name in SHOWN_DATES[state]
            elif name == "reason":
                field_box.display = not claimed and self.query_one("#claim-state", ChoiceLine).value == "not_claimed"
            else:
                field_box.display = claimed
        if self._is_action:
            key = "claim.date_under_way" if state == "under_way" else "claim.date_done"
            self.query_one("#label-date", Static).update(Content(text(key)))
            self.query_one("#label-due", Static).update(Content(text("claim.due")))
        self._show_problems()
        self._show_alternatives(claimed)
        said = self._preview(self._item.id, self.answer()) if claimed else ""
        preview = self.query_one("#claim-preview", Static)
        preview.display = bool(said)
        preview.update(Content.assemble((f"{text('claim.say')}\n", "$text-muted"), said))

    def _show_problems(self) -> None:
        kinds: dict[str, FactKind] = {"date": "date", "due": "date"}
        kinds.update({f"detail-{name}": kind for name, kind in self._item.details.items()})
        for name, kind in kinds.items():
            if not self.query(f"#claim-{name}"):
                continue
            note = self.query_one(f"#note-{name}", Static)
            problem = self._problem(kind, self.query_one(f"#claim-{name}", LineInput).value)
            note.display = bool(problem)
            note.set_class(bool(problem), "-problem")
            note.update(Content(problem))

    def _problem(self, kind: FactKind, typed: str) -> str:
        if not typed.strip():
            return ""
        store = self._view.content.marketplaces.get(self._view.case.marketplace)
        try:
            parse_value(kind, typed, currency=store.currency if store else "")
        except ValueProblem as problem:
            return self._view.interface.text(f"problems.{problem.code}", **problem.parts)
        return ""

    def _show_alternatives(self, claimed: bool) -> None:
        offered = self.query_one("#claim-alternatives", LineList)
        refused = not claimed and self.query_one("#claim-state", ChoiceLine).value == "not_claimed"
        offered.display = refused and bool(offered.rows)
        self.query_one("#claim-alternatives-label").display = offered.display

    def _alternatives(self) -> Iterator[Row]:
        """Offer what the seller who cannot do this may honestly do instead, with what is said of it so far."""
        known = statements_of(self._view.body)
        for name in self._item.alternatives if isinstance(self._item, Action) else ():
            if name in known and holds(known[name].when, self._view.case.facts):
                sign = self._view.interface.text(f"signs.{self._view.case.claim(name).state}")
                yield Row(name, self._view.wording.ask.get(name, name), sign=sign)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """Keep what was entered and go on with the alternative."""
        event.stop()
        self.dismiss(replace(self.answer(), instead=event.row_id))

    def answer(self) -> ClaimAnswer:
        """Return what stands in the fields now."""
        details: dict[str, Raw] = {}
        for name, kind in self._item.details.items():
            typed = self.query_one(f"#claim-detail-{name}", LineInput).value
            if typed.strip():
                details[name] = normal_raw(kind, typed)
        claim = Claim(
            state=self._state,
            date=self._typed("date"),
            due=self._typed("due"),
            reason=self._typed("reason"),
            details=details,
        )
        return ClaimAnswer(claim, {name: self._typed(f"evidence-{name}") for name in self._item.evidence})

    def _typed(self, name: str) -> str:
        fields = self.query(f"#claim-{name}")
        return fields.first(LineInput).value.strip() if fields else ""

    def action_close(self) -> None:
        """Close and keep what was entered."""
        self.dismiss(self.answer())


def _one_text(raw: Raw) -> str:
    return raw if isinstance(raw, str) else ", ".join(raw)
