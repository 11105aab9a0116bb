"""Signs that a text may not come from Amazon; they are shown, and nothing is concluded from them here."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.core.content.replies import NoticeRules
from tui.core.notice.records import Sign
from tui.core.notice.scope import Scope
from tui.core.notice.source import Source

LINK = re.compile(r"(?:https?://|hxxps?://|www\.)([\w.-]{3,120})", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+%-]{1,64}@([\w.-]{3,120})")
AMAZON_HOSTS = [
    "amazon.com",
    "amazon.ca",
    "amazon.com.mx",
    "amazon.com.br",
    "amazon.co.uk",
    "amazon.de",
    "amazon.fr",
    "amazon.it",
    "amazon.es",
    "amazon.nl",
    "amazon.se",
    "amazon.pl",
    "amazon.com.be",
    "amazon.ie",
    "amazon.com.tr",
    "amazon.co.jp",
    "amazon.com.au",
    "amazon.sg",
    "amazon.in",
    "amazon.ae",
    "amazon.sa",
    "amazon.eg",
    "amazon.co.za",
    "amazon.cn",
    "amazon.jobs",
    "amazon.eu",
    "amazon.lu",
    "amazonservices.com",
    "amazonservices.de",
    "amazonservices.co.uk",
    "amazonservices.jp",
    "amazonaws.com",
    "media-amazon.com",
    "ssl-images-amazon.com",
    "amazonpay.com",
    "amazonsellerservices.com",
    "a2z.com",
    "amzn.to",
    "amzn.com",
    "a.co",
]
OFFICIAL_HOSTS = [
    "gov",
    "gov.uk",
    "gov.cn",
    "europa.eu",
    "wipo.int",
    "cedr.com",
    "adr.org",
    "bund.de",
    "verpackungsregister.org",
    "gouv.fr",
    "gob.es",
    "gov.it",
    "go.jp",
]
LOOKALIKE = re.compile(r"amaz[o0]n|arnazon|amzn|seller-?central|amazn|anazon|amazom", re.IGNORECASE)
BARE = re.compile(r"(?<![\w@./-])[\w-]{0,40}(?:amaz|sellercentral|seller-central)[\w.-]{3,80}", re.IGNORECASE)
ENDS = re.compile(
    r"\.(?:com|net|org|top|xyz|info|shop|online|site|store|club|live|cn|ru|cc|biz|example|test|invalid|help|support|io|me|tk|vip|app)$"
)
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
        if _is_below(host, AMAZON_HOSTS) or _is_below(host, OFFICIAL_HOSTS) or len(signs) >= MAX_SIGNS:
            continue
        kind = "lookalike_link" if LOOKALIKE.search(host) else "foreign_link"
        signs.append(Sign(kind, host, source.pasted_span(match.start(1), match.end(1))))
    for match in BARE.finditer(source.text, start, end):
        host = match[0].strip(".-").lower()
        if ENDS.search(host) and not _is_below(host, AMAZON_HOSTS) and len(signs) < MAX_SIGNS:
            signs.append(Sign("lookalike_link", host, source.pasted_span(*match.span())))
    return signs


def _senders(source: Source, start: int, end: int) -> list[Sign]:
    """Return addresses that pretend to be Amazon's; an address of anybody else, as of a rights owner, is no sign."""
    signs: list[Sign] = []
    for match in ADDRESS.finditer(source.text, start, end):
        host = match[1].strip(".-").lower()
        if LOOKALIKE.search(host) and not _is_below(host, AMAZON_HOSTS) and len(signs) < MAX_SIGNS:
            signs.append(Sign("lookalike_link", match[0], source.pasted_span(*match.span())))
    return signs


def _is_below(host: str, domains: Iterable[str]) -> bool:
    """Say whether a host is one of the domains or lies below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)
