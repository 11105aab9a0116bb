import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.content.library import Content
from tui.core.export.problems import ExportProblem
from tui.core.export.pseudonym import pseudonymise, write_copy
from tui.core.export.pseudonym_key import Key, read_key
from tui.core.export.pseudonym_patterns import kind_of, secrets_in
from tui.core.letter.composing import compose
from tui.core.letter.text import letter_text

NOTICE = """Hello Harbour Lane Goods,

Your ASIN B0ABCDEF12 and order 112-1234567-1234567: USD 1,234.56 and $99 are held. 退款1,234.56美元3次。
Write to li.wei@harbour.cn or seller-performance@amazon.com; see https://www.amazon.com/dp/B0ABCDEF12
and https://harbour.cn/invoices?id=7. Call +86 755 8888 9999. 深圳市南山区科技路12号3楼。 12 Long Mill Road.
Case ID 12345678901, token A1B2C3D4E5F6G7, page G200370560, rate 6.6% on 2026-11-05. HARBOUR LANE GOODS
"""
SECRETS = (
    "Harbour", "HARBOUR", "B0ABCDEF12", "112-1234567", "1,234.56", "1234.56", "$99", "li.wei", "harbour.cn", "8888",
    "科技路", "Long Mill", "12345678901", "A1B2C3D4E5F6G7", "王伟", "invoice_harbour", "private",
)  # fmt: skip


@pytest.fixture
def case() -> Case:
    return Case(
        id="harbour-lane",
        type="late_shipment",
        response="plan_of_action",
        marketplace="US",
        created=datetime(2026, 11, 23, tzinfo=UTC),
        facts={"store_name": "Harbour Lane Goods", "notice_date": "2026-11-05", "late_rate": "6.6"},
        claims={
            "holiday_settings_corrected": Claim(
                state="done", date="2026-11-06", reason="private reason", details={"owner": "王伟"}
            ),
            "holiday_not_set": Claim(state="done", details={"orders_hit": "14"}),
        },
        evidence={
            "shipping_report": Evidence(path="/home/li/invoice_harbour.pdf", sha256="0" * 64, note="private note")
        },
        sections={"closing": EditedSection(text="We, Harbour Lane Goods, ask for B0ABCDEF12.", base="old")},
    )


def test_what_points_to_somebody_is_gone_from_the_case_the_letter_and_the_notice(
    late_shipment: Content, case: Case, tmp_path: Path
) -> None:
    copy = pseudonymise(late_shipment, case, {"notice.txt": NOTICE})
    files = write_copy(tmp_path / "copy", copy)

    assert files == ("case.yaml", "letter.txt", "notice.txt")
    for name in files:
        text = (tmp_path / "copy" / name).read_text(encoding="utf-8")
        assert [secret for secret in SECRETS if secret in text] == [], name
    notice = (tmp_path / "copy" / "notice.txt").read_text(encoding="utf-8")
    for kept in (
        "seller-performance@amazon.com",
        "G200370560",
        "6.6%",
        "2026-11-05",
        "https://www.amazon.com/dp/B0ZZZZ",
    ):
        assert kept in notice
    assert "USD 101" in notice
    assert "退款101美元3次" in notice


def test_all_of_it_can_be_turned_back(late_shipment: Content, case: Case) -> None:
    copy = pseudonymise(late_shipment, case, {"notice.txt": NOTICE})

    assert copy.key.restored(copy.texts["notice.txt"]) == NOTICE
    assert copy.key.restored(letter_text(copy.letter)) == letter_text(compose(late_shipment, case))
    assert copy.key.restored(copy.case.facts["store_name"]) == "Harbour Lane Goods"  # type: ignore[arg-type]  # a text


def test_the_copy_composes_the_letter_that_lies_beside_it(late_shipment: Content, case: Case) -> None:
    copy = pseudonymise(late_shipment, case, {})

    assert letter_text(compose(late_shipment, copy.case)) == letter_text(copy.letter)
    assert not any(section.sentences for section in copy.letter.sections)


