"""A text that changes twice while the screen is laid out for something else keeps all of its lines."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from tui.widgets.editor import Editor
from tui.widgets.still import Still

THREE_LINES = "one\ntwo\nthree"


class OneText(App[None]):
    CSS = "Vertical, Still, Editor { height: auto; min-height: 1; border: none; }"

    def __init__(self, shown: Widget) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.shown


def change(shown: Widget, text: str) -> None:
    if isinstance(shown, Still):
        shown.update(Content(text))
    elif isinstance(shown, Editor):
        shown.load(text)


@pytest.mark.parametrize("kind", [Still, Editor])
async def test_no_line_is_cut_where_a_layout_comes_between_two_changes(kind: type[Still] | type[Editor]) -> None:
    app = OneText(kind(""))
    async with app.run_test() as pilot:
        change(app.shown, "one\ntwo")
        # No other task has run: the widget has not told the screen yet that it wants a layout.
        app.screen._refresh_layout()
        change(app.shown, THREE_LINES)
        async with asyncio.timeout(10):
            while app.shown._layout_required:
                await pilot.pause()
        await pilot.pause()
        assert app.shown.size.height == 3
        assert isinstance(app.shown.parent, Widget)
        assert app.shown.parent.size.height == 3
