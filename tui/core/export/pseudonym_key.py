"""The key of a pseudonymised case: which stand-in means what; it stays with the seller."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from tui.core.export.problems import ExportProblem, shown
from tui.core.export.pseudonym_patterns import FIGURE, Secret
from tui.core.files import read_bounded

FORMAT = 1
MAX_KEY_BYTES = 20_000_000
BRACKETED: dict[Secret, str] = {
    "name": "Name", "role": "Role", "phone": "Phone", "address": "Address",
}  # fmt: skip
_WORD = "A-Za-z0-9"


class Key:
    """Stand-ins for originals, one for each, given out in order and never changed."""

    def __init__(self, pairs: Mapping[str, tuple[Secret, str]] | None = None) -> None:
        self._pairs: dict[str, tuple[Secret, str]] = dict(pairs or {})
        """The kind and the stand-in by original."""
        self._taken = {stand_in for _, stand_in in self._pairs.values()}
        self._next: dict[Secret, int] = {}

    def add(self, kind: Secret, original: str, texts: str) -> None:
        """Give an original a stand-in that occurs nowhere in the texts; one that it has already stays."""
        if original in self._pairs:
            return
        while True:
            number = self._next[kind] = self._next.get(kind, 0) + 1
            stand_in = _stand_in(kind, number, original)
            if stand_in not in self._taken and stand_in not in texts:
                break
        self._pairs[original] = kind, stand_in
        self._taken.add(stand_in)

    def counts(self) -> dict[Secret, int]:
        """Return how many originals of each kind have a stand-in."""
        found: dict[Secret, int] = {}
        for kind, _ in self._pairs.values():
            found[kind] = found.get(kind, 0) + 1
        return found

    def hidden(self, text: str) -> str:
        """Return a text with a stand-in for every original, the longest first."""
        return _replaced(text, {original: pair[1] for original, pair in self._pairs.items()}, self._original_pattern)

    def restored(self, text: str) -> str:
        """Return a text with every stand-in turned back."""
        back = {stand_in: original for original, (_, stand_in) in self._pairs.items()}
        return _replaced(text, back, _whole)

    def _original_pattern(self, original: str) -> str:
        kind, stand_in = self._pairs[original]
        if kind in BRACKETED:
            # The stand-in ends at its bracket, so the original need only not be a part of a longer word.
            before = rf"(?<![{_WORD}])" if re.match(f"[{_WORD}]", original) else ""
            after = rf"(?![{_WORD}])" if re.search(f"[{_WORD}]$", original) else ""
            return before + re.escape(original) + after
        return _whole(original, stand_in)

    def to_json(self) -> str:
        """Return the key as the text of its file."""
        pairs = [
            {"kind": kind, "original": original, "stand_in": stand_in}
            for original, (kind, stand_in) in self._pairs.items()
        ]
        return json.dumps({"format": FORMAT, "pairs": pairs}, ensure_ascii=False, indent=1) + "\n"


def read_key(path: Path) -> Key:
    """Return the key in a file, an empty one where there is none; raise `ExportProblem` where it is damaged."""
    if not path.exists():
        return Key()
    try:
        found: dict[str, Any] = json.loads(read_bounded(path, MAX_KEY_BYTES).decode())
        if found["format"] != FORMAT:
            raise ValueError(f"it has format {found['format']}, this version reads {FORMAT}")
        pairs = {
            _text(item["original"]): (_secret(item["kind"]), _text(item["stand_in"]))
            for item in found["pairs"]
        }  # fmt: skip
        if len({stand_in for _, stand_in in pairs.values()}) != len(pairs):
            raise ValueError("a stand-in occurs twice")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportProblem("key_damaged", path=shown(str(path)), reason=shown(str(error))) from error
    return Key(pairs)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is missing")
    return value


def _secret(value: object) -> Secret:
    if value not in get_args(Secret):
        raise ValueError(f"there is no kind {value}")
    found: Secret = value
    return found


def _stand_in(kind: Secret, number: int, original: str) -> str:
    """Return the stand-in of a number: of the same form, so that a case with it still holds together."""
    match kind:
        case "asin":
            return f"B0ZZZZ{number:04}"
        case "order":
            return f"999-{number:07}-{number:07}"
        case "id":
            return f"ID{number:05}"
        case "email":
            return f"person{number}@example.com"
        case "link":
            return f"https://example.com/{number}"
        case "file":
            suffix = Path(original).suffix.lower()
            return f"document-{number:02}{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
        case "amount":
            # Three digits, since no writing puts a separator into them; the currency stays where it was.
            return FIGURE.sub(str(number + 100), original, count=1)
        case _:
            return f"[{BRACKETED[kind]}-{number:02}]"


def _whole(found: str, stand_in: str = "") -> str:
    is_bracketed = (stand_in or found).startswith("[")
    if is_bracketed:
        return re.escape(found)
    # Both sides are bounded for the original and the stand-in alike, whatever they begin and end with.
    return rf"(?<![{_WORD}]){re.escape(found)}(?![{_WORD}])"


def _replaced(text: str, pairs: Mapping[str, str], pattern: Any) -> str:
    if not pairs:
        return text
    ordered: Iterable[str] = sorted(pairs, key=lambda item: (-len(item), item))
    whole = re.compile("|".join(pattern(item) for item in ordered))
    return whole.sub(lambda match: pairs[match[0]], text)
