"""Two people with two clones of a case, with real git: what git can put together it does, the rest is asked."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.core.case.conflicted import ConflictedCaseError
from tui.core.case.journal import read_journal, replayed
from tui.core.case.records import Case, Claim, EditedSection, Evidence
from tui.core.case.store import CaseStore

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass
class Clone:
    """One person's clone with a store over it."""

    folder: Path
    store: CaseStore

    def git(self, *arguments: str, check: bool = True) -> str:
        named = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null")
        done = subprocess.run(
            ["git", *named, *arguments], cwd=self.folder, check=check, capture_output=True, text=True, timeout=60
        )
        return done.stdout

    def change(self, case: Case, after: Case) -> None:
        self.store.save(after, self.store.open(case.id), NOW)
        self.git("add", "-A")
        self.git("commit", "-qm", "change")

    def merged(self, case: Case) -> str:
        """Fetch and merge what the other one pushed; return what git says is in conflict."""
        self.git("pull", "-q", "--no-rebase", "--no-edit", check=False)
        return self.git("diff", "--name-only", "--diff-filter=U").strip()

    def case_file(self, case: Case) -> Path:
        return self.store.folder(case.id) / "case.yaml"


@dataclass
class Team:
    """Two clones of one case."""

    ours: Clone
    theirs: Clone
    case: Case

    def both(self, ours: Case, theirs: Case) -> str:
        self.theirs.change(self.case, theirs)
        self.theirs.git("push", "-q")
        self.ours.change(self.case, ours)
        return self.ours.merged(self.case)


SECTIONS = {
    name: EditedSection(text=f"First of {name}.\nSecond of {name}.\nThird.", base="x\ny", statements=("a", "b"))
    for name in ("closing", "corrective", "opening")
}


@pytest.fixture
def team(tmp_path: Path) -> Team:
    mine = tmp_path / "mine"
    store = CaseStore(mine)
    made = store.create("late_shipment", "plan_of_action", "US", NOW)
    full = made
    for name in ("asins", "late_count", "late_rate", "order_count", "store_name"):
        full = full.with_fact(name, f"{name} 1")
    for name in ("holiday_not_set", "order_limit", "raised"):
        full = full.with_claim(name, Claim(state="planned", due="2026-12-01"))
    for name, section in SECTIONS.items():
        full = full.with_section(name, section)
    store.save(full, made, NOW)
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", tmp_path / "shared"], check=True)
    ours = Clone(store.root, store)
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "made")):
        ours.git(*command)
    ours.git("remote", "add", "origin", str(tmp_path / "shared"))
    ours.git("push", "-qu", "origin", "main")
    (tmp_path / "theirs").mkdir()
    subprocess.run(["git", "clone", "-q", tmp_path / "shared", tmp_path / "theirs" / "cases"], check=True)
    their_store = CaseStore(tmp_path / "theirs")
    return Team(ours, Clone(their_store.root, their_store), full)


def with_text(case: Case, name: str, text: str) -> Case:
    return case.with_section(name, EditedSection(text=text, base="x\ny", statements=("a", "b")))


def test_changes_of_neighbouring_facts_and_claims_go_together(team: Team) -> None:
    ours = team.case.with_fact("late_rate", "6.6").with_claim("order_limit", Claim(state="done", date="2026-11-06"))
    theirs = team.case.with_fact("late_count", "14").with_claim("raised", Claim(state="done", date="2026-11-07"))

    assert team.both(ours, theirs) == ""
    found = team.ours.store.open(team.case.id)
    assert (found.facts["late_rate"], found.facts["late_count"]) == ("6.6", "14")
    assert (found.claims["order_limit"].date, found.claims["raised"].date) == ("2026-11-06", "2026-11-07")


def test_changes_of_different_sections_go_together(team: Team) -> None:
    ours = with_text(team.case, "closing", "Mine.\nAll mine.")
    theirs = with_text(team.case, "corrective", "Theirs.\nAll theirs.")

    assert team.both(ours, theirs) == ""
    found = team.ours.store.open(team.case.id)
    assert (found.sections["closing"].text, found.sections["corrective"].text) == (
        "Mine.\nAll mine.",
        "Theirs.\nAll theirs.",
    )


