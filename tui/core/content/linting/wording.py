"""Wording: whole sentences, the right names, the tense of the state, the script of the language, nothing empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.content.linting.desk import Desk
from tui.core.content.linting.findings import Placed
from tui.core.content.linting.names import FIXED_NAMES, INSERTION, STATE_NAMES, STATE_NEEDS, bare, names_of
from tui.core.content.linting.wordings import TYPICAL_WORDS, Saying, sayings
from tui.core.content.problems import nearest
from tui.core.content.records import FactKind
from tui.core.content.wording import WordingError

MAX_WORDS = 35
MAX_SIGNS = 120
"""The longest Chinese sentence, in characters."""
HAN = "\u3400-\u9fff"
CJK = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
WORD = re.compile(r"[A-Za-z0-9][\w'’.,%/-]*")
BARE_FIGURE = re.compile(r"(?<![A-Za-z0-9-])\d+(?:[.,]\d+)*(?![A-Za-z0-9-])")
LATIN_MARK = re.compile(rf"(?<=[{HAN}])[,;:!?()](?=[{HAN}]|$)|(?<=[{HAN}])\.(?=[{HAN}]|$)|[,;:](?=[{HAN}])")
FUTURE = re.compile(r"\b(will|shall|going to|plans? to|intends? to)\b", re.IGNORECASE)
FUTURE_ZH = re.compile(r"将(?:于|会|在|要)|(?:计划|打算|准备)(?:于|在)")
WILL = re.compile(r"\b(will|is to|are to)\b")
EMPTY_WORDS = re.compile(
    r"\b(ensure|strictly|enhance|strengthen|regularly|as soon as possible|sincere(?:ly)?|apologi[sz]e|deeply|promise|"
    r"guarantee|never again|dear|kindly|valued|earliest)\b",
    re.IGNORECASE,
)
EMPTY_WORDS_ZH = re.compile(r"恳请|务必|严格|深表|诚挚|尊敬的|贵司|我司|绝不再|定期|尽快")
NAMES_WITH_EMPTY_WORDS = re.compile(r"A-to-z Guarantee|Account Health Assurance")
UNFINISHED = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX+|lorem|ipsum)\b|待补|待定|待填|占位|_{2,}|\.{3}|…|\[[^\]]*\]|<[a-zA-Z][^>]*>|\be\.g\.|\bi\.e\.|\betc\b"
)
SECOND_SENTENCE = re.compile(r"[.!?]\s+[A-Z0-9]")
ABBREVIATION = re.compile(r"\b(?:No|Nos|Inc|Ltd|Co|St|vs|Art|approx)\.\s")
PAIRS = {"(": ")", "[": "]", "（": "）", "《": "》", "「": "」", "“": "”", "【": "】"}
ENDS = {"en": ".", "zh": "。"}
SAMPLES = {"en": "X", "zh": "甲"}


def names(desk: Desk) -> Iterator[Placed]:
    """A wording inserts what its statement declares: all of it, and nothing else."""
    everywhere = FIXED_NAMES | desk.parameters
    for item in sayings(desk):
        try:
            found = names_of(item.text)
        except WordingError as error:
            yield desk.find(item.file, item.path, "template", str(error))
            continue
        allowed = {*item.kinds, *STATE_NAMES.get(item.state, {"cite"} if item.cites else ())}
        for name in sorted(found - allowed - everywhere):
            message = f"'{name}' is not declared for {item.owner}{nearest(name, allowed)}"
            yield desk.find(item.file, item.path, "names", message)
        if item.standing:
            for name in sorted((set(item.kinds) | STATE_NEEDS.get(item.state, frozenset())) - found):
                message = f"'{name}' is declared for {item.owner} but this wording does not say it"
                yield desk.find(item.file, item.path, "names", message)


def parity(desk: Desk) -> Iterator[Placed]:
    """Every language says the same names: the thresholds and the proof too, which no statement declares."""
    spoken: dict[tuple[str, str, str, bool], list[tuple[Saying, frozenset[str]]]] = {}
    for item in sayings(desk):
        folder = item.file.rsplit("/", 1)[0]
        try:
            found = names_of(item.text)
        except WordingError:
            continue
        spoken.setdefault((folder, item.owner, item.state, item.standing), []).append((item, found))
    for versions in spoken.values():
        every = frozenset().union(*(found for _, found in versions))
        for item, found in versions:
            declared = {*item.kinds, *STATE_NEEDS.get(item.state, ())} if item.standing else set()
            for name in sorted(every - found - declared):
                message = f"'{name}' is said of {item.owner} in another language but not in this one"
                yield desk.find(item.file, item.path, "parity", message)


def sentences(desk: Desk) -> Iterator[Placed]:
    """A wording is one whole sentence of a fitting length, in the script and signs of its language."""
    for item in sayings(desk):
        if item.language not in ENDS:
            continue
        text = bare(item.text, SAMPLES[item.language])
        found = list(_shape(item, text)) if item.standing else []
        found += [*_signs(text), *(_english(item, text) if item.language == "en" else _chinese(item, text))]
        for rule, message in found:
            yield desk.find(item.file, item.path, rule, message)


def _shape(item: Saying, text: str) -> Iterator[tuple[str, str]]:
    stop = ENDS[item.language]
    if not text.endswith(stop):
        yield "sentence", f"the sentence does not end with '{stop}'"
    inner = text[:-1]
    several = "。" in inner or "！" in inner or "？" in inner
    if item.language == "en":
        several = SECOND_SENTENCE.search(ABBREVIATION.sub("", inner)) is not None
        start = text[:1]
        if start and not (start.isupper() or start.isdigit() or start in "\"'(“"):
            yield "sentence", "the sentence begins in the middle: a capital or a value comes first"
    elif text[:1] in "，。、；：）":
        yield "sentence", "the sentence begins in the middle"
    if several:
        yield "sentence", "a wording holds more than one sentence"
    if match := BARE_FIGURE.search(text):
        yield "figure", f"the figure {match[0]} has no parameter, fact or detail behind it"


def _signs(text: str) -> Iterator[tuple[str, str]]:
    if "  " in text or text != text.strip() or "\n" in text:
        yield "spaces", "two spaces, a line end, or a space at the edge"
    if re.search(r"\s[,.;:!?)，。；：）]", text):
        yield "spaces", "a space stands before a punctuation mark"
    yield from pairs(text)
    if match := UNFINISHED.search(text):
        yield "placeholder", f"'{match[0]}' waits to be finished"


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield a fault where brackets or quotation marks do not come in pairs."""
    open_signs: list[str] = []
    closing = {close: sign for sign, close in PAIRS.items()}
    for sign in text:
        if sign in PAIRS:
            open_signs.append(sign)
        elif sign in closing and (not open_signs or open_signs.pop() != closing[sign]):
            yield "brackets", f"'{sign}' closes nothing"
            return
    if open_signs:
        yield "brackets", f"'{open_signs[-1]}' is not closed"
    elif text.count('"') % 2:
        yield "brackets", "a quotation mark is not closed"


