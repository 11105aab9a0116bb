"""Tells what comes back from the case apart from what somebody else changed there."""

from __future__ import annotations

from collections import deque


class Echo:
    """Remembers what a field sent up; a value that comes back down is an echo and must not overwrite newer typing."""

    def __init__(self) -> None:
        self._sent: deque[object] = deque()

    def send(self, value: object) -> None:
        """Note that a value is on its way up."""
        self._sent.append(value)

    def returns(self, value: object) -> bool:
        """Say whether a value that came down was sent from here, and forget it and what was sent before it."""
        if value not in self._sent:
            return False
        while self._sent and self._sent.popleft() != value:
            pass
        return True

    def forget(self) -> None:
        """Forget everything: the case is another one."""
        self._sent.clear()
