"""The checks by keyboard, second part: mending, letters from elsewhere, grammar, rehearsal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_checks_pane import edit_root_cause, findings
from tui.core.checks.records import Finding
from tui.core.content.library import Content
from tui.core.letter.records import Letter
from tui.widgets.line_list import LineList

SIZES = [(80, 24), (120, 40)]
LETTER = """Root cause
The handling time was 1 day.

Actions taken
On 3 May 2026 we raised it to 3 days.

Prevention
Please give us a second chance.
"""


@dataclass
class Spot:
    """What every test here needs."""

    content: Content
    path: Path
    patch: pytest.MonkeyPatch


@pytest.fixture
def spot(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spot:
    monkeypatch.setattr("tui.core.checks.grammar.is_installed", lambda: False)
    return Spot(content, tmp_path, monkeypatch)


def rows(desk: Desk) -> list[str]:
    return [row.id for row in desk.app.main.query_one("#checks-list", LineList).rows]


def texts(desk: Desk) -> list[str]:
    return [str(row.text) for row in desk.app.main.query_one("#checks-list", LineList).rows]


async def row_of(desk: Desk, rule: str) -> str:
    await desk.until(lambda: any(text.startswith(rule) for text in findings(desk)))
    listed = desk.app.main.query_one("#checks-list", LineList)
    return next(row.id for row in listed.rows if str(row.text).startswith(rule))


@pytest.mark.parametrize("size", SIZES)
async def test_a_safe_replacement_is_one_key_away_and_can_be_undone(spot: Spot, size: tuple[int, int]) -> None:
    async with at_desk(spot.content, spot.path, spot.patch, size) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "We recieved 14 claims.")
        await desk.press("f10")
        await desk.go_to_row("checks-list", await row_of(desk, "L05"))
        await desk.press("space")
        await desk.until(
            lambda: "We received 14 claims." in desk.case.sections["root_cause"].text.replace("Receive", "receive")
        )
        await desk.press("ctrl+z")
        await desk.until(lambda: "recieved" in desk.case.sections["root_cause"].text)


@pytest.mark.parametrize("size", SIZES)
async def test_a_letter_from_elsewhere_is_taken_in_after_a_question_and_checked(
    spot: Spot, size: tuple[int, int]
) -> None:
    spot.patch.setattr("tui.ports.clipboard.pasting.paste", lambda *_: LETTER)
    async with at_desk(spot.content, spot.path, spot.patch, size) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f10")
        await desk.until(lambda: desk.app.main.focused_pane == "checks")
        await desk.press("ctrl+v")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "answers")
        assert not desk.case.sections
        await desk.press("y")
        await desk.until(lambda: {"root_cause", "corrective", "preventive"} <= set(desk.case.sections))
        assert desk.case.sections["corrective"].text == "On 3 May 2026 we raised it to 3 days."
        await desk.until(lambda: any(item.rule == "B05" for item in desk.app.main.open_findings()))
        assert desk.app.session.undo()
        assert not desk.case.sections


async def test_a_letter_from_a_file_is_left_alone_when_the_answer_is_no(spot: Spot) -> None:
    path = spot.path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    async with at_desk(spot.content, spot.path, spot.patch) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f10")
        await desk.until(lambda: desk.app.main.focused_pane == "checks")
        await desk.press("ctrl+o")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "path")
        await desk.type(str(path))
        await desk.press("enter")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "answers")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.app.main)
        assert not desk.case.sections


@pytest.mark.parametrize("size", SIZES)
async def test_without_the_extra_the_pane_says_how_to_add_it(spot: Spot, size: tuple[int, int]) -> None:
    async with at_desk(spot.content, spot.path, spot.patch, size) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f10")
        await desk.until(lambda: any("reinstate[grammar]" in text for text in texts(desk)))


@pytest.mark.parametrize("size", SIZES)
async def test_hints_of_the_grammar_checker_are_a_group_of_their_own(spot: Spot, size: tuple[int, int]) -> None:
    def hints(letter: Letter) -> tuple[Finding, ...]:
        text = next((item.text for item in letter.sections if item.id == "root_cause"), "")
        if "an mistake" not in text:
            return ()
        start = text.index("an mistake")
        said = {"en": "Use a"}
        return (Finding("grammar.x", "hint", "root_cause", 1, 1, start, start + 2, "an", said, said),)

    spot.patch.setattr("tui.core.checks.grammar.is_installed", lambda: True)
    spot.patch.setattr("tui.core.checks.grammar.check_grammar", hints)
    async with at_desk(spot.content, spot.path, spot.patch, size) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "It was an mistake.")
        await desk.press("f10")
        await desk.until(lambda: "grammar:0" in rows(desk))
        assert rows(desk).index("group:grammar") < rows(desk).index("grammar:0")


async def test_nobody_loads_the_grammar_checker_who_does_not_look_at_the_checks(spot: Spot) -> None:
    asked: list[Letter] = []
    spot.patch.setattr("tui.core.checks.grammar.is_installed", lambda: True)
    spot.patch.setattr("tui.core.checks.grammar.check_grammar", asked.append)
    async with at_desk(spot.content, spot.path, spot.patch, (80, 24)) as desk:
        await desk.open_type("late_shipment")
        await edit_root_cause(desk, "Please give us a second chance.")
        await desk.until(lambda: any(item.rule == "B05" for item in desk.app.main.open_findings()))
        assert asked == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_rehearsal_shows_each_question_answered_or_open(spot: Spot, size: tuple[int, int]) -> None:
    async with at_desk(spot.content, spot.path, spot.patch, size) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f10")
        await desk.until(lambda: desk.app.main.focused_pane == "checks")
        await desk.press("ctrl+e")
        await desk.until(lambda: desk.app.focused is not None and desk.app.focused.id == "rehearsal-list")
        listed = desk.app.screen.query_one("#rehearsal-list", LineList)
        questions = spot.content.type("late_shipment").type.questions
        assert [row.id for row in listed.rows] == [question.id for question in questions]
        assert {row.sign for row in listed.rows} <= {"✓", "?"}
        shown = str(desk.app.screen.query_one("#rehearsal-text", Static).render())
        assert "Open" in shown
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.app.main)
