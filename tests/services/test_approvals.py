"""An approval counts only from whom it is, over what was signed, and by the table of rights."""

import pytest

from inspector_app.domain.canonical import digest
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.rights import SIGNERS
from inspector_app.domain.vocabulary import Decision, ParagraphKind, Purpose, Role
from inspector_app.services import session, talk_record, working_papers
from inspector_app.services.approvals import approvals, content_of, holds, sign
from inspector_app.services.mission import certified
from inspector_app.store import identity
from inspector_app.store.certificates import issue_certificate
from inspector_app.store.journal import Write
from tests.mission_fixture import CHEAP, PASSPHRASE
from tests.paper_fixture import DEPUTY, LEADER, MEMBER, OTHER_MEMBER

APPROVE = Purpose.WORKING_PAPER_APPROVE


def view_of(small, paper, purpose=APPROVE):
    """The one approval of a working paper for a purpose."""
    reader = small.mission.reader
    [view] = approvals(
        reader,
        small.mission.id,
        subject_type="working_paper",
        subject=paper,
        purposes=(purpose,),
    )
    return view


def approved(small, paper):
    return holds(
        small.mission.reader,
        small.mission.id,
        subject_type="working_paper",
        subject=paper,
        purpose=APPROVE,
    )


def test_three_people_signed_and_it_counts(ready):
    small, _, paper = ready
    for purpose, name in (
        (Purpose.WORKING_PAPER_UNDERTAKE, MEMBER),
        (Purpose.WORKING_PAPER_REVIEW, DEPUTY),
        (APPROVE, LEADER),
    ):
        view = view_of(small, paper, purpose)
        assert view.counts
        assert (view.signer, view.signer_name) == (small.users[name], name)
    assert approved(small, paper)


# --- rights -----------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", Purpose)
def test_who_has_not_the_right_cannot_sign(ready, purpose):
    small, _, paper = ready
    for name, role in ((MEMBER, Role.MEMBER), (DEPUTY, Role.DEPUTY_LEADER)):
        if role in SIGNERS[purpose]:
            continue
        mission = small.reopen(name)
        entries = mission.reader.entry_count()
        with pytest.raises(RefusedError, match=r"approval\.not_your_right"):
            sign(mission, purpose=purpose, subject_type="working_paper", subject=paper)
        assert mission.reader.entry_count() == entries


def test_what_is_not_there_cannot_be_signed(ready):
    small, _, paper = ready
    mission = small.mission
    mission.journal.write(Write("working_paper", paper, op=Operation.DELETE))
    for subject in (paper, "niemand"):
        with pytest.raises(RefusedError, match="nothing_to_sign"):
            sign(mission, purpose=APPROVE, subject_type="working_paper", subject=subject)


# --- content ----------------------------------------------------------------------------

