"""What the seller does with sections and sentences of the letter: take over, detach, trace; and the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions.changing import Changing

if TYPE_CHECKING:
    from tui.core.letter.merging import Merge
    from tui.core.letter.records import Section
    from tui.screens.section import SectionAnswer


class Editing(Changing):
    """What the seller does with sections and sentences of the letter."""

    def _section(self) -> Section | None:
        """Return the section that the cursor is in."""
        letter, name = self.session.letter(), self._current_section
        return letter.section(name) if letter and name else None

    def action_section_update(self) -> None:
        """Show what waits for a section: the one of the cursor, or the first that something waits for."""
        section, letter = self._section(), self.session.letter()
        if (section is None or section.state == "generated") and letter is not None:
            waiting = (item for item in letter.sections if item.state == "update_waiting")
            section = next(waiting, section)
        merge = self.session.merge(section.id) if section is not None else None
        if section is None or merge is None:
            state = section.state if section is not None else "generated"
            self.notify(self.interface.text(f"section.nothing.{state}"), markup=False)
            return
        self._show_section(section, merge)

    def _show_section(self, section: Section, merge: Merge) -> None:
        from tui.screens.section import SectionScreen

        async def taken(answer: SectionAnswer | None) -> None:
            if answer is not None:
                self.session.take_over(section.id, merge, answer.choices, answer.restored)
                await self.main.changed()

        self.push_screen(SectionScreen(section.heading, merge, self.interface), taken)

    async def action_detach_section(self) -> None:
        """Let the section of the cursor follow nothing any more, or follow again."""
        section = self._section()
        if section is None:
            return
        detached = section.state != "detached"
        self.session.detach_section(section.id, detached)
        await self.main.changed()
        key = "section.detached" if detached else "section.follows"
        self.notify(self.interface.text(key, heading=section.heading), markup=False)

    def action_trace(self) -> None:
        """Show what stands behind the sentence at the cursor."""
        from tui.core.letter.trace import sentence_at, trace_of
        from tui.panes.letter import LetterPane
        from tui.screens.trace import TraceScreen

        section, case = self._section(), self.session.case
        panes = self.main.query(LetterPane)
        sentence = sentence_at(section, panes.first().cursor_offset) if section and panes else None
        if sentence is None or case is None:
            self.notify(self.interface.text("trace.nothing"), markup=False)
            return
        trace = trace_of(self.session.content, case, sentence, self.interface.language)
        self.push_screen(TraceScreen(trace, self.interface))

    def action_chain(self) -> None:
        """Show which confirmed cause has which fix and which control."""
        from tui.panes.messages import StatementAsked
        from tui.screens.chain import ChainScreen

        def asked(name: str | None) -> None:
            if name:
                self.main.post_message(StatementAsked("claim", name))

        view = self.main.view()
        if view is not None:
            self.push_screen(ChainScreen(view), asked)
