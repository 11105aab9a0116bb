from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.export.eml import Attachment, as_eml, read_attachments, size_note
from tui.core.export.mailto import as_mailto
from tui.core.export.problems import ExportProblem
from tui.core.export.recipients import parse_recipient
from tui.core.letter.records import Letter, Section

LINE_ENDS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00", "\x1b", "\ud800"]


def letter(subject: str = "Plan of action", text: str = "We did it.") -> Letter:
    section = Section("a", "Root cause", "generated", text, text)
    return Letter("c", "t", "US", "en", "plan_of_action", subject, (section,))


def opened(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_draft_opens_with_its_subject_recipient_and_text() -> None:
    message = opened(as_eml(letter("行动计划：迟发率", "第一行。\n" + "很长" * 900), "seller-performance@amazon.com"))

    assert message["Subject"] == "行动计划：迟发率"
    assert message["To"].addresses[0].addr_spec == "seller-performance@amazon.com"
    assert message["X-Unsent"] == "1"
    assert sorted(message.keys()) == [
        "Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert body_of(message) == "Root cause\n第一行。\n" + "很长" * 900 + "\n"
    assert message.get_content_charset() == "utf-8"


def test_every_line_of_a_draft_fits_what_mail_servers_take() -> None:
    data = as_eml(letter("行动计划" * 60, "x" * 5_000), "a@b.example")

    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.isascii()


@pytest.mark.parametrize("sign", LINE_ENDS)
def test_a_subject_that_would_make_a_header_is_refused(sign: str) -> None:
    with pytest.raises(ExportProblem, match="holds a line end or another control character") as caught:
        as_eml(letter(f"Plan{sign}Bcc: evil@x.example"))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("sign", LINE_ENDS)
def test_a_recipient_that_would_make_a_header_is_refused(sign: str) -> None:
    with pytest.raises(ExportProblem):
        as_eml(letter(), f"a@b.example{sign}Bcc: evil@x.example")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Bank <a@b.example>, evil@x.example", "address_many"),
        ("a@b.example, c@d.example", "address_many"),
        ("Bank <a@b.example>", "address_many"),
        ("a@b.example (comment)", "address_many"),
        ('"quoted x"@b.example', "address_many"),
        ("a@b@c.example", "address_many"),
        ("a@[127.0.0.1]", "address_many"),
        ("nobody", "address_no_at"),
        ("", "address_no_at"),
        ("@b.example", "address_local"),
        ("a..b@c.example", "address_local"),
        ("卖家@b.example", "address_local"),
        ("x" * 65 + "@b.example", "address_local"),
        ("a@localhost", "address_domain"),
        ("a@-b.example", "address_domain"),
        ("a@b.1", "address_domain"),
        ("a@亚马逊.中国", "address_domain"),
        ("a@" + "b." * 130 + "example", "address_long"),
    ],
)
def test_what_is_not_one_bare_address_is_refused_with_its_reason(address: str, code: str) -> None:
    with pytest.raises(ExportProblem) as caught:
        parse_recipient(address)
    assert caught.value.code == code


def test_a_domain_in_another_script_is_named_in_ascii() -> None:
    with pytest.raises(ExportProblem, match=r"in ASCII it would be xn--\w+\.xn--fiqs8s"):
        parse_recipient("a@亚马逊.中国")


def test_bare_addresses_are_taken() -> None:
    for address in ("seller-performance@amazon.com", "o'neil+x@a-b.co.uk", "a@xn--fiqs8s.xn--fiqs8s"):
        assert parse_recipient(f" {address} ") == address


@given(st.text(max_size=60))
def test_no_recipient_ever_makes_a_second_one(text: str) -> None:
    try:
        data = as_eml(letter(), f"a@b.example{text}")
    except ExportProblem:
        return
    message = opened(data)
    assert len(message["To"].addresses) == 1
    assert "Bcc" not in message


def test_documents_go_along_under_safe_names(tmp_path: Path) -> None:
    invoice = tmp_path / "发票 =1.pdf"
    invoice.write_bytes(b"%PDF-1.4 \x00\xff")
    page = tmp_path / "page.html"
    page.write_bytes(b"<b>\xff")

    message = opened(as_eml(letter(), "", read_attachments([(1, invoice), (2, page)])))

    files = list(message.iter_attachments())
    assert [item.get_filename() for item in files] == ["Exhibit-01-发票-1.pdf", "Exhibit-02-page.html"]
    assert [item.get_content_type() for item in files] == ["application/pdf", "application/octet-stream"]
    assert [item.get_content() for item in files] == [b"%PDF-1.4 \x00\xff", b"<b>\xff"]
    assert body_of(message) == "Root cause\nWe did it.\n"


def test_every_document_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportProblem, match=r"2 of the linked documents cannot be read: .*one\.pdf, .*two\\n\.pdf"):
        read_attachments([(1, tmp_path / "one.pdf"), (2, tmp_path / "two\n.pdf")])


def test_a_message_that_servers_would_refuse_is_told() -> None:
    data = as_eml(letter(), "", (Attachment("a.bin", b"x" * 16_000_000),))

    assert [str(note) for note in size_note(data)] == [
        "the message has 21 MB; many mail servers refuse more than 20 MB"
    ]
    assert size_note(b"small") == ()


def test_a_link_holds_one_value_for_each_field() -> None:
    link = as_mailto("a@b.example", "Plan & more&bcc=evil@x.example%0aBcc: y", "Line 1\nLine 2 &bcc=z")

    found = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert link.startswith("mailto:a@b.example?subject=")
    assert found == {
        "subject": ["Plan & more&bcc=evil@x.example%0aBcc: y"],
        "body": ["Line 1\r\nLine 2 &bcc=z"],
    }


def test_a_link_that_is_too_long_is_told() -> None:
    with pytest.raises(ExportProblem, match=r"the link would have 45,0\d\d characters.* 1,900 at most"):
        as_mailto("a@b.example", "", "迟" * 5_000)
    assert as_mailto("a@b.example") == "mailto:a@b.example"


def test_a_link_takes_no_subject_with_a_line_end() -> None:
    with pytest.raises(ExportProblem, match="line end"):
        as_mailto("a@b.example", "x\r\nBcc: y@z.example")
