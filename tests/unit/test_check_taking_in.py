"""A letter written elsewhere, taken into a case: every part finds its section, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.core.case.records import Case
from tui.core.checks.taking_in import take_in
from tui.core.content.library import Content
from tui.core.letter.composing import compose

PLAN = """Dear team, we answer the notice.

What went wrong
The handling time was 1 day.

What we did
1. On 3 May 2026 we raised it to 3 days.
2. On 4 May 2026 we told the 14 buyers.

What is different now
The manager reads the report every day.

Something of our own
A thought.
"""


def taken(content: Content, text: str) -> dict[str, str]:
    case = Case(
        id="c",
        type="late_shipment",
        response="plan_of_action",
        marketplace="US",
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return take_in(content, case, compose(content, case), text).sections


def test_each_part_goes_to_the_section_that_its_heading_names(content: Content) -> None:
    sections = taken(content, PLAN)
    assert sections["root_cause"] == "The handling time was 1 day."
    assert sections["corrective"].startswith("1. On 3 May 2026")


def test_a_heading_that_nobody_knows_is_told_by_its_place(content: Content) -> None:
    assert taken(content, PLAN)["preventive"].startswith("The manager reads the report every day.")


def test_nothing_of_the_text_is_left_out(content: Content) -> None:
    together = "\n".join(taken(content, PLAN).values())
    bodies = ["Dear team", "handling time was 1 day", "told the 14 buyers", "reads the report", "A thought."]
    assert [text for text in bodies if text not in together] == []


def test_a_text_without_parts_goes_to_the_first_section(content: Content) -> None:
    assert list(taken(content, "We sold 3 units of it.").values()) == ["We sold 3 units of it."]


def test_a_chinese_letter_finds_its_sections(content: Content) -> None:
    text = "根本原因\n处理时间为1天。\n\n已采取的措施\n5月3日改为3天。\n\n预防措施\n经理每天查看。\n"
    assert {"root_cause", "corrective", "preventive"} <= set(taken(content, text))
