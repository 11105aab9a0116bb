"""Asks what leaves the house, in which form and to which file; Enter anywhere accepts what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.exporting import OFFERED, Order, What
from tui.interface import Interface
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.line_input import LineInput

WHATS: tuple[What, ...] = ("letter", "pack", "case", "copy")


class ExportScreen(ModalScreen[Order | None]):
    """What, form, perhaps attachments, and a path whose ending follows the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False, priority=True),
        Binding("enter", "accept", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, folder: str, stem: str, form: str, interface: Interface, to: str = "") -> None:
        """Offer a file of a name in a folder; a recipient makes it a mail draft."""
        super().__init__()
        self._folder = folder
        self._stem = stem
        self._form = "eml" if to else form if form in OFFERED["letter"] else OFFERED["letter"][0]
        self._interface = interface
        self._to = to

    def compose(self) -> ComposeResult:
        """Lay out the choices over the path."""
        text = self._interface.text
        yesno = [(name, text(f"export.attach.{name}")) for name in ("no", "yes")]
        with Vertical(classes="dialog"):
            question = text("export.draft_for", address=self._to) if self._to else text("export.question")
            yield Static(Content.styled(question, "bold"), classes="question")
            yield ChoiceLine(list(self._whats()), "letter", id="export-what")
            yield ChoiceLine(self._forms("letter"), self._form, id="export-format")
            yield ChoiceLine(yesno, "no", id="export-attach")
            yield LineInput(self._path("letter", self._form), compact=True, id="export-path")
            yield Static("", id="export-note", markup=False)
            yield Static(Content.styled(text("export.keys"), "dim"))

    def _whats(self) -> Iterator[tuple[str, str]]:
        for what in WHATS:
            yield what, self._interface.text(f"export.whats.{what}")

    def _forms(self, what: What) -> list[tuple[str, str]]:
        return [(name, self._interface.text(f"export.formats.{name}")) for name in OFFERED[what]]

    def _path(self, what: What, form: str) -> str:
        ending = "" if form == "folder" else f".{form}"
        name = self._stem if what == "letter" else f"{self._stem}-{what}"
        return str(Path(self._folder) / f"{name}{ending}")

    def on_mount(self) -> None:
        """Begin with the form: what and where are most often right."""
        self.query_one("#export-what").display = not self._to
        self.query_one("#export-format").focus()
        self._show_rest()

    @property
    def _what(self) -> What:
        value = self.query_one("#export-what", ChoiceLine).value
        return next(what for what in WHATS if what == value)

    def _show_rest(self) -> None:
        form = self.query_one("#export-format", ChoiceLine).value
        self.query_one("#export-attach").display = form == "eml"
        note = self.query_one("#export-note", Static)
        note.update(Content(self._interface.text(f"export.about.{self._what}")))

    @on(ChoiceLine.Changed, "#export-what")
    def _what_chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        forms = self._forms(self._what)
        form = self._form if any(name == self._form for name, _ in forms) else forms[0][0]
        self.query_one("#export-format", ChoiceLine).show(form, forms)
        self._put(self._path(self._what, form))
        self._show_rest()

    @on(ChoiceLine.Changed, "#export-format")
    def _format_chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        field = self.query_one(LineInput)
        path = Path(field.value)
        known = path.suffix.removeprefix(".") in (*OFFERED["letter"], "zip")
        stem = str(path.with_suffix("")) if known and path.name else field.value
        self._put(stem if event.value == "folder" else f"{stem}.{event.value}")
        if self._what == "letter":
            self._form = event.value
        self._show_rest()

    def _put(self, path: str) -> None:
        """Write a path into the field, with the cursor behind it, where somebody would go on."""
        field = self.query_one(LineInput)
        field.value = path
        field.cursor_position = len(path)

    @on(Input.Changed)
    def _path_typed(self, event: Input.Changed) -> None:
        """Let an ending that was typed choose the form."""
        event.stop()
        line = self.query_one("#export-format", ChoiceLine)
        ending = Path(event.value).suffix.removeprefix(".").lower()
        if ending in OFFERED[self._what] and ending != line.value:
            line.show(ending)
            self._form = ending if self._what == "letter" else self._form
            self._show_rest()

    def action_accept(self) -> None:
        """Write it."""
        path = self.query_one(LineInput).value.strip()
        if path:
            form = self.query_one("#export-format", ChoiceLine).value
            attach = form == "eml" and self.query_one("#export-attach", ChoiceLine).value == "yes"
            self.dismiss(Order(what=self._what, form=form, path=path, to=self._to, attach=attach))

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
