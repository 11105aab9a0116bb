"""`reinstate triage`: files, standard input, mails, JSON and exit statuses."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Cli

NOTICE = "Your Amazon seller account has been deactivated. Your late shipment rate is 7.9%, above 4%. Send us a plan of action within 72 hours."


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_a_file_is_read_and_the_reasons_are_told(cli: Cli, notice: Path) -> None:
    outcome = cli("triage", str(notice))

    assert outcome.status == 0
    assert "late_shipment" in outcome.out
    assert "line 1" in outcome.out
    assert "deadline: within 72 hours" in outcome.out


def test_json_is_one_document(cli: Cli, notice: Path) -> None:
    document = json.loads(cli("triage", str(notice), "--json").out)

    assert (document["kind"], document["candidates"][0]["type"]) == ("notice", "late_shipment")


def test_standard_input_is_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode()), encoding="utf-8"))

    assert cli("triage", "-").status == 0


def test_nothing_recognised_is_status_one(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "cake.txt"
    path.write_text("Three eggs and some flour.", encoding="utf-8")

    assert cli("triage", str(path)).status == 1


def test_a_file_that_is_not_there_is_status_two(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("triage", str(tmp_path / "none.txt"))

    assert outcome.status == 2
    assert "none.txt" in outcome.complaint


def test_a_mail_with_html_and_encoded_head_is_read(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "notice.eml"
    path.write_bytes(
        b"From: Amazon <notice@amazon.co.uk>\r\nDate: Tue, 13 Oct 2026 09:12:44 +0000\r\nSubject: =?utf-8?B?WW91ciBhY2NvdW50?=\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>Your account has been deactivated.</p><p>Your <b>late shipment rate</b> is 7.9=\r\n%.</p>\r\n"
    )
    document = json.loads(cli("triage", str(path), "--json").out)

    assert document["candidates"][0]["type"] == "late_shipment"
    assert document["facts"]["dates"] == ["2026-10-13"]
    assert document["facts"]["marketplace"] == "UK"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_files_of_windows_are_read(cli: Cli, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes("您的卖家账户已被停用。您的迟发率为 9.6%，请提交行动计划。".encode(encoding))

    assert "late_shipment" in cli("triage", str(path)).out
