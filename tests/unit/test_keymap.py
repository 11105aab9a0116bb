"""Keys of the configuration: laid over the defaults, checked, and told in one sentence where they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Cli
from tui.cli.keys import page
from tui.commands import BY_ID, PANES
from tui.core.content.library import Content
from tui.hints import MOST, footer_hints
from tui.interface import Interface
from tui.keymap import clashes, default_keys, normal_key, resolve
from tui.widgets.key_line import KeyLine

ROOT = Path(__file__).resolve().parents[2]


def test_no_two_default_keys_clash() -> None:
    assert clashes(default_keys()) == []


def test_a_configured_key_takes_the_place_of_the_default() -> None:
    keymap = resolve({"copy-letter": "Alt+X, alt+c"})
    assert keymap.keys["copy-letter"] == "alt+x,alt+c"
    assert keymap.keys["help"] == BY_ID["help"].keys
    assert not keymap.problems
    assert keymap.changed == {"copy-letter"}


def test_two_commands_can_change_their_keys() -> None:
    keymap = resolve({"facts": "f4", "actions": "f3"})
    assert (keymap.keys["facts"], keymap.keys["actions"]) == ("f4", "f3")
    assert not keymap.problems


@pytest.mark.parametrize(
    ("configured", "kind", "part"),
    [
        ({"copy-leter": "f6"}, "unknown_command_near", "copy-letter"),
        ({"qqqqqq": "f6"}, "unknown_command", "qqqqqq"),
        ({"zoom": "ctrl+hyper"}, "unknown_key", "ctrl+hyper"),
        ({"zoom": ""}, "unknown_key", "zoom"),
        ({"zoom": "Ctrl+I"}, "reserved", "Ctrl+I"),
        ({"zoom": "enter"}, "reserved", "enter"),
        ({"zoom": "z"}, "types_text", "z"),
        ({"zoom": "f2"}, "clash", "types"),
        ({"zoom": "alt+x", "jump": "alt+x"}, "clash", "zoom"),
    ],
)
def test_what_cannot_be_used_is_told_and_leaves_the_default(configured: dict[str, str], kind: str, part: str) -> None:
    keymap = resolve(configured)
    assert [problem.kind for problem in keymap.problems] == [kind]
    assert part in keymap.problems[0].parts.values()
    wrong = list(configured)[-1]
    assert wrong not in BY_ID or keymap.keys[wrong] == BY_ID[wrong].keys
    assert clashes(keymap.keys) == []


def test_one_wrong_key_leaves_the_right_ones_in_use() -> None:
    keymap = resolve({"zoom": "f2", "theme": "alt+x"})
    assert keymap.keys["theme"] == "alt+x"
    assert keymap.keys["zoom"] == BY_ID["zoom"].keys


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_problem_is_a_sentence(content: Content, language: str) -> None:
    interface = Interface(content, language)
    for configured in (
        {"copy-leter": "f6"},
        {"qqq": "f6"},
        {"zoom": "hm"},
        {"zoom": "tab"},
        {"zoom": "z"},
        {"zoom": "f2"},
    ):
        (problem,) = resolve(configured).problems
        told = interface.text(f"keys.problems.{problem.kind}", **problem.parts)
        assert "config.yaml" in told
        assert "{" not in told


@pytest.mark.parametrize(
    ("written", "key"),
    [("Ctrl+L", "ctrl+l"), ("shift+ctrl+up", "ctrl+shift+up"), ("F10", "f10"), ("?", "question_mark"), ("f99", None)],
)
def test_a_key_is_read_as_people_write_it(written: str, key: str | None) -> None:
    assert normal_key(written) == key


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("has_case", [True, False])
@pytest.mark.parametrize("pane", PANES)
def test_the_footer_names_at_most_seven_and_help_fits_in_the_narrowest_window(
    content: Content, language: str, has_case: bool, pane: str
) -> None:
    hints = footer_hints(
        pane,
        lambda command: not command.needs_sample and (has_case or not command.needs_case),
        default_keys(),
        Interface(content, language),
    )
    assert len(hints) <= MOST
    in_view = KeyLine.fitting(hints, 60)
    assert "help" in {hint.id for hint in in_view}
    assert "palette" in {hint.id for hint in KeyLine.fitting(hints, 80)}


def test_the_footer_begins_with_the_panes_own_commands(content: Content) -> None:
    hints = footer_hints("notice", lambda _: True, default_keys(), Interface(content, "en"))
    assert [hint.id for hint in hints[:3]] == ["paste-notice", "open-notice", "help"]


def test_the_page_of_keys_is_current(content: Content) -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == page(Interface(content, "en")) + "\n", (
        "reinstate --lang en keys --markdown > docs/keys.md"
    )


def test_the_command_prints_configured_keys_and_says_what_is_wrong(cli: Cli, homes: object, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.yaml").write_text("keys:\n  theme: Alt+X\n  zom: f6\n", encoding="utf-8")
    outcome = cli("keys")
    assert outcome.status == 0
    assert "* Alt+X" in outcome.out
    assert "did you mean 'zoom'" in outcome.complaint
