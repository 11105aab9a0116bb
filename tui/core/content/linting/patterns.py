"""Patterns: the phrases of a notice recognise the examples, leave other types alone, and stay plain and fast."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.content.linting.desk import Desk, Path, Shelf
from tui.core.content.linting.findings import Placed
from tui.core.content.phrases import Folded, fold, folded_wording, is_cjk, matches_folded, places
from tui.core.content.problems import nearest
from tui.core.content.records import NoticePhrase, SuspensionType
from tui.core.content.replies import NOTICE_WORDS_FILE

RECOGNISED = 2
"""The weight from which an example counts as recognised."""
CLEAR = 3
"""The weight of a phrase that speaks for one type alone."""
MAX_PHRASE = 100
MAX_PHRASE_WORDS = 14
MAX_WORDINGS = 60
MAX_WITHIN = 40
LONG_WORD = 10
"""From this length on a single word is a compound, or a term of art."""
WILDCARD = re.compile(r"[*\\^$|{}\[\]]|\.\+|\.\?|\(\?")


def examples(desk: Desk) -> Iterator[Placed]:
    """The phrases recognise every `yes` example; in a `no` example no clear phrase of the type speaks."""
    for shelf, record in _records(desk):
        notice = record.notice
        for number, text in enumerate(notice.examples.yes):
            weight = sum(phrase.weight for phrase, _ in speaking(record, fold(text)))
            if weight < RECOGNISED:
                message = f"the phrases do not recognise this example (weight {weight} of {RECOGNISED})"
                yield desk.find(shelf.declared_in, ["notice", "examples", "yes", number], "example_yes", message)
        for number, text in enumerate(notice.examples.no):
            clear = [found for phrase, found in speaking(record, fold(text)) if phrase.weight >= CLEAR]
            if clear:
                message = f"'{clear[0]}' speaks clearly for this type in a text that is not of it"
                yield desk.find(shelf.declared_in, ["notice", "examples", "no", number], "example_no", message)


def _records(desk: Desk) -> Iterator[tuple[Shelf, SuspensionType]]:
    for shelf, body in desk.types():
        yield shelf, body.type


def speaking(record: SuspensionType, folded: Folded) -> Iterator[tuple[NoticePhrase, str]]:
    """Yield each phrase of a type that speaks in a text, with what it found."""
    for phrase in record.notice.phrases:
        for start, end in matches_folded(phrase, folded)[:1]:
            yield phrase, folded.text[start:end]


def foreign(desk: Desk) -> Iterator[Placed]:
    """No strong phrase speaks in another type's examples, unless the two are listed as confusable."""
    folded = {name: [fold(text) for text in body.type.notice.examples.yes] for name, body in desk.bodies.items()}
    confusable = {name: set(body.type.confusable) for name, body in desk.bodies.items()}
    for shelf, record in _records(desk):
        for number, phrase in enumerate(record.notice.phrases):
            if phrase.weight < RECOGNISED:
                continue
            for other, texts in folded.items():
                if other == shelf.name or other in confusable[shelf.name] or shelf.name in confusable[other]:
                    continue
                for text in texts:
                    for start, end in matches_folded(phrase, text)[:1]:
                        message = f"'{text.text[start:end]}' speaks in an example of {other}: \"{text.text[:80]}\""
                        yield desk.find(shelf.declared_in, ["notice", "phrases", number], "pattern_foreign", message)


def words(desk: Desk) -> Iterator[Placed]:
    """The words of a type belong to a type that is there."""
    node = desk.tree.get(NOTICE_WORDS_FILE)
    if node is None or not isinstance(node.value, dict) or desk.only is not None:
        return
    for name in node.value:
        if name not in desk.type_ids:
            message = f"there is no suspension type '{name}'{nearest(name, desk.type_ids)}"
            yield desk.find(NOTICE_WORDS_FILE, [name], "reference", message)


def shapes(desk: Desk) -> Iterator[Placed]:
    """A phrase is a few short plain wordings with a weight of 1 to 3: nothing in it can be slow."""
    for shelf, record in _records(desk):
        for number, phrase in enumerate(record.notice.phrases):
            path: Path = ["notice", "phrases", number]
            for message in _shape_faults(phrase):
                yield desk.find(shelf.declared_in, path, "pattern_shape", message)
            for wording in phrase.any if phrase.weight >= CLEAR and phrase.near is None else ():
                if _is_bold(wording):
                    message = f"the single short word '{wording}' has the weight of a clear sign"
                    yield desk.find(shelf.declared_in, path, "pattern_bold", message)
        if not any(phrase.weight >= CLEAR for phrase in record.notice.phrases):
            message = f"no phrase speaks clearly for {record.id} (weight {CLEAR})"
            yield desk.find(shelf.declared_in, ["notice", "phrases"], "pattern_shape", message, level="warning")


def _shape_faults(phrase: NoticePhrase) -> Iterator[str]:
    if not 1 <= phrase.weight <= CLEAR:
        yield f"the weight is {phrase.weight}; it may be 1, 2 or 3"
    if not phrase.any:
        yield "the phrase has no wording"
    if len(phrase.any) > MAX_WORDINGS:
        yield f"the phrase has {len(phrase.any)} wordings; at most {MAX_WORDINGS} are looked for at one go"
    if not 1 <= phrase.within <= MAX_WITHIN:
        yield f"'within' is {phrase.within}; 1 to {MAX_WITHIN} words are near"
    for wording in (*phrase.any, *phrase.unless, *((phrase.near,) if phrase.near is not None else ())):
        folded = folded_wording(wording)
        if not any(sign.isalnum() for sign in folded):
            yield f"the wording '{wording}' holds nothing to look for"
        elif len(wording) > MAX_PHRASE or len(folded.split()) > MAX_PHRASE_WORDS:
            yield f"the wording '{wording[:40]}…' is too long; 2 to 6 words are enough"
        if match := WILDCARD.search(wording):
            yield f"'{match[0]}' in '{wording[:40]}' is looked for as it stands; phrases have no wildcards"
    for wording in phrase.unless:
        if any(places(wording, fold(found)) for found in phrase.any):
            yield f"'{wording}' stands inside the phrase itself, so it would never speak"


def _is_bold(wording: str) -> bool:
    folded = folded_wording(wording)
    if any(is_cjk(sign) for sign in folded):
        return len(folded) < 3
    is_abbreviation = wording.isupper() and len(folded) >= 4
    return " " not in folded and len(folded) < LONG_WORD and not is_abbreviation


def twice(desk: Desk) -> Iterator[Placed]:
    """A wording counts once: it does not stand in two phrases of a type."""
    for shelf, record in _records(desk):
        seen: dict[tuple[str, str | None], int] = {}
        for number, phrase in enumerate(record.notice.phrases):
            for wording in phrase.any:
                key = (folded_wording(wording), phrase.near)
                if key in seen:
                    message = f"'{wording}' stands in this list already (phrase {seen[key] + 1})"
                    yield desk.find(shelf.declared_in, ["notice", "phrases", number], "pattern_twice", message)
                seen.setdefault(key, number)
