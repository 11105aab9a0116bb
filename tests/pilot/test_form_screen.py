"""Form mode by keyboard: each answer copied by one key, marked, and told when it has changed since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tests.pilot.driving import Desk, at_desk
from tui.core.case.records import Claim
from tui.core.content.channels import FormBox
from tui.core.content.library import Content
from tui.core.content.records import Parameter
from tui.core.letter.form import FormField, fields_of
from tui.core.letter.records import Letter, Section
from tui.screens.form import FormScreen
from tui.widgets.line_list import LineList


def signs(desk: Desk) -> list[str]:
    return [row.sign for row in desk.app.screen.query_one("#form-list", LineList).rows]


async def open_form(desk: Desk) -> None:
    await desk.press("shift+f12")
    await desk.until(lambda: isinstance(desk.app.screen, FormScreen))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_answers_are_copied_one_by_one_and_marked(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("late_shipment")
        session = desk.app.session
        for name, value in (("store_name", "Harbour Lane"), ("level", "account"), ("notice_date", "2026-11-05")):
            session.set_fact(name, value)
        session.set_claim(
            "handling_time_too_short", Claim(state="done", details={"handling_set": "1", "handling_real": "3"})
        )
        await desk.app.main.refresh_case()
        await open_form(desk)
        assert signs(desk) == [" ", "-", "-", "-"]
        await desk.press("enter")
        await desk.until(lambda: desk.clipboard.texts)
        assert "Harbour Lane" in desk.clipboard.texts[0]
        assert "Root cause\n" not in desk.clipboard.texts[0]
        assert signs(desk)[0] == "✓"
        await desk.press("escape")
        await desk.until(lambda: not isinstance(desk.app.screen, FormScreen))
        session.set_fact("store_name", "Harbour Lane Goods")
        await open_form(desk)
        assert signs(desk)[0] == "!"


async def test_the_section_behind_an_answer_opens_in_the_letter(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.open_type("inform_act")
        await open_form(desk)
        await desk.press("e")
        await desk.until(lambda: desk.app.main.current == "letter")


def test_a_kind_without_boxes_of_its_own_has_one_for_each_section(content: Content) -> None:
    sections = tuple(
        Section(item.id, "x", "generated", item.id, item.id) for item in content.outlines["form_only"].sections
    )
    letter = Letter("c", "late_shipment", "US", "en", "form_only", "s", sections)

    found = fields_of(content, letter, "zh")

    assert [field.id for field in found] == [section.id for section in sections]
    assert found[1].question == "原因是什么？"


def test_an_answer_is_held_against_its_limit_where_one_is_known() -> None:
    limit = Parameter(
        id="box", title={"en": "x"}, value=Decimal(5), unit="characters", sources=("O1",), review_by=date(2027, 1, 1)
    )
    assert FormField("a", "q", "123456", limit).is_over
    assert not FormField("a", "q", "12345", limit).is_over
    assert not FormField("a", "q", "1 2 3", msgspec.structs.replace(limit, unit="words")).is_over
    assert not FormField("a", "q", "x" * 100_000).is_over


def test_no_limit_is_stated_that_no_source_names(content: Content) -> None:
    boxes: list[FormBox] = [box for channel in content.channels.values() for box in channel.form]

    assert boxes
    assert all(box.limit is None or box.limit in content.parameters for box in boxes)
