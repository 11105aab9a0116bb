"""Changes to the case that no single pane makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions.copying import Copying

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.case.values import Raw


class Changing(Copying):
    """Changes to the case that no single pane makes."""

    def action_other_letters(self) -> None:
        """Open the letters to others that fit the case."""
        from tui.screens.other_letters import OtherLettersScreen

        view = self.main.view()
        if view is not None:
            self.push_screen(OtherLettersScreen(view, self._set_fact_now, self._copy), self._show_after_letters)

    def _show_after_letters(self, _: None) -> None:
        self.main.call_later(self.main.changed)

    def _set_fact_now(self, name: str, raw: Raw | None) -> Case | None:
        self.session.set_fact(name, raw)
        self.saver.request()
        return self.session.case

    async def action_follow_route(self) -> None:
        """Change to the type that the facts lead to."""
        from tui.core.letter.routing import propose

        case = self.session.case
        assert case is not None
        proposal = propose(self.session.content.type(case.type), case.facts)
        if proposal.type == case.type:
            self.notify(self.interface.text("facts.no_route"), markup=False)
            return
        self.session.change_type(proposal.type)
        await self.main.changed()

    async def action_undo_change(self) -> None:
        """Take back the last change to the case."""
        if self.session.undo():
            await self.main.changed()

    async def action_redo_change(self) -> None:
        """Make the last undone change again."""
        if self.session.redo():
            await self.main.changed()

    async def action_regenerate_section(self) -> None:
        """Take the generated text for the section that the cursor is in."""
        section = self._current_section
        if section:
            self.session.regenerate_section(section)
            await self.main.changed()
