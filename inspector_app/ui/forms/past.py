"""What was done to a filling, to be taken back step by step. No Qt."""

from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.forms.filled import Filled
from inspector_app.ui.forms.rows import RowKey

#: Steps that are remembered.
_KEPT = 200


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered; ``before`` is what stood there."""

    row: RowKey
    before: str


@dataclass(frozen=True, slots=True)
class Added:
    """A card was added: its key, and the path it had then."""

    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A card was moved from ``position``."""

    row: RowKey
    position: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A card was removed: where it stood, and what it held, its key with it."""

    path: str
    filled: Filled


#: What can be taken back.
Step: TypeAlias = Answered | Added | Moved | Removed


class Past:
    """The steps of one sitting at a form, newest last."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def __bool__(self) -> bool:
        """Say whether there is anything to take back."""
        return bool(self._steps)

    def did(self, step: Step) -> None:
        """Remember *step*."""
        self._steps.append(step)
        del self._steps[:-_KEPT]

    def last(self) -> Step | None:
        """Take the newest step out."""
        return self._steps.pop() if self._steps else None

    def forget(self) -> None:
        """Forget everything."""
        self._steps.clear()
