"""What the talk page gathers from the mission: people, names, who wrote what."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.rights import Action, may
from inspector_app.domain.vocabulary import Role, TalkCategory
from inspector_app.services.history import writings
from inspector_app.services.mission import OpenMission, role_of, user_names
from inspector_app.services.plan_settings import plan_settings
from inspector_app.services.roster import officials
from inspector_app.services.speakers import kind_of, people_of, speakers_of, talker_name
from inspector_app.services.talk_closing import least_interviewers
from inspector_app.services.talks import TalkView
from inspector_app.store.reader import Order
from inspector_app.ui.pages.talk.lines import Line
from inspector_app.ui.pages.talk.official_picker import Candidate
from inspector_app.ui.pages.talk.plan_entry import Choices, Plan
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.pages.talk.workspace_head import Around


def around_talk(mission: OpenMission, view: TalkView) -> Around:
    """Return names and rights around a talk."""
    reader = mission.reader
    names = user_names(reader)
    people = reader.many("official", people_of(view.talk))
    role = role_of(reader, mission.me)
    return Around(
        interviewers=tuple(names.get(one, "") for one in view.talk.items("interviewers")),
        recorder=names.get(view.talk.text("recorder"), ""),
        today=mission.today(),
        leader=role is Role.LEADER,
        may_set_audience=may(role, Audience.LEADER, Action.SET_AUDIENCE),
        read_back_at=ticked_at(mission, view.talk, "read_back_done"),
        talker=talker_name(view.talk, people),
        speakers=speakers_of(view.talk, people),
    )


def ticked_at(mission: OpenMission, talk: Record, field: str) -> str:
    """Return when a tick that stands was made: the time, with the day if it is another."""
    if not talk.flag(field):
        return ""
    made = [one for one in writings(mission.reader, "talk", talk.id, field) if one.value is True]
    if not made:
        return ""
    moment = made[-1].moment
    return moment[11:] if moment[:10] == talk.text("starts_at")[:10] else moment[5:]


def choices(mission: OpenMission, words: Words) -> Choices:
    """Return what can be chosen when a talk is planned; people not met yet come first."""
    reader = mission.reader
    had: dict[str, list[str]] = {}
    places: dict[str, None] = {}
    for talk in reader.find("talk", order=[Order("starts_at", descending=True)]):
        for one in people_of(talk):
            had.setdefault(one, []).append(talk.text("number"))
        if talk.text("place"):
            places[talk.text("place")] = None
    people = officials(reader)
    categories = {
        one.id: TalkCategory(one.text("category") or TalkCategory.ORDINARY.value) for one in people
    }
    candidates = [
        Candidate(
            one.id,
            one.text("name"),
            one.text("office"),
            " ".join([words.category(categories[one.id]), *sorted(had.get(one.id, ()))]),
        )
        for one in people
    ]
    return Choices(
        candidates=sorted(candidates, key=lambda one: one.id in had),
        categories=categories,
        team=[
            (user.id, user.text("name"))
            for user in reader.find("user", order=[Order("name")])
            if user.flag("active")
        ],
        places=tuple(places),
        least=least_interviewers(reader),
    )


def usual_plan(mission: OpenMission) -> Plan:
    """Return what the next talk will probably share with the one planned last."""
    reader = mission.reader
    last = reader.find("talk", order=[Order("number", descending=True)], limit=1)
    starts = mission.folder.setting.now()[:13] + ":00"
    ends = (datetime.fromisoformat(starts) + timedelta(hours=1)).isoformat(timespec="minutes")
    ends = ends if ends[:10] == starts[:10] else ""
    if not last:
        return _first_plan(mission, starts, ends)
    return Plan(
        starts_at=starts,
        ends_at=ends,
        place=last[0].text("place"),
        interviewers=last[0].items("interviewers"),
        recorder=last[0].text("recorder"),
    )


def _first_plan(mission: OpenMission, starts: str, ends: str) -> Plan:
    """Return a first talk as it may well be: myself with a colleague, another one writing."""
    reader = mission.reader
    team = [user.id for user in reader.find("user", order=[Order("name")]) if user.flag("active")]
    others = [user for user in team if user != mission.me]
    least = least_interviewers(reader)
    rooms = plan_settings(reader).rooms
    return Plan(
        starts_at=starts,
        ends_at=ends,
        place=rooms[0] if rooms else "",
        interviewers=(mission.me, *others[: least - 1]),
        recorder=next(iter(others[least - 1 :] or others), ""),
    )


def plan_of(view: TalkView) -> Plan:
    """Return the plan of a talk."""
    talk = view.talk
    return Plan(
        kind=kind_of(talk),
        official=talk.text("official"),
        speakers=talk.items("speakers"),
        other_speakers=talk.items("other_speakers"),
        described_as=talk.text("described_as"),
        topic=talk.text("topic"),
        category=view.category,
        starts_at=talk.text("starts_at"),
        ends_at=talk.text("ends_at"),
        place=talk.text("place"),
        interviewers=talk.items("interviewers"),
        recorder=talk.text("recorder"),
    )


def writers_line(mission: OpenMission, lines: Sequence[Line], line: Line) -> str:
    """Say who typed a paragraph and who changed it, with the times their laptops claimed."""
    translate = QCoreApplication.translate
    place = next((n for n, one in enumerate(lines, 1) if one.id == line.id), 0)
    made = writings(mission.reader, "paragraph", line.id, "text")
    if not made:
        return translate("TalkFacts", "第 {place} 段还没有存入").format(place=place)
    first = translate("TalkFacts", "第 {place} 段：{name} {time} 记").format(
        place=place, name=made[0].author, time=made[0].moment[5:]
    )
    changed = translate("TalkFacts", "{name} {time} 改")
    later = [changed.format(name=one.author, time=one.moment[5:]) for one in made[1:]]
    return "，".join([first, *later[-3:]])
