"""Every user command, declared once: keys, palette, footer, help and documentation come from here."""

from __future__ import annotations

from typing import Literal

import msgspec

Place = Literal["everywhere", "types", "notice", "facts", "actions", "letter", "contacts", "checks"]


class Command(msgspec.Struct, frozen=True):
    """A command: its title and sentence stand in the interface texts under `commands.<id>`."""

    id: str
    keys: str
    """Default keys, the first one shown; keys that work in text fields and under an input method."""
    where: Place = "everywhere"
    footer: int = 0
    """Place in the footer, small first; 0 is never shown there."""
    needs_case: bool = False
    letter_key: str = ""
    """A plain letter that does the same outside text fields."""

    @property
    def action(self) -> str:
        """The name of the action that carries the command out."""
        return self.id.replace("-", "_")


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", footer=1, letter_key="question_mark,？"),
    Command("types", "f2", footer=2),
    Command("facts", "f3", footer=3, needs_case=True),
    Command("actions", "f4", footer=4, needs_case=True),
    Command("letter", "f5", footer=5, needs_case=True),
    Command("contacts", "f9", footer=6),
    Command("notice", "ctrl+n"),
    Command("paste-notice", "ctrl+v", where="notice"),
    Command("open-notice", "ctrl+o", where="notice"),
    Command("advice", "f7", needs_case=True),
    Command("follow-route", "f6", needs_case=True),
    # No single key is left that is free in text fields too: the guides stand beside help, and Ctrl+D has Del beside it.
    Command("guide", "shift+f1"),
    Command("other-letters", "ctrl+d", needs_case=True),
    Command("copy-letter", "ctrl+l", footer=7, needs_case=True),
    Command("export", "shift+f5", needs_case=True),
    Command("copy-section", "ctrl+r", where="letter", needs_case=True),
    Command("copy-subject", "ctrl+t", needs_case=True),
    Command("copy-address", "ctrl+o", where="contacts"),
    Command("regenerate-section", "ctrl+g", where="letter", needs_case=True),
    Command("read-along", "ctrl+b", where="letter", needs_case=True),
    # In the letter the key of the filter looks for a text; it stands before the filter, so that it is asked first.
    Command("find-in-letter", "ctrl+f", where="letter", needs_case=True),
    Command("next-gap", "ctrl+right_square_bracket", needs_case=True),
    Command("edit-outside", "ctrl+backslash", where="letter", needs_case=True),
    Command("add-sentence", "shift+f11", where="letter", needs_case=True),
    Command("sentence-up", "alt+up", where="letter", needs_case=True),
    Command("sentence-down", "alt+down", where="letter", needs_case=True),
    Command("filter", "ctrl+f", letter_key="slash"),
    Command("save", "ctrl+s", needs_case=True),
    Command("undo-change", "ctrl+z", needs_case=True),
    Command("redo-change", "ctrl+y", needs_case=True),
    Command("checks", "f10,shift+f9", needs_case=True),
    Command("next-finding", "f8", needs_case=True),
    Command("previous-finding", "shift+f8", needs_case=True),
    Command("interface-language", "f12"),
    Command("quit", "ctrl+q"),
)

BY_ID = {command.id: command for command in COMMANDS}
