from pathlib import Path
from typing import Any

import pytest

from tui.core.content.content_files import content_files
from tui.core.content.layers import Tree, lay_over, read_layer, refuse_wordings
from tui.core.content.problems import ContentError
from tui.core.content.yaml_reader import plain, read_nodes


def tree(files: dict[str, str], root: str = "content") -> Tree:
    return {name: read_nodes(text.encode(), f"{root}/{name}") for name, text in files.items()}


BASE = {
    "groups.yaml": "- {id: orders, title: {en: Orders, zh: 订单}}\n- {id: safety, title: {en: Safety}}\n",
    "marketplaces.yaml": "- {code: US, domain: amazon.com}\n",
    "types/late/type.yaml": "id: late\nscope: [account, warning]\nfacts: [{id: rate, kind: percent}]\n",
    "types/late/en.yaml": "title: Late\nask: {a: A?, b: B?}\n",
    "types/odr/type.yaml": "id: odr\n",
}


def laid(files: dict[str, str]) -> dict[str, Any]:
    return {name: plain(node) for name, node in lay_over(tree(BASE), tree(files, "mine")).items()}


def faults(files: dict[str, str]) -> str:
    with pytest.raises(ContentError) as caught:
        lay_over(tree(BASE), tree(files, "mine"))
    return str(caught.value)


def test_a_file_that_exists_is_patched_key_by_key() -> None:
    result = laid({"types/late/en.yaml": "title: Late again\nask: {b: Really B?, c: C?}\n"})

    assert result["types/late/en.yaml"] == {"title": "Late again", "ask": {"a": "A?", "b": "Really B?", "c": "C?"}}


def test_items_with_an_id_are_patched_and_added_one_by_one_in_their_order() -> None:
    result = laid({"groups.yaml": "- {id: safety, title: {zh: 安全}}\n- {id: mine, title: {en: Mine}}\n"})

    assert result["groups.yaml"] == [
        {"id": "orders", "title": {"en": "Orders", "zh": "订单"}},
        {"id": "safety", "title": {"en": "Safety", "zh": "安全"}},
        {"id": "mine", "title": {"en": "Mine"}},
    ]


def test_items_with_a_code_are_told_apart_by_it() -> None:
    assert laid({"marketplaces.yaml": "- {code: US, domain: example.com}\n"})["marketplaces.yaml"] == [
        {"code": "US", "domain": "example.com"}
    ]


def test_a_plain_list_is_replaced_whole() -> None:
    assert laid({"types/late/type.yaml": "scope: [listing]\n"})["types/late/type.yaml"]["scope"] == ["listing"]


def test_items_are_replaced_and_disabled_by_their_verb() -> None:
    result = laid({"groups.yaml": "- {layer: replace, id: orders, colour: red}\n- {layer: disable, id: safety}\n"})

    assert result["groups.yaml"] == [{"id": "orders", "colour": "red"}]


def test_a_file_is_replaced_and_its_verbs_are_not_part_of_it() -> None:
    result = laid({"types/late/en.yaml": "layer: replace\ntitle: Mine\nask: {layer: replace, z: Z?}\n"})

    assert result["types/late/en.yaml"] == {"title": "Mine", "ask": {"z": "Z?"}}


def test_a_new_type_is_added_with_its_wordings() -> None:
    result = laid({"types/mine/type.yaml": "layer: add\nid: mine\n", "types/mine/en.yaml": "title: Mine\n"})

    assert (result["types/mine/type.yaml"], result["types/mine/en.yaml"]) == ({"id": "mine"}, {"title": "Mine"})


def test_disabling_a_type_takes_its_whole_folder_away() -> None:
    assert set(laid({"types/late/type.yaml": "layer: disable\n"})) == {
        "groups.yaml", "marketplaces.yaml", "types/odr/type.yaml",
    }  # fmt: skip


def test_disabling_another_file_takes_that_file_alone_away() -> None:
    assert "types/late/type.yaml" in laid({"types/late/en.yaml": "layer: disable\n"})


