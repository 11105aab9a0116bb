import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.core.case.records import Case, Evidence
from tui.core.content.library import Content
from tui.core.export.evidence_pack import Exhibit, exhibits_of, write_pack
from tui.core.export.problems import ExportProblem
from tui.core.letter.composing import compose
from tui.core.letter.records import Letter, Section

LETTER = Letter(
    "secret-case", "late_shipment", "US", "en", "plan_of_action", "Plan", (Section("a", "A", "generated", "T", "T"),)
)
MakeExhibit = Callable[[int, str, bytes], Exhibit]


@pytest.fixture
def exhibit(tmp_path: Path) -> MakeExhibit:
    def make(number: int, name: str, data: bytes) -> Exhibit:
        source = tmp_path / "held" / name
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        return Exhibit(number, f"doc{number}", f"Paper {number}", source, hashlib.sha256(data).hexdigest())

    return make


def read(target: Path) -> dict[str, bytes]:
    if target.is_dir():
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    with zipfile.ZipFile(target) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_pack_holds_the_letter_the_numbered_exhibits_an_index_and_true_hashes(
    name: str, exhibit: MakeExhibit, tmp_path: Path
) -> None:
    exhibits = (exhibit(1, "发票 =1.PDF", b"one"), exhibit(2, "x", b"two" * 1_000_000))

    made = write_pack(tmp_path / name, LETTER, exhibits)

    found = read(made.path)
    assert sorted(found) == sorted(made.files) == [
        "SHA256SUMS", "exhibits/01-发票-1.pdf", "exhibits/02-x", "index.txt", "letter.docx", "letter.txt",
        "manifest.json",
    ]  # fmt: skip
    manifest = json.loads(found["manifest.json"])
    assert manifest["files"][0] == {
        "path": "exhibits/01-发票-1.pdf",
        "sha256": hashlib.sha256(b"one").hexdigest(),
        "bytes": 3,
        "exhibit": 1,
        "document": "doc1",
        "title": "Paper 1",
        "original": "发票 =1.PDF",
    }
    for record in manifest["files"]:
        assert record["sha256"] == hashlib.sha256(found[record["path"]]).hexdigest()
        assert record["bytes"] == len(found[record["path"]])
    sums = {line[66:]: line[:64] for line in found["SHA256SUMS"].decode().splitlines()}
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in found.items() if path != "SHA256SUMS"}
    assert "Exhibit 2: Paper 2\n  File: exhibits/02-x\n" in found["index.txt"].decode()
    assert not [path for path, data in found.items() if b"secret" in data or bytes(tmp_path) in data]
    assert made.notes == ()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["held", name]


