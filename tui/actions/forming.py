"""Form mode: the answer box by box."""

from __future__ import annotations

from functools import cached_property

from tui.actions.copying import Copying


class Forming(Copying):
    """Form mode: the answer box by box."""

    @cached_property
    def _copied_fields(self) -> dict[str, dict[str, str]]:
        """By case, the text of each field that was copied since the app was opened."""
        return {}

    def action_form(self) -> None:
        """Show Amazon's questions with the answers of the open case."""
        from tui.core.letter.form import fields_of
        from tui.screens.form import FormScreen

        view = self.main.view()
        if view is None:
            return
        fields = fields_of(view.content, view.letter, self.interface.language)
        copied = self._copied_fields.setdefault(view.case.id, {})
        self.push_screen(FormScreen(view, fields, copied, self._copy), self._after_form)

    def _after_form(self, section: str | None) -> None:
        if section:
            self.main.call_later(self._go_to_section, section)

    async def _go_to_section(self, section: str) -> None:
        from tui.panes.letter import LetterPane

        await self.main.show_pane("letter", focus=False)
        self.main.query_one(LetterPane).go_to(section, 0)
