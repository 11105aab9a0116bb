"""Shop profiles: what is the same in every case of a shop, kept once and copied into new cases."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tui.core.case.records import Case
from tui.core.case.writing import as_yaml
from tui.core.content.problems import ContentError, Mark, Problem, UnknownNameError, nearest
from tui.core.content.reading import to_record
from tui.core.content.records import Record
from tui.core.content.yaml_reader import read_nodes
from tui.core.files import FileTooLargeError, IrregularFileError, read_bounded, write_private

MAX_SHOP_BYTES = 100_000
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class Shop(Record, frozen=True, kw_only=True):
    """A shop of the seller, or of an agency's client."""

    id: str
    name: str
    merchant_token: str = ""
    signatory_role: str = ""
    marketplaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DamagedShop:
    """A profile that cannot be read, with what is wrong."""

    id: str
    problem: str


def shop_id(name: str) -> str:
    """Return a file name for a shop's name; a name without Latin letters is numbered by its caller."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return words[:60].strip("-") or "shop"


def with_shop(case: Case, shop: Shop, known: Container[str] = ("store_name", "merchant_token")) -> Case:
    """Return a case with the shop's values copied in, as far as its letter knows them; what the case says, stays."""
    copied = {"store_name": shop.name, "merchant_token": shop.merchant_token, "signatory_role": shop.signatory_role}
    for name, value in copied.items():
        if value and name in known and name not in case.facts:
            case = case.with_fact(name, value)
    if len(shop.marketplaces) == 1:
        case = msgspec.structs.replace(case, marketplace=shop.marketplaces[0])
    return case


class ShopStore:
    """The folder of shop profiles below the data directory."""

    def __init__(self, data_home: Path) -> None:
        self.root = data_home / "shops"

    def _path(self, name: str) -> Path:
        if not ID.fullmatch(name):
            raise UnknownNameError(f"'{name[:60]}' is no name of a shop profile: small letters, digits and - are")
        return self.root / f"{name}.yaml"

    def _ids(self) -> list[str]:
        return sorted(path.stem for path in self.root.glob("*.yaml") if ID.fullmatch(path.stem))

    def shops(self) -> tuple[Shop | DamagedShop, ...]:
        """Return all profiles by name; one that cannot be read says why."""
        found: list[Shop | DamagedShop] = []
        for name in self._ids():
            try:
                found.append(self.open(name))
            except ContentError as error:
                found.append(DamagedShop(name, str(error.problems[0])))
        return tuple(found)

    def open(self, name: str) -> Shop:
        """Return a profile; raise `UnknownNameError` or, for a damaged one, `ContentError`."""
        path = self._path(name)
        if not path.exists():
            known = self._ids()
            raise UnknownNameError(f"there is no shop '{name}'{nearest(name, known)}")
        try:
            data = read_bounded(path, MAX_SHOP_BYTES)
        except (FileTooLargeError, IrregularFileError, OSError) as error:
            problem = Problem(Mark(str(path)), f"the profile cannot be read: {error.strerror or error}")
            raise ContentError(problem) from error
        shop = to_record(read_nodes(data, str(path)), Shop)
        return msgspec.structs.replace(shop, id=name)

    def save(self, shop: Shop) -> Path:
        """Write a profile; raise `OSError` where that fails."""
        path = self._path(shop.id)
        for folder in (self.root.parent, self.root):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return write_private(path, as_yaml(shop))

    def free_id(self, name: str) -> str:
        """Return an id for a new shop that no profile has."""
        stem, number = shop_id(name), 2
        found = stem
        while found in self._ids():
            found = f"{stem}-{number}"
            number += 1
        return found
