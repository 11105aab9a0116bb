"""Honesty: people's data, leavings of a language model, types that need a lawyer, the perjury statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.checks.computations.registry import Setting, hit_at, of_letter, of_section
from tui.core.checks.paper import Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

BUYER = re.compile(r"\b(?:buyer|customer|purchaser|recipient|consumer)s?\b|买家|顾客|客户|收件人", re.IGNORECASE)
PERSON = re.compile(
    r"\b(?i:buyer|customer|purchaser|recipient),?\s+(?:named?\s+|is\s+|was\s+|called\s+"
    r"|whose name is\s+)?[(]?((?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z][a-z]+"
    r"|(?!Amazon|Service|Seller|Support|Account|Health|Central|Care|Exhibit|Order|Review|Message|Return|Feedback)"
    r"[A-Z][a-z]+\s+(?:[A-Z]\.\s*)?(?!Ltd|Inc|GmbH|LLC|Service|Manager|Team|Central|Health)[A-Z][a-z]+)"
    r"|\b((?:Mr|Mrs|Ms)\.?\s+[A-Z][a-z]+)(?=[^.]{0,60}\b(?:buyer|customer|bought|ordered|purchased|complained)\b)"
)
PHONE = re.compile(r"(?<![\w-])\+?\d{1,3}[ .-]?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{3,4}(?![\w-])")
MAIL = re.compile(r"\b[\w.+-]+@(?!(?:[\w-]+\.)*amazon\.)[\w-]+\.\w{2,}")
STREET = re.compile(
    r"\b\d{1,5}\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Court|Way|Boulevard|Blvd)\b"
)
MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|^#{1,6}\s+\S|```|^\s*\|.+\|\s*$|__[^_\n]+__|\]\(https?:", re.MULTILINE)
PERJURY = re.compile(r"penalt(?:y|ies) of perjury|伪证", re.IGNORECASE)


@of_section("buyer_data")
def buyer_data(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at names, telephone numbers, mail and street addresses of buyers."""
    for line in reading.lines:
        if line.trace is not None:
            continue
        named = PERSON.search(line.text)
        if named:
            group = 1 if named[1] else 2
            yield hit_at(reading, line.start + named.start(group), line.start + named.end(group))
        if BUYER.search(line.text):
            for pattern in (PHONE, MAIL, STREET):
                if match := pattern.search(line.text):
                    yield hit_at(reading, line.start + match.start(), line.start + match.end())


@of_section("markdown")
def markdown(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at marks that a chat window shows as bold type and headings; Amazon's form shows them as they are."""
    whole = f"{reading.heading}\n{reading.text}"
    margin = len(reading.heading) + 1
    for match in MARKDOWN.finditer(whole):
        start = max(match.start() - margin, 0)
        yield hit_at(reading, start, max(match.end() - margin, start))


@of_letter("stop_type")
def stop_type(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where a letter is written to a notice that belongs before a lawyer."""
    body = paper.body
    stopped = body is not None and body.type.severity == "stop"
    if paper.readings and (paper.letter.response == "legal" or (stopped and paper.letter.response == "plan_of_action")):
        yield Hit()


@of_letter("perjury_statement")
def perjury_statement(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where a counter-notice does not carry its statement under penalty of perjury, or nobody confirmed it."""
    if paper.readings and not any(PERJURY.search(reading.text) for reading in paper.readings):
        yield Hit()
