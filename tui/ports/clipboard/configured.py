"""The configuration's words about the clipboard, turned into what the routes understand."""

from tui.core.content.problems import nearest
from tui.core.settings import ClipboardSection
from tui.ports.clipboard.records import ClipboardSettings
from tui.ports.clipboard.surroundings import known_routes


def configured(section: ClipboardSection) -> ClipboardSettings:
    """Return the settings of the routes; a backend that does not exist is kept, so that each copy says so."""
    return ClipboardSettings(
        backend=section.backend or None,
        time_out=section.time_out,
        osc52_limit=section.terminal_limit,
        check_limit=section.check_limit,
    )


def backend_problem(section: ClipboardSection) -> str:
    """Return a sentence about a backend that does not exist, or an empty text."""
    if section.backend is None or section.backend in known_routes():
        return ""
    near = nearest(section.backend, known_routes())
    return f"clipboard.backend: '{section.backend}' is not one of {', '.join(known_routes())}{near}"
