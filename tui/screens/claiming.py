"""Asks about statements and documents, and gives what the seller said to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual import on

from tui.panes.messages import StatementAsked
from tui.screens.checking import CheckedScreen

if TYPE_CHECKING:
    from tui.core.case.records import Evidence
    from tui.panes.view import CaseView
    from tui.screens.claim import ClaimAnswer


class ClaimingScreen(CheckedScreen):
    """A screen that opens the dialogs of statements and documents over itself."""

    def view(self) -> CaseView | None:
        """Return the view of the open case."""
        raise NotImplementedError

    @on(StatementAsked)
    def _asked(self, event: StatementAsked) -> None:
        from tui.core.content.library import statements_of
        from tui.screens.claim import ClaimScreen
        from tui.screens.evidence import EvidenceScreen

        view = self.view()
        if view is None:
            return
        if event.kind == "document":
            linked = view.case.evidence.get(event.name)
            screen = EvidenceScreen(event.name, linked.path if linked else "", view)
            self.app.push_screen(screen, lambda path: self._link(event.name, path or ""))
            return
        item = statements_of(view.body)[event.name]
        self.app.push_screen(ClaimScreen(item, view, self._previewed), lambda answer: self._claimed(item.id, answer))

    def _previewed(self, name: str, answer: ClaimAnswer) -> str:
        from tui.core.letter.composing import compose

        assert self.session.case is not None
        # What is generated, also where the seller words the section otherwise.
        case = msgspec.structs.replace(self.session.case.with_claim(name, answer.claim), sections={})
        letter = compose(self.session.content, case)
        found = [item.text for section in letter.sections for item in section.sentences if item.statement == name]
        return found[0] if found else ""

    def _claimed(self, name: str, answer: ClaimAnswer | None) -> None:
        if answer is None:
            return
        self.session.set_claim(name, answer.claim, self._linked(answer.evidence))
        self.call_later(self.changed)
        if answer.instead:
            self.post_message(StatementAsked("claim", answer.instead))

    def _linked(self, paths: dict[str, str]) -> dict[str, Evidence | None]:
        """Return the documents whose path is another one now, with their hashes."""
        from tui.screens.evidence import hashed

        assert self.session.case is not None
        known = {name: evidence.path for name, evidence in self.session.case.evidence.items()}
        changed = {name: path for name, path in paths.items() if path != known.get(name, "")}
        return {name: hashed(path) if path else None for name, path in changed.items()}

    def _link(self, name: str, path: str) -> None:
        for document, evidence in self._linked({name: path}).items():
            self.session.set_evidence(document, evidence)
        self.call_later(self.changed)
