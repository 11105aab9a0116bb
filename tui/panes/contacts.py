"""The directory: filtered while typing, grouped by purpose, each address with its source and status."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tui.core.content.compiled import Directory
from tui.core.content.library import words
from tui.core.content.records import Contact, Marketplace
from tui.core.directory.search import ContactFilter, ContactSearch
from tui.interface import Interface
from tui.panes.messages import AddressChosen
from tui.panes.view import CaseView, Pane
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row
from tui.widgets.still import Still

STATUS_SIGNS = {"current": "✓", "legacy": "~", "unverified": "?", "bouncing": "✗"}


class ContactsPane(Pane):
    """A filter, the store, the list and the details of the highlighted contact."""

    name_key = "contacts"

    def __init__(
        self,
        interface: Interface,
        directory: Callable[[], Directory],
        marketplaces: Callable[[], dict[str, Marketplace]],
    ) -> None:
        """Make the pane; the directory is read when the pane first shows."""
        super().__init__(interface)
        self._read_directory = directory
        self._read_marketplaces = marketplaces
        self._directory: Directory | None = None
        self._search: ContactSearch | None = None
        self._found: dict[str, Contact] = {}
        self._case_store = ""
        self._detailed: Contact | None = None

    def compose(self) -> ComposeResult:
        """Lay out filter, store, list and details."""
        yield LineInput(placeholder=self.interface.text("contacts.filter"), compact=True, id="contacts-filter")
        yield ChoiceLine((("", self.interface.text("contacts.all_stores")),), id="contacts-store")
        yield LineList(empty=self.interface.text("contacts.empty"), id="contacts-list")
        yield Still("", id="contacts-detail", markup=False)

    async def show(self, view: CaseView | None) -> None:
        """Read the directory when somebody first sees it, and look at the store of the case."""
        if self._search is None:
            self._load()
        store = view.case.marketplace if view else ""
        if store != self._case_store:
            self._case_store = store
            self.query_one(ChoiceLine).show(store)
            self._refilter()

    def _load(self) -> None:
        self._directory = self._read_directory()
        self._search = ContactSearch(self._directory)
        stores = self._read_marketplaces().values()
        options = [("", self.interface.text("contacts.all_stores"))]
        options.extend((store.code, f"{store.code}  {words(store.name, self.interface.language)}") for store in stores)
        self.query_one(ChoiceLine).show("", options)
        self._refilter()

    def _refilter(self) -> None:
        if self._search is None or self._directory is None:
            return
        wanted = ContactFilter(query=self.query_one(LineInput).value, marketplace=self.query_one(ChoiceLine).value)
        found = self._search.find(wanted)
        self._found = {contact.id: contact for contact in found}
        self.query_one(LineList).show_rows(list(self._rows(found, self._directory)))
        self._show_detail(self.query_one(LineList).row_id)

    def _rows(self, found: tuple[Contact, ...], directory: Directory) -> Iterator[Row]:
        titles = {purpose.id: words(purpose.title, self.interface.language) for purpose in directory.purposes}
        purpose = None
        for contact in found:
            if contact.purpose != purpose:
                purpose = contact.purpose
                yield Row(f"group:{purpose}", titles.get(purpose, purpose), heading=True)
            text = f"{contact.marketplace} {' '.join(contact.address.split())}"
            yield Row(contact.id, text, sign=STATUS_SIGNS[contact.status], dim=contact.status != "current")

    @on(Input.Changed, "#contacts-filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._refilter()

    @on(Input.Submitted, "#contacts-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(LineList).focus()

    @on(ChoiceLine.Changed)
    def _store_chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        self._refilter()

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail(event.row_id)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(AddressChosen(self._found[event.row_id]))

    @property
    def current(self) -> Contact | None:
        """The highlighted contact."""
        return self._found.get(self.query_one(LineList).row_id or "")

    def _show_detail(self, row_id: str | None) -> None:
        contact = self._found.get(row_id or "")
        detail = self.query_one("#contacts-detail", Static)
        if contact is not None and contact is self._detailed:
            # The list tells of its first row again when it has shown it; another layout would change nothing.
            return
        self._detailed = contact
        detail.display = contact is not None
        if contact is not None:
            detail.update(Content("\n".join(self._detail(contact))))

    def _detail(self, contact: Contact) -> Iterator[str]:
        text, language = self.interface.text, self.interface.language
        yield contact.address
        kind, status = text(f"contacts.kind.{contact.kind}"), text(f"contacts.status.{contact.status}")
        yield f"{kind} · {STATUS_SIGNS[contact.status]} {status} · {text(f'contacts.confidence.{contact.confidence}')}"
        yield words(contact.status_reason, language)
        if contact.kind == "email":
            yield text("contacts.health_first")
        yield text("contacts.who", who=words(contact.who_may_write, language))
        if contact.subject:
            yield text("contacts.subject", subject=contact.subject)
        if contact.body:
            yield text("contacts.body", body=words(contact.body, language))
        if contact.notes:
            yield words(contact.notes, language)
        if contact.in_seed:
            yield text("contacts.in_seed")
        sources = text("contacts.sources", sources=", ".join(contact.sources))
        yield f"{sources} · {text('contacts.seen', seen=contact.seen)}"

    def focus_first(self) -> None:
        """Start in the filter: whoever comes here looks for something."""
        self.query_one(LineInput).focus()
