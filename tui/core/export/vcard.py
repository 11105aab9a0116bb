"""Contacts as vCards: 3.0, which nearly every address book reads, and 4.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from tui.core.content.channels import Contact
from tui.core.content.library import words
from tui.core.export.problems import ExportProblem
from tui.core.export.recipients import parse_recipient
from tui.core.text import clean, one_line

Version = Literal["3", "4"]

FOLD = 75
_PHONE = re.compile(r"\+?[\d(][\d ().-]{5,}\d")
_ADDRESS = re.compile(r"https://[^\s()<>\"]+")
_MAIL_TYPE = {"3": "INTERNET,WORK", "4": "work"}


def as_vcards(
    contacts: Iterable[Contact], titles: Mapping[str, str], language: str = "en", version: Version = "3"
) -> str:
    """Return the contacts as vCards one after the other; `titles` names the purposes."""
    return "".join(as_vcard(contact, titles.get(contact.purpose, ""), language, version) for contact in contacts)


def as_vcard(contact: Contact, title: str, language: str = "en", version: Version = "3") -> str:
    """Return one vCard with the line ends and folds that the standard asks for."""
    name = contact_name(contact, title)
    organisation = "" if contact.outside_amazon else "Amazon"
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}.0",
        f"FN:{_escaped(name)}",
        # 3.0 demands a name in parts; a channel has no family name.
        *([f"N:{_escaped(name)};;;;"] if version == "3" else ["KIND:org"]),
        *([f"ORG:{organisation}"] if organisation else []),
        *_reach(contact, version),
        f"CATEGORIES:{_escaped(contact.purpose)},{_escaped(contact.marketplace)},{contact.status}",
        f"NOTE:{_escaped(contact_note(contact, language))}",
        f"REV:{contact.seen:%Y%m%d}T000000Z" if version == "4" else f"REV:{contact.seen.isoformat()}",
        f"UID:reinstate-{_escaped(contact.id)}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def contact_name(contact: Contact, title: str) -> str:
    """Return how a channel is called in an address book."""
    who = one_line(title) or contact.purpose
    owner = "" if contact.outside_amazon else "Amazon "
    return f"{owner}{contact.marketplace}: {who}"


def contact_note(contact: Contact, language: str) -> str:
    """Return what a person should know before using a channel: its status and reason, who may write, the notes."""
    reason = one_line(words(contact.status_reason, language))
    parts = [
        f"{contact.status}: {reason}" if reason else contact.status,
        words(contact.who_may_write, language),
        words(contact.notes, language),
        "" if contact.kind == "email" else one_line(contact.address),
    ]
    return "\n".join(clean(part).text.strip() for part in parts if part.strip())


def _reach(contact: Contact, version: Version) -> Iterator[str]:
    address = one_line(contact.address)
    match contact.kind:
        case "email":
            try:
                yield f"EMAIL;TYPE={_MAIL_TYPE[version]}:{_escaped(parse_recipient(address))}"
            except ExportProblem:
                return  # an own contact whose address is none: the note keeps what was typed
        case "phone":
            if found := _PHONE.search(address):
                yield f"TEL;TYPE=work,voice:{found[0]}" if version == "3" else f'TEL;TYPE="work,voice":{found[0]}'
        case "postal":
            # The address is one text; taking it apart would guess.
            yield f"ADR;TYPE=work:;;{_escaped(address)};;;;"
        case "web_form":
            if found := _ADDRESS.search(address):
                yield f"URL:{found[0]}"


def _escaped(text: str) -> str:
    plain = clean(text).text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\n", "\\n").replace("\t", " ")


def _folded(line: str) -> str:
    """Fold a line at 75 bytes, never inside a character."""
    pieces: list[str] = []
    piece, size, room = "", 0, FOLD
    for sign in line:
        length = len(sign.encode("utf-8", "replace"))
        if size + length > room:
            pieces.append(piece)
            # The blank that marks a fold takes a byte of the next line.
            piece, size, room = "", 0, FOLD - 1
        piece, size = piece + sign, size + length
    return "\r\n ".join([*pieces, piece])
