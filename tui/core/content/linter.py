"""Reads all content as a strict editor would: each finding names the place and a fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tui.core.content.compiled import Reference, TypeBody
from tui.core.content.compiling import compile_tree
from tui.core.content.layers import Tree
from tui.core.content.problems import ContentError, Mark, nearest
from tui.core.content.records import (
    Action,
    Condition,
    FactSpec,
    RootCause,
    Statement,
    StateWording,
    SuspensionType,
    Wording,
)
from tui.core.content.wording import WordingError, names_in
from tui.core.content.yaml_reader import locate

Level = Literal["error", "warning", "hint"]
FIXED_NAMES = frozenset({"store", "title"})
STATE_NAMES = {"done": {"date", "cite"}, "under_way": {"date", "due", "cite"}, "planned": {"due"}}
STATE_NEEDS = {"done": {"date"}, "under_way": {"date", "due"}, "planned": {"due"}}
MAX_SENTENCE_WORDS = 35
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
BARE_FIGURE = re.compile(r"(?<![A-Za-z0-9-])\d+(?:\.\d+)?(?![A-Za-z0-9-])")
LATIN_PUNCTUATION = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?()](?=[\u4e00-\u9fff]|$)|(?<=[\u4e00-\u9fff])\.$")
EMPTY_WORDS = re.compile(
    r"\b(ensure|strictly|enhance|strengthen|regularly|as soon as possible|sincere(?:ly)?|apologi[sz]e|deeply|promise|"
    r"guarantee|never again|dear|kindly|valued|earliest)\b",
    re.IGNORECASE,
)
EMPTY_WORDS_ZH = re.compile(r"恳请|务必|严格|深表|诚挚|尊敬的|贵司|我司|保证|绝不|定期|及时")


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


@dataclass(frozen=True)
class _Bench:
    """What the rules work on: one type with its files, and everything it may refer to."""

    name: str
    tree: Tree
    body: TypeBody
    reference: Reference
    types: frozenset[str]
    purposes: frozenset[str]
    guides: frozenset[str]
    languages: tuple[str, ...]

    @property
    def record(self) -> SuspensionType:
        return self.body.type

    def find(self, file: str, path: list[str | int], rule: str, message: str, fix: str, level: Level = "error") -> ContentFinding:
        node = self.tree.get(f"types/{self.name}/{file}.yaml")
        mark = locate(node, path) if node else Mark(f"content/types/{self.name}/{file}.yaml")
        return ContentFinding(mark.file, mark.line, mark.column, rule, level, message, fix)


def check_tree(tree: Tree, only: str | None = None) -> list[ContentFinding]:
    """Return every finding about a tree of content, in the order of files and lines."""
    try:
        parts = compile_tree(_narrowed(tree, only))
    except ContentError as error:
        return [
            ContentFinding(item.mark.file, item.mark.line, item.mark.column, "schema", "error", item.message, "Correct it as the message says.")
            for item in error.problems
        ]
    reference = parts["reference"]
    assert isinstance(reference, Reference)
    bodies = {name.removeprefix("type-"): part for name, part in parts.items() if name.startswith("type-")}
    findings: list[ContentFinding] = []
    for name, body in bodies.items():
        assert isinstance(body, TypeBody)
        if only in (None, name):
            bench = _Bench(
                name,
                tree,
                body,
                reference,
                _type_ids(tree),
                _stems(tree, "contacts"),
                _stems(tree, "guides"),
                ("en", "zh"),
            )
            findings.extend(finding for rule in RULES for finding in rule(bench))
    return sorted(set(findings))


def _narrowed(tree: Tree, only: str | None) -> Tree:
    """Leave out the other types, so that one can be checked while another is being written."""
    if only is None:
        return tree
    return {name: node for name, node in tree.items() if not name.startswith("types/") or name.startswith(f"types/{only}/")}


def _type_ids(tree: Tree) -> frozenset[str]:
    return frozenset(name.split("/")[1] for name in tree if name.startswith("types/"))


def _stems(tree: Tree, folder: str) -> frozenset[str]:
    return frozenset(name.rsplit("/", 1)[1].removesuffix(".yaml") for name in tree if name.startswith(folder + "/"))


def _statements(record: SuspensionType) -> Iterator[tuple[str, int, Statement]]:
    """Yield the type's own statements with their place; shared ones are checked once, in their pool's types."""
    shared = {*record.shared.causes, *record.shared.grounds, *record.shared.actions}
    for part in ("situation", "causes", "grounds", "actions"):
        for number, item in enumerate(getattr(record, part)):
            if item.id not in shared:
                yield part, number, item


def _unknown_references(bench: _Bench) -> Iterator[ContentFinding]:
    record, reference = bench.record, bench.reference
    documents = {kind.id for kind in reference.documents}
    parameters = {item.id for item in reference.parameters}
    actions = {item.id for item in record.actions}
    facts = _fact_ids(bench)

    def unknown(path: list[str | int], name: str, known: set[str] | frozenset[str], what: str) -> Iterator[ContentFinding]:
        if name not in known:
            near = nearest(name, known)
            yield bench.find("type", path, "reference", f"there is no {what} '{name}'{near}", f"Name a {what} that exists, or add it.")

    for part, number, item in _statements(record):
        path: list[str | int] = [part, number]
        for name in item.needs:
            yield from unknown([*path, "needs"], name, facts, "fact")
        for name in item.evidence:
            yield from unknown([*path, "evidence"], name, documents, "document")
        for name in item.sources:
            yield from unknown([*path, "sources"], name, set(reference.sources), "source")
        if isinstance(item, RootCause):
            for name in item.answered_by:
                yield from unknown([*path, "answered_by"], name, actions, "action")
        if isinstance(item, Action):
            for name in item.alternatives:
                yield from unknown([*path, "alternatives"], name, actions, "action")
    for name in record.sources:
        yield from unknown(["sources"], name, set(reference.sources), "source")
    for number, need in enumerate(record.documents):
        yield from unknown(["documents", number], need.id, documents, "document")
    for number, spec in enumerate(record.facts):
        if spec.limit:
            yield from unknown(["facts", number], spec.limit, parameters, "parameter")
    for name in record.confusable:
        yield from unknown(["confusable"], name, bench.types, "type")
    for number, route in enumerate(record.routes):
        if route.type:
            yield from unknown(["routes", number], route.type, bench.types, "type")
    statements = {item.id for part in (record.causes, record.grounds, record.actions, record.situation) for item in part}
    for number, question in enumerate(record.questions):
        for name in question.answered_by:
            yield from unknown(["questions", number], name, facts | statements | documents, "fact, statement or document")
    yield from unknown(["contact"], record.contact.purpose, bench.purposes, "contact purpose")


def _fact_ids(bench: _Bench) -> frozenset[str]:
    outline = {name for item in bench.reference.outlines for name in item.facts}
    return frozenset({spec.id for spec in bench.record.facts} | outline)


def _unknown_conditions(bench: _Bench) -> Iterator[ContentFinding]:
    record = bench.record
    shared = {spec.id: spec for spec in bench.reference.shared.facts}
    facts: dict[str, FactSpec] = {**{name: shared[name] for name in _fact_ids(bench) if name in shared}, **{spec.id: spec for spec in record.facts}}
    places: list[tuple[list[str | int], Condition | None]] = [([part, number], item.when) for part, number, item in _statements(record)]
    for part in ("routes", "facts", "documents", "do", "do_not"):
        places.extend(([part, number], item.when) for number, item in enumerate(getattr(record, part)))
    for path, condition in places:
        if condition is None:
            continue
        if condition.fact not in facts:
            message = f"the condition names an unknown fact '{condition.fact}'{nearest(condition.fact, facts)}"
            yield bench.find("type", path, "condition", message, "Name a fact of this type.")
            continue
        options = facts[condition.fact].options
        for value in filter(None, (condition.equals, condition.is_not, *condition.any_of)):
            if options and value not in options:
                message = f"'{value}' is no option of {condition.fact} ({', '.join(options)})"
                yield bench.find("type", path, "condition", message, "Name one of the options.")


def _unanswered_causes(bench: _Bench) -> Iterator[ContentFinding]:
    parts = {item.id: item.part for item in bench.record.actions}
    for number, cause in enumerate(bench.record.causes):
        answered = {parts.get(name) for name in cause.answered_by}
        for part in ("corrective", "preventive"):
            if part not in answered:
                message = f"the cause '{cause.id}' has no {part} action that answers it"
                yield bench.find("type", ["causes", number], "chain", message, f"Name a {part} action in answered_by.")
    used = {name for cause in bench.record.causes for name in cause.answered_by}
    for number, action in enumerate(bench.record.actions):
        if bench.record.causes and action.part == "preventive" and action.id not in used:
            message = f"the preventive measure '{action.id}' answers no cause"
            yield bench.find("type", ["actions", number], "chain", message, "Name it in a cause's answered_by.", "warning")


def _duplicates(bench: _Bench) -> Iterator[ContentFinding]:
    record = bench.record
    groups = {
        "statement": [item.id for part in (record.situation, record.causes, record.grounds, record.actions) for item in part],
        "fact": [item.id for item in record.facts],
        "route": [item.id for item in record.routes],
        "advice": [item.id for item in (*record.do, *record.do_not)],
        "question": [item.id for item in record.questions],
    }
    for what, names in groups.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield bench.find("type", [], "duplicate", f"the {what} id '{name}' stands twice", "Give each its own id.")


def _expected_texts(record: SuspensionType) -> dict[str, list[str]]:
    claimable = [item.id for item in (*record.causes, *record.grounds, *record.actions)]
    return {
        "routes": [item.id for item in record.routes],
        "facts": [item.id for item in record.facts],
        "why": [item.id for item in record.facts if item.required],
        "options": [item.id for item in record.facts if item.options],
        "ask": claimable,
        "details": [item.id for item in (*record.causes, *record.grounds, *record.actions) if item.details],
        "say": [item.id for item in record.situation] + claimable,
        "do": [item.id for item in record.do],
        "do_not": [item.id for item in record.do_not],
        "questions": [item.id for item in record.questions],
    }


def _missing_texts(bench: _Bench) -> Iterator[ContentFinding]:
    expected = _expected_texts(bench.record)
    optional = {"why": {item.id for item in bench.record.facts}}
    for language in bench.languages:
        wording = bench.body.wording.get(language)
        if wording is None:
            yield bench.find(language, [], "completeness", f"the language file {language}.yaml is missing", "Write it.")
            continue
        for name in ("title", "summary", "tells_apart"):
            if not getattr(wording, name):
                yield bench.find(language, [], "completeness", f"'{name}' is empty", "Write it.")
        for part, names in expected.items():
            texts = getattr(wording, part)
            for name in names:
                if not texts.get(name):
                    yield bench.find(language, [part], "completeness", f"{part}.{name} is missing", "Write it.")
            for name in set(texts) - set(names) - optional.get(part, set()):
                yield bench.find(language, [part, name], "orphan", f"{part}.{name} belongs to nothing in type.yaml", "Remove it.")
        yield from _missing_parts(bench, language, wording)


def _missing_parts(bench: _Bench, language: str, wording: Wording) -> Iterator[ContentFinding]:
    for item in (*bench.record.causes, *bench.record.grounds, *bench.record.actions):
        labels = wording.details.get(item.id, {})
        for name in set(item.details) ^ set(labels):
            message = f"the label of the detail {item.id}.{name} is {'missing' if name in item.details else 'superfluous'}"
            yield bench.find(language, ["details", item.id], "completeness", message, "Make details and labels agree.")
    for spec in bench.record.facts:
        labels = wording.options.get(spec.id, {})
        for name in set(spec.options) ^ set(labels):
            message = f"the label of the option {spec.id}.{name} is {'missing' if name in spec.options else 'superfluous'}"
            yield bench.find(language, ["options", spec.id], "completeness", message, "Make options and labels agree.")


def _wordings(bench: _Bench, language: str) -> Iterator[tuple[list[str | int], Statement, str, str]]:
    """Yield each wording of the type's own statements with its path, statement and state ("" for the stateless)."""
    wording = bench.body.wording.get(language, Wording())
    for _, _, item in _statements(bench.record):
        say = wording.say.get(item.id)
        if isinstance(say, StateWording):
            for state in STATE_NAMES:
                yield ["say", item.id, state], item, state, getattr(say, state)
        elif say:
            yield ["say", item.id], item, "", say


