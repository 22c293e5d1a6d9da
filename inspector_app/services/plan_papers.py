"""The plan of talks on paper and in calendars: schedule, cards, outlines, statistics, .ics."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from inspector_app.documents.calendar_file import Event, calendar_file
from inspector_app.documents.papers.common import Person
from inspector_app.documents.papers.talk_outline import (
    OutlineContent,
    OutlineItem,
    OutlineQuestion,
    outline_paper,
)
from inspector_app.documents.papers.talk_schedule import (
    PlannedTalk,
    ScheduleContent,
    notice_cards,
    schedule_paper,
    team_cards,
)
from inspector_app.documents.papers.talk_statistics import (
    ItemCount,
    TalkStatisticsContent,
    talk_statistics_paper,
)
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import Asking, MustAskItem
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import TalkCategory, TalkKind, TalkState
from inspector_app.services.extra_questions import questions_of_talk
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.paper_words import (
    Printable,
    day_of,
    facts_of,
    paper_wording,
    person_of,
    time_of,
)
from inspector_app.services.plan_settings import plan_settings
from inspector_app.services.speakers import kind_of, people_of, talker_name
from inspector_app.services.statistics import category_counts, talk_statistics
from inspector_app.services.talk_times import meeting_of, usual_minutes
from inspector_app.services.talks import category_of
from inspector_app.services.who_must import who_must
from inspector_app.store.reader import Order, Reader

_CHINESE = "zh_CN"


def planned_talks(
    reader: Reader, *, first: str = "", last: str = "", only: Iterable[str] | None = None
) -> list[Record]:
    """Return talks from day *first* to day *last* (yyyy-mm-dd), or those named by *only*.

    Without bounds all talks that are still only planned.
    """
    wanted = None if only is None else frozenset(only)
    found = reader.find("talk", order=[Order("starts_at"), Order("number")])
    if wanted is not None:
        return [talk for talk in found if talk.id in wanted]
    if not first and not last:
        return [talk for talk in found if talk.text("state") in {"", TalkState.PLANNED.value}]
    return [
        talk
        for talk in found
        if talk.text("starts_at") and first <= talk.text("starts_at")[:10] <= (last or "9999")
    ]


def _content(
    mission: OpenMission, *, first: str, last: str, only: Iterable[str] | None
) -> ScheduleContent:
    reader = mission.reader
    facts, record = facts_of(reader, mission.id)
    talks = planned_talks(reader, first=first, last=last, only=only)
    people = reader.many("official", [one for talk in talks for one in people_of(talk)])
    names = user_names(reader)
    found = who_must(reader, mission.id)
    must = {one.official.id for rule in found.rules if rule.rule.everybody for one in rule.people}
    return ScheduleContent(
        facts,
        record.text("classification"),
        tuple(_line(talk, people, names, must) for talk in talks),
        day_of(first),
        day_of(last),
    )


def _line(
    talk: Record, people: Mapping[str, Record], names: Mapping[str, str], must: set[str]
) -> PlannedTalk:
    talkers = [person_of(people[one]) for one in people_of(talk) if one in people]
    talkers += [Person(name) for name in talk.items("other_speakers")]
    return PlannedTalk(
        number=talk.text("number"),
        kind=kind_of(talk),
        talkers=tuple(talkers),
        called=talker_name(talk, people),
        category=category_of(talk),
        must=talk.text("official") in must,
        on=day_of(talk.text("starts_at")),
        starts=time_of(talk.text("starts_at")),
        ends=time_of(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(names.get(one, "") for one in talk.items("interviewers")),
        recorder=names.get(talk.text("recorder"), ""),
    )


def schedule_printable(
    mission: OpenMission, *, first: str = "", last: str = "", only: Iterable[str] | None = None
) -> Printable:
    """Gather 谈话安排表; bounds as ``planned_talks`` takes them."""
    content = _content(mission, first=first, last=last, only=only)
    return Printable(schedule_paper(content, paper_wording(mission.reader)))


def notices_printable(
    mission: OpenMission, *, first: str = "", last: str = "", only: Iterable[str] | None = None
) -> Printable:
    """Gather a notice for every talker who is named, several a page, to be cut apart."""
    content = _content(mission, first=first, last=last, only=only)
    today = day_of(mission.today())
    return Printable(notice_cards(content, paper_wording(mission.reader), dated=today))


def cards_printable(
    mission: OpenMission, *, first: str = "", last: str = "", only: Iterable[str] | None = None
) -> Printable:
    """Gather 谈话卡 for the team: one for every talk, several a page."""
    content = _content(mission, first=first, last=last, only=only)
    return Printable(team_cards(content, paper_wording(mission.reader)))


# --- outlines ---------------------------------------------------------------------------


def outline_printable(mission: OpenMission, talk_id: str) -> Printable:
    """Gather the outline of one talk: its category's items, and what was prepared for him.

    Questions that the user may not see are not in it. Raises ``RefusedError('talk.gone')``.
    """
    reader = mission.reader
    talk = reader.get("talk", talk_id)
    if talk is None or talk.deleted:
        raise RefusedError("talk.gone")
    people = reader.many("official", list(people_of(talk)))
    names = user_names(reader)
    single = person_of(reader.get("official", talk.text("official")))
    talker = single if kind_of(talk) is TalkKind.INDIVIDUAL else Person(talker_name(talk, people))
    content = _outline(mission, category_of(talk), alone=kind_of(talk) is not TalkKind.GROUP)
    content = replace(
        content,
        talker=talker,
        number=talk.text("number"),
        held_on=day_of(talk.text("starts_at")),
        starts=time_of(talk.text("starts_at")),
        ends=time_of(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(Person(names.get(one, "")) for one in talk.items("interviewers")),
        recorder=Person(names.get(talk.text("recorder"), "")),
        own=tuple(
            OutlineQuestion(one.text, one.source) for one in questions_of_talk(reader, talk_id)
        ),
    )
    return Printable(outline_paper(content, paper_wording(reader)))


def category_outline_printable(mission: OpenMission, category: TalkCategory) -> Printable:
    """Gather the outline for everybody of one category."""
    content = _outline(mission, category, alone=True)
    return Printable(outline_paper(content, paper_wording(mission.reader)))


def _outline(mission: OpenMission, category: TalkCategory, *, alone: bool) -> OutlineContent:
    facts, record = facts_of(mission.reader, mission.id)
    items = mission.checklist.items
    must = [one for one in items if alone and one.asked_of(category) is Asking.MUST]
    optional = [one for one in items if one.asked_of(category) is Asking.OPTIONAL]
    if not alone:
        optional = [one for one in items if one.asked_of(category) is not Asking.NOT_ASKED]
    return OutlineContent(
        mission=facts,
        classification=record.text("classification"),
        talker=Person(""),
        category=category,
        number="",
        held_on=None,
        starts=None,
        ends=None,
        place="",
        interviewers=(),
        recorder=Person(""),
        must=tuple(map(_item, must)),
        optional=tuple(map(_item, optional)),
    )


def _item(item: MustAskItem) -> OutlineItem:
    return OutlineItem(
        item.code,
        item.head,
        item.question.get(_CHINESE, ""),
        item.call_for.get(_CHINESE, ""),
    )


# --- statistics -------------------------------------------------------------------------


def statistics_printable(mission: OpenMission) -> Printable:
    """Gather 谈话情况统计 as of today: figures only, no name is in it."""
    reader = mission.reader
    facts, record = facts_of(reader, mission.id)
    figures = talk_statistics(reader, mission.checklist)
    items = {item.code: item for item in mission.checklist.items}
    content = TalkStatisticsContent(
        mission=facts,
        classification=record.text("classification"),
        on=datetime.fromisoformat(mission.today()).date(),
        talks=figures.by_kind,
        work=figures.work_asked,
        life=figures.life_asked,
        must=figures.coverage.must,
        asked=figures.coverage.asked,
        categories=category_counts(reader, mission.checklist),
        items=tuple(
            ItemCount(
                one.code,
                items[one.code].head,
                items[one.code].label.get(_CHINESE, ""),
                one.kinds,
            )
            for one in figures.items
        ),
    )
    return Printable(talk_statistics_paper(content, paper_wording(reader)))


# --- calendars --------------------------------------------------------------------------


def calendar_bytes(
    mission: OpenMission, *, first: str = "", last: str = "", member: str = ""
) -> bytes:
    """Return talks that have a time as a calendar file, all or those of one *member*.

    Who is talked to is named only if the setting ``talk.calendar_names`` says so: otherwise
    an event tells number, time, room and who of the team goes there.
    """
    reader = mission.reader
    facts, _ = facts_of(reader, mission.id)
    names = plan_settings(reader).calendar_names
    users, wording = user_names(reader), mission.wording
    talks = planned_talks(reader, first=first, last=last)
    people = reader.many("official", [one for talk in talks for one in people_of(talk)])
    minutes = usual_minutes(reader)
    events = []
    for talk in talks:
        one = meeting_of(talk, minutes)
        if not one.timed or (member and member not in one.members):
            continue
        who = talker_name(talk, people) if names else ""
        team = [users.get(user, "") for user in talk.items("interviewers")]
        events.append(
            Event(
                uid=f"{talk.id}@inspector",
                starts=datetime.fromisoformat(one.starts),
                ends=datetime.fromisoformat(one.ends),
                summary=" ".join(filter(None, [wording.text("talk_plan.event"), one.number, who])),
                place=one.room,
                description=wording.text("talk_plan.event_team", names="、".join(team)),
                tentative=one.tentative,
            )
        )
    made = datetime.fromisoformat(mission.folder.setting.now()).astimezone(UTC)
    name = wording.text("talk_plan.calendar", team=facts.team)
    return calendar_file(events, name=name, made=made)
