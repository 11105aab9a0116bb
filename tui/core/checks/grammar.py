"""Grammar and spelling by the optional package harper-py: hints only, for English letters only."""

from __future__ import annotations

import importlib
import importlib.util
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tui.core.checks.checking import rendered_origins
from tui.core.checks.records import Finding, Fix
from tui.core.letter.records import Letter

EXTRA = "grammar"
HOW_TO_ADD = {
    "en": "Grammar and spelling are not installed. Add them with: pip install 'reinstate[grammar]'",
    "zh": "未安装语法和拼写检查。安装方法：pip install 'reinstate[grammar]'",
}
DOMAIN_WORDS = [
    "ASIN",
    "ASINs",
    "FBA",
    "FBM",
    "SKU",
    "SKUs",
    "ODR",
    "LSR",
    "VTR",
    "OTDR",
    "AHR",
    "UPC",
    "EAN",
    "GTIN",
    "POA",
    "SOP",
    "ERP",
    "QC",
    "CAPA",
    "GPSR",
    "EPR",
    "VAT",
    "KYC",
    "USPTO",
    "EUIPO",
    "WIPO",
    "DMCA",
    "Transparency",
    "Brandverified",
    "dropshipping",
    "relisted",
    "relist",
    "delist",
    "delisted",
    "delisting",
    "unsellable",
    "resellable",
    "chargeback",
    "chargebacks",
    "reinstatement",
    "backorder",
    "unshipped",
]
ADVICE = {"en": "A hint of the grammar checker; it may be wrong.", "zh": "语法检查的提示，可能有误。"}
NAME = re.compile(r"^[A-Z]|\d|[A-Z]{2,}")
SKIPPED_KINDS = frozenset({"Readability", "Enhancement", "Style", "WordChoice", "Formatting", "Capitalization"})


class GrammarMissingError(RuntimeError):
    """The optional package is not installed; the message says how to add it."""


def is_installed() -> bool:
    """Say whether the optional package is there, without importing it."""
    return importlib.util.find_spec("harper") is not None


@dataclass(frozen=True, slots=True)
class _Linting:
    linter: Any
    plain: Any


@lru_cache(maxsize=1)
def _linting() -> _Linting:
    """Make the checker, which takes some time and much memory: call this in a worker."""
    if not is_installed():
        raise GrammarMissingError(HOW_TO_ADD["en"])
    harper = importlib.import_module("harper")
    linter = harper.Linter()
    linter.import_words(DOMAIN_WORDS)
    return _Linting(linter, harper.Language.PLAINTEXT)


def check_grammar(letter: Letter) -> tuple[Finding, ...]:
    """Return the hints of the grammar checker for an English letter; names and codes are never misspelt."""
    if letter.language != "en":
        return ()
    tools = _linting()
    origins = rendered_origins(letter)
    found: list[Finding] = []
    for section in letter.sections:
        for lint in tools.linter.lint(section.text, language=tools.plain):
            quote = lint.problem_text
            kind = str(lint.lint_kind)
            if kind in SKIPPED_KINDS or (kind == "Spelling" and NAME.search(quote)):
                continue
            before = section.text[: lint.span.start]
            line = origins.get(section.id, (1, 1))[0] + before.count("\n")
            column = lint.span.start - (before.rfind("\n") + 1) + 1
            text = str(lint.message)
            found.append(
                Finding(
                    rule=f"grammar.{kind.lower()}",
                    level="hint",
                    section=section.id,
                    line=line,
                    column=column,
                    start=lint.span.start,
                    end=lint.span.end,
                    quote=quote,
                    message={"en": text},
                    advice=ADVICE,
                    fix=_fix(lint),
                )
            )
    return tuple(found)


def _fix(lint: Any) -> Fix | None:
    """Return the only suggestion of a lint; where there are several, a person has to choose."""
    if len(lint.suggestions) != 1 or int(lint.suggestions[0].kind) != 0:
        return None
    return Fix(lint.span.start, lint.span.end, str(lint.suggestions[0].replacement_text))
