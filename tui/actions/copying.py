"""Copying: one way to the clipboard for everything, and the truth about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from tui.actions.desk import Desk
from tui.panes.messages import AddressChosen

if TYPE_CHECKING:
    from tui.ports.clipboard import CopyOutcome


class Copying(Desk):
    """Copying: one way to the clipboard for everything, and the truth about it."""

    @on(AddressChosen)
    def _address_chosen(self, event: AddressChosen) -> None:
        self._copy(event.contact.address, "address")

    @property
    def _current_section(self) -> str | None:
        from tui.panes.letter import LetterPane

        panes = self.main.query(LetterPane)
        return panes.first().current_section if panes else None

    def action_copy_letter(self) -> None:
        """Copy the letter; one with gaps only after a question."""
        from tui.core.letter.text import letter_text
        from tui.screens.ask import AskScreen

        letter = self.session.letter()
        if letter is None:
            return
        if not letter.gaps:
            self._copy(letter_text(letter), "letter")
            return
        question = self.interface.text("copied.gaps", count=len(letter.gaps))
        copying = partial(self._copy, letter_text(letter), "letter")
        self.push_screen(AskScreen(question, self.interface), lambda yes: copying() if yes else None)

    def action_copy_section(self) -> None:
        """Copy the section that the cursor is in."""
        letter, name = self.session.letter(), self._current_section
        section = letter.section(name) if letter and name else None
        self._copy(section.text if section else "", "section")

    def action_copy_subject(self) -> None:
        """Copy the subject line."""
        letter = self.session.letter()
        self._copy(letter.subject if letter else "", "subject")

    def action_copy_address(self) -> None:
        """Copy the address of the highlighted contact."""
        from tui.panes.contacts import ContactsPane

        panes = self.main.query(ContactsPane)
        contact = panes.first().current if panes else None
        self._copy(contact.address if contact else "", "address")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what an editor or a selection gives, by the same way as everything else."""
        self._clipboard = text
        self._copy(text, "selection")

    def _copy(self, text: str, what: str) -> None:
        if not text.strip():
            self.notify(self.interface.text("copied.nothing"), severity="warning", markup=False)
            return
        self.saver.request()
        self._copy_in_thread(text, what)

    @work(thread=True, group="clipboard", exit_on_error=False)
    def _copy_in_thread(self, text: str, what: str) -> None:
        from tui.ports import clipboard

        to_terminal = partial(self.call_from_thread, self.write_to_terminal)
        outcome = clipboard.copy(text, settings=self.clipboard_settings(), write_to_terminal=to_terminal)
        self.call_from_thread(self._tell_copied, outcome, what)

    def write_to_terminal(self, sequence: str) -> None:
        """Write a sequence to the terminal between two frames."""
        if self._driver is not None:
            self._driver.write(sequence)

    def _tell_copied(self, outcome: CopyOutcome, what: str) -> None:
        from tui.screens.copied import copied_words

        words = copied_words(outcome, what, self.interface)
        self.notify(words, severity="error" if outcome.state == "failed" else "information", markup=False, timeout=8)
