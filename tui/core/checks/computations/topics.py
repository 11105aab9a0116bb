"""Topics: a letter that answers for another reason than the one it was asked about."""

from __future__ import annotations

from collections.abc import Iterator

from tui.core.checks.computations.registry import hit_place, of_letter
from tui.core.checks.paper import CAUSE, CORRECTIVE, Paper
from tui.core.checks.text_rules import Hit
from tui.core.checks.tokens import tokens_of
from tui.core.content.check_rules import CheckRule

LEAST_SENTENCES = 2


@of_letter("mixed_types")
def mixed_types(rule: CheckRule, paper: Paper) -> Iterator[Hit]:
    """Point at the topics of other types; each list bears the names of the types that it belongs to."""
    body = paper.body
    if body is None or paper.letter.response != "plan_of_action":
        return
    own = {body.type.id, *body.type.confusable}
    notice = tokens_of(paper.background.notice).words
    for name in rule.lists:
        if own & set(name.split()) or (notice and paper.lists.stands_in(rule, name, notice, paper.letter.language)):
            continue
        places = [place for place in paper.found(rule, name, CAUSE, CORRECTIVE) if place.line.trace is None]
        if len(places) >= LEAST_SENTENCES and any(place.reading.id == CAUSE for place in places):
            yield hit_place(places[0], topic=name.split()[0].replace("_", " "))
