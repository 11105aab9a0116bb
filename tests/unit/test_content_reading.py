from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
import pytest

from tui.core.content.problems import ContentError
from tui.core.content.reading import to_mapping, to_record, to_records
from tui.core.content.records import Record
from tui.core.content.yaml_reader import Node, read_nodes


class Inner(Record, frozen=True, kw_only=True):
    name: str
    size: int = 0


class Outer(Record, frozen=True, kw_only=True):
    id: str
    colour: Literal["red", "green"] = "red"
    day: date | None = None
    rate: Decimal = Decimal(0)
    flag: bool = False
    inner: Inner | None = None
    either: str | Inner = ""
    tags: tuple[str, ...] = ()
    raw: str | tuple[str, ...] = ""
    many: dict[str, Inner] = msgspec.field(default_factory=dict)


def node(text: str) -> Node:
    return read_nodes(text.encode(), "f.yaml")


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        to_record(node(text), Outer)
    return [str(problem).removeprefix("f.yaml:") for problem in caught.value.problems]


def test_texts_become_what_the_record_says() -> None:
    read = to_record(
        node(
            'id: "7"\nday: 2026-11-23\nrate: "6.60"\nflag: true\ninner: {name: a, size: "3"}\ntags: [x]\nraw: [a, b]\n'
        ),
        Outer,
    )

    assert read == Outer(
        id="7",
        day=date(2026, 11, 23),
        rate=Decimal("6.60"),
        flag=True,
        inner=Inner(name="a", size=3),
        tags=("x",),
        raw=("a", "b"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("colour: red\n", "1:1: the key 'id' is missing"),
        ("id: a\ncolor: red\n", "2:1: unknown key 'color'; did you mean 'colour'? (allowed: "),
        ("id: a\ncolour: gren\n", "2:9: 'gren' is not one of red, green; did you mean 'green'?"),
        ("id: a\ncolour: [red]\n", "2:9: expected one of red, green; found a list"),
        ("id: [a]\n", "1:5: expected text, found a list"),
        ("id:\n", "1:4: expected text, found nothing"),
        ("id: a\nday: 2026-02-31\n", "2:6: expected a date such as 2026-11-23, found '2026-02-31'"),
        ("id: a\nrate: much\n", "2:7: expected a number, found 'much'"),
        ("id: a\nflag: perhaps\n", "2:7: expected true or false, found 'perhaps'"),
        ("id: a\ninner: {name: b, size: big}\n", "2:24: expected a whole number, found 'big'"),
        ("id: a\ninner: text\n", "2:8: expected a mapping, found the text 'text'"),
        ("id: a\neither: {nam: b}\n", "2:10: unknown key 'nam'; did you mean 'name'?"),
        ("id: a\ntags: x\n", "2:7: expected a list, found the text 'x'"),
        ("id: a\ntags: [x, {y: z}]\n", "2:11: expected text, found a mapping"),
        ("id: a\nraw: {y: z}\n", "2:6: expected"),
        ("id: a\nmany: [x]\n", "2:7: expected a mapping, found a list"),
        ("id: a\nmany: {k: {size: 1}}\n", "2:11: the key 'name' is missing"),
        ("- a\n", "1:1: expected a mapping, found a list"),
    ],
)
def test_a_fault_names_its_place_what_was_expected_and_the_nearest_name(text: str, fault: str) -> None:
    assert faults(text)[0].startswith(fault)


def test_every_fault_of_a_file_is_named_in_its_order() -> None:
    assert [line.split(":")[0] for line in faults("id: a\nday: x\ncolour: x\nsise: 1\n")] == ["2", "3", "4"]


def test_lists_and_mappings_of_records_are_read() -> None:
    assert to_records(node("- {name: a}\n- {name: b}\n"), Inner) == (Inner(name="a"), Inner(name="b"))
    assert to_mapping(node("x: {name: a}\n"), Inner) == {"x": Inner(name="a")}
    with pytest.raises(ContentError, match="expected a list, found a mapping"):
        to_records(node("a: b\n"), Inner)
    with pytest.raises(ContentError, match="expected a mapping, found a list"):
        to_mapping(node("- a\n"), Inner)
