"""Keeps the findings of the open letter up to date beside the typing, and acts on them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from tui.panes.messages import FindingChosen, FindingFixed, FindingSilenced
from tui.widgets.calm_screen import CalmScreen

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.checks.checking import SectionChecker
    from tui.core.checks.records import Background, Finding, Findings
    from tui.core.letter.records import Letter
    from tui.interface import Interface
    from tui.session import CaseSession


class CheckedScreen(CalmScreen[None]):
    """A screen whose letter is checked in a thread after each change; the findings of an older letter are dropped."""

    session: CaseSession
    interface: Interface

    def __init__(self) -> None:
        """Begin without findings."""
        super().__init__()
        self._checker: SectionChecker | None = None
        self._findings: Findings | None = None
        self._at_finding = -1
        self._checking = self._changed_since = False
        self._grammar_for: Letter | None = None

    def check_soon(self) -> None:
        """Check the letter as it is now."""
        letter, case = self.session.letter(), self.session.case
        if letter is None or case is None:
            return
        if self._checking:
            self._changed_since = True
            return
        self._checking = True
        self._check(case, letter, self._background())

    @work(thread=True, group="checks", exit_on_error=False)
    def _check(self, case: Case, letter: Letter, background: Background) -> None:
        """Check in a thread, one at a time: what is typed meanwhile is checked once, when this one is done."""
        from tui.core.checks.checking import SectionChecker

        findings = None
        try:
            if self._checker is None:
                self._checker = SectionChecker(self.session.content)
            findings = self._checker.check(case, letter, background)
        finally:
            self.app.call_from_thread(self._checked, letter, findings)

    def _checked(self, letter: Letter, findings: Findings | None) -> None:
        self._checking = False
        if findings is not None:
            self._show_checked(letter, findings)
        if self._changed_since:
            self._changed_since = False
            self.check_soon()

    def _background(self) -> Background:
        from tui.core.checks.records import Background

        session = self.session
        return Background(notice=session.notice(), today=session.clock.today(), journal=session.journal)

    def _show_checked(self, letter: Letter, findings: Findings) -> None:
        if letter is not self.session.letter() or self.session.case is None:
            return
        self._findings = findings
        self.show_findings(findings, dict(self.session.case.silenced))
        if self.wants_grammar and self._grammar_for is not letter:
            self._grammar_for = letter
            self._check_grammar(letter)

    @property
    def wants_grammar(self) -> bool:
        """Whether anybody looks at the hints of the grammar checker: it is loaded for nobody else."""
        return False

    @work(thread=True, exclusive=True, group="grammar", exit_on_error=False)
    def _check_grammar(self, letter: Letter) -> None:
        from tui.core.checks.grammar import check_grammar, is_installed

        hints = check_grammar(letter) if is_installed() else None
        self.app.call_from_thread(self._show_grammar, letter, hints)

    def _show_grammar(self, letter: Letter, hints: tuple[Finding, ...] | None) -> None:
        if letter is self.session.letter():
            self.show_grammar(letter.language, hints)

    def show_grammar(self, language: str, hints: tuple[Finding, ...] | None) -> None:
        """Hand the hints of the grammar checker down; none at all where it is not installed."""

    def show_findings(self, findings: Findings, silenced: dict[str, str]) -> None:
        """Hand findings down to the panes that show them."""

    def open_findings(self) -> list[Finding]:
        """Return the findings that stand in a section and are not silenced, in the letter's order."""
        return [item for item in self.all_open_findings() if item.section]

    def all_open_findings(self) -> list[Finding]:
        """Return the findings that are not silenced, those about the whole letter among them."""
        case = self.session.case
        if self._findings is None or case is None:
            return []
        return [item for item in self._findings.findings if item.key not in case.silenced]

    async def go_to_finding(self, step: int) -> None:
        """Go to the next finding, or to the one before."""
        found = self.open_findings()
        if not found:
            self.notify(self.interface.text("checks.none"), markup=False)
            return
        self._at_finding = (self._at_finding + step) % len(found)
        finding = found[self._at_finding]
        await self.show_finding(finding)
        self.notify(finding.message.get(self.interface.language, finding.rule), markup=False, timeout=4)

    async def show_finding(self, finding: Finding) -> None:
        """Put the cursor on a finding in the letter."""

    @on(FindingChosen)
    async def _finding_chosen(self, event: FindingChosen) -> None:
        await self.show_finding(event.finding)

    @on(FindingFixed)
    async def _finding_fixed(self, event: FindingFixed) -> None:
        finding, letter = event.finding, self.session.letter()
        section = letter.section(finding.section) if letter and finding.section else None
        fix = finding.fix
        if section is None or fix is None or not _stands(finding, section.text):
            return
        self.session.edit_section(
            section.id, section.text[: fix.start] + fix.text + section.text[fix.end :], typed=False
        )
        await self.changed()

    @on(FindingSilenced)
    def _finding_silenced(self, event: FindingSilenced) -> None:
        from tui.screens.path import PathScreen

        question = self.interface.text("checks.why")
        self.app.push_screen(PathScreen(question, self.interface), partial(self._silence, event.finding))

    def _silence(self, finding: Finding, reason: str | None) -> None:
        if reason:
            self.session.silence(finding.key, reason)
            self.call_later(self.changed)

    async def changed(self) -> None:
        """Show and save a change of the case."""


def _stands(finding: Finding, text: str) -> bool:
    """Say whether a finding still stands where it was found: the text may have changed since."""
    return " ".join(text[finding.start : finding.end].split()).startswith(finding.quote)
