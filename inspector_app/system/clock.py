"""The computer's clock, handed in wherever a time is written so that tests can set it.

A laptop's clock may be wrong by years; nothing decides by it. What it says is recorded as
a claim.
"""

import time
from datetime import UTC, datetime
from typing import Protocol

from inspector_app.domain.ids import NewId, uuid7


class Clock(Protocol):
    """What the program asks a clock."""

    def now(self) -> datetime:
        """Return the time with the local offset."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow, for measuring how long something takes."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the time with the local offset."""
        return datetime.now(UTC).astimezone()

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()


def claimed_at(clock: Clock) -> str:
    """Return the time as journal entries claim it: RFC 3339, whole seconds, local offset."""
    return clock.now().isoformat(timespec="seconds")


def id_maker(clock: Clock) -> NewId:
    """Return a maker of fresh UUIDv7 identifiers that sort by *clock*."""
    return lambda: uuid7(int(clock.now().timestamp() * 1000))
