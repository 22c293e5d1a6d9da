"""Waiting after wrong tries, so that nobody guesses at the keyboard. No Qt in this module."""

import time
from collections.abc import Callable
from pathlib import Path

#: Seconds to wait after the first, second … wrong try; the last one for all further.
DELAYS_S = (0, 0, 0, 1, 2, 4, 8, 16, 30)


class TryDelay:
    """Counts wrong tries per folder. One object lives as long as the window.

    It only slows down a person; what protects the folder is the cost of the passphrase.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failures: dict[Path, int] = {}
        self._free_at: dict[Path, float] = {}

    def failed(self, folder: Path) -> None:
        """Note a wrong try."""
        count = self._failures.get(folder, 0)
        self._failures[folder] = count + 1
        delay = DELAYS_S[min(count, len(DELAYS_S) - 1)]
        self._free_at[folder] = self._monotonic() + delay

    def succeeded(self, folder: Path) -> None:
        """Forget the wrong tries."""
        self._failures.pop(folder, None)
        self._free_at.pop(folder, None)

    def wait_s(self, folder: Path) -> float:
        """Return how many seconds to wait before the next try."""
        return max(0.0, self._free_at.get(folder, 0.0) - self._monotonic())
