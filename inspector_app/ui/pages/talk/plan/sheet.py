"""What the calendar shows: columns (rooms, members or days) and the talks in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspector_app.domain.record import Record
from inspector_app.domain.schedule import Away, ClashKind, Meeting, clashes
from inspector_app.domain.vocabulary import TalkKind, TalkState
from inspector_app.services.mission import OpenMission
from inspector_app.services.plan_settings import PlanSettings, plan_settings
from inspector_app.services.speakers import kind_of, people_of, talker_name
from inspector_app.services.talk_plan import Move
from inspector_app.services.talk_times import absences, meeting_of, usual_minutes
from inspector_app.services.talks import category_of, state_of
from inspector_app.store.reader import Order
from inspector_app.ui.pages.talk.words import STATE_TONES, Words
from inspector_app.ui.theme import Tone

DAY_MINUTES = 24 * 60
#: Shown before working hours begin and behind their end.
_MARGIN = 30


class Arrangement(StrEnum):
    """What stands side by side."""

    ROOMS = "rooms"
    MEMBERS = "members"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class CalendarColumn:
    """A room, a member or a day. ``away`` says why nothing can be there, if so."""

    key: str
    label: str
    note: str = ""
    away: str = ""
    today: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A talk in a column, from minute to minute of the day.

    ``clash`` says in words what stands in its way; ``fixed`` ones have begun.
    """

    talk: str
    column: int
    starts: int
    ends: int
    title: str
    lines: tuple[str, ...]
    tone: Tone
    fixed: bool = False
    clash: str = ""

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        times = f"{clock(self.starts)}–{clock(self.ends)}"
        return " · ".join(part for part in (times, self.title, *self.lines, self.clash) if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of the plan. ``hours`` are working hours in minutes of the day."""

    arrangement: Arrangement
    day: str
    columns: tuple[CalendarColumn, ...]
    blocks: tuple[Block, ...]
    hours: tuple[tuple[int, int], ...]
    first: int
    last: int
    untimed: tuple[str, ...] = ()

    def moment(self, column: int, minute: int) -> str:
        """Return the moment of a minute in a column."""
        day = self.columns[column].key if self.arrangement is Arrangement.WEEK else self.day
        return f"{day}T{clock(min(minute, DAY_MINUTES - 1))}"

    def move(self, block: Block, column: int, starts: int) -> Move:
        """Return what it means to put a block into another column, or at another time."""
        ends = starts + block.ends - block.starts
        other = column != block.column
        move = Move(
            starts_at=self.moment(column, starts),
            ends_at=self.moment(column, ends),
        )
        if not other:
            return move
        key = self.columns[column].key
        match self.arrangement:
            case Arrangement.ROOMS:
                return Move(move.starts_at, move.ends_at, place=key)
            case Arrangement.MEMBERS:
                here = self.columns[block.column].key
                return Move(move.starts_at, move.ends_at, member=key, instead_of=here)
            case Arrangement.WEEK:
                return move

    def column_of(self, meeting: Meeting) -> tuple[int, ...]:
        """Return the columns that a meeting would stand in here."""
        match self.arrangement:
            case Arrangement.ROOMS:
                keys = {meeting.room}
            case Arrangement.MEMBERS:
                keys = set(meeting.members)
            case Arrangement.WEEK:
                keys = {meeting.starts[:10]}
        here = self.arrangement is Arrangement.WEEK or meeting.starts[:10] == self.day
        found = (number for number, one in enumerate(self.columns) if one.key in keys)
        return tuple(found) if here else ()

    def neighbour(self, block: Block | None, across: int, down: int) -> Block | None:
        """Return the nearest block to the side, or above or below; without one the first."""
        if block is None:
            return min(self.blocks, key=lambda one: (one.column, one.starts), default=None)
        if down:
            here = (block.starts, block.talk)
            pick = min if down > 0 else max
            column = [one for one in self.blocks if one.column == block.column and one != block]
            ahead = [o for o in column if ((o.starts, o.talk) > here) is (down > 0)]
            return pick(ahead, key=lambda one: (one.starts, one.talk), default=None)
        aside = [one for one in self.blocks if (one.column - block.column) * across > 0]
        return min(
            aside,
            key=lambda one: (abs(one.column - block.column), abs(one.starts - block.starts)),
            default=None,
        )

    def ghosts(self, meetings: Iterable[tuple[Meeting, str]]) -> tuple[Block, ...]:
        """Return what is only proposed, with the name of each, as blocks."""
        return tuple(
            Block(one.talk, column, minutes(one.starts), minutes(one.ends), name, (), "accent")
            for one, name in meetings
            for column in self.column_of(one)
        )


def minutes(moment: str) -> int:
    """Return the minute of the day of hh:mm, or of a moment that ends in it."""
    return int(moment[-5:-3]) * 60 + int(moment[-2:])


def clock(minute: int) -> str:
    """Return a minute of the day as hh:mm."""
    return f"{minute // 60:02}:{minute % 60:02}"


def week_of(day: str) -> tuple[str, ...]:
    """Return the days of the week around *day*, from Monday."""
    monday = date.fromisoformat(day) - timedelta(days=date.fromisoformat(day).weekday())
    return tuple((monday + timedelta(days=n)).isoformat() for n in range(7))


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words of the sheet that are data; ``weekdays`` from Monday on."""

    words: Words
    weekdays: Sequence[str]

    def day(self, day: str, away: int) -> str:
        """Return the day of the month, and how many of the team are away then."""
        short = f"{day[5:7]}-{day[8:]}"
        wording = self.words.wording
        return wording.text("talk_plan.away_on", day=short, count=away) if away else short

    def clash(self, kind: ClashKind) -> str:
        """Return what is wanted twice, in short."""
        return self.words.wording.text(f"terms.clash_kind.{kind.value}")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is read of the mission for one picture: the talks of its days, and what they need."""

    settings: PlanSettings
    talks: Sequence[Record]
    meetings: Mapping[str, Meeting]
    away: Sequence[Away]
    people: Mapping[str, Record]
    team: Sequence[tuple[str, str]]
    today: str
    untimed: tuple[str, ...]

    @property
    def names(self) -> dict[str, str]:
        return dict(self.team)

    def near(self, meeting: Meeting) -> list[Meeting]:
        """Return the talks that touch the days of one: no others can clash with it."""
        first, last = meeting.days
        return [
            one
            for one in self.meetings.values()
            if one.timed and one.days[0] <= last and first <= one.days[1]
        ]


def read_sheet(
    mission: OpenMission,
    arrangement: Arrangement,
    day: str,
    words: SheetWords,
    talks: Sequence[Record] | None = None,
) -> Sheet:
    """Return the plan of *day*, or of its week; *talks* are all, if they were read already."""
    days = week_of(day) if arrangement is Arrangement.WEEK else (day,)
    every = all_talks(mission) if talks is None else talks
    plan = _read(mission, every, days[0], days[-1])
    match arrangement:
        case Arrangement.ROOMS:
            columns = _room_columns(plan, day)
        case Arrangement.MEMBERS:
            columns = _member_columns(plan, day)
        case Arrangement.WEEK:
            columns = _day_columns(plan, day, words)
    index = {column.key: number for number, column in enumerate(columns)}
    blocks = tuple(
        block
        for talk in plan.talks
        for block in _blocks(plan, talk, (arrangement, day), index, words)
    )
    hours = tuple((minutes(a), minutes(b)) for a, b in plan.settings.hours)
    first = min([*(a for a, _ in hours), *(one.starts for one in blocks)]) - _MARGIN
    last = max([*(b for _, b in hours), *(one.ends for one in blocks)]) + _MARGIN
    return Sheet(
        arrangement,
        day,
        columns,
        blocks,
        hours,
        max(0, first // 30 * 30),
        min(DAY_MINUTES, -(-last // 30) * 30),
        plan.untimed,
    )


def all_talks(mission: OpenMission) -> list[Record]:
    """Return all talks in order of time."""
    return mission.reader.find("talk", order=[Order("starts_at"), Order("number")])


def _read(mission: OpenMission, every: Sequence[Record], first: str, last: str) -> _Plan:
    """Read what is needed for the days from *first* to *last*."""
    reader = mission.reader
    usual = usual_minutes(reader)
    meetings = {talk.id: meeting_of(talk, usual) for talk in every}
    here = [
        talk
        for talk in every
        if (one := meetings[talk.id]).timed and one.days[0] <= last and first <= one.days[1]
    ]
    return _Plan(
        settings=plan_settings(reader),
        talks=here,
        meetings={talk.id: meetings[talk.id] for talk in here},
        away=absences(reader),
        people=reader.many("official", [one for talk in here for one in people_of(talk)]),
        team=[
            (user.id, user.text("name"))
            for user in reader.find("user", order=[Order("name")])
            if user.flag("active")
        ],
        today=mission.today(),
        untimed=tuple(
            talk.id
            for talk in every
            if not meetings[talk.id].timed and state_of(talk) is TalkState.PLANNED
        ),
    )


def _room_columns(plan: _Plan, day: str) -> tuple[CalendarColumn, ...]:
    used = [one.room for one in plan.meetings.values() if one.timed and day in one.days]
    rooms = dict.fromkeys([*plan.settings.rooms, *filter(None, used)])
    if any(one.timed and day in one.days and not one.room for one in plan.meetings.values()):
        rooms[""] = None
    return tuple(CalendarColumn(room, room or "—") for room in rooms)


def _member_columns(plan: _Plan, day: str) -> tuple[CalendarColumn, ...]:
    columns = []
    for user, name in plan.team:
        away = next((one for one in plan.away if one.who == user and one.covers(day, day)), None)
        count = sum(user in one.members and day in one.days for one in plan.meetings.values())
        reason = (away.note or "—") if away else ""
        columns.append(CalendarColumn(user, name, str(count) if count else "", reason))
    return tuple(columns)


def _day_columns(plan: _Plan, day: str, words: SheetWords) -> tuple[CalendarColumn, ...]:
    days, team = week_of(day), set(plan.names)
    busy = {one.starts[:10] for one in plan.meetings.values() if one.timed}
    shown = [
        one
        for number, one in enumerate(days, 1)
        if number in plan.settings.weekdays or one in busy or one == day
    ]
    return tuple(
        CalendarColumn(
            one,
            words.weekdays[date.fromisoformat(one).weekday()],
            words.day(one, sum(away.who in team and away.covers(one, one) for away in plan.away)),
            today=one == plan.today,
        )
        for one in shown
    )


def _blocks(
    plan: _Plan,
    talk: Record,
    view: tuple[Arrangement, str],
    index: Mapping[str, int],
    words: SheetWords,
) -> Iterable[Block]:
    arrangement, day = view
    meeting = plan.meetings[talk.id]
    match arrangement:
        case Arrangement.ROOMS:
            keys: Iterable[str] = [meeting.room] if day in meeting.days else []
        case Arrangement.MEMBERS:
            keys = sorted(meeting.members) if day in meeting.days else []
        case Arrangement.WEEK:
            keys = [meeting.starts[:10]]
    shown_day = meeting.starts[:10] if arrangement is Arrangement.WEEK else day
    starts = minutes(meeting.starts) if meeting.starts[:10] == shown_day else 0
    ends = minutes(meeting.ends) if meeting.ends[:10] == shown_day else DAY_MINUTES
    state = state_of(talk)
    found = clashes(meeting, plan.near(meeting), plan.away)
    for key in keys:
        if key not in index:
            continue
        yield Block(
            talk.id,
            index[key],
            starts,
            max(ends, starts + 1),
            talker_name(talk, plan.people) or talk.text("number"),
            _lines(plan, talk, arrangement, words.words),
            "mark" if found else "accent" if state is TalkState.PLANNED else STATE_TONES[state],
            fixed=state is not TalkState.PLANNED,
            clash="、".join(dict.fromkeys(words.clash(one.kind) for one in found)),
        )


def _lines(plan: _Plan, talk: Record, arrangement: Arrangement, words: Words) -> tuple[str, ...]:
    team = "、".join(plan.names.get(one, "") for one in talk.items("interviewers"))
    kind = kind_of(talk)
    what = (
        words.wording.text(f"terms.talk_kind.{kind.value}")
        if kind is TalkKind.GROUP
        else words.category(category_of(talk))
    )
    lines = [f"{talk.text('number')} {what}"]
    if arrangement is not Arrangement.ROOMS:
        lines.append(talk.text("place"))
    if arrangement is not Arrangement.MEMBERS:
        lines.append(team)
    return tuple(line for line in lines if line)
