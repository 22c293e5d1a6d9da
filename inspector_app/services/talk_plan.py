"""The plan of talks as a calendar: move a talk, accept what is proposed, say what looks odd.

What cannot be is refused (``talk_times``); what is only unusual is said and done all the same:
a talk in the evening, over midday, without a pause, or with the number one before the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.schedule import Away, Clash, Meeting, clashes
from inspector_app.domain.vocabulary import TalkCategory, TalkKind, TalkState
from inspector_app.services.mission import OpenMission
from inspector_app.services.plan_settings import PlanSettings, plan_settings
from inspector_app.services.proposals import Proposal, within_hours
from inspector_app.services.results import Created, Imported
from inspector_app.services.speakers import kind_of
from inspector_app.services.talk_times import (
    absences,
    clashes_of,
    later,
    meeting_of,
    meetings,
    refuse,
    require_free,
    usual_minutes,
)
from inspector_app.services.talks import (
    as_planned,
    category_of,
    new_checklist,
    next_number,
    require_open,
    state_of,
    update_talk,
)
from inspector_app.services.who_must import Met, who_must
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Move:
    """Where a planned talk goes: another time, another room, one member for another.

    Empty parts stay as they are. With a new start and no end it keeps its length.
    """

    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    member: str = ""
    instead_of: str = ""


def moved(talk: Record, move: Move, minutes: int) -> dict[str, Json]:
    """Return the fields of a talk that *move* changes; *minutes* is what a talk usually lasts."""
    fields: dict[str, Json] = {}
    if move.starts_at:
        fields["starts_at"] = move.starts_at
        fields["ends_at"] = move.ends_at or later(move.starts_at, _length(talk, minutes))
    elif move.ends_at:
        fields["ends_at"] = move.ends_at
    if move.place:
        fields["place"] = move.place
    if move.member and move.member != move.instead_of:
        fields |= _exchanged(talk, move)
    return fields


def _length(talk: Record, minutes: int) -> int:
    one = meeting_of(talk, minutes)
    if not one.timed:
        return minutes
    count = 0
    while later(one.starts, count) < one.ends:
        count += 5
    return count


def _exchanged(talk: Record, move: Move) -> dict[str, Json]:
    people = [one for one in talk.items("interviewers") if one != move.instead_of]
    recorder = talk.text("recorder")
    if move.instead_of == recorder:
        recorder = move.member
    if move.instead_of in talk.items("interviewers") and move.member not in people:
        people.append(move.member)
    return {"interviewers": people, "recorder": recorder or None}


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything that can stand in the way: read once for a talk that is carried about."""

    meetings: tuple[Meeting, ...]
    away: tuple[Away, ...]


def taken(reader: Reader) -> Taken:
    """Read all talks with a time, and all absences."""
    return Taken(tuple(meetings(reader)), tuple(absences(reader)))


def try_move(
    reader: Reader, talk_id: str, move: Move, known: Taken | None = None
) -> tuple[Clash, ...]:
    """Return what stands in the way of a move, without making it: for showing it at once.

    *known* is what ``taken`` read when the talk was taken up.
    """
    talk = reader.get("talk", talk_id)
    if talk is None:
        return ()
    known = known or taken(reader)
    minutes = usual_minutes(reader)
    values = {**talk.values, **moved(talk, move, minutes)}
    one = meeting_of(replace(talk, values=values), minutes)
    return clashes(one, known.meetings, known.away)


def try_plan(reader: Reader, fields: Mapping[str, Json], talk: str = "") -> tuple[Clash, ...]:
    """Return what stands in the way of a talk with these fields, while they are entered.

    *talk* is the one that would be changed, if it is there already.
    """
    planned = {"state": TalkState.PLANNED.value, **fields}
    return clashes_of(reader, meeting_of(as_planned(talk, planned), usual_minutes(reader)))


def move_talk(mission: OpenMission, talk: str, move: Move, *, entry: str = "") -> Changes:
    """Move a planned talk (store lane); *entry* fixes the id of the entry, to take it back.

    Raises ``RefusedError``: ``talk.begun`` for one that is not only planned, and what
    ``plan_talk`` refuses.
    """
    reader = mission.journal.reader
    record = require_open(reader, talk)
    if state_of(record) is not TalkState.PLANNED:
        raise RefusedError("talk.begun_fixed")
    fields = moved(record, move, usual_minutes(reader))
    return update_talk(mission, talk, entry=entry, **fields) if fields else Changes()


