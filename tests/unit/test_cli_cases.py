import hashlib
import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.case.store import CaseStore


@pytest.fixture
def case_id(cli: Cli) -> str:
    return cli("new", "--type", "late_shipment").out.strip()


def test_new_prints_the_id_of_the_case_and_nothing_else(cli: Cli, store: CaseStore) -> None:
    made = cli("new", "--type", "late_shipment", "--marketplace", "uk", "--letter-language", "zh")

    assert (made.status, made.out, made.err) == (0, "late-shipment-2026-11-23\n", "")
    case = store.open("late-shipment-2026-11-23")
    assert (case.type, case.marketplace, case.letter_language, case.response) == (
        "late_shipment", "UK", "zh", "plan_of_action",
    )  # fmt: skip


def test_two_cases_of_a_day_have_two_ids(cli: Cli) -> None:
    ids = [cli("new", "--type", "late_shipment").out for _ in range(2)]

    assert ids == ["late-shipment-2026-11-23\n", "late-shipment-2026-11-23-2\n"]


def test_facts_are_set_while_the_case_is_made(cli: Cli, store: CaseStore) -> None:
    made = cli("new", "--type", "late_shipment", "--set", "late_rate=6.6", "level=account", "--set", "late_count= 14 ")

    assert store.open(made.out.strip()).facts == {"late_rate": "6.6", "level": "account", "late_count": "14"}


def test_a_fact_that_asks_for_another_answer_routes_the_new_case(cli: Cli, store: CaseStore) -> None:
    made = cli("new", "--type", "late_shipment", "--set", "quiz_offered=yes")

    assert store.open(made.out.strip()).response == "form_only"


def test_the_notice_is_kept_byte_for_byte(cli: Cli, homes: Homes, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_bytes("\ufeffYour account\r\n已停用\n".encode())

    made = cli("new", "--type", "late_shipment", "--notice", str(notice))

    kept = homes.cases / made.out.strip() / "notice.txt"
    assert kept.read_bytes() == notice.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--type", "late_shipmnt"], "there is no suspension type 'late_shipmnt'; did you mean 'late_shipment'?"),
        (["--type", "late_shipment", "--marketplace", "XX"], "there is no marketplace 'XX' (known: US"),
        (["--type", "late_shipment", "--letter-language", "fr"], "invalid choice: 'fr'"),
        (["--type", "late_shipment", "--notice", "/nowhere/notice.txt"], "/nowhere/notice.txt: No such file"),
        (["--type", "late_shipment", "--set", "late_rat=5"], "no fact 'late_rat' in late_shipment; did you mean"),
        (["--type", "late_shipment", "--set", "late_rate"], "'late_rate' is not FACT=VALUE"),
        (["--type", "late_shipment", "--set", "late_rate=140"], "late_rate: 140 is more than 100 percent."),
        (["--type", "late_shipment", "--set", "notice_date=2026-02-31"], "There is no such day: 2026-02-31."),
        (["--type", "late_shipment", "--set", "notice_date=03/04/2026"], "can be read in two ways"),
        (["--type", "late_shipment", "--set", "level=acount"], "level: acount is not one of account, listing"),
        (["--type", "inauthentic", "--set", "asins=B0CHX2F5QT,B0123"], "B0123 is no ASIN: it has 10 letters"),
        (["--marketplace", "US"], "the following arguments are required: --type"),
    ],
)
def test_bad_input_is_one_clear_line_and_makes_no_case(arguments: list[str], said: str, cli: Cli, homes: Homes) -> None:
    outcome = cli("new", *arguments)

    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.complaint
    assert not homes.cases.exists()


