"""`reinstate letters`: the letters to others that fit a case, and what each still needs."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.common import DONE, FOUND, complain, emit, emit_json, open_case, open_interface, open_library, open_store
from tui.cli.layout import wrapped
from tui.core.content.library import words
from tui.core.letter.other_letters import compose_other, letters_for


def list_letters(options: Namespace) -> int:
    """Print the letters to others that fit a case with when to use them; 1 where none fits."""
    content = open_library()
    texts = open_interface(options.lang, content)
    case = open_case(content, open_store(), options.case)
    found = letters_for(content, case)
    gaps = {letter.id: compose_other(content, case, letter.id, texts.language).gaps for letter in found}
    if options.json:
        emit_json(
            [
                {"id": item.id, "to": item.to, "title": item.title, "gaps": [gap.fact for gap in gaps[item.id]]}
                for item in found
            ]
        )
    elif not found:
        complain(texts.text("other_letters.none"))
        return FOUND
    else:
        blocks = []
        for item in found:
            to = texts.text(f"other_letters.to.{item.to}")
            lines = [f"{item.id}  {words(item.title, texts.language)} ({to})"]
            lines.append(wrapped(words(item.explains, texts.language), "  ", "  "))
            missing = ", ".join(gap.fact for gap in gaps[item.id])
            lines.extend([wrapped(texts.text("other_letters.missing", names=missing), "  ", "    ")] if missing else [])
            blocks.append("\n".join(lines))
        emit("\n\n".join(blocks))
    return DONE
