"""Finds fonts on this computer that really have the characters of a text: no letter shows empty boxes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tui.core.export.problems import ExportProblem, shown
from tui.core.export.scripts import Script

FONT_VARIABLE = "REINSTATE_PDF_FONT"
LIST_LIMIT = 10.0
MAX_ASKED = 300
MAX_NAMED = 12
MAX_TRIED = 4
SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})

# The order of the faces in the collections of Noto Sans CJK.
_NOTO_FACE: dict[Script, int] = {"": 2, "ja": 0, "ko": 1, "zh": 2}
_NOTO = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
)
_LATIN = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/System/Library/Fonts/Supplemental/Arial.ttf",
    "{windows}/Fonts/arial.ttf",
)
_BY_SCRIPT: dict[Script, tuple[str, ...]] = {
    "zh": (
        "{windows}/Fonts/msyh.ttc",
        "{windows}/Fonts/simsun.ttc",
        "/System/Library/Fonts/Hiragino Sans GB.ttc",
        "/System/Library/Fonts/STHeiti Light.ttc",
        "/System/Library/Fonts/PingFang.ttc",
    ),
    "ja": (
        "{windows}/Fonts/YuGothR.ttc",
        "{windows}/Fonts/meiryo.ttc",
        "{windows}/Fonts/msgothic.ttc",
        "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
    ),
    "ko": ("{windows}/Fonts/malgun.ttf", "/System/Library/Fonts/AppleSDGothicNeo.ttc"),
    "": (),
}
_ANY = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font: a file, and the face within it where it is a collection."""

    path: Path
    face: int = 0


def fonts_for(text: str, script: Script, wished: Path | None = None) -> tuple[FontFile, ...]:
    """Return fonts that together have every character of a text, the best first.

    Raise `ExportProblem` that names the characters where no font on this computer has them.
    """
    missing = frozenset(sign for sign in text if not sign.isspace())
    chosen: list[FontFile] = []
    for font in _candidates(missing, script, wished):
        found = missing & glyphs_of(font)
        # A second font is for a few signs; one that adds nothing is left alone.
        if found:
            chosen.append(font)
            missing -= found
        if not missing:
            return tuple(chosen)
    raise ExportProblem("pdf_glyphs", characters=_named(missing))


def is_built_in(text: str) -> bool:
    """Say whether a text can be shown with the fonts that every PDF reader has."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def wished_font() -> Path | None:
    """Return the font file that the environment names, if any."""
    named = os.environ.get(FONT_VARIABLE, "")
    return Path(named).expanduser() if named else None


@lru_cache(maxsize=32)
def glyphs_of(font: FontFile) -> frozenset[str]:
    """Return the characters for which a font has a shape; none where the file is no font with outlines."""
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]  # it ships no types

    # A broken font file can fail in any of these ways; it is passed over like one that is not there.
    with (
        suppress(TTLibError, OSError, ValueError, KeyError, AssertionError),
        TTFont(font.path, fontNumber=font.face, lazy=True) as opened,
    ):
        if "glyf" in opened or "CFF " in opened:
            return frozenset(chr(code) for code, name in (opened.getBestCmap() or {}).items() if name != ".notdef")
    return frozenset()


def _candidates(missing: frozenset[str], script: Script, wished: Path | None) -> Iterator[FontFile]:
    if wished is not None:
        font = FontFile(wished, _NOTO_FACE[script] if wished.name.startswith("NotoSansCJK") else 0)
        if not glyphs_of(font):
            reason = "it is no TrueType or OpenType font" if wished.is_file() else "there is no such file"
            raise ExportProblem("pdf_font", path=shown(str(wished)), reason=reason)
        yield font
    noto = [FontFile(Path(path), _NOTO_FACE[script]) for path in _NOTO]
    east = [*noto, *_files((*_BY_SCRIPT[script], *_ANY))]
    latin = list(_files(_LATIN))
    ordered = [*east, *latin] if script else [*latin, *east]
    yield from (font for font in ordered if font.path.is_file())
    yield from listed_by_fontconfig(missing)


def _files(paths: tuple[str, ...]) -> Iterator[FontFile]:
    windows = os.environ.get("WINDIR", "C:/Windows") if sys.platform == "win32" else "/mnt/c/Windows"
    for path in paths:
        yield FontFile(Path(path.format(windows=windows)))


def listed_by_fontconfig(signs: frozenset[str]) -> tuple[FontFile, ...]:
    """Return the fonts that fontconfig knows to have the characters, or any of them; none where it is not installed."""
    program = shutil.which("fc-list")
    if program is None or not signs:
        return ()
    asked = sorted(signs)[:MAX_ASKED]
    codes = " ".join(f"{ord(sign):x}" for sign in asked)
    found = _fc_list(program, f":charset={codes}")
    for sign in asked[:MAX_NAMED] if not found else ():
        found.extend(_fc_list(program, f":charset={ord(sign):x}")[:MAX_TRIED])
    return tuple(dict.fromkeys(found))[: MAX_TRIED * 2]


def _fc_list(program: str, pattern: str) -> list[FontFile]:
    try:
        done = subprocess.run(
            [program, "--format", "%{file}\t%{index}\n", pattern],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIST_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    fonts: list[FontFile] = []
    for line in sorted(done.stdout.decode("utf-8", "surrogateescape").splitlines()):
        name, _, index = line.partition("\t")
        # The upper half of the index names an instance of a variable font.
        face = int(index) & 0xFFFF if index.isdigit() else 0
        # One face of a collection is enough: they differ in shapes, hardly in what they have.
        if Path(name).suffix.lower() in SUFFIXES and Path(name) not in {font.path for font in fonts}:
            fonts.append(FontFile(Path(name), face))
    return fonts


def _named(missing: frozenset[str]) -> str:
    # Where no font was found at all, the plain letters would hide what is special.
    signs = sorted(sign for sign in missing if not is_built_in(sign)) or sorted(missing)
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs[:MAX_NAMED])
    return named + (f" and {len(signs) - MAX_NAMED} more" if len(signs) > MAX_NAMED else "")
