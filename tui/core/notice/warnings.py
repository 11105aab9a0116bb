"""Signs that a text may not come from Amazon; they are shown, and nothing is concluded from them here."""

from __future__ import annotations

import re

from tui.core.content.replies import NoticeRules
from tui.core.notice.records import Sign
from tui.core.notice.scope import Scope
from tui.core.notice.source import Source

LINK = re.compile(r"(?:https?://|hxxps?://|www\.)([\w.-]{3,120})", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+%-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
AMAZON_HOST = re.compile(
    r"(?:[\w-]{1,63}\.){0,6}(?:amazon\.(?:com|ca|com\.mx|com\.br|co\.uk|de|fr|it|es|nl|se|pl|com\.be|ie|com\.tr|co\.jp|com\.au|sg|in|ae|sa|"
    r"eg|co\.za|cn|jobs|eu|lu)|amazonservices\.(?:com|de|co\.uk|jp)|amazonaws\.com|media-amazon\.com|ssl-images-amazon\.com|"
    r"amazonpay\.com|amazonsellerservices\.com|amazon-brand-registry\.com|brandservices\.amazon\.com|a2z\.com|amzn\.to|amzn\.com|a\.co)$",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"(?:[\w-]{1,63}\.){0,5}(?:gov|gov\.uk|gov\.cn|europa\.eu|uscourts\.gov|uspto\.gov|wipo\.int|cedr\.com|adr\.org|copyright\.gov|"
    r"ftc\.gov|cpsc\.gov|fda\.gov|irs\.gov|bund\.de|verpackungsregister\.org|gouv\.fr|gob\.es|gov\.it|go\.jp)$",
    re.IGNORECASE,
)
LOOKALIKE = re.compile(r"amaz[o0]n|arnazon|amzn|seller-?central|amazn|anazon|amazom", re.IGNORECASE)
MAX_SIGNS = 20


def signs_in(source: Source, scope: Scope, rules: NoticeRules, start: int, end: int) -> tuple[Sign, ...]:
    """Return the signs of a fake in a stretch of the tidied text, each once, in order (domain reference, 1.10)."""
    found: dict[tuple[str, str], Sign] = {}
    for name, signals in rules.replies.signs.items():
        for signal in signals:
            for hit in scope.hits(signal):
                span = (min(first for first, _ in hit.spans), max(last for _, last in hit.spans))
                reason = source.reason(span)
                found.setdefault((name, reason.phrase), Sign(name, reason.phrase, reason.span))
                break
    for sign in (*_links(source, start, end), *_senders(source, start, end)):
        found.setdefault((sign.kind, sign.text), sign)
    return tuple(sorted(found.values(), key=lambda sign: sign.span)[:MAX_SIGNS])


def _links(source: Source, start: int, end: int) -> list[Sign]:
    signs: list[Sign] = []
    for match in LINK.finditer(source.text, start, end):
        host = match[1].strip(".-").lower()
        if AMAZON_HOST.match(host) or OFFICIAL.match(host) or len(signs) >= MAX_SIGNS:
            continue
        kind = "lookalike_link" if LOOKALIKE.search(host) else "foreign_link"
        signs.append(Sign(kind, host, source.pasted_span(match.start(1), match.end(1))))
    return signs


def _senders(source: Source, start: int, end: int) -> list[Sign]:
    """Return addresses that pretend to be Amazon's; an address of anybody else, as of a rights owner, is no sign."""
    signs: list[Sign] = []
    for match in ADDRESS.finditer(source.text, start, end):
        host = match[1].lower()
        if LOOKALIKE.search(host) and not AMAZON_HOST.match(host) and len(signs) < MAX_SIGNS:
            signs.append(Sign("lookalike_link", match[0], source.pasted_span(*match.span())))
    return signs
