"""What to do now, what not to do, and what to keep: the advice of a type for the open case."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from tui.core.content.library import words
from tui.core.letter.routing import holds
from tui.panes.view import CaseView


def advice(view: CaseView) -> Content:
    """Return the advice as a page: summary, kind of answer, do, do not, documents, questions."""
    return Content.assemble(*_pieces(view))


def _pieces(view: CaseView) -> Iterator[tuple[str, str] | str]:
    text, language, record = view.interface.text, view.interface.language, view.body.type
    outline = view.content.outlines[view.case.response]
    yield (view.wording.title, "bold")
    yield f"\n{view.wording.summary}\n\n"
    yield (words(outline.title, language), "bold")
    yield f"\n{words(outline.explains, language)}\n"
    for part, texts in (("do", view.wording.do), ("do_not", view.wording.do_not)):
        items = [item for item in getattr(record, part) if holds(item.when, view.case.facts)]
        yield from _list(text(f"advice.{part}"), [texts.get(item.id, item.id) for item in items])
    yield from _list(text("advice.documents"), list(_documents(view)))
    yield from _list(
        text("advice.questions"), [view.wording.questions.get(item.id, item.id) for item in record.questions]
    )


def _list(title: str, lines: list[str]) -> Iterator[tuple[str, str] | str]:
    if lines:
        yield "\n"
        yield (title, "bold")
        yield "\n" + "\n".join(f"- {line}" for line in lines) + "\n"


def _documents(view: CaseView) -> Iterator[str]:
    language = view.interface.language
    for need in view.body.type.documents:
        if not holds(need.when, view.case.facts):
            continue
        kind = view.content.documents.get(need.id)
        title = words(kind.title, language) if kind else need.id
        shows = "; ".join(kind.shows.get(language, ())) if kind else ""
        needed = view.interface.text(f"advice.needed.{need.needed}")
        yield f"{title} ({needed})" + (f": {shows}" if shows else "")
