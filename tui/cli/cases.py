"""`reinstate new`, `set` and `cases`: the seller's cases."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import msgspec

from tui.cli.changes import Changes
from tui.cli.common import (
    DONE,
    UsageProblem,
    complain,
    emit,
    emit_json,
    open_case,
    open_interface,
    open_library,
    open_shops,
    open_store,
)
from tui.core.case.records import Case
from tui.core.case.shops import with_shop
from tui.core.case.store import MAX_NOTICE_BYTES, CaseSummary
from tui.core.content.library import Content, words
from tui.core.files import read_bounded
from tui.core.letter.routing import followed, propose
from tui.interface import chosen_language
from tui.ports.clock import SystemClock


def new(options: Namespace) -> int:
    """Make a case and print its id; nothing is made when any value is wrong."""
    content, now = open_library(), SystemClock().now()
    body = content.type(options.type)
    shop = open_shops().open(options.shop) if options.shop else None
    marketplace = content.marketplace((options.marketplace or "US").upper()).code
    notice = None if options.notice is None else _notice(options.notice)
    draft = Case(id="new", type=body.type.id, response=body.type.responses[0], marketplace=marketplace, created=now)
    changes = Changes(content, open_interface(options.lang, content), draft)
    changes.facts(options.set)
    draft = changes.result()
    if shop is not None:
        known = {spec.id for spec in content.facts_of(body, propose(body, draft.facts).response)}
        draft = with_shop(draft, shop, known)
        # What was asked for by name counts more than what the profile says.
        marketplace = marketplace if options.marketplace else content.marketplace(draft.marketplace).code
    store = open_store()
    case = store.create(
        draft.type,
        propose(body, draft.facts).response,
        marketplace,
        now,
        options.letter_language,
        content.index.pack.version,
    )
    if notice is not None:
        store.write_notice(case.id, notice)
    if draft.facts:
        store.save(msgspec.structs.replace(case, facts=draft.facts), case, now)
    emit(case.id)
    return DONE


def _notice(name: str) -> str:
    data = read_bounded(Path(name), MAX_NOTICE_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{name}: the notice is not UTF-8 text (byte {error.start + 1})") from error


def change(options: Namespace) -> int:
    """Change a case as the options say, all of them or none."""
    if not (options.fact or options.claim or options.detail or options.evidence):
        raise UsageProblem("nothing to set: give --fact, --claim, --detail or --evidence")
    content, store = open_library(), open_store()
    before = open_case(content, store, options.case)
    changes = Changes(content, open_interface(options.lang, content), before)
    changes.facts(options.fact)
    changes.claims(options.claim)
    changes.details(options.detail)
    changes.evidence(options.evidence)
    after = _routed(content, before, changes.result(), options.lang)
    if after != before:
        store.save(after, before, SystemClock().now())
    return DONE


def _routed(content: Content, before: Case, after: Case, language: str | None) -> Case:
    """Follow the facts to another kind of answer, unless the seller chose one; say so where they lead."""
    body = content.type(after.type)
    now = propose(body, after.facts)
    wording = body.wording.get(chosen_language(language))
    if now.route is not None and wording is not None and now != propose(body, before.facts):
        complain(wording.routes.get(now.route, now.route))
    return followed(body, before, after)


def list_cases(options: Namespace) -> int:
    """Print every case, the newest first; a damaged one with its problem."""
    found = open_store().cases()
    if options.json:
        emit_json([_document(item) for item in found])
        return DONE
    content, language = open_library(), chosen_language(options.lang)
    texts = open_interface(options.lang, content)
    titles = {entry.id: words(entry.title, language) for entry in content.index.types}
    width = max((len(item.id) for item in found), default=0)
    for item in found:
        if item.problem:
            emit(f"{item.id:<{width}}  {texts.text('types.damaged', problem=item.problem)}")
        else:
            parts = (item.marketplace, titles.get(item.type, item.type), item.store_name)
            emit(f"{item.id:<{width}}  " + "  ".join(part for part in parts if part))
    return DONE


def _document(item: CaseSummary) -> dict[str, str | None]:
    return {
        "id": item.id,
        "type": item.type or None,
        "marketplace": item.marketplace or None,
        "store_name": item.store_name or None,
        "created": item.created.isoformat() if item.created else None,
        "problem": item.problem or None,
    }
