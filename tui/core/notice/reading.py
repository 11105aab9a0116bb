"""Reads a pasted text: a pure function of the content and the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from tui.core.content.library import Content
from tui.core.content.replies import NoticeRules
from tui.core.notice.asks import asked_in, level_of, response_of
from tui.core.notice.facts.amounts import amounts_in
from tui.core.notice.facts.dates import Day, days_in
from tui.core.notice.facts.deadlines import deadline_in
from tui.core.notice.facts.identifiers import asins_in, cases_in, complaints_in, near_asins_in, orders_in
from tui.core.notice.facts.marketplace import marketplace_in
from tui.core.notice.facts.metrics import metrics_in
from tui.core.notice.kinds import Judgement, judge
from tui.core.notice.records import AMAZONS, Candidate, Facts, FoundDate, Hint, Part, Reading, Sign
from tui.core.notice.scope import Scope, scope_of
from tui.core.notice.searching import Search
from tui.core.notice.source import Source
from tui.core.notice.structure import Piece, leave_heading, pieces_of, sections_of, subject_sentences
from tui.core.notice.types import abstains, rank
from tui.core.notice.warnings import signs_in

RANKS = {"reply_denied": 3, "reply_reinstated": 3, "reply_more_info": 2, "notice": 1}
"""An answer comes after the notice that it answers."""


@dataclass(frozen=True)
class _Text:
    """One of the texts of a paste with what was read of it."""

    piece: Piece
    scope: Scope
    judgement: Judgement
    candidates: tuple[Candidate, ...]
    signs: tuple[Sign, ...]
    day: date | None


def read_notice(content: Content, text: str) -> Reading:
    """Return what kind of text this is, which types it may be about, what it asks for and which facts stand in it."""
    rules = content.notice
    source = Source.of(text)
    search = Search(source.folded, rules.replies.families)
    sections = sections_of(search, rules.replies.headings)
    for number in subject_sentences(source, search):
        sections[number] = "subject"
    days = days_in(source.text)
    texts = [
        _read_piece(source, search, sections, rules, days, piece)
        for piece in pieces_of(source, _greetings(source, search))
    ]
    newest = _newest(texts)
    return _reading(content, source, texts, newest, days)


def _read_piece(
    source: Source, search: Search, sections: list[str], rules: NoticeRules, days: list[Day], piece: Piece
) -> _Text:
    scope = scope_of(source, search, sections, piece)
    if piece.divided_by != "start":
        leave_heading(sections, scope.first, scope.last)
    candidates = rank(scope, rules)
    signs = signs_in(source, scope, rules, piece.start, piece.end)
    judgement = judge(scope, rules.replies, signs, candidates[0].score if candidates else 0.0)
    return _Text(piece, scope, judgement, candidates, signs, _day_of(source, days, piece))


def _greetings(source: Source, search: Search) -> frozenset[int]:
    """Return the numbers of the lines that begin with a greeting."""
    starts = [line.start for line in source.tidy.lines]
    found: set[int] = set()
    for span in search.family("greeting"):
        place = source.folded.original(*span)[0]
        number = bisect_right(starts, place) - 1
        if number >= 0 and place - starts[number] <= 2:
            found.add(number)
    return frozenset(found)


def _day_of(source: Source, days: list[Day], piece: Piece) -> date | None:
    """Return the day of a mail: that in its head."""
    for line in source.tidy.lines:
        if line.header and piece.start <= line.start < piece.end:
            for day in days:
                if line.start <= day.start < line.end and day.is_sure:
                    return day.readings[0]
    return None


def _newest(texts: list[_Text]) -> _Text:
    """Return the text that counts: the newest by date, else an answer before a notice, else the first."""
    meant = [text for text in texts if text.judgement.kind != "other"] or texts
    if len(meant) == 1 or meant[0].judgement.kind not in RANKS:
        return meant[0]
    amazons = [text for text in meant if text.judgement.kind in RANKS]
    dated = [text for text in amazons if text.day is not None]
    if len(dated) == len(amazons):
        return max(dated, key=lambda text: (text.day or date.min, -text.piece.start))
    if any(text.piece.divided_by != "greeting" for text in amazons[1:]):
        return amazons[0]
    return max(amazons, key=lambda text: (RANKS[text.judgement.kind], -text.piece.start))


def _reading(content: Content, source: Source, texts: list[_Text], newest: _Text, days: list[Day]) -> Reading:
    rules = content.notice
    kind = newest.judgement.kind
    candidates = newest.candidates if kind != "phishing" else ()
    # Which type a letter of the seller's own is about is for the seller to say.
    unsure = kind in ("own_letter", "other") or abstains(candidates)
    if unsure and kind in AMAZONS and len(texts) > 1:
        # An answer rarely names its subject; the notice below it does.
        others = [text.candidates for text in texts if text is not newest and not abstains(text.candidates)]
        candidates, unsure = (others[0], False) if others else (candidates, unsure)
    scope = newest.scope
    return Reading(
        kind=kind,
        candidates=candidates,
        abstained=unsure,
        response=response_of(scope, rules, kind, candidates, unsure),
        level=level_of(scope, rules, kind, candidates, unsure),
        asked=asked_in(source, scope, rules) if kind in AMAZONS else (),
        facts=_facts(content, source, newest, days),
        warnings=tuple(sorted({sign for text in texts for sign in text.signs}, key=lambda sign: sign.span)),
        part=_part(source, newest),
        others=tuple(_part(source, text) for text in texts if text is not newest and text.judgement.kind in AMAZONS),
        because=tuple(source.reason(hit.spans[0]) for hit in newest.judgement.because),
    )


def _part(source: Source, text: _Text) -> Part:
    type_ = None if abstains(text.candidates) else text.candidates[0].type
    span = source.pasted_span(text.piece.start, text.piece.end)
    return Part(text.judgement.kind, span, type_, text.day)


def _facts(content: Content, source: Source, newest: _Text, days: list[Day]) -> Facts:
    marketplace = marketplace_in(source, newest.scope.search, content.marketplaces.values())
    whole = scope_of(source, newest.scope.search, newest.scope.sections, Piece(0, len(source.text), "start"))
    first: dict[tuple[date, ...], Day] = {}
    for day in days:
        first.setdefault(day.readings, day)
    dates = tuple(
        FoundDate(day.readings, source.text_at(day.start, day.end), source.pasted_span(day.start, day.end))
        for day in first.values()
    )
    unsure = tuple(Hint("date_ambiguous", item.text, item.span) for item in dates if not item.is_sure)
    return Facts(
        asins=asins_in(source),
        order_ids=orders_in(source),
        case_ids=cases_in(source),
        complaint_ids=complaints_in(source),
        dates=dates,
        deadline=deadline_in(source, newest.scope) if newest.judgement.kind in AMAZONS else None,
        metrics=metrics_in(source, whole, content.notice.replies),
        amounts=amounts_in(source, marketplace.value if marketplace else None),
        marketplace=marketplace,
        hints=near_asins_in(source) + unsure,
    )
