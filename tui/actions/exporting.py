"""Writing the letter, the evidence or the whole case to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace as with_changes
from textual import work

from tui.actions.desk import Desk

if TYPE_CHECKING:
    from tui.exporting import Order, Result
    from tui.screens.progress import ProgressScreen


class GivenUp(Exception):  # noqa: N818  # somebody wanted it so; nothing went wrong
    """The work was stopped from the keyboard."""


class Exporting(Desk):
    """Writing the letter, the evidence or the whole case to a file."""

    def action_export(self) -> None:
        """Ask what is to be written and where, and write it there."""
        self.export_letter()

    def export_letter(self, to: str = "") -> None:
        """Ask for form and file; with a recipient it is a mail draft."""
        from tui.exporting import stem_of
        from tui.screens.export import ExportScreen

        letter = self.session.letter()
        if letter is None or not letter.sections:
            self.notify(self.interface.text("letter.nothing"), severity="warning", markup=False)
            return
        last = self.places.last
        folder = last.export_folder if Path(last.export_folder or "?").is_dir() else str(Path.home())
        self.push_screen(ExportScreen(folder, stem_of(letter), last.export_format, self.interface, to), self._ordered)

    def _ordered(self, order: Order | None) -> None:
        from tui.screens.ask import AskScreen

        if order is None:
            return
        if self.is_web and order.what == "letter":
            self._deliver(order)
            return
        self._remember_target(order)
        if order.what != "letter" or not _exists(order.target):
            self._begin(order)
            return
        question = self.interface.text("export.exists", file=order.path)
        self.push_screen(AskScreen(question, self.interface), partial(self._begin_if, _forced(order)))

    def _remember_target(self, order: Order) -> None:
        parent = order.target.parent.absolute()
        form = order.form if order.what == "letter" else self.places.last.export_format
        if parent.is_dir():
            self.places.remember(with_changes(self.places.last, export_folder=str(parent), export_format=form))

    @work(thread=True, group="export", exit_on_error=False)
    def _deliver(self, order: Order) -> None:
        """Hand the file to the browser, which saves it where it saves everything."""
        from io import BytesIO

        from tui.exporting import made_letter

        letter = self.session.letter()
        if letter is None:
            return
        data, told = made_letter(letter, order.form, self.interface)
        if data is None:
            self.call_from_thread(self.notify, told, severity="error", markup=False, timeout=10)
            return
        name = order.target.name
        self.call_from_thread(self.deliver_binary, BytesIO(data), save_filename=name)
        self.call_from_thread(self.notify, self.interface.text("export.delivered", file=name), markup=False)

    def _begin_if(self, order: Order, yes: bool | None) -> None:
        if yes:
            self._begin(order)

    def _begin(self, order: Order) -> None:
        """Carry an order out in a thread; one that reads documents shows how far it has come."""
        from tui.screens.progress import ProgressScreen

        sentence = self.interface.text("export.working", file=order.path)
        shown = None
        if order.what in ("pack", "case") or order.attach:
            shown = ProgressScreen(sentence, self.interface)
            self.push_screen(shown)
        else:
            self.notify(sentence, markup=False)
        self._export(order, shown)

    @work(thread=True, group="export", exit_on_error=False)
    def _export(self, order: Order, shown: ProgressScreen | None) -> None:
        from tui.exporting import Desk as ExportDesk
        from tui.exporting import carry_out

        case, letter = self.session.case, self.session.letter()
        if case is None or letter is None:
            return
        self.session.save()
        folder = self.session.store.folder(case.id)
        desk = ExportDesk(self.session.content, case, letter, folder, self.interface)
        try:
            result = carry_out(order, desk, partial(self._report, shown) if shown else None)
        except GivenUp:
            result = None
        self.call_from_thread(self._tell_exported, order, result, shown)

    def _report(self, shown: ProgressScreen, done: int, total: int, name: str) -> None:
        if shown.given_up:
            raise GivenUp
        self.call_from_thread(shown.show, done, total, name)

    def _tell_exported(self, order: Order, result: Result | None, shown: ProgressScreen | None) -> None:
        from tui.screens.ask import AskScreen

        if shown is not None:
            shown.dismiss()
        if result is None:
            self.notify(self.interface.text("export.given_up"), markup=False)
            return
        if result.refused == "missing_files" and order.what in ("pack", "case"):
            question = f"{result.told} {self.interface.text('export.without_them')}"
            self.push_screen(AskScreen(question, self.interface), partial(self._begin_if, _without_missing(order)))
            return
        severity: Literal["information", "error"] = "information" if result.worked else "error"
        self.notify(result.told, severity=severity, markup=False, timeout=10)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # The export itself says what is wrong with such a name.
        return False


def _forced(order: Order) -> Order:
    from dataclasses import replace

    return replace(order, force=True)


def _without_missing(order: Order) -> Order:
    from dataclasses import replace

    return replace(order, allow_missing=True)
