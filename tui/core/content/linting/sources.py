"""Sources: every key is listed, nothing waits past its review, addresses have the form of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tui.core.content.channels import Contact
from tui.core.content.linting.desk import Desk, Path
from tui.core.content.linting.findings import Level, Placed
from tui.core.content.linting.structure import records_in
from tui.core.content.problems import nearest
from tui.core.content.records import SuspensionType
from tui.core.content.yaml_reader import Node

YEAR = timedelta(days=366)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WEB = re.compile(r"https?://[^\s]+\.[^\s]+")


def keys(desk: Desk) -> Iterator[Placed]:
    """Every source key stands in a file of `sources/`, and what is stated as fact has one."""
    for shelf in desk.chosen():
        for path, item in shelf.statements():
            yield from _unknown(desk, shelf.declared_in, [*path, "sources"], item.sources)
        if isinstance(shelf.record, SuspensionType):
            yield from _unknown(desk, shelf.declared_in, ["sources"], shelf.record.sources)
            if not shelf.record.sources:
                yield desk.find(shelf.declared_in, ["sources"], "source", "the type names no source")
            for part in ("do", "do_not"):
                for number, advice in enumerate(getattr(shelf.record, part)):
                    yield from _unknown(desk, shelf.declared_in, [part, number, "sources"], advice.sources)
    if desk.only is None:
        yield from _reference_keys(desk)


def _unknown(desk: Desk, file: str, path: Path, names: tuple[str, ...]) -> Iterator[Placed]:
    for name in names:
        if name not in desk.sources:
            message = f"there is no source '{name}'{nearest(name, desk.sources)}"
            yield desk.find(file, path, "source", message)


def _reference_keys(desk: Desk) -> Iterator[Placed]:
    reference = desk.reference
    for file, path, kind in records_in(desk, "documents", reference.documents):
        yield from _unknown(desk, file, [*path, "sources"], kind.sources)
    for file, path, store in records_in(desk, "marketplaces", reference.marketplaces):
        yield from _unknown(desk, file, [*path, "sources"], store.sources)
    for file, path, parameter in records_in(desk, "parameters", reference.parameters):
        yield from _unknown(desk, file, [*path, "sources"], parameter.sources)
        if not parameter.sources:
            yield desk.find(file, [*path, "sources"], "source", f"the figure '{parameter.id}' has no source")
    for file, path, contact in _contacts(desk):
        yield from _unknown(desk, file, [*path, "sources"], contact.sources)
        if not contact.sources:
            yield desk.find(file, [*path, "sources"], "source", f"the channel '{contact.id}' has no source")


def _contacts(desk: Desk) -> Iterator[tuple[str, Path, Contact]]:
    """Yield every channel with its place; a purpose keeps the order of its file."""
    by_purpose: dict[str, Iterator[Contact]] = {}
    for purpose in desk.directory.purposes:
        by_purpose[purpose.id] = iter([item for item in desk.directory.contacts if item.purpose == purpose.id])
    for file, node in desk.tree.items():
        value = node.value if file.startswith("contacts/") and isinstance(node.value, dict) else {}
        purpose_id, listed = value.get("purpose"), value.get("contacts")
        if isinstance(purpose_id, Node) and isinstance(purpose_id.value, str) and listed is not None:
            items = by_purpose.get(purpose_id.value, iter(()))
            for number in range(len(listed.value) if isinstance(listed.value, list) else 0):
                if (contact := next(items, None)) is not None:
                    yield file, ["contacts", number], contact


def reviews(desk: Desk) -> Iterator[Placed]:
    """No parameter waits past its day, no type was last looked at more than a year ago."""
    for shelf, body in desk.types():
        yield from _seen(desk, shelf.declared_in, ["reviewed"], "reviewed", body.type.reviewed, None)
    if desk.only is not None:
        return
    for file, path, parameter in records_in(desk, "parameters", desk.reference.parameters):
        if parameter.review_by < desk.today:
            message = f"'{parameter.id}' was to be looked at again by {parameter.review_by}"
            yield desk.find(file, [*path, "review_by"], "review", message)
    for file, path, contact in _contacts(desk):
        yield from _seen(desk, file, [*path, "seen"], f"'{contact.id}' seen", contact.seen, "hint")


def _seen(desk: Desk, file: str, path: Path, what: str, day: date, level: Level | None) -> Iterator[Placed]:
    if day > desk.today + timedelta(days=1):
        yield desk.find(file, path, "review", f"{what} on {day}, a day that is still to come", level=level)
    elif day < desk.today - YEAR:
        yield desk.find(file, path, "review", f"{what} on {day}, more than a year ago", level=level)


def addresses(desk: Desk) -> Iterator[Placed]:
    """A mail address looks like one; a file of a purpose bears its name; a source says where it was read."""
    if desk.only is not None:
        return
    for file, path, contact in _contacts(desk):
        if contact.kind == "email" and not MAIL.fullmatch(contact.address):
            yield desk.find(file, [*path, "address"], "address", f"'{contact.address}' is no mail address")
        if not contact.address.strip():
            yield desk.find(file, [*path, "address"], "address", f"the channel '{contact.id}' has no address")
    for file, node in desk.tree.items():
        if file.startswith("contacts/") and isinstance(node.value, dict):
            purpose, stem = node.value.get("purpose"), file.rsplit("/", 1)[1].removesuffix(".yaml")
            if purpose is not None and purpose.value != stem:
                yield desk.find(file, ["purpose"], "reference", f"the purpose '{purpose.value}' differs from its file")
    for file, path, store in records_in(desk, "marketplaces", desk.reference.marketplaces):
        if not WEB.fullmatch(store.seller_central):
            yield desk.find(file, [*path, "seller_central"], "address", f"'{store.seller_central}' is no web address")
