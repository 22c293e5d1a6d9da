"""Plan for tomorrow: which talks, with whom, when, where, by whom, and why each of them.

What is proposed follows from what is still open: people who must be talked to and have not
been, items of the must-ask list that few can speak to and few have, and the days that are
left. Nothing is written until somebody accepts it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from inspector_app.domain.must_ask import AnswerKind, Asking, MustAskItem
from inspector_app.domain.record import Record
from inspector_app.domain.schedule import Away, Meeting, clashes
from inspector_app.domain.vocabulary import Role, TalkCategory
from inspector_app.services.checklist import Checklist
from inspector_app.services.mission import mission_record, role_of, setting
from inspector_app.services.plan_settings import PlanSettings, plan_settings
from inspector_app.services.talk_lists import answer_kinds
from inspector_app.services.talk_times import absences, later, meetings
from inspector_app.services.team_filings import team_filings
from inspector_app.services.who_must import Met, Wanted, WhoMust, who_must
from inspector_app.store.reader import Order, Reader

#: Answers that tell something: an item that got one is less urgent for the next talker.
_TELLING = frozenset({AnswerKind.SPECIFIC, AnswerKind.GENERAL})
#: Talks begin at full five minutes.
_STEP = 5
#: So many telling answers to an item are enough; below that it is named as open.
ENOUGH = 2
_NAMED_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a talk is proposed: ``code`` is worded under ``talk_plan.reasons``."""

    code: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A talk that could be planned, free of clashes with all that is planned already."""

    official: Record
    category: TalkCategory
    meeting: Meeting
    interviewers: tuple[str, ...]
    recorder: str
    rule: str
    items: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How much is left: people to talk to, working days, talks a day to be done in time.

    ``days_left`` counts from the day planned for to the day the team leaves; ``None`` without
    such a day.
    """

    day: str
    left: int
    unplanned: int
    days_left: int | None

    @property
    def pace(self) -> int | None:
        """Return how many talks a day it takes, ``None`` if no day is left or known."""
        return -(-self.left // self.days_left) if self.days_left else None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What is proposed for a day, and who was left over for want of ``room`` or ``people``."""

    outlook: Outlook
    proposals: tuple[Proposal, ...]
    left_over: int
    obstacle: str = ""


def next_working_day(settings: PlanSettings, today: str) -> str:
    """Return the working day after *today*."""
    day = date.fromisoformat(today)
    for _ in range(7):
        day += timedelta(days=1)
        if day.isoweekday() in settings.weekdays:
            break
    return day.isoformat()


def outlook(reader: Reader, mission_id: str, day: str, list_: WhoMust | None = None) -> Outlook:
    """Return how much is left on *day* (yyyy-mm-dd)."""
    found = list_ or who_must(reader, mission_id)
    leave = mission_record(reader, mission_id).text("leave_on")
    days_left = None
    if leave:
        first, last = date.fromisoformat(day), date.fromisoformat(leave)
        weekdays = plan_settings(reader).weekdays
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        days_left = sum(one.isoweekday() in weekdays for one in days)
    return Outlook(day, sum(one.left for one in found.rules), found.missing, days_left)


def propose(reader: Reader, checklist: Checklist, mission_id: str, day: str) -> DayPlan:
    """Propose talks for *day*: the most pressing people first, as many as there is room for.

    Nobody is proposed who has been talked to, has a plan or is away; no proposal clashes with
    a talk, with another proposal or with an absence.
    """
    settings = plan_settings(reader)
    talks = reader.find("talk")
    found = who_must(reader, mission_id, talks=talks)
    ahead = outlook(reader, mission_id, day, found)
    queue = _queue(reader, checklist, settings, found)
    team = _team(reader)
    least = least_of(reader)
    if not settings.rooms or len(team) < least or not queue:
        obstacle = "nobody" if not queue else "rooms" if not settings.rooms else "team"
        return DayPlan(ahead, (), len(queue), obstacle)
    table = _Table(reader, settings, day, team, meetings(reader, talks))
    proposals = []
    for person in queue:
        made = table.place(person)
        if made is not None:
            proposals.append(replace(made, reasons=(*made.reasons, *_hurry(ahead))))
    proposals.sort(key=lambda one: (one.meeting.starts, one.meeting.room))
    return DayPlan(ahead, tuple(proposals), len(queue) - len(proposals))


# --- whom ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody to be talked to: what his talk could bring, and why he is in the queue."""

    wanted: Wanted
    items: tuple[str, ...]
    reasons: tuple[Reason, ...]


def _queue(
    reader: Reader, checklist: Checklist, settings: PlanSettings, found: WhoMust
) -> list[_Person]:
    """Return people without a talk, the most pressing first."""
    told = Counter(
        code
        for kinds in answer_kinds(reader, checklist).values()
        for code, kind in kinds.items()
        if kind in _TELLING
    )
    able = Counter(
        item.code
        for standing in found.rules
        for one in standing.people
        if one.met is not Met.HELD
        for item in _must(checklist.items, one.category)
    )
    queue: list[tuple[tuple[float, ...], _Person]] = []
    for place, standing in enumerate(found.rules):
        missing = [one for one in standing.people if one.met is Met.MISSING]
        chosen = missing if standing.rule.everybody else missing[: standing.missing]
        for one in chosen:
            items = [i.code for i in _must(checklist.items, one.category) if told[i.code] < ENOUGH]
            worth = sum(1 / max(1, able[code]) for code in items)
            rank = settings.order.index(one.category)
            key = (float(not standing.rule.everybody), float(rank), float(place), -worth)
            items.sort(key=lambda code: (able[code], told[code]))
            queue.append(
                (key, _Person(one, tuple(items), _why(one, standing.missing, items, able)))
            )
    return [person for _, person in sorted(queue, key=lambda pair: pair[0])]


def _must(items: Iterable[MustAskItem], category: TalkCategory) -> list[MustAskItem]:
    return [item for item in items if item.asked_of(category) is Asking.MUST]


def _why(
    one: Wanted, missing: int, items: Sequence[str], able: Mapping[str, int]
) -> tuple[Reason, ...]:
    rule = one.rule
    reasons = [
        Reason("everybody" if rule.everybody else "quota", {"rule": rule.key, "count": missing})
    ]
    if one.unsure:
        reasons.append(Reason("unsure", {}))
    if items:
        few = [code for code in items if able[code] <= ENOUGH]
        shown = (few or items)[:_NAMED_ITEMS]
        code = "only_few" if few else "open_items"
        reasons.append(Reason(code, {"items": "、".join(shown), "count": len(items)}))
    return tuple(reasons)


def _hurry(ahead: Outlook) -> tuple[Reason, ...]:
    if ahead.days_left is None:
        return ()
    return (Reason("time", {"left": ahead.left, "days": ahead.days_left}),)


# --- when, where and by whom --------------------------------------------------------------


def _team(reader: Reader) -> list[Record]:
    """Return who may hold a talk: active, of the team, and not recused (handbook A2)."""
    recused = {one.user.id for one in team_filings(reader) if one.recused}
    return [
        user
        for user in reader.find("user", order=[Order("name")])
        if user.flag("active") and user.id not in recused
        if role_of(reader, user.id) is not Role.OFFICE
    ]


def least_of(reader: Reader) -> int:
    """Return how many of the team a talk needs; a setting."""
    return setting(reader, "talk.least_interviewers", 2)


class _Table:
    """The day as it fills: what is planned, what has been proposed so far."""

    def __init__(
        self,
        reader: Reader,
        settings: PlanSettings,
        day: str,
        team: Sequence[Record],
        every: Sequence[Meeting],
    ) -> None:
        self._settings = settings
        self._day = day
        self._least = least_of(reader)
        self._all = [one for one in every if one.days[0] <= day <= one.days[1]]
        self._away = absences(reader)
        self._team = [user.id for user in team]
        self._leaders = {user.id for user in team if role_of(reader, user.id) is Role.LEADER}
        self._load = Counter(who for one in every for who in one.members)
        self._number = 0

    def place(self, person: _Person) -> Proposal | None:
        """Return the earliest talk that fits, and keep its time, room and people."""
        wanted = person.wanted
        minutes = self._settings.length(wanted.category)
        for starts in self._starts():
            ends = later(starts, minutes)
            if not within_hours(self._settings, starts, ends):
                continue
            for room in self._settings.rooms:
                members = self._pair(wanted, starts, ends, room)
                if members:
                    return self._take(person, starts, ends, room, members)
        return None

    def _take(
        self, person: _Person, starts: str, ends: str, room: str, members: Sequence[str]
    ) -> Proposal:
        wanted = person.wanted
        meeting = self._meeting(wanted.official.id, starts, ends, room, members)
        self._all.append(meeting)
        self._load.update(members)
        return Proposal(
            official=wanted.official,
            category=wanted.category,
            meeting=meeting,
            interviewers=tuple(members),
            recorder=members[-1],
            rule=wanted.rule.key,
            items=person.items,
            reasons=person.reasons,
        )

    def _meeting(
        self, official: str, starts: str, ends: str, room: str, members: Sequence[str]
    ) -> Meeting:
        return Meeting(
            f"proposal:{official}",
            "",
            starts,
            ends,
            frozenset(members),
            frozenset({official}),
            room,
        )

    def _starts(self) -> list[str]:
        """Return when a talk could begin: with working hours, or some rest behind another talk."""
        found = {f"{self._day}T{begins}" for begins, _ in self._settings.hours}
        for one in self._all:
            if one.ends[:10] == self._day:
                found.add(_rounded(later(one.ends, self._settings.pause)))
        return sorted(found)

    def _pair(self, wanted: Wanted, starts: str, ends: str, room: str) -> tuple[str, ...]:
        """Return who could hold the talk: least talks so far first; the leader with number ones."""
        pause = self._settings.pause
        rested = (later(starts, -pause), later(ends, pause))
        near = [one for one in self._all if one.starts < rested[1] and rested[0] < one.ends]
        alone = self._meeting(wanted.official.id, starts, ends, room, ())
        if clashes(alone, near, self._away):
            return ()
        free = [one for one in self._team if self._is_free(one, near)]
        free.sort(key=lambda one: self._load[one])
        if wanted.category is TalkCategory.NUMBER_ONE:
            free.sort(key=lambda one: one not in self._leaders)
            if self._leaders and not self._leaders & set(free[:1]):
                return ()
        for members in combinations(free, self._least):
            meeting = self._meeting(wanted.official.id, starts, ends, room, members)
            if not clashes(meeting, near, self._away):
                return members
        return ()

    def _is_free(self, user: str, near: Iterable[Meeting]) -> bool:
        away = any(_is_away(one, user, self._day) for one in self._away)
        return not away and not any(user in one.members for one in near)


def _is_away(one: Away, who: str, day: str) -> bool:
    return one.who == who and one.covers(day, day)


def _rounded(moment: str) -> str:
    """Return the next moment at full five minutes."""
    minute = int(moment[14:16])
    return later(moment, -minute % _STEP)


def within_hours(settings: PlanSettings, starts: str, ends: str) -> bool:
    """Say whether a talk lies within one span of a working day: not over midday either."""
    if starts[:10] != ends[:10]:
        return False
    if datetime.fromisoformat(starts).isoweekday() not in settings.weekdays:
        return False
    return any(a <= starts[11:] and ends[11:] <= b for a, b in settings.hours)
