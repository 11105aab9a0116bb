"""`reinstate --plain`: the way from notice to letter as questions and answers, to be left and resumed anywhere."""

from __future__ import annotations

from collections.abc import Callable

from tui.core.content.library import words
from tui.core.content.records import ResponseKind
from tui.interface import Interface
from tui.plain.beginning import open_case
from tui.plain.claims import ask_claims, ask_documents, statements
from tui.plain.console import Console, Left, ToMenu, numbered
from tui.plain.desk import PlainDesk
from tui.plain.facts import ask_facts
from tui.plain.letter import Copier, copy_letter, export_letter, read_advice, read_contacts, read_letter
from tui.session import CaseSession

STEPS = (
    "facts", "claims", "documents", "letter", "contacts", "copy", "export",
    "all_facts", "all_claims", "advice", "response", "language", "leave",
)  # fmt: skip
"""The lines of the menu; the first five are the way, in its order."""


class Wizard:
    """Walks a person through a case; the menu offers as the usual next step the first that has something left."""

    def __init__(self, session: CaseSession, console: Console, copier: Copier) -> None:
        """Walk over a session with a console; `copier` carries text to the clipboard."""
        self.desk = PlainDesk(session, console)
        self._copier = copier
        self._letter_was_read = False
        self._menu_was_read = False

    def run(self) -> None:
        """Walk until the person leaves; everything said by then is saved."""
        console = self.desk.console
        console.tell("plain.welcome")
        console.tell("plain.words")
        try:
            while self.desk.session.case is None:
                self._guarded(self._begin)
            while True:
                self._guarded(self._menu)
        except Left:
            self.desk.save()
            self._say_farewell()

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except ToMenu:
            return

    def _begin(self) -> None:
        """Open a case; a new one is walked through at once, an earlier one waits at the menu."""
        is_new = open_case(self.desk)
        if is_new:
            self._on_the_way()
        elif self.desk.session.case is not None:
            self._about()

    def _on_the_way(self) -> None:
        """Go from question to question without a menu in between, as far as something is left."""
        self._about()
        for name in ("response", "facts", "claims", "letter"):
            if name != "response" or len(self.desk.body.type.responses) > 1:
                self._take(name)

    def _menu(self) -> None:
        """Offer the steps; the whole list is read out once, later only at `?`."""
        console = self.desk.console
        options = [(name, console.text(f"plain.steps.{name}")) for name in STEPS]
        lines, usual = numbered(options), self._usual()
        console.head(console.text("plain.menu", case=self.desk.case.id))
        if not self._menu_was_read:
            self._menu_was_read = True
            console.say("\n".join(lines))
        question = console.text("plain.next", step=dict(options)[usual])
        self._take(console.pick(question, STEPS, usual, "\n".join(lines)))

    def _usual(self) -> str:
        case, desk = self.desk.case, self.desk
        missing = {gap.fact for gap in desk.letter.gaps}
        if any(spec.id in missing for spec in desk.session.content.facts_of(desk.body, case.response)):
            return "facts"
        if any(True for _ in statements(desk)) and not case.claims:
            return "claims"
        return "copy" if self._letter_was_read and desk.letter.sections else "letter"

    def _take(self, name: str) -> None:
        desk = self.desk
        match name:
            case "facts" | "all_facts":
                ask_facts(desk, name == "all_facts")
            case "claims" | "all_claims":
                ask_claims(desk, name == "all_claims")
            case "documents":
                ask_documents(desk)
            case "letter":
                read_letter(desk)
                self._letter_was_read = True
            case "contacts":
                read_contacts(desk)
            case "copy":
                copy_letter(desk, self._copier)
            case "export":
                export_letter(desk)
            case "advice":
                read_advice(desk)
            case "response":
                self._choose_response()
            case "language":
                self._choose_language()
            case _:
                raise Left

    def _choose_response(self) -> None:
        """Have the kind of answer confirmed, with what each is for."""
        desk, outlines = self.desk, self.desk.session.content.outlines
        kinds: dict[str, ResponseKind] = {kind: kind for kind in desk.body.type.responses}
        kinds.setdefault(desk.case.response, desk.case.response)
        desk.console.head(desk.console.text("facts.response"))
        options = [(kind, words(outlines[kind].title, desk.language)) for kind in kinds.values()]
        why = words(outlines[desk.case.response].explains, desk.language)
        chosen = desk.console.choose(desk.console.text("plain.number"), options, desk.case.response, why)
        if chosen != desk.case.response:
            desk.session.set_response(kinds[chosen])
            desk.save()

    def _choose_language(self) -> None:
        desk, text = self.desk, self.desk.console.text
        options = [(name, text(f"facts.languages.{name}")) for name in ("en", "zh")]
        chosen = desk.console.choose(text("facts.letter_language"), options, desk.case.letter_language)
        desk.session.set_letter_language(chosen)
        desk.save()

    def _about(self) -> None:
        wording = self.desk.labels.wording
        self.desk.console.head(wording.title)
        self.desk.console.say(wording.summary)

    def _say_farewell(self) -> None:
        case = self.desk.session.case
        console = self.desk.console
        console.say()
        if self.desk.session.save_state.state == "failed":
            return
        console.tell("plain.left", case=case.id) if case else console.tell("plain.left_without")


def run_plain(session: CaseSession, interface: Interface) -> int:
    """Run the wizard on standard input and output and return its exit status."""
    from contextlib import suppress
    from functools import partial

    from tui.ports import clipboard

    with suppress(ImportError):
        # Gives `input` its line editing; without it a terminal cuts a pasted line at 4,096 bytes.
        import readline  # noqa: F401
    console = Console(input, partial(print, flush=True), interface)
    Wizard(session, console, clipboard.copy).run()
    return 1 if session.save_state.state == "failed" else 0
