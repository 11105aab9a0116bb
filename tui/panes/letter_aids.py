"""What helps while writing in the letter: a search, the gaps, completion, and the words of each section."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tui.interface import Interface
from tui.panes.view import CaseView, Pane
from tui.widgets.editor import Editor
from tui.widgets.editor_marks import location
from tui.widgets.letter_foot import LetterFoot

if TYPE_CHECKING:
    from tui.core.letter.completing import Completion
    from tui.core.letter.places import Place

EDITOR = "editor-"
"""The id of a section's editor is this and the section's."""


class AidedLetter(Pane):
    """The half of the letter pane that looks at its editors as one text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, interface: Interface) -> None:
        """Begin without a case."""
        super().__init__(interface)
        self._view: CaseView | None = None
        self._known: tuple[object, object, tuple[str, ...]] = (None, None, ())
        self._offers: tuple[Completion, ...] = ()
        self._offered_at: tuple[str, tuple[int, int]] = ("", (0, 0))
        self._began: tuple[str | None, int] = (None, 0)
        """Where the cursor was when a search began."""

    def make_foot(self) -> LetterFoot:
        """Return the line for below the letter."""
        return LetterFoot(self.interface.text("letter.find"))

    def show_aids(self, view: CaseView | None) -> None:
        """Take over another view of the case."""
        self._view = view
        self._tell_words()

    @property
    def foot(self) -> LetterFoot:
        """The line below the letter."""
        return self.query_one(LetterFoot)

    @property
    def _editors(self) -> dict[str, Editor]:
        return {(editor.id or "").removeprefix(EDITOR): editor for editor in self.query(Editor)}

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The sections in their order with what stands in their editors."""
        return [(name, editor.text) for name, editor in self._editors.items()]

    @property
    def editor(self) -> Editor | None:
        """The editor that has the focus."""
        return next((editor for editor in self.query(Editor) if editor.has_focus), None)

    @property
    def _cursor(self) -> tuple[str | None, int]:
        """The section that the cursor is in, and where in its text it stands."""
        editor = self.editor
        if editor is None:
            return None, 0
        row, column = editor.selection.start
        lines = editor.text.split("\n")
        return (editor.id or "").removeprefix(EDITOR), sum(len(line) + 1 for line in lines[:row]) + column

    def _select(self, place: Place, focus: bool) -> None:
        editor = self._editors[place.section]
        if focus:
            editor.focus()
        editor.selection = Selection(location(editor.text, place.start), location(editor.text, place.end))
        editor.reveal_cursor()

    # The words

    def _tell_words(self) -> None:
        """Show the words of each section, the one that the cursor is in marked, and of them all."""
        from tui.core.letter.text import count_words

        here, pieces, total = self._cursor[0], [], 0
        for name, text in self.texts:
            count = count_words(text)
            total += count
            pieces.append(f"[{count}]" if name == here else str(count))
        label = self.interface.text("letter.words", sections=" · ".join(pieces), count=total)
        self.foot.show_words(Content(label if pieces else ""))

    def on_descendant_focus(self) -> None:
        """Mark another section."""
        self._tell_words()

    # The search

    def open_find(self) -> None:
        """Look for a text from the cursor on."""
        self._began = self._cursor
        self.foot.open()

    @on(LetterFoot.Sought)
    def _sought(self, event: LetterFoot.Sought) -> None:
        from tui.core.letter.places import following, found

        event.stop()
        texts = self.texts
        places = found(texts, event.text)
        if not places:
            self.foot.tell_count(self.interface.text("letter.not_found") if event.text else "")
            return
        section, offset = self._began
        beyond = offset + 1 if event.step > 0 else offset
        number = following(places, texts, section, beyond, -1 if event.step < 0 else 1)
        self._began = (places[number].section, places[number].start)
        self._select(places[number], focus=False)
        self.foot.tell_count(self.interface.text("letter.found", number=number + 1, count=len(places)))

    @on(LetterFoot.Closed)
    def _find_closed(self, event: LetterFoot.Closed) -> None:
        event.stop()
        editors = self._editors
        editor = editors.get(self._began[0] or "") or next(iter(editors.values()), None)
        if editor is not None:
            editor.focus()

    # The gaps

    def go_to_next_gap(self) -> bool:
        """Select the next gap that stands in the text; say whether there is one."""
        from tui.core.letter.places import following, gaps

        texts = self.texts
        places = gaps(texts)
        if not places:
            return False
        section, offset = self._cursor
        at_cursor = any(place.section == section and place.start == offset for place in places)
        self._select(places[following(places, texts, section, offset + at_cursor, 1)], focus=True)
        return True

    # Completion

    def typed_in(self, editor: Editor) -> None:
        """Offer what goes on from what was just typed, below the letter, where it is in nobody's way."""
        self._offered_at = (editor.id or "", editor.cursor_location)
        self._offer(self._going_on(editor) if editor.selection.is_empty else ())

    def _offer(self, offers: tuple[Completion, ...]) -> None:
        self._offers = offers
        self.foot.offer(self.interface.text("letter.complete"), [offer.value for offer in offers])

    def _going_on(self, editor: Editor) -> tuple[Completion, ...]:
        from tui.core.letter.completing import completions, known_values

        view = self._view
        if view is None:
            return ()
        case = view.case
        if self._known[0] is not case.facts or self._known[1] is not case.claims:
            values = known_values(view.content, case, view.letter.language)
            self._known = (case.facts, case.claims, values)
        row, column = editor.cursor_location
        return completions(self._known[2], editor.document.get_line(row)[:column])

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        """Withdraw the offer when the cursor goes elsewhere."""
        if (event.text_area.id or "", event.selection.end) != self._offered_at and self._offers:
            self._offer(())

    def action_complete(self) -> None:
        """Take the first of what is offered; without an offer the key does what it does everywhere."""
        editor = self.editor
        if editor is None or not self._offers or editor.cursor_location != self._offered_at[1]:
            raise SkipAction
        offer, (row, column) = self._offers[0], editor.cursor_location
        editor.history.checkpoint()
        done = editor.replace(offer.value, (row, column - offer.typed), (row, column))
        editor.move_cursor(done.end_location)
        self._offer(())
