"""What a person did in a pane, as the screen and the app hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tui.core.case.values import Raw
    from tui.core.checks.records import Finding
    from tui.core.content.channels import Contact


@dataclass
class TypeChosen(Message):
    """A person chose a suspension type."""

    type: str


@dataclass
class CaseChosen(Message):
    """A person chose a case."""

    case: str


@dataclass
class CommandChosen(Message):
    """A person chose one of the commands that a list offers."""

    command: str


@dataclass
class NoticeChanged(Message):
    """A person pasted or changed the notice."""

    text: str


@dataclass
class FactSet(Message):
    """A person typed a value."""

    fact: str
    raw: Raw | None


@dataclass
class FactsAccepted(Message):
    """A person accepted values that stand in the notice."""

    facts: dict[str, Raw]


@dataclass
class SettingSet(Message):
    """A person changed the store, the kind of answer or the letter's language."""

    setting: str
    value: str


@dataclass
class StatementAsked(Message):
    """A person wants to say whether a statement is true, or which file a document is."""

    kind: str
    name: str


@dataclass
class SectionEdited(Message):
    """A person changed the text of a section."""

    section: str
    text: str


@dataclass
class FindingChosen(Message):
    """A person wants to see a finding in the letter."""

    finding: Finding


@dataclass
class FindingFixed(Message):
    """A person wants the safe replacement of a finding."""

    finding: Finding


@dataclass
class FindingSilenced(Message):
    """A person wants a finding to be silent."""

    finding: Finding


@dataclass
class AddressChosen(Message):
    """A person wants the address of a contact."""

    contact: Contact


@dataclass
class HistoryWanted(Message):
    """The history is in sight, and wants to know what the folder of the case tells."""


@dataclass
class AttemptChosen(Message):
    """A person wants to read what was sent."""

    number: int


@dataclass
class AnswerChosen(Message):
    """A person wants to read an answer of Amazon's."""

    number: int


@dataclass
class PointTicked(Message):
    """A person says of a point of an answer that it is dealt with, or not."""

    reply: int
    place: int
    done: bool


@dataclass
class AnswerOffered(Message):
    """A person wants to keep the text of the notice pane as Amazon's answer."""

    text: str
