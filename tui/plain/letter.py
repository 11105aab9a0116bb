"""Reads the letter out section by section with its gaps and findings, and lets it leave the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.content.library import words
from tui.core.letter.text import count_words, letter_text
from tui.plain.desk import PlainDesk

if TYPE_CHECKING:
    from tui.core.checks.records import Finding
    from tui.ports.clipboard import CopyOutcome

Copier = Callable[[str], "CopyOutcome"]


def read_letter(desk: PlainDesk) -> None:
    """Print subject, sections, gaps and findings, each named in words."""
    console, letter = desk.console, desk.letter
    if not letter.sections:
        console.head(console.text("letter.nothing"))
        read_advice(desk)
        return
    console.head(console.text("plain.subject", subject=letter.subject))
    findings = _findings(desk)
    for number, section in enumerate(letter.sections, start=1):
        state = console.text(f"letter.states.{section.state}")
        count = console.text("status.words", count=count_words(section.text))
        console.head(console.text("plain.section", number=number, title=section.heading, state=state, words=count))
        console.say(section.text if section.text.strip() else console.text("plain.empty_section"))
        for finding in (item for item in findings if item.section == section.id):
            _say_finding(desk, finding)
    console.say()
    for finding in (item for item in findings if item.section is None):
        _say_finding(desk, finding)
    for gap in letter.gaps:
        console.tell("plain.gap", label=gap.label)
    total = sum(count_words(section.text) for section in letter.sections)
    console.tell("plain.total", words=total, gaps=len(letter.gaps), findings=len(findings))


def _findings(desk: PlainDesk) -> list[Finding]:
    from tui.core.checks.checking import check
    from tui.core.checks.records import Background

    background = Background(notice=desk.session.notice(), today=desk.session.clock.today())
    found = check(desk.session.content, desk.case, desk.letter, background)
    return [item for item in found.findings if item.key not in desk.case.silenced]


def _say_finding(desk: PlainDesk, finding: Finding) -> None:
    level = desk.console.text(f"plain.levels.{finding.level}")
    message, advice = words(finding.message, desk.language), words(finding.advice, desk.language)
    quote = f" “{finding.quote}”" if finding.quote else ""
    desk.console.say(f"{level} {message}{quote}")
    if advice:
        desk.console.say(advice)


def read_advice(desk: PlainDesk) -> None:
    """Print what to do now and what not to do."""
    from tui.core.letter.routing import holds

    record, wording = desk.body.type, desk.labels.wording
    outline = desk.session.content.outlines[desk.case.response]
    desk.console.head(words(outline.title, desk.language))
    desk.console.say(words(outline.explains, desk.language))
    for part, texts in (("do", wording.do), ("do_not", wording.do_not)):
        items = [item for item in getattr(record, part) if holds(item.when, desk.case.facts)]
        if items:
            desk.console.head(desk.console.text(f"advice.{part}"))
        for item in items:
            desk.console.say(f"- {texts.get(item.id, item.id)}")


def copy_letter(desk: PlainDesk, copier: Copier) -> None:
    """Copy the letter and say truly what came of it; one with gaps only after a question."""
    from tui.screens.copied import copied_words

    letter, console = desk.letter, desk.console
    if letter.gaps and not console.confirm(console.text("copied.gaps", count=len(letter.gaps))):
        return
    outcome = copier(letter_text(letter))
    console.say(copied_words(outcome, "letter", console.interface))
    for note in outcome.notes:
        console.tell(f"clipboard.{note}")


def export_letter(desk: PlainDesk) -> None:
    """Ask for a format and a file, and write the letter there."""
    from tui.exporting import OFFERED, Order, carry_out, stem_of
    from tui.exporting import Desk as ExportDesk

    console, session = desk.console, desk.session
    formats = [(name, console.text(f"export.formats.{name}")) for name in OFFERED["letter"]]
    form = console.choose(console.text("plain.number"), formats, "txt")
    usual = str(Path.home() / f"{stem_of(desk.letter)}.{form}")
    path = console.ask(console.text("plain.keep", label=console.text("plain.which_file"), value=usual)) or usual
    force = False
    if Path(path).expanduser().exists():
        force = bool(console.confirm(console.text("export.exists", file=path)))
        if not force:
            return
    order = Order(form=form, path=path, force=force)
    folder = session.store.folder(desk.case.id)
    console.say(carry_out(order, ExportDesk(session.content, desk.case, desk.letter, folder, console.interface)).told)


def read_contacts(desk: PlainDesk) -> None:
    """Print where the answer goes: the Account Health page first, then the addresses for this purpose and store."""
    from tui.core.directory.recommending import recommended
    from tui.core.directory.search import MemoryIndex

    console, content = desk.console, desk.session.content
    console.head(console.text("panes.contacts"))
    console.tell("contacts.health_first")
    found = recommended(content, MemoryIndex(content.directory), desk.case)
    for contact in found.contacts if found is not None else ():
        status = console.text(f"contacts.status.{contact.status}")
        console.say(f"{contact.address} ({console.text(f'contacts.kind.{contact.kind}')}, {status})")
        for line in _about(desk, contact.status_reason, contact.who_may_write):
            console.say(f"  {line}")


def _about(desk: PlainDesk, reason: dict[str, str], who: dict[str, str]) -> Iterator[str]:
    yield words(reason, desk.language)
    yield desk.console.text("contacts.who", who=words(who, desk.language))
