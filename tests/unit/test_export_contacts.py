from datetime import date
from typing import Literal

import pytest

from tui.core.content.channels import Contact
from tui.core.content.library import Content, words
from tui.core.export.mutt import HEADER, as_mutt
from tui.core.export.vcard import as_vcard, as_vcards


def contact(**other: object) -> Contact:
    plain: dict[str, object] = {
        "id": "x-us", "purpose": "x", "marketplace": "US", "kind": "email", "address": "a@amazon.com",
        "status": "current", "status_reason": {"en": "Named; by Amazon, once\\more."}, "confidence": "high",
        "who_may_write": {"en": "Anybody"}, "notes": {"en": "First\nSecond"},
        "seen": date(2026, 11, 23), "sources": ("S1",),
    }  # fmt: skip
    return Contact(**{**plain, **other})  # type: ignore[arg-type]  # the fields of a record, changed by a test


def parsed(card: str) -> dict[str, str]:
    """Read a vCard back by the rules of RFC 6350: unfold, split at the first colon, unescape."""
    assert card.endswith("\r\n")
    assert "\n" not in card.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
    fields: dict[str, str] = {}
    for line in card.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, colon, value = line.partition(":")
        assert colon, line
        fields[name] = value
    return fields


@pytest.mark.parametrize("version", ["3", "4"])
def test_a_card_has_what_its_version_demands(version: Literal["3", "4"]) -> None:
    card = as_vcard(contact(), "Appeal", "en", version)
    fields = parsed(card)

    assert card.startswith(f"BEGIN:VCARD\r\nVERSION:{version}.0\r\nFN:Amazon US: Appeal\r\n")
    assert fields["EMAIL;TYPE=INTERNET,WORK" if version == "3" else "EMAIL;TYPE=work"] == "a@amazon.com"
    assert ("N" in fields, "KIND" in fields) == (version == "3", version == "4")
    assert fields["NOTE"] == r"current: Named\; by Amazon\, once\\more.\nAnybody\nFirst\nSecond"
    assert fields["END"] == "VCARD"


def test_a_card_is_folded_between_characters() -> None:
    card = as_vcard(contact(notes={"en": "迟发率" * 100}), "申诉；账户,停用")

    assert "迟发率" * 100 in parsed(card)["NOTE"]
    assert parsed(card)["FN"] == r"Amazon US: 申诉；账户\,停用"


def test_no_text_of_a_contact_makes_a_field_of_its_own() -> None:
    evil = "x\r\nEMAIL:evil@x.example\r\nEND:VCARD"
    card = as_vcard(contact(address=evil, id=evil, notes={"en": evil}, purpose=evil, marketplace=evil), evil)

    names = [line.partition(":")[0] for line in card.replace("\r\n ", "").split("\r\n")]
    assert names == ["BEGIN", "VERSION", "FN", "N", "ORG", "CATEGORIES", "NOTE", "REV", "UID", "END", ""]


@pytest.mark.parametrize(
    ("kind", "address", "field", "value"),
    [
        ("phone", "1-800-778-7879 (Arbitration; www.adr.org)", "TEL;TYPE=work,voice", "1-800-778-7879"),
        ("phone", "(206) 266-4064", "TEL;TYPE=work,voice", "(206) 266-4064"),
        ("postal", "Legal, P.O. Box 1; Seattle", "ADR;TYPE=work", r";;Legal\, P.O. Box 1\; Seattle;;;;"),
        ("web_form", "Form at https://a.example/x (signed in)", "URL", "https://a.example/x"),
    ],
)
def test_each_kind_of_channel_has_its_field(kind: str, address: str, field: str, value: str) -> None:
    assert parsed(as_vcard(contact(kind=kind, address=address), "Appeal"))[field] == value


def test_an_outsider_is_not_called_amazon() -> None:
    fields = parsed(as_vcard(contact(outside_amazon=True), "Appeal"))

    assert ("ORG" in fields, fields["FN"]) == (False, "US: Appeal")


@pytest.mark.parametrize("version", ["3", "4"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_whole_directory_is_read_by_another_library(
    version: Literal["3", "4"], language: str, content: Content
) -> None:
    vobject = pytest.importorskip("vobject", reason="vobject is not installed")
    titles = {item.id: words(item.title, language) for item in content.directory.purposes}

    cards = list(vobject.readComponents(as_vcards(content.directory.contacts, titles, language, version)))

    assert len(cards) == len(content.directory.contacts)
    for card, known in zip(cards, content.directory.contacts, strict=True):
        card.validate()
        assert card.version.value == f"{version}.0"
        assert titles[known.purpose] in card.fn.value
        assert (card.email.value if known.kind == "email" else None) == (
            known.address if known.kind == "email" else None
        )
        assert words(known.who_may_write, language) in card.note.value


def test_lines_for_mutt_have_three_fields_and_one_address_each(content: Content) -> None:
    titles = {item.id: words(item.title, "zh") for item in content.directory.purposes}
    first, *lines = as_mutt(content.directory.contacts, titles, "zh").splitlines()

    assert first + "\n" == HEADER
    assert len(lines) == sum(item.kind == "email" for item in content.directory.contacts) > 50
    assert all(line.count("\t") == 2 and "@" in line.split("\t")[0] for line in lines)


def test_a_contact_without_a_real_address_is_left_out_for_mutt() -> None:
    broken = [contact(address="none"), contact(kind="phone"), contact(address="a@b.example\tx")]

    assert as_mutt(broken, {}) == HEADER
    assert as_mutt([contact(status_reason={"en": "=cmd()\tx\ny"})], {"x": "T\tU"}) == (
        HEADER + "a@amazon.com\tAmazon US: T U\tcurrent: =cmd() x y\n"
    )
