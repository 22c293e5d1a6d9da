"""The team: who can open the mission, with which keys, and who has read what."""

from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import Role
from inspector_app.intake.text import clean_line, clean_name
from inspector_app.services.mission import OpenMission, certified, role_of
from inspector_app.services.session import add_member
from inspector_app.store.journal import Write
from inspector_app.store.key_file import KdfCost
from inspector_app.store.reader import Order, Reader
from inspector_app.store.recovery_code import groups, same_group

#: Roles that somebody of the team can be given; the leader is there from the beginning.
GIVEN_ROLES = (Role.DEPUTY_LEADER, Role.LIAISON, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody of the team; ``certified`` says whether his signatures count."""

    user: str
    name: str
    role: Role
    post: str
    certified: bool
    active: bool


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody just added. ``code`` is the recovery code: shown once, kept nowhere."""

    user: str
    name: str
    code: str
    changes: Changes

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups of the code as they are shown."""
        return groups(self.code)

    def noted(self, number: int, typed: str) -> bool:
        """Say whether *typed* is group *number* (from 1): proof that it was written down."""
        return same_group(self.code, number, typed)


def team(reader: Reader, mission_id: str) -> list[TeamMember]:
    """Return the users of the mission by role, then by name."""
    trusted = certified(reader, mission_id)
    found = [
        TeamMember(
            user=user.id,
            name=user.text("name"),
            role=role_of(reader, user.id),
            post=user.text("post"),
            certified=user.id in trusted,
            active=user.values.get("active") is not False,
        )
        for user in reader.find("user", order=[Order("name")])
    ]
    return sorted(found, key=lambda one: list(Role).index(one.role))


def note_recovery(mission: OpenMission, user: str, *, noted: bool = True) -> Changes:
    """Record that a group of a user's recovery code was typed again from the paper (store lane).

    *noted* is false when a new code was made: what was checked before is worth nothing then.
    """
    fields: dict[str, Json] = {"noted_on": mission.today() if noted else None}
    there = mission.journal.reader.find("recovery_note", {"user": user}, order=[Order("id")])
    if there:
        return mission.journal.write(Write("recovery_note", there[-1].id, fields))
    return mission.journal.write(mission.journal.create("recovery_note", {"user": user, **fields}))


def recovery_notes(reader: Reader) -> dict[str, str]:
    """Return the day on which each user's recovery code was checked, by user id."""
    found = reader.find("recovery_note", order=[Order("id")])
    return {one.text("user"): one.text("noted_on") for one in found if one.text("noted_on")}


def admit(
    mission: OpenMission,
    *,
    name: str,
    role: Role,
    passphrase: str,
    post: str = "",
    cost: KdfCost | None = None,
) -> NewMember:
    """Give somebody of the team a passphrase and keys, and certify them (leader, store lane).

    Takes some seconds: the derivation of the passphrase is measured on this computer unless
    *cost* says what it may cost. Raises ``RefusedError('mission.leader_only')``,
    ``InputError`` ``team.no_name`` and ``team.same_name``, and those for a weak passphrase.
    """
    clean = clean_name(name)
    if not clean:
        raise InputError("team.no_name")
    if any(one.text("name") == clean for one in mission.journal.reader.find("user")):
        raise InputError("team.same_name", name=clean)
    user, code, changes = add_member(
        mission,
        mission.surroundings,
        name=clean,
        role=role,
        passphrase=passphrase,
        cost=cost or mission.surroundings.new_cost(),
        post=clean_line(post),
    )
    return NewMember(user, clean, code, changes)
