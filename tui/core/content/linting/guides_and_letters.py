"""Guides and letters to others: what they name exists, every language says the same, facts bear their sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from tui.core.content.guides import Guide
from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Placed
from tui.core.content.linting.wording import LATIN_MARK, UNFINISHED
from tui.core.content.linting.wordings import letters_of, lines_of
from tui.core.content.other_letters import OtherLetter, specs_of
from tui.core.content.problems import nearest
from tui.core.content.reading import to_record
from tui.core.content.records import FactSpec, Words

KEYS = re.compile(r"[（(]((?:SEED|[A-Z]{1,2}\d+[a-z]?)(?:(?:, |、)(?:SEED|[A-Z]{1,2}\d+[a-z]?))*)[）)]")
"""Keys of sources as they stand at the end of a sentence of a guide."""
SEPARATOR = re.compile(r", |、")
HAN = re.compile(r"[\u3400-\u9fff]")
YEAR = timedelta(days=366)


def guides(desk: Desk) -> Iterator[Placed]:
    """A guide is whole in every language, cites in each the sources that it lists, and names types that exist."""
    if desk.only is not None:
        return
    for file, node in desk.tree.items():
        if not file.startswith("guides/"):
            continue
        guide = to_record(node, Guide)
        yield from _unknown(desk, file, ["types"], guide.types, _types_and_groups(desk), "type or group")
        yield from _sources_and_day(desk, file, guide.sources, guide.reviewed)
        yield from _prose(desk, file, ["title"], guide.title)
        yield from _prose(desk, file, ["body"], guide.body)
        yield from _thresholds(desk, file, guide)
        cited = {language: _cited(text) for language, text in guide.body.items()}
        everywhere = sorted(set().union(*cited.values()))
        for language, keys in cited.items():
            path: Path = ["body", language]
            for key in everywhere:
                if key not in keys:
                    message = f"'{key}' is cited in another language but not in this one"
                    yield desk.find(file, path, "parity", message)
                elif key not in guide.sources:
                    yield desk.find(file, path, "source", f"'{key}' is cited but not listed under sources")
        for key in sorted(set(guide.sources) - set(everywhere)):
            yield desk.find(file, ["sources"], "orphan", f"'{key}' is listed under sources but never cited")


def _thresholds(desk: Desk, file: str, guide: Guide) -> Iterator[Placed]:
    """A guide states the values of the parameters that it lists, so that a changed threshold does not stay behind."""
    parameters = {item.id: item for item in desk.reference.parameters}
    yield from _unknown(desk, file, ["parameters"], guide.parameters, frozenset(parameters), "parameter")
    for name in guide.parameters:
        if name not in parameters:
            continue
        figure = f"{parameters[name].value.normalize():,f}"
        for language, body in guide.body.items():
            if not re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", body):
                message = f"the value {figure} of the parameter '{name}' is not stated"
                yield desk.find(file, ["body", language], "figure", message)


def _cited(text: str) -> set[str]:
    return {key for match in KEYS.finditer(text) for key in SEPARATOR.split(match[1])}


def _prose_faults(language: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield faults of the prose; a table may set languages side by side."""
    for line in text.splitlines():
        if match := UNFINISHED.search(line):
            yield "placeholder", f"'{match[0]}' waits to be finished"
        if "{{" in line or "{%" in line:
            yield "placeholder", "this text is shown as it stands; nothing is inserted"
        if line.startswith("|"):
            continue
        if language == "en" and (match := HAN.search(line)):
            yield "script", f"an English text holds '{match[0]}'"
        if language == "zh" and (match := LATIN_MARK.search(line)):
            yield "script", f"Latin punctuation '{match[0]}' in Chinese"


def letters(desk: Desk) -> Iterator[Placed]:
    """A letter to others names what exists, labels what it asks for, and asks under ids of its own."""
    if desk.only is not None:
        return
    taken = {spec.id for body in desk.bodies.values() for spec in body.type.facts} | set(desk.shared_facts)
    first: dict[str, FactSpec] = {}
    for file, letter in letters_of(desk):
        yield from _letter_references(desk, file, letter)
        yield from _letter_texts(desk, file, letter)
        yield from _sources_and_day(desk, file, letter.sources, letter.reviewed)
        for number, spec in enumerate(letter.facts):
            place: Path = ["facts", number]
            if spec.id in taken:
                yield desk.find(file, place, "shadow", f"'{spec.id}' is a fact of a type or a pool already")
            elif first.setdefault(spec.id, spec) != spec:
                yield desk.find(file, place, "shadow", f"'{spec.id}' is another fact in another letter")
        kind = next((item for item in desk.reference.documents if item.id == letter.document), None)
        shown = max((len(lines) for lines in kind.shows.values()), default=0) if kind else 0
        if kind and letter.fields and len(letter.fields) < shown:
            message = f"{kind.id} has to show {shown} things; the letter asks for {len(letter.fields)}"
            yield desk.find(file, ["fields"], "thin", message)


