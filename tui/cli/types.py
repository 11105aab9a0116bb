"""`reinstate types`: the suspension types, grouped."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from tui.cli.common import DONE, emit, emit_json, open_library
from tui.cli.layout import wrapped
from tui.core.content.compiled import TypeEntry
from tui.core.content.library import words
from tui.interface import chosen_language


def list_types(options: Namespace) -> int:
    """Print every type, below its group or as JSON."""
    index = open_library().index
    if options.json:
        emit_json([_document(entry) for entry in index.types])
        return DONE
    language = chosen_language(options.lang)
    width = max((len(entry.id) for entry in index.types), default=0)
    titles = {group.id: words(group.title, language) for group in index.groups}
    names = list(dict.fromkeys([*titles, *(entry.group for entry in index.types)]))
    blocks = []
    for name in names:
        rows = [_row(entry, language, width) for entry in index.types if entry.group == name]
        if rows:
            blocks.append("\n".join([titles.get(name, name), *rows]))
    emit("\n\n".join(blocks))
    return DONE


def _row(entry: TypeEntry, language: str, width: int) -> str:
    return wrapped(words(entry.title, language), f"  {entry.id:<{width}}  ", " " * (width + 4))


def _document(entry: TypeEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "group": entry.group,
        "title": dict(entry.title),
        "responses": list(entry.responses),
        "scope": list(entry.scope),
        "severity": entry.severity,
        "languages": [language for language, title in entry.title.items() if title],
    }
