"""The channel of a case: Account Health first, an address second, and nothing that bounces."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from tui.core.case.records import Case
from tui.core.content.library import Content
from tui.core.content.records import ResponseKind
from tui.core.directory.recommending import Recommendation, recommended
from tui.core.directory.search import MemoryIndex


def recommend(content: Content, kind: str, response: ResponseKind, store: str = "US", **facts: str) -> Recommendation:
    case = Case(
        id="c",
        type=kind,
        response=response,
        marketplace=store,
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts=dict(facts),
    )
    found = recommended(content, MemoryIndex(content.directory), case)
    assert found is not None
    return found


def test_account_health_stands_first_for_every_type_and_store_whose_answer_goes_on_the_page(content: Content) -> None:
    index = MemoryIndex(content.directory)
    for entry in content.index.types:
        for response in entry.responses:
            for store in content.marketplaces:
                case = Case(
                    id="c",
                    type=entry.id,
                    response=response,
                    marketplace=store,
                    created=datetime(2026, 11, 23, tzinfo=UTC),
                )
                found = recommended(content, index, case)
                assert found is not None
                assert found.steps
                assert "bouncing" not in {contact.status for contact in found.contacts}
                if found.channel.page:
                    assert found.page is not None
                    assert found.contacts[0] == found.page
                    assert (found.page.kind, found.page.marketplace) == ("web_form", store)


def test_the_steps_follow_what_amazon_stopped(content: Content) -> None:
    said = {
        level: recommend(content, "late_shipment", "plan_of_action", level=level).steps[0].id
        for level in ("account", "listing", "at_risk")
    }
    assert said == {"account": "open_account", "listing": "open_listing", "at_risk": "open_at_risk"}
    assert recommend(content, "late_shipment", "plan_of_action").steps[0].id == "open_any"


def test_a_page_of_the_types_own_comes_before_its_addresses(content: Content) -> None:
    found = recommend(content, "used_sold_as_new", "plan_of_action")

    kinds = [contact.kind for contact in found.others]
    assert kinds == sorted(kinds, key=["web_form", "email", "phone", "postal"].index)
    assert "email" in kinds


def test_funds_name_the_address_of_the_notice_after_the_page(content: Content) -> None:
    found = recommend(content, "funds_withheld", "funds_request")

    assert found.page is not None
    assert [contact.address for contact in found.others][:1] == ["disbursement-appeals@amazon.com"]


@pytest.mark.parametrize("response", ["legal", "counter_notice"])
def test_what_no_page_takes_has_no_page(content: Content, response: ResponseKind) -> None:
    assert recommend(content, "copyright", response).page is None


def test_an_address_that_bounces_is_never_recommended(content: Content) -> None:
    bouncing = tuple(
        msgspec.structs.replace(contact, status="bouncing") if contact.kind == "email" else contact
        for contact in content.directory.contacts
    )
    index = MemoryIndex(msgspec.structs.replace(content.directory, contacts=bouncing))
    case = Case(
        id="c", type="inauthentic", response="documents", marketplace="US", created=datetime(2026, 11, 23, tzinfo=UTC)
    )
    found = recommended(content, index, case)
    assert found is not None
    assert all(contact.kind != "email" for contact in found.contacts)


def test_every_text_of_a_channel_is_there_in_both_languages(content: Content) -> None:
    for channel in content.channels.values():
        texts = [channel.second, *(step.say for step in channel.steps), *(box.question for box in channel.form)]
        assert all(set(text) == {"en", "zh"} for text in texts), channel.id
