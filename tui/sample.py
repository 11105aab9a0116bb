"""The sample: a worked case of the content, to be opened, changed and thrown away; it never lies among real ones."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from tui.core.case.records import Case
from tui.core.case.store import CaseStore
from tui.core.content.library import Content, content_root
from tui.core.letter.worked import as_case, worked_cases

TYPE, WORKED = "late_shipment", "full"
# Left out, so that the letter shows what a gap looks like and what fills it.
LEFT_OUT = "late_count"
FOLDER = "sample"


def sample_store(state_folder: Path) -> CaseStore:
    """Return the store that the sample alone lies in."""
    return CaseStore(state_folder / FOLDER)


def open_sample(content: Content, store: CaseStore, now: datetime, notice: str) -> Case:
    """Return the sample as it was left, or a new one; raise `ContentError` where the content has none."""
    for summary in store.cases():
        if not summary.problem:
            return store.open(summary.id)
    worked = next(item for item in worked_cases(content_root(), TYPE) if item.path.stem == WORKED)
    told = as_case(content, worked)
    made = store.create(told.type, told.response, told.marketplace, now, "en", content.index.pack.version)
    facts = {name: raw for name, raw in told.facts.items() if name != LEFT_OUT}
    case = replace(made, facts=facts, claims=told.claims, evidence=told.evidence)
    store.save(case, made, now)
    store.write_notice(case.id, notice)
    return case


def discard_sample(state_folder: Path) -> None:
    """Remove the sample with all that was typed into it."""
    shutil.rmtree(state_folder / FOLDER, ignore_errors=True)
