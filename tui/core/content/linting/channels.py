"""What a channel names exists: facts of its conditions, purposes, sections, parameters, sources, pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Placed
from tui.core.content.linting.structure import records_in
from tui.core.content.problems import nearest

COUNTED = ("words", "characters")


def channels(desk: Desk) -> Iterator[Placed]:
    """Every kind of answer that drafts has a channel, and what a channel names exists."""
    if desk.only is not None:
        return
    purposes = [purpose.id for purpose in desk.directory.purposes]
    pages = {page for store in desk.reference.marketplaces for page in store.paths}
    sections = {outline.id: [section.id for section in outline.sections] for outline in desk.reference.outlines}
    for file, path, item in records_in(desk, "channels", desk.reference.channels):
        pairs: list[tuple[Path, Collection[str], Collection[str], str]] = [
            ([*path, "purposes"], item.purposes, purposes, "purpose"),
            ([*path, "page"], [item.page] if item.page else [], pages, "page of a store"),
            ([*path, "sources"], item.sources, desk.sources, "source"),
            ([*path, "second_sources"], item.second_sources, desk.sources, "source"),
        ]
        for number, step in enumerate(item.steps):
            place: Path = [*path, "steps", number]
            pairs.append(([*place, "sources"], step.sources, desk.sources, "source"))
            facts = [step.when.fact] if step.when else []
            pairs.append(([*place, "when"], facts, desk.shared_facts, "shared fact"))
        for number, box in enumerate(item.form):
            place = [*path, "form", number]
            pairs.append(([*place, "sections"], box.sections, sections.get(item.id, []), "section of the outline"))
            limits = [parameter.id for parameter in desk.reference.parameters if parameter.unit in COUNTED]
            pairs.append(([*place, "limit"], [box.limit] if box.limit else [], limits, "limit in words or characters"))
        for where, names, known, what in pairs:
            for name in names:
                if name not in known:
                    yield desk.find(file, where, "reference", f"there is no {what} '{name}'{nearest(name, known)}")
    there = {item.id for item in desk.reference.channels}
    for outline in desk.reference.outlines:
        if outline.id not in there:
            yield desk.find("channels.yaml", [], "completeness", f"the kind of answer '{outline.id}' has no channel")
