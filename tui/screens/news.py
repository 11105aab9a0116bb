"""What the next attempt brings that the last one did not, what was answered, and what was sent, as pages to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tui.core.content.library import words

if TYPE_CHECKING:
    from tui.core.case.dossier import Dossier
    from tui.core.case.submissions import Reply, Submission
    from tui.core.letter.attempts import News
    from tui.panes.view import CaseView

Piece = tuple[str, str] | str


def news_page(view: CaseView, dossier: Dossier, news: News) -> Content:
    """Return what is new since the last attempt, with the points of Amazon's answers that are still open."""
    return Content.assemble(*_news(view, dossier, news))


def _news(view: CaseView, dossier: Dossier, news: News) -> Iterator[Piece]:
    text, last = view.interface.text, dossier.sent[-1].manifest
    yield (text("news.title", number=last.number, day=last.sent), "bold")
    yield "\n"
    if news.is_hardly_new:
        yield f"! {text('news.hardly', number=last.number)}\n"
    open_points = [
        point.text for reply in dossier.answers_to(last.number) for point in reply.note.points if not point.done
    ]
    yield from _list(text("news.open"), open_points, "-")
    yield from _list(text("news.sentences"), news.sentences, "+")
    yield from _list(text("news.dropped"), news.dropped, "-")
    yield from _list(text("news.facts"), [view.label(name) for name in news.facts], "*")
    yield from _list(text("news.claims"), [view.wording.ask.get(name, name) for name in news.claims], "*")
    documents = [view.content.documents.get(name) for name in news.documents]
    titles = [
        words(kind.title, view.interface.language) if kind else name
        for kind, name in zip(documents, news.documents, strict=True)
    ]
    yield from _list(text("news.documents"), titles, "+")
    yield f"\n{text('help.close')}"


def _list(title: str, lines: Sequence[str], sign: str) -> Iterator[Piece]:
    if lines:
        yield "\n"
        yield (f"{title} ({len(lines)})", "bold")
        yield "\n" + "\n".join(f"{sign} {line}" for line in lines) + "\n"


def attempt_page(view: CaseView, sent: Submission, reasons: Sequence[str]) -> Content:
    """Return a letter as it was sent, with where and when, and why it could not be composed again."""
    text, manifest = view.interface.text, sent.manifest
    title = text("history.attempt", number=manifest.number, day=manifest.sent)
    pieces: list[Piece] = [(title, "bold"), f"\n{manifest.channel}\n" if manifest.channel else "\n"]
    again = ", ".join(text(f"news.reasons.{reason}") for reason in reasons)
    pieces.append(f"{text('news.changed', reasons=again) if again else text('news.same')}\n\n")
    pieces.append(sent.letter)
    return Content.assemble(*pieces, (text("help.close"), "dim"))


def answer_page(view: CaseView, reply: Reply) -> Content:
    """Return an answer of Amazon's as it was pasted."""
    text = view.interface.text
    title = text("history.answer", number=reply.note.number)
    return Content.assemble(
        (f"{title} · {reply.note.came}", "bold"), f"\n\n{reply.text}\n\n", (text("help.close"), "dim")
    )
