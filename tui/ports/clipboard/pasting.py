"""Reading the system's clipboard, for what a terminal cannot paste by itself."""

from collections.abc import Mapping

from tui.ports.clipboard.carry import Carrier, pasted_text
from tui.ports.clipboard.records import ClipboardSettings
from tui.ports.clipboard.surroundings import look_around, obstacle, order_of_routes
from tui.ports.clipboard.tools import TERMINAL, TOOLS

MAX_PASTED = 2_000_000


def paste(environment: Mapping[str, str], settings: ClipboardSettings) -> str | None:
    """Return the text on the clipboard by the first program that can tell it, or nothing; may take some seconds."""
    around = look_around(environment)
    carrier = Carrier(around, settings, patient=True)
    for route in order_of_routes(around):
        if route == TERMINAL or obstacle(route, around) is not None:
            continue
        text = pasted_text(TOOLS[route], carrier, MAX_PASTED)
        if text is not None:
            return text
    return None
