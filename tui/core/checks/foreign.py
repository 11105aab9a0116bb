"""Letters from elsewhere: a plain text is roughly put into sections by its headings, then checked like any letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tui.core.case.records import Case
from tui.core.case.values import Raw
from tui.core.checks.checking import Origin, SectionChecker
from tui.core.checks.records import NO_BACKGROUND, Background, Findings
from tui.core.checks.rulebook import rulebook_of
from tui.core.checks.tokens import tokens_of
from tui.core.content.library import Content
from tui.core.content.phrases import is_cjk
from tui.core.content.records import ResponseKind
from tui.core.letter.records import Letter, Section
from tui.core.letter.routing import propose
from tui.core.text import clean

KINDS = ("preventive", "root_cause", "corrective", "documents", "closing", "grounds", "opening")
"""In the order in which they are tried: "steps taken to prevent" is about prevention."""
PARTS = frozenset({"root_cause", "corrective", "preventive"})
WHOLE = "letter"
MARKS = re.compile(
    r"^[\s#*_>•·【-]*(?:(?:part|section|step)\s+)?(?:[(（【\[]?(?:\d{1,2}|[A-Da-d]|[ivIV]{1,3}"
    r"|[一二三四五六])(?:[.)、）】\]:：]\s*|\s+(?=[^\W\d_])))?[*_]*\s*(?:part\s+[A-C1-3]\s*[:.-]?\s*)?",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:[-*•·–]|[(（]?(?:\d{1,2}|[a-h])[.)、）:：])\s*\S", re.IGNORECASE)
ENDS = (".", "。", "!", "！")
UNNAMED = re.compile(r"[^.。!！:：;；,，]{2,60}[:：?？]?")
"""A line that stands where a heading stands and says nothing that is known."""
LEAD_IN = re.compile(r"(?:[A-Za-z'’]+ ){0,4}[A-Za-z'’]+:(?=\s\S)|[^\s:：，。]{2,10}：(?=\S)")
GREETING = re.compile(
    r"(?:dear|hello|hi|good|to|subject|ref|re|attached|enclosed|documents?)\b|尊敬|主题|附件|您好", re.IGNORECASE
)
MOST_UNNAMED = 10
LONGEST_LINE = 400
LONGEST_HEADING = 12
LONGEST_ANNOUNCEMENT = 30
COUNTER = re.compile(r"counter.?noti(?:ce|fication)|反通知", re.IGNORECASE)
PROVEN = re.compile(
    r"\b(?:attach\w*|enclos\w*|exhibits?|invoices?|documents?|certificates?|reports?|screenshots?|tracking|proof)\b|附件|附上|随附"
    r"|发票|文件|证书|截图",
    re.IGNORECASE,
)
"""What an answer speaks of that is no plan."""
FIXED = re.compile(
    r"\b(?:corrected|corrections?|before and after|(?:was|were|has been"
    r"|have been) (?:\w+ )?(?:changed|separated|removed|split))\b|已(?:修改|更正|拆分|改正)|修改前后",
    re.IGNORECASE,
)
MARGIN = {"heading": 6, "exact": 0}
STORE_FACTS = ("marketplace", "store")
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    """Where its line begins in the text."""
    body: int
    """Where what belongs to it begins."""
    heading: str


@dataclass(frozen=True, slots=True)
class ForeignLetter:
    """A letter from elsewhere with the places of its sections in the text."""

    letter: Letter
    origins: dict[str, Origin]


def check_text(
    content: Content,
    text: str,
    type_name: str | None = None,
    facts: Mapping[str, Raw] | None = None,
    background: Background = NO_BACKGROUND,
    marketplace: str = "",
    checker: SectionChecker | None = None,
) -> Findings:
    """Check a plain text; the type and its facts are optional and make the checks sharper."""
    known = dict(facts or {})
    found = read_letter(content, text, type_name, known, marketplace)
    letter = found.letter
    case = Case(
        id="text",
        type=letter.type,
        response=letter.response,
        marketplace=letter.marketplace,
        letter_language=letter.language,
        created=CREATED,
        facts=known,
    )
    checker = checker or SectionChecker(content)
    return checker.check(case, letter, background, foreign=True, origins=found.origins)


def read_letter(
    content: Content, text: str, type_name: str | None, facts: Mapping[str, Raw], marketplace: str = ""
) -> ForeignLetter:
    """Put a plain text into sections by its headings, in English and Chinese."""
    text = clean(text).text
    language = language_of_text(text)
    found = _Headings(content).found(text)
    sections: list[Section] = []
    origins: dict[str, Origin] = {}
    for item, end in zip(found, [*(other.start for other in found[1:]), len(text)], strict=True):
        body = text[item.body : end].rstrip()
        skipped = len(body) - len(body.lstrip("\n"))
        start = item.body + skipped
        count = sum(section.id.partition("#")[0] == item.kind for section in sections)
        name = f"{item.kind}#{count + 1}" if count else item.kind
        sections.append(Section(name, item.heading, "edited", body[skipped:], ""))
        before = text[:start]
        origins[name] = (before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)
    kinds = {item.kind for item in found}
    letter = Letter(
        case="text",
        type=type_name or "",
        marketplace=marketplace,
        language=language,
        response=_response(content, type_name, facts, kinds, text),
        subject="",
        sections=tuple(sections),
    )
    return ForeignLetter(letter, origins)


def language_of_text(text: str) -> str:
    """Return the language that most of a text is written in; a Latin word weighs as much as two characters."""
    chinese = sum(is_cjk(sign) for sign in text)
    latin = len(re.findall(r"[A-Za-z]{2,}", text))
    return "zh" if chinese > 2 * latin else "en"


def _response(  # noqa: PLR0911  # each early return is one kind of answer, tried in order
    content: Content, type_name: str | None, facts: Mapping[str, Raw], kinds: set[str], text: str
) -> ResponseKind:
    """Tell what kind of answer a text is: its headings say more than what the type usually wants."""
    if type_name and COUNTER.search(text[:200]) and "counter_notice" in content.type(type_name).type.responses:
        return "counter_notice"
    disputes = re.search(r"\b(?:dispute|in error|not related to|do not own|never sold)\b|异议", text, re.IGNORECASE)
    if not type_name:
        return "dispute" if disputes and len(kinds & PARTS) < 2 else "plan_of_action"
    body = content.type(type_name)
    proposed = propose(body, facts).response
    wanted = body.type.responses
    if len(kinds & PARTS) >= 2 and "fix_then_confirm" not in (proposed,):
        return "plan_of_action"
    if not kinds & PARTS and disputes and "dispute" in wanted:
        return "dispute"
    if not kinds & PARTS and "fix_then_confirm" in wanted and FIXED.search(text):
        return "fix_then_confirm"
    if not kinds & PARTS and not disputes and "plan_of_action" in wanted and not PROVEN.search(text):
        return "plan_of_action"
    return proposed


class _Headings:
    """Knows the wordings of headings, and finds them in a text."""

    def __init__(self, content: Content) -> None:
        self._rulebook = rulebook_of(content)

    def found(self, text: str) -> list[_Found]:
        """Return the beginnings of all sections; the first stands at the text's beginning."""
        headings = _with_unnamed(text, list(self._headings(text)))
        parts = [item for item in headings if item.kind in PARTS]
        if not parts:
            headings = sorted([*headings, *self._openers(text)], key=lambda item: item.start)
        first = "opening" if any(item.kind in PARTS for item in headings) else WHOLE
        if not headings or text[: headings[0].start].strip():
            headings.insert(0, _Found(first, 0, 0, ""))
        return headings

    def _headings(self, text: str) -> Iterator[_Found]:
        place, after_gap, in_part, in_list = 0, True, False, False
        for line in text.split("\n"):
            found = self._heading(line, place)
            if found is None and after_gap and in_part and self._closes(line, in_list):
                found = _Found("closing", place, place, "")
            if found is not None:
                in_part = found.kind in PARTS or (in_part and found.kind != "closing")
            if found is not None or not in_part:
                in_list = False
            elif ITEM.match(line):
                in_list = True
            if found is not None:
                yield found
            after_gap = not line.strip()
            place += len(line) + 1

    def _closes(self, line: str, in_list: bool) -> bool:
        """Say whether a paragraph ends the parts: by its first words, or as it stands apart after a list of items."""
        if LEAD_IN.match(line) and not GREETING.match(line):
            return False
        stands_apart = in_list and bool(line.strip()) and not ITEM.match(line) and line.rstrip().endswith(ENDS)
        return stands_apart or self._begins(line, "closing")

    def _heading(self, line: str, place: int) -> _Found | None:
        marks = MARKS.match(line)
        lead = marks.end() if marks else 0
        rest = line[lead:].rstrip(" *_#】")
        before, colon, after = _split_at_colon(rest)
        if not rest or len(before) > LONGEST_LINE:
            return None
        body = place + lead + len(before) + len(colon)
        kind = self._kind(before, bool(colon), bool(after.strip()), plain=lead == 0)
        if kind is None:
            return None
        if len(tokens_of(before).words) > LONGEST_HEADING and not after.strip():
            return _Found(kind, place, place, "")  # a whole sentence that announces the part belongs to the letter
        return _Found(kind, place, body if after.strip() else place + len(line), before.strip())

    def _kind(self, heading: str, colon: bool, inline: bool, plain: bool) -> str | None:
        words = tokens_of(heading).words
        said = [word for word in words if word.isalnum() or not word.isascii()]
        if not said or (heading.rstrip().endswith((".", "。", "!", ",")) and len(said) > 4):
            return None
        for kind in KINDS:
            for manner in ("exact", "heading"):
                span = self._span(manner, kind, words)
                bound = span + (min(3, MARGIN[manner]) if inline and plain else MARGIN[manner])
                if span and len(said) <= min(max(bound, span), LONGEST_HEADING * (1 + (words[0] > "⺀"))):
                    return kind
        if colon and not inline and len(said) <= LONGEST_ANNOUNCEMENT:
            return next((kind for kind in KINDS if self._span("announce", kind, words)), None)
        return None

    def _span(self, manner: str, kind: str, words: list[str]) -> int:
        """Return how many words the longest wording has that stands in a heading."""
        places = self._rulebook.family(f"{manner}_{kind}").places(words, [0] * len(words))
        return max((last - first for first, last in places.get(0, [])), default=0)

    def _begins(self, line: str, kind: str) -> bool:
        words = tokens_of(line).words[:12]
        places = self._rulebook.family(f"opens_{kind}").places(words, [0] * len(words))
        return any(first == 0 for first, _ in places.get(0, []))

    def _openers(self, text: str) -> Iterator[_Found]:
        """Yield paragraphs that say in their first words which part they are, for letters without headings."""
        place, after_gap = 0, True
        for line in text.split("\n"):
            if after_gap:
                for kind in KINDS:
                    if kind in PARTS and self._begins(MARKS.sub("", line), kind):
                        yield _Found(kind, place, place, "")
                        break
            after_gap = not line.strip()
            place += len(line) + 1