def test_a_notice_that_is_no_text_is_refused(cli: Cli, homes: Homes, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_bytes(b"abc\xff")

    outcome = cli("new", "--type", "late_shipment", "--notice", str(tmp_path / "notice.txt"))

    assert "not UTF-8 text (byte 4)" in outcome.complaint
    assert not homes.cases.exists()


def test_messages_come_in_the_language_asked_for(cli: Cli) -> None:
    outcome = cli("--lang", "zh", "new", "--type", "late_shipment", "--set", "late_rate=140")

    assert outcome.complaint == "late_rate: 140 超过了 100%。"


def test_set_changes_facts_claims_details_and_documents_at_once(
    cli: Cli, case_id: str, store: CaseStore, tmp_path: Path
) -> None:
    report = tmp_path / "report.csv"
    report.write_bytes(b"order,date\n")

    outcome = cli(
        "set", case_id,
        "--fact", "late_rate=6.6%", "late_orders=113-1234567-1234567, 113-1234567-1234568",
        "--claim", "handling_time_too_short=done", "handling_time_raised=done@2026-11-06",
        "--claim", "holiday_calendar=planned@2026-12-01", "end_of_day_report=under_way@2026-11-01..2026-12-15",
        "--claim", "order_limit=under_way@2026-11-02",
        "--detail", "handling_time_raised.before=1", "handling_time_raised.owner=operations manager",
        "--detail", "order_limit.due=2026-12-24", "lead_time_check.reason=We make nothing to order",
        "--evidence", f"shipping_report={report}",
    )  # fmt: skip

    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    case = store.open(case_id)
    assert case.facts == {"late_rate": "6.6%", "late_orders": ("113-1234567-1234567", "113-1234567-1234568")}
    assert case.claim("handling_time_too_short").state == "done"
    raised = case.claim("handling_time_raised")
    assert (raised.state, raised.date, raised.details) == (
        "done", "2026-11-06", {"before": "1", "owner": "operations manager"},
    )  # fmt: skip
    assert (case.claim("holiday_calendar").date, case.claim("holiday_calendar").due) == ("", "2026-12-01")
    checking = case.claim("end_of_day_report")
    assert (checking.state, checking.date, checking.due) == ("under_way", "2026-11-01", "2026-12-15")
    assert (case.claim("order_limit").date, case.claim("order_limit").due) == ("2026-11-02", "2026-12-24")
    assert (case.claim("lead_time_check").state, case.claim("lead_time_check").reason) == (
        "not_claimed", "We make nothing to order",
    )  # fmt: skip
    assert case.evidence["shipping_report"].path == str(report)
    assert case.evidence["shipping_report"].sha256 == hashlib.sha256(b"order,date\n").hexdigest()


def test_an_empty_value_takes_a_fact_a_detail_and_a_document_away(
    cli: Cli, case_id: str, store: CaseStore, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").touch()
    cli(
        "set", case_id, "--fact", "late_rate=5", "--detail", "order_limit.daily_limit=9",
        "--evidence", f"shipping_report={tmp_path / 'a.csv'}",
    )  # fmt: skip

    cli(
        "set", case_id, "--fact", "late_rate=", "--detail", "order_limit.daily_limit=", "--evidence", "shipping_report="
    )  # fmt: skip

    case = store.open(case_id)
    assert (case.facts, case.claims, case.evidence) == ({}, {}, {})


def test_a_claim_that_is_taken_back_keeps_what_was_typed_for_it(cli: Cli, case_id: str, store: CaseStore) -> None:
    cli("set", case_id, "--claim", "order_limit=done@2026-11-02", "--detail", "order_limit.daily_limit=90")
    cli("set", case_id, "--claim", "order_limit=not_claimed")

    claim = store.open(case_id).claim("order_limit")
    assert (claim.state, claim.details) == ("not_claimed", {"daily_limit": "90"})


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--fact", "nonsense=1", "there is no fact 'nonsense'"),
        ("--claim", "handling_time_raise=done", "did you mean 'handling_time_raised'?"),
        ("--claim", "handling_time_raised=finished", "'finished' is not one of done, under_way, planned, not_claimed"),
        ("--claim", "handling_time_raised=under-way", "did you mean 'under_way'?"),
        ("--claim", "handling_time_raised=done@2026-02-31", "There is no such day: 2026-02-31."),
        ("--claim", "handling_time_raised=done@", "handling_time_raised: Type a value."),
        ("--claim", "handling_time_raised=under_way@2026-12-01..2026-11-01", "ends before it begins"),
        ("--claim", "handling_time_raised=not_claimed@2026-11-01", "takes no date"),
        ("--claim", "handling_time_too_short=planned", "'planned' is not one of done, not_claimed"),
        ("--claim", "handling_time_too_short=done@2026-11-01", "takes no date"),
        ("--claim", "rate_stated=done", "there is no statement 'rate_stated'"),
        ("--detail", "handling_time_raised=3", "is not ID.KEY=VALUE"),
        ("--detail", "handling_time_raised.befor=3", "did you mean 'before'?"),
        ("--detail", "handling_time_raised.before=three", "three is no whole number."),
        ("--detail", "handling_time_raised.date=2026-11-01", "claim it first"),
        ("--detail", "handling_time_too_short.date=2026-11-01", "has no detail 'date'"),
        ("--evidence", "shiping_report=x", "did you mean 'shipping_report'?"),
        ("--evidence", "shipping_report=/nowhere/report.csv", "/nowhere/report.csv does not exist"),
        ("--evidence", "shipping_report=/", "/ is not a file"),
    ],
)
def test_nothing_is_saved_when_any_value_is_wrong(
    option: str, value: str, said: str, cli: Cli, case_id: str, homes: Homes
) -> None:
    before = (homes.cases / case_id / "case.yaml").read_bytes()

    outcome = cli("set", case_id, "--fact", "late_rate=5", option, value)

    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.complaint
    assert (homes.cases / case_id / "case.yaml").read_bytes() == before