CHANGES = {
    "its own words": lambda m, p: m.journal.write(Write("working_paper", p, {"title": "改过"})),
    "whom it holds responsible": lambda m, p: m.journal.write(
        Write("working_paper", p, {"first_responsible": []})
    ),
    "a fact": lambda m, _: m.journal.write(
        Write("fact", m.reader.find("fact")[0].id, {"text": "改过的事实"})
    ),
    "a fact taken out": lambda m, _: m.journal.write(
        Write("fact", m.reader.find("fact")[0].id, op=Operation.DELETE)
    ),
    "a proof of a fact": lambda m, _: m.journal.write(
        Write("proof", m.reader.find("proof")[0].id, {"note": "另一处"})
    ),
    "a statement added": lambda m, p: m.journal.write(
        m.journal.create("statement", {"working_paper": p, "text": "本人说明"})
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_signature_does_not_cover_what_was_changed_after_it(ready, what):
    small, _, paper = ready
    mission = small.mission
    before = digest(content_of(mission.reader, "working_paper", paper))
    CHANGES[what](mission, paper)
    assert digest(content_of(mission.reader, "working_paper", paper)) != before
    view = view_of(small, paper)
    assert view.genuine
    assert not view.current
    assert not approved(small, paper)


def test_it_counts_again_when_the_words_are_back(ready):
    small, _, paper = ready
    title = small.mission.reader.get("working_paper", paper).text("title")
    for words, counts in (("改过", False), (title, True)):
        small.mission.journal.write(Write("working_paper", paper, {"title": words}))
        assert view_of(small, paper).counts is counts


@pytest.mark.parametrize("field", ["state", "number", "return_reason"])
def test_what_moves_on_by_itself_is_not_part_of_what_was_signed(ready, field):
    small, _, paper = ready
    value = {"state": "returned", "number": "B-099", "return_reason": "退"}[field]
    small.mission.journal.write(Write("working_paper", paper, {field: value}))
    assert view_of(small, paper).counts


def test_a_record_that_is_gone_has_no_valid_approval(ready):
    small, _, paper = ready
    small.mission.journal.write(Write("working_paper", paper, op=Operation.DELETE))
    assert not approved(small, paper)


def test_a_talk_is_signed_with_its_paragraphs_and_answers(ready):
    small, _, _ = ready
    mission = small.mission
    talk = mission.reader.find("talk")[0].id
    content = content_of(mission.reader, "talk", talk)
    parts = [part["type"] for part in content["parts"]]
    assert parts.count("paragraph") == 4
    assert parts.count("submission") == 1
    submission = next(p for p in content["parts"] if p["type"] == "submission")
    assert submission["answers"]
    before = digest(content)
    talk_record.add_paragraph(mission, talk, ParagraphKind.ANSWER, "又想起一件事")
    assert digest(content_of(mission.reader, "talk", talk)) != before


# --- forgery ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("purpose", Purpose.WORKING_PAPER_REVIEW.value),
        ("decision", Decision.RETURN.value),
        ("content_hash", "0" * 64),
        ("reason", "另一个理由"),
        ("signature", "00" * 64),
        ("signature", "kein Hex"),
        ("signature", None),
    ],
)
def test_an_approval_that_was_touched_is_not_genuine(ready, field, value):
    small, _, paper = ready
    approval = view_of(small, paper).id
    small.mission.journal.write(Write("approval", approval, {field: value}))
    views = approvals(
        small.mission.reader, small.mission.id, subject_type="working_paper", subject=paper
    )
    [view] = [one for one in views if one.id == approval]
    assert not view.genuine
    assert not view.counts
    assert not approved(small, paper)


def test_an_approval_does_not_move_to_another_paper_or_signer(ready):
    small, _, paper = ready
    mission = small.mission
    approval = view_of(small, paper).id
    other = mission.journal.create("working_paper", {"title": "另一份"})
    mission.journal.write(other)
    mission.journal.write(Write("approval", approval, {"subject": other.record_id}))
    [view] = approvals(
        mission.reader, mission.id, subject_type="working_paper", subject=other.record_id
    )
    assert not view.genuine
    mission.journal.write(
        Write("approval", approval, {"subject": paper, "signer": small.users[DEPUTY]})
    )
    assert not approved(small, paper)


def test_a_member_who_writes_himself_an_approval_gains_nothing(ready):
    """The journal takes what the table of rights forbids; it must not count."""
    small, _, paper = ready
    signed = small.mission.reader.get("approval", view_of(small, paper).id)
    mission = small.reopen(MEMBER)
    mission.journal.write(Write("working_paper", paper, {"title": "改过"}))
    keys = mission.folder.vault.keys
    from inspector_app.services.approvals import CONTEXT, _message

    values = dict(signed.values)
    values["signer"] = mission.me
    values["content_hash"] = digest(content_of(mission.reader, "working_paper", paper))
    values["signature"] = keys.sign(CONTEXT, _message(mission.id, values)).hex()
    mission.journal.write(mission.journal.create("approval", values))
    small.reopen(LEADER)
    assert not approved(small, paper)


