"""Going from pane to pane, and the pages that lie over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions.desk import Desk

if TYPE_CHECKING:
    pass


class Going(Desk):
    """Going from pane to pane, and the pages that lie over them."""

    async def action_types(self) -> None:
        """Go to the chooser."""
        await self.main.show_pane("types")

    async def action_notice(self) -> None:
        """Go to the notice."""
        await self.main.show_pane("notice")

    async def action_facts(self) -> None:
        """Go to the facts."""
        await self.main.show_pane("facts")

    async def action_actions(self) -> None:
        """Go to causes, actions and documents."""
        await self.main.show_pane("actions")

    async def action_letter(self) -> None:
        """Go to the letter."""
        await self.main.show_pane("letter")

    async def action_contacts(self) -> None:
        """Go to the directory."""
        await self.main.show_pane("contacts")

    async def action_checks(self) -> None:
        """Go to the findings."""
        await self.main.show_pane("checks")

    async def action_next_finding(self) -> None:
        """Go to the next finding in the letter."""
        await self.main.go_to_finding(1)

    async def action_previous_finding(self) -> None:
        """Go to the finding before."""
        await self.main.go_to_finding(-1)

    def action_help(self) -> None:
        """Explain the focused pane."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.main.focused_pane, self.interface, self.main.keys))

    def action_rehearsal(self) -> None:
        """Show the questions of an investigator with what the case answers."""
        from tui.screens.rehearsal import RehearsalScreen

        view = self.main.view()
        if view is not None:
            self.push_screen(RehearsalScreen(view))

    def action_advice(self) -> None:
        """Show what to do now and what not to do."""
        from tui.screens.advice import AdviceScreen

        view = self.main.view()
        if view is not None:
            self.push_screen(AdviceScreen(view))

    def action_guide(self) -> None:
        """Open the guides, beginning with those that matter for the open case."""
        from tui.screens.guide import GuideScreen

        case, content = self.session.case, self.session.content
        record = content.type(case.type).type if case is not None else None
        self.push_screen(GuideScreen(content, self.interface, record))

    async def action_filter(self) -> None:
        """Put the cursor into the filter of the chooser or of the directory."""
        name = "contacts" if self.main.focused_pane == "contacts" else "types"
        await self.main.show_pane(name, focus=False)
        self.main.query_one(f"#{name}-filter").focus()

    async def action_read_along(self) -> None:
        """Show or hide the read-along."""
        self.main.read_along = not self.main.read_along
        await self.main.refresh_case()
