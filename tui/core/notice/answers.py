"""What an answer of Amazon's asks for, as a checklist to be kept with it."""

from __future__ import annotations

from tui.core.case.submissions import Point
from tui.core.notice.records import Reading, TextKind

REPLIES: frozenset[TextKind] = frozenset({"reply_denied", "reply_more_info", "reply_reinstated"})
"""The kinds of text that answer an attempt."""


def points_of(reading: Reading) -> tuple[Point, ...]:
    """Return what the text asks for, each wording once, in its order."""
    first = {" ".join(item.text.casefold().split()): item for item in reversed(reading.asked)}
    kept = [item for item in reading.asked if first[" ".join(item.text.casefold().split())] is item]
    return tuple(Point(kind=item.kind, text=item.text) for item in kept)
