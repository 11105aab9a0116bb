"""The words of the interface in the seller's language; every text that the app shows of its own comes from here."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.core.content.library import Content

if TYPE_CHECKING:
    from tui.core.directory.marks import ContactMark

LANGUAGES = ("en", "zh")


class Interface:
    """The texts of one language, with English where one is missing."""

    def __init__(self, content: Content, language: str) -> None:
        self.language = language
        self._texts = {**content.interface("en"), **content.interface(language)}

    def text(self, key: str, **parts: object) -> str:
        """Return a text with its parts filled in; an unknown key shows itself."""
        template = self._texts.get(key, key)
        return template.format_map({name: str(value) for name, value in parts.items()}) if parts else template

    def has(self, key: str) -> bool:
        """Say whether there is a text under a key."""
        return key in self._texts


def chosen_language(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the interface's language: the one asked for, else the locale's, else English."""
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    guessed = locale.getlocale()[0] or ""
    return "zh" if guessed.lower().startswith(("zh", "chinese")) else "en"


def mark_text(mark: ContactMark, interface: Interface) -> str:
    """Return the seller's own mark as one line that says whose it is."""
    state = interface.text(f"contacts.marks.{mark.state}") if mark.state else ""
    day = mark.day.isoformat() if mark.day else ""
    said = " · ".join(part for part in (state, day, " ".join(mark.note.split())) if part)
    return interface.text("contacts.own", said=said)
