"""Asks of each cause, ground, action and document: is it true, when, what proves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tui.core.case.records import Claim
from tui.core.case.values import Raw, ValueProblem, normal_raw, parse_value
from tui.core.content.library import words
from tui.core.content.records import Action, ClaimState, FactKind, Statement
from tui.core.letter.routing import holds
from tui.plain.console import EMPTY
from tui.plain.desk import PlainDesk
from tui.plain.facts import shown
from tui.ports.documents import hashed

STATES: tuple[ClaimState, ...] = ("done", "under_way", "planned", "not_claimed")
EXAMPLE_DAY = "2026-11-23"
DAYS: dict[ClaimState, tuple[str, ...]] = {
    "not_claimed": (),
    "done": ("date",),
    "under_way": ("date", "due"),
    "planned": ("due",),
}


def statements(desk: PlainDesk) -> Iterator[tuple[str, Statement]]:
    """Yield what this kind of answer asks about, with the name of its group; actions that answer a cause first."""
    record = desk.body.type
    outline = desk.session.content.outlines[desk.case.response]
    held = {section.holds for section in outline.sections}
    claimed = [cause for cause in record.causes if desk.case.claim(cause.id).state != "not_claimed"]
    answering = {name for cause in claimed for name in cause.answered_by}
    actions = sorted(record.actions, key=lambda action: action.id not in answering)
    groups: tuple[tuple[str, tuple[Statement, ...]], ...] = (
        ("causes", record.causes),
        ("grounds", record.grounds),
        ("corrective", tuple(item for item in actions if item.part == "corrective")),
        ("preventive", tuple(item for item in actions if item.part == "preventive")),
    )
    for name, items in groups:
        for item in items:
            if name in held and holds(item.when, desk.case.facts):
                yield name, item


def ask_claims(desk: PlainDesk, all_of_them: bool) -> None:
    """Ask about the statements that nothing was said of, or about all."""
    last, asked = "", set[str]()
    desk.console.head(desk.console.text("plain.claims_how"))
    # What was just claimed decides which actions come first, so the order is made anew after each answer.
    while pair := _next(desk, asked, all_of_them):
        group, item = pair
        asked.add(item.id)
        if group != last:
            desk.console.head(desk.console.text(f"actions.{group}"))
            last = group
        _ask_claim(desk, item)
    if not asked:
        desk.console.tell("plain.claims_known")


def _next(desk: PlainDesk, asked: set[str], all_of_them: bool) -> tuple[str, Statement] | None:
    for group, item in statements(desk):
        if item.id not in asked and (all_of_them or item.id not in desk.case.claims):
            return group, item
    return None


def _ask_claim(desk: PlainDesk, item: Statement) -> None:
    console, before = desk.console, desk.case.claim(item.id)
    question = desk.labels.wording.ask.get(item.id, item.id)
    family = "states" if isinstance(item, Action) else "cause_states"
    if item.id in desk.case.claims:
        console.tell("plain.said", state=console.text(f"claim.{family}.{before.state}"))
    if isinstance(item, Action):
        console.say(question)
        options = [(state, console.text(f"claim.states.{state}")) for state in STATES]
        chosen = console.choose(console.text("plain.number_or_skip"), options)
        state = next((known for known in STATES if known == chosen), None)
    else:
        answer = console.confirm(question)
        state = None if answer is None else "done" if answer else "not_claimed"
    if state is None:
        return
    desk.set_claim(item.id, msgspec.structs.replace(before, state=state))
    if state == "not_claimed":
        _ask_reason(desk, item)
        return
    if isinstance(item, Action):
        _ask_days(desk, item, state)
    _ask_details(desk, item)
    for name in item.evidence:
        ask_document(desk, name)
    if said := _sentence(desk, item.id):
        console.tell("plain.letter_says", sentence=said)


def _ask_reason(desk: PlainDesk, item: Statement) -> None:
    """Ask why an action cannot be done; a cause that is not so needs no reason."""
    if not isinstance(item, Action):
        return
    if item.alternatives:
        names = " / ".join(desk.labels.wording.ask.get(name, name) for name in item.alternatives)
        desk.console.tell("claim.alternatives", names=names)
    reason = desk.console.ask(desk.console.text("claim.reason"))
    if reason and reason != EMPTY:
        desk.set_claim(item.id, Claim(state="not_claimed", reason=reason))


def _ask_days(desk: PlainDesk, item: Statement, state: ClaimState) -> None:
    for name in DAYS[state]:
        key = "due" if name == "due" else "date_under_way" if state == "under_way" else "date_done"
        claim = desk.case.claim(item.id)
        known = claim.due if name == "due" else claim.date
        typed = _ask_value(desk, desk.console.text(f"claim.{key}"), "date", known)
        if isinstance(typed, str) and name == "due":
            desk.set_claim(item.id, msgspec.structs.replace(claim, due=typed))
        elif isinstance(typed, str):
            desk.set_claim(item.id, msgspec.structs.replace(claim, date=typed))


def _ask_details(desk: PlainDesk, item: Statement) -> None:
    labels = desk.labels.wording.details.get(item.id, {})
    for name, kind in item.details.items():
        claim = desk.case.claim(item.id)
        typed = _ask_value(desk, labels.get(name, name), kind, claim.details.get(name, ""))
        if typed is not None:
            details = {key: raw for key, raw in claim.details.items() if key != name}
            kept = {**details, name: typed} if typed else details
            desk.set_claim(item.id, msgspec.structs.replace(claim, details=kept))


def _ask_value(desk: PlainDesk, label: str, kind: FactKind, known: Raw) -> Raw | None:
    """Return a value that fits, an empty text to remove the known one, or nothing to leave things as they are."""
    question = desk.console.text("plain.keep", label=label, value=shown(known)) if known else label
    why = desk.console.text("facts.example", example=EXAMPLE_DAY) if kind == "date" else ""
    while True:
        typed = desk.console.ask(question, why)
        if not typed:
            return None
        if typed == EMPTY:
            return ""
        try:
            parse_value(kind, typed, currency=desk.currency)
        except ValueProblem as problem:
            desk.console.tell(f"problems.{problem.code}", **problem.parts)
            continue
        return normal_raw(kind, typed)


def ask_documents(desk: PlainDesk) -> None:
    """Ask for the file of each document that the type wants."""
    desk.console.head(desk.console.text("actions.documents"))
    needs = [need for need in desk.body.type.documents if holds(need.when, desk.case.facts)]
    for name in dict.fromkeys([*(need.id for need in needs), *sorted(desk.case.evidence)]):
        needed = next((need.needed for need in needs if need.id == name), "optional")
        desk.console.tell(f"advice.needed.{needed}")
        ask_document(desk, name)


def ask_document(desk: PlainDesk, name: str) -> None:
    """Ask for the file of a document, which may be left open."""
    console, kind = desk.console, desk.session.content.documents.get(name)
    title = words(kind.title, desk.language) if kind else name
    linked = desk.case.evidence.get(name)
    question = console.text("claim.evidence", title=title)
    shows = "; ".join(kind.shows.get(desk.language, ())) if kind else ""
    why = f"{console.text('evidence.shows')} {shows}" if shows else ""
    typed = console.ask(console.text("plain.keep", label=question, value=linked.path) if linked else question, why)
    if typed == EMPTY:
        desk.set_evidence(name, None)
    elif typed:
        if not Path(typed).expanduser().is_file():
            console.tell("evidence.missing")
        desk.set_evidence(name, hashed(typed))


def _sentence(desk: PlainDesk, name: str) -> str:
    for section in desk.letter.sections:
        for sentence in section.sentences:
            if sentence.statement == name:
                return sentence.text
    return ""