def _english(item: Saying, text: str) -> Iterator[tuple[str, str]]:
    words = _words(item)
    if item.standing and words > MAX_WORDS:
        yield "length", f"with usual values the sentence has {words} words; at most {MAX_WORDS} are read at one go"
    if item.state in ("done", "under_way") and (match := FUTURE.search(text)):
        yield "tense", f"'{item.state}' speaks of the future: '{match[0]}'"
    if item.state == "planned" and not WILL.search(text):
        yield "tense", "'planned' does not say 'will'"
    if match := CJK.search(text):
        yield "script", f"an English sentence holds '{match[0]}'"
    if match := EMPTY_WORDS.search(NAMES_WITH_EMPTY_WORDS.sub("", text)):
        yield "empty_word", f"'{match[0]}' says nothing that can be checked"


def _words(item: Saying) -> int:
    """Count the words of an English wording with values of usual length; a reference to an exhibit has two."""
    longer = sum(TYPICAL_WORDS.get(_kind(item, match[1]), 1) - 1 for match in INSERTION.finditer(item.text))
    return len(WORD.findall(bare(item.text, "X"))) + longer + 2 * ("cite" in item.text)


def _kind(item: Saying, name: str) -> FactKind:
    if name in ("date", "due"):
        return "date"
    return item.kinds.get(name, "count")


def _chinese(item: Saying, text: str) -> Iterator[tuple[str, str]]:
    if len(text) > MAX_SIGNS:
        yield "length", f"the sentence has {len(text)} characters; at most {MAX_SIGNS} are read at one go"
    if match := LATIN_MARK.search(text):
        yield "script", f"Latin punctuation '{match[0]}' in Chinese"
    if item.state == "done" and (match := FUTURE_ZH.search(text)):
        yield "tense", f"'done' speaks of the future: {match[0]}"
    if item.state == "planned" and not re.search(r"将|拟|计划|起，|前", text):
        yield "tense", "'planned' does not speak of the future (将)"
    if "|noun(" in item.text.replace(" ", ""):
        yield "template", "Chinese has no plural; write {{ name }} with a measure word"
    if match := EMPTY_WORDS_ZH.search(text):
        yield "empty_word", f"「{match[0]}」 says nothing that can be checked"
