"""Measures: figures, limits, what was done against what is promised, how much of the letter is about this case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tui.core.checks.computations.registry import Setting, hit_at, of_letter, of_section
from tui.core.checks.features import DATE, without_marks
from tui.core.checks.paper import CORRECTIVE, PREVENTIVE, Paper
from tui.core.checks.reading import Reading
from tui.core.checks.text_rules import Hit
from tui.core.content.check_rules import CheckRule

CLAUSE = re.compile(r"[;,，；]\s+|\bwhile\b|\bwhereas\b|\bbut\b|[，；]")
LIMIT = (
    r"(?:targets?|limits?|threshold|requirement|requires?|required|standard|maximum|minimum|must (?:be|stay"
    r"|remain)|should be"
    r"|has to be|allow(?:s|ed)|permits?|permitted|policy|demands?|asks? (?:for|that)|expects?|wants?"
    r"|目标|标准|要求|上限|不得超过|不超过|必须低于"
    r"|应低于)"
)
AFTER = re.compile(rf"{LIMIT}[^%％.]{{0,45}}?(?P<value>\d{{1,3}}(?:\.\d+)?)\s*[%％]", re.IGNORECASE)
BEFORE = re.compile(rf"(?P<value>\d{{1,3}}(?:\.\d+)?)\s*[%％]\s+(?:\w+\s+){{0,2}}?{LIMIT}", re.IGNORECASE)
OWN = re.compile(
    r"\b(?:our own|own|internal|in-house|ourselves|alert|alarm|trigger|stricter|warning|goal|we set|our (?:limit"
    r"|target|threshold))\b"
    r"|自设|内部|自己|预警|警戒",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEAST_PROMISES = 3
LEAST_SENTENCES = 8
LEAST_OWN = 0.35
SPOKEN = re.compile(r"[A-Z][a-z]+ (?:Ltd|LLC|GmbH|Inc|Co)\b|\b(?:Exhibit|Annex|附件)", re.IGNORECASE)


@of_letter("any_figure")
def any_figure(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where no number stands in the whole letter, apart from dates and numbering."""
    for reading in paper.readings:
        for line in reading.lines:
            if re.search(r"\d", YEAR.sub(" ", DATE.sub(" ", without_marks(line.text)))) or line.trace is not None:
                return
            if line.has("figure") and not line.has("date"):
                return
    if paper.readings:
        yield Hit()


@of_section("wrong_threshold")
def wrong_threshold(rule: CheckRule, reading: Reading, setting: Setting) -> Iterator[Hit]:
    """Point at a limit of Amazon's that is given with a wrong figure; each list bears its metric's values."""
    for line in reading.lines:
        if ("%" not in line.text and "％" not in line.text) or reading.is_quoted(line.start):
            continue
        metrics = [name for name, texts in rule.lists.items() if any(_names(text, line.text) for text in texts)]
        if not metrics and (default := DEFAULTS.get(setting.type)):
            metrics = [name for name in rule.lists if name.startswith(default)]
        values = {Decimal(value) for name in metrics for value in name.split()[1:]}
        if not values:
            continue
        place = line.start
        for clause in CLAUSE.split(line.text):
            match = AFTER.search(clause) or BEFORE.search(clause)
            if match and not OWN.search(clause) and Decimal(match["value"]) not in values:
                at = reading.text.find(clause, place)
                right = " / ".join(f"{value}%" for value in sorted(values))
                yield hit_at(reading, at + match.start("value"), at + match.end("value"), right=right)
                break


DEFAULTS = {
    "odr_high": "order_defect_rate",
    "late_shipment": "late_shipment_rate",
    "cancellation_rate": "cancellation_rate",
    "valid_tracking": "valid_tracking_rate",
    "on_time_delivery": "on_time_delivery_rate",
}


def _names(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}" if name.isascii() else re.escape(name), text, re.IGNORECASE) is not None


@of_letter("promise_ratio")
def promise_ratio(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where more is promised than done."""
    places = [place.line for place in paper.places() if place.reading.id not in ("documents", "closing")]
    promised = sum(line.has("planned") for line in places)
    done = sum(line.has("done") and not line.has("planned") for line in places if not line.has("negated"))
    parts = any(reading.id in (CORRECTIVE, PREVENTIVE) for reading in paper.readings)
    if parts and promised >= LEAST_PROMISES and promised > done:
        yield Hit(parts={"promised": str(promised), "done": str(done)})


@of_letter("own_share")
def own_share(_: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Speak where few sentences carry a fact of this case."""
    lines = [place.line for place in paper.places() if place.reading.id not in ("documents", "closing")]
    if len(lines) < LEAST_SENTENCES:
        return
    known = [text for text in _fact_texts(paper) if len(text) > 2]
    own = 0
    for line in lines:
        stated = line.has("date") or re.search(r"\d", without_marks(line.text)) or SPOKEN.search(line.text)
        own += bool(stated or line.trace is not None or line.has("exhibit") or any(text in line.text for text in known))
    if own / len(lines) < LEAST_OWN:
        yield Hit(parts={"share": f"{own / len(lines):.0%}"})


def _fact_texts(paper: Paper) -> Iterator[str]:
    for raw in (paper.case.facts if paper.case else {}).values():
        yield from (raw,) if isinstance(raw, str) else raw
