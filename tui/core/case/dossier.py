"""All that the folder of a case tells beside the case itself: its attempts, Amazon's answers, its steps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tui.core.case.history import HistoryStep, history
from tui.core.case.journal import Journal, read_journal
from tui.core.case.submissions import Reply, Submission, replies, submissions, unreadable


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was sent, what came back, and what changed when."""

    sent: tuple[Submission, ...]
    answers: tuple[Reply, ...]
    unreadable: tuple[int, ...]
    """Numbers of attempts whose files cannot be read."""
    journal: Journal
    steps: tuple[HistoryStep, ...]
    """In the order in which they were made."""

    def answers_to(self, number: int) -> tuple[Reply, ...]:
        """Return the answers to an attempt; those to 0 came before anything was sent."""
        return tuple(reply for reply in self.answers if reply.note.submission == number)

    def answer(self, number: int) -> Reply | None:
        """Return one answer."""
        return next((reply for reply in self.answers if reply.note.number == number), None)

    def attempt(self, number: int) -> Submission | None:
        """Return one attempt."""
        return next((item for item in self.sent if item.manifest.number == number), None)


def read_dossier(folder: Path) -> Dossier:
    """Read the folder of a case; what cannot be read is left out and counted."""
    journal = read_journal(folder)
    return Dossier(submissions(folder), replies(folder), unreadable(folder), journal, history(journal))
