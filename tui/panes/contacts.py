"""The directory: filtered while typing, grouped by purpose; above it the channel of the open case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content as Text
from textual.timer import Timer
from textual.widgets import Input

from tui.core.content.library import Content, words
from tui.core.directory.search import ContactFilter, DirectoryIndex, open_index
from tui.panes.contact_detail import MARK_SIGNS, STATUS_SIGNS, DetailWords
from tui.panes.contact_rows import FIRST, ContactRows
from tui.panes.messages import AddressChosen
from tui.panes.view import CaseView, Pane
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList, Row
from tui.widgets.still import Still
from tui.widgets.text_page import TextPage

if TYPE_CHECKING:
    from tui.core.content.channels import Contact
    from tui.core.directory.marks import ContactMarks
    from tui.core.directory.recommending import Recommendation
    from tui.interface import Interface

STATUSES = ("current", "legacy", "unverified", "bouncing")
KINDS = ("email", "web_form", "postal", "phone")
MOST_RECOMMENDED = 3
REST = 0.25
"""Seconds without a key after which it is asked what could have been meant."""


class ContactsPane(Pane):
    """A filter with three choices, the list, and the details of the highlighted contact."""

    name_key = "contacts"

    def __init__(self, interface: Interface, content: Content, marks: ContactMarks) -> None:
        """Make the pane; the directory is read when the pane first shows."""
        super().__init__(interface)
        self._content = content
        self._marks = marks
        self._details = DetailWords(content, interface)
        self._index: DirectoryIndex | None = None
        self._titles: dict[str, str] = {}
        self._case_store = ""
        self._recommended: Recommendation | None = None
        self._resting: Timer | None = None
        self._instead = ""
        """The words that were looked for where nothing fitted those that were typed."""

    def compose(self) -> ComposeResult:
        """Lay out filter, choices, list and details."""
        text = self.interface.text
        with Horizontal(id="contacts-find"):
            yield LineInput(placeholder=text("contacts.filter"), compact=True, id="contacts-filter")
            yield Still("", id="contacts-count", markup=False)
        with Horizontal(id="contacts-choices"):
            yield ChoiceLine((("", text("contacts.any_store")),), id="contacts-store")
            states = [("", text("contacts.any_status"))]
            states.extend((name, text(f"contacts.status_short.{name}")) for name in STATUSES)
            yield ChoiceLine(states, id="contacts-status")
            kinds = [("", text("contacts.any_kind")), *((name, text(f"contacts.kind.{name}")) for name in KINDS)]
            yield ChoiceLine(kinds, id="contacts-kind")
        yield LineList(empty=text("contacts.empty"), id="contacts-list")
        yield TextPage(id="contacts-detail")

    async def show(self, view: CaseView | None) -> None:
        """Read the directory when somebody first sees it, and look at the store and the channel of the case."""
        if self._index is None:
            self._load()
        recommended = self._recommend(view)
        store = view.case.marketplace if view else ""
        if store != self._case_store:
            self._case_store = store
            self._choice("store").show(store)
        elif recommended == self._recommended:
            return
        is_other = recommended != self._recommended
        self._recommended = recommended
        self._refilter()
        if is_other:
            # Another case, or another kind of answer: its own way is what somebody looks for first.
            self._go_to_recommended()

    def _go_to_recommended(self) -> None:
        if self.recommended:
            self.query_one(LineList).select(FIRST + self.recommended[0].id)
            self._show_detail()

    def _load(self) -> None:
        self._index = open_index(self._content)
        self._titles = {item.id: words(item.title, self.interface.language) for item in self._index.purposes}
        options = [("", self.interface.text("contacts.any_store"))]
        options.extend((code, code) for code in self._content.marketplaces)
        self._choice("store").show("", options)
        if self._marks.problem:
            self.notify(self._marks.problem, severity="warning", markup=False)
        self._refilter()

    def _recommend(self, view: CaseView | None) -> Recommendation | None:
        if view is None or self._index is None:
            return None
        from tui.core.directory.recommending import recommended

        return recommended(self._content, self._index, view.case)

    def _choice(self, name: str) -> ChoiceLine:
        return self.query_one(f"#contacts-{name}", ChoiceLine)

    @property
    def _wanted(self) -> ContactFilter:
        return ContactFilter(
            query=self._instead or self.query_one(LineInput).value,
            marketplace=self._choice("store").value,
            status=self._choice("status").value,
            kind=self._choice("kind").value,
        )

    def _refilter(self, instead: str = "") -> None:
        if self._index is None:
            return
        self._instead = instead
        wanted = self._wanted
        found = self._index.find(wanted)
        top = () if wanted.query else tuple(self._top_rows())
        hidden = found.total - len(found.places)
        more = self.interface.text("contacts.more", count=f"{hidden:,}") if hidden else ""
        rows = ContactRows(self._index, found, self._titles, self._row, top, more)
        listed = self.query_one(LineList)
        listed.show_rows(rows, self.interface.text("contacts.empty"))
        key = "contacts.count_all" if found.total == self._index.size else "contacts.count"
        count = self.interface.text(key, shown=f"{found.total:,}", all=f"{self._index.size:,}")
        instead_of = self.interface.text("contacts.instead", words=instead) if instead else count
        self.query_one("#contacts-count", Still).update(Text(instead_of), layout=False)
        self._show_detail()
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if not found.total and wanted.query and not instead:
            # Once the typing rests: a comparison of many words would slow the next key down.
            self._resting = self.set_timer(REST, partial(self._look_for_similar, wanted.query))

    @work(thread=True, exclusive=True, group="similar", exit_on_error=False)
    def _look_for_similar(self, query: str) -> None:
        """Look beside the typing for what could have been meant."""
        from tui.core.directory.search import nearest_query

        near = nearest_query(self._index, query) if self._index else ""
        if near:
            self.app.call_from_thread(self._show_similar, query, near)

    def _show_similar(self, query: str, near: str) -> None:
        if self.is_mounted and self.query_one(LineInput).value == query:
            self._refilter(near)

    def _top_rows(self) -> Iterator[Row]:
        chosen = self._recommended
        if chosen is None or not chosen.contacts:
            return
        yield Row("group:first", self.interface.text("contacts.for_case"), heading=True)
        for contact in chosen.contacts[:MOST_RECOMMENDED]:
            if contact == chosen.page:
                text = f"{contact.marketplace} {self.interface.text('contacts.account_health')}"
                yield Row(FIRST + contact.id, text, sign=STATUS_SIGNS[contact.status])
            else:
                row = self._row(contact)
                yield Row(FIRST + row.id, row.text, row.sign, dim=row.dim)

    def _row(self, contact: Contact) -> Row:
        mark = self._marks.get(contact.id)
        own = "" if mark.is_empty else f"{MARK_SIGNS[mark.state]} "
        text = f"{contact.marketplace} {own}{' '.join(contact.address.split())}"
        return Row(contact.id, text, sign=STATUS_SIGNS[contact.status], dim=contact.status != "current")

    @on(Input.Changed, "#contacts-filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._refilter()
        if not event.value:
            self._go_to_recommended()

    @on(Input.Submitted, "#contacts-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(LineList).focus()

    def key_down(self) -> None:
        """From the filter, go down into the list."""
        if self.query_one(LineInput).has_focus:
            self.query_one(LineList).focus()

    @on(ChoiceLine.Changed)
    def _chosen_otherwise(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        self._refilter()

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_detail()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        contact = self.current
        if contact is not None:
            self.post_message(AddressChosen(contact))

    @property
    def current(self) -> Contact | None:
        """The highlighted contact."""
        row_id = (self.query_one(LineList).row_id or "").removeprefix(FIRST)
        place = self._index.place(row_id) if self._index and row_id else None
        return self._index.contact(place) if self._index and place is not None else None

    @property
    def recommended(self) -> Sequence[Contact]:
        """The ways for the open case, the best first."""
        return self._recommended.contacts if self._recommended else ()

    def show_marks(self) -> None:
        """Show the seller's own marks anew."""
        self._refilter(self._instead)
        self._show_detail()

    def _show_detail(self) -> None:
        contact, row_id = self.current, self.query_one(LineList).row_id or ""
        page = self.query_one(TextPage)
        if contact is None:
            page.show(Text(""))
            return
        chosen = self._recommended if row_id.startswith(FIRST) else None
        page.show(self._details.of_contact(contact, self._marks.get(contact.id), chosen))

    def focus_first(self) -> None:
        """Start in the filter: whoever comes here looks for something."""
        self.query_one(LineInput).focus()
