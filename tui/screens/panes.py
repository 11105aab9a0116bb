"""Makes the panes of the main screen; each is imported when it is first seen, so that it costs no start time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.interface import Interface
    from tui.panes.view import Pane
    from tui.session import CaseSession


def make_pane(name: str, interface: Interface, session: CaseSession) -> Pane:
    """Return a new pane by its name; raise `KeyError` where there is none of that name."""
    pane: Pane
    match name:
        case "notice":
            from tui.panes.notice import NoticePane

            pane = NoticePane(interface, session.content.index)
        case "facts":
            from tui.panes.facts import FactsPane

            pane = FactsPane(interface)
        case "actions":
            from tui.panes.actions import ActionsPane

            pane = ActionsPane(interface)
        case "letter":
            from tui.panes.letter import LetterPane

            pane = LetterPane(interface)
        case "history":
            from tui.panes.history import HistoryPane

            pane = HistoryPane(interface, session.clock.today)
        case "checks":
            from tui.panes.checks import ChecksPane

            pane = ChecksPane(interface)
        case "contacts":
            from tui.panes.contacts import ContactsPane

            pane = ContactsPane(interface, session.content, session.marks)
        case _:
            raise KeyError(name)
    return pane