def _with_unnamed(text: str, headings: list[_Found]) -> list[_Found]:
    """Return headings with those that only their place tells: after the cause what was done, then prevention."""
    order = ("root_cause", "corrective", "preventive")
    known = {item.kind for item in headings}
    added: list[_Found] = []
    first = min((item.start for item in headings if item.kind in PARTS), default=0)
    for start, heading in _heading_like(text):
        if any(item.start == start for item in headings):
            continue
        before = [item for item in [*headings, *added] if item.start < start]
        last = max(before, key=lambda item: item.start, default=None)
        kind = order[0] if start < first else ""
        if last is not None and last.kind in order[:2]:
            kind = order[order.index(last.kind) + 1]
        if kind and kind not in known:
            known.add(kind)
            added.append(_Found(kind, start, start + len(heading), heading.strip(" *_#:：【】")))
    return sorted([*headings, *added], key=lambda item: item.start)


def _heading_like(text: str) -> Iterator[tuple[int, str]]:
    """Yield the short lines after a gap that end without a full stop and stand over further text."""
    lines = text.split("\n")
    place = 0
    for number, line in enumerate(lines):
        before = lines[number - 1].strip() if number else ""
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        plain = line.strip(" *_#")
        marks = MARKS.match(plain)
        plain = plain[marks.end() :] if marks else plain
        size = len(tokens_of(plain).words)
        lead = LEAD_IN.match(line)
        if (
            not before
            and after
            and not GREETING.match(plain)
            and UNNAMED.fullmatch(plain)
            and size <= MOST_UNNAMED * (1 + is_cjk(plain[0]))
        ):
            yield place, line
        elif not before and lead and not GREETING.match(plain):
            yield place, lead[0]
        place += len(line) + 1


def _split_at_colon(text: str) -> tuple[str, str, str]:
    match = re.search(r"[:：]\s*|\s+[–—-]\s+", text)
    if match is None:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :].strip(" *_")
