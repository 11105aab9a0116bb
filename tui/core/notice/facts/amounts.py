"""Finds sums of money with their currency; a sum without one is none."""

# a pattern of seven languages is easier to check on one line than in pieces

from __future__ import annotations

import re

from tui.core.notice.records import Amount
from tui.core.notice.source import Source

CODES = [
    "USD",
    "CAD",
    "MXN",
    "BRL",
    "GBP",
    "EUR",
    "SEK",
    "PLN",
    "TRY",
    "JPY",
    "AUD",
    "SGD",
    "INR",
    "AED",
    "SAR",
    "EGP",
    "ZAR",
    "CNY",
    "RMB",
    "HKD",
    "CHF",
]
SIGNS = {"us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "mx$": "MXN", "s$": "SGD", "r$": "BRL", "hk$": "HKD", "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "₹": "INR", "zł": "PLN"}  # fmt: skip
NAMES = {
    "us dollars": "USD", "u.s. dollars": "USD", "dollars": "$", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY", "pfund": "GBP",
    "us-dollar": "USD", "dollar": "$", "dólares": "$", "dollari": "$", "libras": "GBP", "sterline": "GBP", "livres sterling": "GBP",
    "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "加元": "CAD", "澳元": "AUD", "人民币": "CNY", "元": "CNY",
    "円": "JPY", "米ドル": "USD", "ドル": "$", "ユーロ": "EUR", "ポンド": "GBP",
}  # fmt: skip
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "SG": "SGD", "MX": "MXN"}

_NUMBER = r"(\d{1,3}(?:[.,'’ ]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?![\d]|[.,]\d)"
_CODE = "|".join(CODES)
_SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
_NAME = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
BEFORE = re.compile(rf"(?:\b({_CODE})[ ]?(?:{_SIGN})?|({_SIGN}))[ ]?{_NUMBER}", re.IGNORECASE)
AFTER = re.compile(rf"(?<![\d.,-]){_NUMBER}[ ]?(?:({_CODE})\b|({_SIGN})|({_NAME})(?![a-z]))", re.IGNORECASE)
MAX_AMOUNTS = 2_000


def amounts_in(source: Source, marketplace: str | None) -> tuple[Amount, ...]:
    """Return the sums, each once; a dollar or yen sign is read by the store that the text names."""
    text = source.text
    spans: list[tuple[int, int, str, str]] = []
    for match in BEFORE.finditer(text):
        name = (match[1] or SIGNS[match[2].lower()]).upper()
        end = match.end()
        code = re.match(rf"[ ]?({_CODE})\b", text[end : end + 5])
        spans.append((match.start(), end + (code.end() if code else 0), match[3], code[1] if code else name))
    for match in AFTER.finditer(text):
        named = match[2] or (SIGNS[match[3].lower()] if match[3] else NAMES[match[4].lower()])
        spans.append((match.start(), match.end(), match[1], named.upper()))
    found: dict[tuple[str, str], Amount] = {}
    done = -1
    for start, end, number, name in sorted(spans)[:MAX_AMOUNTS]:
        if start < done:
            continue
        done = end
        currency = _currency(name, text, marketplace)
        amount = normal_number(number)
        found.setdefault((amount, currency), Amount(amount, currency, source.pasted_span(start, end)))
    return tuple(found.values())


def _currency(name: str, text: str, marketplace: str | None) -> str:
    if name == "$":
        return DOLLARS.get(marketplace or "", "USD")
    if name == "¥":
        kana = any("\u3040" <= sign <= "\u30ff" for sign in text[:4_000])
        return "JPY" if marketplace == "JP" or kana else "CNY"
    return "CNY" if name == "RMB" else name


def normal_number(text: str) -> str:
    """Return a number with a point for decimals and nothing between thousands."""
    text = text.replace("'", "").replace("’", "").replace(" ", "")
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    whole, rest = text[:last], text[last + 1 :]
    if len(rest) == 3:
        return (whole + rest).replace(".", "").replace(",", "")
    return whole.replace(".", "").replace(",", "") + "." + rest
