"""Conflicts: values that stood side by side because their authors had not seen each other.

Every value is kept until a person decides, with a reason. The decision is an entry that has
seen them all; whoever writes without having seen it opens the matter again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record_type import Audience
from inspector_app.domain.rights import Action, may
from inspector_app.services.mission import OpenMission, role_of, user_names
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class ValueView:
    """One of the values: who wrote it, when by his laptop's clock."""

    entry: str
    author: str
    author_name: str
    at: str
    value: Json


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A field that waits for a decision; ``shown`` is the value shown until then."""

    record_type: str
    record_id: str
    field: str
    shown: Json
    values: tuple[ValueView, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The entries that were shown: to be handed to ``decide``."""
        return tuple(value.entry for value in self.values)


def open_conflicts(reader: Reader) -> list[ConflictView]:
    """Return every field that waits for a decision, record by record."""
    names = user_names(reader)
    found = []
    for conflict in reader.conflicts():
        record = reader.get(conflict.record_type, conflict.record_id)
        values = tuple(
            ValueView(
                head.entry, head.author, names.get(head.author, ""), head.claimed_at, head.value
            )
            for head in conflict.heads
        )
        shown = record.values.get(conflict.field) if record else None
        found.append(
            ConflictView(conflict.record_type, conflict.record_id, conflict.field, shown, values)
        )
    return found


def decide(
    mission: OpenMission,
    record_type: str,
    record_id: str,
    field: str,
    value: Json,
    *,
    reason: str,
    heads: Sequence[str] = (),
) -> Changes:
    """Decide a conflict: one of the values, or a new one made of them (store lane).

    *heads* are the entries that the person was shown; if others have come since, nothing is
    decided. Raises ``RefusedError`` ``conflict.needs_reason``, ``conflict.none_open``,
    ``conflict.not_your_right``, ``conflict.more_came``, and ``InputError('conflict.bad_value')``.
    """
    reader = mission.journal.reader
    if not reason.strip():
        raise RefusedError("conflict.needs_reason")
    record = reader.get(record_type, record_id)
    state = reader.state(record_type, record_id)
    if record is None or field not in state.conflicts:
        raise RefusedError("conflict.none_open")
    role = role_of(reader, mission.me)
    if not may(role, Audience(record.audience), Action.WRITE) and record.owner != mission.me:
        raise RefusedError("conflict.not_your_right")
    if heads and set(heads) != set(state.seen(field)):
        raise RefusedError("conflict.more_came")
    declared = reader.types[record_type].field(field)
    if declared is not None and declared.problem(value):
        raise InputError("conflict.bad_value", field=field)
    return mission.journal.write(
        Write(record_type, record_id, {field: value}, Operation.DECIDE, reason=reason.strip())
    )
