"""Attempts seen from the letter: a sent one composed again, and what the next one brings that is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.core.case.journal import changes_between
from tui.core.case.records import Case, Evidence
from tui.core.case.submissions import Submission, content_digest
from tui.core.content.library import Content
from tui.core.content.problems import UnknownNameError
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter
from tui.core.letter.sentences import Cut, closeness, cut_sentences
from tui.core.letter.text import letter_text

Reason = Literal["letter_changed", "content_changed", "type_gone", "program_changed"]
NEAR = 0.9
"""From this closeness on, a sentence says nothing new."""
FEW = 2
"""With fewer new sentences and no new document, an attempt brings hardly anything new."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A sent letter composed again from what was frozen with it, and why it is not the same where it is not."""

    text: str
    is_same: bool
    reasons: tuple[Reason, ...] = ()


def sent_text(letter: Letter) -> str:
    """Return a letter as it is kept when it is sent: as it is printed."""
    text = letter_text(letter)
    return f"{text}\n" if text else ""


def rebuild(content: Content, submission: Submission) -> Rebuilt:
    """Compose a sent letter again; the same bytes, or the reasons why they are not."""
    manifest = submission.manifest
    changed: list[Reason] = [] if submission.is_untouched else ["letter_changed"]
    try:
        text = sent_text(compose(content, manifest.case))
    except (UnknownNameError, KeyError):
        return Rebuilt("", False, (*changed, "type_gone"))
    if text == submission.letter and not changed:
        return Rebuilt(text, True)
    if content_digest(content, manifest.case.type) != manifest.content_sha256:
        changed.append("content_changed")
    return Rebuilt(text, False, tuple(changed) or ("program_changed",))


@dataclass(frozen=True, slots=True)
class News:
    """What an attempt brings that the one before it did not."""

    sentences: tuple[str, ...]
    dropped: tuple[str, ...]
    facts: tuple[str, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    """Documents that are new, or whose file is another one."""

    @property
    def is_hardly_new(self) -> bool:
        """Whether Amazon would read nearly the same again."""
        return len(self.sentences) < FEW and not self.documents


def news(before: Submission, case: Case, letter: Letter) -> News:
    """Return what is new in a letter since an attempt."""
    said, says = _sentences(before.letter), _sentences(sent_text(letter))
    changed = {tuple(item["path"]) for item in changes_between(before.manifest.case, case)}
    old = before.manifest.case.evidence
    documents = [name for name, item in case.evidence.items() if name not in old or _is_other(old[name], item)]
    return News(
        sentences=tuple(line for line in says if not _said(line, said)),
        dropped=tuple(line for line in said if not _said(line, says)),
        facts=tuple(sorted({path[1] for path in changed if path[0] == "facts" and len(path) > 1})),
        claims=tuple(sorted({path[1] for path in changed if path[0] == "claims" and len(path) > 1})),
        documents=tuple(sorted(documents)),
    )


def _is_other(old: Evidence, new: Evidence) -> bool:
    return old.sha256 != new.sha256 if old.sha256 and new.sha256 else old.path != new.path


def _sentences(text: str) -> tuple[str, ...]:
    cuts: list[Cut] = [cut for line in text.split("\n") for cut in cut_sentences(line)]
    return tuple(dict.fromkeys(cut.text for cut in cuts if cut.text))


def _said(line: str, others: tuple[str, ...]) -> bool:
    return line in others or any(closeness(line, other) >= NEAR for other in others)
