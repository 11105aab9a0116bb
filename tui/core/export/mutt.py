"""Contacts as lines that mutt (`query_command`) and aerc (`address-book-cmd`) read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.core.content.channels import Contact
from tui.core.content.library import words
from tui.core.export.problems import ExportProblem
from tui.core.export.recipients import parse_recipient
from tui.core.export.vcard import contact_name
from tui.core.text import one_line

HEADER = "address\tname\tnote\n"
"""mutt shows the first line as a message and takes no address from it; aerc passes over a line without an address."""


def as_mutt(contacts: Iterable[Contact], titles: Mapping[str, str], language: str = "en") -> str:
    """Return address, name and note of every contact with an e-mail address, separated by tabs."""
    return HEADER + "".join(_lines(contacts, titles, language))


def _lines(contacts: Iterable[Contact], titles: Mapping[str, str], language: str) -> Iterable[str]:
    for contact in contacts:
        if contact.kind != "email":
            continue
        try:
            address = parse_recipient(one_line(contact.address))
        except ExportProblem:
            continue  # an own contact whose address is none: a mail program could do nothing with it
        note = one_line(words(contact.status_reason, language))
        fields = (address, contact_name(contact, titles.get(contact.purpose, "")), f"{contact.status}: {note}")
        # one_line leaves no tab: a field cannot become two.
        yield "\t".join(one_line(field) for field in fields) + "\n"
