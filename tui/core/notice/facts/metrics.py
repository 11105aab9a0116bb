"""Finds the rates that a text states, with the limits that it names beside them."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from tui.core.content.replies import Replies
from tui.core.notice.mapped import Span
from tui.core.notice.records import Metric
from tui.core.notice.scope import Scope
from tui.core.notice.source import Source

PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)[ ]?(?:%|percent\b|per cent\b|prozent\b|pour cent\b|por ciento\b|per cento\b|パーセント)",
    re.IGNORECASE,
)
POINTS = re.compile(
    r"(?<![\d.,/-])(\d{1,4})(?![\d%]|[.,]\d|[ ]?(?:%|/(?!1,?000)|days|day|hours|小时|天|日|時間|Tag|jours|días|giorni|orders|Stunden))"
)
LIMIT = re.compile(
    r"(?:target|goal|limit|maximum|minimum|below|under|less than|lower than|at least|more than|greater than|above the|above our|above|exceeds?|over|"
    r"higher than|threshold|requirement|required|standard|keep|maintain|must be|should be|stay|allowed|"
    r"低于|高于|超过|目标|要求|标准|不低于|至少|以上|以下|上限|下限|规定|大于|小于|不超过|保持|目標|基準|未満|下回|上回|超え|必要|上限|"
    r"unter|über|ziel|zielwert|grenzwert|mindestens|höchstens|maximal|weniger als|mehr als|vorgabe|liegen|"
    r"objectif|inférieur|supérieur|seuil|au moins|moins de|plus de|maximum|dépasse|limite|exigence|au-dessous|au-dessus|"
    r"objetivo|límite|inferior|superior|menos del?|más del?|al menos|máximo|mínimo|umbral|encima|debajo|requisito|"
    r"obiettivo|inferiore|superiore|soglia|almeno|meno del?|più del?|massimo|minimo|al di sopra|al di sotto|supera|richiesto|[<>≤≥])"
    r"[^\d%\n.;。；]{0,40}$",
    re.IGNORECASE,
)
STATED = re.compile(
    r"(?:\bis|\bwas|\bare|\bat|\bof|reached|stands at|rate:|[:：=]|currently|beträgt|liegt bei|lag bei|von|est de|était de|s'élève à|atteint|es del?|es de|fue del?|"
    r"è del?|è pari al?|è stat[oa] del?|ha raggiunto|ha alcanzado|为|是|达到|达|は|が)[ ]{0,2}(?:now |currently |actuellement |derzeit |aktuell |actualmente |attualmente |l'|il |el |目前为|已)?$",
    re.IGNORECASE,
)
BEHIND_LIMIT = re.compile(
    r"[ ]?(?:以下|以上|未満|を上回|を超え|を下回|以内|target|goal|limit|maximum|minimum|threshold|oder weniger|or less|or more|ou moins|o menos|o meno)",
    re.IGNORECASE,
)
MAX_METRICS = 40


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    start: int
    end: int
    is_limit: bool


def metrics_in(source: Source, scope: Scope, replies: Replies) -> tuple[Metric, ...]:
    """Return the metrics that the text gives a value for, each once: by their names, else by what is counted."""
    families = replies.metrics
    mentions = sorted(
        (source.folded.original(*span), name) for name, family in families.items() for span in scope.spans_of(family)
    )
    # "Invoice defect rate" holds "defect rate": the longer name is meant.
    mentions = [
        (span, name)
        for span, name in mentions
        if not any(
            other[0] <= span[0] and span[1] <= other[1] and other != span for other, _ in _around(mentions, span)
        )
    ]
    found: dict[str, Metric] = {}
    for place, (span, name) in enumerate(mentions[:400]):
        if name in found or len(found) >= MAX_METRICS:
            continue
        following = next((other[0] for other, named in mentions[place + 1 :] if named != name), len(source.text))
        metric = _stated(source, name, span, following)
        if metric is not None:
            found[name] = metric
    for name, metric in _counted(source, scope, replies, {name for _, name in mentions}):
        found.setdefault(name, metric)
    return tuple(sorted(found.values(), key=lambda metric: metric.span))


def _counted(source: Source, scope: Scope, replies: Replies, named: set[str]) -> Iterator[tuple[str, Metric]]:
    """Yield rates that go without their name ("6 % of your orders were cancelled"), where one metric alone is counted so."""
    speaking: dict[int, set[str]] = {}
    for name, signals in replies.counted.items():
        for signal in signals:
            for hit in islice(scope.hits(signal), MAX_METRICS):
                speaking.setdefault(hit.sentence, set()).add(name)
    for number, names in sorted(speaking.items()):
        if len(names) > 1 or names & named:
            continue
        first, last = scope.search.sentence_span(number)
        if first >= last:
            continue
        start, end = source.folded.original(first, last)
        values = [item for item in _numbers(source.text, PERCENT, start, end) if not item.is_limit]
        if values:
            value = values[0]
            (name,) = names
            yield name, Metric(name, value.value, source.pasted_span(value.start, value.end))


def _around(mentions: list[tuple[Span, str]], span: Span) -> list[tuple[Span, str]]:
    """Return the mentions that begin near a span."""
    place = bisect_left(mentions, (span, ""))
    return mentions[max(0, place - 6) : place + 6]


def _stated(source: Source, name: str, span: Span, following: int) -> Metric | None:
    pattern = POINTS if name == "account_health_rating" else PERCENT
    last = min(following, span[1] + 220)
    stop = _end_of_talk(source.text, span[1], last)
    numbers = _numbers(source.text, pattern, span[1], stop)
    values = [number for number in numbers if not number.is_limit]
    limits = [number for number in numbers if number.is_limit]
    if not values:
        before = _numbers(source.text, pattern, max(0, source.text.rfind("\n", 0, span[0])), span[0])
        values = [number for number in before if not number.is_limit and span[0] - number.end <= 30][-1:]
    if not values:
        return None
    value = values[0]
    first, end = min(span[0], value.start), max(span[1], value.end)
    limit = limits[0].value if limits else None
    return Metric(name, value.value, source.pasted_span(first, end), limit)


def _end_of_talk(text: str, start: int, last: int) -> int:
    """Return where talk of a metric ends: at the second line end, since a table puts the value on the next line."""
    line = text.find("\n\n", start, last)
    if line < 0:
        return last
    second = text.find("\n\n", line + 2, last)
    return last if second < 0 else second


def _numbers(text: str, pattern: re.Pattern[str], start: int, end: int) -> list[_Number]:
    numbers: list[_Number] = []
    done = start
    for match in pattern.finditer(text, start, end):
        value = Decimal(match[1].replace(",", "."))
        before = text[max(done, match.start() - 60) : match.start()]
        is_limit = (
            LIMIT.search(before) is not None or BEHIND_LIMIT.match(text, match.end(), match.end() + 14) is not None
        )
        stated = STATED.search(before) is not None and not re.search(
            r"(?:target|goal|limit|ziel|objecti|目标|要求|目標)\w*[^\d]{0,12}$", before, re.IGNORECASE
        )
        numbers.append(_Number(value, match.start(), match.end(), is_limit and not (stated and not numbers)))
        done = match.end()
    return numbers
