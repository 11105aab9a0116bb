"""The sentences that the content can say, each with its place: what the rules on wording read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.structure import records_in
from tui.core.content.other_letters import LetterLine, OtherLetter, specs_of
from tui.core.content.reading import to_record
from tui.core.content.records import FactKind, StateWording

TYPICAL_WORDS: dict[FactKind, int] = {"date": 3, "period": 6, "days": 2, "hours": 2, "money": 2, "role": 2, "text": 2}
"""How many words an English value of a kind usually has; any other counts as one."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of the content in one language and state."""

    language: str
    file: str
    path: Path
    owner: str
    state: str
    """done, under_way, planned, or nothing where there are no states."""
    text: str
    kinds: dict[str, FactKind]
    """The kinds of the names that its statement declares."""
    cites: bool
    sourced: bool
    standing: bool = True
    """Whether it is a whole sentence of a letter, rather than a subject line."""


def sayings(desk: Desk) -> Iterator[Saying]:
    """Yield every sentence that a letter may hold: of types, of pools, of outlines, of letters to others."""
    facts = desk.shared_facts
    for shelf in desk.chosen():
        body = desk.bodies.get(shelf.name) if shelf.file == "type" else None
        known = desk.facts_of(body) if body else facts
        for _, item in shelf.statements():
            kinds: dict[str, FactKind] = {name: known[name].kind if name in known else "text" for name in item.needs}
            kinds |= item.details
            for language, wording in shelf.wording.items():
                say = wording.say.get(item.id)
                if say is None:
                    continue
                file, states = shelf.path_of(language), StateWording.__struct_fields__
                spoken = [(s, getattr(say, s)) for s in states] if isinstance(say, StateWording) else [("", say)]
                for state, text in spoken:
                    path: Path = ["say", item.id, state] if state else ["say", item.id]
                    cites, sourced = bool(item.evidence), bool(item.sources)
                    yield Saying(language, file, path, item.id, state, text, kinds, cites, sourced)
    if desk.only is None:
        yield from _outline_sayings(desk)
        yield from _letter_sayings(desk)


def _outline_sayings(desk: Desk) -> Iterator[Saying]:
    facts = desk.shared_facts
    for file, path, outline in records_in(desk, "outlines", desk.reference.outlines):
        kinds: dict[str, FactKind] = {name: facts[name].kind for name in outline.facts if name in facts}
        for language, text in outline.subject.items():
            yield Saying(language, file, [*path, "subject", language], outline.id, "", text, kinds, False, False, False)
        for number, section in enumerate(outline.sections):
            for part in ("opens", "closes"):
                for index, item in enumerate(getattr(section, part)):
                    own = {name: kinds[name] for name in item.needs if name in kinds}
                    for language, text in item.say.items():
                        place: Path = [*path, "sections", number, part, index, "say", language]
                        yield Saying(language, file, place, item.id, "", text, own, False, False)


def letters_of(desk: Desk) -> Iterator[tuple[str, OtherLetter]]:
    """Yield every letter to others with its file."""
    for file, node in desk.tree.items():
        if file.startswith("letters/"):
            yield file, to_record(node, OtherLetter)


def lines_of(letter: OtherLetter) -> Iterator[tuple[Path, LetterLine, bool]]:
    """Yield every line of a letter with its place, and whether it is a whole sentence."""
    parts: dict[str, tuple[LetterLine, ...]] = {"sentences": letter.sentences, "fields": letter.fields}
    for part, lines in {**parts, "closes": letter.closes}.items():
        for number, line in enumerate(lines):
            yield [part, number], line, part != "fields"


def _letter_sayings(desk: Desk) -> Iterator[Saying]:
    for file, letter in letters_of(desk):
        kinds = {name: spec.kind for name, spec in specs_of(letter, desk.shared_facts).items()}
        for part in ("subject", "greeting", "signature"):
            for language, text in getattr(letter, part).items():
                yield Saying(
                    language, file, [part, language], f"{letter.id}.{part}", "", text, kinds, False, False, False
                )
        for path, line, standing in lines_of(letter):
            own = {name: kinds[name] for name in line.needs if name in kinds}
            owner, sourced = f"{letter.id}.{line.id}", bool(line.sources)
            for language, text in line.say.items():
                yield Saying(language, file, [*path, "say", language], owner, "", text, own, False, sourced, standing)
