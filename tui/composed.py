"""What is made of the open case, kept until the case changes: its letters, and what waits in edited sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.core.case.records import Case
    from tui.core.content.library import Content
    from tui.core.letter.merging import Merge
    from tui.core.letter.records import Letter


class Composed:
    """Composes when asked, and the same thing once only."""

    def __init__(self, content: Content) -> None:
        """Compose with some content."""
        self._content = content
        self._case: Case | None = None
        self._letters: dict[str, Letter] = {}

    def letter(self, case: Case, language: str | None = None) -> Letter:
        """Return the letter of a case, or its read-along in another language."""
        from tui.core.letter.composing import compose

        if case is not self._case:
            self._case, self._letters = case, {}
        letters, wanted = self._letters, language or case.letter_language
        if wanted not in letters:
            letters[wanted] = compose(self._content, case, wanted)
        return letters[wanted]

    def merge(self, case: Case, section: str) -> Merge | None:
        """Return how the seller's wording of a section goes together with what is generated today.

        None for a section that follows by itself, or follows nothing.
        """
        from tui.core.letter.merging import merge_section
        from tui.core.letter.updating import generated_sentences

        edited = case.sections.get(section)
        if edited is None or edited.detached:
            return None
        return merge_section(edited, generated_sentences(self._content, case, section))
