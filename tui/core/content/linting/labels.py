"""Labels: what the seller reads on the screen is finished, in the script of its language, and sourced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Level, Placed
from tui.core.content.linting.wording import UNFINISHED, pairs
from tui.core.content.records import SuspensionType, Wording
from tui.core.content.yaml_reader import Node

PARTS = ("routes", "facts", "why", "options", "ask", "details", "do", "do_not", "questions")
CITING = ("contacts/", "marketplaces")
LISTS = ("outlines", "documents", "parameters", "marketplaces", "groups", "contacts")
HAN = "\u3400-\u9fff"
HAN_RUN = re.compile(rf"[{HAN}]")
FULL_WIDTH = re.compile(r"[，。、；：！？（）「」《》]")
QUOTED = re.compile(r"[\"“'(（][^\"”')）]*[\"”')）]")
LATIN_MARK = re.compile(rf"(?<=[{HAN}])[,;!?](?=[{HAN}])|(?<=[{HAN}])\.$")
QUESTION_MARKS = {"en": "?", "zh": "？"}
FIGURE = re.compile(r"(?<![A-Za-z0-9./-])\d+(?:[.,]\d+)*(?=\s*(?:%|days?\b|hours?\b|USD|天|小时|个月|日|美元))")
Text = tuple[str, Path, str, str]
"""The file, the place, the language and the text."""


def labels(desk: Desk) -> Iterator[Placed]:
    """Every text on the screen is finished and in the script of its language."""
    for file, path, language, text in _texts(desk):
        for rule, message in _faults(language, text):
            # The channels name pages of Seller Central as they stand there, in any language.
            if rule != "script" or not file.startswith(CITING):
                level: Level | None = "warning" if rule in ("script", "spaces") else None
                yield desk.find(file, path, rule, message, level=level)


def _texts(desk: Desk) -> Iterator[Text]:
    for shelf in desk.chosen():
        for language, wording in shelf.wording.items():
            file = shelf.path_of(language)
            for name in ("title", "summary", "tells_apart"):
                if text := getattr(wording, name):
                    yield file, [name], language, text
            for path, text in _own_texts(wording):
                yield file, path, language, text
    if desk.only is None:
        for file, node in desk.tree.items():
            if file.split("/")[0].removesuffix(".yaml") in LISTS:
                yield from _translated(desk, file, node, [])


def _own_texts(wording: Wording) -> Iterator[tuple[Path, str]]:
    for part in PARTS:
        for name, value in getattr(wording, part).items():
            if isinstance(value, dict):
                for key, text in value.items():
                    yield [part, name, key], text
            else:
                yield [part, name], value


def _translated(desk: Desk, file: str, node: Node, path: Path) -> Iterator[Text]:
    """Yield the texts by language of a list file, except sentences of letters, which have rules of their own."""
    if isinstance(node.value, list):
        for number, child in enumerate(node.value):
            yield from _translated(desk, file, child, [*path, number])
    elif isinstance(node.value, dict):
        for key, child in node.value.items():
            if key in ("say", "subject"):
                continue
            if key in desk.languages:
                lines = child.value if isinstance(child.value, list) else [child]
                for line in lines:
                    if isinstance(line.value, str):
                        yield file, [*path, key], key, line.value
            else:
                yield from _translated(desk, file, child, [*path, key])


def _faults(language: str, text: str) -> Iterator[tuple[str, str]]:
    if "  " in text or text != text.strip():
        yield "spaces", "two spaces, or a space at the edge"
    if match := UNFINISHED.search(text.replace("...", "")):
        yield "placeholder", f"'{match[0]}' waits to be finished"
    if "{{" in text or "}}" in text or "{%" in text:
        yield "placeholder", "this text is shown as it stands; nothing is inserted"
    yield from pairs(text)
    plain = QUOTED.sub("", text)
    if language == "en" and (match := FULL_WIDTH.search(plain) or HAN_RUN.search(plain)):
        yield "script", f"an English text holds '{match[0]}'"
    if language == "zh":
        if match := LATIN_MARK.search(text):
            yield "script", f"Latin punctuation '{match[0]}' in Chinese"
        if len(text) > 20 and not HAN_RUN.search(text):
            yield "script", "a Chinese text holds no Chinese"


def questions(desk: Desk) -> Iterator[Placed]:
    """What is asked is a question; a word of explanation may follow it."""
    for shelf in desk.chosen():
        for language, wording in shelf.wording.items():
            mark = QUESTION_MARKS.get(language)
            asked = [(["ask", name], text) for name, text in wording.ask.items()]
            asked += [(["questions", name], text) for name, text in wording.questions.items()]
            asked += [(["tells_apart"], wording.tells_apart)] if wording.tells_apart else []
            for path, text in asked:
                if mark and mark not in text:
                    yield desk.find(shelf.path_of(language), list(path), "question", f"no '{mark}' stands in it")


def advice(desk: Desk) -> Iterator[Placed]:
    """Advice that states a figure names the source of it."""
    for shelf, _ in desk.types():
        record = shelf.record
        assert isinstance(record, SuspensionType)
        for part in ("do", "do_not"):
            for item in getattr(record, part):
                if item.sources:
                    continue
                for language, wording in shelf.wording.items():
                    if match := FIGURE.search(getattr(wording, part).get(item.id, "")):
                        message = f"'{item.id}' states {match[0]} and names no source"
                        yield desk.find(shelf.path_of(language), [part, item.id], "figure_source", message)
