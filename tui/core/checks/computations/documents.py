"""Documents: exhibits that are cited and listed, papers that are too old, too few or not genuine; blanks left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tui.core.checks.computations.dates import known_date
from tui.core.checks.computations.days import named_days
from tui.core.checks.computations.registry import Setting, hit_at, hit_line, of_letter, of_section
from tui.core.checks.features import EXHIBIT
from tui.core.checks.paper import Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

LISTED = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:\d+[.)]\s*)?(?:exhibit|annex|appendix|attachment|enclosure|附件)\s*(\d{1,2}"
    r"|[A-H])\s*(?:[:：.)–-]|\s-)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d{1,2}|\b[A-H]\b")
RUN = re.compile(r"(\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})")
PLACEHOLDER = re.compile(
    r"⟦[^⟧]*⟧|\[(?!\d{1,3}\])[^\]\n]{0,60}\]|\{\{?[^}\n]{1,60}\}?\}|<(?!https?:)[A-Za-z][A-Za-z _/-]{1,40}>"
    r"|\bX{2,}\b|\bx{3,}\b"
    r"|https?://X+\S*|\*{3,}|\b(?:TBD|TBC|TODO|N/?N|lorem ipsum)\b|_{3,}|\bB0X{4,}\w*|(?:\.\s?){3,}|…"
    r"|\b(?:your|company|store|seller|supplier) name here\b|【\s*】|(?<=[^\n])【[^】\n]{1,40}】"
    r"|【[^】\n]{0,20}(?:日期|姓名|填|您|你|编号|[xX]{2})[^】\n]{0,20}】|某某|ＸＸ+|#{3,}|\b(?:MM|DD)[/.-](?:DD"
    r"|MM)[/.-]YY(?:YY)?\b|\bYYYY-MM-DD\b"
    r"|\((?i:insert(?!-)|enter|fill in|add|please (?:add|insert|fill)|your (?:name|company|store"
    r"|order|ASIN)|name of)\b[^)\n]{0,60}\)"
    r"|请(?:在此处?|在这里)?填写|此处填写|某年某月",
)
HARMLESS_BRACKET = re.compile(
    r"\[(?:sic|…|\.\.\.|exhibits? [\d, and]+|image|photo)\]|\[\s?[xX✓]\s?\]|\[[^\]]*(?:\.(?:pdf|png|jpe?g|csv"
    r"|xlsx))\]"
)
INVOICE = re.compile(r"\binvoices?\b|发票", re.IGNORECASE)
BILL = re.compile(
    r"\b(?:utility|water|gas|electricity|power|internet|phone|telephone) (?:bills?|statement)\b|水电|账单",
    re.IGNORECASE,
)
REISSUED = re.compile(r"\b(?:until|expires?|paid|authori[sz]ation|agreement|since|lease|rented)\b|自|租", re.IGNORECASE)
COVERED = re.compile(
    r"invoices?\b[^.]{0,80}?\b(?:cover|covers|covering|for|total|show|list)\w*\s+(?:only\s+"
    r"|a total of\s+)?(?P<have>\d[\d,]*)\s+"
    r"(?:units?|pieces|pcs|items)\b[^.]{0,80}?\b(?:(?P<sold>\d[\d,]*)\s+(?:units?\s+|pieces\s+"
    r"|items\s+)?(?:were\s+|we\s+)?sold"
    r"|sold\s+(?P<sold2>\d[\d,]*))",
    re.IGNORECASE,
)
SUSPECT = re.compile(
    r"pro-?\s?forma|quotation|\bquote\b|photoshop|\bedited?\b|\bmodified\b|\bfake\b|borrowed|\bps\b|形式发票"
    r"|报价单|修改|借用|假",
    re.IGNORECASE,
)


@of_letter("exhibits")
def exhibits(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at exhibits that are cited and not listed, and at those listed and not cited, where there is a list."""
    listed: dict[str, Hit] = {}
    cited: dict[str, Hit] = {}
    for place in paper.places():
        line, reading = place.line, place.reading
        if match := LISTED.match(line.text):
            listed.setdefault(match[1].upper(), hit_line(reading, line))
            continue
        for match in EXHIBIT.finditer(line.text):
            for number in _numbers(match[0]):
                cited.setdefault(number, hit_at(reading, line.start + match.start(), line.start + match.end()))
    listed = listed or _numbered(paper)
    if not listed:
        return
    for number, hit in cited.items():
        if number not in listed:
            yield _named(hit, number, "cited but not listed", "已引用但未列出")
    if cited and paper.foreign and any(LISTED.match(place.line.text) for place in paper.places()):
        for number, hit in listed.items():
            if number not in cited:
                yield _named(hit, number, "listed but not cited", "已列出但未引用")


