"""What the content check says: findings, and the rules that make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class ContentFinding:
    """Something in the content that an editor would object to."""

    file: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the place inside the content by which it can be allowed."""

    finding: ContentFinding
    file: str
    """The file below the content folder."""
    path: str
    """The keys and ids that lead to the item."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that the content allows beside the item, with its reason."""

    finding: ContentFinding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and what it would have found were it not allowed."""

    findings: tuple[ContentFinding, ...]
    allowed: tuple[Allowed, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the content check."""

    level: Level
    says: str
    fix: str


RULES: dict[str, Rule] = {
    # Structure
    "schema": Rule("error", "A file fits its record", "Correct it as the message says."),
    "file": Rule("warning", "Every file is one that is read", "Move, complete or remove it."),
    "reference": Rule("error", "What is named exists", "Name one that exists, or add it."),
    "condition": Rule("error", "A condition names a fact and a value it can take", "Correct the condition."),
    "cycle": Rule("error", "Facts do not wait for each other", "Take one of the conditions away."),
    "duplicate": Rule("error", "An id stands once", "Give each its own id."),
    "shadow": Rule("error", "A name in a text has one meaning", "Choose another name."),
    "retired": Rule("error", "A retired id is never used again", "Use its successor, or a new id."),
    "orphan": Rule("hint", "Everything is used by something", "Use it or remove it."),
    "allow": Rule("warning", "An allowance silences something and says why", "Correct or remove the allowance."),
    # Completeness
    "completeness": Rule("error", "Every text is there in every language", "Write it."),
    "superfluous": Rule("warning", "A text belongs to something", "Remove it, or correct its id."),
    "chain": Rule("error", "A cause has a corrective and a preventive answer", "Name both in answered_by."),
    "unchained": Rule("warning", "A preventive measure answers a cause", "Name it in a cause's answered_by."),
    "route": Rule("error", "A route leads somewhere that the type allows", "Correct the route."),
    "cases": Rule("error", "A type shows itself in three worked cases or more", "Write the case."),
    "thin": Rule("warning", "Lists for the seller are long enough to help", "Add what is missing."),
    # Wording
    "states": Rule("error", "An action has three sentences, the rest one", "Correct the shape of the wording."),
    "template": Rule("error", "A wording only inserts values", "Insert values only, as {{ name }}."),
    "names": Rule("error", "A wording says the names that are declared", "Declare it in needs or details, or say it."),
    "parity": Rule("error", "Every language says the same names", "Say the same in every language."),
    "length": Rule("error", "A sentence can be read at one go", "Shorten it."),
    "sentence": Rule("error", "A wording is one whole sentence", "Write one whole sentence."),
    "spaces": Rule("error", "Spaces stand where they belong", "Correct the spaces."),
    "brackets": Rule("error", "Brackets and quotation marks come in pairs", "Close or remove it."),
    "placeholder": Rule("error", "No text waits to be finished", "Write what is meant."),
    "tense": Rule("error", "What is done is past, what is planned is future", "Use the tense of the state."),
    "script": Rule("error", "A text is written in the script of its language", "Use the language's own signs."),
    "figure": Rule("error", "A figure has a name behind it", "Name a parameter, or ask for it."),
    "figure_source": Rule("warning", "Advice with a figure names its source", "Add the source that states the figure."),
    "empty_word": Rule("warning", "A letter says nothing that cannot be checked", "Name the control instead."),
    "question": Rule("hint", "What is asked is a question", "Ask it, with a question mark."),
    # Sources
    "source": Rule("error", "Facts have a source that is listed", "Name a key of content/sources/."),
    "review": Rule("warning", "Facts are looked at again in time", "Look it up again and set the new day."),
    "address": Rule("error", "An address has the form of its kind", "Correct the address or the kind."),
    # Patterns
    "examples": Rule("error", "A notice has examples that fit and that do not", "Add examples of both kinds."),
    "example_yes": Rule("error", "The phrases recognise the examples of the type", "Add the phrase that it uses."),
    "example_no": Rule("error", "The phrases leave other texts alone", "Narrow the phrase with near or not."),
    "pattern_foreign": Rule(
        "warning", "A phrase speaks for its own type", "Narrow it, or list the other as confusable."
    ),
    "pattern_shape": Rule("error", "A phrase is short and plain, its weight 1 to 3", "Shorten or correct it."),
    "pattern_bold": Rule("hint", "A single short word is no clear sign", "Give it a lower weight, or more words."),
    "pattern_twice": Rule("hint", "A wording stands once in a type", "Remove one of them."),
    # Worked cases
    "case": Rule("error", "A worked case names what the type has", "Correct the case."),
    "case_value": Rule("error", "A worked case can be opened", "Correct the case."),
    "case_expectation": Rule("error", "A worked case gets the letter it expects", "Correct the case or the content."),
    "case_letter": Rule("error", "The letter of a worked case is clean", "Correct the wording."),
    "case_size": Rule("warning", "A full letter is of fitting length, most of it facts", "Add facts, or cut the rest."),
}
