"""The story's days: what the demonstration writes is dated when it happens in the story.

On the machine's own clock the signatures would be years away from the talks they are about.
"""

from datetime import date, datetime, time

from inspector_app.system.clock import Clock

_MORNING = time(9)


class StoryClock:
    """A clock that shows the morning of a story's day, and runs on from there."""

    def __init__(self, clock: Clock, day: date) -> None:
        self._clock = clock
        self.turn_to(day)

    def turn_to(self, day: date) -> None:
        """Let it be the morning of *day*."""
        now = self._clock.now()
        self._shown = datetime.combine(day, _MORNING, now.tzinfo)
        self._since = now

    def now(self) -> datetime:
        """Return the story's time with the local offset."""
        return self._shown + (self._clock.now() - self._since)

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return self._clock.monotonic()
