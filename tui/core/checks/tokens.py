"""Words of a text with their places, folded so that case, spelling variants and typography do not matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tui.core.content.phrases import HYPHENS

_SKIPPED = "".join(re.escape(sign) for sign in sorted(HYPHENS))
TOKEN = re.compile(rf"[A-Za-z0-9À-ɏ]+(?:['’][A-Za-z]+)?|[\u3040-\u30ff\u3400-\u9fff]|[^\s\w{_SKIPPED}]|_")
# Pairs of spellings that are one word; applied to texts and wordings alike, so a wrong fold does no harm.
_VARIANTS = (
    (re.compile(r"(\w{3,})iz(e|es|ed|ing|ation|ations)$"), r"\1is\2"),
    (re.compile(r"(\w{2,})our(s|ed|ing|able|ite|ites|ful|ably)?$"), r"\1or\2"),
    (re.compile(r"(\w{3,})yze(s|d)?$"), r"\1yse\2"),
    (re.compile(r"(\w{2,})ll(ed|ing|er|ment)$"), r"\1l\2"),
    (re.compile(r"(\w{3,})ence$"), r"\1ense"),
    (re.compile(r"^fulfill"), "fulfil"),
    (re.compile(r"^licence"), "license"),
    (re.compile(r"^despatch"), "dispatch"),
    (re.compile(r"^practice"), "practise"),
)


@lru_cache(maxsize=16_384)
def folded_word(word: str) -> str:
    """Return a word as it is compared: lower case, straight apostrophe, one spelling for variants."""
    text = word.lower().replace("’", "'")
    if len(text) > 4 and text[0].isalpha():
        for pattern, plain in _VARIANTS:
            text = pattern.sub(plain, text)
    return text


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and signs of a text, in order."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text; hyphens count as spaces, each Chinese character is a word."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in TOKEN.finditer(text):
        words.append(folded_word(match[0]))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(words, starts, ends)
