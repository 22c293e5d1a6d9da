"""What is known becomes what is asked, for named talkers, as restricted as its source."""

import pytest

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import AUDIENCE_FIELD
from inspector_app.domain.vocabulary import Head, ItemState, Organ
from inspector_app.services import briefing, briefing_readers, extra_questions, look_back, talks
from inspector_app.services.extra_questions import (
    answer_extra,
    ask_extra,
    questions_by_source,
    questions_for,
    questions_from,
    questions_of_talk,
)
from inspector_app.services.steps import take_back
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template

LEADER, MEMBER, OTHER, NUMBER_ONE = "郁澄", "骆珩", "阚玥", "岑𬀩"
TALKER = "虞堃"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(
        tmp_path_factory.mktemp("small"), lambda folder: (small_mission(folder), "", "")
    )


@pytest.fixture
def small(template, tmp_path):
    made, _, _ = template.copy(tmp_path)
    yield made
    made.sitting.end()


def known(small, theme="信访举报", organ=Organ.DISCIPLINE):
    asked = briefing.record_briefing(
        small.mission, organ=organ, organ_name="示例市纪委", received_on="2026-10-01"
    ).id
    return briefing.record_item(
        small.mission,
        briefing=asked,
        official=small.officials[NUMBER_ONE],
        head=Head.WORK,
        theme=theme,
        state=ItemState.HAS,
        text="示例情况。",
    ).id


def ask(small, source, *talkers, text="采购怎样决定？", head=Head.WORK, kind="briefing_item"):
    return ask_extra(
        small.mission,
        subject_type=kind,
        subject=source,
        text=text,
        head=head,
        about=small.officials[NUMBER_ONE],
        talkers=[small.officials[name] for name in talkers],
    ).id


class TestAsking:
    def test_named_talkers_get_it_and_nobody_else(self, small):
        made = ask(small, known(small), TALKER, "邝喆")
        reader = small.mission.reader
        found = questions_for(reader, small.officials[TALKER])
        assert [(one.id, one.source, one.restricted) for one in found] == [
            (made, "示例市纪委 · 信访举报", False)
        ]
        assert questions_for(reader, small.officials["邝喆"])
        assert questions_for(reader, small.officials["蔺㛃"]) == ()
        talk = small.plan(TALKER)
        assert [one.id for one in questions_of_talk(reader, talk)] == [made]
        assert questions_of_talk(reader, small.plan("蔺㛃")) == ()
        assert questions_of_talk(reader, "no such talk") == ()

    def test_work_before_life_and_empty_ones_wait(self, small):
        source = known(small)
        life = ask(small, source, TALKER, head=Head.LIFE)
        work = ask(small, source, TALKER)
        empty = ask(small, source, TALKER, text="  ")
        person = small.officials[TALKER]
        assert [one.id for one in questions_for(small.mission.reader, person)] == [work, life]
        at_source = questions_from(small.mission.reader, source)
        assert [one.id for one in at_source] == [life, work, empty]
        assert questions_by_source(small.mission.reader) == {source: at_source}

    def test_from_a_finding_of_the_last_round_too(self, small):
        found = look_back.add_finding(
            small.mission,
            problem="会上先定调（示例）。",
            number="1",
            judgement=Judgement.PARTLY.value,
        ).id
        ask(small, found, TALKER, kind="previous_finding")
        question = questions_for(small.mission.reader, small.officials[TALKER])[0]
        assert question.source == "1 会上先定调（示例）。"
        with pytest.raises(RefusedError, match="in_use"):
            look_back.remove_finding(small.mission, found)

    def test_only_from_what_is_there(self, small):
        with pytest.raises(InputError, match="question_source"):
            ask(small, "nothing")
        with pytest.raises(InputError, match="question_source"):
            ask(small, small.officials[TALKER], kind="official")
        source = known(small)
        briefing.remove_item(small.mission, source)
        with pytest.raises(InputError, match="question_source"):
            ask(small, source)

    def test_a_step_can_be_taken_back(self, small):
        entry = small.mission.journal.new_id()
        ask_extra(
            small.mission, subject_type="briefing_item", subject=known(small), text="x", entry=entry
        )
        take_back(small.mission, (entry,))
        assert small.mission.reader.count("extra_question") == 0


