"""Asks and tells one line at a time; what a person types at any prompt may also be a word to the wizard itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from tui.core.text import clean
from tui.interface import Interface

END_OF_PASTE = (".", "。", "．")
LEAVE = ":q"
MENU = ":m"
EMPTY = ":-"
WHY = ("?", ":?")


class Left(Exception):  # noqa: N818  # a decision of the person's, not a fault
    """The person leaves; everything answered so far is saved."""


class ToMenu(Exception):  # noqa: N818  # likewise
    """The person wants the menu instead of the next question."""


class Console:
    """Questions and answers over two functions, so that a test can be the person."""

    def __init__(self, read: Callable[[str], str], write: Callable[[str], object], interface: Interface) -> None:
        """Ask with `read`, which gets the prompt, and tell with `write`, which gets a line."""
        self._read = read
        self._write = write
        self.interface = interface

    def text(self, key: str, **parts: object) -> str:
        """Return a text of the interface."""
        return self.interface.text(key, **parts)

    def say(self, text: str = "") -> None:
        """Print a text; nothing in it may steer the terminal."""
        self._write(clean(text).text)

    def tell(self, key: str, **parts: object) -> None:
        """Print a text of the interface."""
        self.say(self.text(key, **parts))

    def head(self, text: str) -> None:
        """Print the title of what follows, after an empty line."""
        self.say()
        self.say(text)

    def ask(self, question: str, why: str = "") -> str:
        """Return what was typed on one line; raise `Left` or `ToMenu` where that was asked for instead."""
        while True:
            typed = self._line(f"{question} {self.text('plain.prompt')} ").strip()
            word = unicodedata.normalize("NFKC", typed).lower()
            if word == LEAVE:
                raise Left
            if word == MENU:
                raise ToMenu
            if word in WHY:
                self.say(why) if why else None
                self.tell("plain.words")
                continue
            return EMPTY if word == EMPTY else typed

    def choose(self, question: str, options: Sequence[tuple[str, str]], usual: str = "", why: str = "") -> str:
        """Return the chosen option: by its number or its own name; an empty line takes the usual one, or none."""
        for line in numbered(options):
            self.say(line)
        names = [name for name, _ in options]
        shown = self.text("plain.usual", question=question, number=names.index(usual) + 1) if usual else question
        return self.pick(shown, names, usual, why)

    def pick(self, question: str, names: Sequence[str], usual: str, why: str) -> str:
        """Return one of several names, as `choose` does, without reading out the options."""
        while True:
            typed = unicodedata.normalize("NFKC", self.ask(question, why))
            if not typed or typed == EMPTY:
                return usual
            if typed in names:
                return typed
            if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(names):
                return names[int(typed) - 1]
            self.tell("plain.no_number", most=len(names))

    def confirm(self, question: str, why: str = "") -> bool | None:
        """Return yes or no, or nothing for an empty line."""
        while True:
            typed = unicodedata.normalize("NFKC", self.ask(f"{question} {self.text('plain.yes_no')}", why)).lower()
            if not typed or typed == EMPTY:
                return None
            if typed in ("y", "yes", "是", "1"):
                return True
            if typed in ("n", "no", "否", "不", "2"):
                return False
            self.tell("plain.say_yes_no")

    def paste(self) -> tuple[str, bool]:
        """Return the lines up to one that is a single full stop, and whether the person leaves instead of going on."""
        lines: list[str] = []
        while True:
            try:
                typed = self._line("")
            except Left:
                return "\n".join(lines), False
            pasted = clean(typed).text.split("\n")
            for line in pasted:
                if line.strip() in END_OF_PASTE:
                    return "\n".join(lines), False
                if unicodedata.normalize("NFKC", line.strip()).lower() == LEAVE:
                    return "\n".join(lines), True
                lines.append(line)

    def _line(self, prompt: str) -> str:
        try:
            return clean(self._read(prompt).removesuffix("\r")).text
        except (EOFError, KeyboardInterrupt) as ending:
            raise Left from ending


def numbered(options: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for each option, with the number that chooses it."""
    return [f"{number}. {label}" for number, (_, label) in enumerate(options, start=1)]
