"""A day to look again, as an entry that any calendar takes in (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

MAX_OCTETS = 75


def as_ics(uid: str, day: date, summary: str, now: datetime, note: str = "") -> str:
    """Return a calendar with one entry for a whole day, with an alarm at nine on its morning."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reinstate//EN",
        "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}@reinstate",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        *([f"DESCRIPTION:{_escaped(note)}"] if note else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after 75 octets, never inside a character."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        # A following line begins with a space, which counts.
        room = MAX_OCTETS - (1 if pieces else 0)
        if len((piece + sign).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