def _numbered(paper: Paper) -> dict[str, Hit]:
    """Return the items of a numbered list of documents, where the list does not call them exhibits."""
    found: dict[str, Hit] = {}
    for place in paper.places("documents"):
        if match := re.match(r"\s*\(?(\d{1,2}|[A-H])[.):]\s", place.line.text):
            found.setdefault(match[1].upper(), hit_line(place.reading, place.line))
    return found


def _numbers(text: str) -> Iterator[str]:
    body = re.sub(r"^[A-Za-z]+|附件", "", text)
    for run in RUN.finditer(body):
        yield from (str(number) for number in range(int(run[1]), min(int(run[2]), int(run[1]) + 30) + 1))
    yield from (number.upper() for number in NUMBER.findall(body))


def _named(hit: Hit, number: str, what: str, what_zh: str) -> Hit:
    return Hit(hit.section, hit.start, hit.end, {"number": number, "what": what, "what_zh": what_zh})


@of_section("placeholders")
def placeholders(_: CheckRule, reading: Reading, __: Setting) -> Iterator[Hit]:
    """Point at every blank that nobody filled in."""
    for match in PLACEHOLDER.finditer(reading.text):
        if HARMLESS_BRACKET.fullmatch(match[0]) or reading.is_quoted(match.start()):
            continue
        yield hit_at(reading, match.start(), match.end())


def _reference_day(paper: Paper) -> date | None:
    known = known_date(paper, "notice_date") or paper.background.today
    if known is not None:
        return known
    days = [item.day for item in named_days(paper.text) if item.day]
    return max(days, default=None)


@of_letter("document_age")
def document_age(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at invoices and bills that are older than Amazon takes, and at invoices for fewer units than were sold."""
    day = _reference_day(paper)
    parameters = paper.content.parameters
    for place in paper.places():
        line = place.line
        is_invoice, is_bill = INVOICE.search(line.text), BILL.search(line.text)
        if place.reading.is_quoted(line.start) or not (is_invoice or is_bill):
            continue
        most = int(parameters["invoice_age" if is_invoice else "utility_bill_age"].value)
        days = [item.day for item in named_days(line.text) if item.day]
        if day and days and not REISSUED.search(line.text) and max(days) < day - timedelta(days=most):
            yield hit_line(place.reading, line, what=f"it is older than {most} days", what_zh=f"已超过{most}天")
        elif (match := COVERED.search(line.text)) and _count(match["have"]) < _count(match["sold"] or match["sold2"]):
            yield hit_line(place.reading, line, what="it covers fewer units than were sold", what_zh="数量少于销量")


def _count(text: str) -> int:
    return int(text.replace(",", ""))


@of_letter("evidence_suspect")
def evidence_suspect(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak of linked documents whose note or file name says that they are not genuine or not final."""
    if paper.case is None:
        return
    for name, evidence in paper.case.evidence.items():
        file = evidence.path.replace("\\", "/").rsplit("/", 1)[-1].replace("_", " ")
        if SUSPECT.search(evidence.note) or re.search(
            r"pro-?\s?forma|photoshop|quotation|形式发票|报价单", file, re.IGNORECASE
        ):
            yield Hit(parts={"quote": f"{name}: {file}"})
