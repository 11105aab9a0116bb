"""A case file in which git left two versions: reads both, keeps what only one side has, and asks about the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tui.core.case.journal import Plain, as_case, plain_case
from tui.core.case.records import Case
from tui.core.content.problems import ContentError, Mark, Problem
from tui.core.content.reading import to_record
from tui.core.content.yaml_reader import read_nodes

Side = Literal["mine", "theirs"]
OURS, BASE, MIDDLE, THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


@dataclass(frozen=True, slots=True)
class Question:
    """A place of the case that both sides changed: `facts.late_rate`, `sections.closing`, `marketplace`."""

    path: tuple[str, ...]
    mine: Any
    theirs: Any

    @property
    def name(self) -> str:
        """The place as one word."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Conflicted:
    """The two versions of a case, and the places where a person has to choose."""

    mine: Case
    theirs: Case
    questions: tuple[Question, ...]
    our_name: str = ""
    their_name: str = ""

    def answered(self, choices: Mapping[tuple[str, ...], Side]) -> Case:
        """Return the case with a side chosen for every question; raise `KeyError` where a choice is missing."""
        merged = _union(plain_case(self.mine), plain_case(self.theirs))
        for question in self.questions:
            value = question.mine if choices[question.path] == "mine" else question.theirs
            if len(question.path) == 1:
                merged[question.path[0]] = value
            else:
                merged[question.path[0]] = {**merged[question.path[0]], question.path[1]: value}
        case = as_case(merged, self.mine.id)
        assert case is not None
        return case


def put_together(base: Case, mine: Case, theirs: Case) -> Conflicted:
    """Return two versions of a case that both began at a base; what one side alone changed is in both of them then.

    An entry that one side removed and the other changed stays, changed.
    """
    plain = [plain_case(case) for case in (base, mine, theirs)]
    sides: list[Plain] = [{}, {}]
    for key in dict.fromkeys(key for side in plain for key in side):
        old, own, other = (side.get(key) for side in plain)
        if isinstance(own, dict) and isinstance(other, dict):
            before = old if isinstance(old, dict) else {}
            names = sorted({*before, *own, *other})
            pairs = {name: _pair(before.get(name), own.get(name), other.get(name)) for name in names}
            for number, side in enumerate(sides):
                side[key] = {name: pair[number] for name, pair in pairs.items() if pair[number] is not None}
        else:
            for side, value in zip(sides, _pair(old, own, other), strict=True):
                side[key] = value
    cases = [as_case(side, mine.id) for side in sides]
    assert cases[0] is not None
    assert cases[1] is not None
    return Conflicted(cases[0], cases[1], _questions(plain_case(cases[0]), plain_case(cases[1])))


def _pair(old: Any, mine: Any, theirs: Any) -> tuple[Any, Any]:
    """Return the value on both sides, once what one side alone changed has been taken over."""
    if mine == old or (mine is None and theirs != old):
        return theirs, theirs
    if theirs in (old, mine, None):
        return mine, mine
    return mine, theirs


class ConflictedCaseError(ContentError):
    """A case file holds two versions that git could not put together; nothing in it is lost."""

    def __init__(self, mark: Mark, conflicted: Conflicted) -> None:
        count = len(conflicted.questions)
        places = ", ".join(question.name for question in conflicted.questions[:5])
        told = f"they differ in {count}: {places}; choose for each" if count else "they go together without a question"
        super().__init__(Problem(mark, f"git left two versions of the case in this file; {told}"))
        self.conflicted = conflicted


def has_markers(data: bytes) -> bool:
    """Say whether a file holds git's marks of a conflict: at the beginning of lines, and all three."""
    return all(b"\n" + mark.encode() in b"\n" + data for mark in (OURS, MIDDLE, THEIRS))


def read_conflicted(data: bytes, file: str, name: str) -> ConflictedCaseError | None:
    """Return both versions of a marked file; None where the marks are not git's or a side is no case by itself."""
    if not has_markers(data):
        return None
    taken = _sides(data.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    if taken is None:
        return None
    mine_text, theirs_text, line, names = taken
    try:
        mine, theirs = _case(mine_text, file, name), _case(theirs_text, file, name)
    except ContentError:
        return None
    questions = _questions(plain_case(mine), plain_case(theirs))
    return ConflictedCaseError(Mark(file, line), Conflicted(mine, theirs, questions, *names))


def _case(text: str, file: str, name: str) -> Case:
    case = to_record(read_nodes(text.encode(), file), Case)
    kept = as_case(plain_case(case), name)
    assert kept is not None
    return kept


def _sides(text: str) -> tuple[str, str, int, tuple[str, str]] | None:
    """Return the file as each side has it, the line of the first mark, and the names of the sides."""
    mine: list[str] = []
    theirs: list[str] = []
    where, first, names = "", 0, ["", ""]
    for number, line in enumerate(text.split("\n"), start=1):
        mark, _, rest = line.partition(" ")
        if mark == OURS and not where:
            where, first, names[0] = OURS, first or number, rest
        elif mark == BASE and where == OURS:
            where = BASE
        elif line.rstrip() == MIDDLE and where in (OURS, BASE):
            where = MIDDLE
        elif mark == THEIRS and where == MIDDLE:
            where, names[1] = "", rest
        else:
            if where in ("", OURS):
                mine.append(line)
            if where in ("", MIDDLE):
                theirs.append(line)
    if where or not first:
        return None
    return "\n".join(mine), "\n".join(theirs), first, (names[0], names[1])


def _questions(mine: Plain, theirs: Plain) -> tuple[Question, ...]:
    found = []
    for key in mine:
        if isinstance(mine[key], dict):
            for name in sorted({*mine[key]} & {*theirs[key]}):
                if mine[key][name] != theirs[key][name]:
                    found.append(Question((key, name), mine[key][name], theirs[key][name]))
        elif mine[key] != theirs.get(key):
            found.append(Question((key,), mine[key], theirs.get(key)))
    return tuple(found)


def _union(mine: Plain, theirs: Plain) -> Plain:
    """Return what both sides have together: what one side alone has, stays."""
    return {key: {**theirs[key], **value} if isinstance(value, dict) else value for key, value in mine.items()}
