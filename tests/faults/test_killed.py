"""A process that is killed at any moment leaves whole cases; what was saved is what was typed until then."""

from __future__ import annotations

import random
import sys

import pytest

from tests.conftest import Homes
from tests.faults.app_process import prepare
from tests.faults.killing import kill_while_saving, kill_while_typing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and ptys of Unix")


@pytest.mark.parametrize("seed", range(2))
def test_what_is_on_disk_after_a_kill_is_what_was_typed_first(homes: Homes, seed: int) -> None:
    found = kill_while_typing(prepare(homes), random.Random(seed))
    assert found.typed
    assert found.is_prefix


@pytest.mark.parametrize("repeats", [1, 90_000], ids=["small", "800 kB"])
def test_a_kill_in_the_middle_of_a_save_leaves_the_old_or_the_new_case(homes: Homes, repeats: int) -> None:
    prepared, seeded = prepare(homes), random.Random(repeats)
    for _ in range(4):
        reported, case = kill_while_saving(prepared, seeded, repeats)
        name = case.facts["store_name"]
        assert isinstance(name, str)
        # One more may have reached the disk than was reported; never fewer.
        assert int(name[:9]) in (reported, reported + 1)
