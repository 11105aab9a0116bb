"""What leaves the house from the app: nothing private unasked, nothing over what is there, a clear answer each time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from tests.fakes import FakeClock
from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.core.letter.composing import compose
from tui.exporting import OFFERED, Desk, Order, What, carry_out, stem_of
from tui.interface import Interface
from tui.ports.browser import is_page, open_page

PRIVATE = ("secret-reason", "secret-note", "secret-silence")


@pytest.fixture
def case(content: Content, tmp_path: Path) -> Case:
    store = CaseStore(tmp_path / "data")
    made = store.create("late_shipment", "plan_of_action", "US", FakeClock().now(), "en", "1")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    made = made.with_fact("store_name", "Harbour Lane").with_claim(
        "handling_time_raised", Claim(state="not_claimed", reason="secret-reason")
    )
    made = made.with_evidence("settings_screenshot", Evidence(path=str(scan), note="secret-note"))
    made = msgspec.structs.replace(made, silenced={"rule": "secret-silence"})
    store.save(made, None, FakeClock().now())
    store.write_notice(made.id, "Amazon's notice of our own making")
    return made


@pytest.fixture
def desk(content: Content, case: Case, tmp_path: Path) -> Desk:
    folder = CaseStore(tmp_path / "data").folder(case.id)
    return Desk(content, case, compose(content, case), folder, Interface(content, "en"))


def all_bytes(path: Path) -> bytes:
    files = sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]
    found = b""
    for file in files:
        if file.suffix in (".zip", ".docx"):
            with ZipFile(file) as packed:
                found += b"".join(packed.read(name) for name in packed.namelist())
        found += file.read_bytes()
    return found


@pytest.mark.parametrize(("what", "form"), [(what, form) for what, forms in OFFERED.items() for form in forms])
def test_no_export_carries_private_notes(desk: Desk, tmp_path: Path, what: What, form: str) -> None:
    target = tmp_path / f"out.{form}"

    result = carry_out(Order(what=what, form=form, path=str(target), attach=form == "eml"), desk)

    assert result.worked, result.told
    assert f"Written: {target}" in result.told
    written = all_bytes(target)
    assert not [word for word in PRIVATE if word.encode() in written]


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "eml"])
def test_only_the_json_carries_the_trace(desk: Desk, tmp_path: Path, form: str) -> None:
    carry_out(Order(form=form, path=str(tmp_path / f"out.{form}")), desk)
    carry_out(Order(form="json", path=str(tmp_path / "out.json")), desk)

    assert b"opening_" not in all_bytes(tmp_path / f"out.{form}")
    assert b'"statement"' in all_bytes(tmp_path / "out.json")


def test_the_whole_case_is_the_pack_with_amazons_texts(desk: Desk, tmp_path: Path) -> None:
    carry_out(Order(what="case", form="folder", path=str(tmp_path / "whole")), desk)
    carry_out(Order(what="pack", form="folder", path=str(tmp_path / "pack")), desk)

    assert (tmp_path / "whole/amazon/notice.txt").read_text() == "Amazon's notice of our own making"
    assert "Amazon's texts: amazon/notice.txt" in (tmp_path / "whole/index.txt").read_text()
    assert not (tmp_path / "pack/amazon").exists()
    assert "amazon/" not in (tmp_path / "pack/index.txt").read_text()


def test_a_copy_without_names_keeps_its_key_at_home(desk: Desk, tmp_path: Path) -> None:
    assert carry_out(Order(what="copy", form="folder", path=str(tmp_path / "copy")), desk).worked

    assert b"Harbour Lane" not in all_bytes(tmp_path / "copy")
    assert b"Harbour Lane" in (desk.folder / "pseudonyms.json").read_bytes()


def test_a_draft_takes_the_documents_along_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    seen: list[str] = []
    alone = Order(form="eml", path=str(tmp_path / "a.eml"), to="notice-dispute@amazon.com")
    carry_out(alone, desk)
    carry_out(replace(alone, path=str(tmp_path / "b.eml"), attach=True), desk, lambda _d, _t, name: seen.append(name))

    assert b"Exhibit-01-scan.pdf" not in (tmp_path / "a.eml").read_bytes()
    assert b"Exhibit-01-scan.pdf" in (tmp_path / "b.eml").read_bytes()
    assert seen == ["exhibits/01-scan.pdf"]


def _existing(folder: Path) -> Path:
    (folder / "there.txt").write_text("mine")
    return folder / "there.txt"


def _link(folder: Path) -> Path:
    (folder / "real.txt").write_text("mine")
    (folder / "link.txt").symlink_to(folder / "real.txt")
    return folder / "link.txt"


@pytest.mark.parametrize(
    ("make", "refused"),
    [
        (_existing, "exists"),
        (_link, "is_link"),
        (lambda folder: folder, "is_folder"),
        (lambda folder: folder / "nowhere" / "a.txt", "no_folder"),
        (lambda folder: folder / "a\nb.txt", "bad_name"),
        (lambda folder: folder / "a\x1b]0;x\x07.txt", "bad_name"),
        (lambda folder: folder / "\u202etxt.exe", "bad_name"),
        (lambda folder: folder / ("n" * 300), "cannot_write"),
        (lambda folder: Path("/proc/version/x.txt"), "no_folder"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_place_that_will_not_do_is_told_and_left_as_it_was(
    content: Content, desk: Desk, tmp_path: Path, make: Callable[[Path], Path], refused: str, language: str
) -> None:
    target = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    result = carry_out(Order(form="txt", path=str(target)), replace(desk, interface=Interface(content, language)))

    assert result.refused == refused
    assert "\x1b" not in result.told
    assert (("已" in result.told) or ("能" in result.told) or ("没有" in result.told) or ("无法" in result.told)) == (
        language == "zh"
    )
    assert sorted(tmp_path.rglob("*")) == before
    assert all(path.read_text() == "mine" for path in (tmp_path / "there.txt", tmp_path / "real.txt") if path.exists())


@pytest.mark.parametrize("what", ["pack", "case", "copy"])
def test_a_pack_is_never_written_over_anything(desk: Desk, tmp_path: Path, what: What) -> None:
    target = tmp_path / "there"
    target.mkdir()

    assert carry_out(Order(what=what, form="folder", path=str(target)), desk).refused == "pack_exists"
    assert list(target.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)

    assert carry_out(Order(form="docx", path=str(tmp_path / "locked/a.docx")), desk).refused == "cannot_write"


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "=cmd|' /C calc'!A0", "-rf", "a\nBcc: x@example.com", "\x1b[2J", "CON", "", "长" * 300],
)
def test_a_letters_name_leads_nowhere_and_is_no_formula(desk: Desk, title: str) -> None:
    stem = stem_of(replace(desk.letter, subject=title))

    assert stem[0].isalnum()
    assert not set(stem) & set("/\\:\n\x1b=|")
    assert ".." not in stem
    assert len(stem.encode()) <= 80


@pytest.mark.parametrize(
    "to", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "A <a@b.example>", "nobody"]
)
def test_a_recipient_adds_no_header(desk: Desk, tmp_path: Path, to: str) -> None:
    result = carry_out(Order(form="eml", path=str(tmp_path / "a.eml"), to=to), desk)

    assert result.refused.startswith("address_")
    assert not (tmp_path / "a.eml").exists()


def test_a_subject_adds_no_header(desk: Desk, tmp_path: Path) -> None:
    hostile = replace(desk, letter=replace(desk.letter, subject="Plan\r\nBcc: c@d.example"))

    assert carry_out(Order(form="eml", path=str(tmp_path / "a.eml")), hostile).refused == "subject_control"
    assert not (tmp_path / "a.eml").exists()


def test_a_missing_document_is_named_before_anything_is_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").unlink()
    order = Order(what="pack", form="zip", path=str(tmp_path / "p.zip"))

    refused = carry_out(order, desk)

    assert refused.refused == "missing_files"
    assert "scan.pdf" in refused.told
    assert carry_out(replace(order, allow_missing=True), desk).worked


def test_work_that_is_stopped_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int, _name: str) -> None:
        raise StoppedError

    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoppedError):
        carry_out(Order(what="pack", form="folder", path=str(tmp_path / "p")), desk, stop)
    assert sorted(tmp_path.iterdir()) == before


def test_a_section_of_ones_own_is_exported_as_written(content: Content, desk: Desk, tmp_path: Path) -> None:
    edited = desk.case.with_section("opening", EditedSection(text="=HYPERLINK(1) [/ {{ 7*7 }}", base=""))

    carry_out(Order(form="txt", path=str(tmp_path / "a.txt")), replace(desk, letter=compose(content, edited)))

    assert "=HYPERLINK(1) [/ {{ 7*7 }}" in (tmp_path / "a.txt").read_text()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a.example/\nx", "--help",
        "Seller Central: Account", "https://a.example /x", "mailto:a@b.example", "https://[::1", "",
    ],
)  # fmt: skip
def test_only_a_web_page_is_opened(address: str) -> None:
    assert not is_page(address)
    assert not open_page(address, {"DISPLAY": ":0"})


def test_without_a_desktop_no_browser_is_started() -> None:
    assert is_page("https://sellercentral.amazon.com/performance/dashboard")
    assert not open_page("https://sellercentral.amazon.com/", {"PATH": os.environ["PATH"]})