def test_a_second_copy_has_the_same_stand_ins(late_shipment: Content, case: Case, tmp_path: Path) -> None:
    first = pseudonymise(late_shipment, case, {"notice.txt": NOTICE})
    path = tmp_path / "key.json"
    path.write_text(first.key.to_json(), encoding="utf-8")

    more = "B0NEWNEW12 " + NOTICE
    second = pseudonymise(late_shipment, case, {"notice.txt": more}, read_key(path))

    assert second.texts["notice.txt"].endswith(first.texts["notice.txt"])
    assert second.texts["notice.txt"].startswith("B0ZZZZ0002 ")
    assert second.key.restored(second.texts["notice.txt"]) == more


def test_a_name_that_is_given_is_replaced_wherever_it_stands(late_shipment: Content, case: Case) -> None:
    copy = pseudonymise(
        late_shipment, case, {"notice.txt": "张三丰先生 and Smith, Smithson"}, names=["张三丰", "Smith"]
    )

    assert copy.texts["notice.txt"] == "[Name-02]先生 and [Name-03], Smithson"


def test_the_same_amount_in_another_writing_is_told_apart_and_yet_alike() -> None:
    key = Key()
    text = "USD 1,234.56, USD 1234.56, $1,234.56, 1,234.56美元 and USD 50"
    for kind, original in secrets_in(text):
        key.add(kind, original, text)

    assert key.hidden(text) == "USD 101, USD 101.0, $101, 101美元 and USD 102"
    assert key.restored(key.hidden(text)) == text


def test_a_stand_in_that_a_text_holds_already_is_not_given_out() -> None:
    key = Key()
    key.add("name", "Harbour", "they said [Name-01]")

    assert key.restored(key.hidden("Harbour, not [Name-01]")) == "Harbour, not [Name-01]"


@given(
    st.lists(
        st.sampled_from(
            ["B0ABCDEF12", "112-1234567-1234567", "USD 1,234.56", "1,234.56美元", "50元", "a.b@c.cn", "海港商贸",
             "Li Wei", "https://x.cn/a", "12345678901", "+86 755 8888 9999", " ", ",", "。", "x", "7", "[Name-01]",
             "USD 101", "（", "\n"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_is_hidden_comes_back_exactly(parts: list[str]) -> None:
    text = "".join(parts)
    key = Key()
    for kind, original in [*secrets_in(text), ("name", "海港商贸"), ("name", "Li Wei"), ("file", "发票.pdf")]:
        key.add(kind, original, text)

    assert key.restored(key.hidden(text)) == text


def test_roles_stay_where_they_name_nobody() -> None:
    assert kind_of("owner", "role", "shop owner") is None
    assert kind_of("owner", "role", "运营经理") is None
    assert kind_of("owner", "role", "Li Wei, shop owner") == "role"
    assert kind_of("conduct_described", "text", "We listed twice") is None
    assert kind_of("rights_owner", "text", "Acme") == "name"
    assert kind_of("late_rate", "percent", "6.6") is None
    assert kind_of("retired_fact", None, "x") == "name"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "Expecting"),
        ('{"format": 2, "pairs": []}', "format 2"),
        ('{"format": 1, "pairs": [{"kind": "spell", "original": "a", "stand_in": "b"}]}', "no kind spell"),
        ('{"format": 1, "pairs": [{"kind": "name", "original": "", "stand_in": "b"}]}', "a text is missing"),
        ('{"format": 1}', "pairs"),
        ("[]", "must be integers"),
    ],
)
def test_a_damaged_key_is_told(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ExportProblem, match=reason) as caught:
        read_key(path)
    assert caught.value.code == "key_damaged"


def test_a_key_in_which_two_things_have_one_stand_in_is_told(tmp_path: Path) -> None:
    pairs = [{"kind": "name", "original": name, "stand_in": "[Name-01]"} for name in "ab"]
    path = tmp_path / "key.json"
    path.write_text(json.dumps({"format": 1, "pairs": pairs}), encoding="utf-8")

    with pytest.raises(ExportProblem, match="occurs twice"):
        read_key(path)


def test_a_copy_is_never_written_over_anything(late_shipment: Content, case: Case, tmp_path: Path) -> None:
    copy = pseudonymise(late_shipment, case, {})

    for name, code in (
        ("", "pack_exists"),
        ("a\nb", "bad_name"),
        ("no/such", "no_folder"),
        ("x" * 300, "cannot_write"),
    ):
        with pytest.raises(ExportProblem) as caught:
            write_copy(tmp_path / name, copy)
        assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []
