"""What schedule, cards, outlines, statistics and calendars say, and what they keep quiet."""

import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import Asking
from inspector_app.domain.vocabulary import (
    Head,
    ItemState,
    Organ,
    ParagraphKind,
    TalkCategory,
    TalkKind,
)
from inspector_app.services import extra_questions, plan_papers, talk_record, talks
from inspector_app.services.briefing import record_briefing, record_item
from inspector_app.services.plan_settings import set_plan_setting
from inspector_app.services.talk_papers import talk_record_printable
from inspector_app.system.fonts import bundled_fonts
from tests.documents.ics_reader import read
from tests.documents.pages import all_text, metadata, page_texts
from tests.mission_fixture import OFFICIALS, small_mission


@pytest.fixture
def small(tmp_path):
    small = small_mission(tmp_path)
    yield small
    small.sitting.end()


def printed(printable):
    assert printable.docx()
    return all_text(printable.pdf(bundled_fonts()))


def group(small, **more):
    return talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.users["阚玥"],
        starts_at="2026-10-30T09:00",
        ends_at="2026-10-30T10:30",
        place="三楼会议室",
        **more,
    ).id


def test_the_schedule_lists_every_talk_of_its_days_in_order(small):
    small.plan("蔺㛃", "2026-10-22T14:30", "2026-10-22T16:00")
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T11:00", place="谈话一室")
    small.plan("佘翊", "2026-11-02T09:00", "2026-11-02T10:00")
    people = [small.officials["阮𫖯"], small.officials["郗𠮷"]]
    group(small, kind=TalkKind.GROUP, speakers=people, topic="职工座谈会")
    text = printed(
        plan_papers.schedule_printable(small.mission, first="2026-10-22", last="2026-10-31")
    )
    places = [text.index(words) for words in ("星期四", "虞堃", "蔺㛃", "星期五", "职工座谈会")]
    assert places == sorted(places)
    assert "共安排谈话3场" in text
    assert "阮𫖯、郗𠮷" in text
    assert "谈话一室" in text
    assert "必谈" in text
    assert "佘翊" not in text
    assert "工作秘密" in text


def test_an_empty_schedule_says_so(small):
    assert "没有要安排的谈话" in printed(plan_papers.schedule_printable(small.mission))


def test_a_notice_names_the_talker_and_nobody_else(small):
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T11:00")
    text = printed(plan_papers.notices_printable(small.mission))
    assert "虞堃同志" in text
    assert "2026年10月22日09:00" in text
    for quiet in ("骆珩", "阚玥", "必谈", "班子", "T-001", "工作秘密"):
        assert quiet not in text


def test_cards_stand_several_a_page(small):
    for number, name in enumerate(("虞堃", "蔺㛃", "邝喆", "佘翊")):
        small.plan(name, f"2026-10-2{number}T09:00", f"2026-10-2{number}T10:00")
    pages = page_texts(plan_papers.cards_printable(small.mission).pdf(bundled_fonts()))
    assert len(pages) == 1
    assert all(f"T-00{number}" in pages[0] for number in range(1, 5))


@pytest.mark.parametrize("category", TalkCategory)
def test_there_is_an_outline_for_every_category(small, category):
    text = printed(plan_papers.category_outline_printable(small.mission, category))
    for item in small.mission.checklist.items:
        asked = item.asked_of(category)
        assert (item.code in text) is (asked is not Asking.NOT_ASKED)
    must = [i for i in small.mission.checklist.items if i.asked_of(category) is Asking.MUST]
    assert f"必谈内容（{len(must)}项）" in text
    for head in Head:
        count = sum(item.head is head for item in must)
        assert f"{'工作' if head is Head.WORK else '生活'}方面（{count}项）" in text
    assert ("本人自述" in text) is (category is TalkCategory.NUMBER_ONE)


