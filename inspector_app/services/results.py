"""What use cases return besides ``Changes``."""

from dataclasses import dataclass

from inspector_app.domain.changes import Changes


@dataclass(frozen=True, slots=True)
class Created:
    """A record that was made, and what its making touched."""

    id: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``entries`` are the ids by which it can be taken back."""

    changes: Changes
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ids: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
