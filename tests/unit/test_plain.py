"""The wizard line by line: a scripted person answers, everything is saved, and leaving loses nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import Homes
from tests.fakes import FakeClock
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.interface import Interface
from tui.plain.console import Console
from tui.plain.wizard import Wizard
from tui.ports.clipboard import CopyOutcome
from tui.session import CaseSession

ROOT = Path(__file__).resolve().parents[2]
NOTICE = (
    "Hello,\r\n\r\nYour late shipment rate is 7.4% over the past 30 days, above our target of 4%.\n"
    "Order 113-1234567-1234567 was confirmed after its expected ship date.\n"
    "Please send us a plan of action.\nSeller Performance Team, Amazon.com"
)
TO_NEW_CASE = ("3", "", "1", "US")


@dataclass
class Person:
    """Answers questions: by what the question says where a rule fits, else from the list, and then closes the input."""

    answers: list[str] = field(default_factory=list)
    rules: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)

    def read(self, prompt: str) -> str:
        self.asked.append(prompt)
        for words, answers in self.rules.items():
            if words in prompt and answers:
                return answers.pop(0)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def copy(self, text: str) -> CopyOutcome:
        self.copied.append(text)
        return CopyOutcome("checked", "fake", len(text), None)

    @property
    def all_heard(self) -> str:
        return "\n".join(self.heard)


Walk = Callable[..., Person]


@pytest.fixture
def walk(store: CaseStore, content: Content) -> Walk:
    def with_answers(answers: Iterable[str], rules: dict[str, list[str]] | None = None, language: str = "en") -> Person:
        person = Person(list(answers), rules or {})
        session = CaseSession(content, store, FakeClock())
        console = Console(person.read, person.heard.append, Interface(content, language))
        Wizard(session, console, person.copy).run()
        return person

    return with_answers


def type_numbers(content: Content, name: str) -> tuple[str, str]:
    """The numbers of a type's group and of the type in it."""
    entry = next(item for item in content.index.types if item.id == name)
    groups = [group.id for group in content.index.groups]
    inside = [item.id for item in content.index.types if item.group == entry.group]
    return str(groups.index(entry.group) + 1), str(inside.index(name) + 1)


def begin(content: Content, name: str = "late_shipment") -> list[str]:
    """Choose a type by hand, take the usual store and the usual kind of answer."""
    return ["3", *type_numbers(content, name), "", ""]


def test_a_pasted_notice_becomes_a_case_with_the_facts_that_were_confirmed(walk: Walk, store: CaseStore) -> None:
    person = walk(["1", *NOTICE.split("\n"), ".", "1", "", "y", "n", ":q"])
    [kept] = store.cases()
    case = store.open(kept.id)
    assert (case.type, case.facts) == ("late_shipment", {"late_rate": "7.4"})
    assert store.read_notice(case.id) == NOTICE.replace("\r\n", "\n").replace("\r", "\n")
    assert any("late shipment rate" in line for line in person.heard)


def test_a_paste_that_comes_as_one_line_is_taken_apart(walk: Walk, store: CaseStore) -> None:
    walk(["1", NOTICE + "\n.", "1", "", ":q"])
    assert [item.type for item in store.cases()] == ["late_shipment"]


def test_a_value_that_does_not_fit_is_asked_again_with_the_reason(
    walk: Walk, store: CaseStore, content: Content
) -> None:
    person = walk([*begin(content), "Harbour Lane", "11/12/26", "2026-11-05", ":q"])
    assert "can be read in two ways" in person.all_heard
    [kept] = store.cases()
    assert store.open(kept.id).facts == {"store_name": "Harbour Lane", "notice_date": "2026-11-05"}


def test_a_question_mark_says_why_and_asks_again(walk: Walk, content: Content) -> None:
    person = walk([*begin(content), "?", ":q"])
    names = [question for question in person.asked if question.startswith("Store name")]
    assert len(names) == 2


def test_leaving_in_the_middle_of_a_claim_keeps_what_was_said_of_it(
    walk: Walk, store: CaseStore, content: Content
) -> None:
    rules = {
        "handling time in the settings": ["y"],
        "Number (Enter to decide": ["1"],
        "Day it was done": ["2026-11-06"],
        "Handling time before": [":q"],
    }
    person = walk([*begin(content), *[""] * 40], rules)
    [kept] = store.cases()
    claims = store.open(kept.id).claims
    assert claims["handling_time_too_short"].state == "done"
    assert claims["handling_time_raised"].date == "2026-11-06"
    assert not rules["Handling time before"]
    assert person.heard[-1] == f"Saved as {kept.id}. reinstate --plain goes on with it."


