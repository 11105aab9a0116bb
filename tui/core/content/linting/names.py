"""The names that a wording inserts, read without compiling it where it is plain."""

from __future__ import annotations

import re

from tui.core.content.wording import names_in

FIXED_NAMES = frozenset({"store", "title"})
"""Names that every wording may insert, beside the parameters."""
STATE_NAMES = {
    "done": frozenset({"date", "cite"}),
    "under_way": frozenset({"date", "due", "cite"}),
    "planned": frozenset({"due"}),
}
STATE_NEEDS = {
    "done": frozenset({"date"}),
    "under_way": frozenset({"date", "due"}),
    "planned": frozenset({"due"}),
}
INSERTION = re.compile(
    r"\{\{ ?([A-Za-z_]\w{0,60}) ?(?:\| ?(total|noun\( ?'([^'{}]{1,80})', ?'([^'{}]{1,80})' ?\)) ?)?\}\}"
)
CODE_SIGNS = ("{{", "}}", "{%", "%}", "{#", "#}")


def names_of(wording: str) -> frozenset[str]:
    """Return the names that a wording inserts; raise `WordingError` where it does more than insert."""
    rest = INSERTION.sub("", wording)
    if any(sign in rest for sign in CODE_SIGNS):
        return names_in(wording)
    return simple_names(wording)


def simple_names(wording: str) -> frozenset[str]:
    """Return the names of all plain insertions."""
    return frozenset(match[1] for match in INSERTION.finditer(wording))


def bare(wording: str, sample: str) -> str:
    """Return the wording with a sample in the place of each value: a noun keeps its plural, a reference vanishes."""

    def value(match: re.Match[str]) -> str:
        if match[1] == "cite":
            return ""
        return f"{sample} {match[4]}" if match[4] else sample

    return INSERTION.sub(value, wording)
