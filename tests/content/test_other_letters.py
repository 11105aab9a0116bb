"""Letters to others: every one in both languages, with everything known and with nothing known."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import product

import pytest

from tests.conftest import Cli, Homes
from tests.content.test_guides import rules_broken_by
from tui.core.case.records import Case
from tui.core.case.values import Raw, normal_raw, parse_value
from tui.core.content.content_files import content_files
from tui.core.content.layers import read_file
from tui.core.content.library import Content, content_root
from tui.core.content.other_letters import OtherLetter, read_other_letters
from tui.core.content.problems import ContentError, UnknownNameError
from tui.core.content.records import FactSpec
from tui.core.content.yaml_reader import read_nodes
from tui.core.letter.case_checks import letter_faults
from tui.core.letter.other_letters import compose_other, facts_of_letter, letters_for
from tui.core.letter.records import Letter
from tui.core.letter.text import count_words, letter_text

NAMES = (
    "supplier_invoice_request", "letter_of_authorisation_request", "retraction_request", "follow_up", "funds_request",
    "fba_stock_list_request",
)  # fmt: skip
LANGUAGES = ("en", "zh")
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
EVERY = tuple(product(NAMES, LANGUAGES))
FILES = {name: path for name, path in content_files(content_root()).items() if name.startswith("letters/")}


def a_case(facts: dict[str, Raw], type_name: str = "late_shipment", language: str = "en") -> Case:
    return Case(
        id="x", type=type_name, response="plan_of_action", marketplace="US", letter_language=language,
        created=datetime(2026, 11, 23, tzinfo=UTC), facts=facts,
    )  # fmt: skip


def example(spec: FactSpec) -> Raw:
    raw = spec.example or ""
    parse_value(spec.kind, raw, options=spec.options, currency="USD")
    return normal_raw(spec.kind, raw)


def full_facts(content: Content, letter: OtherLetter) -> list[dict[str, Raw]]:
    """Return cases in which everything is known: one for each combination of the choices."""
    specs = facts_of_letter(content, letter).values()
    known = {spec.id: example(spec) for spec in specs if spec.kind != "choice"}
    choices = [[(spec.id, option) for option in spec.options] for spec in specs if spec.kind == "choice"]
    return [{**known, **dict(chosen)} for chosen in product(*choices)]


def sentences(letter: Letter) -> list[str]:
    return [sentence.text for section in letter.sections for sentence in section.sentences]


def test_every_letter_that_was_asked_for_is_there(content: Content) -> None:
    assert tuple(content.other_letters) == NAMES


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_letter_of_which_all_is_known_is_clean(content: Content, name: str, language: str) -> None:
    for facts in full_facts(content, content.other_letters[name]):
        letter = compose_other(content, a_case(facts), name, language)
        text = f"{letter.subject}\n{letter_text(letter)}"
        assert letter.gaps == ()
        assert "{{" not in text
        assert "⟦" not in text
        assert list(letter_faults(letter)) == []
        assert max(count_words(sentence) for sentence in sentences(letter)) <= (35 if language == "en" else 120)
        assert language == "zh" or not CJK.search(text)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_letter_of_which_nothing_is_known_shows_its_gaps(content: Content, name: str, language: str) -> None:
    letter = compose_other(content, a_case({}), name, language)
    text = letter_text(letter)
    specs = facts_of_letter(content, content.other_letters[name])
    always = {spec.id for spec in specs.values() if spec.required and spec.when is None}
    assert {gap.fact for gap in letter.gaps} == always
    assert all(f"⟦{gap.label}⟧" in text for gap in letter.gaps)
    assert "{{" not in text
    assert list(letter_faults(letter)) == []
    assert language == "zh" or not CJK.search(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_left_open_is_a_gap_where_it_is_needed_and_leaves_its_sentence_out_where_not(
    content: Content, name: str
) -> None:
    other = content.other_letters[name]
    for facts in full_facts(content, other):
        whole = letter_text(compose_other(content, a_case(facts), name))
        for fact, spec in facts_of_letter(content, other).items():
            letter = compose_other(content, a_case({key: raw for key, raw in facts.items() if key != fact}), name)
            text = letter_text(letter)
            named = fact in {gap.fact for gap in letter.gaps}
            if spec.required and (spec.when is None or text != whole):
                assert named, fact
            elif not spec.required:
                assert not named, fact
                assert text != whole, fact


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_has_every_text_in_both_languages(content: Content, name: str) -> None:
    letter = content.other_letters[name]
    lines = (*letter.sentences, *letter.fields, *letter.closes)
    texts = [letter.title, letter.explains, letter.subject, *(line.say for line in lines)]
    texts += [text for text in (letter.greeting, letter.signature) if text]
    texts += [*letter.labels.values(), *letter.why.values()]
    texts += [label for options in letter.options.values() for label in options.values()]
    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in texts)
    own = {spec.id for spec in letter.facts}
    assert set(letter.labels) == set(letter.why) == own
    assert {spec.id: set(spec.options) for spec in letter.facts if spec.options} == {
        fact: set(labels) for fact, labels in letter.options.items()
    }


def test_facts_of_letters_have_names_of_their_own(content: Content) -> None:
    taken = {spec.id for entry in content.index.types for spec in content.type(entry.id).type.facts}
    taken |= {spec.id for spec in content.reference.shared.facts}
    kinds: dict[str, FactSpec] = {}
    for letter in content.other_letters.values():
        for spec in letter.facts:
            assert spec.id not in taken, spec.id
            assert kinds.setdefault(spec.id, spec) == spec


def test_a_list_covers_what_the_kind_of_document_shows(content: Content) -> None:
    for letter in content.other_letters.values():
        if letter.document:
            assert len(letter.fields) >= len(content.documents[letter.document].shows["en"])


def test_a_letter_without_a_list_of_its_own_takes_that_of_the_document(content: Content) -> None:
    import msgspec

    plain = msgspec.structs.replace(content.other_letters["supplier_invoice_request"], fields=())
    changed = Content(content.parts)
    changed.__dict__["other_letters"] = {"plain": plain}
    text = letter_text(compose_other(changed, a_case({}), "plain"))
    assert "- the word invoice, its number and its date of issue" in text


def test_the_withdrawal_goes_from_the_owner_directly_to_amazon(content: Content) -> None:
    english = letter_text(compose_other(content, a_case({}), "retraction_request", "en"))
    chinese = letter_text(compose_other(content, a_case({}), "retraction_request", "zh"))
    assert "from you directly to Amazon" in english
    assert "由贵方直接向亚马逊提出" in chinese


def test_the_letters_fit_the_case(content: Content) -> None:
    def names(type_name: str) -> list[str]:
        return [letter.id for letter in letters_for(content, a_case({}, type_name))]

    assert "retraction_request" in names("trademark")
    assert "retraction_request" not in names("late_shipment")
    assert "funds_request" not in names("funds_withheld")
    assert names("tro_court_order") == []


def test_nothing_is_drafted_where_a_lawyer_is_needed(content: Content) -> None:
    import msgspec

    case = msgspec.structs.replace(a_case({}, "forged_documents"), response="legal")
    assert letters_for(content, case) == ()
    assert compose_other(content, case, "follow_up").sections == ()


def test_an_unknown_letter_is_answered_with_the_nearest(content: Content) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'follow_up'"):
        compose_other(content, a_case({}), "folow_up")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: follow_up", "id: follow_on", "differs from its file"),
        ("shared: [store_name", "shared: [store_nam", "there is no shared fact 'store_nam'"),
        ("to: amazon", "to: amazom", "'amazom' is not one of"),
    ],
)
def test_a_letter_that_does_not_fit_is_refused_with_its_place(content: Content, old: str, new: str, says: str) -> None:
    text = FILES["letters/follow_up.yaml"].read_text(encoding="utf-8").replace(old, new, 1)
    with pytest.raises(ContentError, match=re.escape(says)):
        read_other_letters(
            [("letters/follow_up.yaml", read_nodes(text.encode(), "letters/follow_up.yaml"))],
            content.reference.shared.facts,
        )


def test_every_file_is_read(content: Content) -> None:
    assert {read_file(path, name).value is not None for name, path in FILES.items()} == {True}
    assert {name.split("/")[1].removesuffix(".yaml") for name in FILES} == set(content.other_letters)


def test_the_commands_take_facts_of_letters_print_them_and_list_what_is_missing(cli: Cli, homes: Homes) -> None:
    case = cli("new", "--type", "late_shipment", "--set", "store_name=Harbour", "notice_date=2026-11-05").out.strip()
    assert cli("set", case, "--fact", "answer_sent_on=2026-11-09").status == 0
    listed = json.loads(cli("letters", case, "--json").out)
    assert [(item["id"], item["gaps"]) for item in listed if item["id"] == "follow_up"] == [
        ("follow_up", ["reply_looked_for_on"])
    ]
    assert "Still missing: reply_looked_for_on" in cli("letters", case).out
    cli("set", case, "--fact", "reply_looked_for_on=2026-11-20")
    english, chinese = (
        cli("render", case, "--letter", "follow_up", *more).out for more in ((), ("--letter-language", "zh"))
    )
    assert english.startswith("Harbour submitted its answer to Amazon's notice of 5 November 2026 on 9 November 2026.")
    assert chinese.startswith("Harbour已于2026年11月9日提交")
    document = json.loads(cli("render", case, "--letter", "follow_up", "--format", "json").out)
    assert [section["id"] for section in document["sections"]] == ["text", "closing"]
    assert document["gaps"] == []


def test_a_wrong_letter_or_a_wrong_value_is_one_clear_line(cli: Cli) -> None:
    case = cli("new", "--type", "late_shipment").out.strip()
    assert cli("render", case, "--letter", "folow_up").complaint.endswith("did you mean 'follow_up'?")
    assert cli("set", case, "--fact", "answer_sent_on=soon").status == 2


def test_a_case_for_which_no_letter_fits_says_so(cli: Cli) -> None:
    case = cli("new", "--type", "tro_court_order").out.strip()
    answer = cli("letters", case)
    assert answer.status == 1
    assert answer.complaint == "No letter to others fits this case."


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("except_types: [tro", "except_types: [tru", "reference"),
        ("requires: [store_name", "requires: [store_nam", "reference"),
        ("needs: [new_since_answer]", "needs: [new_since]", "reference"),
        ("needs: [new_since_answer]", "needs: [new_since_answer]\n    when: {fact: nobody, known: true}", "condition"),
        ("needs: [new_since_answer]", "needs: [new_since_answer, answer_sent_on]", "names"),
        ("needs: [papers_added]", "needs: []", "names"),
        ('zh: "现补交{{ papers_added }}。"', 'zh: "现补交文件。"', "names"),
        ('zh: "现补交{{ papers_added }}。"', 'zh: ""', "completeness"),
        ('en: "We add {{ papers_added }}."', 'en: "We add {{ papers_added }}"', "sentence"),
        ('en: "We add {{ papers_added }}."', 'en: "We add {{ papers_added }}. It is new."', "sentence"),
        ('en: "We add {{ papers_added }}."', 'en: "We add {{ papers_added }}' + " and so" * 20 + '."', "length"),
        ('en: "We add {{ papers_added }}."', 'en: "We add 文件 {{ papers_added }}."', "script"),
        ('en: "We add {{ papers_added }}."', 'en: "We kindly add {{ papers_added }}."', "empty_word"),
        ("  papers_added: {en: Documents that you add now, zh: 现在补交的文件}\n", "", "completeness"),
        ("labels:\n", "labels:\n  nobody: {en: Nobody, zh: 无}\n", "superfluous"),
        ("{id: papers_added,", "{id: late_rate, kind: percent, example: 1}\n  - {id: papers_added,", "shadow"),
        ("{id: papers_added,", "{id: unused, kind: percent, example: 1}\n  - {id: papers_added,", "orphan"),
        ("sources: [O1, P6, R3]", "sources: [O1, P6, R333]", "source"),
        ("sources: [O1, P6, R3]", "sources: []", "source"),
        ("reviewed: 2026-11-23", "reviewed: 2028-11-23", "review"),
        ("to: amazon", "to: nobody", "schema"),
    ],
)
def test_the_content_check_names_a_fault_in_a_letter(old: str, new: str, rule: str) -> None:
    assert rule in rules_broken_by("letters/follow_up.yaml", old, new)


def test_the_content_check_wants_a_list_as_long_as_what_the_document_shows() -> None:
    old = '  - {id: field_quantity, say: {en: "the quantity of each product", zh: "每种商品的数量"}}\n'
    assert "thin" in rules_broken_by("letters/supplier_invoice_request.yaml", old, "")
