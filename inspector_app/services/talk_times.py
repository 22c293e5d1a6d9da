"""Talks in time: who and what is taken when, and why a talk cannot be then."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.schedule import Away, Clash, ClashKind, Meeting, clashes
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services.mission import setting
from inspector_app.services.speakers import people_of
from inspector_app.store.reader import Reader

#: How long a talk is taken to last while nobody has said when it ends.
USUAL_MINUTES = 60
_MOMENT = len("yyyy-mm-ddThh:mm")


def usual_minutes(reader: Reader) -> int:
    """Return how long a talk usually lasts, as set in this mission."""
    return setting(reader, "talk.minutes", USUAL_MINUTES) or USUAL_MINUTES


def later(moment: str, minutes: int) -> str:
    """Return the moment so many minutes behind *moment*."""
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat(
        timespec="minutes"
    )


def meeting_of(talk: Record, minutes: int = USUAL_MINUTES) -> Meeting:
    """Return a talk as the calendar sees it; without an end it lasts *minutes*."""
    starts, ends = talk.text("starts_at"), talk.text("ends_at")
    if len(starts) == _MOMENT and len(ends) != _MOMENT:
        ends = later(starts, minutes)
    return Meeting(
        talk=talk.id,
        number=talk.text("number"),
        starts=starts,
        ends=ends,
        members=frozenset({*talk.items("interviewers"), talk.text("recorder")} - {""}),
        officials=frozenset(people_of(talk)),
        room=talk.text("place").strip(),
        tentative=talk.text("state") in {"", TalkState.PLANNED.value},
    )


def meetings(reader: Reader, talks: Sequence[Record] | None = None) -> list[Meeting]:
    """Return all talks that have a time, in order; *talks* if they have been read already."""
    minutes = usual_minutes(reader)
    every = reader.find("talk") if talks is None else talks
    found = [meeting_of(talk, minutes) for talk in every]
    return sorted((one for one in found if one.timed), key=lambda one: (one.starts, one.number))


def absences(reader: Reader) -> list[Away]:
    """Return who cannot be met when: officials and members of the team."""
    return [
        Away(
            one.text("official") or one.text("user"),
            one.text("from_on"),
            one.text("until_on"),
            one.text("note"),
        )
        for one in reader.find("absence")
    ]


def clashes_of(reader: Reader, one: Meeting) -> tuple[Clash, ...]:
    """Return what stands in the way of a meeting in this mission."""
    return clashes(one, meetings(reader), absences(reader))


def require_free(reader: Reader, one: Meeting) -> None:
    """Raise ``RefusedError`` with the first thing that stands in the way of a meeting.

    ``talk.busy`` (somebody of the team), ``talk.talker_busy``, ``talk.room_taken``,
    ``talk.member_away`` and ``talk.talker_away``, each with names and times.
    """
    if one.timed:
        refuse(reader, clashes_of(reader, one))


def double_sitting(reader: Reader, talk: Record) -> tuple[Clash, ...]:
    """Return where somebody of the team sat in another talk that was held, too."""
    one = meeting_of(talk, usual_minutes(reader))
    held = [other for other in meetings(reader) if not other.tentative]
    return tuple(clash for clash in clashes(one, held) if clash.kind is ClashKind.MEMBER)


def refuse(reader: Reader, found: Iterable[Clash]) -> None:
    """Raise the refusal for the gravest of *found*, naming all of its kind at the same talk."""
    all_found = list(found)
    if not all_found:
        return
    first = all_found[0]
    alike = [c.who for c in all_found if c.kind is first.kind and c.other == first.other]
    raise RefusedError(f"talk.{_CODES[first.kind]}", **_said(reader, first, alike))


_CODES = {
    ClashKind.MEMBER: "busy",
    ClashKind.OFFICIAL: "talker_busy",
    ClashKind.ROOM: "room_taken",
    ClashKind.MEMBER_AWAY: "member_away",
    ClashKind.OFFICIAL_AWAY: "talker_away",
}


def _said(reader: Reader, clash: Clash, who: list[str]) -> dict[str, str | int]:
    words: dict[str, str | int] = {"name": "、".join(_name(reader, one) for one in who)}
    if clash.other is not None:
        words["number"] = clash.other.number
        words["since"] = clash.other.starts[11:]
    elif clash.away is not None:
        words["from_on"] = clash.away.from_on
        words["until_on"] = clash.away.until_on
        words["note"] = clash.away.note
    return words


def _name(reader: Reader, one: str) -> str:
    for record_type in ("user", "official"):
        record = reader.get(record_type, one)
        if record is not None:
            return record.text("name")
    return one
