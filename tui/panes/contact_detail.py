"""What is said of one contact, and of the channel of the open case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content as Text

from tui.core.content.library import Content, words
from tui.interface import Interface, mark_text

if TYPE_CHECKING:
    from tui.core.content.channels import Contact
    from tui.core.directory.marks import ContactMark
    from tui.core.directory.recommending import Recommendation

STATUS_SIGNS = {"current": "✓", "legacy": "~", "unverified": "?", "bouncing": "✗"}
MARK_SIGNS = {"": "*", "written": ">", "answered": "+", "no_answer": "-", "bounced": "x"}


@dataclass(frozen=True, slots=True)
class DetailWords:
    """The content and the language in which a detail speaks."""

    content: Content
    interface: Interface

    def of_contact(self, contact: Contact, mark: ContactMark, chosen: Recommendation | None) -> Text:
        """Return everything about a contact; among the recommended ones, what is done there comes first."""
        lines: list[Text | str | tuple[str, str]] = []
        for style, line in self._lines(contact, mark, chosen):
            lines.extend(["\n"] if lines else [])
            lines.append((line, style) if style else line)
        return Text.assemble(*lines)

    def _lines(self, contact: Contact, mark: ContactMark, chosen: Recommendation | None) -> Iterator[tuple[str, str]]:
        text, language = self.interface.text, self.interface.language
        yield "bold", contact.address
        kind, status = text(f"contacts.kind.{contact.kind}"), text(f"contacts.status.{contact.status}")
        confidence = text(f"contacts.confidence.{contact.confidence}")
        yield "", f"{kind} · {STATUS_SIGNS[contact.status]} {status} · {confidence}"
        if not mark.is_empty:
            yield "italic", mark_text(mark, self.interface)
        if chosen is not None:
            yield from self._of_channel(contact, chosen)
        yield "", words(contact.status_reason, language)
        if contact.kind == "email" and chosen is None:
            yield "", text("contacts.health_first")
        yield "", text("contacts.who", who=words(contact.who_may_write, language))
        if contact.subject:
            yield "", text("contacts.subject", subject=contact.subject)
        if contact.body:
            yield "", text("contacts.body", body=words(contact.body, language))
        if contact.notes:
            yield "", words(contact.notes, language)
        if contact.in_seed:
            yield "dim", text("contacts.in_seed")
        yield "dim", text("contacts.seen", seen=contact.seen)
        yield from (("dim", line) for line in self._sources(contact.sources))

    def _of_channel(self, contact: Contact, chosen: Recommendation) -> Iterator[tuple[str, str]]:
        language = self.interface.language
        if contact != chosen.page:
            yield "", words(chosen.channel.second, language)
            return
        for number, step in enumerate(chosen.steps, start=1):
            yield "", f"{number}. {words(step.say, language)}"
        store = self.content.marketplaces.get(contact.marketplace)
        if store is not None and store.notes:
            yield "", words(store.notes, language)

    def _sources(self, keys: tuple[str, ...]) -> Iterator[str]:
        sources = self.content.reference.sources
        yield self.interface.text("contacts.sources", sources="")
        for key in keys:
            source = sources.get(key)
            day = f" ({source.date})" if source and source.date else ""
            yield f"  {key}{day} {source.address}" if source else f"  {key}"
