import time
from datetime import UTC, datetime

import pytest

from tests.unit.test_letter_composing import FACTS, RAISED, case
from tui.core.case.records import Case, Claim
from tui.core.content.library import Content
from tui.core.letter.attempts import sent_text
from tui.core.letter.composing import compose
from tui.core.letter.similarity import ALARM, Letters, masked_sentences

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OWN = (
    "Our packer Ines was on leave and nobody else knew the label printer. Between 3 and 9 October the parcels lay on"
    " the bench. We found it when a buyer in Leeds wrote to us. Since 12 October two people can print labels."
)
OTHER = (
    "The carrier closed its depot for a flood and moved pick-ups to another town. We did not change the cut-off hour,"
    " so scans came a day late. The clerk phones him at three. The depot is open again, and the driver comes at four."
)


def full(number: int = 1) -> Case:
    claims = {
        "handling_time_too_short": Claim(
            state="done", details={"handling_set": "1", "handling_real": "3", "orders_hit": str(10 + number)}
        ),
        "handling_time_raised": Claim(state="done", date=f"2026-11-{1 + number % 20:02}", details=RAISED),
        "end_of_day_report": Claim(
            state="done", date="2026-11-09", details={"owner": "shift leader", "cut_off": "16:30"}
        ),
    }
    return case(
        {**FACTS, "store_name": f"Shop {number}", "late_count": str(number), "late_rate": f"{number % 90}.5"}, claims
    )


def names(of: Case) -> tuple[str, ...]:
    return (str(of.facts["store_name"]),)


def test_two_shops_with_the_same_letter_and_other_facts_raise_the_alarm(late_shipment: Content) -> None:
    first, second = full(2), full(3)
    letters = Letters()
    letters.add("shop 1", sent_text(compose(late_shipment, first)), names(first))

    (found,) = letters.nearest(sent_text(compose(late_shipment, second)), names(second))

    assert (found.key, found.shared) == ("shop 1", 1.0)
    assert found.sentences


@pytest.mark.parametrize("other", [OTHER, "", "Hello.", OWN.split(". ")[0]])
def test_letters_that_differ_raise_none(other: str) -> None:
    letters = Letters()
    letters.add("a", OWN)

    assert letters.nearest(other) == ()


def test_a_letter_with_one_sentence_reworded_is_still_nearly_the_same(late_shipment: Content) -> None:
    text = sent_text(compose(late_shipment, full()))
    letters = Letters()
    letters.add("a", text)
    lines = text.split("\n")
    lines[3] = "We looked at every one of them by hand, one after the other."

    (found,) = letters.nearest("\n".join(lines))
    assert ALARM <= found.shared < 1


def test_chinese_letters_are_compared_too() -> None:
    text = "我们的打包员请假，没有别的人会用标签打印机。包裹在台上放了一周。买家来信之后我们才发现。现在两个人会打印。"
    letters = Letters()
    letters.add("a", text)

    assert letters.nearest(text.replace("一周", "三天"))[0].shared > ALARM
    assert (
        letters.nearest(
            "承运人因洪水关闭了仓库，我们没有改截止时间，因此扫描晚了一天。现在司机四点来取件，办事员三点打电话。"
        )
        == ()
    )


def test_facts_count_as_alike_whatever_their_number() -> None:
    one = "We removed ASIN B0CHX2F5QT on 3 October 2026 for USD 5 (Exhibit 1)."
    many = "We removed ASIN B0AAAAAAA1, B0AAAAAAA2 and B0AAAAAAA3 on 9 May 2025 for USD 7,000 (Exhibits 2 and 3)."
    letters = Letters()
    letters.add("a", f"{one} {OWN}")

    assert letters.nearest(f"{many} {OWN}")[0].shared == 1.0
    assert masked_sentences("1. Shop 7 sold 14 units.", ["Shop 7"]) == ("# sold # units",)


def test_a_thousand_letters_are_compared_at_once(late_shipment: Content) -> None:
    texts = [
        f"{sent_text(compose(late_shipment, full(number)))}\nOnly here: {number} {OTHER[number % 80 :]}"
        for number in range(40)
    ]
    letters = Letters()
    for number in range(1_000):
        letters.add(number, texts[number % 40].replace("parcels", f"parcels{number}"))
    began = time.perf_counter()
    found = letters.nearest(texts[0])

    assert len(letters) == 1_000
    assert len(found) > 100
    # Half a second on a slow machine; it takes a twentieth of that.
    assert time.perf_counter() - began < 2
