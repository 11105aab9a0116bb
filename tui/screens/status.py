"""The status line: what is known, what is claimed, what is missing, and whether it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.interface import Interface
from tui.open_case import SaveState
from tui.panes.view import CaseView

if TYPE_CHECKING:
    from tui.core.checks.records import Finding


# What gives way first where the line is too short; whether all is saved, what is missing and what is wrong never do.
FIRST_TO_GO = ("words", "actions", "causes", "documents", "updates")
BETWEEN = " · "


def status_text(
    view: CaseView | None, save: SaveState, interface: Interface, findings: Sequence[Finding] = (), width: int = 0
) -> str:
    """Return the line for a case with the findings that are open, or for none, shortened to a width."""
    if view is None:
        return interface.text("status.no_case")
    parts = {name: part for name, part in _parts(view, save, interface, findings) if part}
    for name in FIRST_TO_GO:
        if not width or cell_len(BETWEEN.join(parts.values())) <= width:
            break
        parts.pop(name, None)
    return BETWEEN.join(parts.values())


def _parts(
    view: CaseView, save: SaveState, interface: Interface, findings: Sequence[Finding]
) -> Iterator[tuple[str, str]]:
    from tui.core.letter.routing import holds
    from tui.core.letter.text import count_words

    text, case, record = interface.text, view.case, view.body.type
    required = [spec for spec in view.facts if spec.required and holds(spec.when, case.facts)]
    missing = {gap.fact for gap in view.letter.gaps}
    known = sum(spec.id in case.facts and spec.id not in missing for spec in required)
    yield "failed", _saved(save, interface) if save.state == "failed" else ""
    yield "facts", text("status.facts", known=known, all=len(required))
    claimed = {name for name, claim in case.claims.items() if claim.state != "not_claimed"}
    if record.causes:
        yield "causes", text("status.causes", count=sum(item.id in claimed for item in record.causes))
    yield (
        "actions",
        text("status.actions", count=sum(item.id in claimed for item in (*record.actions, *record.grounds))),
    )
    needed = {need.id for need in record.documents if holds(need.when, case.facts)}
    yield "documents", text("status.documents", count=len(case.evidence), all=len(needed | case.evidence.keys()))
    yield "words", text("status.words", count=sum(count_words(section.text) for section in view.letter.sections))
    yield "gaps", text("status.gaps", count=len(view.letter.gaps)) if view.letter.gaps else ""
    waiting = sum(section.state == "update_waiting" for section in view.letter.sections)
    yield "updates", text("status.updates", count=waiting) if waiting else ""
    errors, warnings = (sum(item.level == level for item in findings) for level in ("error", "warning"))
    yield "findings", text("status.findings", errors=errors, warnings=warnings) if errors or warnings else ""
    yield "saved", _saved(save, interface) if save.state != "failed" else ""


def _saved(save: SaveState, interface: Interface) -> str:
    if save.state == "failed":
        return interface.text("status.failed", problem=save.problem)
    if save.state == "waiting":
        return interface.text("status.waiting")
    return interface.text("status.saved", time=save.at.astimezone().strftime("%H:%M:%S")) if save.at else ""
