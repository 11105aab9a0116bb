import io
import json
import stat
from email import message_from_string
from email.policy import default
from pathlib import Path

import docx
import pytest

from tests.conftest import Cli, Homes
from tui.core.case.records import EditedSection
from tui.core.case.store import CaseStore

FACTS = (
    "store_name=Harbour Lane Goods", "notice_date=2026-11-05", "level=account", "late_rate=6.6",
    "window=2026-10-03 to 2026-11-01", "order_count=212", "late_count=14",
)  # fmt: skip


@pytest.fixture
def case_id(cli: Cli, tmp_path: Path) -> str:
    notice = tmp_path / "amazon.txt"
    notice.write_text("Hello Harbour Lane Goods,\nyour ASIN B0ABCDEF12.\n", encoding="utf-8")
    return cli("new", "--type", "late_shipment", "--notice", str(notice), "--set", *FACTS).out.strip()


@pytest.fixture
def report(cli: Cli, case_id: str, tmp_path: Path) -> Path:
    path = tmp_path / "report 1.pdf"
    path.write_bytes(b"%PDF report")
    assert cli("set", case_id, "--evidence", f"shipping_report={path}").status == 0
    return path


def test_a_document_is_written_for_its_owner_alone(cli: Cli, case_id: str, tmp_path: Path) -> None:
    target = tmp_path / "letter.docx"

    written = cli("render", case_id, "--format", "docx", "-o", str(target))

    assert (written.status, written.out, written.err) == (0, "", "")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert docx.Document(io.BytesIO(target.read_bytes())).paragraphs[0].text.startswith("Plan of action: Late shipment")
    assert "exists already; --force" in cli("render", case_id, "--format", "docx", "-o", str(target)).complaint
    assert cli("render", case_id, "--format", "docx", "-o", str(target), "--force").status == 0


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_binary_format_is_not_thrown_at_a_terminal(
    form: str, cli: Cli, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda self: True, raising=False)

    printed = cli("render", case_id, "--format", form)

    assert (printed.status, printed.out) == (2, "")
    assert printed.complaint == f"{form} cannot be shown on a terminal; name a file with -o, or pipe it on"


def test_a_text_takes_windows_line_ends_and_a_width(cli: Cli, case_id: str, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"

    assert cli("render", case_id, "--crlf", "--wrap", "40", "-o", str(target)).status == 0

    lines = target.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 40
    assert b"\n" not in b"".join(lines)


def test_gaps_are_told_with_a_document_that_goes_out(cli: Cli, case_id: str, tmp_path: Path) -> None:
    cli("set", case_id, "--fact", "late_count=")

    written = cli("render", case_id, "--format", "html", "-o", str(tmp_path / "letter.html"))

    assert written.status == 0
    assert written.complaint == "1 gaps are still in the letter: Orders shipped late in that period"


def test_a_draft_takes_its_recipient_and_the_linked_documents(cli: Cli, case_id: str, report: Path) -> None:
    printed = cli("render", case_id, "--format", "eml", "--to", "a@amazon.com", "--attach")

    message = message_from_string(printed.out, policy=default)
    assert message["To"] == "a@amazon.com"
    assert message["Subject"] == "Plan of action: Late shipment rate above target, Harbour Lane Goods"
    assert [item.get_filename() for item in message.iter_attachments()] == ["Exhibit-01-report-1.pdf"]

    report.unlink()
    assert "1 of the linked documents cannot be read" in cli("render", case_id, "--format", "eml", "--attach").complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "eml", "--to", "Bank <a@b.example>, evil@x.example"], "more than one recipient"),
        (["--format", "eml", "--to", "a@b.example\nBcc: evil@x.example"], "holds a line end"),
        (["--format", "docx", "--attach"], "attachments does not go with the format docx"),
        (["--format", "pdf", "--crlf"], "crlf does not go with the format pdf"),
        (["--wrap", "3"], "wrapped at 20 to 1000 columns"),
        (["--wrap", "x"], "invalid int value"),
        (["--format", "pdf", "-o", "/no/such/folder/a.pdf"], "there is no folder /no/such/folder"),
        (["--format", "pdf", "-o", "a\x1b[2J.pdf"], "cannot be a file name"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(arguments: list[str], said: str, cli: Cli, case_id: str) -> None:
    printed = cli("render", case_id, *arguments)

    assert (printed.status, printed.out) == (2, "")
    assert said in printed.complaint


def test_a_store_name_with_a_line_end_makes_no_header(cli: Cli, case_id: str, store: CaseStore) -> None:
    case = store.open(case_id)
    facts = {**case.facts, "store_name": "Shop\u2028Bcc: evil@x.example"}
    import msgspec

    store.save(msgspec.structs.replace(case, facts=facts), case, case.created)

    printed = cli("render", case_id, "--format", "eml")

    assert printed.status in (0, 2)
    assert "\nBcc:" not in printed.out
    assert printed.status == 0 or "holds a line end" in printed.complaint


def test_contacts_are_printed_as_cards_and_for_mutt(cli: Cli) -> None:
    three, four = cli("contacts", "nachforschungen", "--vcard"), cli("contacts", "nachforschungen", "--vcard", "4")

    assert (three.status, three.err) == (0, "")
    assert three.out.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert "EMAIL;TYPE=INTERNET,WORK:payments-nachforschungen@amazon.de\r\n" in three.out
    assert four.out.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")

    lines = cli("contacts", "nachforschungen", "--mutt").out.split("\n")
    assert lines[0] == "address\tname\tnote"
    assert lines[1].startswith("payments-nachforschungen@amazon.de\tAmazon DE: ")
    assert lines[2:] == [""]


def test_programs_are_told_by_the_status_alone_that_nothing_was_found(cli: Cli) -> None:
    assert cli("contacts", "zzzznothing", "--mutt") == type(cli("types"))(1, "address\tname\tnote\n", "")
    assert cli("contacts", "zzzznothing", "--vcard") == type(cli("types"))(1, "", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--vcard", "5"], "invalid choice: '5'"),
        (["--vcard", "3", "--mutt"], "not allowed with argument"),
        (["--json", "--mutt"], "not allowed with argument"),
    ],
)
def test_contacts_take_one_form_at_a_time(arguments: list[str], said: str, cli: Cli) -> None:
    assert said in cli("contacts", *arguments).complaint


