"""The kinds of content files with the record of each, and JSON Schema files made from them, for editors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from types import GenericAlias
from typing import Any

import msgspec

from tui.core.content.channels import Channel, ContactPurpose
from tui.core.content.check_rules import WORDS_FILE, CheckRule
from tui.core.content.compiled import Pack
from tui.core.content.guides import Guide
from tui.core.content.other_letters import OtherLetter
from tui.core.content.records import (
    DocumentKind,
    Group,
    Marketplace,
    Outline,
    Parameter,
    Retired,
    SharedPool,
    Source,
    SuspensionType,
    Wording,
)
from tui.core.content.replies import NOTICE_WORDS_FILE, Replies
from tui.core.content.worked_cases import WorkedCase

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of content file: where such files lie, and what they hold."""

    name: str
    paths: tuple[str, ...]
    """Where they lie below the content folder; a star stands for one name."""
    record: Any
    shape: str = "one"
    """`one` record, a `list` of records, or a `mapping` of records by key."""

    @property
    def type(self) -> Any:
        """The type of a whole file."""
        if self.shape == "list":
            return GenericAlias(tuple, (self.record, ...))
        return GenericAlias(dict, (str, self.record)) if self.shape == "mapping" else self.record


FILE_KINDS = (
    FileKind("pack", ("pack.yaml",), Pack),
    FileKind("groups", ("groups.yaml",), Group, "list"),
    FileKind("outlines", ("outlines.yaml", "outlines/*.yaml"), Outline, "list"),
    FileKind("documents", ("documents.yaml", "documents/*.yaml"), DocumentKind, "list"),
    FileKind("parameters", ("parameters.yaml", "parameters/*.yaml"), Parameter, "list"),
    FileKind("channels", ("channels.yaml", "channels/*.yaml"), Channel, "list"),
    FileKind("marketplaces", ("marketplaces.yaml", "marketplaces/*.yaml"), Marketplace, "list"),
    FileKind("replies", ("replies.yaml",), Replies),
    FileKind("notice_words", (NOTICE_WORDS_FILE,), GenericAlias(tuple, (str, ...)), "mapping"),
    FileKind("check_words", (WORDS_FILE,), GenericAlias(tuple, (str, ...)), "mapping"),
    FileKind("check", ("checks/*.yaml",), CheckRule, "list"),
    FileKind("obsolete", ("obsolete.yaml",), Retired, "list"),
    FileKind("sources", ("sources/*.yaml",), Source, "mapping"),
    FileKind("contacts", ("contacts/*.yaml",), ContactPurpose),
    FileKind("guide", ("guides/*.yaml",), Guide),
    FileKind("letter", ("letters/*.yaml",), OtherLetter),
    FileKind("shared", ("shared/*/shared.yaml",), SharedPool),
    FileKind("case", ("types/*/cases/*.yaml",), WorkedCase),
    FileKind("type", ("types/*/type.yaml",), SuspensionType),
    FileKind("wording", ("types/*/*.yaml", "shared/*/*.yaml"), Wording),
)


def kind_of(relative: str) -> FileKind | None:
    """Return the kind of a file by its path below the content folder."""
    return next((kind for kind in FILE_KINDS if any(_fits(relative, path) for path in kind.paths)), None)


def _fits(relative: str, pattern: str) -> bool:
    parts, wanted = relative.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(fnmatchcase(part, star) for part, star in zip(parts, wanted, strict=True))


def schemas() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema by file name, one for each kind of content file."""
    found = {}
    for kind in FILE_KINDS:
        schema = _loosened(msgspec.json.schema(kind.type))
        title = f"Reinstate: {', '.join(kind.paths)}"
        found[f"{kind.name}.schema.json"] = {"$schema": ADDRESS, "title": title, **schema}
    return found


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema files and a table of which file takes which, as editors want it; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, Any] = dict(schemas())
    # The key is the setting's name in the YAML extensions of editors; exact places first, then the general ones.
    files["yaml-schemas.json"] = {
        "yaml.schemas": {
            f"{kind.name}.schema.json": [f"content/{path}" for path in _exact_paths(kind)] for kind in FILE_KINDS
        }
    }
    written = []
    for name, schema in files.items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _exact_paths(kind: FileKind) -> tuple[str, ...]:
    """Return the paths of a kind without those that another kind takes: a language file has two letters."""
    if kind.name != "wording":
        return kind.paths
    return tuple(path.removesuffix("*.yaml") + "??.yaml" for path in kind.paths)


def _loosened(schema: Any) -> Any:
    """Let a number stand where text is wanted: every scalar of a content file is read as text."""
    if isinstance(schema, list):
        return [_loosened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: _loosened(value) for key, value in schema.items()}
    if changed.get("type") == "string" and changed.get("format", "decimal") == "decimal":
        changed.pop("format", None)
        changed["type"] = ["string", "number"]
    return changed
