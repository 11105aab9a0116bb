"""Every user command, declared once: keys, palette, footer, help and documentation come from here."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Place = Literal["everywhere", "types", "notice", "facts", "actions", "letter", "contacts", "checks", "history"]


class Command(msgspec.Struct, frozen=True):
    """A command: its title and sentence stand in the interface texts under `commands.<id>`."""

    id: str
    keys: str
    """Default keys, the first one shown; they work in text fields and under an input method. None: palette only."""
    where: Place = "everywhere"
    except_in: tuple[Place, ...] = ()
    """Panes that use its key for a command of their own, though it works everywhere else."""
    footer: int = 0
    """Place in the footer, small first; 0 is never shown there."""
    needs_case: bool = False
    needs_sample: bool = False
    """Whether it works while the sample case is open, and only then."""
    near: tuple[str, ...] = ()
    """Panes in whose footer it stands among the first, though it works everywhere."""
    letter_key: str = ""
    """A plain letter that does the same outside text fields."""

    def is_live_in(self, pane: str) -> bool:
        """Say whether its key works while a pane has the focus."""
        return self.where == pane or (self.where == "everywhere" and pane not in self.except_in)

    @property
    def action(self) -> str:
        """The name of the action that carries the command out."""
        return self.id.replace("-", "_")


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", footer=1, letter_key="question_mark,？"),
    Command("types", "f2", footer=3),
    Command("facts", "f3", footer=4, needs_case=True),
    Command("actions", "f4", footer=5, needs_case=True),
    Command("letter", "f5", footer=6, needs_case=True),
    Command("contacts", "f9", footer=8),
    Command("notice", "ctrl+n"),
    Command("paste-notice", "ctrl+v", where="notice", footer=1),
    Command("open-notice", "ctrl+o", where="notice", footer=2),
    Command("advice", "f7", needs_case=True, near=("facts", "actions")),
    Command("follow-route", "f6", needs_case=True),
    # No single key is left that is free in text fields too: the guides stand beside help, and Ctrl+D has Del beside it.
    Command("guide", "shift+f1"),
    Command("other-letters", "ctrl+d", needs_case=True),
    Command("copy-letter", "ctrl+l", footer=7, needs_case=True, near=("letter", "checks")),
    Command("export", "shift+f5", needs_case=True),
    Command("copy-section", "ctrl+r", where="letter", footer=3, needs_case=True),
    Command("copy-subject", "ctrl+t", needs_case=True),
    Command("copy-address", "ctrl+o", where="contacts", footer=1),
    # Keys of the letter pane mean something else in the directory, where there is no section.
    Command("open-page", "ctrl+g", where="contacts"),
    Command("mail-draft", "ctrl+r", where="contacts", needs_case=True),
    Command("mail-link", "ctrl+b", where="contacts"),
    Command("mark-contact", "ctrl+k", where="contacts", letter_key="m"),
    Command("form", "shift+f12", needs_case=True),
    Command("regenerate-section", "ctrl+g", where="letter", footer=4, needs_case=True),
    Command("read-along", "ctrl+b", where="letter", footer=5, needs_case=True),
    Command("section-update", "ctrl+o", where="letter", needs_case=True),
    Command("detach-section", "alt+d", where="letter", needs_case=True),
    # In a text field Ctrl+E has End beside it.
    Command("trace", "ctrl+e", where="letter", needs_case=True),
    Command("chain", "ctrl+o", where="actions", needs_case=True),
    Command("find-in-letter", "ctrl+f", where="letter", needs_case=True),
    Command("next-gap", "ctrl+right_square_bracket", needs_case=True),
    Command("edit-outside", "ctrl+backslash", where="letter", needs_case=True),
    Command("add-sentence", "alt+n", where="letter", needs_case=True),
    Command("sentence-up", "alt+up", where="letter", needs_case=True),
    Command("sentence-down", "alt+down", where="letter", needs_case=True),
    Command("filter", "ctrl+f", except_in=("letter",), letter_key="slash", near=("types", "contacts")),
    Command("save", "ctrl+s", needs_case=True),
    Command("undo-change", "ctrl+z", needs_case=True),
    Command("redo-change", "ctrl+y", needs_case=True),
    Command("checks", "f10,shift+f9", needs_case=True),
    Command("next-finding", "f8", needs_case=True, near=("letter", "checks")),
    Command("previous-finding", "shift+f8", needs_case=True),
    Command("history", "shift+f4", needs_case=True),
    Command("mark-sent", "shift+f6", needs_case=True),
    Command("amazon-reply", "shift+f7", needs_case=True),
    Command("whats-new", "n", where="history", needs_case=True),
    Command("calendar", "c", where="history", needs_case=True),
    Command("next-case", "shift+f2"),
    Command("previous-case", "shift+f3"),
    Command("shops", "ctrl+o", where="types"),
    Command("rehearsal", "ctrl+e", where="checks", needs_case=True),
    Command("paste-letter", "ctrl+v", where="checks", needs_case=True),
    Command("open-letter", "ctrl+o", where="checks", needs_case=True),
    # Ctrl+J is Enter's neighbour in no terminal that draws colours; VS Code keeps it, and sends Ctrl+/ instead.
    Command("jump", "ctrl+j,ctrl+underscore"),
    Command("zoom", "shift+f11,f11", letter_key="z"),
    Command("wider", "alt+right", letter_key="greater_than_sign"),
    Command("narrower", "alt+left", letter_key="less_than_sign"),
    Command("palette", "ctrl+p", footer=2),
    Command("theme", ""),
    Command("messages", ""),
    Command("tour", ""),
    Command("sample", ""),
    Command("discard-sample", "", needs_sample=True),
    Command("interface-language", "f12"),
    Command("quit", "ctrl+q"),
)

PANES: tuple[Place, ...] = tuple(place for place in get_args(Place) if place != "everywhere")
BY_ID = {command.id: command for command in COMMANDS}