def test_a_pack_is_written_once(cli: Cli, case_id: str, report: Path, tmp_path: Path) -> None:
    target = tmp_path / "pack"

    made = cli("pack", case_id, str(target))

    assert (made.status, made.out, made.err) == (0, f"{target}\n", "")
    assert (target / "exhibits" / "01-report-1.pdf").read_bytes() == report.read_bytes()
    assert json.loads((target / "manifest.json").read_text(encoding="utf-8"))["files"][0]["exhibit"] == 1
    assert "never written over anything" in cli("pack", case_id, str(target)).complaint


def test_a_pack_without_its_documents_is_made_only_when_asked_for(
    cli: Cli, case_id: str, report: Path, tmp_path: Path
) -> None:
    report.unlink()

    refused = cli("pack", case_id, str(tmp_path / "pack.zip"))
    assert "1 of the linked documents cannot be read: " in refused.complaint
    assert not (tmp_path / "pack.zip").exists()

    made = cli("pack", case_id, str(tmp_path / "pack.zip"), "--allow-missing")
    assert (made.status, made.complaint) == (0, f"not in the pack, because it cannot be read: {report}")


def test_a_copy_without_names_can_be_turned_back_at_home_alone(
    cli: Cli, case_id: str, homes: Homes, tmp_path: Path
) -> None:
    target = tmp_path / "copy"

    made = cli("pseudonymise", case_id, str(target), "--name", "Lane Goods")

    key = homes.cases / case_id / "pseudonyms.json"
    assert made.status == 0
    assert "1 asin" in made.out
    assert str(key) in made.out
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert (target / "notice.txt").read_text(encoding="utf-8") == "Hello [Name-01],\nyour ASIN B0ZZZZ0001.\n"
    assert sorted(item.name for item in target.iterdir()) == ["case.yaml", "letter.txt", "notice.txt"]
    assert cli("render", str(target)).out == (target / "letter.txt").read_text(encoding="utf-8")
    back = cli("pseudonymise", case_id, "--restore", str(target / "notice.txt"))
    assert back.out == "Hello Harbour Lane Goods,\nyour ASIN B0ABCDEF12.\n"


def test_a_copy_needs_a_new_folder(cli: Cli, case_id: str, tmp_path: Path) -> None:
    assert "name a new folder" in cli("pseudonymise", case_id).complaint
    assert "exists already" in cli("pseudonymise", case_id, str(tmp_path)).complaint


def test_an_edited_section_is_hidden_as_well(cli: Cli, case_id: str, store: CaseStore, tmp_path: Path) -> None:
    case = store.open(case_id)
    edited = case.with_section("closing", EditedSection(text="Harbour Lane Goods asks for B0ABCDEF12.", base="x"))
    store.save(edited, case, case.created)

    cli("pseudonymise", case_id, str(tmp_path / "copy"))

    assert "[Name-01] asks for B0ZZZZ0001." in (tmp_path / "copy" / "letter.txt").read_text(encoding="utf-8")
