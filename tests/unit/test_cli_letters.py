import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tui.core.case.records import EditedSection
from tui.core.case.store import CaseStore
from tui.ports.clipboard import CopyOutcome, Note, Reason

FACTS = (
    "store_name=Harbour Lane Goods", "notice_date=2026-11-05", "level=account", "late_rate=6.6",
    "window=2026-10-03 to 2026-11-01", "order_count=212", "late_count=14",
)  # fmt: skip


@pytest.fixture
def case_id(cli: Cli) -> str:
    made = cli("new", "--type", "late_shipment", "--set", *FACTS).out.strip()
    cli(
        "set", made, "--claim", "holiday_not_set=done", "holiday_settings_corrected=done@2026-11-06",
        "--detail", "holiday_not_set.closed=2026-10-01 to 2026-10-08", "holiday_not_set.orders_hit=14",
        "holiday_settings_corrected.owner=shop owner",
    )  # fmt: skip
    return made


def test_the_letter_is_printed_with_headings_and_whole_sentences(cli: Cli, case_id: str) -> None:
    letter = cli("render", case_id)

    assert (letter.status, letter.err) == (0, "")
    assert letter.out.startswith("Summary\nHarbour Lane Goods answers Amazon's notice of 5 November 2026")
    assert "\n\nRoot cause\nWe were closed from 1 to 8 October 2026" in letter.out
    assert letter.out.endswith("reactivate our selling account.\n")


def test_markdown_marks_the_headings_and_leaves_the_text_alone(cli: Cli, case_id: str) -> None:
    plain, marked = cli("render", case_id).out, cli("render", case_id, "--format", "md").out

    assert marked.startswith("## Summary\n\nHarbour Lane Goods")
    assert marked.replace("## ", "").replace("\n\n", "\n") == plain.replace("\n\n", "\n")


def test_json_has_the_fields_of_the_contract(cli: Cli, case_id: str) -> None:
    document = json.loads(cli("render", case_id, "--format", "json").out)

    assert list(document) == [
        "case", "type", "marketplace", "language", "response", "subject", "sections", "gaps", "words",
    ]  # fmt: skip
    assert (document["case"], document["type"], document["marketplace"]) == (case_id, "late_shipment", "US")
    assert (document["language"], document["response"]) == ("en", "plan_of_action")
    assert document["subject"] == "Plan of action: Late shipment rate above target, Harbour Lane Goods"
    assert document["gaps"] == []
    assert document["words"] > 50
    corrective = next(item for item in document["sections"] if item["id"] == "corrective")
    assert list(corrective) == ["id", "title", "state", "text", "sentences"]
    assert (corrective["title"], corrective["state"]) == ("Actions taken", "generated")
    assert corrective["sentences"] == [
        {
            "text": corrective["text"],
            "statement": "holiday_settings_corrected",
            "state": "done",
            "facts": [],
            "evidence": [],
        }
    ]


def test_gaps_are_named_with_their_section_and_label(cli: Cli, case_id: str) -> None:
    cli("set", case_id, "--fact", "late_count=", "--detail", "holiday_settings_corrected.owner=")

    document = json.loads(cli("render", case_id, "--format", "json").out)

    assert document["gaps"] == [
        {"fact": "late_count", "section": "opening", "label": "Orders shipped late in that period"},
        {"fact": "holiday_settings_corrected.owner", "section": "corrective", "label": "Role that entered them"},
    ]


def test_a_section_typed_by_hand_has_sentences_without_a_statement(cli: Cli, case_id: str, store: CaseStore) -> None:
    case = store.open(case_id)
    edited = case.with_section("closing", EditedSection(text="Please reactivate us.", base="something older"))
    store.save(edited, case, case.created)

    document = json.loads(cli("render", case_id, "--format", "json", "--section", "closing").out)

    assert [item["id"] for item in document["sections"]] == ["closing"]
    assert document["sections"][0]["state"] == "update_waiting"
    assert document["sections"][0]["sentences"] == [
        {"text": "Please reactivate us.", "statement": None, "state": None, "facts": [], "evidence": []}
    ]
    assert document["words"] == 4


def test_one_section_is_printed_alone(cli: Cli, case_id: str) -> None:
    assert cli("render", case_id, "--section", "closing").out == (
        "Request\nWe ask Amazon to review this plan and to reactivate our selling account.\n"
    )


def test_an_unknown_section_names_the_sections_and_the_nearest(cli: Cli, case_id: str) -> None:
    said = cli("render", case_id, "--section", "correctiv").complaint

    assert "the letter has no section 'correctiv' (sections: opening, root_cause" in said
    assert said.endswith("did you mean 'corrective'?")


def test_a_format_that_is_not_offered_is_wrong_usage(cli: Cli, case_id: str) -> None:
    assert "invalid choice: 'csv'" in cli("render", case_id, "--format", "csv").complaint


