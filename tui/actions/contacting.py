"""What is done with a contact; nothing is ever sent from here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from tui.actions.copying import Copying
from tui.actions.exporting import Exporting

if TYPE_CHECKING:
    from tui.core.content.channels import Contact
    from tui.core.directory.marks import ContactMark


class Contacting(Copying, Exporting):
    """What is done with a contact; nothing is ever sent from here."""

    @property
    def _contact(self) -> Contact | None:
        from tui.panes.contacts import ContactsPane

        panes = self.main.query(ContactsPane)
        contact = panes.first().current if panes else None
        if contact is None:
            self.notify(self.interface.text("contacts.none_chosen"), severity="warning", markup=False)
        return contact

    @property
    def _mail_contact(self) -> Contact | None:
        contact = self._contact
        if contact is not None and contact.kind != "email":
            self.notify(self.interface.text("contacts.no_mail"), severity="warning", markup=False)
            return None
        return contact

    def action_open_page(self) -> None:
        """Open the page of the highlighted contact in the browser; one without a page is told."""
        from tui.ports.browser import is_page

        contact = self._contact
        if contact is None:
            return
        if not is_page(contact.address):
            self.notify(self.interface.text("contacts.no_page"), severity="warning", markup=False)
            return
        self._open_in_browser(contact.address)

    @work(thread=True, group="browser", exit_on_error=False)
    def _open_in_browser(self, address: str) -> None:
        from tui.ports import browser

        self.call_from_thread(self._tell_opened, address, browser.open_page(address))

    def _tell_opened(self, address: str, opened: bool) -> None:
        if opened:
            self.notify(self.interface.text("contacts.opened", address=address), markup=False)
            return
        self.notify(self.interface.text("contacts.not_opened"), severity="warning", markup=False)
        self._copy(address, "address")

    def action_mail_draft(self) -> None:
        """Write the letter as a mail draft to the highlighted address."""
        contact = self._mail_contact
        if contact is not None:
            self.export_letter(contact.address)

    def action_mail_link(self) -> None:
        """Copy a mailto link with the letter, or with the subject alone where it would be too long."""
        from tui.core.export.mailto import as_mailto
        from tui.core.export.problems import ExportProblem
        from tui.core.letter.text import letter_text
        from tui.exporting import in_words

        contact, letter = self._mail_contact, self.session.letter()
        if contact is None:
            return
        subject = letter.subject if letter else contact.subject or ""
        try:
            try:
                link = as_mailto(contact.address, subject, letter_text(letter) if letter else "")
            except ExportProblem as problem:
                if problem.code != "link_too_long":
                    raise
                self.notify(self.interface.text("contacts.link_short"), markup=False, timeout=8)
                link = as_mailto(contact.address, subject)
        except ExportProblem as problem:
            self.notify(in_words(problem.message, self.interface), severity="error", markup=False)
            return
        self._copy(link, "link")

    def action_mark_contact(self) -> None:
        """Ask what happened at the highlighted contact."""
        from tui.screens.mark import MarkScreen

        contact = self._contact
        if contact is None:
            return
        marks, today = self.session.marks, self.session.clock.now().date()
        screen = MarkScreen(contact.address, marks.get(contact.id), today, self.interface)
        self.push_screen(screen, partial(self._keep_mark, contact.id))

    def _keep_mark(self, contact: str, mark: ContactMark | None) -> None:
        from tui.panes.contacts import ContactsPane

        if mark is None:
            return
        if complaint := self.session.marks.keep(contact, mark):
            self.notify(complaint, severity="error", markup=False, timeout=15)
            return
        for pane in self.main.query(ContactsPane):
            pane.show_marks()
