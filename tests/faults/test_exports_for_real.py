"""Every export opened again by a program that is not ours."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from email.policy import default
from pathlib import Path

import pytest

from tests.conftest import Cli, Homes
from tests.terminal import Terminal
from tui.core.export.blocks import blocks, title_of
from tui.core.export.docx import as_docx
from tui.core.export.eml import Attachment, as_eml
from tui.core.export.fonts import fonts_for
from tui.core.export.html import as_html
from tui.core.export.pdf import as_pdf
from tui.core.export.problems import ExportProblem
from tui.core.letter.records import Letter, Section

HOSTILE = "<b>bold</b> </para> <img src=/etc/passwd> &amp; {nb} ${x}"
ENGLISH = (
    "Between 3 and 17 October 2026, 14 of 212 orders were confirmed late – “too late”, it’s €5 … café ™.\n"
    f"1. {'We had no rota for the cut-off time, and nobody shipped on the two holidays. ' * 3}\n"
    "2. The handling time stood at one day.\n"
    f"- {HOSTILE}\n" + "\n".join(f"Line {number} of a long letter about the same matter." for number in range(90))
)
CHINESE = (
    "2026年10月3日至17日，212 单中有 14 单迟发，迟发率为 6.6%。\n"
    f"1. {'店铺在国庆假期没有设置休假，“处理时间”仍为一天（附件1），因此无人发货。' * 3}\n"
    f"2. 仓库没有排班表，共影响 US$1,234.50。\n- {HOSTILE}\n"
    + "\n".join(f"第{number}行：同一件事。" for number in range(90))
)
JAPANESE = (
    "2026年10月3日から17日まで、212件中14件が「出荷遅延」となりました。\n"
    f"1. {'祝日の休業設定をしておらず、ハンドリングタイムが1日のままでした。' * 3}\n"
    f"2. 倉庫のシフト表がありませんでした。\n- {HOSTILE}\n"
    + "\n".join(f"{number}行目：同じ件です。" for number in range(90))
)
LETTERS = {
    "en": Letter("c", "t", "US", "en", "plan_of_action", "Plan of action: late shipment", (
        Section("a", "Root cause", "generated", ENGLISH, ENGLISH), Section("b", "Request", "generated", "Please.", ""),
    )),
    "zh": Letter("c", "t", "US", "zh", "plan_of_action", "行动计划：迟发率过高", (
        Section("a", "根本原因", "generated", CHINESE, CHINESE), Section("b", "请求", "generated", "请恢复账户。", ""),
    )),
    "ja": Letter("c", "t", "JP", "ja", "plan_of_action", "改善計画：出荷遅延率", (
        Section("a", "原因", "generated", JAPANESE, JAPANESE),
        Section("b", "お願い", "generated", "ご確認ください。", ""),
    )),
}  # fmt: skip
LIMIT = 100


def program(*names: str) -> str:
    """Return the first program that is installed, or skip the test."""
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"none of {', '.join(names)} is installed here")


def run(*arguments: str | Path, home: Path, **more: str) -> bytes:
    """Run a program in a home of its own and return what it printed."""
    done = subprocess.run(
        [str(item) for item in arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=True,
        env={**os.environ, "HOME": str(home), **more},
    )
    return done.stdout


def expected(letter: Letter, *, marks: bool = True) -> str:
    """Return all text of a letter without blanks and line breaks."""
    lines = [title_of(letter), *(item.line if marks else item.text for item in blocks(letter))]
    return tight("".join(lines))


def tight(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def text_of_pdf(path: Path, home: Path) -> str:
    return run(program("pdftotext"), "-enc", "UTF-8", path, "-", home=home).decode()


def needs_fonts(letter: Letter) -> None:
    try:
        fonts_for("迟出荷の", "ja" if letter.language == "ja" else "zh")
    except ExportProblem:
        pytest.skip("no Chinese or Japanese font is installed here")


@pytest.mark.parametrize("language", LETTERS)
def test_the_text_of_a_pdf_can_be_copied_out_again(language: str, tmp_path: Path) -> None:
    program("pdftotext")
    letter = LETTERS[language]
    if language != "en":
        needs_fonts(letter)
    path = tmp_path / "letter.pdf"
    path.write_bytes(as_pdf(letter))

    pages = text_of_pdf(path, tmp_path).rstrip("\f").split("\f")

    assert len(pages) > 2
    feet = [tight(page.rstrip().rsplit("\n", 1)[1]) for page in pages]
    assert feet == [f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    body = "".join(page.rstrip().rsplit("\n", 1)[0] for page in pages)
    assert tight(body) == expected(letter)
    if language == "en":
        words = " ".join(" ".join(page.rstrip().rsplit("\n", 1)[0] for page in pages).split())
        assert "We had no rota for the cut-off time, and nobody shipped on the two holidays. We had" in words


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_the_fonts_of_a_pdf_are_inside_it(language: str, tmp_path: Path) -> None:
    tool = program("pdffonts")
    needs_fonts(LETTERS[language])
    path = tmp_path / "letter.pdf"
    path.write_bytes(as_pdf(LETTERS[language]))

    rows = run(tool, path, home=tmp_path).decode().splitlines()[2:]

    # The last columns are: embedded, a subset, with a table of characters, object, generation.
    assert rows
    assert [row.split()[-5:-2] for row in rows] == [["yes", "yes", "yes"]] * len(rows)
    assert path.stat().st_size < 300_000


def test_documents_are_opened_by_libreoffice_with_text_numbers_and_headings(tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    program("pdftotext")
    paths = []
    for language, letter in LETTERS.items():
        paths.append(tmp_path / f"{language}.docx")
        paths[-1].write_bytes(as_docx(letter))

    run(office, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *paths, home=tmp_path)

    for language, letter in LETTERS.items():
        text = tight(text_of_pdf(tmp_path / f"{language}.pdf", tmp_path))
        # Word processors draw the mark of a bullet themselves.
        assert re.sub("[•\uf0b7-]", "", text) == re.sub("[•-]", "", expected(letter)), language


def test_a_page_is_shown_by_chromium(tmp_path: Path) -> None:
    browser = program("chromium", "chromium-browser", "google-chrome")
    page, picture = tmp_path / "letter.html", tmp_path / "letter.png"
    page.write_text(as_html(LETTERS["zh"]), encoding="utf-8")
    plain = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}")

    shown = run(browser, *plain, "--dump-dom", page.as_uri(), home=tmp_path).decode()
    run(browser, *plain, "--hide-scrollbars", "--window-size=900,1100", f"--screenshot={picture}", page.as_uri(),
        home=tmp_path)  # fmt: skip

    assert "<p>2026年10月3日至17日，212 单中有 14 单迟发，迟发率为 6.6%。</p>" in shown
    assert "<li>&lt;b&gt;bold&lt;/b&gt; &lt;/para&gt; &lt;img src=/etc/passwd&gt; &amp;amp; {nb} ${x}</li>" in shown
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 10_000
    if kept := os.environ.get("REINSTATE_KEEP_SCREENSHOT"):
        shutil.copy(picture, kept)


def test_a_draft_is_opened_by_mutt(tmp_path: Path) -> None:
    mutt = program("mutt")
    letter = LETTERS["zh"]
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    data = as_eml(letter, "seller-performance@amazon.com", [Attachment("Exhibit-01-发票.pdf", b"%PDF")])
    (tmp_path / "box" / "new" / "1.draft").write_bytes(data)
    settings = tmp_path / "muttrc"
    settings.write_text(
        f'set folder="{tmp_path}" spoolfile="{tmp_path}/box" record="" postponed="" mbox_type=Maildir move=no\n'
        'set charset=utf-8 pager="builtin" pager_stop=yes index_format="%s"\nignore *\nunignore to subject\n',
        encoding="utf-8",
    )
    argv = [mutt, "-n", "-R", "-F", str(settings), "-f", str(tmp_path / "box")]
    env = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    with Terminal(argv, env=env, size=(100, 40)) as terminal:
        terminal.wait_for("行动计划：迟发率过高")
        terminal.write("\r")
        terminal.wait_for("seller-performance@amazon.com")
        terminal.wait_for("2026年10月3日至17日，212 单中有 14 单迟发")
        terminal.write("v")
        terminal.wait_for("Exhibit-01-发票.pdf")
        terminal.write("qqq")
        terminal.wait_for_end()


def test_a_draft_is_read_by_the_email_package_in_every_language() -> None:
    for letter in LETTERS.values():
        message = email.message_from_bytes(as_eml(letter, "a@amazon.com"), policy=default)

        assert message["Subject"] == letter.subject
        assert tight(message.get_content()) == expected(letter).removeprefix(tight(letter.subject))


def test_the_hashes_of_a_pack_are_checked_by_sha256sum(cli: Cli, tmp_path: Path) -> None:
    checker = program("sha256sum")
    evidence = tmp_path / "发票 1.pdf"
    evidence.write_bytes(b"%PDF" * 1000)
    case_id = cli("new", "--type", "late_shipment").out.strip()
    cli("set", case_id, "--evidence", f"shipping_report={evidence}")
    assert cli("pack", case_id, str(tmp_path / "pack")).status == 0

    done = subprocess.run(
        [checker, "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "pack", capture_output=True, check=True
    )

    assert done.stdout.count(b": OK") == 5


@pytest.mark.parametrize("form", ["docx", "pdf", "eml"])
def test_a_pipe_gets_the_bytes_as_they_are(form: str, cli: Cli, homes: Homes, tmp_path: Path) -> None:
    case_id = cli("new", "--type", "late_shipment", "--set", "store_name=X").out.strip()

    piped = run(sys.executable, "-m", "tui", "render", case_id, "--format", form, home=tmp_path)

    assert piped.startswith({"docx": b"PK", "pdf": b"%PDF", "eml": b"Subject: "}[form])
    assert b"\r\r\n" not in piped