def test_a_role_that_somebody_gave_himself_does_not_count(ready):
    """What may be signed is decided by the certificate, not by the user's record."""
    small, _, paper = ready
    mission = small.reopen(MEMBER)
    mission.journal.write(Write("user", mission.me, {"role": Role.LEADER.value}))
    mission.journal.write(Write("working_paper", paper, {"title": "改过"}))
    sign(mission, purpose=APPROVE, subject_type="working_paper", subject=paper)
    small.reopen(LEADER)
    views = approvals(
        small.mission.reader,
        small.mission.id,
        subject_type="working_paper",
        subject=paper,
        purposes=(APPROVE,),
    )
    assert [view.genuine for view in views] == [True, False]
    assert not any(view.counts for view in views)


# --- certificates -----------------------------------------------------------------------


def test_who_is_not_certified_signs_in_vain(ready):
    small, _, paper = ready
    mission = small.mission
    assert set(certified(mission.reader, mission.id)) == set(small.users.values())
    mission.journal.write(Write("user", small.users[LEADER], {"certificate": None}))
    assert not view_of(small, paper).genuine
    # Members were certified by the leader: with him falls the chain.
    assert certified(mission.reader, mission.id) == {}


def test_a_certificate_of_another_headquarters_is_none(ready):
    small, _, paper = ready
    mission = small.mission
    stranger = identity.generate()
    certificate = issue_certificate(
        stranger,
        user_id=mission.me,
        name=LEADER,
        role=Role.LEADER,
        keys=mission.folder.vault.keys.public,
        mission_id=mission.id,
        serial=2,
    )
    mission.journal.write(Write("user", mission.me, {"certificate": certificate.to_text()}))
    assert not approved(small, paper)


@pytest.mark.parametrize("text", ["", "nonsense", "{}", "\u0000"])
def test_a_damaged_certificate_counts_as_none(ready, text):
    small, _, paper = ready
    mission = small.mission
    mission.journal.write(Write("user", small.users[DEPUTY], {"certificate": text}))
    assert small.users[DEPUTY] not in certified(mission.reader, mission.id)
    assert small.users[LEADER] in certified(mission.reader, mission.id)
    assert approved(small, paper)


def test_without_a_pinned_headquarters_nothing_counts(ready):
    small, _, paper = ready
    mission = small.mission
    mission.journal.write(Write("mission", mission.id, {"hq_sign_key": None}))
    assert certified(mission.reader, mission.id) == {}
    assert not approved(small, paper)


def test_a_member_added_later_is_certified_by_the_leader(ready):
    small, _, _ = ready
    mission = small.mission
    user, _, _ = session.add_member(
        mission,
        small.surroundings,
        name="新组员",
        role=Role.MEMBER,
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    assert certified(mission.reader, mission.id)[user].role is Role.MEMBER
    with pytest.raises(RefusedError, match="leader_only"):
        session.add_member(
            small.reopen(OTHER_MEMBER),
            small.surroundings,
            name="另一位",
            role=Role.MEMBER,
            passphrase=PASSPHRASE,
            cost=CHEAP,
        )


def test_a_return_is_no_approval(ready):
    small, _, paper = ready
    mission = small.mission
    working_papers.return_working_paper(mission, paper, reason="补充佐证")
    views = approvals(
        mission.reader,
        mission.id,
        subject_type="working_paper",
        subject=paper,
        purposes=(APPROVE,),
    )
    assert [(v.decision, v.genuine) for v in views] == [
        (Decision.APPROVE, True),
        (Decision.RETURN, True),
    ]
    assert not views[1].counts


def test_a_thousand_parts_are_signed_as_quickly_as_they_are_read(ready):
    """Parts are read level by level: more than one statement's worth of them, too."""
    small, _, _ = ready
    mission = small.mission
    talk = mission.reader.find("talk")[0].id
    journal = mission.journal
    journal.write(
        *(
            journal.create("paragraph", {"talk": talk, "order": f"z{n:04d}", "text": str(n)})
            for n in range(600)
        )
    )
    statements = []
    mission.reader.db.conn.set_trace_callback(statements.append)
    content = content_of(mission.reader, "talk", talk)
    mission.reader.db.conn.set_trace_callback(None)
    assert len(content["parts"]) == 605
    assert len(statements) < 60