def test_the_built_in_tree_is_left_as_it_is() -> None:
    base = tree(BASE)
    before = {name: plain(node) for name, node in base.items()}

    lay_over(base, tree({"groups.yaml": "- {layer: disable, id: orders}\n", "types/odr/type.yaml": "layer: disable\n"}))

    assert {name: plain(node) for name, node in base.items()} == before


@pytest.mark.parametrize(
    ("relative", "text", "said"),
    [
        ("groups.yaml", "- {layer: delete, id: orders}\n", "mine/groups.yaml:1:11: 'delete' is not one of add, patch"),
        ("groups.yaml", "- {layer: [add], id: orders}\n", "mine/groups.yaml:1:11: '?' is not one of add"),
        ("groups.yaml", "- {layer: add, id: orders}\n", "groups.yaml:1:3: 'orders' exists already; use 'layer: patch'"),
        ("groups.yaml", "- {layer: patch, id: order}\n", "there is no 'order' to patch; did you mean 'orders'?"),
        ("groups.yaml", "- {layer: replace, id: order}\n", "there is no 'order' to replace; did you mean 'orders'?"),
        ("groups.yaml", "- {layer: disable, id: nothing}\n", "there is no 'nothing' to disable"),
        ("groups.yaml", "- {title: {en: X}}\n", "mine/groups.yaml:1:3: the key 'id' is missing"),
        ("groups.yaml", "- text\n", "mine/groups.yaml:1:3: the key 'id' is missing"),
        ("types/late/en.yaml", "layer: add\n", "types/late/en.yaml exists already; use 'layer: patch' or"),
        ("types/late/de.yaml", "layer: patch\n", "there is no built-in types/late/de.yaml to patch; did you mean"),
        ("types/lat/type.yaml", "layer: disable\n", "no types/lat/type.yaml to disable; did you mean 'types/late"),
        ("types/lat/en.yaml", "title: X\n", "lat/en.yaml:1:1: there is no suspension type 'lat'; did you mean 'late'?"),
        ("type/late/en.yaml", "title: X\n", "mine/type/late/en.yaml:1:1: nothing reads type; did you mean 'types'?"),
        ("grups.yaml", "- {id: a}\n", "nothing reads grups.yaml; did you mean 'groups'?"),
    ],
)
def test_a_verb_that_does_not_fit_is_told_with_its_place(relative: str, text: str, said: str) -> None:
    assert said in faults({relative: text})


def test_wordings_of_a_layer_that_are_code_are_refused_all_at_once() -> None:
    layer = tree(
        {
            "types/late/en.yaml": (
                'ask: {a: "{{ not.a.wording }}"}\n'
                'say:\n  a: "{{ x.y }}"\n  b: {done: "{{ n|noun }}", planned: "By {{ due }}."}\n'
            ),
            "outlines.yaml": '- {id: x, subject: {en: "{% if a %}"}}\n',
        },
        "mine",
    )

    with pytest.raises(ContentError) as caught:
        refuse_wordings(layer)

    assert [str(problem).split(": ")[0] for problem in caught.value.problems] == [
        "mine/types/late/en.yaml:3:6", "mine/types/late/en.yaml:4:13", "mine/outlines.yaml:1:25",
    ]  # fmt: skip
    refuse_wordings(tree({"types/late/en.yaml": "say: {a: \"On {{ date }} {{ n|noun('a', 'b')}}.\"}\n"}))


def test_all_broken_files_of_a_layer_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"\xff")
    (tmp_path / "c.yaml").write_text("fine: yes\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_layer(tmp_path, "mine")

    assert [problem.mark.file for problem in caught.value.problems] == ["mine/a.yaml", "mine/b.yaml"]


def test_worked_cases_other_files_and_links_that_lead_outside_are_no_content(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("a: 1\n", encoding="utf-8")
    root = tmp_path / "root"
    (root / "types/late/cases").mkdir(parents=True)
    (root / "types/late/cases/full.yaml").write_text("a: 1\n", encoding="utf-8")
    (root / "types/late/type.yaml").write_text("a: 1\n", encoding="utf-8")
    (root / "types/late/notes.txt").write_text("a", encoding="utf-8")
    (root / "leak.yaml").symlink_to(outside)

    assert list(content_files(root)) == ["types/late/type.yaml"]
