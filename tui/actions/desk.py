"""What every family of commands works on: the session, the main screen, the words, the saver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interface import Interface
from tui.places import Places
from tui.saver import Saver
from tui.screens.main import MainScreen
from tui.session import CaseSession
from tui.textual_mends import MendedApp

if TYPE_CHECKING:
    from tui.core.settings import SettingsRead
    from tui.ports.clipboard import ClipboardSettings


class Desk(MendedApp[None]):
    """An app over one session and one main screen."""

    places: Places
    settings: SettingsRead | None
    """What the configuration sets; nothing where there is none."""

    def __init__(self, session: CaseSession, interface: Interface, saver: Saver) -> None:
        """Work on a session, in a language, with a saver that has begun."""
        super().__init__()
        self.session = session
        self.interface = interface
        self.saver = saver

    @property
    def main(self) -> MainScreen:
        """The main screen, below whatever lies over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    def clipboard_settings(self) -> ClipboardSettings:
        """Return how texts reach the clipboard, as the configuration says."""
        from tui.ports.clipboard import ClipboardSettings
        from tui.ports.clipboard.configured import configured

        return configured(self.settings.settings.clipboard) if self.settings else ClipboardSettings()
