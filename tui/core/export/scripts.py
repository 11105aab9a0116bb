"""Which East Asian script a text is in, so that a font with the right shapes is named."""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["", "zh", "ja", "ko"]

_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_HAN = re.compile("[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff65\U00020000-\U0003ffff]")


def script_of(text: str, language: str = "") -> Script:
    """Return the East Asian script of a text, "" where it holds none; the same signs look otherwise in Japanese."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _HAN.search(text):
        return "ja" if language.startswith("ja") else "zh"
    return ""


def language_tag(language: str) -> str:
    """Return a language as documents name it: "zh" is Chinese in simplified characters."""
    return "zh-Hans" if language == "zh" else language
