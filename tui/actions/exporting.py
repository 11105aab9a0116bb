"""Writing the letter to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual import work

from tui.actions.desk import Desk

if TYPE_CHECKING:
    pass


class Exporting(Desk):
    """Writing the letter to a file."""

    def action_export(self) -> None:
        """Ask for a format and a file, and write the letter there."""
        from tui.exporting import OFFERED, suggested_stem
        from tui.screens.export import ExportScreen

        letter = self.session.letter()
        if letter is not None and letter.sections:
            self.push_screen(ExportScreen(OFFERED, suggested_stem(letter), self.interface), self._export_to)

    def _export_to(self, target: tuple[str, str] | None) -> None:
        from tui.screens.ask import AskScreen

        form, path = target or ("", "")
        if not path:
            return
        if self.is_web:
            self._deliver(form, path)
            return
        if not Path(path).expanduser().exists():
            self._export(form, path, False)
            return
        question = self.interface.text("export.exists", file=path)
        self.push_screen(AskScreen(question, self.interface), partial(self._replace, form, path))

    @work(thread=True, group="export", exit_on_error=False)
    def _deliver(self, form: str, path: str) -> None:
        """Hand the file to the browser, which saves it where it saves everything."""
        from io import BytesIO

        from tui.exporting import made_letter

        letter = self.session.letter()
        if letter is None:
            return
        data, told = made_letter(letter, form)
        if data is None:
            self.call_from_thread(self.notify, told, severity="error", markup=False, timeout=10)
            return
        name = Path(path).name
        self.call_from_thread(self.deliver_binary, BytesIO(data), save_filename=name)
        self.call_from_thread(self.notify, self.interface.text("export.delivered", file=name), markup=False)

    def _replace(self, form: str, path: str, yes: bool | None) -> None:
        if yes:
            self._export(form, path, True)

    @work(thread=True, group="export", exit_on_error=False)
    def _export(self, form: str, path: str, force: bool) -> None:
        from tui.exporting import write_letter

        letter = self.session.letter()
        if letter is None:
            return
        self.call_from_thread(self.notify, self.interface.text("export.working", file=path), markup=False)
        worked, told = write_letter(letter, form, path, self.interface, force)
        severity: Literal["information", "error"] = "information" if worked else "error"
        self.call_from_thread(self.notify, told, severity=severity, markup=False, timeout=10)