def test_the_journal_keeps_the_lines_of_both_and_undo_stops_at_the_merge(team: Team) -> None:
    team.both(team.case.with_fact("late_rate", "6.6"), team.case.with_fact("late_count", "14"))
    found = team.ours.store.open(team.case.id)
    after = found.with_fact("store_name", "New")
    team.ours.store.save(after, found, NOW)

    journal = read_journal(team.ours.store.folder(found.id))
    changed = [change.path[-1] for entry in journal.entries for change in entry.changes]
    assert {"late_rate", "late_count"} <= set(changed)
    assert journal.damaged == ()
    assert replayed(journal, after).undo[-1] == found


def test_where_both_changed_one_section_both_texts_are_kept_and_the_app_asks(team: Team) -> None:
    ours = with_text(team.case, "closing", "First of closing.\nMy second.\nThird.").with_fact("late_rate", "6.6")
    theirs = with_text(team.case, "closing", "First of closing.\nTheir second.\nThird.")

    assert team.both(ours, theirs).endswith("case.yaml")
    marked = team.ours.case_file(team.case).read_bytes()
    with pytest.raises(
        ConflictedCaseError, match=r"git left two versions .* they differ in 1: sections\.closing"
    ) as caught:
        team.ours.store.open(team.case.id)
    conflicted = caught.value.conflicted
    (question,) = conflicted.questions
    assert (question.mine["text"], question.theirs["text"]) == (
        "First of closing.\nMy second.\nThird.", "First of closing.\nTheir second.\nThird.",
    )  # fmt: skip
    assert team.ours.case_file(team.case).read_bytes() == marked

    chosen = conflicted.answered({question.path: "theirs"})
    kept = team.ours.store.settle(caught.value, chosen, NOW)
    assert kept.read_bytes() == marked
    assert team.ours.store.open(team.case.id) == chosen == theirs.with_fact("late_rate", "6.6")


def test_two_new_facts_in_one_place_are_both_kept_without_a_question(team: Team) -> None:
    ours = team.case.with_fact("late_orders", "1").with_evidence("report", Evidence(path="a"))
    theirs = team.case.with_fact("late_noted", "2").with_evidence("proof", Evidence(path="b"))

    assert team.both(ours, theirs).endswith("case.yaml")
    with pytest.raises(ConflictedCaseError, match="go together without a question") as caught:
        team.ours.store.open(team.case.id)
    found = caught.value.conflicted
    assert found.questions == ()
    merged = found.answered({})
    assert (merged.facts["late_orders"], merged.facts["late_noted"], sorted(merged.evidence)) == (
        "1",
        "2",
        ["proof", "report"],
    )


def test_one_fact_with_two_values_is_one_question(team: Team) -> None:
    team.both(team.case.with_fact("late_rate", "6.6"), team.case.with_fact("late_rate", "7.1"))
    with pytest.raises(ConflictedCaseError) as caught:
        team.ours.store.open(team.case.id)
    (question,) = caught.value.conflicted.questions

    assert (question.path, question.mine, question.theirs) == (("facts", "late_rate"), "6.6", "7.1")
    with pytest.raises(KeyError):
        caught.value.conflicted.answered({})


def test_a_damaged_case_with_marks_is_still_told_as_damaged(team: Team) -> None:
    path = team.ours.case_file(team.case)
    path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\nid: [\n=======\n>>>>>>> x\n")

    listed = team.ours.store.cases()
    assert "case.yaml" in listed[0].problem


def test_a_text_that_only_looks_like_marks_is_no_conflict(team: Team) -> None:
    case = with_text(team.case, "closing", "<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> x")
    team.ours.store.save(case, team.case, NOW)

    assert CaseStore(team.ours.store.root.parent).open(case.id) == case
