from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.test_letter_composing import FACTS, RAISED, case
from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.submissions import Manifest, Reply, ReplyNote, Submission
from tui.core.case.timeline import OrderFault, order_faults, timeline
from tui.core.content.library import Content
from tui.core.content.records import ClaimState

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def claimed(state: ClaimState, begun: str = "", due: str = "", name: str = "handling_time_raised") -> Case:
    return case(claims={name: Claim(state=state, date=begun, due=due, details=RAISED)})


def attempt(day: date) -> Submission:
    manifest = Manifest(
        number=1, sent=day, recorded=NOW, content_version="1", content_sha256="", letter_sha256="", case=case()
    )
    return Submission(manifest, "", Path())


def answer(day: date) -> Reply:
    return Reply(ReplyNote(number=1, came=day, recorded=NOW, submission=1), "")


def faults(content: Content, of: Case, *more: Submission | Reply) -> list[OrderFault]:
    sent = [item for item in more if isinstance(item, Submission)]
    answers = [item for item in more if isinstance(item, Reply)]
    return list(order_faults(content, of, timeline(content, of, sent, answers), TODAY))


def names(found: list[OrderFault]) -> list[str]:
    return [item.fault for item in found]


def test_every_day_of_a_case_stands_in_order_with_what_it_is(late_shipment: Content) -> None:
    of = claimed("under_way", "2026-11-06", "2026-12-01").with_evidence(
        "settings_screenshot", Evidence(path="a.png", dated="2026-11-07")
    )
    of = of.with_claim("holiday_not_set", Claim(state="done", details={"closed": "2026-10-01 to 2026-10-08"}))

    found = timeline(late_shipment, of, [attempt(date(2026, 11, 20))], [answer(date(2026, 11, 22))], TODAY)

    assert [(f"{event.day:%m-%d}", event.kind, event.name, event.detail) for event in found] == [
        ("10-01", "period_begins", "holiday_not_set", "closed"),
        ("10-03", "period_begins", "window", ""),
        ("10-08", "period_ends", "holiday_not_set", "closed"),
        ("11-01", "period_ends", "window", ""),
        ("11-05", "fact", "notice_date", ""),
        ("11-06", "begun", "handling_time_raised", ""),
        ("11-07", "document", "settings_screenshot", ""),
        ("11-20", "sent", "1", ""),
        ("11-22", "reply", "1", ""),
        ("11-23", "today", "", ""),
        ("12-01", "due", "handling_time_raised", ""),
    ]


def test_a_sound_order_raises_nothing(late_shipment: Content) -> None:
    sound = claimed("done", "2026-11-06").with_evidence("settings_screenshot", Evidence(path="a", dated="2026-11-06"))

    assert faults(late_shipment, sound, attempt(date(2026, 11, 8)), answer(date(2026, 11, 9))) == []


def test_a_fault_mended_before_it_showed_is_found(late_shipment: Content) -> None:
    assert names(faults(late_shipment, claimed("done", "2026-10-02"))) == ["fixed_before_noticed"]
    # After the period began and before the notice came, somebody may well have mended it.
    assert faults(late_shipment, claimed("done", "2026-10-20")) == []


def test_a_control_that_was_there_before_is_no_mending(late_shipment: Content) -> None:
    assert faults(late_shipment, claimed("done", "2026-09-01", name="metric_review_weekly")) == []


def test_a_proof_that_is_older_than_what_it_proves_is_found(late_shipment: Content) -> None:
    of = claimed("done", "2026-11-06").with_evidence("settings_screenshot", Evidence(path="a", dated="2026-11-01"))

    assert faults(late_shipment, of) == [
        OrderFault("proof_older_than_action", "handling_time_raised", date(2026, 11, 1), date(2026, 11, 6))
    ]


@pytest.mark.parametrize(
    ("of", "fault"),
    [
        (claimed("planned", due="2026-11-22"), ["planned_in_the_past"]),
        (claimed("planned", due="2026-11-23"), []),
        (claimed("done", "2026-11-24"), ["done_in_the_future"]),
        (claimed("done", "2026-11-23"), []),
        (claimed("under_way", "2026-12-01", "2026-11-30"), ["done_in_the_future", "due_before_begun"]),
        (case({**FACTS, "notice_date": "2026-11-24"}), ["fact_in_the_future"]),
        (case({**FACTS, "notice_date": "2026-10-01"}), ["period_after_notice"]),
        (case({**FACTS, "notice_date": "soon", "window": "x"}), []),
    ],
)
def test_days_that_cannot_be_are_found(of: Case, fault: list[str], late_shipment: Content) -> None:
    assert sorted(names(faults(late_shipment, of))) == fault


def test_what_was_sent_before_the_notice_or_answered_before_it_was_sent_is_found(late_shipment: Content) -> None:
    early = date(2026, 11, 4)

    assert names(faults(late_shipment, case(), attempt(early))) == ["sent_before_notice"]
    assert names(faults(late_shipment, case(), attempt(early + timedelta(4)), answer(early + timedelta(3)))) == [
        "reply_before_sent"
    ]
