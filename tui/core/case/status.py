"""Where a case stands, computed from its journal, what was sent and what came back; never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tui.core.case.journal import Journal, read_journal
from tui.core.case.records import Case
from tui.core.case.submissions import FOLDER, FOLLOW_UP_DAYS, Reply, Submission, follow_up, replies, submissions
from tui.core.case.values import ValueProblem, parse_date

Standing = Literal["draft", "ready", "sent", "follow_up", "answered", "next_draft"]


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands, how often it was sent, and when to look again."""

    standing: Standing
    attempts: int = 0
    since: date | None = None
    """The day of the last thing that was sent or came."""
    look_again: date | None = None


def status_of(
    journal: Journal,
    sent: Sequence[Submission],
    answers: Sequence[Reply],
    *,
    today: date,
    is_complete: bool = False,
    days: int = FOLLOW_UP_DAYS,
) -> Status:
    """Return where a case stands; `is_complete` says that the letter has no gap left.

    `next_draft`: the case was worked on after Amazon's last answer.
    """
    if not sent:
        return Status("ready" if is_complete else "draft")
    last = sent[-1].manifest
    answer = next((reply.note for reply in reversed(answers) if reply.note.submission == last.number), None)
    if answer is None:
        again = follow_up(last.sent, days)
        return Status("follow_up" if today >= again else "sent", len(sent), last.sent, again)
    worked_on = any(
        entry.changes and entry.kind != "event" and entry.at is not None and entry.at > answer.recorded
        for entry in journal.entries
    )
    return Status("next_draft" if worked_on else "answered", len(sent), answer.came)


def status_in(folder: Path, *, today: date, is_complete: bool = False) -> Status:
    """Return where the case of a folder stands; of a case that was never sent nothing is read."""
    if not (folder / FOLDER).is_dir():
        return Status("ready" if is_complete else "draft")
    sent, answers = submissions(folder), replies(folder)
    journal = read_journal(folder) if answers else Journal()
    return status_of(journal, sent, answers, today=today, is_complete=is_complete)


def next_day(case: Case, status: Status, today: date) -> date | None:
    """Return the next day on which something is due: to look again, or to have done what the letter plans."""
    days = [status.look_again] if status.look_again is not None else []
    for claim in case.claims.values():
        if claim.state in ("planned", "under_way") and claim.due:
            try:
                due = parse_date(claim.due)
            except ValueProblem:
                continue
            if due >= today:
                days.append(due)
    return min(days, default=None)
