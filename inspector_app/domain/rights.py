"""Who may do what: one table of role × audience × action, the only source of rights."""

from collections.abc import Mapping
from enum import StrEnum

from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Purpose, Role


class Action(StrEnum):
    """What a right allows."""

    READ = "read"
    WRITE = "write"
    SET_AUDIENCE = "set_audience"


_BOTH = frozenset({Action.READ, Action.WRITE})
_ALL = frozenset(Action)
_NONE: frozenset[Action] = frozenset()

#: ``named`` is for the readers a record names; the leader always reads it too.
RIGHTS: Mapping[Role, Mapping[Audience, frozenset[Action]]] = {
    Role.LEADER: {Audience.TEAM: _ALL, Audience.NAMED: _ALL, Audience.LEADER: _ALL},
    Role.DEPUTY_LEADER: {Audience.TEAM: _BOTH, Audience.NAMED: _NONE, Audience.LEADER: _NONE},
    Role.LIAISON: {Audience.TEAM: _BOTH, Audience.NAMED: _NONE, Audience.LEADER: _NONE},
    Role.MEMBER: {Audience.TEAM: _BOTH, Audience.NAMED: _NONE, Audience.LEADER: _NONE},
    Role.OFFICE: {Audience.TEAM: _ALL, Audience.NAMED: _ALL, Audience.LEADER: _ALL},
}

#: Who may sign what (handbook §1.2, §1.5): three signatures on a working paper are by
#: different people; consent to a gap, the report and the delivery are the leader's.
SIGNERS: Mapping[Purpose, frozenset[Role]] = {
    Purpose.BRIEFING_READ: frozenset({Role.LEADER, Role.DEPUTY_LEADER, Role.LIAISON, Role.MEMBER}),
    Purpose.TALK_GAP: frozenset({Role.LEADER}),
    Purpose.TALK_RECORD: frozenset({Role.LEADER, Role.DEPUTY_LEADER, Role.LIAISON, Role.MEMBER}),
    Purpose.WORKING_PAPER_UNDERTAKE: frozenset(
        {Role.LEADER, Role.DEPUTY_LEADER, Role.LIAISON, Role.MEMBER}
    ),
    Purpose.WORKING_PAPER_REVIEW: frozenset({Role.DEPUTY_LEADER, Role.LEADER}),
    Purpose.WORKING_PAPER_APPROVE: frozenset({Role.LEADER}),
    Purpose.NUMBER_ONE_TALK_REPORT: frozenset({Role.LEADER}),
    Purpose.REPORT_FINAL: frozenset({Role.LEADER}),
    Purpose.DELIVERY: frozenset({Role.LEADER}),
    Purpose.SOURCE_RELEASE: frozenset({Role.LEADER}),
    Purpose.ENTRY_SIGNED: frozenset({Role.LEADER}),
}

#: Roles that may certify a new member of the team.
CERTIFIERS = frozenset({Role.LEADER})


def may(role: Role, audience: Audience, action: Action) -> bool:
    """Say whether *role* may do *action* on records of *audience*, without being named."""
    return action in RIGHTS[role][audience]


def may_read(
    role: Role, user: str, audience: Audience, *, owner: str, readers: frozenset[str]
) -> bool:
    """Say whether *user* may read a record.

    Whoever wrote a record and whoever it names may read it whatever the audience.
    """
    return may(role, audience, Action.READ) or user == owner or user in readers


def may_sign(role: Role, purpose: Purpose) -> bool:
    """Say whether *role* may sign for *purpose*."""
    return role in SIGNERS[purpose]
