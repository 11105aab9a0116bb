"""Three-way merge of a section over its sentences: as generated then, as the seller wrote it, as generated now.

The generator's own sentences are the atoms; only text typed by hand is cut. No sentence of the seller's is changed or
dropped here: where the content and the seller changed the same sentence, the choice is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tui.core.case.records import EditedSection
from tui.core.letter.atoms import Atom, atoms_of, lines_of, paired, renewed
from tui.core.letter.records import SectionState, Sentence

BlockKind = Literal["agreed", "content", "mine", "conflict"]
Choice = Literal["mine", "new", "both"]
Key = tuple[str, int]
"""A sentence, whatever its wording: ("base", line), ("mine", atom) for one of the seller's own, ("new", sentence)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence of the merged section; `None` stands where a side does not have it."""

    kind: BlockKind
    statement: str | None
    base: str | None
    mine: str | None
    new: str | None
    after: str = "\n"
    """What follows it in the seller's text."""

    @property
    def withdrawn(self) -> bool:
        """Whether the seller reworded a sentence that the case supports no more."""
        return self.kind == "conflict" and self.new is None

    def chosen(self, choice: Choice | None) -> list[str]:
        """Return what stands in the letter for a choice; without one, an open conflict keeps the seller's words."""
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
    left_out: tuple[LeftOut, ...]
    sentences: tuple[Sentence, ...]
    before: str = ""
    tail: str = ""

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
        text = self.before
        gap: str | None = None
        for number, block in enumerate(self.blocks):
            sides = block.chosen(choices.get(number))
            for place, side in enumerate(sides):
                # What the seller put on one line stays on one line; what comes in between gets a line of its own.
                in_place = block.mine is not None and place == 0
                text += ("" if gap is None else gap if in_place else _wider(gap, "\n")) + side
                gap = block.after if in_place else "\n"
            if block.mine is not None and gap is not None and not sides:
                gap = _wider(gap, block.after)
        return text + self.tail

    def accepted(self, choices: Mapping[int, Choice]) -> EditedSection | None:
        """Return the section after the choices, or None where it is the generated text again."""
        text = self.resolved(choices)
        base = "\n".join(sentence.line for sentence in self.sentences)
        return None if text == base else edited_section(text, self.sentences)


def _wider(one: str, other: str) -> str:
    return max((one, other), key=lambda gap: (gap.count("\n"), len(gap)))


def edited_section(text: str, sentences: Sequence[Sentence]) -> EditedSection:
    """Return a section in the seller's wording that was made from these generated sentences."""
    base = "\n".join(sentence.line for sentence in sentences)
    return EditedSection(text=text, base=base, statements=tuple(item.statement or "" for item in sentences))


def section_state(edited: EditedSection | None, generated: str) -> SectionState:
    """Return how a section stands to what is generated today."""
    if edited is None:
        return "generated"
    if edited.detached:
        return "detached"
    return "edited" if edited.base == generated else "update_waiting"