def accept(mission: OpenMission, proposals: Sequence[Proposal]) -> Imported:
    """Plan what was proposed: all of it or, if the plan has changed since, nothing (store lane).

    Raises ``RefusedError``: ``talk.met_since`` if somebody has a talk by now, and what
    ``require_free`` refuses.
    """
    reader = mission.journal.reader
    found = who_must(reader, mission.id)
    met = {
        one.official.id for rule in found.rules for one in rule.people if one.met is not Met.MISSING
    }
    number = next_number(reader)
    writes: list[Write] = []
    for place, one in enumerate(proposals):
        if one.official.id in met:
            raise RefusedError("talk.met_since", name=one.official.text("name"))
        met.add(one.official.id)
        require_free(reader, one.meeting)
        refuse(reader, clashes(one.meeting, [other.meeting for other in proposals[:place]]))
        talk = mission.journal.create("talk", _fields(one, _numbered(number, place)))
        writes.append(replace(talk, entry_id=mission.journal.new_id()))
    filled = [new_checklist(mission, one.record_id) for one in writes]
    return Imported(
        mission.journal.write(*writes, *filled),
        added=len(writes),
        ids=tuple(one.record_id for one in writes),
        entries=tuple(one.entry_id for one in writes),
    )


def _numbered(first: str, place: int) -> str:
    return f"T-{int(first[2:]) + place:03d}"


def _fields(one: Proposal, number: str) -> dict[str, Json]:
    return {
        "number": number,
        "kind": TalkKind.INDIVIDUAL.value,
        "official": one.official.id,
        "category": one.category.value,
        "interviewers": list(one.interviewers),
        "recorder": one.recorder,
        "starts_at": one.meeting.starts,
        "ends_at": one.meeting.ends,
        "place": one.meeting.room,
        "state": TalkState.PLANNED.value,
    }


# --- what is only unusual ---------------------------------------------------------------


def oddities(reader: Reader, talk: Record) -> list[str]:
    """Return codes of what is unusual about a plan; worded under ``talk_plan.odd``."""
    settings = plan_settings(reader)
    one = meeting_of(talk, usual_minutes(reader))
    if not one.timed:
        return []
    found = []
    if not within_hours(settings, one.starts, one.ends):
        over = _over_midday(settings, one)
        found.append("midday" if over else "hours")
    if any(_no_pause(one, other, settings.pause) for other in meetings(reader)):
        found.append("pause")
    first = category_of(talk) is TalkCategory.NUMBER_ONE and settings.order[-1] is (
        TalkCategory.NUMBER_ONE
    )
    if first and kind_of(talk) is TalkKind.INDIVIDUAL and _leadership_later(reader, one):
        found.append("order")
    return found


def _over_midday(settings: PlanSettings, one: Meeting) -> bool:
    breaks = zip(settings.hours, settings.hours[1:], strict=False)
    return one.starts[:10] == one.ends[:10] and any(
        one.starts[11:] < begins and ends < one.ends[11:] for (_, ends), (begins, _) in breaks
    )


def _no_pause(one: Meeting, other: Meeting, pause: int) -> bool:
    if other.talk == one.talk or not one.members & other.members or not pause:
        return False
    first, second = sorted((one, other), key=lambda each: each.starts)
    return first.ends <= second.starts < later(first.ends, pause)


def _leadership_later(reader: Reader, one: Meeting) -> bool:
    deputies = reader.find("talk", {"category": TalkCategory.DEPUTY.value})
    return any(talk.text("starts_at") > one.starts for talk in deputies)


# --- who is away ------------------------------------------------------------------------


def note_absence(
    mission: OpenMission,
    *,
    official: str = "",
    user: str = "",
    from_on: str,
    until_on: str,
    note: str = "",
    entry: str = "",
) -> Created:
    """Note that an official, or one of the team, cannot be met for some days (store lane).

    Raises ``InputError('absence.days')`` if the days are missing or reversed. Talks that are
    planned then are not moved: they show as clashing.
    """
    if not from_on or not until_on or until_on < from_on:
        raise InputError("absence.days")
    write = mission.journal.create(
        "absence",
        {
            "official": official or None,
            "user": user or None,
            "from_on": from_on,
            "until_on": until_on,
            "note": note.strip() or None,
        },
    )
    return Created(write.record_id, mission.journal.write(replace(write, entry_id=entry)))


def remove_absence(mission: OpenMission, absence: str, *, entry: str = "") -> Changes:
    """Take an absence out again (store lane)."""
    return mission.journal.write(Write("absence", absence, op=Operation.DELETE, entry_id=entry))
