import json
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_letter_composing import FACTS, RAISED, case
from tui.core.case.history import earlier_claims, history, old_claims, old_facts, recovered, write_recovered
from tui.core.case.journal import (
    Journal,
    Step,
    StepKind,
    append_event,
    append_steps,
    changes_between,
    read_journal,
    replayed,
)
from tui.core.case.records import Case, Claim, Evidence
from tui.core.case.store import CaseStore
from tui.core.content.library import Content
from tui.core.content.records import StateWording
from tui.core.letter.composing import compose
from tui.core.letter.figures import figures
from tui.core.letter.merging import Choice, edited_section, merge_section, section_state
from tui.core.letter.stale import scan

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def made(store: CaseStore) -> Case:
    return store.create("late_shipment", "plan_of_action", "US", NOW)


def saved(store: CaseStore, before: Case, *after: Case) -> Case:
    for number, following in enumerate(after, start=1):
        store.save(following, before, minutes(number))
        before = following
    return before


def stacks(store: CaseStore, of: Case) -> tuple[list[Case], list[Case]]:
    found = replayed(read_journal(store.folder(of.id)), of)
    return list(found.undo), list(found.redo)


@pytest.fixture
def own_store(tmp_path: Path) -> CaseStore:
    return CaseStore(tmp_path)


def test_after_a_restart_undo_leads_back_step_by_step(own_store: CaseStore) -> None:
    first = made(own_store)
    second = first.with_fact("late_rate", "6.6")
    third = second.with_claim("raised", Claim(state="done", date="2026-11-06"))
    saved(own_store, first, second, third)

    undo, redo = stacks(own_store, third)

    assert undo[-2:] == [first, second]
    assert redo == []


def test_what_was_undone_before_the_restart_can_be_made_again_after_it(own_store: CaseStore) -> None:
    first = made(own_store)
    second, third = first.with_fact("a", "1"), first.with_fact("a", "1").with_fact("b", "2")
    saved(own_store, first, second, third)
    own_store.save(first, third, NOW, (Step(second, "undo"), Step(first, "undo")))

    undo, redo = stacks(own_store, first)

    assert redo == [third, second]
    assert first not in undo


def test_typing_on_in_one_place_is_one_step(own_store: CaseStore) -> None:
    first = made(own_store)
    rates = [first.with_fact("late_rate", text) for text in ("6", "6.", "6.6")]
    own_store.save(rates[0], first, NOW, (Step(rates[0]),))
    own_store.save(rates[1], rates[0], NOW, (Step(rates[1], joins=True),))
    own_store.save(rates[2], rates[1], NOW, (Step(rates[2], joins=True),))

    undo, _ = stacks(own_store, rates[2])

    assert undo[-1] == first
    assert [item.name for step in history(read_journal(own_store.folder(first.id))) for item in step.happened] == [
        "", "late_rate",
    ]  # fmt: skip


def test_undo_never_takes_back_what_another_program_changed(own_store: CaseStore, tmp_path: Path) -> None:
    first = made(own_store)
    own = saved(own_store, first, first.with_fact("a", "1"))
    path = own_store.folder(first.id) / "case.yaml"
    path.write_bytes(path.read_bytes().replace(b'a: "1"', b'a: "1"\n  b: "theirs"'))
    again = CaseStore(tmp_path)
    found = again.open(first.id)
    after = saved(again, found, found.with_fact("c", "3"))

    undo, _ = stacks(again, after)

    assert undo == [found]
    assert found.facts == {**own.facts, "b": "theirs"}
    kinds = [entry.kind for entry in read_journal(again.folder(first.id)).entries]
    assert kinds == ["change", "change", "outside", "change"]


@pytest.mark.parametrize(
    "torn", [b'{"at": "2026-11-2', b"\x00\xff\xfe", b"[]", b'{"at": 5}', b'{"at":"2026-01-01","changes":[{}]}']
)
def test_a_torn_last_line_costs_that_line_alone(torn: bytes, own_store: CaseStore) -> None:
    first = made(own_store)
    own = saved(own_store, first, first.with_fact("a", "1"))
    path = own_store.folder(first.id) / "journal.jsonl"
    with path.open("ab") as stream:
        stream.write(torn)
    after = saved(own_store, own, own.with_fact("b", "2"))

    found = read_journal(path.parent)
    assert (len(found.entries), found.damaged) == (3, (3,))
    assert stacks(own_store, after)[0][-2:] == [first, own]


def test_the_journal_is_private_and_a_missing_one_is_empty(own_store: CaseStore, tmp_path: Path) -> None:
    first = made(own_store)

    assert stat.S_IMODE((own_store.folder(first.id) / "journal.jsonl").stat().st_mode) == 0o600
    assert read_journal(tmp_path) == Journal()


