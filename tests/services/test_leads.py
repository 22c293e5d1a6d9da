"""Leads: a stream of their own, read by few, numbered and disposed of by the leader."""

import dataclasses

import pytest

from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record_type import Audience
from inspector_app.services import history, leads, talk_record
from inspector_app.services.places import place_of
from tests.delivery_fixture import in_clear
from tests.mission_fixture import small_mission
from tests.paper_fixture import LEADER, MEMBER, OTHER_MEMBER

CONTENT = "反映某某收受礼金的线索内容𠮷"


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def record(small, **more):
    return leads.record_lead(small.mission, content=CONTENT, **more).id


def rows(small, today="2026-10-21"):
    return leads.lead_rows(small.mission.reader, today)


def test_the_list_says_who_how_old_and_who_reads_it(small):
    record(small, officials=[small.officials["虞堃"]], received_on="2026-10-01", source="某人")
    first = record(small, about_number_one=True)
    named = [small.users[MEMBER]]
    record(small, audience=Audience.NAMED, readers=named, received_on="2026-10-21")
    found = rows(small)
    assert found[0].lead.id == first, "those about the number one come first"
    assert [row.days for row in found] == [None, 20, 0]
    assert found[1].officials == ("虞堃",)
    assert found[2].readers == (LEADER, MEMBER)
    assert found[0].author == LEADER


def test_a_member_sees_his_own_and_those_he_is_named_for(small):
    record(small, about_number_one=True)
    shared = record(small, audience=Audience.NAMED, readers=[small.users[MEMBER]])
    small.reopen(MEMBER)
    own = record(small)
    assert {row.lead.id for row in rows(small)} == {shared, own}
    assert in_clear(small.folder, CONTENT) == []
    small.reopen(OTHER_MEMBER)
    assert rows(small) == []
    small.reopen(LEADER)
    assert len(rows(small)) == 3


def test_author_and_leader_change_it_nobody_else(small):
    shared = record(small, audience=Audience.NAMED, readers=[small.users[MEMBER]])
    small.reopen(MEMBER)
    own = record(small)
    step = small.mission.journal.new_id()
    leads.update_lead(small.mission, own, entry=step, content="改过的内容")
    history.undo(small.mission, step)
    assert small.mission.reader.get("lead", own).text("content") == CONTENT
    with pytest.raises(RefusedError, match="not_your_right"):
        leads.update_lead(small.mission, shared, content="改")
    for call in (
        lambda: leads.dispose_lead(small.mission, own, "移交"),
        lambda: leads.set_lead_readers(small.mission, own, [small.users[OTHER_MEMBER]]),
        lambda: leads.number_leads(small.mission),
        lambda: leads.withdraw_lead(small.mission, own, reason="误"),
    ):
        with pytest.raises(RefusedError, match="leader_only"):
            call()
    with pytest.raises(InputError, match="no_content"):
        leads.update_lead(small.mission, own, content=" ")
    with pytest.raises(InputError, match="no_content"):
        leads.record_lead(small.mission, content="\n")
    with pytest.raises(ValueError, match="disposal"):
        leads.update_lead(small.mission, own, disposal="移交")


def test_the_leader_opens_it_to_somebody_and_closes_it_again(small):
    one = record(small)
    leads.set_lead_readers(small.mission, one, [small.users[MEMBER]])
    assert small.reopen(MEMBER).reader.get("lead", one).text("content") == CONTENT
    small.reopen(LEADER)
    leads.set_lead_readers(small.mission, one, [])
    assert small.mission.reader.get("lead", one).audience == Audience.LEADER
    assert small.reopen(MEMBER).reader.get("lead", one) is None


def test_numbers_are_given_once(small):
    record(small)
    record(small)
    assert leads.unnumbered(small.mission.reader) == 2
    leads.number_leads(small.mission)
    third = record(small)
    leads.number_leads(small.mission)
    assert leads.unnumbered(small.mission.reader) == 0
    assert small.mission.reader.get("lead", third).text("number") == "XS-003"


def test_withdrawn_with_a_reason(small):
    one = record(small)
    with pytest.raises(RefusedError, match="needs_reason"):
        leads.withdraw_lead(small.mission, one, reason="")
    leads.withdraw_lead(small.mission, one, reason="与另一条重复")
    assert rows(small) == []


def test_typed_into_a_draft_that_becomes_the_lead(small):
    small.reopen(MEMBER)
    new = leads.begin_lead(small.mission)
    assert new.received_on == "2026-10-21"
    new = dataclasses.replace(new, officials=(small.officials["虞堃"],), source="某人")
    leads.keep_new_lead(small.mission, new, "反映")
    leads.keep_new_lead(small.mission, new, CONTENT)
    assert in_clear(small.folder, CONTENT) == []
    talk_record.commit_typing(small.mission)
    (row,) = rows(small)
    assert row.lead.text("content") == CONTENT
    assert row.lead.audience == Audience.LEADER
    assert row.officials == ("虞堃",)
    history.undo(small.mission, new.entry)
    assert rows(small) == []


def test_a_crash_while_typing_loses_nothing(small):
    new = leads.begin_lead(small.mission)
    named = dataclasses.replace(new, readers=(small.users[MEMBER],))
    leads.keep_new_lead(small.mission, named, CONTENT)
    small.reopen(LEADER)  # the draft is found again by the next commit
    talk_record.commit_typing(small.mission)
    assert rows(small)[0].readers == (LEADER, MEMBER)


def test_nothing_typed_is_no_lead(small):
    new = leads.begin_lead(small.mission)
    leads.keep_new_lead(small.mission, new, CONTENT)
    leads.keep_new_lead(small.mission, new, " ")
    talk_record.commit_typing(small.mission)
    assert rows(small) == []


def test_a_jump_leads_to_the_page_of_leads(small):
    one = record(small)
    assert place_of(small.mission.reader, "lead", one) == ("lead", {"lead": one})
