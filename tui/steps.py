"""The steps of the open case: what undo and redo lead to, what the journal has still to hold, what once stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tui.core.case.journal import MAX_UNDO, Journal, Step, UndoStacks, entry_between
from tui.core.case.records import Case

PAUSE = timedelta(seconds=2)
"""After a pause as long as this, typing in the same place is a new step."""
LONGEST = timedelta(seconds=30)
"""Typing that never pauses is a new step after as long as this."""


class Steps:
    """Keeps the states before and after; typing on in one place is one step."""

    def __init__(self, stacks: UndoStacks | None = None, journal: Journal | None = None) -> None:
        """Begin with what the journal of an opened case leads to."""
        self._undo = list(stacks.undo) if stacks else []
        self._redo = list(stacks.redo) if stacks else []
        self.journal = _of_facts_and_claims(journal or Journal())
        """The facts and claims that once stood: the journal as it was read, and what changed since."""
        self._unwritten: list[Step] = []
        self._typing = ""
        self._began = self._typed = datetime.min

    def change(self, before: Case, after: Case, now: datetime, typing: str = "") -> None:
        """Note a change; `typing` names the place where somebody types, and is empty for anything else."""
        goes_on = bool(typing) and typing == self._typing and self._in_one_go(now)
        if not goes_on:
            self._undo.append(before)
            del self._undo[:-MAX_UNDO]
            self._began = now
        self._typing, self._typed = typing, now
        self._redo.clear()
        self._remember(self._undo[-1] if goes_on else before, after, now, goes_on)
        if goes_on and self._unwritten:
            self._unwritten[-1] = replace(self._unwritten[-1], after=after)
        else:
            self._unwritten.append(Step(after, joins=goes_on))

    def _in_one_go(self, now: datetime) -> bool:
        # A clock that was set back says nothing about a pause.
        nothing = timedelta()
        return nothing <= now - self._typed < PAUSE and nothing <= now - self._began < LONGEST

    def undo(self, case: Case, now: datetime) -> Case | None:
        """Return the state before the last step, or None where there is none."""
        if not self._undo:
            return None
        earlier = self._undo.pop()
        self._redo.append(case)
        self._note(case, Step(earlier, "undo"), now)
        return earlier

    def redo(self, case: Case, now: datetime) -> Case | None:
        """Return the state after the step that was taken back last, or None where there is none."""
        if not self._redo:
            return None
        later = self._redo.pop()
        self._undo.append(case)
        self._note(case, Step(later, "redo"), now)
        return later

    def _note(self, before: Case, step: Step, now: datetime) -> None:
        self._typing = ""
        self._remember(before, step.after, now, False)
        self._unwritten.append(step)

    def _remember(self, before: Case, after: Case, now: datetime, goes_on: bool) -> None:
        """Keep what facts and claims were, as the journal on disk will only later."""
        if before.facts is after.facts and before.claims is after.claims:
            return
        kept = self.journal.entries[:-1] if goes_on else self.journal.entries
        self.journal = replace(self.journal, entries=(*kept, entry_between(before, after, now)))

    def take(self) -> tuple[Step, ...]:
        """Return the steps that are not in the journal on disk, and take them for written."""
        steps, self._unwritten = tuple(self._unwritten), []
        return steps

    def give_back(self, steps: Sequence[Step]) -> None:
        """Take back steps that could not be written."""
        self._unwritten[:0] = steps


def _of_facts_and_claims(journal: Journal) -> Journal:
    """Leave out the many entries that change other things: these are looked through after every key."""
    kept = (
        entry for entry in journal.entries if any(change.path[0] in ("facts", "claims") for change in entry.changes)
    )
    return replace(journal, entries=tuple(kept))