class TestAnswering:
    def test_the_answer_stands_with_its_talk(self, small):
        made = ask(small, known(small), TALKER, "邝喆")
        first, second = small.plan(TALKER), small.plan("邝喆")
        answer_extra(small.mission, first, made, kind=AnswerKind.SPECIFIC, text="由局长定。")
        answer_extra(small.mission, first, made, kind=AnswerKind.GENERAL, text="一般由会上定。")
        reader = small.mission.reader
        answer = questions_of_talk(reader, first)[0].answer
        assert (answer.kind, answer.text) == (AnswerKind.GENERAL, "一般由会上定。")
        assert reader.count("extra_answer") == 1
        assert questions_of_talk(reader, second)[0].answer is None
        with pytest.raises(RefusedError, match="question_answered"):
            extra_questions.remove_extra(small.mission, made)

    def test_a_closed_talk_takes_no_answer(self, small):
        made = ask(small, known(small), TALKER)
        talk = small.hold(TALKER, "2026-10-21T09:00", "2026-10-21T10:00")
        talks.close_talk(small.mission, talk)
        with pytest.raises(RefusedError, match="closed"):
            answer_extra(small.mission, talk, made, kind=AnswerKind.NONE)

    def test_an_unanswered_one_can_go(self, small):
        made = ask(small, known(small), TALKER)
        extra_questions.remove_extra(small.mission, made)
        assert questions_for(small.mission.reader, small.officials[TALKER]) == ()


class TestRestricted:
    def test_who_may_not_see_the_source_sees_neither_question_nor_answer(self, small):
        source = known(small)
        made = ask(small, source, TALKER, text="只有组长知道的事？")
        talk = small.plan(TALKER)
        answer_extra(small.mission, talk, made, kind=AnswerKind.SPECIFIC, text="只有组长看的回答")
        briefing.update_item(small.mission, source, **{AUDIENCE_FIELD: "leader"})
        assert [one.restricted for one in questions_of_talk(small.mission.reader, talk)] == [True]
        mission = small.reopen(MEMBER)
        assert questions_of_talk(mission.reader, talk) == ()
        assert questions_for(mission.reader, small.officials[TALKER]) == ()
        for record_type in ("briefing_item", "extra_question", "extra_answer"):
            assert mission.reader.count(record_type) == 0, record_type
        mission = small.reopen(LEADER)
        answer = questions_of_talk(mission.reader, talk)[0].answer
        assert answer.text == "只有组长看的回答"

    def test_readings_of_members_count_though_the_leader_holds_more(self, small):
        source = known(small)
        asked = small.mission.reader.get("briefing_item", source).text("briefing")
        second = briefing.record_item(
            small.mission,
            briefing=asked,
            official=small.officials[NUMBER_ONE],
            head=Head.LIFE,
            theme="生活作风",
            state=ItemState.HAS,
            text="仅供组长。",
        ).id
        briefing.update_item(small.mission, second, **{AUDIENCE_FIELD: "leader"})
        for name in (MEMBER, LEADER):
            briefing_readers.confirm_reading(small.reopen(name), asked)

        def read():
            mission = small.mission
            found = briefing_readers.readings(mission.reader, mission.id, asked)
            return {one.name for one in found if one.read}

        assert read() == {MEMBER, LEADER}
        # What changes for the leader alone leaves the member's signature good …
        briefing.update_item(small.mission, second, text="补充，仍仅供组长。")
        assert read() == {MEMBER}
        # … and what everybody reads takes it away.
        briefing.update_item(small.mission, source, text="补充的示例情况。")
        assert read() == set()

    def test_who_may_not_read_a_briefing_is_not_asked_to(self, small):
        asked = briefing.record_briefing(
            small.mission, organ=Organ.DISCIPLINE, organ_name="示例市纪委", received_on="2026-10-01"
        ).id
        briefing.update_briefing(small.mission, asked, **{AUDIENCE_FIELD: "leader"})
        mission = small.mission
        found = briefing_readers.readings(mission.reader, mission.id, asked)
        assert [one.name for one in found] == [LEADER]
        assert briefing_readers.readings(mission.reader, mission.id, "nothing") == []

    def test_asking_and_papers_leave_readings_good(self, small):
        source = known(small)
        asked = small.mission.reader.get("briefing_item", source).text("briefing")
        briefing_readers.confirm_reading(small.mission, asked)
        ask(small, source, TALKER)
        mission = small.mission
        found = briefing_readers.readings(mission.reader, mission.id, asked)
        assert [one.name for one in found if one.read] == [LEADER]
