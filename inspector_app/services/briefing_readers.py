"""Who of the team has confirmed reading a briefing, with a signature over what he could read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD, Audience
from inspector_app.domain.rights import may_read, may_sign
from inspector_app.domain.vocabulary import Purpose, Role
from inspector_app.services.approvals import ApprovalView, approvals, content_of, sign
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.store.certificates import Certificate
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether somebody of the team has confirmed reading a briefing.

    ``outdated`` is a confirmation of an earlier content: what was added since is not read.
    """

    user: str
    name: str
    read: bool
    outdated: bool
    signed_at: str


def confirm_reading(mission: OpenMission, briefing: str) -> Changes:
    """Sign that the user has read a briefing, as far as he may read it (store lane)."""
    return sign(
        mission,
        purpose=Purpose.BRIEFING_READ,
        subject_type="briefing",
        subject=briefing,
        content=_contents(mission.journal.reader, briefing)(mission.me),
    )


def _contents(reader: Reader, briefing: str) -> Callable[[str], dict[str, Json]]:
    """Return what each user reads of a briefing: restricted items are not everybody's.

    A member's laptop does not hold them, the leader's does; both must come to the same content.
    """
    restricted = []

    def note(record: Record) -> bool:
        if record.audience != Audience.TEAM.value:
            restricted.append(record.id)
        return True

    whole = content_of(reader, "briefing", briefing, keep=note)
    if not restricted:
        return lambda _user: whole

    def own(user: str) -> dict[str, Json]:
        role = role_of(reader, user)
        return content_of(
            reader, "briefing", briefing, keep=lambda record: _reads(user, role, record)
        )

    return own


def _reads(user: str, role: Role, record: Record) -> bool:
    return may_read(
        role,
        user,
        Audience(record.audience),
        owner=record.owner,
        readers=frozenset(record.items(READERS_FIELD)),
    )


def _role(user: Record) -> Role:
    code = user.text("role")
    return Role(code) if code in frozenset(Role) else Role.MEMBER


def readers_of(
    reader: Reader,
    mission_id: str,
    briefing: str,
    *,
    trusted: Mapping[str, Certificate] | None = None,
) -> list[ApprovalView]:
    """Return who confirmed reading a briefing; *trusted* as in ``approvals``."""
    signed = {"subject_type": "briefing", "subject": briefing}
    if not reader.count("approval", signed) or reader.get("briefing", briefing) is None:
        return []
    return approvals(
        reader,
        mission_id,
        subject_type="briefing",
        subject=briefing,
        purposes=(Purpose.BRIEFING_READ,),
        content_for=_contents(reader, briefing),
        trusted=trusted,
    )


def readings(
    reader: Reader,
    mission_id: str,
    briefing: str,
    *,
    trusted: Mapping[str, Certificate] | None = None,
    users: Sequence[Record] | None = None,
) -> list[Reading]:
    """Return everybody who should read a briefing, with whether they have confirmed it.

    Who may not read it is not asked to. Only genuine confirmations count, as far as packages
    have brought them here; the latest one of each user is shown. *trusted* as in ``approvals``,
    *users* the team, for callers that ask about many briefings.
    """
    record = reader.get("briefing", briefing)
    if record is None:
        return []
    views = readers_of(reader, mission_id, briefing, trusted=trusted)
    given = {view.signer: view for view in views if view.genuine}
    found = []
    for user in reader.find("user", order=[Order("name")]) if users is None else users:
        role = _role(user)
        if user.values.get("active") is False or not may_sign(role, Purpose.BRIEFING_READ):
            continue
        if not _reads(user.id, role, record):
            continue
        view = given.get(user.id)
        found.append(
            Reading(
                user=user.id,
                name=user.text("name"),
                read=view is not None and view.counts,
                outdated=view is not None and not view.counts,
                signed_at=view.signed_at if view is not None else "",
            )
        )
    return found
