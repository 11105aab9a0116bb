"""Shops and many cases by keyboard: profiles, whose case it is, the list with its filter, from case to case."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import shown_text
from tui.core.case.records import Claim
from tui.core.case.shops import Shop, ShopStore
from tui.core.case.store import CaseStore
from tui.core.case.submissions import freeze
from tui.core.content.library import Content
from tui.screens.choice import ChoiceScreen
from tui.screens.main import MainScreen
from tui.screens.shops import ShopsScreen
from tui.widgets.line_list import LineList

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def focused(desk: Desk) -> str | None:
    return desk.app.focused.id if desk.app.focused is not None else None


def is_open(desk: Desk, name: str) -> bool:
    return desk.case.id == name


async def type_in(desk: Desk, name: str, text: str) -> None:
    await desk.until(lambda: focused(desk) == f"shop-{name}")
    await desk.type(text)
    await desk.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_shop_is_made_once_and_new_cases_begin_with_it(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.press("f2", "ctrl+o")
        await desk.until(lambda: isinstance(desk.app.screen, ShopsScreen))
        await desk.until(lambda: focused(desk) == "shops-list")
        await desk.press("enter")
        await type_in(desk, "name", "Harbour Lane")
        await type_in(desk, "merchant_token", "A1HARBOUR")
        await type_in(desk, "signatory_role", "owner")
        await desk.until(lambda: focused(desk) == "shop-marketplaces")
        await desk.type("xx")
        await desk.press("enter")
        await desk.until(lambda: "There is no store XX" in shown_text(desk))
        await desk.press("ctrl+u")
        await desk.type("de")
        await desk.press("enter", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        wanted = Shop(
            id="harbour-lane",
            name="Harbour Lane",
            merchant_token="A1HARBOUR",
            signatory_role="owner",
            marketplaces=("DE",),
        )
        assert ShopStore(tmp_path / "data").shops() == (wanted,)
        await desk.open_type("late_shipment")
        await desk.until(lambda: desk.case.facts.get("store_name") == "Harbour Lane")
        assert desk.case.marketplace == "DE"


async def test_of_several_shops_the_app_asks_whose_case_it_is(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shops = ShopStore(tmp_path / "data")
    shops.save(Shop(id="a", name="First"))
    shops.save(Shop(id="b", name="Second"))
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.press("f2")
        await desk.go_to_row("types-list", "type:late_shipment")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ChoiceScreen))
        await desk.until(lambda: focused(desk) == "choices")
        await desk.press("down", "enter")
        await desk.until(lambda: desk.app.session.case is not None and desk.case.facts.get("store_name") == "Second")
        assert desk.app.places.last.shop == "b"


async def test_the_list_tells_where_each_case_stands_and_finds_it_by_that(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = CaseStore(tmp_path / "data")
    made = [store.create("late_shipment", "plan_of_action", "US", NOW) for _ in range(3)]
    named = made[0].with_fact("store_name", "Harbour Lane")
    store.save(named, made[0], NOW)
    planned = made[1].with_claim("handling_time_raised", Claim(state="planned", due="2026-12-05"))
    store.save(planned, made[1], NOW)
    freeze(store.folder(named.id), content, named, "Letter\n", NOW)
    async with at_desk(content, tmp_path, monkeypatch, (120, 40)) as desk:
        rows = desk.app.main.query_one("#types-list", LineList)
        texts = {row.id: str(row.text) for row in rows.rows}
        assert texts[f"case:{named.id}"].startswith("Harbour Lane · sent, next on 2026-11-27")
        assert texts[f"case:{planned.id}"].startswith("in preparation, next on 2026-12-05")
        await desk.press("f2", "slash")
        await desk.type("harbour sent")
        await desk.until(lambda: [row.id for row in rows.rows if not row.heading] == [f"case:{named.id}"])
        await desk.until(lambda: named.id in shown_text(desk).replace("\n", ""))


async def test_one_key_leads_from_case_to_case_in_the_same_pane(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = CaseStore(tmp_path / "data")
    names = sorted((store.create("late_shipment", "plan_of_action", "US", NOW).id for _ in range(3)), reverse=True)
    async with at_desk(content, tmp_path, monkeypatch, (80, 24)) as desk:
        await desk.press("shift+f2")
        await desk.until(lambda: desk.app.session.case is not None)
        assert desk.case.id == names[0]
        await desk.press("f4")
        await desk.until(lambda: desk.app.main.focused_pane == "actions")
        for key, wanted in (("shift+f2", 1), ("f14", 2), ("shift+f2", 0), ("shift+f3", 2)):
            await desk.press(key)
            await desk.until(partial(is_open, desk, names[wanted]))
        assert desk.app.main.current == "actions"
