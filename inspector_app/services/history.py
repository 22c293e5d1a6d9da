"""What the journal tells of a record: who wrote it and when; and taking a step back."""

from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.store.access_log import AccessKind
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Writing:
    """One write of a field; ``at`` is what the writer's clock claimed (RFC 3339)."""

    author: str
    at: str
    value: Json
    reason: str

    @property
    def moment(self) -> str:
        """Return the claimed time to the minute, ``yyyy-mm-dd hh:mm``."""
        return self.at[:16].replace("T", " ")


def writings(reader: Reader, record_type: str, record_id: str, field: str) -> list[Writing]:
    """Return every write of a field, the first one first, with the names of the writers."""
    names = user_names(reader)
    return [
        Writing(names.get(one.author, ""), one.claimed_at, one.value, one.reason)
        for one in reader.history(record_type, record_id, field)
    ]


def undo(mission: OpenMission, entry: str) -> Changes:
    """Take one entry back by another one (store lane).

    Raises ``RefusedError('journal.undo_overtaken')`` when somebody has since written the
    same field, ``journal.undo_unknown`` for an entry that changed nothing.
    """
    return mission.journal.undo(entry)


def note_view(mission: OpenMission, record_type: str, record_id: str) -> None:
    """Log that data about a number one were looked at (store lane)."""
    mission.folder.access.note(AccessKind.VIEW, record_type, record_id)
