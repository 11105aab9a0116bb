"""From case to case without the list."""

from __future__ import annotations

from tui.actions.desk import Desk
from tui.panes.types import TypesPane


class Switching(Desk):
    """From case to case without the list, in the order of the list; the pane stays."""

    async def action_next_case(self) -> None:
        """Open the next case of the list."""
        await self._switch(1)

    async def action_previous_case(self) -> None:
        """Open the case before in the list."""
        await self._switch(-1)

    async def _switch(self, step: int) -> None:
        cases = self.main.query_one(TypesPane).case_ids
        current = self.session.case.id if self.session.case else ""
        others = [name for name in cases if name != current]
        if not others:
            self.notify(self.interface.text("types.no_other_case"), markup=False)
            return
        # Without an open case the first one is next, and the last one is before.
        place = cases.index(current) + step if current in cases else min(step, 0)
        name = cases[place % len(cases)]
        await self.open_case(name, go=False)
        self.notify(name, markup=False, timeout=3)
