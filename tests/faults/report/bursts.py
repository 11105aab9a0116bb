"""Types random bursts into one app and the same keys one by one into another; both have to hold the same."""

from __future__ import annotations

import asyncio
import random
import time

from textual import events
from textual.widgets import Input, TextArea

from tests.faults.report.measuring import Row
from tests.faults.test_key_order import BURST_KEYS, MendedKeys, _all_handled

WANTED = 10_000


def bursts(seconds: float) -> Row:
    """Compare bursts of three to twelve keys, in fields of one line and of several."""
    compared = differing = 0
    for number, kind in enumerate(("area", "input")):
        found = asyncio.run(_compare(kind, random.Random(number), seconds / 2))
        compared, differing = compared + found[0], differing + found[1]
    what = "bursts of keys beside the same keys one by one"
    return Row(what, "10,000, no difference", compared, f"{differing} differ")


async def _compare(kind: str, chance: random.Random, seconds: float) -> tuple[int, int]:
    fast, slow = MendedKeys(), MendedKeys()
    for app in (fast, slow):
        app.kind, app.slow = kind, False
    compared = differing = 0
    end = time.monotonic() + seconds
    async with fast.run_test(), slow.run_test():
        while compared < WANTED // 2 and time.monotonic() < end:
            # An answer at the end closes a question that is still open.
            keys = [*(chance.choice(BURST_KEYS) for _ in range(chance.randint(3, 12))), "enter"]
            await _type(fast, keys, burst=True)
            await _type(slow, keys, burst=False)
            compared += 1
            if _held(fast) != _held(slow):
                return compared, differing + 1
    return compared, differing


async def _type(app: MendedKeys, keys: list[str], burst: bool) -> None:
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None).set_sender(app))
        if not burst:
            await _all_handled(app)
    await _all_handled(app)


def _held(app: MendedKeys) -> list[str]:
    found = []
    for field in app.screen_stack[0].query("Input, TextArea").results():
        if isinstance(field, TextArea):
            found.append(field.text)
        elif isinstance(field, Input):
            found.append(field.value)
    return found