def test_a_line_says_the_smallest_place_that_changed(own_store: CaseStore) -> None:
    first = made(own_store).with_claim("x", Claim(state="done", date="2026-11-06"))
    after = first.with_claim("x", Claim(state="done", date="2026-11-08"))

    assert changes_between(first, after) == [
        {"path": ["claims", "x", "date"], "old": "2026-11-06", "new": "2026-11-08"}
    ]


def test_history_names_what_was_done_with_its_time(own_store: CaseStore) -> None:
    first = made(own_store)
    a = first.with_fact("late_rate", "6.6")
    b = a.with_fact("late_rate", "7.1")
    c = b.with_evidence("report", Evidence(path="a.csv"))
    d = c.with_evidence("report", None)
    saved(own_store, first, a, b, c, d)
    append_event(own_store.folder(first.id), minutes(9), {"what": "sent", "submission": 1})

    steps = history(read_journal(own_store.folder(first.id)))

    assert [(item.key, item.name, item.old, item.new) for step in steps for item in step.happened][:3] == [
        ("history.created", "", None, None),
        ("history.facts.set", "late_rate", None, "6.6"),
        ("history.facts.changed", "late_rate", "6.6", "7.1"),
    ]
    assert [item.key for step in steps[3:] for item in step.happened] == [
        "history.evidence.set", "history.evidence.removed",
    ]  # fmt: skip
    assert (steps[-1].kind, dict(steps[-1].event)) == ("event", {"what": "sent", "submission": 1})
    assert [step.at for step in steps] == [NOW, *map(minutes, range(1, 5)), minutes(9)]


def test_the_values_that_once_stood_are_known(own_store: CaseStore) -> None:
    first = made(own_store)
    a = first.with_fact("asins", ("B0AAAAAAA1", "B0AAAAAAA2")).with_fact("rate", "6.6")
    b = a.with_claim("x", Claim(state="done", date="2026-11-06", details={"units": "4"}))
    c = b.with_fact("asins", ("B0AAAAAAA2",)).with_fact("rate", "7.1")
    d = c.with_claim("x", Claim(state="done", date="2026-11-08", details={"units": "5"}))
    e = d.with_claim("x", Claim(state="not_claimed"))
    saved(own_store, first, a, b, c, d, e)
    journal = read_journal(own_store.folder(first.id))

    assert old_facts(journal, e) == {"asins": ("B0AAAAAAA1",), "rate": ("6.6",)}
    assert old_claims(journal, d) == {"x.date": ("2026-11-06",), "x.units": ("4",)}
    assert earlier_claims(journal, e) == {"x": d.claims["x"]}
    assert earlier_claims(journal, d) == {}


@pytest.mark.parametrize("damage", [b"", b"id: [", b"\xff\xfe\x00", b"just text"])
def test_a_case_whose_file_is_damaged_comes_back_from_its_journal(damage: bytes, own_store: CaseStore) -> None:
    first = made(own_store)
    own = saved(own_store, first, first.with_fact("a", "1"), first.with_fact("a", "一"))
    own_store.write_notice(own.id, "Your account")
    folder = own_store.folder(own.id)
    (folder / "case.yaml").write_bytes(damage)

    found = recovered(folder)
    assert found is not None
    path = write_recovered(folder, found.case)
    other = write_recovered(folder, found.case)

    assert (found.case, found.at, found.damaged) == (own, minutes(2), 0)
    assert (folder / "case.yaml").read_bytes() == damage
    assert [path.name, other.name] == ["case.recovered-1.yaml", "case.recovered-2.yaml"]
    assert own_store.read_notice(own.id) == "Your account"
    (folder / "case.yaml").write_bytes(path.read_bytes())
    assert own_store.open(own.id) == own


def test_nothing_is_made_up_where_the_journal_leads_to_no_whole_case(tmp_path: Path) -> None:
    append_steps(tmp_path, None, [], NOW)
    assert recovered(tmp_path) is None
    (tmp_path / "journal.jsonl").write_text(
        json.dumps({"at": NOW.isoformat(), "changes": [{"path": ["facts", "a"], "old": None, "new": "1"}]}) + "\n"
    )
    assert recovered(tmp_path) is None


def test_a_journal_that_git_merged_by_lines_is_read(own_store: CaseStore) -> None:
    first = made(own_store)
    own = saved(own_store, first, first.with_fact("a", "1"))
    path = own_store.folder(first.id) / "journal.jsonl"
    line = path.read_text().splitlines()[-1]
    path.write_text(path.read_text() + f"<<<<<<< HEAD\n{line.replace('late_rate', 'b')}\n=======\n>>>>>>> theirs\n")

    assert len(read_journal(path.parent).entries) == 3
    assert own.facts == {"a": "1"}


