"""Cases that cannot simply be opened or saved, by keyboard: damaged, in two versions, changed by another program."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import shown_text
from tui.core.case.records import Case, EditedSection
from tui.core.case.store import CaseStore
from tui.core.case.writing import case_to_yaml
from tui.core.content.library import Content
from tui.screens.choice import ChoiceScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.main import MainScreen
from tui.widgets.line_list import LineList

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SIZES = [(80, 24), (120, 40)]


def make(home: Path, **facts: str) -> Case:
    store = CaseStore(home / "data")
    made = store.create("late_shipment", "plan_of_action", "US", NOW)
    full = msgspec.structs.replace(made, facts=dict(facts))
    store.save(full, made, NOW)
    return full


def file_of(home: Path, case: Case) -> Path:
    return home / "data" / "cases" / case.id / "case.yaml"


async def choose_case(desk: Desk, case: Case) -> None:
    await desk.press("f2")
    await desk.until(lambda: desk.app.main.query_one("#types-list", LineList).has_focus)
    await desk.go_to_row("types-list", f"case:{case.id}")
    await desk.press("enter")


async def answer(desk: Desk, name: str) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, ChoiceScreen))
    listed = desk.app.screen.query_one("#choices", LineList)
    await desk.until(lambda: listed.has_focus)
    await desk.press("home")
    while listed.row_id != name:
        await desk.press("down")
    await desk.press("enter")


def marked(mine: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> colleague\n"


@pytest.mark.parametrize("size", SIZES)
async def test_a_damaged_case_comes_back_from_its_journal_and_the_damaged_file_stays(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    case = make(tmp_path, store_name="Harbour Lane Goods", late_rate="6.6")
    path = file_of(tmp_path, case)
    path.write_bytes(b'id: "x\nfacts: [\x00')
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceScreen))
        assert "damaged" in shown_text(desk)
        await answer(desk, "leave")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert path.read_bytes() == b'id: "x\nfacts: [\x00'
        await choose_case(desk, case)
        await answer(desk, "take")
        await desk.until(lambda: desk.app.session.case == case)
    assert (path.parent / "case.damaged-1.yaml").read_bytes() == b'id: "x\nfacts: [\x00'
    assert CaseStore(tmp_path / "data").open(case.id) == case


async def test_where_the_journal_leads_nowhere_nothing_is_touched(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make(tmp_path, late_rate="6.6")
    path = file_of(tmp_path, case)
    path.write_bytes(b"[")
    (path.parent / "journal.jsonl").unlink()
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceScreen))
        assert [row.id for row in desk.app.screen.query_one(LineList).rows] == ["leave"]
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
    assert path.read_bytes() == b"["
    assert [item.name for item in path.parent.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_case_in_two_versions_is_asked_about_place_by_place(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    case = make(tmp_path, store_name="Harbour Lane Goods", late_rate="6.6")
    base = "Generated."
    mine = case.with_fact("late_rate", "7.1").with_section("closing", EditedSection(text="Mine.", base=base))
    theirs = case.with_fact("late_rate", "8.2").with_section("closing", EditedSection(text="Theirs.", base=base))
    both = marked(case_to_yaml(mine), case_to_yaml(theirs))
    file_of(tmp_path, case).write_text(both)
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: isinstance(desk.app.screen, ConflictScreen))
        listed = desk.app.screen.query_one("#conflict-list", LineList)
        await desk.until(lambda: listed.has_focus)
        assert "Late shipment rate in" in shown_text(desk)
        assert not any(row.id == "ready:" for row in listed.rows)
        await desk.press("down", "enter")
        await desk.until(lambda: listed.row_id == "mine:1")
        assert {"Mine.", "Theirs."} <= set(shown_text(desk).split())
        await desk.press("space")
        await desk.until(lambda: listed.row_id == "ready:")
        await desk.press("enter")
        await desk.until(lambda: desk.app.session.case is not None)
        assert desk.case.facts["late_rate"] == "8.2"
        assert desk.case.sections["closing"].text == "Mine."
    assert (file_of(tmp_path, case).parent / "case.conflict-1.yaml").read_text() == both


async def change_outside(desk: Desk, tmp_path: Path, **facts: str) -> None:
    """Change the file of the open case as another program would."""
    other = CaseStore(tmp_path / "data")
    before = other.open(desk.case.id)
    after = before
    for name, value in facts.items():
        after = after.with_fact(name, value)
    other.save(after, before, NOW)


async def change_here(desk: Desk, **facts: str) -> None:
    for name, value in facts.items():
        desk.app.session.set_fact(name, value)
    await desk.app.main.changed()


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ("together", {"store_name": "Ours", "late_rate": "6.6", "order_count": "212"}),
        ("theirs", {"late_rate": "6.6", "order_count": "212"}),
        ("mine", {"store_name": "Ours", "late_rate": "6.6"}),
    ],
)
async def test_a_case_that_another_program_changed_is_asked_about_and_no_version_is_lost(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str, wanted: dict[str, str]
) -> None:
    case = make(tmp_path, late_rate="6.6")
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: desk.app.session.case == case)
        await change_outside(desk, tmp_path, order_count="212")
        await change_here(desk, store_name="Ours")
        await answer(desk, choice)
        await desk.until(lambda: desk.case.facts == wanted)
        await desk.until(lambda: desk.app.session.is_saved and desk.app.session.save_state.state != "failed")
        assert CaseStore(tmp_path / "data").open(case.id).facts == wanted
        kept = (file_of(tmp_path, case).parent / "case.conflict-1.yaml").read_text()
        assert "Ours" in kept


async def test_where_both_changed_one_fact_the_app_asks_which(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make(tmp_path, late_rate="6.6")
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: desk.app.session.case == case)
        await change_outside(desk, tmp_path, late_rate="9.9", order_count="212")
        await change_here(desk, late_rate="5.5")
        await answer(desk, "later")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.case.facts["late_rate"] == "5.5"
        await desk.press("ctrl+s")
        await answer(desk, "together")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictScreen))
        listed = desk.app.screen.query_one("#conflict-list", LineList)
        await desk.until(lambda: listed.has_focus)
        await desk.press("enter", "enter")
        await desk.until(lambda: desk.case.facts == {"late_rate": "5.5", "order_count": "212"})


async def test_a_change_by_another_program_is_shown_where_nothing_is_unsaved(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make(tmp_path, late_rate="6.6")
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await choose_case(desk, case)
        await desk.until(lambda: desk.app.session.case == case)
        await change_outside(desk, tmp_path, late_rate="9.9")
        desk.app.look_outside()
        await desk.until(lambda: desk.case.facts["late_rate"] == "9.9")
