"""The table of rights, cell by cell where it protects somebody."""

import pytest

from inspector_app.domain.record_type import Audience
from inspector_app.domain.rights import CERTIFIERS, RIGHTS, SIGNERS, Action, may, may_read, may_sign
from inspector_app.domain.vocabulary import Purpose, Role

NOT_LEADING = (Role.DEPUTY_LEADER, Role.LIAISON, Role.MEMBER)


def test_every_cell_is_filled():
    assert set(RIGHTS) == set(Role)
    assert all(set(row) == set(Audience) for row in RIGHTS.values())
    assert set(SIGNERS) == set(Purpose)


def test_everybody_of_the_team_works_on_what_is_the_teams():
    for role in Role:
        assert may(role, Audience.TEAM, Action.READ)
        assert may(role, Audience.TEAM, Action.WRITE)


@pytest.mark.parametrize("role", NOT_LEADING)
@pytest.mark.parametrize("audience", [Audience.NAMED, Audience.LEADER])
@pytest.mark.parametrize("action", Action)
def test_what_is_restricted_is_the_leaders(role, audience, action):
    assert not may(role, audience, action)
    assert may(Role.LEADER, audience, action)


@pytest.mark.parametrize("role", NOT_LEADING)
def test_only_the_leader_says_who_reads(role):
    assert not any(may(role, audience, Action.SET_AUDIENCE) for audience in Audience)


@pytest.mark.parametrize("role", NOT_LEADING)
def test_who_wrote_it_and_who_is_named_reads(role):
    for audience in (Audience.NAMED, Audience.LEADER):
        assert may_read(role, "me", audience, owner="me", readers=frozenset())
        assert may_read(role, "me", audience, owner="you", readers=frozenset({"me"}))
        assert not may_read(role, "me", audience, owner="you", readers=frozenset({"him"}))


def test_what_is_the_leaders_to_sign_nobody_else_signs():
    for purpose in (
        Purpose.TALK_GAP,
        Purpose.WORKING_PAPER_APPROVE,
        Purpose.NUMBER_ONE_TALK_REPORT,
        Purpose.REPORT_FINAL,
        Purpose.DELIVERY,
        Purpose.SOURCE_RELEASE,
    ):
        assert [role for role in Role if may_sign(role, purpose)] == [Role.LEADER]
    assert {role for role in Role if may_sign(role, Purpose.WORKING_PAPER_REVIEW)} == {
        Role.LEADER,
        Role.DEPUTY_LEADER,
    }
    assert not any(may_sign(Role.OFFICE, purpose) for purpose in Purpose)
    assert frozenset({Role.LEADER}) == CERTIFIERS
