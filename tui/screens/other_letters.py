"""Letters to others: which fit the case and why, the facts that they need, and the text as it grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content as Text
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.core.case.records import Case
from tui.core.case.values import Raw
from tui.core.content.library import words
from tui.core.content.other_letters import OtherLetter
from tui.core.content.records import FactSpec
from tui.core.letter.other_letters import compose_other, facts_of_letter, letters_for
from tui.core.letter.text import letter_text
from tui.panes.facts import FactField
from tui.panes.view import CaseView
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_list import LineList, Row

SetFact = Callable[[str, Raw | None], Case | None]
"""Sets a fact of the open case and returns the case as it is then."""
Copy = Callable[[str, str], None]


@dataclass(frozen=True)
class LetterView(CaseView):
    """The open case as a letter to others sees it: with that letter's labels."""

    other: OtherLetter

    def label(self, fact: str) -> str:
        """Return the label of a fact: the letter's own, else the shared one."""
        own = self.other.labels.get(fact)
        return words(own, self.interface.language) if own else super().label(fact)

    def why(self, fact: str) -> str:
        """Return why a fact is asked for."""
        own = self.other.why.get(fact)
        return words(own, self.interface.language) if own else super().why(fact)

    def options(self, spec: FactSpec) -> tuple[tuple[str, str], ...]:
        """Return the options of a choice with their labels."""
        labels = self.other.options.get(spec.id)
        if labels is None:
            return super().options(spec)
        language = self.interface.language
        return tuple((option, words(labels.get(option, {}), language) or option) for option in spec.options)


class LetterField(FactField):
    """A field that may close while the cursor is in it."""

    def note(self) -> None:
        """Say below the field what is wrong, as long as there is a field."""
        if self.query(".field-note"):
            super().note()