def traced_text(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences of a text in the seller's wording: what was generated keeps its trace, also in mid-line."""
    by_line = {sentence.line.strip(): sentence for sentence in sentences}
    atoms = atoms_of(text, list(by_line)).atoms
    return tuple(by_line.get(atom.text, Sentence(atom.text, None)) for atom in atoms)


def merge_section(edited: EditedSection, sentences: Sequence[Sentence]) -> Merge:
    """Merge the seller's wording with the sentences generated today."""
    base = lines_of(edited.base)
    cut = atoms_of(edited.text, base)
    return _Merger(base, cut.atoms, tuple(sentences), edited.statements).merge(cut.before, cut.tail)


class _Merger:
    def __init__(
        self, base: Sequence[str], mine: Sequence[Atom], new: tuple[Sentence, ...], statements: Sequence[str]
    ) -> None:
        self.base, self.mine, self.new, self.statements = base, mine, new, statements
        own = paired([atom.text for atom in mine], base)
        later = renewed(base, statements, new)
        self.mine_of = {("base", place): number for number, place in own.items()}
        self.mine_of |= {("mine", number): number for number in range(len(mine)) if number not in own}
        self.new_of = {("base", place): number for place, number in later.items()}
        taken = set(later.values())
        self.new_of |= {("new", number): number for number in range(len(new)) if number not in taken}
        self._meet()

    def _meet(self) -> None:
        """Let a sentence of the seller's that says what the content says now be the same sentence."""
        free = {self.new[number].line.strip(): key for key, number in self.new_of.items() if key[0] == "new"}
        for number, atom in enumerate(self.mine):
            key = free.pop(atom.text, None) if ("mine", number) in self.mine_of else None
            if key is not None:
                del self.mine_of["mine", number]
                self.mine_of[key] = number

    def merge(self, before: str, tail: str) -> Merge:
        blocks, left_out = [], []
        for key in self._order():
            block = self._block(key)
            if block is not None:
                blocks.append(block)
            elif key in self.new_of:
                sentence = self.new[self.new_of[key]]
                left_out.append(LeftOut(sentence.statement, sentence.line))
        return Merge(tuple(blocks), tuple(left_out), self.new, before, tail)

    def _block(self, key: Key) -> Block | None:
        """Return what becomes of a sentence, or None where it is not in the letter any more."""
        base = self.base[key[1]].strip() if key[0] == "base" else None
        mine = self.mine[self.mine_of[key]] if key in self.mine_of else None
        new = self.new[self.new_of[key]] if key in self.new_of else None
        line = new.line if new is not None else None
        if mine is None:
            # Deleted by the seller, however it is worded now; or said for the first time.
            return Block("content", _id(new), None, None, line) if base is None else None
        kind = _kind(base, mine.text, line)
        statement = _id(new)
        if statement is None and base is not None and len(self.statements) == len(self.base):
            statement = self.statements[key[1]] or None
        return Block(kind, statement, base, mine.text, line, mine.after or ("\n" if self._is_last(key) else ""))

    def _is_last(self, key: Key) -> bool:
        return self.mine_of[key] == len(self.mine) - 1

    def _order(self) -> list[Key]:
        """Return every sentence once: moved, added and taken away as both sides did, by a merge of their sequences."""
        from merge3 import Merge3

        base: list[Key] = [("base", place) for place in range(len(self.base))]
        mine = sorted(self.mine_of, key=self.mine_of.__getitem__)
        new = sorted(self.new_of, key=self.new_of.__getitem__)
        order: list[Key] = []
        names = {f"{side} {number}": (side, number) for side, number in (*base, *mine, *new)}
        first, second, third = ([f"{side} {number}" for side, number in keys] for keys in (base, mine, new))
        for kind, *sides in Merge3(first, second, third).merge_groups():
            keys = [[names[name] for name in side] for side in sides]
            order.extend(_interleaved(keys[1], keys[2]) if kind == "conflict" else keys[0])
        order = list(dict.fromkeys(order))
        for side in (mine, new):
            _put_back(order, side)
        return order


def _id(sentence: Sentence | None) -> str | None:
    return sentence.statement if sentence is not None else None


def _kind(base: str | None, mine: str, new: str | None) -> BlockKind:
    if mine == (new.strip() if new is not None else None):
        return "agreed"
    if base is None or base == (new.strip() if new is not None else None):
        return "mine"
    return "content" if mine == base else "conflict"


def _interleaved(mine: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    order = list(new)
    _put_back(order, mine)
    return order


def _put_back(order: list[Key], side: Sequence[Key]) -> None:
    """Give every sentence of a side that is missing its place after the one that it followed there."""
    present = set(order)
    for number, key in enumerate(side):
        if key not in present:
            place = order.index(side[number - 1]) + 1 if number else 0
            order.insert(place, key)
            present.add(key)
