"""What every family of commands works on: the session, the main screen, the words, the saver."""

from __future__ import annotations

from tui.interface import Interface
from tui.saver import Saver
from tui.screens.main import MainScreen
from tui.session import CaseSession
from tui.textual_mends import MendedApp


class Desk(MendedApp[None]):
    """An app over one session and one main screen."""

    def __init__(self, session: CaseSession, interface: Interface, saver: Saver) -> None:
        """Work on a session, in a language, with a saver that has begun."""
        super().__init__()
        self.session = session
        self.interface = interface
        self.saver = saver

    async def open_case(self, name: str, go: bool = True) -> None:
        """Open a case and show it, in the facts unless told to stay; the app knows how."""
        raise NotImplementedError

    async def show_case(self, go: bool = True) -> None:
        """Show the case that the session has opened; the app knows how."""
        raise NotImplementedError

    def list_cases(self) -> None:
        """Read the list of cases again; the app knows how."""
        raise NotImplementedError

    @property
    def main(self) -> MainScreen:
        """The main screen, below whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))
