"""The page on which a type is shown: its headings in each language, and lines of a fitting width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

WIDTH = 100
NAMES = {
    "en": {
        "type": "Type", "group": "Group", "scope": "Scope", "responses": "Responses", "severity": "Severity",
        "reviewed": "Reviewed", "contact": "Contact purpose", "guides": "Guides", "confusable": "Often confused with",
        "routes": "Which response", "usual": "usual", "notice": "How a notice is recognised",
        "tells_apart": "What tells it apart", "yes": "Is one", "no": "Is none", "near": "near", "unless": "not with",
        "facts": "Facts", "required": "required", "why": "Why", "limit": "Limit", "example": "Example",
        "situation": "Situation", "causes": "Root causes", "grounds": "Grounds", "corrective": "Corrective actions",
        "preventive": "Preventive measures", "ask": "Asked", "says": "Says", "done": "Done", "under_way": "Under way",
        "planned": "Planned", "details": "Details", "evidence": "Evidence", "answered": "Answered by",
        "instead": "Instead", "when": "When", "documents": "Documents", "shows": "Must show", "refused": "Not accepted",
        "age": "Not older than", "note": "Note", "do": "Do", "do_not": "Do not", "questions": "Questions of a reviewer",
        "sources": "Sources", "allow": "Allowed findings", "known": "is known", "unknown": "is not known",
        "none": "none", "missing": "(no text in this language)",
    },
    "zh": {
        "type": "类型", "group": "分组", "scope": "范围", "responses": "答复方式", "severity": "严重程度",
        "reviewed": "复核日期", "contact": "联系用途", "guides": "指南", "confusable": "容易混淆",
        "routes": "采用哪种答复", "usual": "通常", "notice": "如何识别通知",
        "tells_apart": "如何区分", "yes": "属于", "no": "不属于", "near": "附近有", "unless": "除非同句有",
        "facts": "事实", "required": "必填", "why": "为什么问", "limit": "标准", "example": "例",
        "situation": "情况", "causes": "根本原因", "grounds": "事实依据", "corrective": "纠正措施",
        "preventive": "预防措施", "ask": "提问", "says": "写法", "done": "已完成", "under_way": "进行中",
        "planned": "计划中", "details": "细节", "evidence": "证据", "answered": "对应措施",
        "instead": "替代做法", "when": "条件", "documents": "文件", "shows": "须显示", "refused": "不接受",
        "age": "不得早于", "note": "说明", "do": "现在要做", "do_not": "不要做", "questions": "审核人会问",
        "sources": "来源", "allow": "已允许的检查结果", "known": "已知", "unknown": "未知",
        "none": "无", "missing": "（此语言没有文字）",
    },
}  # fmt: skip
"""The headings of the document, which belong to it and not to the interface."""
# A wide sign with the marks that may not begin a line, or a run of others: what a line is made of.
PIECE = re.compile(r"\s+|[\u2e80-\u9fff\uf900-\uffef][，。、；：）」》？！]*|[^\s\u2e80-\u9fff\uf900-\uffef]+")


def folded(text: str, indent: int) -> Iterator[str]:
    """Yield a text in lines of at most a hundred columns, the following ones a little further in."""
    line, held = " " * indent, False
    for piece in PIECE.findall(text):
        if held and columns_of(line + piece.rstrip()) > WIDTH:
            yield line.rstrip()
            line, held = " " * (indent + 4), False
        if held or not piece.isspace():
            line, held = line + piece, True
    if held:
        yield line.rstrip()


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
