"""The plan of talks: who must be talked to, proposals, moves, what is refused."""

import random
from datetime import date, timedelta

import pytest

from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import ParagraphKind, TalkCategory, TalkKind, TalkState
from inspector_app.services import talk_plan, talk_record, talks
from inspector_app.services.plan_settings import (
    checked,
    plan_settings,
    set_plan_setting,
    setting_keys,
    setting_rows,
)
from inspector_app.services.proposals import next_working_day, outlook, propose
from inspector_app.services.source_checks import source_rules
from inspector_app.services.speakers import talker_name
from inspector_app.services.steps import take_back
from inspector_app.services.talk_closing import closing_gaps
from inspector_app.services.talk_lists import talk_rows
from inspector_app.services.who_must import Met, who_must
from inspector_app.store.journal import Write
from tests.mission_fixture import small_mission

DAY = "2026-10-22"  # a Thursday


@pytest.fixture
def small(tmp_path):
    small = small_mission(tmp_path)
    yield small
    small.sitting.end()


def rooms(small, value="一室、二室"):
    set_plan_setting(small.mission, "rooms", value)


def standing(small, key):
    found = who_must(small.mission.reader, small.mission.id)
    return next(one for one in found.rules if one.rule.key == key)


def days_plan(small, day=DAY):
    mission = small.mission
    return propose(mission.reader, mission.checklist, mission.id, day)


# --- who must be talked to --------------------------------------------------------------


def test_everybody_on_the_list_is_there_by_a_rule(small):
    found = who_must(small.mission.reader, small.mission.id)
    names = {
        rule.rule.key: [one.official.text("name") for one in rule.people] for rule in found.rules
    }
    assert names == {
        "number_one": ["岑𬀩"],
        "leadership": ["蔺㛃", "虞堃"],
        "discipline": ["邝喆"],
        "personnel": ["宓䶮"],
        "retired": ["滕老"],
        "subordinate": ["阮𫖯"],
        "middle": ["佘翊"],
        "ordinary": ["郗𠮷"],
    }
    assert (found.wanted, found.held, found.missing, found.others) == (9, 0, 9, 0)


def test_a_plan_and_a_talk_change_who_is_missing(small):
    small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    assert (standing(small, "leadership").planned, standing(small, "leadership").missing) == (1, 1)
    small.hold("蔺㛃", "2026-10-21T10:30", "2026-10-21T11:30")
    leadership = standing(small, "leadership")
    assert (leadership.held, leadership.planned, leadership.missing, leadership.left) == (
        1,
        1,
        0,
        1,
    )
    assert [one.met for one in leadership.people] == [Met.PLANNED, Met.HELD]


def test_only_a_talk_alone_counts(small):
    people = [small.officials[name] for name in ("虞堃", "蔺㛃")]
    talk = talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.users["阚玥"],
        kind=TalkKind.GROUP,
        speakers=people,
    ).id
    talks.begin_talk(small.mission, talk)
    assert standing(small, "leadership").held == 0


def test_an_unnamed_talk_fills_a_quota_but_no_duty(small):
    for category in (TalkCategory.ORDINARY, TalkCategory.DEPUTY):
        more = {"kind": TalkKind.UNNAMED, "described_as": "不具名", "category": category}
        talks.plan_talk(small.mission, official="", interviewers=[], recorder="", **more)
    assert (standing(small, "ordinary").planned, standing(small, "ordinary").missing) == (1, 0)
    assert (standing(small, "leadership").planned, standing(small, "leadership").missing) == (0, 2)


