"""The record of a case: what the seller typed, claimed, linked and edited. Immutable; changes make a new one."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tui.core.case.values import Raw
from tui.core.content.records import ClaimState, Record, ResponseKind

FORMAT = 1


class Claim(Record, frozen=True, kw_only=True):
    """What the seller says of a statement: its state, and the dates, details and reason that go with it."""

    state: ClaimState
    date: str = ""
    """The day it was done, or begun."""
    due: str = ""
    """The day by which it will be done."""
    reason: str = ""
    """Why it cannot be claimed, where the seller says so."""
    details: dict[str, Raw] = {}


class Evidence(Record, frozen=True, kw_only=True):
    """A document that the seller holds."""

    path: str
    sha256: str = ""
    note: str = ""
    dated: str = ""
    """The day that stands on the document."""


class EditedSection(Record, frozen=True, kw_only=True):
    """A section in the seller's own wording, with the generated text that it was made from."""

    text: str
    base: str
    """The generated lines that the seller last saw and agreed to differ from."""
    statements: tuple[str, ...] = ()
    """The statement of each line of the base; older cases have none, and their lines are matched by their words."""
    detached: bool = False
    """The section follows nothing any more: it is never merged, only scanned."""


class Case(Record, frozen=True, kw_only=True):
    """A case: one notice and the seller's answer to it."""

    id: str
    format: int = FORMAT
    type: str
    response: ResponseKind
    marketplace: str
    letter_language: str = "en"
    created: datetime
    content_version: str = ""
    facts: dict[str, Raw] = {}
    claims: dict[str, Claim] = {}
    evidence: dict[str, Evidence] = {}
    sections: dict[str, EditedSection] = {}
    silenced: dict[str, str] = {}
    """Findings that the seller decided to live with, by their key, with the reason."""

    def with_fact(self, name: str, raw: Raw | None) -> Case:
        """Return the case with a fact set, or removed where the value is None or empty."""
        facts = {key: value for key, value in self.facts.items() if key != name}
        if raw:
            facts[name] = raw
        return msgspec.structs.replace(self, facts=facts)

    def with_claim(self, name: str, claim: Claim) -> Case:
        """Return the case with a claim set; `not_claimed` without a reason removes it."""
        claims = {key: value for key, value in self.claims.items() if key != name}
        if claim.state != "not_claimed" or claim.reason or claim.details:
            claims[name] = claim
        return msgspec.structs.replace(self, claims=claims)

    def with_evidence(self, name: str, evidence: Evidence | None) -> Case:
        """Return the case with a document linked, or unlinked where it is None."""
        linked = {key: value for key, value in self.evidence.items() if key != name}
        if evidence is not None:
            linked[name] = evidence
        return msgspec.structs.replace(self, evidence=linked)

    def with_section(self, name: str, section: EditedSection | None) -> Case:
        """Return the case with a section in the seller's wording, or back to the generated one."""
        sections = {key: value for key, value in self.sections.items() if key != name}
        if section is not None:
            sections[name] = section
        return msgspec.structs.replace(self, sections=sections)

    def claim(self, name: str) -> Claim:
        """Return the claim for a statement; nothing said means not claimed."""
        return self.claims.get(name, Claim(state="not_claimed"))
