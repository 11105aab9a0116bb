from collections.abc import Sequence

import pytest
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.textual_mends import MendedApp
from tui.widgets.line_list import LineList, Row


class ListApp(MendedApp[None]):
    CSS = "#below { height: 1; }"

    def __init__(self, rows: Sequence[Row], empty: str = "") -> None:
        super().__init__()
        self.lines = LineList(rows, empty=empty)
        self.said: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.lines
        yield Static("below", id="below")

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.said.append(("on", event.row_id))

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        self.said.append(("chosen", event.row_id))


def rows(*ids: str) -> list[Row]:
    return [Row(i, f"row {i}") for i in ids]


GROUPED = [
    Row("g1", "First group", heading=True),
    Row("a", "A"),
    Row("b", "B"),
    Row("g2", "Second group", heading=True),
    Row("c", "C"),
]


def drawn(lines: LineList, y: int) -> str:
    return lines.render_line(y).text.rstrip()


async def test_the_cursor_starts_on_the_first_row_and_is_seen_without_colour() -> None:
    app = ListApp(GROUPED)
    async with app.run_test():
        assert app.lines.row_id == "a"
        assert [drawn(app.lines, y) for y in range(5)] == ["First group", "▸ A", "  B", "Second group", "  C"]
        cursor = app.lines.render_line(1)
        assert all(segment.style is not None and segment.style.reverse for segment in cursor)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["down"], "b"),
        (["down", "down"], "c"),
        (["j", "j", "k"], "b"),
        (["end"], "c"),
        (["end", "home"], "a"),
        (["up"], "a"),
        (["pagedown"], "c"),
        (["pagedown", "pageup"], "a"),
        (["end", "down"], "c"),
    ],
)
async def test_keys_move_the_cursor_over_headings(keys: list[str], expected: str) -> None:
    app = ListApp(GROUPED)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.lines.row_id == expected


async def test_a_move_and_a_choice_are_told() -> None:
    app = ListApp(GROUPED)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert app.said[-2:] == [("on", "b"), ("chosen", "b")]


async def test_a_click_chooses_a_row_and_never_a_heading() -> None:
    app = ListApp(GROUPED)
    async with app.run_test() as pilot:
        await pilot.click(LineList, offset=(3, 4))
        assert app.said[-1] == ("chosen", "c")
        said = list(app.said)
        await pilot.click(LineList, offset=(3, 3))
        assert app.said == said


async def test_other_rows_keep_the_cursor_on_the_same_id() -> None:
    app = ListApp(rows("a", "b", "c"))
    async with app.run_test() as pilot:
        await pilot.press("down")
        app.lines.show_rows(rows("x", "y", "b", "c"))
        assert app.lines.row_id == "b"
        await pilot.pause()
        assert drawn(app.lines, 2) == "▸ row b"


async def test_a_cursor_whose_row_is_gone_stays_near_its_place_and_says_so() -> None:
    app = ListApp(rows("a", "b", "c"))
    async with app.run_test() as pilot:
        await pilot.press("end")
        app.lines.show_rows(rows("a", "b"))
        await pilot.pause()
        assert app.lines.row_id == "b"
        assert app.said[-1] == ("on", "b")


async def test_only_rows_that_changed_are_refreshed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(rows(*"abcdef"))
    async with app.run_test() as pilot:
        await pilot.pause()
        refreshed: list[int] = []
        monkeypatch.setattr(app.lines, "refresh_line", refreshed.append)
        changed = rows(*"abcdef")
        changed[3] = Row("d", "another text")
        app.lines.show_rows(changed)
        assert refreshed == [3]
        app.lines.action_move(1)
        assert refreshed == [3, 0, 1]


async def test_text_is_literal_and_never_markup() -> None:
    styled = Content.styled("plain [date]", "bold")
    app = ListApp([Row("a", "[b]bold[/b] [/x] [@click=app.quit]go[/]"), Row("b", styled)])
    async with app.run_test():
        assert drawn(app.lines, 0) == "▸ [b]bold[/b] [/x] [@click=app.quit]go[/]"
        assert drawn(app.lines, 1) == "  plain [date]"
        assert any(s.style is not None and s.style.bold for s in app.lines.render_line(1))


async def test_every_row_is_as_wide_as_the_list_whatever_its_script() -> None:
    texts = ["short", "账户停用申诉信" * 12, "申" * 39, "x" * 200, "mixed 停用 " * 20, "two\nlines", "a\tb", ""]
    app = ListApp([Row(str(n), text, sign="!", depth=n % 3) for n, text in enumerate(texts)])
    async with app.run_test(size=(40, 12)):
        width = app.lines.scrollable_content_region.width
        for y in range(12):
            strip = app.lines.render_line(y)
            assert strip.cell_length == width
            assert sum(segment.cell_length for segment in strip) == width
        assert "…" in drawn(app.lines, 1)
        assert drawn(app.lines, 5).endswith("two")


async def test_an_empty_list_says_why_and_takes_keys_without_harm() -> None:
    app = ListApp([], empty="Nothing found. [press] Esc")
    async with app.run_test() as pilot:
        assert drawn(app.lines, 0) == "Nothing found. [press] Esc"
        await pilot.press("down", "up", "home", "end", "pagedown", "enter")
        assert app.lines.row_id is None
        assert app.said == []
        app.lines.show_rows(rows("a"))
        await pilot.pause()
        assert app.said == [("on", "a")]
        app.lines.show_rows([], empty="Gone")
        assert drawn(app.lines, 0) == "Gone"


async def test_a_list_of_headings_only_has_no_cursor() -> None:
    app = ListApp([Row("g", "Group", heading=True)])
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert app.lines.row_id is None


async def test_a_hundred_thousand_rows_are_drawn_only_where_they_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    many = rows(*map(str, range(100_000)))
    app = ListApp(many)
    drawn_rows: list[str] = []
    draw = LineList._draw

    def counted(self: LineList, row: Row, look: str, width: int) -> object:
        drawn_rows.append(row.id)
        return draw(self, row, look, width)

    monkeypatch.setattr(LineList, "_draw", counted)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        assert app.lines.row_id == "99999"
        await pilot.press("pageup", "home", "down")
        assert app.lines.row_id == "1"
        assert len(drawn_rows) < 100


async def test_the_cursor_row_stays_in_view() -> None:
    app = ListApp(rows(*map(str, range(100))))
    async with app.run_test(size=(40, 12)) as pilot:
        for _ in range(30):
            await pilot.press("down")
        top = app.lines.scroll_offset.y
        assert top <= 30 < top + app.lines.size.height
        assert app.lines.select("77")
        top = app.lines.scroll_offset.y
        assert top <= 77 < top + app.lines.size.height
        assert not app.lines.select("nowhere")


async def test_the_heading_of_the_first_row_comes_into_view_with_it() -> None:
    app = ListApp([*GROUPED, *rows(*map(str, range(50)))])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("end", "home")
        assert app.lines.scroll_offset.y == 0
