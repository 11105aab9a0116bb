import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.export.names import MAX_BYTES, check_zip_path, safe_file_name, safe_name
from tui.core.export.problems import SENTENCES, ExportProblem, Message
from tui.core.export.saving import save


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Plan of action: Late shipment", "Plan-of-action-Late-shipment.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("C:\\Windows\\x", "C-Windows-x.txt"),
        ("=cmd()|' /C calc'!A0", "cmd-C-calc-A0.txt"),
        ("-rf", "rf.txt"),
        ("@SUM(1)", "SUM-1.txt"),
        ("CON", "file-CON.txt"),
        ("com1.backup", "file-com1.backup.txt"),
        ("a\x00b\x1b]0;x\x07\nc", "a-b-0-x-c.txt"),
        ("行动计划：迟发率", "行动计划-迟发率.txt"),
        ("...", "document.txt"),
        ("", "document.txt"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text, ".txt") == name


@given(st.text(max_size=300))
def test_a_safe_name_is_short_and_leads_nowhere(text: str) -> None:
    for name in (safe_name(text, ".docx"), safe_file_name(text, "01-")):
        assert 0 < len(name.encode()) <= MAX_BYTES
        assert not set('/\\:*?"<>|\n\r\t\x00') & set(name)
        assert name[0].isalnum()
        assert not name.endswith((".", " ", "-"))
        check_zip_path(f"exhibits/{name}")


def test_a_file_keeps_its_extension_and_loses_its_folder() -> None:
    assert safe_file_name("C:\\Users\\li\\发票 (1).PDF", "01-") == "01-发票-1.pdf"
    assert safe_file_name("/a/" + "长" * 100 + ".png").endswith("长.png")


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\b", "C:x", "", "a//b", "./a"])
def test_a_path_that_leads_out_of_a_pack_is_refused(name: str) -> None:
    with pytest.raises(ExportProblem, match="cannot be a file name"):
        check_zip_path(name)


def test_an_export_is_private(tmp_path: Path) -> None:
    path = save(tmp_path / "a.txt", "text")

    assert path.read_text(encoding="utf-8") == "text"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_kept_unless_overwriting_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(ExportProblem, match="exists already; --force overwrites it"):
        save(path, "text")
    assert path.read_text(encoding="utf-8") == "mine"
    save(path, "text", force=True)
    assert path.read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_never_written_through(force: bool, tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("mine", encoding="utf-8")
    link.symlink_to(victim)

    with pytest.raises(ExportProblem) as caught:
        save(link, "text", force=force)
    assert (caught.value.code, victim.read_text(encoding="utf-8")) == ("is_link", "mine")


@pytest.mark.parametrize(
    ("name", "code"),
    [("a\nb.txt", "bad_name"), ("a\x1b[2J.txt", "bad_name"), ("no/such.txt", "no_folder"), (".", "is_folder")],
)
def test_a_name_that_cannot_be_written_is_told(name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ExportProblem) as caught:
        save(tmp_path / name, "text", force=True)
    assert caught.value.code == code
    assert str(caught.value).isprintable()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 300, "报" * 100])
def test_a_name_that_is_too_long_for_the_disk_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportProblem, match="cannot be written: File name too long"):
        save(tmp_path / name, "text")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)

    with pytest.raises(ExportProblem, match="cannot be written: Permission denied"):
        save(folder / "a.txt", "text")


def test_what_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.core.export.saving.write_private", full)

    with pytest.raises(ExportProblem, match=r"a\.txt cannot be written: No space left on device"):
        save(tmp_path / "a.txt", "text")


def test_a_file_system_that_is_read_only_is_told() -> None:
    if not Path("/proc/version").exists():
        pytest.skip("there is no /proc here")
    with pytest.raises(ExportProblem, match="cannot be written"):
        save(Path("/proc/reinstate.txt"), "text")


def test_every_message_can_be_said_and_compared() -> None:
    names = (
        "format known near option formats least most width subject address ascii length limit characters path reason"
        " name count files file labels size"
    )
    parts = dict.fromkeys(names.split(), "{x}")
    for code in SENTENCES:
        assert "{x}" in str(Message(code, **parts)) or "{" not in SENTENCES[code]
    assert Message("note_cleaned", count="1") == Message("note_cleaned", count="1")
    assert len({Message("note_cleaned", count="1"), Message("note_cleaned", count="2")}) == 2
