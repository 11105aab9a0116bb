"""Looks, guided by coverage, for inputs that break a reader: `python -m tests.faults.fuzz MINUTES`.

Each target runs in a process of its own for its share of the time; what is found is printed, and becomes a test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core.content.problems import ContentError

if TYPE_CHECKING:
    from tui.core.content.library import Content

Target = Callable[[bytes], None]


def yaml_reader(data: bytes) -> None:
    """Read the bytes as a content file."""
    from tui.core.content.yaml_reader import read_nodes

    try:
        read_nodes(data, "fuzzed.yaml")
    except ContentError:
        return


def case_file(data: bytes) -> None:
    """Open the bytes as a case."""
    from tui.core.case.case_file import read_case

    path = Path(tempfile.gettempdir()) / f"reinstate-fuzz-{os.getpid()}" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    try:
        read_case(path)
    except ContentError:
        return


def notice(data: bytes) -> None:
    """Read the bytes as a notice."""
    from tui.core.notice.reading import read_notice

    read_notice(_content(), data.decode("utf-8", "replace"))


def merge(data: bytes) -> None:
    """Put an edited section together with what is generated; no sentence of the seller's may get lost."""
    from tui.core.case.records import EditedSection
    from tui.core.letter.merging import merge_section
    from tui.core.letter.records import Sentence

    base, mine, new = (*data.decode("utf-8", "replace").split("\0"), "", "", "")[:3]
    generated = [Sentence(line, f"said_{number}") for number, line in enumerate(new.splitlines()) if line.strip()]
    merge_section(EditedSection(text=mine, base=base), generated)


def exports(data: bytes) -> None:
    """Write a letter of this text in every format that needs no font."""
    from tui.core.export.formats import export_letter
    from tui.core.export.problems import ExportProblem
    from tui.core.letter.records import Letter, Section

    text = data.decode("utf-8", "replace")
    section = Section("a", text[:60], "edited", text, text)
    letter = Letter("case", "late_shipment", "US", "en", "plan_of_action", text[:100], (section,))
    for form in ("txt", "md", "html", "docx", "eml"):
        try:
            export_letter(letter, form)
        except ExportProblem:
            continue


@cache
def _content() -> Content:
    from tui.core.content.library import open_content

    return open_content()


TARGETS: dict[str, Target] = {
    "yaml": yaml_reader, "case": case_file, "notice": notice, "merge": merge, "exports": exports,
}  # fmt: skip


def run_target(name: str, seconds: int) -> None:
    """Fuzz one target in this process until its time is over or something is found."""
    import atheris

    with atheris.instrument_imports(include=["tui.core"]):
        import tui.core.case.case_file
        import tui.core.content.yaml_reader
        import tui.core.export.formats
        import tui.core.letter.merging
        import tui.core.notice.reading  # noqa: F401
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096", "-print_final_stats=1"], TARGETS[name])
    atheris.Fuzz()


def main(minutes: float) -> int:
    """Fuzz every target in turn; return 1 where something was found."""
    found = 0
    for name in TARGETS:
        share = max(5, int(minutes * 60 / len(TARGETS)))
        ended = subprocess.run([sys.executable, "-m", "tests.faults.fuzz", "--target", name, str(share)], check=False)
        found += ended.returncode != 0
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        run_target(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