def test_every_wrong_value_of_one_call_is_named(cli: Cli, case_id: str) -> None:
    outcome = cli("set", case_id, "--fact", "late_rate=140", "late_count=many", "--claim", "nothing=done")

    assert outcome.status == 2
    assert [line.split(":")[1].strip().split(" ")[0] for line in outcome.err.splitlines()] == [
        "late_rate", "late_count", "there",
    ]  # fmt: skip


def test_set_without_a_change_is_wrong_usage(cli: Cli, case_id: str) -> None:
    assert "nothing to set" in cli("set", case_id).complaint


def test_control_characters_and_line_ends_never_enter_a_case(cli: Cli, case_id: str, store: CaseStore) -> None:
    cli("set", case_id, "--fact", "store_name=Har\x1b[31mbour\x00")

    assert store.open(case_id).facts["store_name"] == "Har\ufffd[31mbour\ufffd"


def test_a_value_that_is_no_unicode_is_refused(cli: Cli, case_id: str) -> None:
    assert "not UTF-8 text" in cli("set", case_id, "--fact", "store_name=\udcff").complaint


def test_facts_lead_to_another_answer_and_back_unless_the_seller_chose_one(
    cli: Cli, case_id: str, store: CaseStore
) -> None:
    led = cli("set", case_id, "--fact", "quiz_offered=yes")

    assert store.open(case_id).response == "form_only"
    assert "quiz" in led.complaint
    cli("set", case_id, "--fact", "quiz_offered=no")
    assert store.open(case_id).response == "plan_of_action"


def test_a_case_is_named_by_a_unique_beginning_or_by_a_path(cli: Cli, case_id: str, homes: Homes) -> None:
    for name in ("late", str(homes.cases / case_id), str(homes.cases / case_id / "case.yaml")):
        assert cli("set", name, "--fact", "late_rate=5").status == 0


def test_an_ambiguous_beginning_names_the_cases(cli: Cli, case_id: str) -> None:
    cli("new", "--type", "late_shipment")

    assert "'late' fits 2 cases: late-shipment-2026-11-23, " in cli("set", "late", "--fact", "late_rate=5").complaint


