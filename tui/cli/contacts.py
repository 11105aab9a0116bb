"""`reinstate contacts`: the directory of channels."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from tui.cli.common import DONE, FOUND, complain, emit, emit_json, open_interface, open_library
from tui.cli.layout import wrapped
from tui.cli.outgoing import write_bytes
from tui.core.content.channels import Contact
from tui.core.content.library import Content, words
from tui.core.content.problems import UnknownNameError, nearest
from tui.core.directory.marks import ContactMark, ContactMarks
from tui.core.directory.search import EUROPE, ContactFilter, MemoryIndex
from tui.interface import Interface, mark_text
from tui.ports.paths import data_home


def find(options: Namespace) -> int:
    """Print the contacts that fit, one block each or as JSON."""
    content = open_library()
    texts = open_interface(options.lang, content)
    wanted = ContactFilter(
        query=" ".join(options.query),
        marketplace=_known_store(content, options.marketplace),
        purpose=_known_purpose(content, options.purpose),
        status=options.status,
        kind=options.kind,
    )
    index = MemoryIndex(content.directory)
    found = tuple(index.contact(place) for place in index.find(wanted).places)
    if options.json:
        emit_json([_document(contact, texts.language) for contact in found])
    elif options.vcard or options.mutt:
        return _for_programs(content, found, texts, options)
    elif found:
        titles = {purpose.id: words(purpose.title, texts.language) for purpose in content.directory.purposes}
        marks = ContactMarks(data_home())
        emit("\n\n".join(_block(item, titles.get(item.purpose, ""), marks.get(item.id), texts) for item in found))
        if marks.problem:
            complain(marks.problem)
    if not found:
        complain(texts.text("contacts.empty"))
        return FOUND
    return DONE


def _for_programs(content: Content, found: tuple[Contact, ...], texts: Interface, options: Namespace) -> int:
    """Print the contacts as other programs read them; nothing found is told by the exit status alone."""
    from tui.core.export.mutt import as_mutt
    from tui.core.export.vcard import as_vcards

    titles = {purpose.id: words(purpose.title, texts.language) for purpose in content.directory.purposes}
    if options.mutt:
        emit(as_mutt(found, titles, texts.language), end="")
    else:
        # Bytes: the line ends of a vCard are its own on every system.
        write_bytes(as_vcards(found, titles, texts.language, options.vcard).encode("utf-8", "replace"))
    return DONE if found else FOUND


def _known_store(content: Content, code: str) -> str:
    return code.upper() if code.upper() in ("", EUROPE) else content.marketplace(code.upper()).code


def _known_purpose(content: Content, name: str) -> str:
    known = [purpose.id for purpose in content.directory.purposes]
    if name and name not in known:
        raise UnknownNameError(f"there is no contact purpose '{name}'{nearest(name, known)}")
    return name


def _block(contact: Contact, title: str, mark: ContactMark, texts: Interface) -> str:
    indent = "  "
    status = texts.text(f"contacts.status.{contact.status}")
    reason = words(contact.status_reason, texts.language)
    colon = "：" if texts.language == "zh" else ": "
    paragraphs = [
        f"{contact.marketplace} · {texts.text(f'contacts.kind.{contact.kind}')} · {title}",
        "" if mark.is_empty else mark_text(mark, texts),
        f"{status}{colon}{reason}" if reason else status,
        texts.text("contacts.who", who=words(contact.who_may_write, texts.language)),
        texts.text("contacts.subject", subject=contact.subject) if contact.subject else "",
        texts.text("contacts.body", body=words(contact.body, texts.language)) if contact.body else "",
        words(contact.notes, texts.language),
        texts.text("contacts.sources", sources=", ".join(contact.sources)),
        texts.text("contacts.seen", seen=contact.seen.isoformat()),
    ]
    address = wrapped(" ".join(contact.address.split()), "", indent)
    return "\n".join([address, *(wrapped(item, indent, indent * 2) for item in paragraphs if item)])


def _document(contact: Contact, language: str) -> dict[str, Any]:
    return {
        "id": contact.id,
        "purpose": contact.purpose,
        "marketplace": contact.marketplace,
        "kind": contact.kind,
        "address": contact.address,
        "status": contact.status,
        "status_reason": words(contact.status_reason, language),
        "source": list(contact.sources),
        "seen": contact.seen.isoformat(),
        "notes": words(contact.notes, language),
    }
