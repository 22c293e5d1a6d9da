"""Invented content of the papers of a plan of talks (示例)."""

from datetime import date, time, timedelta

from inspector_app.documents.papers.common import Person
from inspector_app.documents.papers.statistics import CategoryCount
from inspector_app.documents.papers.talk_outline import (
    OutlineContent,
    OutlineItem,
    OutlineQuestion,
)
from inspector_app.documents.papers.talk_record import TalkRecordContent, Turn
from inspector_app.documents.papers.talk_schedule import PlannedTalk, ScheduleContent
from inspector_app.documents.papers.talk_statistics import ItemCount, TalkStatisticsContent
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import Head, ParagraphKind, TalkCategory, TalkKind
from tests.documents.samples import MISSION, RARE_NAMES, talk_record

FIRST = date(2026, 10, 22)


def planned(number: int, name: str, **changes) -> PlannedTalk:
    given = {
        "number": f"T-{number:03d}",
        "kind": TalkKind.INDIVIDUAL,
        "talkers": (Person(name, "示例科科长"),),
        "called": name,
        "category": TalkCategory.MIDDLE,
        "must": number % 2 == 0,
        "on": FIRST + timedelta(days=number // 3),
        "starts": time(9 + number % 3, 15),
        "ends": time(10 + number % 3, 0),
        "place": "谈话一室",
        "interviewers": ("示例甲", "示例乙"),
        "recorder": "示例乙",
    }
    return PlannedTalk(**{**given, **changes})


def schedule() -> ScheduleContent:
    talks = [planned(number, name) for number, name in enumerate(RARE_NAMES, 1)]
    talks.append(
        planned(
            20,
            "",
            kind=TalkKind.GROUP,
            called="职工座谈会",
            talkers=(Person("示例丙"), Person("示例丁")),
        )
    )
    talks.append(
        planned(
            21, "", kind=TalkKind.UNNAMED, called="一名一般职工", talkers=(), on=None, starts=None
        )
    )
    return ScheduleContent(MISSION, "工作秘密", tuple(talks), FIRST, FIRST + timedelta(days=30))


def outline(category: TalkCategory = TalkCategory.DEPUTY) -> OutlineContent:
    must = [
        OutlineItem(
            f"W{number}-1",
            Head.WORK if number < 12 else Head.LIFE,
            "会上研究事情，一般谁先发言、谁最后表态？请说一次具体的会。",
            "会议记录、会议议题台账" if number % 2 else "",
        )
        for number in range(1, 19)
    ]
    return OutlineContent(
        mission=MISSION,
        classification="工作秘密",
        talker=Person(RARE_NAMES[0], "党组成员、副局长"),
        category=category,
        number="T-001",
        held_on=FIRST,
        starts=time(9, 0),
        ends=time(11, 0),
        place="谈话一室",
        interviewers=(Person("示例甲"), Person("示例乙")),
        recorder=Person("示例乙"),
        must=tuple(must),
        own=(OutlineQuestion("他爱人现在在哪家单位？", "纪检机关通报：家属从业"),),
        optional=(OutlineItem("W9-1", Head.WORK, "上次整改还有哪些没有到位？"),),
    )


def statistics() -> TalkStatisticsContent:
    many = dict.fromkeys(AnswerKind, 7)
    few = {AnswerKind.SPECIFIC: 2}
    return TalkStatisticsContent(
        mission=MISSION,
        classification="工作秘密",
        on=date(2026, 11, 6),
        talks={TalkKind.INDIVIDUAL: 29, TalkKind.GROUP: 1, TalkKind.UNNAMED: 1},
        work=30,
        life=29,
        must=480,
        asked=472,
        categories=tuple(
            CategoryCount(category, number, dict.fromkeys(Head, many))
            for number, category in enumerate(TalkCategory)
        ),
        items=tuple(
            ItemCount(f"W{n}-1", Head.WORK, "会上谁先说、谁末位表态", few if n % 5 == 0 else many)
            for n in range(1, 30)
        ),
    )


def group_record() -> TalkRecordContent:
    said = [
        Turn(ParagraphKind.ANSWER, "食堂和用车这几年规矩多了，大家看得见。" * 9, speaker=name)
        for name in RARE_NAMES
    ]
    return talk_record(
        turns=tuple(said),
        speakers=tuple(Person(name, "科员") for name in RARE_NAMES),
        topic="职工座谈会",
    )