def test_a_case_that_was_left_is_resumed_at_the_menu_and_asks_only_what_is_missing(
    walk: Walk, content: Content
) -> None:
    walk([*begin(content), "Harbour Lane", ":q"])
    person = walk(["4", "facts", "2026-11-05", ":q"])
    assert not any(question.startswith("Store name") for question in person.asked)
    assert any(question.startswith("Date of the notice") for question in person.asked)


def test_what_was_typed_is_emptied_by_its_word(walk: Walk, store: CaseStore, content: Content) -> None:
    walk([*begin(content), "Harbour Lane", ":m", "all_facts", ":-", ":q"])
    [kept] = store.cases()
    assert store.open(kept.id).facts == {}


def test_the_letter_is_read_with_sections_gaps_and_findings(walk: Walk, content: Content) -> None:
    person = walk([*begin(content), "Harbour Lane", ":m", "letter", ":q"])
    heard = person.all_heard
    assert "Section 1, Summary: generated" in heard
    assert "Gap: Date of the notice" in heard
    assert "Error: " in heard


def test_a_letter_with_gaps_is_copied_only_after_a_question(walk: Walk, content: Content) -> None:
    assert walk([*begin(content), ":m", "copy", "n", ":q"]).copied == []
    person = walk([*begin(content), ":m", "copy", "y", ":q"])
    assert person.copied[0].startswith("Summary")
    assert "Copied and checked" in person.all_heard


def test_the_letter_is_written_to_a_file_and_not_over_one_unasked(walk: Walk, content: Content, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    walk([*begin(content), ":m", "export", "txt", str(target), ":q"])
    assert target.read_text(encoding="utf-8").startswith("Summary")
    target.write_text("mine", encoding="utf-8")
    walk([*begin(content), ":m", "export", "txt", str(target), "n", ":q"])
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_document_is_linked_by_its_path(walk: Walk, store: CaseStore, content: Content, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text("orders", encoding="utf-8")
    walk([*begin(content), ":m", "documents", str(report), ":q"])
    [kept] = store.cases()
    assert store.open(kept.id).evidence["shipping_report"].path == str(report)


@pytest.mark.parametrize("leaving", [":q", ":Q", "：ｑ"])
def test_every_prompt_can_be_left(walk: Walk, store: CaseStore, content: Content, leaving: str) -> None:
    way = [*begin(content), "Harbour Lane", "2026-11-05", "", "", "", "", "", ""]
    for length in range(len(way)):
        person = walk([*way[:length], leaving])
        assert person.answers == []
    person = walk(way)
    assert person.heard[-1].startswith("Saved as ")


def test_a_notice_of_which_only_a_part_was_pasted_waits_for_the_next_case(
    walk: Walk, store: CaseStore, content: Content
) -> None:
    walk(["1", "Dear seller,", ":q"])
    walk([*begin(content), ":q"])
    [kept] = store.cases()
    assert store.read_notice(kept.id) == "Dear seller,"


def test_the_wizard_speaks_chinese(walk: Walk, store: CaseStore, content: Content) -> None:
    person = walk(["1", *NOTICE.split("\n"), "。", "1", "", "是", "否", "", "海港", ":q"], language="zh")
    [kept] = store.cases()
    assert store.open(kept.id).facts == {"late_rate": "7.4", "store_name": "海港"}
    assert "迟发率" in person.all_heard


def test_nothing_in_a_text_steers_the_terminal(walk: Walk, content: Content) -> None:
    person = walk([*begin(content), "Har\x1b]0;x\x07bour", ":m", "letter", ":q"])
    assert "\x1b" not in person.all_heard + "".join(person.asked)


def test_every_type_can_be_walked_through_with_empty_answers(walk: Walk, content: Content) -> None:
    for entry in content.index.types:
        person = walk([*begin(content, entry.id), *[""] * 200])
        assert any(question.startswith("Number (Enter: ") for question in person.asked), entry.id


def test_the_wizard_runs_in_a_pipe_and_imports_no_textual(homes: Homes) -> None:
    code = (
        "import sys\nfrom tui.cli import run\nstatus = run(['--plain'])\n"
        "print(sorted({'textual', 'rich'} & set(sys.modules)))\nsys.exit(status)"
    )
    answers = "\n".join(["1", NOTICE.replace("\r", ""), ".", "1", "", "y", "y", "", "海港", ":m", "letter", ":q"])
    ran = subprocess.run(
        [sys.executable, "-c", code], input=answers.encode(), capture_output=True, cwd=ROOT, check=False, timeout=60
    )
    told = ran.stdout.decode()
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert told.rstrip().endswith("[]")
    assert "Section 1" in told
