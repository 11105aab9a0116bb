"""The reader's scores on the labelled sets do not fall, and no rule was cut out of a frozen set."""

import pytest
import yaml

from tests.evaluation.notices.evaluate import evaluate
from tests.evaluation.notices.labelled import FROZEN, SetName, labelled_texts
from tui.core.content.library import Content, content_root, open_content
from tui.core.content.phrases import fold

RECORDED = {
    "type_first": 0.97, "type_among_three": 0.99, "kind": 0.96, "response": 0.915, "facts_precision": 0.995, "facts_recall": 0.98,
}  # fmt: skip
LONG = 5


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content()


def test_the_scores_on_the_development_set_do_not_fall(content: Content) -> None:
    shares = evaluate(content, "development").shares()

    assert {name: shares[name] for name in RECORDED if shares[name] < RECORDED[name]} == {}
    assert shares["confidently_wrong"] <= 0.02
    assert shares["wrong_deadlines"] == 0


@pytest.mark.parametrize("name", ["development", *FROZEN])
def test_every_label_names_a_type_that_exists(content: Content, name: SetName) -> None:
    known = {entry.id for entry in content.index.types}

    assert {text.type for text in labelled_texts(name) if text.type is not None} <= known


def words(wording: str) -> int:
    """Count words; the single letters of "A to z" are part of a name."""
    return sum(len(word) > 1 for word in wording.split())


def test_no_phrase_of_five_words_stands_literally_in_a_frozen_set(content: Content) -> None:
    texts = "\n".join(fold(text.text).text for name in FROZEN for text in labelled_texts(name))
    rules = content.notice
    wordings = {wording for kind in rules.types for phrase in kind.phrases for wording in phrase.any}
    wordings |= {wording for family in rules.replies.families.values() for wording in family}
    wordings |= {word.wording for word in rules.words}
    long = {wording for wording in wordings if words(wording) >= LONG and "*" not in wording}

    assert sorted(wording for wording in long if wording in texts) == []


def test_typical_words_stand_at_every_type_and_at_no_other() -> None:
    words = yaml.safe_load((content_root() / "notice_words.yaml").read_text(encoding="utf-8"))

    assert set(words) == {entry.id for entry in open_content().index.types}
