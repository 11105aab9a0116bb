"""Choosing the colours: each theme is shown on the app itself while the cursor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.theme import Theme
from textual.widgets import Static

from tui.interface import Interface
from tui.themes import OWN
from tui.widgets.line_list import LineList, Row


class ThemeScreen(ModalScreen[str]):
    """A list at the side, so that the app stays in sight; Enter keeps a theme, Esc goes back to the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "give_up", show=False)]

    def __init__(self, themes: Sequence[Theme], current: str, interface: Interface) -> None:
        """Offer themes, beginning at the one in use."""
        super().__init__()
        self._themes = themes
        self._before = current
        self._interface = interface

    def compose(self) -> ComposeResult:
        """Lay out the list over its keys."""
        with Vertical(classes="dialog"):
            yield LineList(self._rows(), id="theme-list")
            yield Static(Content(self._interface.text("theme.keys")), classes="dialog-keys")

    def _rows(self) -> list[Row]:
        text = self._interface.text
        own = {theme.name for theme in OWN}
        groups = (
            ("own", [theme for theme in self._themes if theme.name in own]),
            ("terminal", [theme for theme in self._themes if theme.ansi]),
            ("dark", [theme for theme in self._themes if theme.dark and not theme.ansi and theme.name not in own]),
            ("light", [theme for theme in self._themes if not theme.dark and not theme.ansi and theme.name not in own]),
        )
        rows: list[Row] = []
        for group, themes in groups:
            rows.append(Row(f"group:{group}", text(f"theme.{group}"), heading=True))
            rows.extend(
                Row(theme.name, theme.name, sign="●" if theme.name == self._before else " ") for theme in themes
            )
        return rows

    def on_mount(self) -> None:
        """Begin at the theme in use."""
        themes = self.query_one(LineList)
        themes.focus()
        themes.select(self._before)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.app.theme = event.row_id

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(event.row_id)

    def action_give_up(self) -> None:
        """Go back to the theme before."""
        self.app.theme = self._before
        self.dismiss(None)