def test_a_pack_is_private(exhibit: MakeExhibit, tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", LETTER, [exhibit(1, "a.pdf", b"one")])
    write_pack(tmp_path / "pack.zip", LETTER, [])

    for path in (tmp_path / "pack").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert stat.S_IMODE((tmp_path / "pack.zip").stat().st_mode) == 0o600


def test_the_same_pack_has_the_same_files_each_time(exhibit: MakeExhibit, tmp_path: Path) -> None:
    exhibits = [exhibit(1, "a.pdf", b"one")]

    first, second = (read(write_pack(tmp_path / name, LETTER, exhibits).path) for name in ("a.zip", "b.zip"))

    assert first["exhibits/01-a.pdf"] == second["exhibits/01-a.pdf"]
    assert first["index.txt"] == second["index.txt"]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_missing_documents_are_all_named_and_nothing_is_written(
    name: str, exhibit: MakeExhibit, tmp_path: Path
) -> None:
    gone = Exhibit(2, "b", "Paper b", tmp_path / "gone\x1b.pdf")
    folder = Exhibit(3, "c", "Paper c", tmp_path)
    exhibits = [exhibit(1, "a.pdf", b"one"), gone, folder]

    with pytest.raises(ExportProblem, match=r"2 of the linked documents cannot be read: .*gone\\x1b\.pdf, "):
        write_pack(tmp_path / name, LETTER, exhibits)
    assert not (tmp_path / name).exists()

    made = write_pack(tmp_path / name, LETTER, exhibits, allow_missing=True)
    assert [note.code for note in made.notes] == ["note_missing", "note_missing"]
    assert "Exhibit 2: Paper b\n  Not enclosed\n" in read(made.path)["index.txt"].decode()
    assert json.loads(read(made.path)["manifest.json"])["missing"][0] == {
        "exhibit": 2, "document": "b", "title": "Paper b",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
@pytest.mark.parametrize("made", ["file", "folder", "link"])
def test_a_pack_is_never_written_over_anything(name: str, made: str, tmp_path: Path) -> None:
    target = tmp_path / name
    if made == "file":
        target.write_text("mine", encoding="utf-8")
    elif made == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")

    with pytest.raises(ExportProblem, match="never written over anything"):
        write_pack(target, LETTER, [])
    assert [item.name for item in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_what_appears_while_a_pack_is_made_is_kept(name: str, exhibit: MakeExhibit, tmp_path: Path) -> None:
    target = tmp_path / name

    def appear(done: int, total: int, _name: str) -> None:
        if done == total and not target.exists():
            target.write_text("mine", encoding="utf-8")

    with pytest.raises(ExportProblem, match="never written over anything"):
        write_pack(target, LETTER, [exhibit(1, "a.pdf", b"one")], progress=appear)
    assert target.read_text(encoding="utf-8") == "mine"


def test_progress_is_told_and_stopping_leaves_nothing(exhibit: MakeExhibit, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, name: str) -> None:
        seen.append((done, total, name))
        if done > 2_000_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pack(tmp_path / "pack.zip", LETTER, [exhibit(1, "a.pdf", b"x" * 4_000_000)], progress=stop)
    assert seen[0] == (1 << 20, 4_000_000, "exhibits/01-a.pdf")
    assert [item.name for item in tmp_path.iterdir()] == ["held"]

    seen.clear()
    write_pack(tmp_path / "pack", LETTER, [exhibit(1, "a.pdf", b"x")], progress=lambda *now: seen.append(now))
    assert seen == [(1, 1, "exhibits/01-a.pdf"), (1, 1, "")]


def test_a_document_that_changed_since_it_was_linked_is_told(exhibit: MakeExhibit, tmp_path: Path) -> None:
    linked = exhibit(1, "a.pdf", b"one")
    linked.source.write_bytes(b"other")

    assert [note.code for note in write_pack(tmp_path / "pack", LETTER, [linked]).notes] == ["note_changed"]


@pytest.mark.parametrize(
    ("name", "code"), [("a\nb", "bad_name"), ("no/such", "no_folder"), ("x" * 300, "cannot_write")]
)
def test_a_target_that_cannot_be_is_told(name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ExportProblem) as caught:
        write_pack(tmp_path / name, LETTER, [])
    assert caught.value.code == code


def test_a_folder_that_cannot_be_written_is_told() -> None:
    if not Path("/proc/version").exists():
        pytest.skip("there is no /proc here")
    with pytest.raises(ExportProblem, match="cannot be written"):
        write_pack(Path("/proc/pack"), LETTER, [])


def test_exhibits_have_the_numbers_by_which_the_letter_cites_them(
    late_shipment: Content, a_case: Case, tmp_path: Path
) -> None:
    record = late_shipment.type("late_shipment").type
    needed = [need.id for need in record.documents]
    case = a_case
    for name in reversed([*needed, "a_retired_kind"]):
        case = case.with_evidence(name, Evidence(path=f"{name}.pdf"))
    (tmp_path / f"{needed[0]}.pdf").write_bytes(b"x")

    exhibits = exhibits_of(late_shipment, case, tmp_path)

    documents = next(item for item in compose(late_shipment, case).sections if f"({needed[0]}.pdf)" in item.text)
    assert [f"Exhibit {item.number}: {item.title} ({item.source.name})" for item in exhibits] == [
        line for line in documents.text.split("\n") if line.startswith("Exhibit ")
    ]
    assert exhibits[0].source == tmp_path / f"{needed[0]}.pdf"
    assert os.fspath(exhibits[-1].source).endswith("a_retired_kind.pdf")


@pytest.fixture
def a_case() -> Case:
    from datetime import UTC, datetime

    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return Case(id="c", type="late_shipment", response="plan_of_action", marketplace="US", created=moment)
