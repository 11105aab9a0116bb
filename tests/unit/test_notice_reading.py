"""What kind of text, which type, which answer: what the reader makes of whole texts."""

# texts of notices stand on one line

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.content.library import Content, open_content
from tui.core.notice.reading import read_notice
from tui.core.notice.reading_json import reading_document

LATE = (
    "Hello,\nYour Amazon seller account has been deactivated in accordance with section 3 of the agreement.\n\n"
    "Why did this happen?\nYour late shipment rate is 7.9%, above our target of 4%.\n\n"
    "How do I reactivate my account?\nSend us a plan of action within 72 hours with the root cause, the actions you have taken and prevention.\n"
)
DENIED = (
    "Hello,\nWe reviewed your appeal and decided not to reinstate your account. Please send no further documents.\n"
)


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content()


def test_a_notice_is_read_whole(content: Content) -> None:
    reading = read_notice(content, LATE)

    assert (reading.kind, reading.response, reading.level) == ("notice", "plan_of_action", "account")
    assert reading.candidates[0].type == "late_shipment"
    assert not reading.abstained
    assert {asked.kind for asked in reading.asked} >= {"root_cause", "actions", "prevention"}


def test_a_candidate_says_which_words_on_which_line_spoke_for_it(content: Content) -> None:
    reason = read_notice(content, LATE).candidates[0].because[0]

    assert (reason.phrase, reason.line) == ("late shipment rate", 5)
    assert LATE[slice(*reason.span)] == "late shipment rate"


def test_section_three_alone_is_no_reason(content: Content) -> None:
    reading = read_notice(
        content,
        "Your account has been deactivated in accordance with section 3 of Amazon's Business Solutions Agreement.",
    )

    assert reading.kind == "notice"
    assert reading.abstained


def test_an_abstaining_reader_offers_questions_that_tell_the_candidates_apart(content: Content) -> None:
    reading = read_notice(
        content, "Your listing was removed. A buyer says the unit was opened, and asks whether it is authentic."
    )

    assert all(candidate.tells_apart for candidate in reading.candidates)


def test_a_refusal_outranks_a_request_for_documents(content: Content) -> None:
    text = DENIED + "You did not provide enough information: invoices and greater detail on the root cause are missing."

    assert read_notice(content, text).kind == "reply_denied"


def test_of_two_texts_the_newest_counts_and_the_other_is_named(content: Content) -> None:
    quoted = "\n".join(f"> {line}" for line in LATE.splitlines())
    reading = read_notice(content, f"{DENIED}\nOn Mon, Oct 5, 2026 at 8:01 AM Amazon wrote:\n{quoted}")

    assert reading.kind == "reply_denied"
    assert [(part.kind, part.type) for part in reading.others] == [("notice", "late_shipment")]
    assert reading.candidates[0].type == "late_shipment"


def test_two_mails_are_ordered_by_their_dates(content: Content) -> None:
    older = f"From: Amazon <a@amazon.com>\nDate: 3 Oct 2026 10:00\nSubject: Notice\n\n{LATE}\n"
    newer = f"From: Amazon <a@amazon.com>\nDate: 9 Oct 2026 10:00\nSubject: Answer\n\n{DENIED}\n"

    assert read_notice(content, older + "\n" + newer).kind == "reply_denied"


def test_items_below_please_send_us_are_what_is_asked(content: Content) -> None:
    text = "We removed your listing. To sell again, please send us the following documents:\n- Copies of invoices\n- A letter of authorization"
    asked = [item.text for item in read_notice(content, text).asked if item.kind == "documents"]

    assert asked == ["Copies of invoices", "A letter of authorization"]


def test_the_address_of_a_rights_owner_is_no_sign_of_a_fake(content: Content) -> None:
    text = (
        "We received a report that your listing infringes a trademark. Contact the rights owner: legal@halbrook.example"
    )

    assert read_notice(content, text).warnings == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Verify at http://amazon-verify.example/login", "lookalike_link"),
        ("See https://docs.example.org/form", "foreign_link"),
        ("Please enter your password to confirm", "password"),
        ("Install AnyDesk now", "remote_desktop"),
        ("Pay with a gift card", "gift_card"),
        ("Pay the reactivation fee", "fee"),
        ("Contact our agent on WhatsApp", "messenger"),
    ],
)
def test_signs_of_a_fake_are_shown(content: Content, text: str, sign: str) -> None:
    assert sign in {item.kind for item in read_notice(content, text).warnings}


def test_a_genuine_link_is_no_sign(content: Content) -> None:
    assert (
        read_notice(content, "Go to https://sellercentral.amazon.co.uk/performance and www.copyright.gov").warnings
        == ()
    )


def test_nothing_is_recognised_in_nothing(content: Content) -> None:
    for text in ("", "   \n\n", "Lorem ipsum dolor sit amet"):
        assert not read_notice(content, text).is_recognised


def test_the_document_has_the_fields_of_the_contract(content: Content) -> None:
    document = reading_document(read_notice(content, LATE))

    assert set(document) >= {"kind", "candidates", "response", "level", "facts", "warnings", "abstained"}
    assert document["facts"]["deadline"] == {"text": "within 72 hours", "days": 3}
    assert document["facts"]["metrics"] == [{"name": "late_shipment_rate", "value": 7.9}]
    assert set(document["candidates"][0]) == {"type", "score", "because"}


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    read_notice(_shared(), text)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"<>&;*_-:\n\r\t\u3000\u00ad\ufe0f0B1$%@/.。、",
                "B0C7QK2LM4",
                "within 3 days",
                "31 April 2026",
                "<p>",
                "</p>",
                "<!--",
                "&#0;",
                "&amp;",
                "> ",
                "Hello,",
                "迟发率",
                "7%",
                "account",
                "deactivated",
                "Case ID: ",
                "123-1234567-1234567",
                "12/09/2026",
                "Subject: ",
                "On x wrote:",
            ]
        ),
        max_size=60,
    )
)
def test_no_mixture_of_what_it_looks_for_raises(pieces: list[str]) -> None:
    text = " ".join(pieces)
    reading = read_notice(_shared(), text)

    for found in (*reading.facts.asins, *reading.facts.order_ids):
        assert 0 <= found.span[0] < found.span[1] <= len(text)


_CONTENT: list[Content] = []


def _shared() -> Content:
    if not _CONTENT:
        _CONTENT.append(open_content())
    return _CONTENT[0]


HOSTILE = {
    "quotes in quotes": "> " * 40 + "Your account was removed\n",
    "asins": "B0{:08d} ",
    "near matches": "late shipment rat ",
    "no spaces": "a",
    "a stem without end": "spedizion",
    "chinese without end": "迟",
    "tags that do not close": "<b",
    "comments that do not close": "<!--",
    "points": "a.",
    "digits": "1,",
    "lines": "a\n",
    "requests": "please send us documents:\n",
}


def _hostile(piece: str, size: int) -> str:
    count = size // max(1, len(piece.format(1)))
    return "".join(piece.format(number) for number in range(count)) if "{" in piece else piece * count


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_time_in_proportion_to_their_length(content: Content, name: str) -> None:
    took = []
    for size in (50_000, 500_000):
        text = _hostile(HOSTILE[name], size)
        start = time.process_time()
        read_notice(content, text)
        took.append(time.process_time() - start)

    # Ten times the length: a ratio, since a bare time fails on a busy machine. Quadratic growth would be a hundredfold.
    assert took[1] < 30 * took[0] + 0.5, took
