"""The first minutes: the sample case and the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions.desk import Desk
from tui.core.content.problems import ContentError

if TYPE_CHECKING:
    from tui.core.case.records import Case


class Welcoming(Desk):
    """What shows a newcomer the way."""

    async def action_sample(self) -> None:
        """Open the sample case beside the seller's own."""
        if await self._open_sample():
            await self.main.show_pane("letter")
            self.notify(self.interface.text("sample.opened"), markup=False, timeout=8)

    async def _open_sample(self) -> bool:
        from tui.sample import open_sample, sample_store

        session, store = self.session, sample_store(self.places.folder)
        notice = self.interface.text("sample.notice")
        try:
            case: Case = open_sample(session.content, store, session.clock.now(), notice)
        except (ContentError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        session.open_sample(store, case)
        await self.main.refresh_case()
        return True

    async def action_discard_sample(self) -> None:
        """Close the sample and remove it with all that was typed into it."""
        from tui.sample import discard_sample

        self.session.leave_sample()
        discard_sample(self.places.folder)
        await self.main.refresh_case()
        await self.main.show_pane("types")
        self.notify(self.interface.text("sample.discarded"), markup=False)

    async def action_tour(self) -> None:
        """Walk through the app in six steps, on the sample where no case is open."""
        from tui.screens.tour import TourScreen

        if self.session.case is not None or await self._open_sample():
            self.push_screen(TourScreen(self.main.show_pane, self.interface, self.main.keys), self._after_tour)

    async def _after_tour(self, pane: str | None) -> None:
        await self.main.show_pane(pane or self.main.current)
