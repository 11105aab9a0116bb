"""What is said after copying: the truth, in one of three forms."""

from __future__ import annotations

from tui.interface import Interface
from tui.ports.clipboard import CopyOutcome


def copied_words(outcome: CopyOutcome, what: str, interface: Interface) -> str:
    """Return the sentence about a copy: checked, sent and unconfirmed, or failed with its reason."""
    parts = {
        "what": interface.text(f"copied.what_{what}"),
        "characters": f"{outcome.characters:,}",
        "route": outcome.route,
        "file": outcome.saved_to or "",
    }
    if outcome.state != "failed":
        return interface.text(f"copied.{outcome.state}", **parts)
    key = f"clipboard.{outcome.reason}"
    reason = interface.text(key if interface.has(key) else "clipboard.other")
    return interface.text("copied.failed" if outcome.saved_to else "copied.failed_unsaved", reason=reason, **parts)
