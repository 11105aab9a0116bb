"""A notice that was pasted before there was a case belongs to the next new case, and to no other."""

from __future__ import annotations

from tests.fakes import FakeClock
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.session import CaseSession


def session_over(store: CaseStore, content: Content) -> CaseSession:
    return CaseSession(content, store, FakeClock())


def test_a_saved_draft_goes_to_the_case_that_is_started_and_to_no_later_one(store: CaseStore, content: Content) -> None:
    session = session_over(store, content)
    session.set_notice("Dear seller")
    session.save()
    first = session.start("late_shipment", "US")
    session.save()
    second = session_over(store, content).start("late_shipment", "US")
    assert store.read_notice(first.id) == "Dear seller"
    assert store.read_notice(second.id) == ""


def test_a_draft_leaves_the_notice_of_a_case_that_is_opened_alone(store: CaseStore, content: Content) -> None:
    made = session_over(store, content).start("late_shipment", "US")
    store.write_notice(made.id, "Its own notice")
    session = session_over(store, content)
    session.set_notice("Another notice")
    session.save()
    session.open(made.id)
    session.set_fact("store_name", "Harbour")
    session.save()
    assert (session.notice(), store.read_notice(made.id)) == ("Its own notice", "Its own notice")
    assert store.draft_notice() == "Another notice"
