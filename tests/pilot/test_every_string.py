"""Every word of our own on the screen comes from `content/interface/`.

The interface speaks a made-up language here, its letters replaced by others of the same width, over Chinese content: a
Latin word that is left on the screen is a name, a value or an address of the content or the case, or it was written
into the code.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.pilot.driving import Desk, at_desk
from tests.pilot.test_panes import shown_text
from tui.core.content.library import Content, content_root
from tui.exporting import OFFERED
from tui.interface import Interface
from tui.screens.main import MainScreen

MADE_UP = str.maketrans(
    string.ascii_letters, "αβγδεζηθικλμνξοπρστυφχψωάέήΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉ"[: len(string.ascii_letters)]
)
WORD = re.compile(r"[A-Za-z]{3,}")
# Keys and the endings of files are called the same in every language.
SAME_EVERYWHERE = {"Ctrl", "Shift", "Alt", "Esc", *OFFERED["letter"]}
PANES = ("f2", "f3", "f4", "f5", "f9", "f10", "ctrl+n")
OVER = ("f1", "f7", "shift+f1", "ctrl+d", "shift+f5", "ctrl+p", "ctrl+j")


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the interface speak a language that nobody does."""
    stock = Interface.__init__

    def begin(self: Interface, content: Content, language: str) -> None:
        stock(self, content, language)
        self._texts = {key: _translated(text) for key, text in self._texts.items()}

    monkeypatch.setattr(Interface, "__init__", begin)


def _translated(text: str) -> str:
    return re.sub(r"\{\w+\}|[^{}]+", lambda part: part[0] if part[0][0] == "{" else part[0].translate(MADE_UP), text)


@pytest.fixture(scope="session")
def names() -> set[str]:
    """The Latin words of the content that a Chinese reader sees: names, codes, addresses."""
    found: set[str] = set()
    for path in content_root().rglob("*.yaml"):
        if path.name != "en.yaml" and path.parent.name != "interface":
            found.update(WORD.findall(" ".join(_texts(yaml.load(path.read_bytes(), yaml.CSafeLoader)))))
    return found | SAME_EVERYWHERE


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "en":
                yield str(key)
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
    elif node is not None:
        yield str(node)


def _is_cut(word: str, names: set[str]) -> bool:
    """Say whether a word is a piece of a name at the edge of a line."""
    return any(name.startswith(word) or name.endswith(word) for name in names)


def test_the_made_up_language_leaves_no_latin_word() -> None:
    assert not WORD.search(_translated("Copy {what}, please").replace("{what}", ""))


async def test_no_pane_and_no_page_shows_a_word_of_the_code(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_up: None, names: set[str]
) -> None:
    foreign: dict[str, set[str]] = {}

    def look(desk: Desk, where: str) -> None:
        found = {word for word in WORD.findall(shown_text(desk)) if word not in names and not _is_cut(word, names)}
        if found:
            foreign[where] = found

    async with at_desk(content, tmp_path, monkeypatch, language="zh") as desk:
        look(desk, "start")
        await desk.open_type("late_shipment")
        desk.app.session.set_letter_language("zh")
        await desk.app.main.changed()
        for key in PANES:
            await desk.press(key)
            await desk.pilot.pause()
            look(desk, key)
        for key in OVER:
            await desk.press("f4", key)
            await desk.until(lambda: not isinstance(desk.app.screen, MainScreen))
            await desk.pilot.pause()
            look(desk, key)
            await desk.press("escape")
            await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
        for action in ("theme", "messages", "tour"):
            await desk.app.run_action(f"app.{action}")
            await desk.until(lambda: not isinstance(desk.app.screen, MainScreen))
            await desk.pilot.pause()
            if action != "theme":
                look(desk, action)
            await desk.press("escape")
            await desk.until(lambda: isinstance(desk.app.screen, MainScreen))
    assert not foreign