class OtherLettersScreen(ModalScreen[None]):
    """A list over the fields over the text; beside each other where there is room."""

    DEFAULT_CSS = """
    OtherLettersScreen { align: left top; }
    OtherLettersScreen #others-frame { width: 100%; height: 100%; background: $surface; }
    OtherLettersScreen #others-parts { height: 1fr; layout: vertical; }
    OtherLettersScreen #others-left { height: 3fr; padding: 0 1; }
    OtherLettersScreen #others-list { height: auto; min-height: 1; max-height: 6; }
    OtherLettersScreen #others-why { height: auto; max-height: 4; color: $text-muted; }
    OtherLettersScreen #others-language { margin-bottom: 1; }
    OtherLettersScreen #others-fields { height: 1fr; }
    OtherLettersScreen #others-page { height: 2fr; padding: 0 1; border-top: solid $primary-muted; }
    OtherLettersScreen #others-page:focus { background: $boost; }
    OtherLettersScreen #others-text { height: auto; }
    OtherLettersScreen #others-keys { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    OtherLettersScreen #others-title { display: none; height: 1; text-style: bold; }
    OtherLettersScreen.-one.-filling #others-why, OtherLettersScreen.-one.-filling #others-list { display: none; }
    OtherLettersScreen.-one.-filling #others-title { display: block; }
    OtherLettersScreen.-two #others-parts, OtherLettersScreen.-three #others-parts { layout: horizontal; }
    OtherLettersScreen.-two #others-left, OtherLettersScreen.-three #others-left { width: 1fr; height: 1fr; }
    OtherLettersScreen.-two #others-why, OtherLettersScreen.-three #others-why { max-height: 8; }
    OtherLettersScreen.-two #others-page, OtherLettersScreen.-three #others-page {
        width: 1fr; height: 1fr; border-top: none; border-left: solid $primary-muted;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+d", "close", show=False, priority=True),
        Binding("ctrl+l", "copy_text", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, view: CaseView, set_fact: SetFact, copy: Copy) -> None:
        """Show the letters that fit the case of the view."""
        super().__init__()
        self._view = view
        self._set_fact = set_fact
        self._copy = copy
        self._letters = {letter.id: letter for letter in letters_for(view.content, view.case)}
        self._current = ""
        self._language = view.case.letter_language

    def compose(self) -> ComposeResult:
        """Lay out list, explanation, language and fields; then the text and the keys."""
        text, view = self._view.interface.text, self._view
        tongues = [(code, text(f"facts.languages.{code}")) for code in view.content.index.pack.languages]
        with Vertical(id="others-frame"):
            with Vertical(id="others-parts"):
                with Vertical(id="others-left"):
                    yield LineList(list(self._rows()), empty=text("other_letters.none"), id="others-list")
                    yield Static("", id="others-title", markup=False)
                    yield Static("", id="others-why", markup=False)
                    yield ChoiceLine(tongues, self._language, id="others-language")
                    yield VerticalScroll(id="others-fields", can_focus=False)
                with VerticalScroll(id="others-page"):
                    yield Static("", id="others-text", markup=False)
            yield Static(Text(text("other_letters.keys")), id="others-keys")

    def _rows(self) -> Iterator[Row]:
        text, language = self._view.interface.text, self._view.interface.language
        for letter in self._letters.values():
            to = text(f"other_letters.to.{letter.to}")
            yield Row(letter.id, f"{words(letter.title, language)} · {to}")

    async def on_mount(self) -> None:
        """Begin with the first letter."""
        letters = self.query_one("#others-list", LineList)
        letters.focus()
        await self._open(letters.row_id)

    @on(LineList.Highlighted)
    async def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        await self._open(event.row_id)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        """Go to the first field that is still empty."""
        event.stop()
        for field in self.query(LetterField):
            if field.display and field.spec.id not in self._view.case.facts:
                field.query_one(f"#fact-{field.spec.id}").focus()
                return
        self.query_one("#others-page").focus()

    async def _open(self, name: str | None) -> None:
        letter = self._letters.get(name or "")
        if letter is None or letter.id == self._current:
            return
        self._current = letter.id
        language = self._view.interface.language
        self.query_one("#others-title", Static).update(Text(words(letter.title, language)))
        self.query_one("#others-why", Static).update(Text(words(letter.explains, language)))
        specs = facts_of_letter(self._view.content, letter).values()
        # What is still missing comes first; what the case knows stays in reach, so that it can be corrected.
        ordered = sorted(specs, key=lambda spec: spec.id in self._view.case.facts)
        scroll = self.query_one("#others-fields", VerticalScroll)
        await scroll.remove_children()
        await scroll.mount_all([LetterField(spec, self._letter_view(letter)) for spec in ordered])
        self._refresh()

    def on_descendant_focus(self) -> None:
        """Give the fields the room of the list in a narrow window while somebody fills them in."""
        self.set_class(self.query_one("#others-fields").has_focus_within, "-filling")

    def _letter_view(self, letter: OtherLetter) -> LetterView:
        view = self._view
        return LetterView(view.content, view.interface, view.case, view.letter, view.notice, None, other=letter)

    def _refresh(self) -> None:
        letter = self._letters.get(self._current)
        if letter is None:
            return
        view = self._letter_view(letter)
        for field in self.query(LetterField):
            field.show(view)
        composed = compose_other(view.content, view.case, letter.id, self._language)
        body = Text.assemble((composed.subject, "bold"), "\n\n", letter_text(composed))
        self.query_one("#others-text", Static).update(body)

    def _apply(self, fact: str, raw: Raw | None) -> None:
        case = self._set_fact(fact, raw)
        if case is not None:
            self._view = replace(self._view, case=case)
        self._refresh()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        field = event.input.parent
        if isinstance(field, FactField):
            self._apply(field.spec.id, field.typed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(ChoiceLine.Changed)
    def _picked(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        if event.line.id == "others-language":
            self._language = event.value
            self._refresh()
        else:
            self._apply((event.line.id or "").removeprefix("fact-"), event.value)

    def action_copy_text(self) -> None:
        """Copy the letter as it stands; its gaps stay visible in it."""
        if self._current:
            letter = compose_other(self._view.content, self._view.case, self._current, self._language)
            self._copy(letter_text(letter), "letter")

    def action_close(self) -> None:
        """Go back; everything typed is in the case."""
        self.dismiss(None)
