"""Sentences as lines of a section: moved up and down, and a new one begun."""

from __future__ import annotations


def moved(text: str, row: int, step: int) -> str | None:
    """Return the text with a line moved past its neighbour, or nothing at the edge."""
    lines = text.split("\n")
    target = row + step
    if not (0 <= row < len(lines) and 0 <= target < len(lines)):
        return None
    lines[row], lines[target] = lines[target], lines[row]
    return "\n".join(lines)


def with_new_line(text: str, row: int) -> tuple[str, int]:
    """Return the text with an empty line after a line, and the row of the new one; an empty line is taken as it is."""
    lines = text.split("\n")
    row = min(max(row, 0), len(lines) - 1)
    if not lines[row].strip():
        return text, row
    if row + 1 < len(lines) and not lines[row + 1].strip():
        return text, row + 1
    lines.insert(row + 1, "")
    return "\n".join(lines), row + 1
