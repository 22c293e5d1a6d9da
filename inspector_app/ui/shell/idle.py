"""Lock when nobody is there: after a rest without input, and after the machine slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

#: A jump of the wall clock against the timer by more than this means the machine slept.
JUMP_S = 60.0
_TICK_MS = 5_000

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Watches input of the whole application; install it as event filter of it.

    *limit_s* is the rest after which to lock, 0 for never; clocks are given in so that
    tests need not wait.

    Signals:
        due: it is time to lock. Emitted again only after new input.
    """

    due = Signal()

    def __init__(
        self,
        *,
        limit_s: float,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._limit_s = limit_s
        self._monotonic = monotonic
        self._wall = wall
        self._last_input = monotonic()
        self._last_tick = wall()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        """Watch from now on."""
        self._touch()
        self._last_tick = self._wall()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer (nothing is unlocked)."""
        self._timer.stop()

    def set_limit(self, limit_s: float) -> None:
        """Change the rest after which to lock; 0 is never."""
        self._limit_s = limit_s

    def check(self) -> None:
        """Look at the clocks; called by the timer."""
        wall = self._wall()
        # A suspended machine may or may not count as time for the monotonic clock; the
        # wall clock jumps in either case. Setting the clock by hand locks, too: no harm.
        jumped = abs(wall - self._last_tick) > JUMP_S + _TICK_MS / 1000
        self._last_tick = wall
        rested = self._limit_s > 0 and self._monotonic() - self._last_input >= self._limit_s
        if (jumped or rested) and not self._told:
            self._told = True
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note input; let every event pass."""
        if event.type() in _INPUT:
            self._touch()
        return super().eventFilter(watched, event)

    def _touch(self) -> None:
        self._last_input = self._monotonic()
        self._told = False
