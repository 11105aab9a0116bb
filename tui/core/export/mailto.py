"""A link that opens a mail program with recipient, subject and perhaps a text."""

from __future__ import annotations

from urllib.parse import quote

from tui.core.export.eml import checked_subject
from tui.core.export.problems import ExportProblem
from tui.core.export.recipients import parse_recipient
from tui.core.text import clean

LIMIT = 1_900
"""Some mail programs take no more than about 2,000 characters."""


def as_mailto(to: str, subject: str = "", body: str = "") -> str:
    """Return the link; raise `ExportProblem` where it is too long or a value would add a field of its own."""
    fields = []
    if subject:
        fields.append(f"subject={quote(checked_subject(subject), safe='')}")
    if body:
        text = clean(body).text.replace("\n", "\r\n")
        fields.append(f"body={quote(text, safe='')}")
    query = f"?{'&'.join(fields)}" if fields else ""
    link = f"mailto:{quote(parse_recipient(to), safe='@')}{query}"
    if len(link) > LIMIT:
        raise ExportProblem("link_too_long", length=f"{len(link):,}", limit=f"{LIMIT:,}")
    return link