def test_an_outline_has_what_was_prepared_for_this_talker_alone(small):
    mission = small.mission
    briefing = record_briefing(mission, organ=Organ.DISCIPLINE, organ_name="示例市纪委").id
    item = record_item(
        mission,
        briefing=briefing,
        official=small.officials["岑𬀩"],
        head=Head.LIFE,
        theme="家属从业",
        state=ItemState.HAS,
        text="配偶近年换过单位",
    ).id
    extra_questions.ask_extra(
        mission,
        subject_type="briefing_item",
        subject=item,
        text="他爱人现在在哪家单位？",
        talkers=[small.officials["虞堃"]],
    )
    his = small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T11:00")
    other = small.plan("蔺㛃", "2026-10-23T09:00", "2026-10-23T11:00")
    assert "他爱人现在在哪家单位" in printed(plan_papers.outline_printable(mission, his))
    assert "他爱人" not in printed(plan_papers.outline_printable(mission, other))
    with pytest.raises(RefusedError, match="gone"):
        plan_papers.outline_printable(mission, "nobody")


def test_statistics_hold_no_name_of_anybody(small):
    for number, name in enumerate(("虞堃", "蔺㛃", "邝喆", "宓䶮")):
        small.hold(name, f"2026-10-2{number}T09:00", f"2026-10-2{number}T10:00")
    people = [small.officials["阮𫖯"], small.officials["郗𠮷"]]
    talk = group(small, kind=TalkKind.GROUP, speakers=people, other_speakers=["职工甲"])
    talks.begin_talk(small.mission, talk)
    unnamed = talks.plan_talk(
        small.mission,
        official="",
        interviewers=[],
        recorder="",
        kind=TalkKind.UNNAMED,
        described_as="穿红衣的人",
    ).id
    talks.begin_talk(small.mission, unnamed)
    data = plan_papers.statistics_printable(small.mission).pdf(bundled_fonts())
    text = all_text(data)
    assert "共谈话6场：个别谈话4场，座谈会1场，不具名谈话1场" in text
    names = [name for name, *_ in OFFICIALS] + list(small.users) + ["职工甲", "穿红衣的人"]
    for name in names:
        assert name not in text
        assert name not in str(metadata(data))
    assert "不单列" in text  # W4-2 is asked of two people only


def test_a_group_record_says_who_said_what_and_all_sign(small):
    people = [small.officials["佘翊"]]
    talk = group(
        small,
        kind=TalkKind.GROUP,
        speakers=people,
        other_speakers=["职工甲"],
        topic="职工座谈会",
    )
    mission = small.mission
    for words, who in (
        ("食堂好了。", {"speaker": people[0]}),
        ("公开了。", {"speaker_name": "职工甲"}),
    ):
        made = talk_record.add_paragraph(mission, talk, ParagraphKind.ANSWER, words)
        talk_record.set_paragraph(mission, made.id, **who)
    text = printed(talk_record_printable(mission, talk))
    assert "座谈会记录" in text
    assert "佘翊：食堂好了" in text
    assert "职工甲：公开了" in text
    assert "发言人签名（佘翊）" in text
    assert "发言人签名（职工甲）" in text
    assert "被谈话人签名" not in text


def test_the_record_of_an_unnamed_talker_names_nobody_of_the_roster(small):
    talk = group(
        small, kind=TalkKind.UNNAMED, described_as="一名中层干部", category=TalkCategory.MIDDLE
    )
    text = printed(talk_record_printable(small.mission, talk))
    assert "一名中层干部（本人要求不具名）" in text
    assert "记录人签名" in text


def test_the_calendar_keeps_names_to_itself_unless_told(small):
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T11:00")
    small.plan("蔺㛃")
    mission = small.mission
    calendar, events = read(plan_papers.calendar_bytes(mission))
    assert len(events) == 1
    assert "虞堃" not in str(events)
    assert (events[0]["SUMMARY"], events[0]["LOCATION"]) == ("谈话 T-001", "谈话二室")
    assert events[0]["DTSTART"].isoformat() == "2026-10-22T09:00:00"
    assert "第二巡察组" in calendar["X-WR-CALNAME"]
    set_plan_setting(mission, "calendar_names", "yes", "组长同意")
    assert "虞堃" in str(read(plan_papers.calendar_bytes(mission))[1])
    assert not read(plan_papers.calendar_bytes(mission, member=mission.me))[1]
    assert len(read(plan_papers.calendar_bytes(mission, member=small.users["骆珩"]))[1]) == 1