def test_a_case_that_does_not_exist_gives_the_nearest_one(cli: Cli, case_id: str) -> None:
    said = cli("render", "late-shipmnt-2026-11-23").complaint

    assert said == "there is no case 'late-shipmnt-2026-11-23'; did you mean 'late-shipment-2026-11-23'?"


DAMAGES = {
    "cut in the middle": ('id: "x"\ntype: "late_sh', "not YAML"),
    "duplicate key": (
        'id: "x"\ntype: "a"\ntype: "b"\n',
        "yaml:3:1: the key 'type' stands twice; the first is in line 2",
    ),
    "unknown key": ("{whole}colour: red\n", "unknown key 'colour'"),
    "tab": ('id: "x"\nfacts:\n\tlate_rate: "5"\n', "case.yaml:3:1: a tab stands in the indentation"),
    "list where text belongs": ("{whole}content_version: [a, b]\n", "expected text, found a list"),
    "other format": ('{whole}format: "9"\n', "the case has format 9; this version reads format 1"),
    "empty": ("", "the file is empty"),
    "not UTF-8": ("\udcff", "not UTF-8"),
}
WHOLE = (
    'id: "x"\ntype: "late_shipment"\nresponse: "plan_of_action"\nmarketplace: "US"\n'
    'created: "2026-11-23T09:30:00Z"\n'
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_case_is_told_with_its_place_and_never_overwritten(
    damage: str, cli: Cli, case_id: str, homes: Homes
) -> None:
    text, said = DAMAGES[damage]
    path = homes.cases / case_id / "case.yaml"
    path.write_bytes(text.replace("{whole}", WHOLE).encode("utf-8", "surrogateescape"))
    before = path.read_bytes()

    for arguments in (["render", case_id], ["set", case_id, "--fact", "late_rate=5"], ["copy", case_id]):
        outcome = cli(*arguments)
        assert (outcome.status, outcome.out) == (2, "")
        assert said in outcome.complaint
        assert "case.yaml:" in outcome.complaint
    assert path.read_bytes() == before


def test_cases_lists_the_damaged_ones_with_their_problem(cli: Cli, case_id: str, homes: Homes) -> None:
    other = cli("new", "--type", "inauthentic", "--set", "store_name=Harbour Lane").out.strip()
    (homes.cases / case_id / "case.yaml").write_text('id: "x', encoding="utf-8")

    plain, listed = cli("cases"), json.loads(cli("cases", "--json").out)

    assert plain.status == 0
    assert f"{case_id}  cannot be opened: " in plain.out
    assert "Harbour Lane" in plain.out
    assert [item["id"] for item in listed] == [other, case_id]
    assert listed[0] == {
        "id": other,
        "type": "inauthentic",
        "marketplace": "US",
        "store_name": "Harbour Lane",
        "created": "2026-11-23T09:30:00+00:00",
        "problem": None,
    }
    assert "not YAML" in listed[1]["problem"]


def test_no_cases_are_an_empty_list(cli: Cli) -> None:
    assert (cli("cases").out, cli("cases", "--json").out) == ("", "[]\n")


def test_a_case_of_a_type_that_is_gone_is_told(cli: Cli, case_id: str, homes: Homes) -> None:
    path = homes.cases / case_id / "case.yaml"
    path.write_text(WHOLE.replace("late_shipment", "late_shipping"), encoding="utf-8")

    assert "there is no suspension type 'late_shipping'" in cli("render", case_id).complaint


def test_a_letter_in_a_language_that_is_not_written_is_told(cli: Cli, case_id: str, homes: Homes) -> None:
    (homes.cases / case_id / "case.yaml").write_text(WHOLE + 'letter_language: "de"\n', encoding="utf-8")

    assert "no letter is written in 'de' (known: en, zh)" in cli("render", case_id).complaint
