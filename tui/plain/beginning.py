"""How a case comes onto the desk: an earlier one, a pasted notice, or a type chosen by name."""

from __future__ import annotations

from tui.core.content.library import words
from tui.core.content.problems import ContentError, UnknownNameError
from tui.core.notice.proposals import proposals
from tui.core.notice.reading import read_notice
from tui.core.notice.records import Reading
from tui.plain.console import Left
from tui.plain.desk import PlainDesk

NEWEST = 9
USUAL_STORE = "US"


def open_case(desk: PlainDesk) -> bool:
    """Ask what to work on until a case lies open; say whether it is a new one."""
    desk.console.head(desk.console.text("plain.begin"))
    kept = [item for item in desk.session.store.cases() if not item.problem][:NEWEST]
    titles = {item.id: f"{item.id}: {desk.title_of(item.type)}, {item.marketplace}" for item in kept}
    ways = [(name, desk.console.text(f"plain.ways.{name}")) for name in ("paste", "file", "type")]
    chosen = ""
    while desk.session.case is None:
        chosen = desk.console.choose(desk.console.text("plain.number"), [*ways, *titles.items()])
        match chosen:
            case "":
                desk.console.tell("plain.words")
            case "paste":
                _from_paste(desk)
            case "file":
                _from_file(desk)
            case "type":
                _by_type(desk, "")
            case name:
                _open(desk, name)
    return chosen not in titles


def _open(desk: PlainDesk, name: str) -> None:
    try:
        desk.session.open(name)
    except (ContentError, UnknownNameError) as error:
        desk.console.say(str(error))


def _from_paste(desk: PlainDesk) -> None:
    desk.console.tell("plain.paste")
    text, leaves = desk.console.paste()
    if text.strip():
        desk.session.set_notice(text)
        desk.save()
    if leaves:
        raise Left
    if text.strip():
        from_notice(desk, text)


def _from_file(desk: PlainDesk) -> None:
    from tui.core.notice.files import read_notice_file

    path = desk.console.ask(desk.console.text("notice.which_file"))
    text = read_notice_file(path) if path else None
    if not text:
        desk.console.tell("notice.no_file")
        return
    desk.session.set_notice(text)
    from_notice(desk, text)


def from_notice(desk: PlainDesk, text: str) -> None:
    """Say what was read, have the type confirmed, and offer the facts in the text."""
    console = desk.console
    reading = read_notice(desk.session.content, text)
    console.head(console.text(f"notice.kinds.{reading.kind}"))
    if reading.asked:
        names = dict.fromkeys(console.text(f"notice.asked.{item.kind}") for item in reading.asked)
        console.tell("notice.asks", names=", ".join(names))
    if reading.facts.deadline is not None:
        console.tell("notice.deadline", text=reading.facts.deadline.text)
    for sign in reading.warnings:
        console.say(f"{console.text('notice.signs')}: {console.text(f'notice.sign.{sign.kind}')}: {sign.text}")
    store = reading.facts.marketplace.value if reading.facts.marketplace else ""
    _confirm_type(desk, reading, store)
    _offer_facts(desk, reading)


def _confirm_type(desk: PlainDesk, reading: Reading, store: str) -> None:
    console, options = desk.console, []
    for candidate in reading.candidates[:4]:
        because = ", ".join(dict.fromkeys(f"“{reason.phrase}”" for reason in candidate.because[:3]))
        if reading.abstained and candidate.tells_apart:
            because = words(candidate.tells_apart, desk.language)
        options.append((candidate.type, f"{desk.title_of(candidate.type)} - {because}"))
    if not options:
        _by_type(desk, store)
        return
    console.head(console.text("notice.short_list" if reading.abstained else "notice.candidates"))
    other = [("another", console.text("plain.another_type"))]
    chosen = ""
    while not chosen:
        chosen = console.choose(console.text("plain.number"), [*options, *other])
    if chosen == "another":
        _by_type(desk, store)
    else:
        start(desk, chosen, store)


def _by_type(desk: PlainDesk, store: str) -> None:
    """Choose a type in two steps, group and type: fifty lines in a row are nobody's menu."""
    index, language = desk.session.content.index, desk.language
    groups = [(group.id, words(group.title, language)) for group in index.groups]
    group = chosen = ""
    desk.console.head(desk.console.text("plain.which_group"))
    while not group:
        group = desk.console.choose(desk.console.text("plain.number"), groups)
    types = [(entry.id, words(entry.title, language)) for entry in index.types if entry.group == group]
    desk.console.head(desk.console.text("plain.which_type"))
    while not chosen:
        chosen = desk.console.choose(desk.console.text("plain.number"), types)
    start(desk, chosen, store)


def start(desk: PlainDesk, type_name: str, store: str) -> None:
    """Make the case, with the store that the notice names or that the person types."""
    stores = desk.session.content.marketplaces
    usual = store if store in stores else USUAL_STORE
    code = ""
    while code not in stores:
        typed = desk.console.ask(desk.console.text("plain.store", usual=usual), ", ".join(stores))
        code = typed.upper() or usual
        if code not in stores:
            desk.console.tell("plain.no_store", codes=", ".join(stores))
    case = desk.session.start(type_name, code)
    desk.save()
    desk.console.tell("plain.made", case=case.id)


def _offer_facts(desk: PlainDesk, reading: Reading) -> None:
    """Offer each fact that the text holds; nothing is taken over unasked."""
    found = proposals(desk.session.content.facts_of(desk.body, desk.case.response), reading)
    if found:
        desk.console.head(desk.console.text("plain.facts_in_notice"))
    for proposal in found:
        question = desk.console.text("plain.take", label=desk.labels.label(proposal.fact), value=proposal.shown)
        if desk.console.confirm(question):
            desk.set_fact(proposal.fact, proposal.raw)