def _letter_references(desk: Desk, file: str, letter: OtherLetter) -> Iterator[Placed]:
    known = _types_and_groups(desk)
    yield from _unknown(desk, file, ["types"], letter.types, known, "type or group")
    yield from _unknown(desk, file, ["except_types"], letter.except_types, known, "type or group")
    yield from _unknown(desk, file, ["requires"], letter.requires, letter.shared, "shared fact of this letter")
    document = (letter.document,) if letter.document else ()
    yield from _unknown(desk, file, ["document"], document, desk.documents, "document")
    specs = specs_of(letter, desk.shared_facts)
    places = [([*path, "when"], line.when) for path, line, _ in lines_of(letter)]
    places += [(["facts", number, "when"], spec.when) for number, spec in enumerate(letter.facts)]
    for path, line, _ in lines_of(letter):
        yield from _unknown(desk, file, [*path, "needs"], line.needs, specs, "fact of this letter")
        yield from _unknown(desk, file, [*path, "sources"], line.sources, desk.sources, "source", "source")
    for path, when in places:
        if when is None:
            continue
        yield from _unknown(desk, file, path, (when.fact,), specs, "fact of this letter", "condition")
        options = specs[when.fact].options if when.fact in specs else ()
        values = [value for value in (when.equals, when.is_not, *when.any_of) if value and options]
        yield from _unknown(desk, file, path, values, options, f"option of {when.fact}", "condition")
    asked = {name for _, line, _ in lines_of(letter) for name in line.needs}
    asked |= {when.fact for _, when in places if when}
    around = " ".join(text for words in (letter.subject, letter.greeting, letter.signature) for text in words.values())
    for name in specs:
        if name not in asked and name not in around:
            yield desk.find(file, ["facts"], "orphan", f"'{name}' is asked for and never used")


def _letter_texts(desk: Desk, file: str, letter: OtherLetter) -> Iterator[Placed]:
    yield from _in_every_language(desk, file, ["subject"], letter.subject)
    for part in ("title", "explains"):
        yield from _prose(desk, file, [part], getattr(letter, part))
    for part in ("greeting", "signature"):
        if texts := getattr(letter, part):
            yield from _in_every_language(desk, file, [part], texts)
    for path, line, _ in lines_of(letter):
        yield from _in_every_language(desk, file, [*path, "say"], line.say)
    for spec in letter.facts:
        for part in ("labels", "why"):
            yield from _prose(desk, file, [part, spec.id], getattr(letter, part).get(spec.id, {}))
        for option in spec.options:
            labels = letter.options.get(spec.id, {}).get(option, {})
            yield from _prose(desk, file, ["options", spec.id, option], labels)
    own = {spec.id for spec in letter.facts}
    for part in ("labels", "why", "options"):
        for name in sorted(set(getattr(letter, part)) - own):
            yield desk.find(file, [part, name], "superfluous", f"'{name}' is no fact of this letter's own")


def _in_every_language(desk: Desk, file: str, path: Path, texts: Words) -> Iterator[Placed]:
    for language in desk.languages:
        if not texts.get(language, "").strip():
            what = ".".join(str(step) for step in path)
            yield desk.find(file, [*path, language], "completeness", f"{what} has no text in '{language}'")


def _prose(desk: Desk, file: str, path: Path, texts: Words) -> Iterator[Placed]:
    yield from _in_every_language(desk, file, path, texts)
    for language, text in texts.items():
        for rule, message in _prose_faults(language, text):
            yield desk.find(file, [*path, language], rule, message)


def _sources_and_day(desk: Desk, file: str, sources: tuple[str, ...], reviewed: date) -> Iterator[Placed]:
    yield from _unknown(desk, file, ["sources"], sources, desk.sources, "source", "source")
    if not sources:
        yield desk.find(file, ["sources"], "source", "no source is named")
    if reviewed > desk.today + timedelta(days=1):
        yield desk.find(file, ["reviewed"], "review", f"reviewed on {reviewed}, a day that is still to come")
    elif reviewed < desk.today - YEAR:
        yield desk.find(file, ["reviewed"], "review", f"reviewed on {reviewed}, more than a year ago")


def _types_and_groups(desk: Desk) -> set[str]:
    return set(desk.type_ids) | {group.id for group in desk.index.groups}


def _unknown(
    desk: Desk, file: str, path: Path, names: Collection[str], known: Collection[str], what: str,
    rule: str = "reference",
) -> Iterator[Placed]:  # fmt: skip
    for name in names:
        if name not in known:
            yield desk.find(file, path, rule, f"there is no {what} '{name}'{nearest(name, known)}")
