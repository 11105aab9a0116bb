"""Coverage: every number and every reason of the notice is answered, every cause has its fix and its prevention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.case.values import split_items
from tui.core.checks.computations.registry import hit_start, of_letter
from tui.core.checks.paper import CAUSE, CORRECTIVE, PREVENTIVE, Paper
from tui.core.checks.text_rules import Hit
from tui.core.checks.tokens import tokens_of
from tui.core.content.check_rules import CheckRule
from tui.core.content.records import FactKind, RootCause
from tui.core.letter.routing import holds

ASIN = re.compile(r"\bB0[A-Z0-9]{8}\b")
ORDER = re.compile(r"\b\d{3}-\d{7}-\d{7}\b")
ID_KINDS: frozenset[FactKind] = frozenset({"asin", "asins", "order", "orders", "id", "ids"})
ID_SOURCES = frozenset({"asins", "order_ids", "complaint_ids"})
NAMED_AS = ("asins", "orders", "order_ids", "complaint_ids")
"""The names under which facts that came with a letter from elsewhere hold what the notice lists."""
SHOWN = 5
NUMBERED = re.compile(r"^\s*(?:(?:root )?cause\s*)?[(（]?(\d{1,2}|[a-e])[.)、）:]", re.IGNORECASE)
REASON = re.compile(
    r"exceed|above|higher|below|complaint|violat|reported|removed|because|due to|concern|infring|超过|高于|低于"
    r"|投诉|违反",
    re.IGNORECASE,
)


@of_letter("notice_ids")
def notice_ids(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Name the ASINs, orders and complaint numbers of the notice that the letter does not name."""
    wanted = list(dict.fromkeys([*_ids_of_case(paper), *_ids_of_notice(paper.background.notice)]))
    text = " ".join([paper.text, paper.letter.subject]).upper()
    missing = [name for name in wanted if name.upper() not in text]
    if missing and paper.readings:
        shown = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
        yield Hit(parts={"missing": shown, "count": str(len(missing))})


def _ids_of_case(paper: Paper) -> Iterator[str]:
    if paper.case is None or paper.body is None:
        return
    if paper.foreign:
        for name in NAMED_AS:
            yield from split_items(paper.case.facts.get(name, ()))
    for spec in paper.content.facts_of(paper.body, paper.case.response):
        raw = paper.case.facts.get(spec.id)
        if raw and spec.kind in ID_KINDS and spec.from_notice in ID_SOURCES and holds(spec.when, paper.case.facts):
            yield from split_items(raw)


def _ids_of_notice(notice: str) -> Iterator[str]:
    yield from ASIN.findall(notice)
    yield from ORDER.findall(notice)


@of_letter("notice_reasons")
def notice_reasons(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Name each topic that the notice gives as a reason and the letter leaves out."""
    notice = paper.background.notice
    if not notice or not paper.readings:
        return
    sentences = [text for text in re.split(r"(?<=[.!?。！？])\s*|\n", notice) if REASON.search(text)]
    letter = tokens_of(paper.text).words
    for topic in rule.lists:
        named = any(
            paper.lists.stands_in(rule, topic, tokens_of(text).words, language)
            for text in sentences
            for language in ("en", "zh")
        )
        if named and not paper.lists.stands_in(rule, topic, letter, paper.letter.language):
            yield Hit(parts={"topic": topic.replace("_", " ")})


def _claimed_causes(paper: Paper) -> list[RootCause]:
    if paper.foreign or paper.case is None or paper.body is None:
        return []
    facts, claims = paper.case.facts, paper.case.claims
    return [
        cause
        for cause in paper.body.type.causes
        if cause.id in claims and claims[cause.id].state != "not_claimed" and holds(cause.when, facts)
    ]


def _answers(paper: Paper, cause: RootCause) -> tuple[int, int]:
    """Count the claimed corrective and preventive actions that answer a cause."""
    assert paper.case is not None
    assert paper.body is not None
    counts = {"corrective": 0, "preventive": 0}
    for action in paper.body.type.actions:
        if action.id in cause.answered_by and paper.case.claim(action.id).state != "not_claimed":
            counts[action.part] += 1
    return counts["corrective"], counts["preventive"]


@of_letter("cause_answered")
def cause_answered(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at each confirmed cause that no confirmed action answers."""
    for cause in _claimed_causes(paper):
        if paper.letter.response == "plan_of_action" and not any(_answers(paper, cause)):
            yield from _at_cause(paper, cause.id)


def _at_cause(paper: Paper, cause: str) -> Iterator[Hit]:
    reading = paper.reading(CAUSE)
    if reading is None:
        return
    for line in reading.lines:
        if line.trace is not None and line.trace.statement == cause:
            yield Hit(reading.key, line.start, line.end)
            return
    yield hit_start(reading)


@of_letter("chain")
def chain(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at causes whose fix or prevention is missing: by the case's links, else by counting numbered causes."""
    causes = _claimed_causes(paper)
    for cause in causes:
        fixed, prevented = _answers(paper, cause)
        if bool(fixed) != bool(prevented):
            part = ("prevention", "预防措施") if fixed else ("fix", "纠正措施")
            for hit in _at_cause(paper, cause.id):
                yield Hit(hit.section, hit.start, hit.end, {"part": part[0], "part_zh": part[1]})
    if causes:
        return
    numbered = [reading for reading in paper.readings if reading.id == CAUSE]
    count = sum(bool(NUMBERED.match(line.text)) for reading in numbered for line in reading.lines)
    for name, part in ((CORRECTIVE, ("fix", "纠正措施")), (PREVENTIVE, ("prevention", "预防措施"))):
        items = sum(len(reading.items) for reading in paper.readings if reading.id == name)
        if numbered and count > 1 and 0 < items < count:
            yield hit_start(numbered[0], part=part[0], part_zh=part[1])
