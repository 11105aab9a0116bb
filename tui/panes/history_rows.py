"""The lines of the history: where the case stands, its attempts and answers, its days, its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tui.core.case.drawing import drawn
from tui.core.case.status import Status, status_of
from tui.core.case.timeline import Event, OrderFault, order_faults, timeline
from tui.core.content.library import words
from tui.core.text import one_line
from tui.widgets.line_list import Row

if TYPE_CHECKING:
    from tui.core.case.dossier import Dossier
    from tui.core.case.history import Happened, HistoryStep
    from tui.core.case.submissions import Reply, Submission
    from tui.panes.view import CaseView

MOST_STEPS = 1_000
MOST_VALUE = 60


@dataclass(frozen=True)
class HistoryRows:
    """Makes the lines for a case on a day, for a list of so many columns."""

    view: CaseView
    dossier: Dossier
    today: date
    width: int

    def __iter__(self) -> Iterator[Row]:
        """Return the lines in order; the newest steps come first."""
        yield from self._standing()
        yield from self._attempts()
        yield from self._timeline()
        yield from self._steps()

    def _text(self, key: str, **parts: object) -> str:
        return self.view.interface.text(f"history.{key}", **parts)

    @cached_property
    def status(self) -> Status:
        """Where the case stands."""
        complete = bool(self.view.letter.sections) and not self.view.letter.gaps
        record = self.dossier
        return status_of(record.journal, record.sent, record.answers, today=self.today, is_complete=complete)

    def _standing(self) -> Iterator[Row]:
        status = self.status
        told = self._text(f"standing.{status.standing}", since=status.since, again=status.look_again)
        yield Row("group:standing", told, heading=True)
        commands = ["mark-sent", *(["amazon-reply", "whats-new"] if status.attempts else [])]
        for name in commands:
            yield Row(f"do:{name}", self.view.interface.text(f"commands.{name}.help"))
        if status.look_again is not None:
            yield Row("do:calendar", self._text("again", day=status.look_again))

    def _attempts(self) -> Iterator[Row]:
        if not self.dossier.sent and not self.dossier.answers and not self.dossier.unreadable:
            return
        yield Row("group:attempts", self._text("attempts"), heading=True)
        for number in self.dossier.unreadable:
            yield Row(f"unreadable:{number}", self._text("unreadable", number=number), sign="!")
        yield from self._answers(0)
        for item in self.dossier.sent:
            yield Row(f"attempt:{item.manifest.number}", self._attempt(item))
            yield from self._answers(item.manifest.number)

    def _attempt(self, item: Submission) -> str:
        sent, number = item.manifest, item.manifest.number
        answers = self.dossier.answers_to(number)
        is_last = number == self.dossier.sent[-1].manifest.number
        state = "came" if answers else "waits" if is_last else "silent"
        parts = (self._text("attempt", number=number, day=sent.sent), sent.channel, self._text(f"answer_{state}"))
        return " · ".join(one_line(part) for part in parts if part)

    def _answers(self, number: int) -> Iterator[Row]:
        for reply in self.dossier.answers_to(number):
            note = reply.note
            yield Row(f"reply:{note.number}", self._answer(reply), depth=1)
            for place, point in enumerate(note.points):
                sign = self.view.interface.text(f"signs.{'done' if point.done else 'not_claimed'}")
                yield Row(f"point:{note.number}.{place}", one_line(point.text), sign=sign, depth=2)

    def _answer(self, reply: Reply) -> str:
        note, key = reply.note, f"notice.kinds.{reply.note.kind}"
        known = self.view.interface.has(key)
        kind = self.view.interface.text(key) if known else self._text("answer", number=note.number)
        ticked = sum(point.done for point in note.points)
        points = self._text("points", done=ticked, all=len(note.points)) if note.points else ""
        return " · ".join(part for part in (note.came.isoformat(), kind, points) if part)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All days of the case."""
        view = self.view
        return timeline(view.content, view.case, self.dossier.sent, self.dossier.answers, self.today)

    def _timeline(self) -> Iterator[Row]:
        picture = drawn(self.events, self.width)
        yield Row("group:days", self._text("days"), heading=True)
        # Parts of a picture are nothing to stop at.
        for name, line in (("line", picture.line), ("months", picture.months)):
            if line:
                yield Row(f"picture:{name}", line, heading=True)
        for number, event in enumerate(self.events):
            letter = picture.letters.get(event.day, " ")
            yield Row(f"day:{number}", f"{letter} {event.day.isoformat()}  {self._event(event)}")
        for number, fault in enumerate(order_faults(self.view.content, self.view.case, self.events, self.today)):
            yield Row(f"fault:{number}", self._fault(fault), sign="!")

    def _event(self, event: Event) -> str:
        name = self._named(event.kind, event.name)
        if event.detail:
            name = f"{name} ({self.view.wording.details.get(event.name, {}).get(event.detail, event.detail)})"
        return self._text(f"event.{event.kind}", name=name)

    def _fault(self, fault: OrderFault) -> str:
        kinds = {(event.name, event.day): event.kind for event in self.events}
        kind = kinds.get((fault.name, fault.day)) or kinds.get((fault.name, fault.other)) or "done"
        return self._text(f"fault.{fault.fault}", name=self._named(kind, fault.name), day=fault.day, other=fault.other)

    def _named(self, kind: str, name: str) -> str:
        match kind:
            case "fact" | "period_begins" | "period_ends":
                return self.view.label(name) if name not in self.view.wording.ask else self._question(name)
            case "document":
                return self._document(name)
            case "sent" | "reply" | "today":
                return name
            case _:
                return self._question(name)

    def _question(self, name: str) -> str:
        return self.view.wording.ask.get(name, name)

    def _document(self, name: str) -> str:
        kind = self.view.content.documents.get(name)
        return words(kind.title, self.view.interface.language) if kind else name

    def _steps(self) -> Iterator[Row]:
        steps = self.dossier.steps
        yield Row("group:steps", self._text("steps", count=len(steps)), heading=True)
        if self.dossier.journal.damaged:
            yield Row("damaged:", self._text("damaged", count=len(self.dossier.journal.damaged)), sign="!")
        for number in range(len(steps) - 1, max(-1, len(steps) - 1 - MOST_STEPS), -1):
            yield Row(f"step:{number}", self._step(steps[number]))
        if len(steps) > MOST_STEPS:
            yield Row("older:", self._text("older", count=len(steps) - MOST_STEPS), dim=True)

    def _step(self, step: HistoryStep) -> str:
        at = step.at.astimezone().strftime("%Y-%m-%d %H:%M") if step.at else "?"
        kind = self._text(f"kind.{step.kind}") if step.kind in ("undo", "redo", "outside") else ""
        told = "; ".join(map(self._happened, step.happened)) or self._event_step(step)
        return f"{at}  {kind}{told}"

    def _event_step(self, step: HistoryStep) -> str:
        what = str(step.event.get("what", ""))
        number = step.event.get("submission" if what == "sent" else "reply", "")
        return (
            self._text(f"event.{what}", name=number) if what in ("sent", "reply") else one_line(str(dict(step.event)))
        )

    def _happened(self, item: Happened) -> str:
        _, part, *verb = item.key.split(".")
        if not verb:
            return self._text("created")
        if not item.name:
            name = self._text(f"part.{part}") if self.view.interface.has(f"history.part.{part}") else part
            return self._text("became", name=name, new=_short(item.new))
        named = {"facts": self.view.label, "claims": self._question, "evidence": self._document}.get(
            part, self._section
        )
        return self._text(f"did.{verb[0]}", name=named(item.name), new=self._shown(item)).rstrip(" :：")

    def _section(self, name: str) -> str:
        section = self.view.letter.section(name)
        return section.heading if section else one_line(name)

    def _shown(self, item: Happened) -> str:
        """Return the new value where it says something on one line."""
        if isinstance(item.new, dict):
            state = f"claim.states.{item.new.get('state', '')}"
            return self.view.interface.text(state) if self.view.interface.has(state) else ""
        return _short(item.new) if item.new and item.key.startswith("history.facts") else ""


def _short(value: Any) -> str:
    text = one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    return text if len(text) <= MOST_VALUE else text[: MOST_VALUE - 1] + "…"
