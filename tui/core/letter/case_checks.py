"""Checks of worked cases that need the composer: each opens, gets the letter it expects, and that letter is clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tui.core.content.compiled import Stores
from tui.core.content.layers import Tree
from tui.core.content.library import Content, PartSource
from tui.core.content.linting.checking import check
from tui.core.content.linting.desk import Desk
from tui.core.content.linting.findings import Placed, Report
from tui.core.content.problems import ContentError
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter, Section
from tui.core.letter.text import count_words, letter_text
from tui.core.letter.values import GAP_CLOSE, GAP_OPEN
from tui.core.letter.worked import Worked, as_case, failed_expectations

LANGUAGES = ("en", "zh")
MAX_WORDS = 35
MOST_WORDS = 800
LEAST_WORDS = 250
LEAST_WORDS_SHORT = 100
"""For the responses of which the domain reference wants few lines: documents, disputes, corrections, forms."""
LEAST_SHARE = 0.6
"""The share of the sentences of a full letter that carry a fact of the case."""
CJK = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
LATIN_STOP = re.compile(r"[\u4e00-\u9fff）」”]\s?\.$")
# "None of these units" is English; a None that stands alone is Python.
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|\bNone\b(?! of\b)|\bundefined\b")
GAP = re.compile(f"{GAP_OPEN}[^{GAP_CLOSE}]*{GAP_CLOSE}")
# What ends a sentence inside a line that the seller's own values may have made two of.
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


def check_content(tree: Tree, worked: Tree, only: str | None = None, today: date | None = None) -> Report:
    """Check content together with its worked cases: all that the content check says, and the letters of the cases."""
    return check(tree, only, today, worked, more=(worked_letters,))


def worked_letters(desk: Desk) -> Iterator[Placed]:
    """Each worked case opens, gets what it expects, and its letters are clean in every language."""
    parts = {f"type-{name}": body for name, body in desk.bodies.items()}
    stores = Stores(marketplaces=desk.reference.marketplaces)
    shared = {"index": desk.index, "reference": desk.reference, "directory": desk.directory, "stores": stores}
    source = PartSource({**shared, **parts})
    content = Content(source)
    for file, record in (desk.cases or {}).items():
        name = file.split("/")[1]
        if name in desk.bodies and desk.only in (None, name):
            for rule, message in case_faults(content, Worked(Path(file), name, record)):
                yield desk.find(file, ["expect"] if rule == "case_expectation" else [], rule, message)


def case_faults(content: Content, worked: Worked) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a worked case or its letters, each with the rule that says so."""
    try:
        cases = {language: as_case(content, worked, language) for language in LANGUAGES}
    except ContentError as error:
        yield "case_value", error.problems[0].message
        return
    for message in failed_expectations(content, worked):
        yield "case_expectation", message
    for language, case in cases.items():
        letter = compose(content, case, language)
        for message in letter_faults(letter):
            yield "case_letter", f"[{language}] {message}"
        if language == "en" and worked.record.shows == "full":
            for message in size_faults(letter):
                yield "case_size", message


def letter_faults(letter: Letter) -> Iterator[str]:
    """Yield what no generated letter may hold, whatever was claimed; the values of the case are taken to be English."""
    if match := LEFT_OVER.search(letter.subject):
        yield f"the subject holds '{match[0]}'"
    for section in letter.sections:
        for sentence in section.sentences:
            for message in _sentence_faults(sentence.text, letter.language):
                yield f"{message}: {sentence.line[:160]}"


def _sentence_faults(sentence: str, language: str) -> Iterator[str]:
    # A missing value stands between marks with its label; it is asked for, not sent.
    text = GAP.sub("X", sentence)
    if match := LEFT_OVER.search(text):
        yield f"'{match[0]}' is left over"
    if "  " in text or text != text.strip() or not text:
        yield "nothing, two spaces, or a space at the edge"
    if language == "zh":
        if LATIN_STOP.search(text):
            yield "a Chinese sentence ends with a Latin full stop"
        return
    if match := CJK.search(text):
        yield f"an English letter holds '{match[0]}'"
    longest = max((count_words(part) for part in SENTENCE_END.split(text)), default=0)
    if longest > MAX_WORDS and not _is_list(text):
        yield f"a sentence has {longest} words, at most {MAX_WORDS} are read at one go"


def _is_list(text: str) -> bool:
    """Say whether a sentence is long because it lists many codes, which no wording can shorten."""
    return len(re.findall(r"\b(?:B0[A-Z0-9]{8}|\d{3}-\d{7}-\d{7})\b", text)) > 3


def size_faults(letter: Letter) -> Iterator[str]:
    """Yield whether a letter about which everything is known is too short, too long, or says too little of the case."""
    words, least = count_words(letter_text(letter)), LEAST_WORDS_SHORT
    if letter.response == "plan_of_action":
        least = LEAST_WORDS
    if letter.sections and not least <= words <= MOST_WORDS:
        yield f"the full letter has {words} words; {least} to {MOST_WORDS} are wanted"
    share = fact_share(letter.sections)
    if letter.sections and share < LEAST_SHARE:
        yield f"only {share:.0%} of the sentences carry a fact of the case; {LEAST_SHARE:.0%} are wanted"


def fact_share(sections: tuple[Section, ...]) -> float:
    """Return the share of sentences that carry a fact of the case, a claim or a document."""
    sentences = [sentence for section in sections for sentence in section.sentences]
    carrying = [item for item in sentences if item.facts or item.evidence or item.state]
    return len(carrying) / len(sentences) if sentences else 0.0
