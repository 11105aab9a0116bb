"""What a sentence says beside its words: a date, a figure, a role, how often, a plan, a finished action."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.core.content.check_rules import Feature

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b|\b{MONTH}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{4}}\b)"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月)?|\d{1,2}\s*月\s*\d{1,2}\s*日",
    re.IGNORECASE,
)
CODE = re.compile(r"\bB0[A-Z0-9]{8}\b|\b\d{3}-\d{7}-\d{7}\b|\b\d{10,}\b")
LEAD = re.compile(
    r"^\s*(?:(?:step|cause|action|root cause)\s*)?[(（]?\d{1,2}[.)、）:](?!\d)\s*|\bfor causes? [\d, and]+:"
    r"|针对原因[\d、和]+：",
    re.IGNORECASE,
)
EXHIBIT = re.compile(
    r"\b(?:exhibit|annex|appendix|attachment|enclosure|document)s?\.?\s*(?:no\.?\s*)?(?:\d{1,2}\b|[A-H]\b)"
    r"(?:\s*(?:,|and|to|-)\s*(?:\d{1,2}|[A-H])\b)*|附件\s*[\d、和一二三四五六七八九十]+",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|ninety|hundred"
    r"|both|every single)\b|[两二三四五六七八九十百千]+\s*[个件单名位次天周月笔台箱家条]",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:managers?|director|supervisor|officer|clerks?|bookkeeper|accountant|controller|coordinator"
    r"|co-ordinator|specialist"
    r"|engineer|editor|photographer|packers?|owner|founder|ceo|coo|cfo|inspector|auditor|assistant|administrator"
    r"|analyst"
    r"|(?:team|shift|catalogue|catalog|compliance|quality|warehouse|logistics|listing|service|support|product"
    r"|brand|sales) lead(?:er)?"
    r"|head of|lead|(?:packing|shipping|warehouse|quality|compliance|listing|purchasing|receiving|returns"
    r"|dispatch|service"
    r"|support|operations|logistics|catalogue|catalog|quality control|qc) team|foreman|secretary|consultant"
    r"|lawyer|technician"
    r"|planner|our buyer|(?:chief|senior) \w+|stand-ins?|deputy|two people|second person|colleague|I"
    r"|she|he|staff|department)\b"
    r"|经理|主管|负责人|主任|店长|仓管|客服|会计|店主|总监|组长|\w员(?!工)|\w部(?!分)|本人",
    re.IGNORECASE,
)
FREQUENCY = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|quarterly|hourly|yearly|annually|nightly|mondays?|tuesdays?"
    r"|wednesdays?|thursdays?"
    r"|fridays?|saturdays?|sundays?|per [a-z]+|(?:a|an) (?:day|week|month|quarter|year|shift|batch"
    r"|run)|on the (?:first|last|1st)|new \w+ needs?|(?:once|twice"
    r"|times) an?"
    r"|within \w+ (?:hours?|days?|working days?|business days?|minutes)|before (?:any|the first|we)|when"
    r"|whenever|until|on the same day"
    r"|no \w+ (?:goes|leaves|is|are|has|have)|only after|not before|at \d{1,2}[:.]\d{2})\b|[每逐]|按[日周月季]"
    r"|当[天日]|达到时|[天日]内|小时内",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:will|shall|won't|going to|plans? to|planning to|intends? to|aims? to|are about to|(?:we|I)'ll"
    r"|promise to|pledge to"
    r"|commit to|committed to(?! the date)|(?:we|I)(?: \w+)? (?:would like|want|wish|hope"
    r"|are preparing|prepare|are ready"
    r"|are considering|need) to)\b|将(?:会|要|在|于|对)?|(?<![本该行动此份])计划(?!书)|打算|准备(?!了|好)"
    r"|会(?:继续|努力|加强|尽)"
    r"|今后|以后",
    re.IGNORECASE,
)
IRREGULAR = (
    "made|sent|found|took|taken|put|sold|bought|brought|began|begun|gave|given|held|kept|left|set|shut|wrote|written|done|did"
    "|told|taught|threw|thrown|withdrew|withdrawn|met|paid|drew|drawn|chose|chosen|went|gone|ran|split|cut|got|had|built|been"
)
DONE = re.compile(
    rf"\b(?:have|has|had)(?:\s+(?:already|now|also|since|just|been|fully|all))*\s+(?:\w+ed|{IRREGULAR})\b"
    rf"|\b(?:we|I|they|manager|clerk|lead|team|owner|director|officer|editor|colleague|supervisor|engineer|buyer"
    rf"|photographer)\s+"
    rf"(?:\w+ly\s+|already\s+|also\s+|then\s+)*(?:\w+ed|{IRREGULAR})\b|\b(?:was|were)\s+(?:\w+ly\s+)?(?:\w+ed"
    rf"|{IRREGULAR})\b|已|了",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not|never|without|nobody|none|neither|nor|cannot|\w+n't)\b|[未没无不]", re.IGNORECASE)
PROCESS = re.compile(
    r"\b(?:process\w*|procedures?|check(?:s|ed|list|lists|ing)?|step|steps|setting|settings|control|inspect\w*"
    r"|review step|rota"
    r"|approval|approv\w+|compar\w+|sync\w*|template|test|tests|tested|schedule|form|label\w*|storage|packaging"
    r"|handling time"
    r"|stock file|stock count|calendar|verif\w+|second person|sign-off|barcode|scan\w*|batch|capacity|no role"
    r"|(?:nobody|no one)(?! asked)|no \w+ (?:was|were|had|has|existed|showed|asked|told|for)|(?:was"
    r"|were) never|had no|by hand|by weight)\b"
    r"|流程|检查|核对|设置|制度|清单|记录|审核|系统|核查|登记|无人|没有人|从未|没有\w{0,4}步骤",
    re.IGNORECASE,
)
_PATTERNS: dict[Feature, re.Pattern[str]] = {
    "role": ROLE,
    "frequency": FREQUENCY,
    "exhibit": EXHIBIT,
    "planned": PLANNED,
    "done": DONE,
    "negated": NEGATED,
    "process": PROCESS,
}


@lru_cache(maxsize=32_768)
def has(feature: Feature, text: str) -> bool:
    """Say whether a sentence has a feature."""
    if feature == "date":
        return DATE.search(text) is not None
    if feature == "figure":
        return FIGURE.search(without_marks(text)) is not None
    return _PATTERNS[feature].search(text) is not None


def without_marks(text: str) -> str:
    """Return a sentence without its leading number, exhibits and codes: what is left of figures says something."""
    return CODE.sub(" ", EXHIBIT.sub(" ", LEAD.sub(" ", text)))