def _wrong_names(bench: _Bench) -> Iterator[ContentFinding]:
    everywhere = FIXED_NAMES | {item.id for item in bench.reference.parameters}
    for language in bench.languages:
        for path, item, state, text in _wordings(bench, language):
            if isinstance(item, Action) != bool(state):
                expected = "done, under_way and planned" if isinstance(item, Action) else "one sentence"
                yield bench.find(language, path, "states", f"'{item.id}' needs {expected}", "Correct the shape of the wording.")
                continue
            try:
                names = names_in(text)
            except WordingError as error:
                yield bench.find(language, path, "template", str(error), "Insert values only, as {{ name }}.")
                continue
            allowed = {*item.needs, *item.details, *STATE_NAMES.get(state, {"cite"} if item.evidence else set())}
            for name in sorted(names - allowed - everywhere):
                message = f"'{name}' is not declared for {item.id}{nearest(name, allowed)}"
                yield bench.find(language, path, "names", message, "Declare it in needs or details, or correct the name.")
            for name in sorted(({*item.needs, *item.details} | STATE_NEEDS.get(state, set())) - names):
                message = f"'{name}' is declared for {item.id} but this wording does not say it"
                yield bench.find(language, path, "names", message, "Say it in every state and language, or drop it.")


def _style_en(bench: _Bench) -> Iterator[ContentFinding]:
    for path, _, state, text in _wordings(bench, "en"):
        bare = PLACEHOLDER.sub("X", text)
        yield from _style_common(bench, "en", path, bare, ".")
        if len(bare.split()) > MAX_SENTENCE_WORDS:
            message = f"the sentence has {len(bare.split())} words; at most {MAX_SENTENCE_WORDS} are read at one go"
            yield bench.find("en", path, "length", message, "Shorten it.")
        if state in ("done", "under_way") and re.search(r"\b(will|shall|going to|plan to)\b", bare):
            yield bench.find("en", path, "tense", f"'{state}' speaks of the future", "Say what was done.")
        if state == "planned" and not re.search(r"\bwill\b", bare):
            yield bench.find("en", path, "tense", "'planned' does not say 'will'", "Say what will be done, and by when.")
        if CJK.search(bare):
            yield bench.find("en", path, "script", "an English sentence holds Chinese characters", "Write it in English.")
        if match := EMPTY_WORDS.search(bare):
            yield bench.find("en", path, "empty_word", f"'{match[0]}' says nothing that can be checked", "Name the control.")


