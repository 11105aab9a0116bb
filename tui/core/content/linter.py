"""The door to the content check: reads all content as a strict editor would; each finding names the place and a fix."""

from __future__ import annotations

from datetime import date

from tui.core.content.layers import Tree
from tui.core.content.linting.checking import check
from tui.core.content.linting.findings import RULES, Allowed, ContentFinding, Level, Report, Rule

__all__ = ["RULES", "Allowed", "ContentFinding", "Level", "Report", "Rule", "check", "check_tree"]


def check_tree(
    tree: Tree, only: str | None = None, today: date | None = None, worked: Tree | None = None
) -> list[ContentFinding]:
    """Return every finding about a tree of content, in the order of files and lines.

    `worked` holds the worked cases by path, as `read_cases` returns them; without it, nothing is said about cases.
    """
    return list(check(tree, only, today, worked).findings)