@pytest.mark.parametrize(
    ("left_on", "listed", "unsure"),
    [
        ("2023-10-10", True, False),
        ("2023-10-09", False, False),
        ("2023-10", True, False),
        ("2023-09", False, False),
        ("2023", True, False),
        ("2022", False, False),
        ("", True, True),
    ],
)
def test_who_left_lately_is_counted_to_the_day_of_entry(small, left_on, listed, unsure):
    journal = small.mission.journal
    journal.write(
        journal.create("official", {"name": "离任者", "category": "R", "left_on": left_on or None})
    )
    found = who_must(small.mission.reader, small.mission.id)
    lines = [
        one for rule in found.rules for one in rule.people if one.official.text("name") == "离任者"
    ]
    assert [one.unsure for one in lines] == ([unsure] if listed else [])
    assert found.others == (0 if listed else 1)


@pytest.mark.parametrize(
    ("quota", "people", "wanted"),
    [
        ("all", 7, 7),
        ("50%", 7, 4),
        ("10%", 1, 1),
        ("0%", 9, 0),
        ("3", 7, 3),
        ("9", 7, 7),
        ("0", 7, 0),
    ],
)
def test_quotas(small, quota, people, wanted):
    set_plan_setting(small.mission, "rule.middle", quota, "本轮方案")
    rule = next(one for one in plan_settings(small.mission.reader).rules if one.key == "middle")
    assert rule.wanted(people) == wanted


# --- settings ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "written", "kept"),
    [
        ("hours", "8：30—12：00、14:00 - 18:00", "08:30-12:00 14:00-18:00"),
        ("weekdays", "1、2 3,6", "1 2 3 6"),
        ("order", "n d s h m u o r", "N D S H M U O R"),
        ("rooms", " 一室，二室、一室 ", "一室、二室"),
        ("rule.middle", "30％", "30%"),
        ("minutes.N", "090", "90"),
        ("break", "0", "0"),
    ],
)
def test_settings_are_read_as_people_write_them(small, key, written, kept):
    set_plan_setting(small.mission, key, written, "依据")
    row = next(
        one for one in setting_rows(small.mission.reader, small.mission.wording) if one.key == key
    )
    assert (row.value, row.basis, row.shipped) == (kept, "依据", False)
    set_plan_setting(small.mission, key, kept)
    assert small.mission.reader.count("setting", {"key": f"talk.{key}"}) == 1


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("hours", ""),
        ("hours", "9点到12点"),
        ("hours", "14:00-18:00 09:00-12:00"),
        ("hours", "09:00-12:00 11:00-18:00"),
        ("hours", "09:00-25:00"),
        ("hours", "12:00-09:00"),
        ("hours", "09:00-12:00 乱写"),
        ("rooms", "、".join(f"{n}室" for n in range(25))),
        ("rooms", "室" * 61),
        ("weekdays", ""),
        ("weekdays", "8"),
        ("weekdays", "一二"),
        ("order", "N D"),
        ("rule.middle", "120%"),
        ("rule.middle", "一半"),
        ("rule.middle", ""),
        ("minutes.N", "4"),
        ("minutes.N", "481"),
        ("minutes.N", "٣٠"),
        ("break", "-1"),
        ("least_interviewers", "1"),
        ("least_interviewers", "10"),
        ("break", "1" * 500),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(small, key, written):
    with pytest.raises(InputError) as caught:
        set_plan_setting(small.mission, key, written)
    assert small.mission.wording.error(caught.value)
    assert not small.mission.reader.count("setting", {"key": f"talk.{key}"})


def test_every_setting_has_words_a_value_and_a_basis(small):
    rows = setting_rows(small.mission.reader, small.mission.wording)
    assert [row.key for row in rows] == list(setting_keys())
    assert all(row.label and row.basis for row in rows)
    assert all(checked(row.key, row.value) == row.value for row in rows)


def test_a_setting_that_nobody_could_have_meant_leaves_what_was_shipped(small):
    journal = small.mission.journal
    journal.write(journal.create("setting", {"key": "talk.hours", "value": "rubbish"}))
    assert plan_settings(small.mission.reader).hours[0] == ("09:00", "12:00")


# --- proposals --------------------------------------------------------------------------


