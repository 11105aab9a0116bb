"""Writing in the letter: search, gaps, sentences moved and added, and the seller's own editor."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.actions.desk import Desk

if TYPE_CHECKING:
    from tui.panes.letter import LetterPane
    from tui.ports.editor import EditOutcome
    from tui.widgets.editor import Editor


class Writing(Desk):
    """Writing in the letter."""

    @property
    def _letter_pane(self) -> LetterPane | None:
        from tui.panes.letter import LetterPane

        return self.main.query(LetterPane).first() if self.main.query(LetterPane) else None

    @property
    def _section_editor(self) -> Editor | None:
        return self._letter_pane.editor if self._letter_pane is not None else None

    def action_find_in_letter(self) -> None:
        """Look for a text in the letter."""
        if self._letter_pane is not None:
            self._letter_pane.open_find()

    async def action_next_gap(self) -> None:
        """Go to the next gap in the letter, or say which gaps stand nowhere in it."""
        letter = self.session.letter()
        await self.main.show_pane("letter", focus=self._section_editor is None)
        if self._letter_pane is None or self._letter_pane.go_to_next_gap():
            return
        names = ", ".join(gap.label for gap in letter.gaps) if letter else ""
        told = self.interface.text("letter.gaps_elsewhere", names=names) if names else None
        self.notify(told or self.interface.text("letter.no_gap"), markup=False)

    def action_sentence_up(self) -> None:
        """Move the sentence under the cursor up."""
        self._move_sentence(-1)

    def action_sentence_down(self) -> None:
        """Move the sentence under the cursor down."""
        self._move_sentence(1)

    def _move_sentence(self, step: int) -> None:
        from tui.core.letter.lines import moved

        editor = self._section_editor
        if editor is None:
            return
        row, column = editor.cursor_location
        text = moved(editor.text, row, step)
        if text is not None:
            editor.put(text, (row + step, column))

    def action_add_sentence(self) -> None:
        """Begin a sentence of one's own below the one under the cursor."""
        from tui.core.letter.lines import with_new_line

        editor = self._section_editor
        if editor is not None:
            text, row = with_new_line(editor.text, editor.cursor_location[0])
            editor.put(text, (row, 0))

    def action_edit_outside(self) -> None:
        """Hand the section under the cursor to the editor that VISUAL or EDITOR names, and take it back."""
        from tui.ports.editor import edit
        from tui.ports.paths import state_home

        editor = self._section_editor
        if editor is None:
            return
        # Before anything else can go wrong.
        self.saver.flush()
        name = (editor.id or "section").removeprefix("editor-")
        try:
            with self.suspend():
                outcome = edit(editor.text, name, state_home() / "editing", os.environ)
        except SuspendNotSupported:
            self.notify(self.interface.text("own_editor.not_here"), severity="warning", markup=False)
            return
        self.refresh(layout=True)
        self._take_back(editor, outcome)

    def _take_back(self, editor: Editor, outcome: EditOutcome) -> None:
        text = self.interface.text
        if outcome.state == "changed":
            editor.put(outcome.text, editor.cursor_location)
        elif outcome.state == "failed":
            told = text(f"own_editor.{outcome.reason}", detail=outcome.detail)
            kept = text("own_editor.kept", file=outcome.kept) if outcome.kept else ""
            self.notify(f"{told} {kept}".strip(), severity="error", markup=False, timeout=15)