def test_a_file_is_written_for_its_owner_alone_and_not_overwritten_unasked(
    cli: Cli, case_id: str, tmp_path: Path
) -> None:
    target = tmp_path / "letter.txt"

    first = cli("render", case_id, "-o", str(target))
    assert (first.status, first.out) == (0, "")
    assert target.read_text(encoding="utf-8") == cli("render", case_id).out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600

    target.write_text("mine", encoding="utf-8")
    again = cli("render", case_id, "-o", str(target))
    assert "exists already; --force overwrites it" in again.complaint
    assert (again.status, target.read_text(encoding="utf-8")) == (2, "mine")

    assert cli("render", case_id, "-o", str(target), "--force").status == 0
    assert target.read_text(encoding="utf-8").startswith("Summary")


@pytest.mark.parametrize(("target", "said"), [("no/such/letter.txt", "there is no folder"), (".", "exists already")])
def test_a_file_that_cannot_be_written_is_told(
    target: str, said: str, cli: Cli, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert said in cli("render", case_id, "-o", target).complaint


def test_a_dash_writes_to_standard_output(cli: Cli, case_id: str) -> None:
    assert cli("render", case_id, "-o", "-").out == cli("render", case_id).out


def test_an_answer_without_a_letter_says_so(cli: Cli, case_id: str, homes: Homes) -> None:
    path = homes.cases / case_id / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("plan_of_action", "legal"), encoding="utf-8")

    printed = cli("render", case_id)

    assert (printed.status, printed.out) == (0, "")
    assert printed.complaint == "Nothing is drafted for this kind of answer."
    assert json.loads(cli("render", case_id, "--format", "json").out)["sections"] == []


def test_a_pipe_gets_the_text_as_it_is_and_a_terminal_a_harmless_one(
    cli: Cli, case_id: str, store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = store.open(case_id)
    store.save(case.with_section("closing", EditedSection(text="a\x1b]0;x\x07b", base="")), case, case.created)

    assert "\x1b" in cli("render", case_id, "--section", "closing").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda self: True, raising=False)
    assert cli("render", case_id, "--section", "closing").out == "Request\na\ufffd]0;x\ufffdb\n"


class Clipboard:
    """Takes what is copied and answers with what it was told."""

    def __init__(self, answer: CopyOutcome) -> None:
        self.answer = answer
        self.copied: list[str] = []

    def copy(self, text: str, **_: object) -> CopyOutcome:
        self.copied.append(text)
        return self.answer


def outcome(state: str, reason: Reason | None = None, notes: tuple[Note, ...] = ()) -> CopyOutcome:
    return CopyOutcome(state, "xclip", 1234, Path("/s/last.txt"), reason, notes=notes)  # type: ignore[arg-type]  # a literal


@pytest.mark.parametrize(
    ("made", "status", "said"),
    [
        (outcome("checked"), 0, "Copied and checked: the letter, 1,234 characters (xclip).\n"),
        (
            outcome("sent", notes=(Note.TERMINAL_MAY_CUT_IT,)),
            0,
            "Sent to the terminal: the letter, 1,234 characters. The terminal cannot confirm it. Also saved in"
            " /s/last.txt.\nSome terminals cut a text of this length.\n",
        ),
    ],
)
def test_copy_says_truly_what_came_of_it(
    made: CopyOutcome, status: int, said: str, cli: Cli, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = Clipboard(made)
    monkeypatch.setattr("tui.cli.letters.copy_text", clipboard.copy)

    printed = cli("copy", case_id)

    assert (printed.status, printed.out, printed.err) == (status, said, "")
    assert clipboard.copied == [cli("render", case_id).out.rstrip("\n")]


def test_a_copy_that_fails_says_why_and_where_the_text_is(
    cli: Cli, case_id: str, homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tui.cli.letters.copy_text", lambda text, **_: outcome("failed", Reason.TOOL_TIMED_OUT))

    printed = cli("copy", case_id)

    assert (printed.status, printed.out) == (2, "")
    assert printed.complaint == (
        "Could not copy the letter: the program for it did not answer in time. Saved in /s/last.txt."
    )


def test_copying_one_section_takes_its_text_without_the_heading(
    cli: Cli, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = Clipboard(outcome("checked"))
    monkeypatch.setattr("tui.cli.letters.copy_text", clipboard.copy)

    assert cli("copy", case_id, "--section", "closing").out.startswith("Copied and checked: the section, ")
    assert clipboard.copied == ["We ask Amazon to review this plan and to reactivate our selling account."]


def test_copying_a_letter_with_gaps_names_them(cli: Cli, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.letters.copy_text", lambda text, **_: outcome("checked"))
    cli("set", case_id, "--fact", "late_count=")

    printed = cli("copy", case_id)

    assert (printed.status, printed.complaint) == (0, "1 gaps: Orders shipped late in that period")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_and_note_of_the_clipboard_has_words(language: str, homes: Homes) -> None:
    from tui.cli.common import open_interface

    texts = open_interface(language)

    assert [code for code in (*Reason, *Note) if not texts.has(f"clipboard.{code}")] == []
