import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.content.problems import ContentError, Mark
from tui.core.content.yaml_reader import MAX_BYTES, MAX_DEPTH, locate, plain, read_nodes


def read(text: str) -> object:
    return plain(read_nodes(text.encode(), "f.yaml"))


def refusal(data: bytes) -> tuple[int, int, str]:
    with pytest.raises(ContentError) as caught:
        read_nodes(data, "f.yaml")
    problem = caught.value.problems[0]
    assert problem.mark.file == "f.yaml"
    return problem.mark.line, problem.mark.column, problem.message


def test_scalars_stay_text() -> None:
    assert read("a: yes\nb: 007\nc: 1e3\nd: 2026-11-23\ne: 0x1F\nf: NO\ng: 12:30\n") == {
        "a": "yes", "b": "007", "c": "1e3", "d": "2026-11-23", "e": "0x1F", "f": "NO", "g": "12:30",
    }  # fmt: skip


def test_only_an_empty_value_a_tilde_and_null_are_nothing() -> None:
    assert read('a:\nb: ~\nc: null\nd: ""\ne: "null"\nf: Null\n') == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "Null",
    }  # fmt: skip


def test_blocks_lists_chinese_and_a_byte_order_mark_are_read() -> None:
    text = "\ufeff甲: |\n  第一行\n  a\tb\nb: [x, {c: d}]\n# comment\n"

    assert read(text) == {"甲": "第一行\na\tb\n", "b": ["x", {"c": "d"}]}


REFUSALS = {
    "not UTF-8": (b"a: 1\nb: \xff\n", 2, 4, "byte 0xff is not UTF-8"),
    "tab": (b"a:\n  b: 1\n \tc: 2\n", 3, 2, "a tab stands in the indentation"),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' stands twice; the first is in line 1"),
    "duplicate key below": (b"x:\n  - {a: 1, a: 2}\n", 2, 12, "the key 'a' stands twice"),
    "alias": (b"a: 1\nb: *x\n", 2, 4, "an alias (*) is not allowed"),
    "anchor": (b"a: &x 1\n", 1, 4, "an anchor (&x) is not allowed"),
    "anchor on a list": (b"a: &x [1]\n", 1, 4, "an anchor (&x) is not allowed"),
    "tag": (b"a: !!python/object:os.system x\n", 1, 4, "a tag (tag:yaml.org,2002:python/object:os.system)"),
    "own tag": (b"a: !x {b: c}\n", 1, 4, "a tag (!x) is not allowed"),
    "merge key": (b"a: 1\n<<: {b: 2}\n", 2, 1, "a merge key (<<) is not allowed"),
    "key that is no text": (b"{{ a }}: 1\n", 1, 1, "a key must be text"),
    "wording without quotes": (b"a: {{ b }}\n", 1, 5, "put a wording with {{ }} between double quotes"),
    "colon without quotes": (b"a: b: c\n", 1, 5, "put a text that holds ': ' between double quotes"),
    "second document": (b"a: 1\n---\nb: 2\n", 2, 1, "a second document begins here"),
    "empty": (b"", 1, 1, "the file is empty"),
    "only a comment": (b"# nothing\n", 1, 1, "the file is empty"),
    "cut in the middle": (b'a: 1\nb: "cut', 2, 8, "this is not YAML"),
    "control character": (b"a: x\x00y\n", 1, 1, "this is not YAML"),
    "wrong indentation": (b"a:\n  - b\n c: d\n", 3, 2, "this is not YAML"),
    "unknown escape": (b'a: "\\q"\n', 1, 5, "this is not YAML"),
    "too large": (b"a: " + b"x" * MAX_BYTES, 1, 1, "at most 1,000,000 are read"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_not_allowed_is_refused_with_line_and_column(case: str) -> None:
    data, line, column, message = REFUSALS[case]

    found = refusal(data)

    assert message in found[2]
    assert found[:2] == (line, column)


def test_nesting_is_bounded() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    line, column, message = refusal(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))

    assert (line, column, message) == (1, MAX_DEPTH + 1, "nested deeper than 40")
    assert "nested deeper" in refusal(b"[" * 500_000)[2]


def test_the_place_of_a_value_is_found_by_its_path() -> None:
    node = read_nodes(b"a:\n  - b: 1\n    c: 2\n", "f.yaml")

    assert locate(node, ["a", 0, "c"]) == Mark("f.yaml", 3, 5)
    assert locate(node, ["a", 0]) == Mark("f.yaml", 2, 5)
    assert locate(node, ["a", 7, "x"]) == Mark("f.yaml", 1, 1)
    assert str(locate(node, ["a"])) == "f.yaml:1:1"


yaml_like = st.text(st.sampled_from("ab:-[]{}\"'|>&*!%#?@`~,.\n\t <=\\0\ufeff\x85é中"), max_size=60)


def read_or_refuse(data: bytes) -> None:
    try:
        plain(read_nodes(data, "f.yaml"))
    except ContentError as error:
        assert error.problems
        assert all(problem.mark.line >= 1 and problem.mark.column >= 1 for problem in error.problems)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_content_error(data: bytes) -> None:
    read_or_refuse(data)


@given(yaml_like)
def test_nothing_that_looks_like_yaml_raises_anything_but_a_content_error(text: str) -> None:
    read_or_refuse(text.encode())


def test_reading_yaml_is_paid_only_by_those_who_read() -> None:
    program = "import sys, tui.core.content.yaml_reader; print('yaml' in sys.modules)"

    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )
