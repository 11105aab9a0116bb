"""The frame around the panes, by keyboard: jump, zoom, widths, colours, messages, palette, sample, tour, own keys."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList, Static

from tests.pilot.driving import Desk, FakeClipboard, at_desk, make_app
from tests.pilot.test_panes import shown_text
from tui.core.content.library import Content
from tui.core.settings import Settings, SettingsRead
from tui.screens.help import HelpScreen
from tui.screens.jump import JumpScreen
from tui.screens.main import MainScreen
from tui.screens.messages import MessagesScreen
from tui.screens.theme import ThemeScreen
from tui.screens.tour import STEPS, TourScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

SIZES = [(60, 20), (80, 24), (120, 40)]
AT_SIZES = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def run_from_palette(desk: Desk, title: str) -> None:
    """Run a command by its title."""
    await desk.press("ctrl+p")
    await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
    await desk.type(title)
    found = desk.app.screen.query_one(OptionList)
    await desk.until(lambda: found.option_count and title in str(found.get_option_at_index(0).prompt).lower())
    await desk.press("enter")


@AT_SIZES
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_jump_goes_where_its_sign_stands(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size, language) as desk:
        await desk.open_type("late_shipment")
        await desk.press("ctrl+j")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        # A full-width digit, as an input method may send it.
        await desk.press("４")
        await desk.until(lambda: desk.app.main.focused_pane == "letter" and isinstance(desk.app.screen, MainScreen))
        await desk.press("ctrl+j")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        await desk.press("tab", "enter")
        await desk.until(lambda: desk.app.main.focused_pane == "facts")
        focused = desk.app.main.focused
        await desk.press("ctrl+j", "escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.app.main.focused is focused


async def test_a_jump_reaches_a_section_of_the_letter(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.press("f5")
        await desk.until(lambda: desk.app.main.focused_pane == "letter")
        names = [target.name for target in desk.app.main.jump_targets()]
        wanted = next(name for name in names if name.startswith("widget:editor-") and "opening" not in name)
        await desk.press("ctrl+j")
        await desk.until(lambda: isinstance(desk.app.screen, JumpScreen))
        await desk.press("123456789asdfghjklqwertyuiop"[names.index(wanted)])
        await desk.until(lambda: f"widget:{desk.app.main.focused.id}" == wanted if desk.app.main.focused else False)


@AT_SIZES
async def test_a_pane_is_enlarged_and_put_back_and_the_focus_stays(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-late_rate")
        before = desk.app.main.focused
        await desk.press("shift+f11")
        await desk.until(lambda: desk.app.main.query_one("#centre").size.width == size[0])
        assert desk.app.main.focused is before
        await desk.press("shift+f11")
        await desk.until(lambda: not desk.app.main.is_zoomed)
        assert desk.app.main.focused is before
        assert desk.app.main.query_one("#pane-types").display == (size[0] >= 100)


async def test_a_columns_width_is_changed_and_kept(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        types = desk.app.main.query_one("#pane-types")
        before = types.outer_size.width
        await desk.press("alt+right")
        await desk.until(lambda: types.outer_size.width == before + 4)
        await desk.press("greater_than_sign")
        await desk.until(lambda: types.outer_size.width == before + 8 or types.outer_size.width > before + 4)
        wide = types.outer_size.width
        await desk.press("alt+left")
        await desk.until(lambda: types.outer_size.width == wide - 4)
        await desk.press("ctrl+q")
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        assert desk.app.main.query_one("#pane-types").outer_size.width == wide - 4
        # A window with one column has no widths; nothing is forced upon it.
        await desk.pilot.resize_terminal(60, 20)
        await desk.until(lambda: desk.app.main.query_one("#pane-types").outer_size.width == 60)


async def test_colours_are_shown_before_they_are_kept(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        assert desk.app.theme == "reinstate-dark"
        await run_from_palette(desk, "colours")
        await desk.until(lambda: isinstance(desk.app.screen, ThemeScreen))
        await desk.press("down")
        await desk.until(lambda: desk.app.theme == "reinstate-light")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.app.theme == "reinstate-dark"
        await run_from_palette(desk, "colours")
        await desk.until(lambda: isinstance(desk.app.screen, ThemeScreen))
        await desk.press("down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        await desk.press("ctrl+q")
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        assert desk.app.theme == "reinstate-light"


async def test_what_was_said_can_be_read_again(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        desk.app.notify("[/ not markup", markup=False, timeout=0.01)
        await run_from_palette(desk, "messages")
        await desk.until(lambda: isinstance(desk.app.screen, MessagesScreen))
        await desk.until(lambda: "[/ not markup" in shown_text(desk))
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))


async def test_the_palette_begins_with_the_focused_pane_and_says_what_is_missing(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        entries = list(desk.app.get_system_commands(desk.app.main))
        assert entries[0].title.startswith("Filter")
        assert entries[-1].help == desk.app.interface.text("palette.needs_sample") or "open case" in entries[-1].help
        await run_from_palette(desk, "copy subject")
        await desk.until(lambda: any("open case" in told.message for told in desk.app.told))
        await desk.open_type("late_shipment")
        await desk.press("f5")
        await desk.until(lambda: desk.app.main.focused_pane == "letter")
        titles = [entry.title for entry in desk.app.get_system_commands(desk.app.main)]
        assert any(title.startswith("Hide read-along") for title in titles[:6])


@pytest.mark.parametrize("language", ["en", "zh"])
@AT_SIZES
async def test_the_tour_shows_six_steps_on_the_sample(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size, language) as desk:
        await desk.go_to_row("types-list", "begin:tour")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, TourScreen))
        for step, (_, pane, _) in enumerate(STEPS, start=1):
            title = desk.app.interface.text(
                "tour.title", number=step, all=len(STEPS), pane=desk.app.interface.text(f"panes.{pane}")
            )
            await desk.until(lambda title=title: title in shown_text(desk))  # type: ignore[misc]
            assert desk.app.main.current == pane
            await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.app.session.is_sample


async def test_the_sample_lies_apart_is_marked_and_can_be_thrown_away(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.go_to_row("types-list", "begin:sample")
        await desk.press("enter")
        await desk.until(lambda: desk.app.main.focused_pane == "letter")
        status = desk.app.main.query_one("#status", Static)
        assert str(status.content).startswith("SAMPLE")
        await desk.type("Mine ")
        await desk.until(lambda: desk.app.session.is_saved)
        assert not (tmp_path / "data" / "cases").exists()
        # A case of one's own ends the sample, and is saved among one's own.
        await desk.open_type("late_shipment")
        assert not desk.app.session.is_sample
        assert not str(status.content).startswith("SAMPLE")
        assert len(list((tmp_path / "data" / "cases").glob("*/case.yaml"))) == 1
        # The sample is as it was left.
        await run_from_palette(desk, "sample case")
        await desk.until(lambda: desk.app.session.is_sample)
        await desk.until(lambda: desk.editor("opening").text.startswith("Mine "))
        rows = [row.id for row in desk.app.main.query_one("#types-list", LineList).rows]
        assert desk.case.id not in "".join(rows)
        await run_from_palette(desk, "throw the sample away")
        await desk.until(lambda: desk.app.session.case is None)
        assert not (tmp_path / "state" / "sample").exists()


async def test_a_storm_of_resizes_leaves_focus_and_text_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(8)
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        await desk.go_to_field("fact-store_name")
        await desk.type("Harbour")
        for _ in range(40):
            await desk.pilot.resize_terminal(dice.randint(1, 200), dice.randint(1, 60))
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: desk.app.main.query_one("#centre").size.width == 80)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "fact-store_name"
        await desk.type("!")
        assert desk.case.facts["store_name"] in ("Harbour!", "Harbour")
        await desk.until(lambda: desk.case.facts["store_name"] == "Harbour!")


async def test_the_pane_with_the_focus_stays_in_sight_when_the_window_shrinks(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        await desk.open_type("late_shipment")
        for _ in range(80):
            if desk.app.main.focused_pane == "contacts":
                break
            await desk.press("tab")
        focused = desk.app.focused
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: desk.app.main.query_one("#pane-contacts").size.width > 60)
        assert desk.app.focused is focused


@AT_SIZES
async def test_escape_never_quits(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with at_desk(content, tmp_path, monkeypatch, size) as desk:
        await desk.open_type("late_shipment")
        for key in ("f1", "f2", "f3", "f4", "f5", "f9", "f10", "ctrl+n", "ctrl+p", "ctrl+j", "shift+f1"):
            await desk.press(key, "escape", "escape", "escape")
            await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        assert desk.app.is_running


async def test_configured_keys_work_and_are_shown(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(content, tmp_path)
    settings = SettingsRead(Settings(keys={"help": "alt+x", "open-notice": "ctrl+g", "theme": "alt+t", "zom": "f6"}))
    app = type(app)(app.session, app.places, "en", settings)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        desk = Desk(app, pilot, FakeClipboard(), tmp_path)
        await desk.until(lambda: app.listed)
        assert "Alt+X" in str(app.main.query_one("#footer", KeyLine).render())
        await desk.until(lambda: any("did you mean 'zoom'" in told.message for told in app.told))
        await desk.press("f1")
        await desk.press("alt+x")
        await desk.until(lambda: isinstance(app.screen, HelpScreen))
        assert "Alt+X" in shown_text(desk)
        await desk.press("escape")
        await desk.until(lambda: isinstance(app.screen, MainScreen))
        await desk.press("alt+t")
        await desk.until(lambda: isinstance(app.screen, ThemeScreen))
