"""The labelled texts of a set, as read from its YAML files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

HERE = Path(__file__).resolve().parent
SetName = Literal["development", "frozen", "frozen_second"]
FROZEN: tuple[SetName, ...] = ("frozen", "frozen_second")
"""Sets that nobody reads who works on the rules."""


class LabelledDeadline(msgspec.Struct, frozen=True):
    text: str
    days: int | None = None
    date: str | None = None


class LabelledMetric(msgspec.Struct, frozen=True):
    name: str
    value: float


class LabelledAmount(msgspec.Struct, frozen=True):
    amount: str
    currency: str


class LabelledFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    asins: tuple[str, ...] = ()
    order_ids: tuple[str, ...] = ()
    case_ids: tuple[str, ...] = ()
    complaint_ids: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    deadline: LabelledDeadline | None = None
    metrics: tuple[LabelledMetric, ...] = ()
    amounts: tuple[LabelledAmount, ...] = ()
    marketplace: str | None = None


class Labelled(msgspec.Struct, frozen=True):
    id: str
    language: str
    kind: str
    text: str
    type: str | None = None
    response: str | None = None
    level: str | None = None
    facts: LabelledFacts | None = None
    """None where the facts of a text were not labelled."""
    dirt: tuple[str, ...] = ()


class _Texts(yaml.SafeLoader):
    """Keeps dates and numbers as they are written."""


_Texts.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def labelled_texts(name: SetName) -> list[Labelled]:
    """Return the texts of a set in the order of its files; an absent set is empty."""
    texts: list[Labelled] = []
    for path in sorted((HERE / name).glob("*.yaml")):
        entries: list[dict[str, Any]] = (
            yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts) or []
        )  # a safe loader
        for entry in entries:
            if entry.get("facts") is not None:
                entry["facts"] = {key: value for key, value in entry["facts"].items() if value is not None}
            texts.append(msgspec.convert(entry, Labelled, strict=False))
    return texts
