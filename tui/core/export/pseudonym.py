"""A copy of a case for asking help: what points to somebody is replaced, always alike, and can be turned back here."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.values import Raw, ValueProblem, parse_value
from tui.core.case.writing import case_to_yaml
from tui.core.content.library import Content
from tui.core.content.records import FactKind
from tui.core.export.problems import ExportProblem, has_control, shown
from tui.core.export.pseudonym_key import Key
from tui.core.export.pseudonym_patterns import Secret, kind_of, secrets_in
from tui.core.export.text import as_text
from tui.core.files import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, write_private
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter
from tui.core.letter.shown import show

KEY_FILE = "pseudonyms.json"
"""In the case's own folder: whoever gets the copy must not get the key."""
CASE_ID = "pseudonymised"
LEAST_LENGTH = 2

Found = tuple[Secret, str]


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """The copy: a case, its letter, its other texts by file name, and the key that turns all back."""

    case: Case
    letter: Letter
    texts: dict[str, str]
    key: Key


def pseudonymise(
    content: Content, case: Case, texts: dict[str, str], key: Key | None = None, names: Sequence[str] = ()
) -> Pseudonymised:
    """Return a pseudonymised copy of a case with its texts (the notice, Amazon's replies).

    A key from before keeps its stand-ins. `names` are further names that are to be replaced wherever they stand.
    Private notes (of documents, reasons, silenced findings, hashes of files) are left out. Figures, dates and choices
    stay.
    """
    key = key or Key()
    whole = _with_currencies(content, case)
    letter = compose(content, case)
    everything = "\n".join([case_to_yaml(whole), letter.subject, as_text(letter), *texts.values()])
    found = [*_in_case(content, whole), *(("name", name) for name in names), *secrets_in(everything)]
    for kind, original in found:
        for written in _as_written(kind, original.strip(), everything):
            key.add(kind, written, everything)
    hidden = _hidden_case(whole, key)
    return Pseudonymised(
        case=hidden,
        letter=_hidden_letter(letter, key),
        texts={name: key.hidden(text) for name, text in texts.items()},
        key=key,
    )


def _as_written(kind: Secret, original: str, everything: str) -> Iterator[str]:
    """Yield an original, and a name in all the capitals in which it occurs."""
    if len(original) < LEAST_LENGTH:
        return
    yield original
    if kind in ("name", "role"):
        for match in re.finditer(re.escape(original), everything, re.IGNORECASE):
            yield match[0]


def write_copy(target: Path, copy: Pseudonymised) -> tuple[str, ...]:
    """Write the copy to a new folder that opens as a case; raise `ExportProblem` where that cannot be."""
    named = shown(str(target))
    if has_control(str(target)):
        raise ExportProblem("bad_name", name=named)
    try:
        if target.exists() or target.is_symlink():
            raise ExportProblem("pack_exists", path=named)
        if not target.parent.is_dir():
            raise ExportProblem("no_folder", path=shown(str(target.parent)))
        return _written(target, copy)
    except OSError as error:
        raise ExportProblem("cannot_write", path=named, reason=error.strerror or str(error)) from error


def _written(target: Path, copy: Pseudonymised) -> tuple[str, ...]:
    files = {"case.yaml": case_to_yaml(copy.case), "letter.txt": as_text(copy.letter), **copy.texts}
    temporary = Path(tempfile.mkdtemp(TEMPORARY_SUFFIX, TEMPORARY_PREFIX, target.parent))
    try:
        for name, text in files.items():
            write_private(temporary / name, text.encode("utf-8", "replace"))
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return tuple(files)


def _in_case(content: Content, case: Case) -> Iterator[Found]:
    specs, details = _kinds(content, case)
    for name, raw in case.facts.items():
        yield from _of_value(name, specs.get(name), raw)
    for statement, claim in case.claims.items():
        for name, raw in claim.details.items():
            yield from _of_value(name, details.get(statement, {}).get(name), raw)
    for evidence in case.evidence.values():
        yield "file", _base_name(evidence.path)


def _of_value(name: str, kind: FactKind | None, raw: Raw) -> Iterator[Found]:
    for item in (raw,) if isinstance(raw, str) else raw:
        secret = kind_of(name, kind, item)
        if secret is None:
            continue
        yield secret, item
        if secret == "amount":
            yield from (("amount", form) for form in _amount_forms(item))


def _amount_forms(raw: str) -> Iterator[str]:
    """Yield how an amount stands in a letter, so that a copy's letter has the stand-in that its fact has."""
    try:
        value = parse_value("money", raw)
    except ValueProblem:
        return
    for language in ("en", "zh"):
        yield str(show(value, "money", language))


def _with_currencies(content: Content, case: Case) -> Case:
    """Return the case with a currency at each amount: a bare "50" could not be told from other fifties."""
    store = content.marketplaces.get(case.marketplace)
    currency = store.currency if store else "USD"
    specs, details = _kinds(content, case)
    facts = {name: _with_currency(raw, specs.get(name), currency) for name, raw in case.facts.items()}
    claims = {}
    for statement, claim in case.claims.items():
        kinds = details.get(statement, {})
        filled = {name: _with_currency(raw, kinds.get(name), currency) for name, raw in claim.details.items()}
        claims[statement] = msgspec.structs.replace(claim, details=filled)
    return msgspec.structs.replace(case, facts=facts, claims=claims)


def _kinds(content: Content, case: Case) -> tuple[dict[str, FactKind], dict[str, dict[str, FactKind]]]:
    """Return the kinds of the facts, and those of the details by statement."""
    body = content.type(case.type)
    record = body.type
    specs = {spec.id: spec.kind for spec in content.facts_of(body, case.response)}
    return specs, {item.id: item.details for item in (*record.causes, *record.grounds, *record.actions)}


def _with_currency(raw: Raw, kind: FactKind | None, currency: str) -> Raw:
    if kind == "money" and isinstance(raw, str) and currency and not any(sign.isalpha() for sign in raw):
        return f"{currency} {raw.strip()}"
    return raw


def _base_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _hidden_case(case: Case, key: Key) -> Case:
    return msgspec.structs.replace(
        case,
        id=CASE_ID,
        facts={name: _hidden(raw, key) for name, raw in case.facts.items()},
        claims={name: _hidden_claim(claim, key) for name, claim in case.claims.items()},
        evidence={name: Evidence(path=key.hidden(_base_name(item.path))) for name, item in case.evidence.items()},
        silenced={},
        sections={
            name: EditedSection(text=key.hidden(item.text), base=key.hidden(item.base))
            for name, item in case.sections.items()
        },
    )


def _hidden_claim(claim: Claim, key: Key) -> Claim:
    details = {name: _hidden(raw, key) for name, raw in claim.details.items()}
    return msgspec.structs.replace(claim, reason="", details=details)


def _hidden(raw: Raw, key: Key) -> Raw:
    return key.hidden(raw) if isinstance(raw, str) else tuple(key.hidden(item) for item in raw)


def _hidden_letter(letter: Letter, key: Key) -> Letter:
    """Return the letter without its trace: sentences would carry the originals."""
    sections = tuple(
        replace(section, text=key.hidden(section.text), generated=key.hidden(section.generated), sentences=())
        for section in letter.sections
    )
    return Letter(
        CASE_ID, letter.type, letter.marketplace, letter.language, letter.response, key.hidden(letter.subject), sections
    )
