"""Every text of the drawn screens can be read: contrast of at least 4.5 in our own themes, measured cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.style import Style
from textual.geometry import Region

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_shell import run_from_palette
from tui.core.content.library import Content
from tui.screens.main import MainScreen
from tui.themes import OWN, chosen_theme

LEAST = 4.5
# Lines and blocks that frame a text, and carry none.
FRAMES = re.compile(r"[\s\u2500-\u259f▏▎▍▌▋▊▉…]*")
PANES = ("f2", "f3", "f4", "f5", "f9", "f10", "ctrl+n")
OVER = ("f1", "f7", "shift+f5")


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour, by WCAG 2."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """Return the contrast of a text with its ground."""
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (other + 0.05) / (one + 0.05)


def faint_texts(desk: Desk, within: Region | None = None) -> Iterator[str]:
    """Return the texts in sight whose contrast is too small; what lies around a dialog is dimmed on purpose."""
    strips = desk.app.screen._compositor.render_strips()
    if within is not None:
        strips = [strip.crop(within.x, within.right) for strip in strips[within.y : within.bottom]]
    for strip in strips:
        for text, style, _ in strip:
            if FRAMES.fullmatch(text) or style is None or style.color is None or style.bgcolor is None:
                continue
            if style.color.type == ColorType.DEFAULT or style.bgcolor.type == ColorType.DEFAULT:
                continue
            if contrast(style) < LEAST:
                yield f"{text.strip()!r} {contrast(style):.2f} {style}"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_every_text_can_be_read_in_our_themes(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, language: str
) -> None:
    faint: set[str] = set()
    async with at_desk(content, tmp_path, monkeypatch, language=language) as desk:
        desk.app.theme = theme
        await desk.pilot.pause()
        faint.update(faint_texts(desk))
        await desk.open_type("late_shipment")
        for key in PANES:
            await desk.press(key)
            await desk.pilot.pause()
            faint.update(faint_texts(desk))
        for key in OVER:
            await desk.press("f5")
            await desk.press(key)
            await desk.until(lambda: not isinstance(desk.app.screen, MainScreen))
            await desk.pilot.pause()
            faint.update(faint_texts(desk, desk.app.screen.query(".dialog").first().region))
            await desk.press("escape")
            await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
    assert not faint, "\n".join(sorted(faint))


async def test_a_theme_of_the_terminals_colours_gives_way_to_ours_without_colour(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(content, tmp_path, monkeypatch) as desk:
        known = desk.app.available_themes
        assert chosen_theme(None, "ansi-dark", known, {}) == "ansi-dark"
        assert chosen_theme(None, "ansi-dark", known, {"NO_COLOR": "1"}) == "reinstate-dark"
        assert chosen_theme("nord", "ansi-dark", known, {}) == "nord"
        assert chosen_theme("no such theme", None, known, {}) == "reinstate-dark"
        await run_from_palette(desk, "colours")
