"""The atoms of a merge: generated lines whole, text typed by hand in sentences, and which answers to which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.core.letter.records import Sentence
from tui.core.letter.sentences import closeness, cut_sentences

SAME = 0.5
"""From this closeness on, two wordings are taken for the same sentence."""
FRAME = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
LINE_END = re.compile(r"(\s*\n\s*)")
CJK_STOP = "。！？」』）"


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence of the seller's text with the space after it."""

    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Atoms:
    """A text as atoms: `before`, the atoms with what follows each, and `tail` are the text again."""

    before: str
    atoms: tuple[Atom, ...]
    tail: str


def lines_of(text: str) -> list[str]:
    """Return the lines of a generated text; an empty text has none."""
    return [line for line in text.split("\n") if line.strip()]


def atoms_of(text: str, generated: Sequence[str]) -> Atoms:
    """Cut a text into atoms: generated lines stay whole, also where the seller put several on one line."""
    frame = FRAME.fullmatch(text)
    assert frame is not None
    before, body, tail = frame.groups()
    known = [line.strip() for line in generated if line.strip()]
    pieces = LINE_END.split(body) if body else []
    exact = set(pieces[::2])
    changed = [line for line in known if line not in exact]
    atoms: list[Atom] = []
    for place in range(0, len(pieces), 2):
        cuts = _carved(pieces[place], known, changed)
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        atoms.extend(cuts[:-1])
        atoms.append(Atom(cuts[-1].text, cuts[-1].after + after))
    return Atoms(before, tuple(atoms), tail)


def _carved(line: str, known: Sequence[str], changed: Sequence[str]) -> list[Atom]:
    """Take whole generated lines out of a line; what is left was typed by hand."""
    if line in known:
        return [Atom(line, "")]
    for part in sorted(changed, key=len, reverse=True):
        start = line.find(part)
        if start >= 0 and _stands_alone(line, start, start + len(part)):
            rest = line[start + len(part) :]
            space = rest[: len(rest) - len(rest.lstrip())]
            left, right = line[:start], rest.lstrip()
            # Each is taken out once: a second one was copied there, and is the seller's own.
            changed = [other for other in changed if other != part]
            head = _carved_left(left, known, changed)
            return [*head, Atom(part, space), *(_carved(right, known, changed) if right else [])]
    return _own(line, changed)


def _carved_left(left: str, known: Sequence[str], changed: Sequence[str]) -> list[Atom]:
    text = left.rstrip()
    if not text:
        return []
    cuts = _carved(text, known, changed)
    return [*cuts[:-1], Atom(cuts[-1].text, cuts[-1].after + left[len(text) :])]


def _stands_alone(line: str, start: int, end: int) -> bool:
    opens = start == 0 or line[start - 1].isspace() or line[start - 1] in CJK_STOP
    closes = end == len(line) or line[end].isspace() or line[end - 1] in CJK_STOP
    return opens and closes


def _own(line: str, changed: Sequence[str]) -> list[Atom]:
    if any(closeness(line, other) >= SAME for other in changed):
        return [Atom(line, "")]
    return [Atom(cut.text, cut.after) for cut in cut_sentences(line)]


def paired(mine: Sequence[str], base: Sequence[str]) -> dict[int, int]:
    """Return which text of the seller's is which generated line, reworded or not: the same first, then the closest."""
    pairs: dict[int, int] = {}
    free = {place: line.strip() for place, line in enumerate(base)}
    for number, text in enumerate(mine):
        same = next((place for place, line in free.items() if line == text), None)
        if same is not None:
            pairs[number] = same
            del free[same]
    own = [number for number in range(len(mine)) if number not in pairs]
    close = [(closeness(mine[number], line), number, place) for number in own for place, line in free.items()]
    for score, number, place in sorted(close, key=lambda item: (-item[0], item[1], item[2])):
        if score >= SAME and number not in pairs and place in free:
            pairs[number] = place
            del free[place]
    return pairs


def renewed(base: Sequence[str], statements: Sequence[str], sentences: Sequence[Sentence]) -> dict[int, int]:
    """Return which generated line of today took the place of which line of the base."""
    if len(statements) != len(base):
        return {place: number for number, place in paired([item.line for item in sentences], base).items()}
    waiting: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        waiting.setdefault(sentence.statement or sentence.line, []).append(number)
    found: dict[int, int] = {}
    for place, name in enumerate(statements):
        queue = waiting.get(name or base[place])
        if queue:
            found[place] = queue.pop(0)
    return found
