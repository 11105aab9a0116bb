"""A wording of the content as a small machine that reads words: groups are branches, never written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tui.core.checks.tokens import folded_word

PART = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’][A-Za-z]+)?\*?|\*|[\u3040-\u30ff\u3400-\u9fff]|[^\s\w*-]")
GLUED = re.compile(r"[A-Za-z0-9À-ɏ*'’]")
"""Signs that make one word of what stands on both sides of them."""
WORD_AT_START = re.compile(rf"{GLUED.pattern}+")
WORD_AT_END = re.compile(rf"{GLUED.pattern}+$")
ANY = "*"

Kind = Literal["word", "stem", "any"]


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """A word, the beginning of one, or any word, and where it leads."""

    kind: Kind
    text: str
    target: State


@dataclass(slots=True)
class State:
    """A place in a wording: who owns it, where it may end here, and what may come next."""

    arcs: tuple[Arc, ...] = ()
    owners: tuple[int, ...] = ()


@dataclass(slots=True)
class _Rest:
    """What is still to be read of a wording."""

    arcs: list[Arc] = field(default_factory=list)
    owners: tuple[int, ...] = ()

    def state(self) -> State:
        """Return it as a place."""
        return State(tuple(self.arcs), self.owners)


def arcs_of(wording: str, owner: int) -> list[Arc]:
    """Return what may come first in a wording of an owner; each arc leads to what follows."""
    return _before(wording, _Rest(owners=(owner,))).arcs


def with_first_words(arcs: list[Arc]) -> Iterator[Arc]:
    """Yield the arcs that begin a wording; any word at its beginning says nothing, so it begins after that."""
    for arc in arcs:
        if arc.kind == "any":
            yield from with_first_words(list(arc.target.arcs))
        else:
            yield arc


def _before(text: str, rest: _Rest) -> _Rest:
    """Return what is to be read of a text and then of the rest; the text is read from its end."""
    for piece in reversed(_unglued(_pieces(text))):
        if piece.startswith("("):
            branches = [_before(branch, rest) for branch in _branches(piece[1:-1])]
            arcs = list(dict.fromkeys(arc for branch in branches for arc in branch.arcs))
            rest = _Rest(arcs, next((branch.owners for branch in branches if branch.owners), ()))
        else:
            for part in reversed(PART.findall(piece)):
                rest = _Rest([_arc(part, rest.state())])
    return rest


def _arc(part: str, target: State) -> Arc:
    if part == ANY:
        return Arc("any", "", target)
    if part.endswith(ANY):
        stem = part[:-1].lower()
        return Arc("stem", stem[:-2] + "is" if stem.endswith("iz") else stem, target)
    return Arc("word", folded_word(part), target)


def _pieces(text: str) -> list[str]:
    """Return the groups of a text, with their brackets, and what stands between them."""
    found, depth, begun = [], 0, 0
    for place, sign in enumerate(text):
        if sign == "(":
            if depth == 0:
                found.append(text[begun:place])
                begun = place
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append(text[begun : place + 1])
                begun = place + 1
    return [piece for piece in [*found, text[begun:]] if piece]


def _branches(text: str) -> list[str]:
    """Return the branches of a group; those of groups inside it stay together."""
    found, depth, begun = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append(text[begun:place])
            begun = place + 1
    return [*found, text[begun:]]


def _unglued(pieces: list[str]) -> list[str]:
    """Return pieces that are words of their own: "supplier(s|)" becomes "(suppliers|supplier)"."""
    found: list[str] = []
    waiting = list(reversed(pieces))
    while waiting:
        piece = waiting.pop()
        if not found or not _glued(found[-1], piece):
            found.append(piece)
            continue
        before = found.pop()
        if not before.startswith("("):
            head = WORD_AT_END.search(before)
            place = head.start() if head else len(before)
            found.extend([before[:place]] if place else [])
            before = f"({before[place:]})"
        rest = ""
        if not piece.startswith("("):
            tail = WORD_AT_START.match(piece)
            place = tail.end() if tail else 0
            piece, rest = f"({piece[:place]})", piece[place:]
        joined = [one + other for one in _branches(before[1:-1]) for other in _branches(piece[1:-1])]
        found.append(f"({'|'.join(joined)})")
        waiting.extend([rest] if rest else [])
    return found


def _glued(one: str, other: str) -> bool:
    """Say whether a word begins in one piece and ends in the other."""
    return any(GLUED.match(last) and GLUED.match(first) for last in _edges(one, -1) for first in _edges(other, 0))


def _edges(piece: str, side: Literal[0, -1]) -> set[str]:
    """Return the signs with which a piece may begin or end; one that may be empty is as good as a space there."""
    if not piece.startswith("("):
        return {piece[side]}
    found: set[str] = set()
    for branch in _branches(piece[1:-1]):
        inner = _pieces(branch)
        found |= _edges(inner[side], side) if inner else {" "}
    return found
