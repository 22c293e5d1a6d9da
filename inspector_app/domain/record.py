"""A record as it is read: the projection of its entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from inspector_app.domain.canonical import Json


@dataclass(frozen=True, slots=True)
class Record:
    """Values of one record with what the journal knows about it.

    ``owner`` is the user who created it; ``conflicts`` names the fields in which several
    people's values stand side by side.
    """

    type: str
    id: str
    owner: str
    audience: str
    deleted: bool
    conflicts: tuple[str, ...]
    values: Mapping[str, Json]

    def text(self, name: str) -> str:
        """Return a text, date or code; an empty string when nothing is recorded."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """Return a yes/no, where not recorded counts as not yes."""
        return self.values.get(name) is True

    def number(self, name: str) -> int | None:
        """Return a whole number or ``None``."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of a set, sorted."""
        value = self.values.get(name)
        if isinstance(value, str) or not isinstance(value, Sequence):
            return ()
        return tuple(cast("Sequence[str]", value))