def test_the_most_pressing_come_first_and_each_says_why(small):
    rooms(small)
    plan = days_plan(small)
    assert plan.proposals
    first = min(plan.proposals, key=lambda one: one.meeting.starts)
    assert first.category is TalkCategory.DEPUTY
    reasons = {one.code: one for one in first.reasons}
    assert reasons["everybody"].params == {"rule": "leadership", "count": 2}
    assert "only_few" in reasons or "open_items" in reasons
    assert reasons["time"].params["left"] == 9
    assert len(plan.proposals) + plan.left_over == 9
    number_one = [one for one in plan.proposals if one.category is TalkCategory.NUMBER_ONE]
    assert all(small.users["郁澄"] in one.interviewers for one in number_one)


def test_an_item_that_was_answered_twice_is_no_reason_any_more(small):
    rooms(small)
    before = next(one for one in days_plan(small).proposals if one.category is TalkCategory.DEPUTY)
    code = before.items[0]
    for name in ("邝喆", "宓䶮"):
        talk = small.plan(name)
        talks.set_answer(small.mission, talk, ItemAnswer(code, AnswerKind.SPECIFIC))
    after = next(one for one in days_plan(small).proposals if one.category is TalkCategory.DEPUTY)
    assert code not in after.items


def test_what_stands_in_the_way_of_any_proposal_is_said(small):
    assert days_plan(small).obstacle == "rooms"
    rooms(small)
    for user in ("骆珩", "阚玥"):
        small.mission.journal.write(Write("user", small.users[user], {"active": False}))
    assert days_plan(small).obstacle == "team"


def test_a_talk_takes_as_many_of_the_team_as_is_set(small):
    rooms(small)
    set_plan_setting(small.mission, "least_interviewers", "3")
    plan = days_plan(small)
    assert plan.proposals
    assert all(len(one.interviewers) == 3 for one in plan.proposals)


def test_who_is_recused_holds_no_talk(small):
    rooms(small)
    user = small.users["骆珩"]
    journal = small.mission.journal
    filing = {"user": user, "kind": "recusal", "filed_on": "2026-10-01", "recused": True}
    journal.write(journal.create("team_filing", filing))
    plan = days_plan(small)
    assert plan.proposals
    assert not any(user in one.interviewers for one in plan.proposals)


