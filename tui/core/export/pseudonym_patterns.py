"""What in a text or a case points to somebody: patterns, and the facts whose values are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tui.core.content.records import FactKind

Secret = Literal["name", "role", "asin", "order", "id", "email", "link", "phone", "address", "amount", "file"]

KIND_OF_FACT: dict[FactKind, Secret] = {
    "asin": "asin",
    "asins": "asin",
    "order": "order",
    "orders": "order",
    "id": "id",
    "ids": "id",
    "money": "amount",
    "role": "role",
}
"""Other kinds are figures, dates and choices, which say nothing of who it is and all of what happened."""

# A text fact or detail whose id has one of these words in it holds a name; any other holds a description.
NAMING = frozenset({
    "name", "store", "supplier", "company", "provider", "bank", "maker", "brand", "owner", "plaintiff", "agency",
    "laboratory", "lab", "issuer", "writer", "mailbox", "place", "court", "manufacturer", "person", "people",
    "address", "business", "customer", "buyer", "product", "invoice", "reference", "number", "lot", "lots",
    "factory", "warehouse", "lawyer", "firm", "contact", "account", "employee", "staff", "partner", "forwarder",
    "agent", "importer",
})  # fmt: skip

# A role made of these words names nobody.
ROLE_WORDS = frozenset({
    "shop", "store", "owner", "manager", "director", "lead", "leader", "head", "team", "staff", "clerk",
    "assistant", "officer", "specialist", "supervisor", "operations", "warehouse", "compliance", "quality",
    "logistics", "shipping", "customer", "service", "account", "finance", "purchasing", "sourcing", "product",
    "listing", "catalogue", "catalog", "inventory", "legal", "general", "deputy", "senior", "junior", "of", "and",
    "the", "for", "our", "in",
})  # fmt: skip
ROLE_ZH = re.compile(
    "(?:店主|店长|经理|主管|总监|负责人|专员|助理|客服|运营|仓库|仓储|物流|合规|质检|质量|采购|财务|法务|产品|库存|账户|店铺|公司|部门|部|团队|总|副|和|、)+"
)

_CURRENCY = r"(?:USD|EUR|GBP|JPY|CNY|RMB|CAD|AUD|MXN|BRL|INR|SEK|PLN|TRY|AED|SAR|SGD|US\$|CA\$|A\$|C\$|HK\$|[$€£¥￥₹])"
_CURRENCY_AFTER = rf"(?:(?:{_CURRENCY}|dollars|euros|pounds)(?![A-Za-z0-9])|美元|美金|欧元|英镑|日元|加元|人民币|元)"
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
FIGURE = re.compile(_FIGURE)

PATTERNS: tuple[tuple[Secret, re.Pattern[str]], ...] = (
    ("link", re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*[A-Za-z0-9/]")),
    ("email", re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("order", re.compile(r"(?<![A-Za-z0-9-])\d{3}-\d{7}-\d{7}(?![A-Za-z0-9-])")),
    ("asin", re.compile(r"(?<![A-Za-z0-9])B0[A-Z0-9]{8}(?![A-Za-z0-9])")),
    # Merchant and complaint ids, tracking numbers, bank accounts: letters and digits mixed, or many digits.
    # G and nine digits is a help page of Amazon's.
    (
        "id",
        re.compile(
            r"(?<![A-Za-z0-9])(?!G\d{9}(?![A-Za-z0-9]))(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{9,34}(?![A-Za-z0-9])"
        ),
    ),
    ("id", re.compile(r"(?<![A-Za-z0-9.,+-])\d{8,34}(?![A-Za-z0-9])")),
    ("phone", re.compile(r"(?<![A-Za-z0-9])\+\d[\d ().-]{6,18}\d(?![A-Za-z0-9])")),
    ("phone", re.compile(r"(?<![A-Za-z0-9-])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3,4}[ .-]\d{4}(?![A-Za-z0-9-])")),
    ("amount", re.compile(rf"(?<![A-Za-z0-9.,]){_CURRENCY}\s?{_FIGURE}(?![A-Za-z0-9])")),
    ("amount", re.compile(rf"(?<![A-Za-z0-9.,]){_FIGURE}\s?{_CURRENCY_AFTER}")),
    (
        "address",
        re.compile(
            r"(?<![A-Za-z0-9])\d{1,5}[A-Za-z]? (?:[A-Z][\w.'-]* ){1,4}"
            r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Court|Square|Close)(?![A-Za-z0-9])"
        ),
    ),
    (
        "address",
        re.compile(r"[\u4e00-\u9fff]{2,8}[省市][\u4e00-\u9fff\d-]{2,40}号(?:[\u4e00-\u9fff\d-]{1,12}[室楼栋座])?"),
    ),
)
GREETING = re.compile(r"(?m)^[ \t]*(?:Dear|Hello|Hi|尊敬的|亲爱的)\s*([^,，:：!\n]{2,60})[,，:：!]")
NOBODY = re.compile(
    r"(?i)\b(?:seller|selling partner|sir|madam|amazon|team|customer|all|there|performance)\b"
    r"|卖家|亚马逊|先生|女士|团队"
)
# Amazon's own addresses are public, and whoever helps has to see whether a notice is real.
PUBLIC_HOST = re.compile(r"(?i)(?:^|[.@/])(?:amazon|amazonpay|amazonservices|amazonaws|sellercentral[\w-]*)\.[a-z.]+$")


def secrets_in(text: str) -> Iterator[tuple[Secret, str]]:
    """Yield what in a text points to somebody, by its form alone."""
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if kind not in ("email", "link") or not _is_public(kind, match[0]):
                yield kind, match[0]
    for match in GREETING.finditer(text):
        name = match[1].strip()
        if name and not NOBODY.search(name):
            yield "name", name


def kind_of(name: str, kind: FactKind | None, value: str) -> Secret | None:
    """Return as what the value of a fact or detail is replaced; None where it may stay as it is."""
    if kind in ("text", "texts"):
        return "name" if NAMING & set(name.lower().split("_")) else None
    if kind is None:  # a fact that the content no longer knows: what it holds cannot be told
        return "name"
    found = KIND_OF_FACT.get(kind)
    if found == "role" and _is_plain_role(value):
        return None
    return found


def _is_plain_role(value: str) -> bool:
    if ROLE_ZH.fullmatch(value.strip()):
        return True
    return all(word in ROLE_WORDS for word in re.findall(r"[^\s,&/-]+", value.lower()))


def _is_public(kind: Secret, found: str) -> bool:
    host = found.rpartition("@")[2] if kind == "email" else re.split(r"[/?#]", found.split("://", 1)[1])[0]
    return PUBLIC_HOST.search(f".{host}") is not None
