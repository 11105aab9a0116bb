"""Finds which store a text is about: by a domain, a name, a currency; it is never assumed (domain reference, 1.10)."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from tui.core.content.records import Marketplace
from tui.core.notice.mapped import Span
from tui.core.notice.records import Found
from tui.core.notice.searching import Search
from tui.core.notice.source import Source

HOST = re.compile(
    r"(?<![A-Za-z0-9_-])([@A-Za-z0-9_.-]{0,60}?)amazon\.(com\.mx|com\.br|com\.be|com\.tr|com\.au|co\.uk|co\.jp|co\.za|com|ca|de|fr|it|es|nl|se|pl|ie|sg|in|ae|sa|eg)(?![A-Za-z0-9_]|-(?-i:[a-z0-9])|\.[A-Za-z])",
    re.IGNORECASE,
)
NAMES = {
    "US": "us store|u.s. store|amazon us|amazon.com store|united states store|us marketplace|u.s. marketplace|united states marketplace|store in the united states|美国站|美国商城|亚马逊美国|米国ストア|アメリカのストア|米国マーケットプレイス|us store|us marketplace|marketplace: us|marketplace us|marketplace: united states",
    "CA": "canadian store|canada store|amazon canada|canadian marketplace|canada marketplace|marketplace: ca|加拿大站|亚马逊加拿大|カナダのストア",
    "MX": "mexican store|mexico store|amazon mexico|amazon méxico|墨西哥站",
    "UK": "uk store|u.k. store|amazon uk|uk marketplace|british store|united kingdom store|store in the united kingdom|marketplace: uk|marketplace: united kingdom|英国站|亚马逊英国|英国のストア|イギリスのストア",
    "DE": "german store|germany store|amazon germany|amazon deutschland|german marketplace|deutschen store|deutschen marketplace|deutscher marketplace|marketplace: de|marketplace: germany|德国站|亚马逊德国|ドイツのストア",
    "FR": "french store|france store|amazon france|french marketplace|boutique française|marketplace: fr|marketplace: france|法国站|亚马逊法国|フランスのストア",
    "IT": "italian store|italy store|amazon italy|amazon italia|italian marketplace|negozio italiano|marketplace: it|marketplace: italy|意大利站|亚马逊意大利",
    "ES": "spanish store|spain store|amazon spain|amazon españa|spanish marketplace|tienda española|tienda de españa|marketplace: es|marketplace: spain|西班牙站|亚马逊西班牙",
    "JP": "japanese store|japan store|amazon japan|japanese marketplace|marketplace: jp|marketplace: japan|日本站|亚马逊日本|日本のストア|日本マーケットプレイス|amazonジャパン",
    "AU": "australian store|australia store|amazon australia|marketplace: au|澳洲站|澳大利亚站",
    "NL": "dutch store|amazon netherlands|荷兰站", "SE": "swedish store|amazon sweden|瑞典站", "PL": "polish store|amazon poland|波兰站",
    "IN": "indian store|amazon india|印度站", "AE": "uae store|amazon uae|阿联酋站", "SG": "amazon singapore|新加坡站",
}  # fmt: skip
CURRENCY = re.compile(
    r"(?<![A-Za-z0-9])(CAD|CA\$|C\$|MXN|GBP|£|JPY|AUD|A\$|SEK|PLN|INR|SGD|AED|BRL)(?![A-Za-z]|\d[A-Z])|(英镑|日元|加元|澳元|円)"
)
# US dollars are asked and paid all over the world; they name no store.
OF_CURRENCY = {
    "CAD": "CA", "CA$": "CA", "C$": "CA", "加元": "CA", "MXN": "MX", "GBP": "UK", "£": "UK",
    "英镑": "UK", "JPY": "JP", "円": "JP", "日元": "JP", "AUD": "AU", "A$": "AU", "澳元": "AU", "SEK": "SE", "PLN": "PL", "INR": "IN", "SGD": "SG", "AED": "AE", "BRL": "BR",
}  # fmt: skip
WHOLE_REGION = re.compile(r"sellercentral-europe|sellercentral\.amazon\.eu", re.IGNORECASE)
SENDER = re.compile(r"(?:From|Von|De|Da|发件人|差出人)[ ]?[:：]", re.IGNORECASE)
MAX_MENTIONS = 500


def marketplace_in(source: Source, search: Search, marketplaces: Iterable[Marketplace]) -> Found | None:
    """Return the one store that the text names; None where it names none, or several alike."""
    codes = {store.domain.removeprefix("amazon."): store.code for store in marketplaces}
    for mentions in (_hosts(source, codes), _names(source, search), _currencies(source)):
        if mentions:
            return _one(source, mentions)
    return None


def _hosts(source: Source, codes: dict[str, str]) -> list[tuple[str, Span]]:
    """Return the stores whose domains occur; Amazon's staff mails from amazon.com for every store."""
    mentions: list[tuple[str, Span]] = []
    for match in HOST.finditer(source.text):
        domain, before = match[2].lower(), match[1].lower()
        if WHOLE_REGION.search(before) or domain not in codes:
            continue
        if domain == "com" and "@" in before and not _is_sender(source, match.start()):
            continue
        mentions.append((codes[domain], match.span()))
        if len(mentions) >= MAX_MENTIONS:
            break
    return mentions


def _is_sender(source: Source, place: int) -> bool:
    """Say whether a place stands in the line that names the sender of a mail."""
    line = bisect_right(source.tidy.lines, place, key=lambda line: line.start) - 1
    found = source.tidy.lines[line]
    return found.header and SENDER.match(source.text, found.start) is not None


def _names(source: Source, search: Search) -> list[tuple[str, Span]]:
    return [
        (code, source.folded.original(*span))
        for code, names in NAMES.items()
        for name in names.split("|")
        for span in search.wording(name)
    ]


def _currencies(source: Source) -> list[tuple[str, Span]]:
    return [
        (OF_CURRENCY[match[0]], match.span())
        for _, match in zip(range(MAX_MENTIONS), CURRENCY.finditer(source.text), strict=False)
    ]


def _one(source: Source, mentions: list[tuple[str, Span]]) -> Found | None:
    counts: dict[str, int] = {}
    for code, _ in mentions:
        counts[code] = counts.get(code, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]:
        return None
    code = ranked[0][0]
    span = next(span for named, span in mentions if named == code)
    return Found(code, source.pasted_span(*span))