@pytest.mark.parametrize("seed", range(4))
def test_the_list_agrees_with_counting_by_hand(tmp_path, seed):
    """Who must be talked to, counted anew from the records without the program's rules."""
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    small = small_mission(tmp_path)
    mission = small.mission
    journal, reader = mission.journal, mission.reader
    writes = []
    for number in range(chance.randint(5, 40)):
        category = chance.choice("DSHMUOR")
        left = chance.choice([None, "2022", "2023-09", "2023-11", "2026-01-01"])
        values = {"name": f"示例{number}", "category": category, "left_on": left}
        writes.append(journal.create("official", values))
    journal.write(*writes)
    share = chance.choice([0, 30, 50, 100])
    for key in ("subordinate", "middle", "ordinary"):
        set_plan_setting(mission, f"rule.{key}", f"{share}%")
    everybody = reader.find("official")
    for one in chance.sample(everybody, len(everybody) // 2):
        talk = talks.plan_talk(mission, official=one.id, interviewers=[], recorder="").id
        if chance.random() < 0.6:
            talks.begin_talk(mission, talk)
    states = {}
    for talk in reader.find("talk"):
        states[talk.text("official")] = talk.text("state")
    expected = {}
    for letter in "NDSHRUMO":
        people = [one for one in everybody if one.text("category") == letter]
        if letter == "R":
            people = [p for p in people if not p.text("left_on") or p.text("left_on") > "2023-10"]
        wanted = len(people)
        if letter in "UMO":
            wanted = sum(1 for n in range(len(people)) if n * 100 < len(people) * share)
        held = sum(states.get(p.id) == "held" for p in people)
        planned = sum(states.get(p.id) == "planned" for p in people)
        if people:
            expected[letter] = (wanted, held, planned)
    found = who_must(reader, mission.id)
    counted = {
        one.people[0].official.text("category"): (one.wanted, one.held, one.planned)
        for one in found.rules
    }
    assert counted == expected
    assert sum(len(one.people) for one in found.rules) + found.others == len(everybody)
    small.sitting.end()


def test_speakers_and_names_they_gave_are_protected_as_sources(small):
    people = [small.officials["佘翊"], small.officials["郗𠮷"]]
    plan_kind(small, kind=TalkKind.GROUP, speakers=people, other_speakers=["职工甲"])
    rules = source_rules(small.mission.reader, small.mission.id)
    assert {"佘翊", "郗𠮷", "职工甲"} <= rules.blocked


def test_nobody_is_left_when_all_were_met(small):
    rooms(small)
    for name in small.officials:
        small.plan(name)
    plan = days_plan(small)
    assert (plan.proposals, plan.obstacle, plan.outlook.unplanned) == ((), "nobody", 0)
    assert plan.outlook.left == 9


def test_accepting_plans_them_all_and_can_be_taken_back(small):
    rooms(small)
    plan = days_plan(small)
    done = talk_plan.accept(small.mission, plan.proposals)
    reader = small.mission.reader
    made = [reader.get("talk", one) for one in done.ids]
    assert [one.text("number") for one in made] == [f"T-{n:03d}" for n in range(1, len(made) + 1)]
    assert {one.text("official") for one in made} == {one.official.id for one in plan.proposals}
    take_back(small.mission, done.entries)
    assert not reader.find("talk")


def test_a_plan_that_has_changed_since_is_refused_whole(small):
    rooms(small)
    plan = days_plan(small)
    small.plan(plan.proposals[-1].official.text("name"))
    with pytest.raises(RefusedError, match="met_since"):
        talk_plan.accept(small.mission, plan.proposals)
    assert small.mission.reader.count("talk") == 1
    twice = days_plan(small).proposals
    with pytest.raises(RefusedError, match="met_since"):
        talk_plan.accept(small.mission, [*twice, twice[0]])
    assert small.mission.reader.count("talk") == 1


def test_the_outlook_counts_working_days(small):
    ahead = outlook(small.mission.reader, small.mission.id, "2026-12-07")  # a Monday
    assert (ahead.days_left, ahead.left, ahead.pace) == (4, 9, 3)
    assert outlook(small.mission.reader, small.mission.id, "2026-12-11").pace is None
    settings = plan_settings(small.mission.reader)
    assert next_working_day(settings, "2026-10-23") == "2026-10-26"


@pytest.mark.parametrize("seed", range(10))
def test_random_rosters_and_plans_never_clash(tmp_path, seed):
    """Whatever the roster, the rooms, the absences and the talks there are already."""
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    small = small_mission(tmp_path)
    mission = small.mission
    journal, reader = mission.journal, mission.reader
    officials = dict(small.officials)
    writes = []
    for number in range(chance.randint(0, 30)):
        category = chance.choice("NDSHMUOR")
        values = {"name": f"示例{number}", "category": category, "number_one": category == "N"}
        writes.append(journal.create("official", values))
        officials[values["name"]] = writes[-1].record_id
    journal.write(*writes)
    set_plan_setting(mission, "rooms", "、".join(f"{n}室" for n in range(chance.randint(1, 4))))
    set_plan_setting(mission, "break", str(chance.choice([0, 10, 15])))
    set_plan_setting(mission, "hours", chance.choice(["09:00-12:00 14:30-17:30", "08:00-20:00"]))
    for who in chance.sample(sorted(officials), min(6, len(officials))):
        day = f"2026-10-{chance.randint(19, 28)}"
        talk_plan.note_absence(
            mission, official=officials[who], from_on=day, until_on=day, note="出差"
        )
    member = chance.choice(sorted(small.users))
    talk_plan.note_absence(
        mission, user=small.users[member], from_on="2026-10-22", until_on="2026-10-23"
    )
    for who in chance.sample(sorted(officials), min(5, len(officials))):
        hour = chance.randint(8, 16)
        day = f"2026-10-{chance.randint(19, 27)}"
        try:
            talk = talks.plan_talk(
                mission,
                official=officials[who],
                interviewers=chance.sample(sorted(small.users.values()), 2),
                recorder=chance.choice(sorted(small.users.values())),
                starts_at=f"{day}T{hour:02}:{chance.choice([0, 20, 45]):02}",
                ends_at=f"{day}T{hour + chance.randint(1, 3):02}:{chance.choice([50, 55])}",
                place=f"{chance.randint(0, 3)}室",
            ).id
        except RefusedError:
            continue
        if chance.random() < 0.5:
            talks.begin_talk(mission, talk)
    day = date(2026, 10, 21)
    for _ in range(14):
        day += timedelta(days=1)
        met = {talk.text("official") for talk in reader.find("talk")}
        plan = propose(reader, mission.checklist, mission.id, day.isoformat())
        assert not met & {one.official.id for one in plan.proposals}
        assert len({one.official.id for one in plan.proposals}) == len(plan.proposals)
        assert all(len(set(one.interviewers)) >= 2 and one.reasons for one in plan.proposals)
        if plan.proposals:
            talk_plan.accept(mission, plan.proposals)
        if day.isoweekday() > 5:
            assert not plan.proposals
    check_by_hand(reader)
    small.sitting.end()


def minutes_of(talk):
    """Return the minutes a talk takes, counted from a fixed day."""
    start, end = talk.text("starts_at"), talk.text("ends_at")
    base = (date.fromisoformat(start[:10]) - date(2026, 10, 1)).days * 1440
    first = base + int(start[11:13]) * 60 + int(start[14:])
    return range(first, base + int(end[11:13]) * 60 + int(end[14:]))


def check_by_hand(reader):
    """Find double bookings by putting every minute down, without the program's own rules."""
    taken = set()
    away = {
        (
            one.text("official") or one.text("user"),
            one.text("from_on") <= day <= one.text("until_on"),
            day,
        )
        for one in reader.find("absence")
        for day in (f"2026-10-{n}" for n in range(10, 32))
    }
    for talk in reader.find("talk"):
        people = {*talk.items("interviewers"), talk.text("recorder"), talk.text("official")}
        for who in people:
            if talk.text("state") == TalkState.PLANNED.value:
                assert (who, True, talk.text("starts_at")[:10]) not in away
        for minute in minutes_of(talk):
            for thing in (*people, talk.text("place")):
                assert (thing, minute) not in taken
                taken.add((thing, minute))


# --- moving -----------------------------------------------------------------------------


def test_a_talk_is_moved_with_its_length_and_taken_back(small):
    talk = small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:30")
    entry = small.mission.journal.new_id()
    talk_plan.move_talk(
        small.mission, talk, talk_plan.Move(starts_at="2026-10-23T14:30", place="一室"), entry=entry
    )
    moved = small.mission.reader.get("talk", talk)
    assert (moved.text("starts_at"), moved.text("ends_at"), moved.text("place")) == (
        "2026-10-23T14:30",
        "2026-10-23T16:00",
        "一室",
    )
    take_back(small.mission, [entry])
    assert small.mission.reader.get("talk", talk).text("starts_at") == "2026-10-22T09:00"


def test_a_clash_is_seen_before_and_refused_with_its_reason(small):
    first = small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    second = small.plan("蔺㛃", "2026-10-22T10:00", "2026-10-22T11:00")
    move = talk_plan.Move(starts_at="2026-10-22T09:30")
    found = talk_plan.try_move(small.mission.reader, second, move)
    assert {one.kind.value for one in found} == {"member", "room"}
    with pytest.raises(RefusedError) as caught:
        talk_plan.move_talk(small.mission, second, move)
    words = small.mission.wording.error(caught.value)
    assert "骆珩" in words
    assert "阚玥" in words
    assert "T-001" in words
    assert not talk_plan.try_move(small.mission.reader, first, talk_plan.Move(place="三室"))


def test_a_member_is_exchanged_for_another(small):
    talk = small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    users = small.users
    move = talk_plan.Move(member=users["郁澄"], instead_of=users["阚玥"])
    talk_plan.move_talk(small.mission, talk, move)
    record = small.mission.reader.get("talk", talk)
    assert set(record.items("interviewers")) == {users["郁澄"], users["骆珩"]}
    assert record.text("recorder") == users["郁澄"]


def test_a_talk_that_has_begun_stays_where_it_was(small):
    talk = small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    talks.begin_talk(small.mission, talk)
    with pytest.raises(RefusedError, match="begun_fixed"):
        talk_plan.move_talk(small.mission, talk, talk_plan.Move(place="三室"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": "2026-10-22T09:30", "ends_at": "2026-10-22T09:40"}, "talk.busy"),
        ({"official": "虞堃", "people": "郁澄", "place": "三室"}, "talk.talker_busy"),
        ({"people": "郁澄"}, "talk.room_taken"),
        ({"starts_at": "2026-10-22T11:00", "ends_at": "2026-10-22T11:00"}, "talk.times"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(small, change, code):
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    users = [small.users["骆珩"], small.users["阚玥"]]
    people = [small.users[change["people"]]] if "people" in change else users
    with pytest.raises(RefusedError) as caught:
        talks.plan_talk(
            small.mission,
            official=small.officials[change.get("official", "蔺㛃")],
            interviewers=people,
            recorder=people[0],
            starts_at=change.get("starts_at", "2026-10-22T09:00"),
            ends_at=change.get("ends_at", "2026-10-22T10:00"),
            place=change.get("place", "谈话二室"),
        )
    assert caught.value.code == code
    assert small.mission.reader.count("talk") == 1


def test_absence_refuses_and_says_until_when(small):
    talk_plan.note_absence(
        small.mission,
        official=small.officials["虞堃"],
        from_on="2026-10-22",
        until_on="2026-10-24",
        note="学习",
    )
    with pytest.raises(RefusedError) as caught:
        small.plan("虞堃", "2026-10-23T09:00", "2026-10-23T10:00")
    words = small.mission.wording.error(caught.value)
    assert "2026-10-24" in words
    assert "学习" in words
    with pytest.raises(InputError):
        talk_plan.note_absence(
            small.mission, user=small.mission.me, from_on="2026-10-24", until_on="2026-10-22"
        )


@pytest.mark.parametrize(
    ("starts", "ends", "odd"),
    [
        ("2026-10-22T09:00", "2026-10-22T10:00", []),
        ("2026-10-22T11:30", "2026-10-22T12:30", ["midday"]),
        ("2026-10-22T18:00", "2026-10-22T19:00", ["hours"]),
        ("2026-10-24T09:00", "2026-10-24T10:00", ["hours"]),
        ("2026-10-22T15:35", "2026-10-22T16:00", ["pause"]),
    ],
)
def test_what_is_only_unusual_is_said(small, starts, ends, odd):
    small.plan("虞堃", "2026-10-22T14:30", "2026-10-22T15:30")
    talk = small.plan("蔺㛃", starts, ends)
    reader = small.mission.reader
    assert talk_plan.oddities(reader, reader.get("talk", talk)) == odd


def test_the_number_one_before_the_leadership_is_unusual(small):
    small.plan("虞堃", "2026-10-23T14:30", "2026-10-23T15:30")
    talk = small.plan("岑𬀩", "2026-10-22T09:00", "2026-10-22T10:00")
    reader = small.mission.reader
    assert talk_plan.oddities(reader, reader.get("talk", talk)) == ["order"]


def test_nobody_sits_in_two_talks_that_were_held(small):
    """Beginning sets the time without asking, so closing looks once more."""
    first = small.hold("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    second = small.hold("蔺㛃", "2026-10-21T10:00", "2026-10-21T11:00")
    mission = small.mission
    assert not closing_gaps(mission.reader, mission.checklist, second)
    mission.journal.write(Write("talk", second, {"starts_at": "2026-10-21T09:55"}))
    gaps = closing_gaps(mission.reader, mission.checklist, second)
    assert [gap.code for gap in gaps] == ["talk_busy"]
    for talk in (first, second):
        with pytest.raises(RefusedError, match="busy"):
            talks.close_talk(mission, talk)
    talks.update_talk(mission, second, starts_at="2026-10-21T10:00")
    talks.close_talk(mission, second)


def test_what_is_held_is_written_down_wherever_a_room_was_promised(small):
    held = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    talks.begin_talk(small.mission, held)
    talks.plan_talk(
        small.mission,
        official=small.officials["蔺㛃"],
        interviewers=[small.users["郁澄"]],
        recorder=small.users["郁澄"],
        starts_at="2026-10-21T10:00",
        ends_at="2026-10-21T11:00",
        place="谈话二室",
    )
    talks.update_talk(small.mission, held, ends_at="2026-10-21T10:20")  # it took longer
    assert small.mission.reader.get("talk", held).text("ends_at") == "2026-10-21T10:20"


# --- kinds of talk ----------------------------------------------------------------------


def plan_kind(small, **more):
    return talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.users["阚玥"],
        starts_at="2026-10-22T09:00",
        ends_at="2026-10-22T10:00",
        place="会议室",
        **more,
    ).id


def test_a_group_talk_is_planned_recorded_and_closed_without_the_must_ask_list(small):
    people = [small.officials["佘翊"], small.officials["郗𠮷"]]
    talk = plan_kind(
        small, kind=TalkKind.GROUP, speakers=people, other_speakers=["职工甲"], topic="职工座谈会"
    )
    mission = small.mission
    talks.begin_talk(mission, talk)
    talk_record.add_paragraph(mission, talk, ParagraphKind.ANSWER, "大家都这么看。")
    talks.update_talk(mission, talk, opening_done=True, read_back_done=True)
    assert not closing_gaps(mission.reader, mission.checklist, talk)
    talks.close_talk(mission, talk)
    row = next(one for one in talk_rows(mission.reader, mission.checklist) if one.talk.id == talk)
    assert (row.name, row.coverage.must) == ("职工座谈会", 0)
    with pytest.raises(RefusedError, match="talker_busy"):
        talks.plan_talk(
            mission,
            official=people[0],
            interviewers=[mission.me],
            recorder=mission.me,
            starts_at="2026-10-22T09:30",
            ends_at="2026-10-22T10:30",
            place="别处",
        )


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        (TalkKind.GROUP, {"speakers": []}, "talk.few_speakers"),
        (TalkKind.GROUP, {"other_speakers": ["一人"]}, "talk.few_speakers"),
        (TalkKind.UNNAMED, {}, "talk.no_description"),
        (TalkKind.UNNAMED, {"described_as": "  "}, "talk.no_description"),
        (TalkKind.INDIVIDUAL, {}, "talk.no_talker"),
    ],
)
def test_a_talk_says_who_it_is_with(small, kind, more, code):
    with pytest.raises(RefusedError) as caught:
        plan_kind(small, kind=kind, **more)
    assert caught.value.code == code


def test_an_unnamed_talk_has_the_items_of_its_category(small):
    talk = plan_kind(
        small,
        kind=TalkKind.UNNAMED,
        described_as="一名中层干部",
        category=TalkCategory.MIDDLE,
    )
    mission = small.mission
    record = mission.reader.get("talk", talk)
    assert talker_name(record, {}) == "一名中层干部"
    gaps = closing_gaps(mission.reader, mission.checklist, talk)
    assert any(gap.code == "talk_item" for gap in gaps)
    assert not any(gap.code == "talk_speakers" for gap in gaps)
