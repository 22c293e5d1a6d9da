"""Bring callables from any thread to the GUI thread without freezing it.

Workers append to one queue and wake the GUI once; it works at most some milliseconds per
turn of the event loop, so that painting and typing run in between however many results
arrive (docs/architecture.md: one queued signal per result freezes the window for a second
at a thousand results).
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

#: Longest stretch of work per turn, in milliseconds.
BUDGET_MS = 8


class Deliver(QObject):
    """A queue of callables that run on the thread this object lives on."""

    _wake = Signal()

    def __init__(self, *, budget_ms: int = BUDGET_MS) -> None:
        super().__init__()
        self._queue: deque[Callable[[], None]] = deque()
        self._budget = budget_ms / 1000
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._run)
        self._wake.connect(self._on_wake, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Queue *call*; callable from every thread."""
        self._queue.append(call)
        self._wake.emit()

    def run_all(self) -> None:
        """Run what is queued now, without a limit; only at shutdown and while locking.

        A call that fails does not stop the others: its exception goes to the crash hook.
        """
        while self._queue:
            call = self._queue.popleft()
            try:
                call()
            except Exception as error:  # noqa: BLE001  (raised again in the next turn)
                QTimer.singleShot(0, partial(_reraise, error))

    def _on_wake(self) -> None:
        if not self._timer.isActive():
            self._run()

    def _run(self) -> None:
        end = perf_counter() + self._budget
        try:
            while self._queue:
                self._queue.popleft()()
                if perf_counter() >= end:
                    break
        finally:
            # Also after an exception, which goes on to the crash hook: the rest is not lost.
            if self._queue:
                self._timer.start()


def _reraise(error: Exception) -> None:
    raise error
