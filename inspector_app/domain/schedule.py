"""When talks are, and what stands in the way of one: people and rooms are in one place at a time.

Moments are ``yyyy-mm-ddThh:mm``, so they sort as texts do, across midnight too. A meeting
lasts from its start until before its end: the next may begin when the last one ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_MOMENT = len("yyyy-mm-ddThh:mm")


class ClashKind(StrEnum):
    """What is wanted twice at once, or not there."""

    MEMBER = "member"  # one of the team sits in two talks
    OFFICIAL = "official"  # somebody is talked to twice
    ROOM = "room"  # two talks in one room
    MEMBER_AWAY = "member_away"  # one of the team cannot be met that day
    OFFICIAL_AWAY = "official_away"  # the talker cannot be met that day


@dataclass(frozen=True, slots=True)
class Meeting:
    """A talk as the calendar sees it. ``room`` is empty where no room is taken.

    ``tentative`` says that it is only planned. What was held was held: it may be written down
    with any place, and whoever was said to be away was there after all.
    """

    talk: str
    number: str
    starts: str
    ends: str
    members: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    room: str = ""
    tentative: bool = True

    @property
    def timed(self) -> bool:
        """Say whether it is known from when to when it is."""
        return len(self.starts) == _MOMENT and len(self.ends) == _MOMENT

    @property
    def days(self) -> tuple[str, str]:
        """Return the first and the last day it touches."""
        return self.starts[:10], self.ends[:10]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who cannot be met from one day to another; an empty day means open."""

    who: str
    from_on: str = ""
    until_on: str = ""
    note: str = ""

    def covers(self, first: str, last: str) -> bool:
        """Say whether it touches the days from *first* to *last*."""
        return (not self.until_on or first <= self.until_on) and (
            not self.from_on or self.from_on <= last
        )


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a meeting cannot be; ``who`` is an id, or the name of a room."""

    kind: ClashKind
    who: str
    other: Meeting | None = None
    away: Away | None = None


def overlap(one: Meeting, other: Meeting) -> bool:
    """Say whether two meetings share a moment; one without times shares none."""
    return one.timed and other.timed and one.starts < other.ends and other.starts < one.ends


def clashes(
    one: Meeting, others: Iterable[Meeting], away: Iterable[Away] = ()
) -> tuple[Clash, ...]:
    """Return all that stands in the way of *one*, people before rooms.

    *others* may hold an earlier plan of the same talk: it is passed over.
    """
    found: list[Clash] = []
    for other in others:
        if other.talk == one.talk or not overlap(one, other):
            continue
        found += [
            Clash(ClashKind.MEMBER, who, other) for who in sorted(one.members & other.members)
        ]
        found += [
            Clash(ClashKind.OFFICIAL, who, other) for who in sorted(one.officials & other.officials)
        ]
        if one.room and one.room == other.room and one.tentative:
            found.append(Clash(ClashKind.ROOM, one.room, other))
    if one.timed and one.tentative:
        for missing in away:
            if not missing.covers(*one.days):
                continue
            if missing.who in one.members:
                found.append(Clash(ClashKind.MEMBER_AWAY, missing.who, away=missing))
            elif missing.who in one.officials:
                found.append(Clash(ClashKind.OFFICIAL_AWAY, missing.who, away=missing))
    return tuple(sorted(found, key=lambda clash: list(ClashKind).index(clash.kind)))


def planned_clashes(
    meetings: Iterable[Meeting], away: Iterable[Away] = ()
) -> dict[str, tuple[Clash, ...]]:
    """Return what stands in the way of talks that are only planned, by talk.

    There may be such: an absence came after the plan, or two laptops planned apart.
    """
    missing = tuple(away)
    by_day: dict[str, list[Meeting]] = {}
    timed = [one for one in meetings if one.timed]
    for one in timed:
        for day in dict.fromkeys(one.days):
            by_day.setdefault(day, []).append(one)
    found = {}
    for one in timed:
        if one.tentative:
            near = {other.talk: other for day in one.days for other in by_day[day]}
            if reasons := clashes(one, near.values(), missing):
                found[one.talk] = reasons
    return found
