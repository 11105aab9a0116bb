"""The directory of channels as it lies on disk: complete, sourced, and with no address that research did not find."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tui.core.content.channels import Contact, ContactPurpose
from tui.core.content.records import Marketplace, Source, Words

ROOT = Path(__file__).resolve().parents[2]
CONTACTS = ROOT / "content" / "contacts"
SOURCES = ROOT / "content" / "sources"
RESEARCH = ROOT.parent / "shared" / "domain" / "contacts-research.yaml"
FILES = sorted(CONTACTS.glob("*.yaml"))
EUROPE = {"UK", "DE", "FR", "IT", "ES", "NL", "SE", "PL", "BE", "IE"}
STORES = EUROPE | {"US", "CA", "MX", "BR", "TR", "JP", "AU", "SG", "IN", "AE", "SA", "EG", "ZA"}

HAN = re.compile(r"[\u4e00-\u9fff]")
ASCII_MARK_AFTER_HAN = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WEB = re.compile(r"https?://[^\s，。；）\"]+")

in_research = pytest.mark.skipif(not RESEARCH.exists(), reason="the research file is not beside this checkout")


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def _purposes() -> tuple[ContactPurpose, ...]:
    return tuple(msgspec.convert(_read(path), ContactPurpose, strict=False) for path in FILES)


@cache
def _contacts() -> tuple[Contact, ...]:
    return tuple(contact for purpose in _purposes() for contact in purpose.contacts)


@cache
def _sources() -> dict[str, Source]:
    known: dict[str, Source] = {}
    for path in sorted(SOURCES.glob("*.yaml")):
        known |= msgspec.convert(_read(path), dict[str, Source], strict=False)
    return known


@cache
def _stores() -> tuple[Marketplace, ...]:
    return msgspec.convert(_read(ROOT / "content" / "marketplaces.yaml"), tuple[Marketplace, ...], strict=False)


@cache
def _research() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in _read(RESEARCH)}


def _texts(contact: Contact) -> list[Words]:
    return [words for words in (contact.status_reason, contact.who_may_write, contact.body, contact.notes) if words]


@pytest.mark.parametrize("path", [*FILES, SOURCES / "contacts.yaml", ROOT / "content" / "marketplaces.yaml"], ids=str)
def test_a_file_has_no_tabs_anchors_or_tags(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\t" not in text
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None


def test_all_channels_of_the_research_are_there() -> None:
    assert len(_contacts()) == 161
    assert len({contact.id for contact in _contacts()}) == 161


def test_all_channels_of_the_seed_are_there_with_their_heading_and_raw_text() -> None:
    seed = [contact for contact in _contacts() if contact.in_seed]
    assert len(seed) == 30
    assert all(contact.seed_heading and contact.seed_raw for contact in seed)


def test_a_file_is_named_after_its_purpose_and_its_channels_too() -> None:
    for path, purpose in zip(FILES, _purposes(), strict=True):
        assert path.stem == purpose.purpose
        for contact in purpose.contacts:
            assert contact.id.startswith(f"{purpose.purpose}-"), contact.id


def test_purposes_have_a_place_of_their_own_with_the_account_appeal_first() -> None:
    ranks = {purpose.purpose: purpose.rank for purpose in _purposes()}
    assert len(set(ranks.values())) == len(ranks) == 44
    ordered = sorted(ranks, key=lambda slug: ranks[slug])
    assert ordered[0] == "account-deactivation-appeal"
    assert set(ordered[-5:]) == {
        "arbitration", "executive-escalation", "legal-postal", "legal-process", "notice-sender",
    }  # fmt: skip


def test_within_a_purpose_what_is_current_stands_before_what_is_not() -> None:
    order = {"current": 0, "unverified": 1, "legacy": 2, "bouncing": 3}
    for purpose in _purposes():
        places = [order[contact.status] for contact in purpose.contacts]
        assert places == sorted(places), purpose.purpose


def test_every_channel_names_sources_that_exist() -> None:
    for contact in _contacts():
        assert contact.sources, contact.id
        assert len(set(contact.sources)) == len(contact.sources), contact.id
        assert set(contact.sources) <= set(_sources()), contact.id


def test_every_source_of_the_directory_is_used_and_described() -> None:
    own = msgspec.convert(_read(SOURCES / "contacts.yaml"), dict[str, Source], strict=False)
    used = {key for contact in _contacts() for key in contact.sources}
    assert set(own) == used
    assert len({source.address for source in own.values()}) == len(own) == 124
    assert all(source.note for source in own.values())


def test_every_text_stands_in_both_languages() -> None:
    titles = [purpose.title for purpose in _purposes()]
    for words in [*titles, *(words for contact in _contacts() for words in _texts(contact))]:
        assert set(words) == {"en", "zh"}
        assert words["en"].strip() == words["en"] != ""
        assert HAN.search(words["zh"]), words["zh"]
        assert not ASCII_MARK_AFTER_HAN.search(words["zh"]), words["zh"]


def test_a_status_is_explained_in_whole_sentences() -> None:
    for contact in _contacts():
        assert contact.status_reason["en"].endswith("."), contact.id
        assert contact.status_reason["zh"].endswith("。"), contact.id
        assert contact.status_reason["en"][0].isupper(), contact.id


def test_an_e_mail_channel_is_one_whole_address() -> None:
    for contact in _contacts():
        if contact.kind == "email":
            assert MAIL.fullmatch(contact.address), contact.id


def test_channels_outside_amazon_are_the_known_ones() -> None:
    assert {contact.id for contact in _contacts() if contact.outside_amazon} == {
        "payments-ombudsman-uk-email", "payments-ombudsman-eu-post", "mediation-eu-web-2", "dsa-out-of-court-eu-web",
        "arbitration-us-phone", "external-complaint-platform-br-web",
    }  # fmt: skip


def test_an_address_that_only_sends_is_not_offered_for_writing() -> None:
    by_id = {contact.id: contact for contact in _contacts()}
    assert by_id["notice-sender-us-email-2"].who_may_write["en"].startswith("Nobody")


def test_there_are_all_twenty_three_stores() -> None:
    assert {store.code for store in _stores()} == STORES
    assert len(_stores()) == 23
    assert {store.code for store in _stores() if store.european} == EUROPE


def test_a_store_has_its_name_domain_and_pages() -> None:
    for store in _stores():
        assert store.name["en"].lower() == store.domain, store.code
        assert re.fullmatch(r"亚马逊[\u4e00-\u9fff]+站", store.name["zh"]), store.code
        assert re.fullmatch(r"[a-z]{2}", store.language), store.code
        assert re.fullmatch(r"[A-Z]{3}", store.currency), store.code
        assert set(store.paths) == {"account_health", "notifications", "contact"}, store.code
        assert set(store.notes) == {"en", "zh"}, store.code
        assert store.sources, store.code
        assert set(store.sources) <= set(_sources()), store.code


def test_seller_central_of_a_store_is_a_bare_host() -> None:
    for store in _stores():
        assert re.fullmatch(r"https://sellercentral[a-z.-]+", store.seller_central), store.code


def test_the_account_appeal_of_every_store_is_on_its_seller_central() -> None:
    appeal = next(purpose for purpose in _purposes() if purpose.purpose == "account-deactivation-appeal")
    hosts = {contact.marketplace: contact.address for contact in appeal.contacts}
    assert set(hosts) == STORES
    for store in _stores():
        rest = hosts[store.code].removeprefix(store.seller_central)
        assert rest == "" or rest in store.paths.values(), store.code


def test_a_channel_belongs_to_a_store_or_to_europe() -> None:
    assert {contact.marketplace for contact in _contacts()} == STORES | {"EU"}


@in_research
def test_every_channel_agrees_with_its_research_record() -> None:
    assert {contact.id for contact in _contacts()} == set(_research())
    for contact in _contacts():
        record = _research()[contact.id]
        assert contact.address == record["address"], contact.id
        assert contact.kind == record["kind"].replace(" ", "_"), contact.id
        assert contact.marketplace == record["marketplace"], contact.id
        assert contact.status == record["status"].removeprefix("reported "), contact.id
        assert contact.confidence == record["confidence"], contact.id
        assert contact.in_seed == (record["in_seed"] == "true"), contact.id
        assert contact.outside_amazon == (record.get("outside_amazon") == "true"), contact.id
        for name in ("seed_heading", "seed_raw", "domain_recovered_from"):
            assert getattr(contact, name) == record.get(name), contact.id


@in_research
def test_every_channel_keeps_all_sources_of_its_research_record() -> None:
    for contact in _contacts():
        addresses = [_sources()[key].address for key in contact.sources]
        assert addresses == [source["url"] for source in _research()[contact.id]["sources"]], contact.id


@in_research
def test_every_address_occurs_literally_in_the_research() -> None:
    research = RESEARCH.read_text(encoding="utf-8")
    folded = " ".join(research.replace("''", "'").split())  # YAML doubles an apostrophe between apostrophes
    for contact in _contacts():
        everything = [contact.address, *(text for words in _texts(contact) for text in words.values())]
        for text in everything:
            for address in [*MAIL.findall(text), *WEB.findall(text)]:
                assert address.rstrip(".") in research, (contact.id, address)
        assert contact.address in folded, contact.id
    for store in _stores():
        assert store.seller_central in research, store.code
