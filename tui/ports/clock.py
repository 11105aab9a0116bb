"""What day and time it is, so that a test can say so instead of the machine."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that knows the date where the user sits and the moment in UTC."""

    def today(self) -> date:
        """Return the date on the user's calendar."""
        ...

    def now(self) -> datetime:
        """Return the moment, aware of being UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def today(self) -> date:
        """Return the date in the machine's time zone: a deadline is counted in the seller's days."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """Return the moment, aware of being UTC."""
        return datetime.now(UTC)
