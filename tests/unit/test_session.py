"""The desk of an open case: any sequence of edits, facts, claims, undo, redo, saves and restarts loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeClock
from tests.unit.test_letter_composing import CAPACITY, CLOSED, FACTS, RAISED
from tui.core.case.journal import read_journal
from tui.core.case.records import Case, Claim
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.core.letter.merging import Choice
from tui.session import CaseSession

SECTIONS = ("opening", "root_cause", "corrective", "closing")
CLAIMS = {
    "holiday_not_set": CLOSED,
    "orders_over_capacity": CAPACITY,
    "handling_time_raised": Claim(state="done", date="2026-11-06", details=RAISED),
}
RATES = ("6.6", "7.1", "8.2")


class Sitting:
    """A seller at work, who knows what has to come back by undo and redo, and every word that was typed."""

    def __init__(self, content: Content, home: Path) -> None:
        self.content, self.home, self.clock = content, home, FakeClock()
        self.session = CaseSession(content, CaseStore(home), self.clock)
        self.session.start("late_shipment", "US")
        self.undo: list[Case] = []
        self.redo: list[Case] = []
        self.words = 0
        for name, raw in FACTS.items():
            self.step(lambda name=name, raw=raw: self.session.set_fact(name, raw))

    @property
    def case(self) -> Case:
        assert self.session.case is not None
        return self.session.case

    def step(self, act: object) -> None:
        """Do something as a step of its own, and note what undo has to bring back."""
        assert callable(act)
        self.clock.advance(seconds=5)
        before = self.case
        act()
        if self.case != before:
            self.undo.append(before)
            self.redo.clear()

    def type_words(self, section: str, where: Literal["start", "end", "alone"]) -> None:
        letter = self.session.letter()
        found = letter.section(section) if letter else None
        if found is None:
            return
        self.words += 1
        mine = f"QX{self.words}Z by hand."
        text = {
            "start": f"{mine} {found.text}",
            "end": f"{found.text} {mine}",
            "alone": f"{found.text}\n{mine}",
        }[where]
        self.step(lambda: self.session.edit_section(section, text))

    def typed(self) -> set[str]:
        """Return the words typed by hand that stand in the case."""
        return {
            part.partition("Z")[0] for edited in self.case.sections.values() for part in edited.text.split("QX")[1:]
        }

    def take_over(self, section: str, choice: Choice) -> None:
        merge = self.session.merge(section)
        if merge is None:
            return
        before = self.typed()
        chosen = dict.fromkeys(merge.conflicts, choice)
        lost = {
            part.partition("Z")[0]
            for number in merge.conflicts
            if choice == "new"
            for part in (merge.blocks[number].mine or "").split("QX")[1:]
        }
        restored = tuple(item.text for item in merge.left_out[:1])
        self.step(lambda: self.session.take_over(section, merge, chosen, restored))
        assert self.typed() == before - lost
        assert not any(sign in edited.text for edited in self.case.sections.values() for sign in ("<<<<", ">>>>"))

    def go_back(self) -> None:
        if self.undo:
            self.redo.append(self.case)
            assert self.session.undo()
            assert self.case == self.undo.pop()

    def go_forth(self) -> None:
        if self.redo:
            self.undo.append(self.case)
            assert self.session.redo()
            assert self.case == self.redo.pop()

    def restart(self) -> None:
        before = self.case
        assert self.session.save().state != "failed"
        self.session = CaseSession(self.content, CaseStore(self.home), self.clock)
        self.session.open(before.id)
        assert self.case == before


ACTS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(SECTIONS), st.sampled_from(["start", "end", "alone"])),
    st.tuples(st.just("fact"), st.sampled_from(RATES)),
    st.tuples(st.just("claim"), st.sampled_from(sorted(CLAIMS)), st.booleans()),
    st.tuples(st.just("update"), st.sampled_from(SECTIONS), st.sampled_from(["mine", "new", "both"])),
    st.tuples(st.just("detach"), st.sampled_from(SECTIONS), st.booleans()),
    st.tuples(st.sampled_from(["undo", "redo", "save", "restart"])),
)


def act(sitting: Sitting, what: tuple[object, ...]) -> None:
    session = sitting.session
    match what:
        case ("type", str(section), where):
            sitting.type_words(section, where)  # type: ignore[arg-type]  # drawn from the three places
        case ("fact", str(rate)):
            before = sitting.typed()
            sitting.step(lambda: session.set_fact("late_rate", rate))
            assert sitting.typed() == before
        case ("claim", str(name), made):
            before = sitting.typed()
            sitting.step(lambda: session.set_claim(name, CLAIMS[name] if made else Claim(state="not_claimed")))
            assert sitting.typed() == before
        case ("update", str(section), choice):
            sitting.take_over(section, choice)  # type: ignore[arg-type]  # drawn from the three sides
        case ("detach", str(section), bool(detached)):
            sitting.step(lambda: session.detach_section(section, detached))
        case ("undo",):
            sitting.go_back()
        case ("redo",):
            sitting.go_forth()
        case ("save",):
            session.save()
        case _:
            sitting.restart()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=25))
def test_nothing_typed_is_lost_and_undo_restores_exactly_also_after_a_restart(
    acts: list[tuple[object, ...]], late_shipment: Content, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sitting = Sitting(late_shipment, tmp_path_factory.mktemp("home"))
    for what in acts:
        act(sitting, what)
    sitting.restart()
    while sitting.undo:
        sitting.go_back()
    assert not sitting.session.undo()
    sitting.restart()
    while sitting.redo:
        sitting.go_forth()
    assert not sitting.session.redo()


@pytest.fixture
def session(late_shipment: Content, tmp_path: Path) -> CaseSession:
    session = CaseSession(late_shipment, CaseStore(tmp_path), FakeClock())
    session.start("late_shipment", "US")
    return session


def clock_of(session: CaseSession) -> FakeClock:
    assert isinstance(session.clock, FakeClock)
    return session.clock


def test_typing_in_one_place_is_one_step_until_somebody_pauses(session: CaseSession) -> None:
    for text in ("H", "Ha", "Har"):
        session.set_fact("store_name", text)
    clock_of(session).advance(seconds=3)
    session.set_fact("store_name", "Harb")
    assert session.undo()
    assert session.case is not None
    assert session.case.facts["store_name"] == "Har"
    assert session.undo()
    assert "store_name" not in session.case.facts
    assert not session.undo()


def test_typing_that_a_save_cuts_in_two_is_still_one_step_after_a_restart(
    session: CaseSession, late_shipment: Content
) -> None:
    session.set_fact("store_name", "H")
    session.save()
    session.set_fact("store_name", "Ha")
    session.save()
    assert session.case is not None
    again = CaseSession(late_shipment, session.store, session.clock)
    again.open(session.case.id)
    assert again.undo()
    assert again.case is not None
    assert "store_name" not in again.case.facts
    assert not again.undo()


def test_a_save_that_fails_keeps_its_steps_for_the_next_one(
    session: CaseSession, late_shipment: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.case is not None
    session.set_fact("late_rate", "6.6")
    clock_of(session).advance(seconds=5)
    session.set_fact("late_rate", "7.1")
    with monkeypatch.context() as broken:
        broken.setattr("tui.core.case.store.write_private", _full_disk)
        assert session.save().state == "failed"
    session.set_marketplace("DE")
    assert session.save().state == "saved"
    again = CaseSession(late_shipment, CaseStore(session.store.root.parent), FakeClock())
    again.open(session.case.id)
    rates = []
    while again.undo():
        assert again.case is not None
        rates.append((again.case.marketplace, again.case.facts.get("late_rate")))
    assert rates == [("US", "7.1"), ("US", "6.6"), ("US", None)]


def _full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_change_and_its_undo_are_both_in_the_journal(session: CaseSession) -> None:
    session.set_fact("late_rate", "6.6")
    session.undo()
    assert session.save().state == "saved"
    assert session.case is not None
    kinds = [entry.kind for entry in read_journal(session.store.folder(session.case.id)).entries]
    assert kinds == ["change", "change", "undo"]


def test_a_claim_with_its_document_is_one_step(session: CaseSession) -> None:
    from tui.core.case.records import Evidence

    session.set_claim("holiday_not_set", CLOSED, {"settings_screenshot": Evidence(path="shot.png")})
    assert session.case is not None
    assert session.case.evidence
    assert session.undo()
    assert (session.case.claims, session.case.evidence) == ({}, {})
    assert not session.undo()


def test_the_open_case_may_be_opened_again_right_after_typing(session: CaseSession) -> None:
    assert session.case is not None
    session.set_fact("late_rate", "6.6")
    session.open(session.case.id)
    assert session.case.facts["late_rate"] == "6.6"


def test_old_values_are_known_before_they_are_on_disk(session: CaseSession) -> None:
    from tui.core.case.history import old_facts

    session.set_fact("late_rate", "6.6")
    clock_of(session).advance(seconds=5)
    session.set_fact("late_rate", "7.1")
    assert session.case is not None
    assert old_facts(session.journal, session.case) == {"late_rate": ("6.6",)}
