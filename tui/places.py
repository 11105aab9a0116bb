"""Where the app was left, so that it opens there again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tui.core.files import write_private
from tui.ports.paths import private_folder

PLACE_FILE = "place.json"


class LastPlace(msgspec.Struct, frozen=True, kw_only=True):
    """The case, the pane, the interface's language, the store and the shop in use, and where the last export went."""

    case: str = ""
    pane: str = "types"
    language: str | None = None
    store: str = "US"
    export_folder: str = ""
    export_format: str = ""
    shop: str = ""
    """The shop profile that was used last."""
    theme: str | None = None
    versions: tuple[str, ...] = ()
    """The other versions of cases that were asked about already, each as path and time."""
    left: int = 0
    """Width of the left column in cells; 0 is the layout's own."""
    right: int = 0


class Places:
    """Reads and writes the last place; losing it costs a keystroke, so no failure is worth a word."""

    def __init__(self, folder: Path) -> None:
        """Keep the place in a folder."""
        self.folder = folder
        self.last = self._read()

    def _read(self) -> LastPlace:
        try:
            return msgspec.json.decode((self.folder / PLACE_FILE).read_bytes(), type=LastPlace)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return LastPlace()

    def remember(self, place: LastPlace) -> None:
        """Keep a place for the next start."""
        if place == self.last:
            return
        self.last = place
        try:
            write_private(private_folder(self.folder) / PLACE_FILE, msgspec.json.encode(place))
        except OSError:
            return
