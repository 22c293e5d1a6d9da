"""Clashes agree with counting minutes one by one."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.schedule import (
    Away,
    ClashKind,
    Meeting,
    clashes,
    overlap,
    planned_clashes,
)

START = datetime(2026, 10, 21, 22, 0)  # noqa: DTZ001 - local time as on paper


def moment(minutes):
    return (START + timedelta(minutes=minutes)).isoformat(timespec="minutes")


@st.composite
def meetings(draw, talk):
    begins = draw(st.integers(0, 240))
    length = draw(st.integers(1, 150))
    people = st.frozensets(st.sampled_from("abc"), max_size=2)
    return (
        begins,
        Meeting(
            talk,
            talk,
            moment(begins),
            moment(begins + length),
            draw(people),
            frozenset(draw(st.sampled_from(["x", "y", "z"]))),
            draw(st.sampled_from(["", "一室", "二室"])),
            draw(st.booleans()),
        ),
        length,
    )


@given(meetings("one"), meetings("two"))
def test_clashes_are_what_counting_minutes_finds(first, second):
    (begins, one, length), (other_begins, other, other_length) = first, second
    minutes = set(range(begins, begins + length))
    shared = bool(minutes & set(range(other_begins, other_begins + other_length)))
    assert overlap(one, other) is overlap(other, one) is shared
    expected = set()
    if shared:
        expected |= {(ClashKind.MEMBER, who) for who in one.members & other.members}
        expected |= {(ClashKind.OFFICIAL, who) for who in one.officials & other.officials}
        if one.room and one.room == other.room and one.tentative:
            expected.add((ClashKind.ROOM, one.room))
    assert {(clash.kind, clash.who) for clash in clashes(one, [other])} == expected


def meeting(starts, ends, talk="one", **more):
    return Meeting(talk, talk, starts, ends, **{"members": frozenset("a"), **more})


@pytest.mark.parametrize(
    ("starts", "ends", "clash"),
    [
        ("2026-10-21T09:00", "2026-10-21T10:00", False),  # ends when the other begins
        ("2026-10-21T11:00", "2026-10-21T12:00", False),  # begins when the other ends
        ("2026-10-21T10:30", "2026-10-21T11:00", True),  # the same end
        ("2026-10-21T10:00", "2026-10-21T10:05", True),
        ("2026-10-20T23:30", "2026-10-21T10:01", True),  # from the evening before
        ("2026-10-21", "2026-10-21", False),  # only the day is known
        ("2026-10-21T10:30", "", False),
    ],
)
def test_the_next_may_begin_when_the_last_one_ends(starts, ends, clash):
    other = meeting("2026-10-21T10:00", "2026-10-21T11:00", "two")
    assert bool(clashes(meeting(starts, ends), [other])) is clash


def test_across_midnight():
    late = meeting("2026-10-21T23:30", "2026-10-22T00:30", "two")
    assert clashes(meeting("2026-10-22T00:00", "2026-10-22T01:00"), [late])
    assert not clashes(meeting("2026-10-22T00:30", "2026-10-22T01:00"), [late])


def test_a_talk_does_not_stand_in_its_own_way():
    one = meeting("2026-10-21T10:00", "2026-10-21T11:00")
    assert not clashes(one, [meeting("2026-10-21T10:30", "2026-10-21T11:30")])


@pytest.mark.parametrize(
    ("from_on", "until_on", "away"),
    [
        ("2026-10-21", "2026-10-21", True),
        ("2026-10-20", "2026-10-22", True),
        ("", "2026-10-21", True),
        ("2026-10-21", "", True),
        ("2026-10-22", "2026-10-23", False),
        ("2026-10-01", "2026-10-20", False),
    ],
)
def test_somebody_away_cannot_be_met(from_on, until_on, away):
    one = meeting("2026-10-21T10:00", "2026-10-21T11:00", officials=frozenset("x"))
    member, official = (Away(who, from_on, until_on) for who in "ax")
    found = [clash.kind for clash in clashes(one, [], [member, official])]
    assert found == ([ClashKind.MEMBER_AWAY, ClashKind.OFFICIAL_AWAY] if away else [])
    held = meeting(one.starts, one.ends, officials=one.officials, tentative=False)
    assert not clashes(held, [], [member, official])  # what was, was


@given(st.lists(st.integers(0, 5), min_size=2, max_size=2), st.data())
def test_all_clashes_are_those_of_each_planned_talk(away_days, data):
    found = [data.draw(meetings(f"t{number}"))[1] for number in range(6)]
    away = [
        Away(who, "2026-10-21", f"2026-10-2{day}") for who, day in zip("ax", away_days, strict=True)
    ]
    expected = {one.talk: clashes(one, found, away) for one in found if one.tentative}
    expected = {talk: set(reasons) for talk, reasons in expected.items() if reasons}
    got = planned_clashes(found, away)
    assert {talk: set(reasons) for talk, reasons in got.items()} == expected