@pytest.mark.parametrize("size", [0, 3])
def test_a_full_disk_leaves_a_journal_that_can_be_gone_on_with(
    size: int, own_store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(own_store)
    path = own_store.folder(first.id) / "journal.jsonl"
    with path.open("ab") as stream:
        stream.write(b'{"a'[:size])
    after = saved(own_store, first, first.with_fact("a", "1"))

    assert read_journal(path.parent).entries[-1].changes[0].new == "1"
    assert path.stat().st_size > 0
    assert after.facts == {"a": "1"}


# A person at work: edits, facts, claims, new content, undo, restarts, in any order.

OWN = "QX{}Z"
SECTIONS = ("opening", "corrective", "closing")
ASINS = ("B0CHX2F5QT", "B0CJL4R7NM", "B0DKM5S8PN")


@dataclass
class Desk:
    """What the app does around the core, in short: keeps the case, its undo, and saves every step."""

    contents: tuple[Content, Content]
    store: CaseStore
    case: Case
    version: int = 0
    undo: list[Case] = field(default_factory=list)
    redo: list[Case] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    saved: Case | None = None
    typed: int = 0

    @property
    def content(self) -> Content:
        return self.contents[self.version]

    def set(self, changed: Case, kind: StepKind = "change") -> None:
        self.case = changed
        self.steps.append(Step(changed, kind))

    def change(self, changed: Case) -> None:
        if changed != self.case:
            self.undo.append(self.case)
            self.redo.clear()
            self.set(changed)

    def back(self) -> None:
        if self.undo:
            self.redo.append(self.case)
            self.set(self.undo.pop(), "undo")

    def again(self) -> None:
        if self.redo:
            self.undo.append(self.case)
            self.set(self.redo.pop(), "redo")

    def save(self) -> None:
        self.store.save(self.case, self.saved, NOW, tuple(self.steps))
        self.saved, self.steps = self.case, []

    def restart(self) -> None:
        self.save()
        self.store = CaseStore(self.store.root.parent)
        opened = self.store.open(self.case.id)
        assert opened == self.case
        found = replayed(read_journal(self.store.folder(opened.id)), opened)
        assert list(found.undo)[-len(self.undo) :] == self.undo or not self.undo
        assert list(found.redo) == self.redo
        self.saved = self.case = opened

    def edit(self, name: str, where: int, what: str) -> None:
        section = compose(self.content, self.case).section(name)
        if section is None:
            return
        rows = section.text.split("\n")
        at = where % len(rows)
        self.typed += 1
        mark = OWN.format(self.typed)
        if what == "delete" and "QX" not in rows[at]:
            del rows[at]
        elif what == "reword":
            rows[at] = f"{rows[at]} {mark}"
        else:
            rows.insert(at, f"By hand {mark} for {ASINS[where % 3]} on 2 March 2026.")
        text = "\n".join(rows)
        existing = self.case.sections.get(name)
        if existing is not None:
            edited = msgspec.structs.replace(existing, text=text)
        else:
            edited = edited_section(text, section.sentences)
        self.change(self.case.with_section(name, None if text == section.generated else edited))

    def accept(self, choice: Choice | None) -> None:
        """Take over what waits; with no choice made, what is in conflict keeps the seller's words."""
        generated = compose(self.content, msgspec.structs.replace(self.case, sections={}))
        for name, edited in list(self.case.sections.items()):
            section = generated.section(name)
            sentences = section.sentences if section else ()
            base = section.text if section else ""
            if section_state(edited, base) != "update_waiting":
                continue
            outcome = merge_section(edited, sentences)
            before = marks(edited.text)
            accepted = outcome.accepted(dict.fromkeys(outcome.conflicts, choice) if choice else {})
            after = marks(accepted.text if accepted else outcome.resolved({}))
            if choice in (None, "mine", "both"):
                assert before == after
            self.change(self.case.with_section(name, accepted))


def marks(text: str) -> list[str]:
    return sorted(part.split("Z")[0] for part in text.split("QX")[1:])


@pytest.fixture(scope="module")
def two_contents(late_shipment: Content) -> tuple[Content, Content]:
    """Give the content and a later version of it, in which every sentence is worded otherwise."""
    body = late_shipment.type("late_shipment")

    def later(say: str | StateWording) -> str | StateWording:
        if isinstance(say, str):
            return say.replace("We ", "In all we ", 1)
        return StateWording(done=say.done + " So it is.", under_way=say.under_way, planned=say.planned)

    wording = {
        language: msgspec.structs.replace(texts, say={name: later(say) for name, say in texts.say.items()})
        for language, texts in body.wording.items()
    }
    updated = Content(late_shipment.parts)
    updated._bodies["late_shipment"] = msgspec.structs.replace(body, wording=wording)
    return late_shipment, updated


edits = st.tuples(
    st.just("edit"), st.sampled_from(SECTIONS), st.integers(0, 9), st.sampled_from(["add", "add", "reword", "delete"])
)
facts = st.tuples(
    st.just("fact"), st.sampled_from(["late_rate", "notice_date", "late_count", "store_name"]), st.integers(0, 3)
)
states = st.sampled_from(["done", "under_way", "planned", "not_claimed"])
claims = st.tuples(st.just("claim"), states, st.integers(1, 9))
accepts = st.tuples(st.just("accept"), st.sampled_from([None, "mine", "both"]))
others = st.tuples(st.sampled_from(["undo", "undo", "redo", "save", "restart", "content"]))
operations = st.lists(st.one_of(edits, facts, claims, accepts, others), min_size=5, max_size=25)
VALUES = {
    "late_rate": ("6.6", "7.1", "8.25", "9"),
    "notice_date": ("2026-11-05", "2026-11-06", "2026-10-30", "2026-09-01"),
    "late_count": ("14", "15", "1", "212"),
    "store_name": ("Harbour Lane Goods", "Pier Street", "海港", "A"),
}


def perform(desk: Desk, operation: tuple[object, ...]) -> None:
    match operation:
        case ("edit", str(name), int(where), str(what)):
            desk.edit(name, where, what)
        case ("fact", str(name), int(which)):
            desk.change(desk.case.with_fact(name, VALUES[name][which]))
        case ("claim", state, int(day)):
            claim = Claim(state=state, date=f"2026-11-0{day}", due="2026-12-01", details=RAISED)  # type: ignore[arg-type]  # drawn from the four states
            desk.change(desk.case.with_claim("handling_time_raised", claim))
        case ("accept", choice):
            desk.accept(choice)  # type: ignore[arg-type]  # drawn from the choices
        case ("undo",):
            desk.back()
        case ("redo",):
            desk.again()
        case ("save",):
            desk.save()
        case ("restart",):
            desk.restart()
        case ("content",):
            desk.version = 1 - desk.version


@settings(max_examples=150, deadline=None)
@given(operations)
def test_whatever_is_done_no_typed_sentence_is_lost_undo_is_exact_and_stale_values_are_told(
    two_contents: tuple[Content, Content],
    tmp_path_factory: pytest.TempPathFactory,
    done: list[tuple[object, ...]],
) -> None:
    store = CaseStore(tmp_path_factory.mktemp("data"))
    first = made(store)
    desk = Desk(two_contents, store, first, saved=first)
    desk.change(msgspec.structs.replace(first, facts=case(FACTS).facts))
    for operation in done:
        before, texts = desk.case, {name: item.text for name, item in desk.case.sections.items()}
        perform(desk, operation)
        if operation[0] in ("fact", "claim", "content", "save", "restart"):
            # Without the person's consent nothing that was typed changes at all.
            assert {name: item.text for name, item in desk.case.sections.items()} == texts
            letter = compose(desk.content, desk.case)
            assert all(letter.section(name).text == text for name, text in texts.items())  # type: ignore[union-attr]  # an edited section always stands
        if operation[0] in ("edit", "fact", "claim") and desk.case != before:
            changed = desk.case
            desk.back()
            assert desk.case == before
            desk.again()
            assert desk.case == changed
    desk.restart()
    _nothing_stale_is_hidden(desk)
    final, states = desk.case, list(desk.undo)
    for expected in reversed(states):
        desk.back()
        assert desk.case == expected
    for _ in states:
        desk.again()
    assert desk.case == final


def _nothing_stale_is_hidden(desk: Desk) -> None:
    """Every figure in the letter that the generated letter, the facts and thresholds do not hold is reported."""
    letter = compose(desk.content, desk.case)
    reported = {
        (item.section, item.text)
        for item in scan(desk.content, desk.case, letter, read_journal(desk.store.folder(desk.case.id)))
    }
    facts = " ".join(str(raw) for raw in desk.case.facts.values()) + f" {desk.case.facts.get('late_rate')}%"
    claims = " ".join(
        f"{claim.date} {claim.due}" for claim in desk.case.claims.values() if claim.state != "not_claimed"
    )
    limits = " ".join(f"{item.value.normalize():f}%" for item in desk.content.parameters.values())
    true = {
        key
        for text in (*(s.generated for s in letter.sections), facts, claims, limits)
        for f in figures(text)
        for key in f.keys
    }
    for section in letter.sections:
        for figure in figures(section.text):
            if not set(figure.keys) & true:
                assert (section.id, figure.text) in reported