def _style_zh(bench: _Bench) -> Iterator[ContentFinding]:
    for path, _, state, text in _wordings(bench, "zh"):
        bare = PLACEHOLDER.sub("甲", text)
        yield from _style_common(bench, "zh", path, bare, "。")
        if match := LATIN_PUNCTUATION.search(bare):
            yield bench.find("zh", path, "script", f"Latin punctuation '{match[0]}' in Chinese", "Use full-width punctuation.")
        if state == "done" and re.search(r"将(?!.{0,12}(?:由|从))", re.sub(r"将(?=甲)", "", bare)) and "将于" in bare:
            yield bench.find("zh", path, "tense", "'done' speaks of the future (将于)", "Say what was done.")
        if match := EMPTY_WORDS_ZH.search(bare):
            yield bench.find("zh", path, "empty_word", f"「{match[0]}」 says nothing that can be checked", "Name the control.")


def _style_common(bench: _Bench, language: str, path: list[str | int], bare: str, stop: str) -> Iterator[ContentFinding]:
    if not bare.endswith(stop):
        yield bench.find(language, path, "sentence", f"the sentence does not end with '{stop}'", "Write one whole sentence.")
    inner = bare[:-1]
    if stop in inner and (language == "zh" or re.search(r"\.\s+[A-Z]", inner)):
        yield bench.find(language, path, "sentence", "a wording holds more than one sentence", "Split it or join it.")
    if match := BARE_FIGURE.search(bare):
        message = f"the figure {match[0]} has no parameter, fact or detail behind it"
        yield bench.find(language, path, "figure", message, "Name a parameter, or ask for the figure.")


def _thin_types(bench: _Bench) -> Iterator[ContentFinding]:
    record = bench.record
    if not record.notice.examples.yes or not record.notice.examples.no:
        yield bench.find("type", ["notice"], "examples", "yes and no examples are needed", "Add both.")
    for part, least in (("do", 3), ("do_not", 3), ("questions", 3)):
        if len(getattr(record, part)) < least:
            yield bench.find("type", [part], "thin", f"'{part}' has fewer than {least} entries", "Add what is missing.", "warning")
    if record.reviewed > date.max.replace(year=2100):
        yield bench.find("type", ["reviewed"], "review", "the review date lies far ahead", "Set the day of the review.")


RULES: tuple[Callable[[_Bench], Iterator[ContentFinding]], ...] = (
    _unknown_references,
    _unknown_conditions,
    _unanswered_causes,
    _duplicates,
    _missing_texts,
    _wrong_names,
    _style_en,
    _style_zh,
    _thin_types,
)
