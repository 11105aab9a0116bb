"""`reinstate guide`: lists the guides, or prints one as plain text."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator

from tui.cli.common import DONE, emit, open_interface, open_library
from tui.cli.layout import WIDTH, columns, wrapped
from tui.core.content.guides import Guide
from tui.core.content.library import Content, words
from tui.core.content.problems import UnknownNameError, nearest
from tui.interface import Interface

ITEM = re.compile(r"(?P<sign>- |\d+\. )(?P<text>.*)")
RULE_ROW = re.compile(r"\|[\s|:-]+\|")
BOLD = re.compile(r"\*\*(.+?)\*\*")
GAP = "  "


def show(options: Namespace) -> int:
    """Print every guide with its title, or the one that is named."""
    content = open_library()
    texts = open_interface(options.lang, content)
    if options.id is None:
        width = max((len(name) for name in content.guides), default=0)
        for guide in content.guides.values():
            emit(wrapped(words(guide.title, texts.language), f"{guide.id:<{width}}  ", " " * (width + 2)))
        return DONE
    if options.id not in content.guides:
        raise UnknownNameError(f"there is no guide '{options.id}'{nearest(options.id, content.guides)}")
    emit("\n".join(_page(content.guides[options.id], content, texts)))
    return DONE


def _page(guide: Guide, content: Content, texts: Interface) -> Iterator[str]:
    title = words(guide.title, texts.language)
    yield title
    yield "=" * columns(title)
    yield ""
    yield plain_text(words(guide.body, texts.language))
    yield ""
    yield texts.text("guide.reviewed", day=guide.reviewed.isoformat())
    yield texts.text("guide.sources")
    for key in guide.sources:
        source = content.reference.sources.get(key)
        if source is not None:
            yield f"  {key}: {source.address}" + (f" ({source.date})" if source.date else "")


def plain_text(markdown: str) -> str:
    """Return the Markdown of a guide as plain text: headings underlined, paragraphs wrapped, tables in columns."""
    lines: list[str] = []
    table: list[list[str]] = []
    for line in BOLD.sub(r"\1", markdown.strip()).split("\n"):
        if line.startswith("|"):
            if not RULE_ROW.fullmatch(line):
                table.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        lines.extend(_table(table))
        table = []
        lines.extend(_line(line))
    return "\n".join([*lines, *_table(table)])


def _line(line: str) -> Iterator[str]:
    if line.startswith("#"):
        heading = line.lstrip("#").strip()
        yield heading
        yield "-" * columns(heading)
    elif match := ITEM.fullmatch(line):
        yield wrapped(match["text"], match["sign"], " " * len(match["sign"]))
    else:
        yield wrapped(line) if line else ""


def _table(rows: list[list[str]]) -> Iterator[str]:
    """Yield a table in columns where it is narrow enough, else each row below its first cell."""
    if not rows:
        return
    widths = [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    if sum(widths) + len(GAP) * (len(widths) - 1) <= WIDTH:
        for row in rows:
            padded = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
            yield GAP.join(padded).rstrip()
        return
    for first, *rest in rows[1:]:
        yield wrapped(first)
        yield from (wrapped(cell, "    ", "    ") for cell in rest)
