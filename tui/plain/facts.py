"""Asks for the facts of a case one by one, checks each, and says why it is wanted."""

from __future__ import annotations

from tui.core.case.values import LIST_KINDS, Raw, ValueProblem, normal_raw, parse_value
from tui.core.content.records import FactSpec
from tui.core.letter.routing import holds, propose
from tui.core.letter.shown import show_parameter
from tui.plain.desk import PlainDesk


def ask_facts(desk: PlainDesk, all_of_them: bool) -> None:
    """Ask for the facts that are missing, or for all; the conditions of later ones follow the answers."""
    desk.console.head(desk.console.text("plain.facts"))
    desk.console.tell("plain.facts_how")
    asked: set[str] = set()
    while spec := _next(desk, asked, all_of_them):
        asked.add(spec.id)
        _ask_fact(desk, spec)
    if not asked:
        desk.console.tell("plain.facts_known")
    _follow_route(desk)


def _next(desk: PlainDesk, asked: set[str], all_of_them: bool) -> FactSpec | None:
    case = desk.case
    for spec in desk.session.content.facts_of(desk.body, case.response):
        is_open = all_of_them or spec.id not in case.facts
        if spec.id not in asked and is_open and holds(spec.when, case.facts):
            return spec
    return None


def _ask_fact(desk: PlainDesk, spec: FactSpec) -> None:
    console, known = desk.console, desk.case.facts.get(spec.id)
    label = desk.labels.label(spec.id)
    needed = console.text("plain.needed" if spec.required else "plain.optional", label=label)
    if known:
        console.tell("plain.stands", label=label, value=shown(known))
    if spec.kind == "choice":
        console.say(needed)
        usual = known if isinstance(known, str) else ""
        chosen = console.choose(console.text("plain.number"), desk.labels.options(spec), usual, _why(desk, spec))
        if chosen:
            desk.set_fact(spec.id, chosen)
        return
    while True:
        typed = console.ask(needed, _why(desk, spec))
        if not typed:
            return
        value = None if typed == ":-" else checked(desk, spec, typed)
        if value is not None or typed == ":-":
            desk.set_fact(spec.id, value)
            return


def checked(desk: PlainDesk, spec: FactSpec, typed: str) -> Raw | None:
    """Return a value as it is kept, or nothing after saying what is wrong with it."""
    try:
        parse_value(spec.kind, typed, options=spec.options, currency=desk.currency)
    except ValueProblem as problem:
        desk.console.tell(f"problems.{problem.code}", **problem.parts)
        return None
    return normal_raw(spec.kind, typed)


def shown(raw: Raw) -> str:
    """Return a value as one line."""
    return raw if isinstance(raw, str) else ", ".join(raw)


def _why(desk: PlainDesk, spec: FactSpec) -> str:
    parts = [desk.labels.why(spec.id)]
    parameter = desk.session.content.parameters.get(spec.limit or "")
    if parameter is not None:
        parts.append(desk.console.text("facts.limit", limit=show_parameter(parameter, desk.language)))
    if spec.example:
        parts.append(desk.console.text("facts.example", example=spec.example))
    if spec.kind in LIST_KINDS:
        parts.append(desk.console.text("plain.list"))
    return " ".join(part for part in parts if part)


def _follow_route(desk: PlainDesk) -> None:
    """Offer the other type that the facts lead to; say where they changed the kind of answer."""
    proposal = propose(desk.body, desk.case.facts)
    if proposal.route is not None:
        desk.console.say(desk.labels.wording.routes.get(proposal.route, ""))
    if proposal.type == desk.case.type:
        return
    title = desk.title_of(proposal.type)
    if desk.console.confirm(desk.console.text("plain.change_type", title=title)):
        desk.session.change_type(proposal.type)
        desk.save()
        ask_facts(desk, False)
