"""`reinstate sent`, `reply`, `history` and `render --submission`: what left the house, what came back, what changed."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.common import DONE, FOUND, UsageProblem, complain, emit, emit_json, open_case, open_library, open_store
from tui.ports.clock import SystemClock

if TYPE_CHECKING:
    from datetime import date

    from tui.core.case.history import Happened, HistoryStep

REASONS = {
    "letter_changed": "the kept letter.txt was changed after it was sent",
    "content_changed": "the content has changed since",
    "type_gone": "the content no longer knows its type",
    "program_changed": "the program composes it otherwise now",
}


class RenderSubmission(Action):
    """`--submission N` takes the command `render` to what was sent."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option: str | None = None,
    ) -> None:
        """Keep the number and name the function that prints it."""
        del parser, option  # argparse hands them over to every action
        setattr(namespace, self.dest, values)
        namespace.handler = "attempts:render_submission"


def render_submission(options: Namespace) -> int:
    """Print a sent letter, composed again byte for byte; say why where that cannot be done, and print the kept one."""
    from tui.core.case.submissions import submission
    from tui.core.letter.attempts import rebuild

    refused = {"--section": options.section, "--letter": options.letter, "--output": options.output}
    if options.format != "txt" or any(refused.values()):
        raise UsageProblem("--submission prints the letter as it was sent: as text, whole, to standard output")
    content, store = open_library(), open_store()
    folder = store.resolve(options.case)
    sent = submission(folder, options.submission)
    found = rebuild(content, sent)
    emit(sent.letter, end="")
    if found.is_same:
        return DONE
    why = "; ".join(REASONS[reason] for reason in found.reasons)
    version = sent.manifest.content_version or "unknown"
    complain(f"submission {options.submission} cannot be composed again: {why} (content {version}); printed as kept")
    return FOUND


def sent(options: Namespace) -> int:
    """Freeze the letter as sent and print the number of the attempt; say where it has gaps or brings little new."""
    from tui.core.case.submissions import AMAZON_SAYS_DAYS, follow_up, freeze, submissions
    from tui.core.letter.attempts import news, sent_text
    from tui.core.letter.composing import compose

    content, store, now = open_library(), open_store(), SystemClock().now()
    case = open_case(content, store, options.case)
    day = _day(options.date) if options.date else now.date()
    if day > now.date():
        raise UsageProblem(f"{day} has not come yet")
    folder = store.folder(case.id)
    letter = compose(content, case)
    text = sent_text(letter)
    if not text:
        raise UsageProblem("the letter is empty: there is nothing that could have been sent")
    if letter.gaps:
        complain("the letter was kept with its gaps: " + ", ".join(gap.label for gap in letter.gaps))
    before = submissions(folder)
    if before and news(before[-1], case, letter).is_hardly_new:
        complain(f"this attempt says hardly anything that attempt {before[-1].manifest.number} did not")
    kept = freeze(folder, content, case, text, now, sent=day, channel=options.channel)
    emit(str(kept.manifest.number))
    again = follow_up(day)
    complain(f"look again on {again}; Amazon's help page speaks of {AMAZON_SAYS_DAYS} days, and nothing is promised")
    return DONE


def _day(text: str) -> date:
    from tui.core.case.values import parse_date

    return parse_date(text)


def reply(options: Namespace) -> int:
    """Keep Amazon's answer with the case, byte for byte, and print its number."""
    from tui.core.case.submissions import MAX_REPLY, add_reply
    from tui.core.files import read_bounded
    from tui.core.notice.answers import points_of
    from tui.core.notice.reading import read_notice

    store, now = open_store(), SystemClock().now()
    folder = store.resolve(options.case)
    data = read_bounded(Path(options.file), MAX_REPLY)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{options.file}: the answer is not UTF-8 text (byte {error.start + 1})") from error
    if not text.strip():
        raise UsageProblem(f"{options.file}: the answer is empty")
    day = _day(options.date) if options.date else now.date()
    reading = read_notice(open_library(), text)
    kept = add_reply(folder, text, day, now, kind=reading.kind, points=points_of(reading))
    emit(str(kept.note.number))
    return DONE


def history(options: Namespace) -> int:
    """Print every step of a case with its time."""
    from tui.core.case.history import history as steps_of
    from tui.core.case.journal import read_journal

    found = read_journal(open_store().resolve(options.case))
    steps = steps_of(found)
    if options.json:
        emit_json([_document(step) for step in steps])
        return DONE
    for step in steps:
        at = step.at.astimezone().strftime("%Y-%m-%d %H:%M") if step.at else "?"
        kind = "" if step.kind in ("change", "event") else f"{step.kind}: "
        told = ", ".join(map(_told, step.happened)) or " ".join(f"{key} {value}" for key, value in step.event.items())
        emit(f"{at}  {kind}{told}")
    if found.damaged:
        complain(f"{len(found.damaged)} damaged lines of the journal were left out")
    return DONE


def _told(item: Happened) -> str:
    _, part, *verb = item.key.split(".")
    if not verb:
        return part
    name = f"{part} {item.name}".strip() if item.name else part
    values = [_short(value) for value in (item.old, item.new)]
    return f"{name} {verb[0]}: {values[0]} -> {values[1]}" if verb[0] == "changed" else f"{name} {verb[0]}"


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _document(step: HistoryStep) -> dict[str, Any]:
    return {
        "at": step.at.isoformat() if step.at else None,
        "kind": step.kind,
        "changes": [{"key": item.key, "name": item.name, "old": item.old, "new": item.new} for item in step.happened],
        "event": dict(step.event),
    }
