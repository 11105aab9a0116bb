"""The key of a pseudonymised case: which stand-in means what; it stays with the seller."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from tui.core.export.problems import ExportProblem, shown
from tui.core.export.pseudonym_patterns import FIGURE, Secret
from tui.core.files import read_bounded

FORMAT = 1
MAX_KEY_BYTES = 20_000_000
KINDS: tuple[Secret, ...] = get_args(Secret)
FORMS: dict[Secret, str] = {
    "name": "[Name-{:02}]",
    "role": "[Role-{:02}]",
    "phone": "[Phone-{:02}]",
    "address": "[Address-{:02}]",
    "asin": "B0ZZZZ{:04}",
    "order": "999-{0:07}-{0:07}",
    "id": "ID{:05}",
    "email": "person{}@example.com",
    "link": "https://example.com/{}",
    "file": "document-{:02}",
}
LOOSE: frozenset[Secret] = frozenset({"name", "role", "phone", "address", "amount"})
"""A stand-in in brackets ends there, and an amount's has the edges of the amount; the others need room around them."""
_WORD = "A-Za-z0-9"


class Key:
    """Stand-ins for originals, one for each, given out in order and never changed."""

    def __init__(self, pairs: Mapping[str, tuple[Secret, str]] | None = None) -> None:
        self._pairs: dict[str, tuple[Secret, str]] = dict(pairs or {})
        """The kind and the stand-in by original."""
        self._taken = {stand_in for _, stand_in in self._pairs.values()}
        self._next: dict[Secret, int] = {}
        self._amounts: dict[str, str] = {}
        """The figure that stands for another, whatever separators and currency stood with it."""
        self._amount_stand_ins: set[str] = set()
        for original, (kind, stand_in) in self._pairs.items():
            if kind == "amount":
                self._amount_stand_ins.add(stand_in)
                self._amounts.setdefault(_figure(original), _figure(stand_in))

    def add(self, kind: Secret, original: str, texts: str) -> None:
        """Give an original a stand-in that occurs nowhere in the texts; one that it has already stays."""
        if original in self._pairs:
            return
        candidates = self._amount_candidates(original) if kind == "amount" else self._candidates(kind, original)
        stand_in = next(item for item in candidates if item not in self._taken and item not in texts)
        self._pairs[original] = kind, stand_in
        self._taken.add(stand_in)
        if kind == "amount":
            self._amount_stand_ins.add(stand_in)
            self._amounts.setdefault(_figure(original), _figure(stand_in))

    def _candidates(self, kind: Secret, original: str) -> Iterator[str]:
        while True:
            number = self._next[kind] = self._next.get(kind, 0) + 1
            yield _stand_in(kind, number, original)

    def _amount_candidates(self, original: str) -> Iterator[str]:
        """The same figure gets the same stand-in, with more decimals where only the writing differs."""
        if figure := self._amounts.get(_figure(original)):
            for decimals in ("", ".0", ".00"):
                yield FIGURE.sub(figure + decimals, original, count=1)
        yield from self._candidates("amount", original)

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
        return _replaced(text, back, self._stand_in_pattern)

    def _original_pattern(self, original: str) -> str:
        return _at_its_edges(original) if self._pairs[original][0] in LOOSE else _whole(original)

    def _stand_in_pattern(self, stand_in: str) -> str:
        if stand_in.startswith("["):
            return re.escape(stand_in)
        return _at_its_edges(stand_in) if stand_in in self._amount_stand_ins else _whole(stand_in)

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
    for kind in KINDS:
        if value == kind:
            return kind
    raise ValueError(f"there is no kind {value}")


def _stand_in(kind: Secret, number: int, original: str) -> str:
    """Return the stand-in of a number: of the same form, so that a case with it still holds together."""
    if kind == "amount":
        # Three digits, since no writing puts a separator into them; the currency stays where it was.
        return FIGURE.sub(str(number + 100), original, count=1)
    suffix = Path(original).suffix.lower() if kind == "file" else ""
    return FORMS[kind].format(number) + (suffix if suffix.isascii() and suffix[1:].isalnum() else "")


def _figure(amount: str) -> str:
    found = FIGURE.search(amount)
    number = found[0].replace(",", "") if found else ""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _whole(found: str) -> str:
    # Both sides are bounded, for the original and the stand-in alike, whatever they begin and end with.
    return rf"(?<![{_WORD}]){re.escape(found)}(?![{_WORD}])"


def _at_its_edges(found: str) -> str:
    """A pattern for a text that is no part of a longer word; a Chinese character next to it is no part of it."""
    before = rf"(?<![{_WORD}])" if re.match(f"[{_WORD}]", found) else ""
    after = rf"(?![{_WORD}])" if re.search(f"[{_WORD}]$", found) else ""
    return before + re.escape(found) + after


def _replaced(text: str, pairs: Mapping[str, str], pattern: Callable[[str], str]) -> str:
    if not pairs:
        return text
    ordered: Iterable[str] = sorted(pairs, key=lambda item: (-len(item), item))
    whole = re.compile("|".join(pattern(item) for item in ordered))
    return whole.sub(lambda match: pairs[match[0]], text)
