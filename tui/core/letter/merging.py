"""Three-way merge of a section over its sentences: what was generated then, what the seller wrote, what is generated now.

The generator's own sentences are the atoms; only text typed by hand is cut. A sentence of the seller is never changed or
dropped here: where the content and the seller changed the same sentence, the choice is left open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import msgspec

from tui.core.case.records import EditedSection
from tui.core.letter.atoms import Atom, atoms_of, lines_of, paired
from tui.core.letter.records import Sentence
from tui.core.letter.sentences import closeness

BlockKind = Literal["agreed", "content", "mine", "conflict"]
Choice = Literal["mine", "new", "both"]
MergeState = Literal["generated", "edited", "update_waiting", "detached"]
SAME = 0.5
"""From this closeness on, two wordings are taken for the same sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence of the merged section; `None` stands where a side does not have it."""

    kind: BlockKind
    statement: str | None
    base: str | None
    mine: str | None
    new: str | None
    after: str = "\n"
    """What followed it in the seller's text."""
    trace: Sentence | None = None
    """The generated sentence of today."""

    @property
    def withdrawn(self) -> bool:
        """Whether the seller reworded a sentence that the case no longer supports."""
        return self.kind == "conflict" and self.new is None

    def chosen(self, choice: Choice | None) -> list[str]:
        """Return what stands in the letter for a choice; without one the seller's words stand, and the rest follows."""
        if choice is None:
            choice = "new" if self.kind == "content" else "mine"
        sides = {"mine": [self.mine], "new": [self.new], "both": [self.mine, self.new]}[choice]
        return [side for side in dict.fromkeys(sides) if side is not None]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that the case supports and the seller deleted."""

    statement: str | None
    text: str


@dataclass(frozen=True)
class Merge:
    """The outcome: blocks in the order of the letter, and what the seller left out."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    before: str = ""
    """Empty lines above the first sentence."""
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def conflicts(self) -> tuple[int, ...]:
        """The numbers of the blocks that need a choice."""
        return tuple(number for number, block in enumerate(self.blocks) if block.kind == "conflict")

    @property
    def is_clean(self) -> bool:
        """Whether nothing needs a choice."""
        return not self.conflicts

    @property
    def changes(self) -> tuple[int, ...]:
        """The numbers of the blocks that the content changed: what there is to accept."""
        return tuple(number for number, block in enumerate(self.blocks) if block.kind in ("content", "conflict"))

    @property
    def text(self) -> str | None:
        """The merged text, or None while a choice is open."""
        return self.resolved({}) if self.is_clean else None

    def resolved(self, choices: Mapping[int, Choice]) -> str:
        """Return the text for choices by block number; an open conflict keeps the seller's words."""
        text, gap = self.before, ""
        for number, block in enumerate(self.blocks):
            for side in block.chosen(choices.get(number)):
                text += (_wider(gap, "") or "\n") + side if text.strip() else side
                gap = "\n"
            gap = _wider(gap, block.after) if block.mine is None or gap != "\n" else block.after
        return text + gap

    def accepted(self, choices: Mapping[int, Choice]) -> EditedSection | None:
        """Return the section after the choices, or None where it is the generated text again."""
        text = self.resolved(choices)
        base = "\n".join(sentence.line for sentence in self.sentences)
        return None if text == base else EditedSection(text=text, base=base, statements=statements_of(self.sentences))


def _wider(one: str, other: str) -> str:
    return max((one, other), key=lambda gap: (gap.count("\n"), len(gap)))
