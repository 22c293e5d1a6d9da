"""Certificates: only chains to headquarters' key count."""

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.errors import DamagedError, KnownError, RefusedError
from inspector_app.domain.vocabulary import Role
from inspector_app.store.certificates import (
    Certificate,
    check_chain,
    issue_certificate,
    trusted_certificates,
)
from inspector_app.store.identity import generate

MISSION = "0190-mission"
HQ, LEADER, DEPUTY, MEMBER, STRANGER = (generate() for _ in range(5))
ROOT = HQ.public


def issue(issuer, subject, role, *, serial=1, mission=MISSION, name="示例·某"):
    return issue_certificate(
        issuer,
        user_id=f"user-{subject.public.key_id[:6]}",
        name=name,
        role=role,
        keys=subject.public,
        mission_id=mission,
        serial=serial,
    )


OF_LEADER = issue(HQ, LEADER, Role.LEADER)
OF_MEMBER = issue(LEADER, MEMBER, Role.MEMBER)


def refused(leaf, others=(), root=ROOT, mission=MISSION):
    with pytest.raises(KnownError) as caught:
        check_chain(leaf, others, root=root, mission_id=mission)
    return caught.value.code.removeprefix("store.certificate_")


def test_chains_of_one_and_two_links_hold():
    assert check_chain(OF_LEADER, (), root=ROOT, mission_id=MISSION) == (OF_LEADER,)
    chain = check_chain(OF_MEMBER, [OF_MEMBER, OF_LEADER], root=ROOT, mission_id=MISSION)
    assert chain == (OF_MEMBER, OF_LEADER)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LIAISON, Role.DEPUTY_LEADER])
def test_the_leader_certifies_the_team(role):
    leaf = issue(LEADER, DEPUTY, role)
    assert len(check_chain(leaf, [OF_LEADER], root=ROOT, mission_id=MISSION)) == 2


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICE])
def test_the_leader_cannot_make_leaders_or_headquarters(role):
    assert refused(issue(LEADER, MEMBER, role), [OF_LEADER]) == "not_allowed"
    assert refused(issue(LEADER, LEADER, role), [OF_LEADER]) == "not_allowed"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LIAISON])
def test_who_is_no_leader_certifies_nobody(role):
    between = issue(HQ, DEPUTY, role)
    assert refused(issue(DEPUTY, MEMBER, Role.MEMBER), [between, OF_LEADER]) == "not_allowed"


def test_a_third_link_is_refused():
    member = issue(LEADER, DEPUTY, Role.DEPUTY_LEADER)
    leaf = issue(DEPUTY, MEMBER, Role.MEMBER)
    assert refused(leaf, [member, OF_LEADER]) == "issuer_unknown"


def test_one_cannot_certify_oneself():
    own = issue(STRANGER, STRANGER, Role.LEADER)
    assert refused(own, [own]) == "not_allowed"
    as_member = issue(STRANGER, STRANGER, Role.MEMBER)
    assert refused(as_member, [as_member, own]) == "issuer_unknown"


def test_another_headquarters_does_not_count():
    false_leader = issue(STRANGER, LEADER, Role.LEADER)
    assert refused(OF_MEMBER, [false_leader]) == "issuer_unknown"
    assert refused(OF_LEADER, root=STRANGER.public) == "not_allowed"


def test_another_mission_does_not_count():
    elsewhere = issue(HQ, LEADER, Role.LEADER, mission="other")
    assert refused(elsewhere) == "of_other_mission"
    assert refused(OF_MEMBER, [elsewhere]) == "issuer_unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "示例·冒名"},
        {"user_id": "someone"},
        {"role": Role.OFFICE},
        {"serial": 2},
        {"keys": STRANGER.public},
        {"signature": "00" * 64},
    ],
)
def test_a_changed_certificate_is_forged(change):
    changed = replace(OF_LEADER, **change)
    assert refused(changed) == "forged"


def test_a_changed_second_link_is_forged():
    changed = replace(OF_MEMBER, name="示例·冒名")
    assert refused(changed, [OF_LEADER]) == "forged"


def test_a_forged_issuer_does_not_help():
    forged = replace(issue(HQ, STRANGER, Role.MEMBER), role=Role.LEADER)
    assert refused(issue(STRANGER, MEMBER, Role.MEMBER), [forged]) == "issuer_unknown"


def test_a_replaced_leaders_team_stays_certified():
    demoted = issue(HQ, LEADER, Role.MEMBER, serial=2)
    trusted = trusted_certificates([OF_MEMBER, OF_LEADER, demoted], root=ROOT, mission_id=MISSION)
    assert trusted[LEADER.public.key_id] == demoted
    assert trusted[MEMBER.public.key_id] == OF_MEMBER


def test_the_trusted_are_the_same_in_any_order():
    certificates = [
        OF_LEADER,
        OF_MEMBER,
        issue(LEADER, MEMBER, Role.LIAISON, serial=5),
        issue(HQ, MEMBER, Role.DEPUTY_LEADER, serial=2),
        issue(STRANGER, STRANGER, Role.OFFICE),
        issue(LEADER, STRANGER, Role.LEADER),
    ]
    results = [
        trusted_certificates(order, root=ROOT, mission_id=MISSION)
        for order in itertools.permutations(certificates, 5)
        if OF_LEADER in order and certificates[3] in order
    ]
    for result in results:
        assert set(result) == {LEADER.public.key_id, MEMBER.public.key_id}
        assert result[MEMBER.public.key_id].role is Role.DEPUTY_LEADER


def test_a_certificate_travels_as_text():
    for certificate in (OF_MEMBER, issue(HQ, LEADER, Role.LEADER, name="𬀩㛃 䶮e\u0301")):
        again = Certificate.from_text(certificate.to_text())
        assert again == certificate
        assert Certificate.from_json(certificate.to_json()) == certificate
        assert check_chain(again, [OF_LEADER], root=ROOT, mission_id=MISSION)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"role": "emperor"},
        {"role": []},
        {"serial": True},
        {"serial": -1},
        {"serial": 2**60},
        {"serial": "1"},
        {"name": ""},
        {"name": "\ud800"},
        {"name": "长" * 300},
        {"signature": "xyz"},
        {"signature": OF_LEADER.signature.upper()},
        {"keys": {}},
        {"more": 1},
    ],
)
def test_other_values_are_no_certificate(change):
    value = {**OF_LEADER.to_json(), **change}
    for step in (
        lambda: Certificate.from_json(value),
        lambda: Certificate.from_text(json.dumps(value)),
    ):
        with pytest.raises(DamagedError) as caught:
            step()
        assert caught.value.code in ("store.bad_certificate", "store.bad_public_key")


@given(st.text(max_size=100))
def test_any_other_text_is_no_certificate(text):
    with pytest.raises(DamagedError):
        Certificate.from_text(text)


def test_deep_nesting_is_no_certificate():
    with pytest.raises(DamagedError):
        Certificate.from_text("[" * 100_000)


def test_refusals_are_refusals():
    with pytest.raises(RefusedError):
        check_chain(OF_MEMBER, (), root=ROOT, mission_id=MISSION)
