import pytest

from tui.core.content.wording import MAX_OUTPUT, MAX_WORDING, Shown, WordingError, fill, names_in


def test_values_stand_in_their_places() -> None:
    assert (
        fill("On {{ date }} we shipped {{ n }}.", {"date": "5 May", "n": "3", "other": "x"}) == "On 5 May we shipped 3."
    )
    assert names_in("On {{ date }} we shipped {{ n|noun('order', 'orders') }}.") == {"date", "n"}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Shown("1", 1), "1 order"),
        (Shown("14", 14), "14 orders"),
        (Shown("1,200", 1200), "1,200 orders"),
        (Shown("A, B and C", 3), "3 orders"),
        (Shown("⟦Orders⟧"), "⟦Orders⟧ orders"),
    ],
)
def test_a_noun_agrees_with_its_number_and_a_gap_stays_a_gap(number: Shown, said: str) -> None:
    assert fill("{{ n|noun('order', 'orders') }}", {"n": number}) == said


def test_a_list_can_be_counted() -> None:
    assert fill("{{ a|total }} of {{ b|total }}", {"a": Shown("A and B", 2), "b": Shown("x")}) == "2 of x"


def test_a_value_is_never_rendered_a_second_time() -> None:
    hostile = "{{ date }}{% for x in y %}{{ ''.__class__ }}"

    assert fill("{{ name }}!", {"name": hostile, "date": "no"}) == hostile + "!"


def test_a_name_without_a_value_is_told() -> None:
    with pytest.raises(WordingError, match="nothing is known of due, owner"):
        fill("{{ owner }} {{ due }}", {"date": "x"})


@pytest.mark.parametrize(
    "wording",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ a.b }}",
        "{{ a['b'] }}",
        "{{ a|attr('__class__') }}",
        "{{ a() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ self.__init__ }}",
        "{{ caller }}",
        "{{ a|map('upper') }}",
        "{{ a|safe }}",
        "{{ a|noun(singular='x', plural='y') }}",
        "{{ a * 99999999 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ a ~ b }}",
        "{{ a if b else c }}",
        "{{ a is defined }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ range(999999999)|list }}",
        "{% for x in a %}{{ x }}{% endfor %}",
        "{% if a %}x{% endif %}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% include 'etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% filter upper %}x{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% raw %}",
        "{% debug %}",
        "{{ a",
        "{{ }}",
        "{{ a|unknown }}",
        "{{" * 500,
        "{{ " + "(" * 900 + "a" + ")" * 900 + " }}",
        "x" * (MAX_WORDING + 1),
    ],
)
def test_a_wording_that_does_more_than_insert_is_refused(wording: str) -> None:
    with pytest.raises(WordingError) as caught:
        names_in(wording)

    assert str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "wording", ["{{ a|noun }}", "{{ a|noun('x') }}", "{{ a|noun('x', 'y', 'z') }}", "{{ a|total(1) }}"]
)
def test_a_filter_called_wrongly_is_told_when_filled(wording: str) -> None:
    with pytest.raises(WordingError):
        fill(wording, {"a": Shown("1", 1)})


def test_a_sentence_is_bounded() -> None:
    with pytest.raises(WordingError, match="at most 20,000 are allowed"):
        fill("{{ a }}{{ a }}", {"a": "x" * (MAX_OUTPUT // 2 + 1)})


def test_what_looks_like_a_tag_but_is_none_stays_text() -> None:
    assert fill("50 % of { a } and {x}", {}) == "50 % of { a } and {x}"
