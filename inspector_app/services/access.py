"""Who may change a record, who can read it, and who has looked at it."""

from collections.abc import Sequence

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD, Audience
from inspector_app.domain.rights import Action, may, may_read
from inspector_app.domain.vocabulary import Role
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.store.access_log import Access, accesses
from inspector_app.store.reader import Order, Reader


def may_change(reader: Reader, user: str, record: Record) -> bool:
    """Say whether *user* may write *record*: by right, or because it is his own."""
    role = role_of(reader, user)
    return may(role, Audience(record.audience), Action.WRITE) or record.owner == user


def may_set_audience(reader: Reader, user: str, record: Record) -> bool:
    """Say whether *user* may decide who reads *record*."""
    return may(role_of(reader, user), Audience(record.audience), Action.SET_AUDIENCE)


def require_change(mission: OpenMission, record_type: str, record_id: str) -> Record:
    """Return a record that the user may write.

    Raises ``RefusedError``: ``record.gone``, ``record.not_your_right``.
    """
    reader = mission.journal.reader
    record = reader.get(record_type, record_id)
    if record is None or record.deleted:
        raise RefusedError("record.gone")
    if not may_change(reader, mission.me, record):
        raise RefusedError("record.not_your_right")
    return record


def readers_of(
    reader: Reader, record: Record, *, users: Sequence[Record] | None = None
) -> list[Record]:
    """Return the users of the team who can read *record*, the leader first.

    *users* are those of the team, for lists that have read them already.
    """
    audience = Audience(record.audience)
    named = frozenset(record.items(READERS_FIELD))
    team = reader.find("user", order=[Order("name")]) if users is None else users
    found = [
        user
        for user in team
        if may_read(_role(user), user.id, audience, owner=record.owner, readers=named)
    ]
    return sorted(found, key=lambda user: _role(user) is not Role.LEADER)


def _role(user: Record) -> Role:
    return Role(user.text("role") or Role.MEMBER.value)


def looks_at(reader: Reader, record_type: str, record_id: str) -> list[Access]:
    """Return who looked at, printed or exported a record on this computer, the latest first."""
    found = [
        one
        for one in accesses(reader.db)
        if one.record_type == record_type and one.record_id == record_id
    ]
    return found[::-1]
