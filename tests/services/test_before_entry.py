"""Before entry: inquiries at organs, the profile with its gaps, the check, confirmed readings."""

import re
from pathlib import Path

import pytest

from inspector_app.domain.briefing import Filing
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.missing import Severity
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ, Phase, Role
from inspector_app.services import (
    briefing,
    briefing_readers,
    entry_machine,
    entry_rules,
    mission_facts,
    number_one_profile,
    officials,
    session,
    team_filings,
)
from inspector_app.services.briefing import Standing, standing
from inspector_app.services.briefing_themes import same_theme, themes_of
from inspector_app.services.certification import confirm_headquarters
from inspector_app.services.entry_check import check_text, ready
from inspector_app.services.entry_machine import machine_checks, machine_of
from inspector_app.services.entry_rules import entry_checks
from inspector_app.services.number_one_profile import (
    LineState,
    briefing_lines,
    number_one_profiles,
)
from inspector_app.services.source_organs import mandatory_organs
from inspector_app.services.steps import take_back
from inspector_app.services.team import admit, note_recovery, team
from inspector_app.store.journal import Write
from inspector_app.system.wording import LANGUAGES, Wording
from tests.mission_fixture import CHEAP, VOCABULARY, small_mission
from tests.paper_fixture import Template

LEADER, MEMBER, OTHER = "郁澄", "骆珩", "阚玥"
NUMBER_ONE = "岑𬀩"
TODAY = "2026-10-21"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(
        tmp_path_factory.mktemp("small"), lambda folder: (small_mission(folder), "", "")
    )


@pytest.fixture
def small(template, tmp_path):
    made, _, _ = template.copy(tmp_path)
    yield made
    made.sitting.end()


def ask(small, organ=Organ.DISCIPLINE, **fields):
    return briefing.record_briefing(
        small.mission, organ=organ, organ_name=f"示例{organ.value}", **fields
    ).id


def record(small, briefing_id):
    return small.mission.reader.get("briefing", briefing_id)


def say(small, briefing_id, theme, state=ItemState.HAS, head=Head.WORK, text="示例情况。"):
    return briefing.record_item(
        small.mission,
        briefing=briefing_id,
        official=small.officials[NUMBER_ONE],
        head=head,
        theme=theme,
        state=state,
        text=text,
    ).id


def codes(small):
    mission = small.mission
    return [c.code for c in entry_checks(mission.reader, mission.id, TODAY)]


def check(small, code):
    mission = small.mission
    return next(c for c in entry_checks(mission.reader, mission.id, TODAY) if c.code == code)


class TestStanding:
    @pytest.mark.parametrize(
        ("dates", "expected"),
        [
            ({}, (Standing.NOT_SENT, 0)),
            ({"sent_on": "2026-10-01"}, (Standing.AWAITED, -1)),
            ({"sent_on": "2026-10-01", "due_on": "2026-10-24"}, (Standing.AWAITED, 3)),
            ({"sent_on": "2026-10-01", "due_on": TODAY}, (Standing.DUE_TODAY, 0)),
            ({"sent_on": "2026-10-01", "due_on": "2026-10-19"}, (Standing.OVERDUE, 2)),
            ({"due_on": "2026-10-19", "received_on": "2026-10-19"}, (Standing.ANSWERED, 0)),
            ({"received_on": "2026-10-19"}, (Standing.ANSWERED, 0)),
            ({"due_on": "2026-10-10", "received_on": "2026-10-19"}, (Standing.ANSWERED_LATE, 9)),
        ],
    )
    def test_in_words_and_days(self, dates, expected):
        asked = Record("briefing", "b", "", "team", deleted=False, conflicts=(), values=dates)
        assert standing(asked, TODAY) == expected


class TestNewerProgram:
    """Codes that only a newer program knows are neither lost nor in the way."""

    def of(self, record_type, **values):
        return Record(record_type, "x", "", "team", deleted=False, conflicts=(), values=values)

    def test_an_organ_of_another_kind(self):
        assert briefing.organ_of(self.of("briefing", organ="tax_office")) is Organ.OTHER

    def test_a_state_nobody_knows_is_no_answer(self):
        asked = self.of("briefing", received_on="2026-10-01")
        item = self.of("briefing_item", state="sealed")
        line = number_one_profile._line(asked, Head.WORK, "信访举报", item)
        assert line.state is LineState.UNANSWERED


class TestProfile:
    def test_every_theme_of_the_letter_is_a_line(self, small):
        made = ask(small, received_on="2026-10-01")
        lines = briefing_lines(
            small.mission.reader, record(small, made), small.officials[NUMBER_ONE]
        )
        assert [line.theme for line in lines] == [t.text for t in themes_of(Organ.DISCIPLINE)]
        assert {line.state for line in lines} == {LineState.UNANSWERED}
        heads = [line.head for line in lines]
        assert heads == sorted(heads, key=list(Head).index)

    def test_what_is_said_closes_its_gap_and_own_themes_follow(self, small):
        made = ask(small, received_on="2026-10-01")
        say(small, made, "信访 举报")
        say(small, made, "生活作风", ItemState.NOT_PROVIDED, Head.LIFE, "")
        say(small, made, "另外反映的事", head=Head.LIFE)
        profile = number_one_profiles(small.mission.reader)[0]
        states = {line.theme: line.state for line in profile.lines}
        assert states["信访举报"] is LineState.HAS  # the theme as it stands in the letter
        assert states["生活作风"] is LineState.NOT_PROVIDED
        assert profile.of(Head.LIFE)[-1].theme == "另外反映的事"
        assert profile.gaps(Head.WORK) == len(profile.of(Head.WORK)) - 1
        assert profile.gaps(Head.LIFE) == 2

    def test_an_organ_that_has_not_answered_is_awaited(self, small):
        ask(small, Organ.AUDIT, sent_on="2026-10-01")
        profile = number_one_profiles(small.mission.reader)[0]
        assert {line.state for line in profile.lines} == {LineState.AWAITED}

    def test_nothing_recorded_is_lost_twice_or_headless(self, small):
        made = ask(small, received_on="2026-10-01")
        first, second = say(small, made, "信访举报"), say(small, made, "信访举报", text="又一件。")
        journal = small.mission.journal
        stray = journal.create(
            "briefing_item",
            {"briefing": made, "official": small.officials[NUMBER_ONE], "theme": "没有分工作生活"},
        )
        journal.write(stray)
        lines = number_one_profiles(small.mission.reader)[0].lines
        shown = [line.item.id for line in lines if line.item]
        assert sorted(shown) == sorted([first, second, stray.record_id])

    def test_two_number_ones_have_profiles_of_their_own(self, small):
        made = ask(small, received_on="2026-10-01")
        say(small, made, "信访举报")
        officials.mark_number_one(
            small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD
        )
        profiles = {p.official.text("name"): p for p in number_one_profiles(small.mission.reader)}
        assert set(profiles) == {NUMBER_ONE, "虞堃"}
        assert profiles["虞堃"].gaps(Head.WORK) == profiles[NUMBER_ONE].gaps(Head.WORK) + 1

    def test_themes_are_compared_without_their_spaces(self):
        assert same_theme("因私出国（境）", " 因私 出国（境）")
        assert not same_theme("家属从业", "家属从业反映")


class TestEntryCheck:
    def test_a_fresh_mission_says_what_is_missing(self, small):
        found = codes(small)
        assert found.count("organ_missing") == 2
        assert {"number_one_capacity", "hq_unconfirmed", "roster_there"} <= set(found)
        mission = small.mission
        assert not ready(entry_checks(mission.reader, mission.id, TODAY))

    def test_all_green(self, small):
        mission = small.mission
        officials.mark_number_one(mission, small.officials[NUMBER_ONE], Capacity.BOTH)
        confirm_headquarters(mission)
        for organ in mandatory_organs(mission.reader):
            made = ask(small, organ, sent_on="2026-09-01", received_on="2026-10-01")
            for theme in themes_of(organ):
                say(small, made, theme.text, head=theme.head)
        for user in small.users.values():
            note_recovery(mission, user)
            for kind in Filing:
                team_filings.file_for(mission, user, kind, filed_on="2026-10-01")
        for name in (LEADER, MEMBER, OTHER):
            mission = small.reopen(name)
            for one in mission.reader.find("briefing"):
                briefing_readers.confirm_reading(mission, one.id)
        mission = small.reopen(LEADER)
        found = entry_checks(mission.reader, mission.id, TODAY)
        assert [c.code for c in found if not c.done] == []
        assert ready(found)

    def test_an_answer_after_entry_is_told_and_does_not_block_for_ever(self, small):
        ask(small, received_on="2026-10-15")
        told = check(small, "organ_after_entry")
        assert (told.done, told.severity, told.params["day"]) == (
            False,
            Severity.DUE,
            "2026-10-15",
        )

    def test_asked_twice_the_answer_in_time_counts(self, small):
        ask(small, received_on="2026-10-15")
        ask(small, received_on="2026-10-02")
        assert check(small, "organ_answered").params["day"] == "2026-10-02"

    def test_other_organs_only_when_overdue(self, small):
        ask(small, Organ.AUDIT, sent_on="2026-10-01", due_on="2026-10-30")
        assert "organ_overdue" not in codes(small)
        ask(small, Organ.PETITIONS, sent_on="2026-10-01", due_on="2026-10-11")
        overdue = check(small, "organ_overdue")
        assert overdue.params == {"organ": "petitions", "days": 10}

    @pytest.mark.parametrize(
        ("capacities", "code", "done"),
        [
            ((), "number_one_missing", False),
            ((None,), "number_one_capacity", False),
            ((Capacity.BOTH,), "number_one_set", True),
            ((Capacity.PARTY_SECRETARY,), "number_one_only_one", False),
            ((Capacity.PARTY_SECRETARY, Capacity.ADMINISTRATIVE_HEAD), "number_one_set", True),
            ((Capacity.PARTY_SECRETARY, Capacity.PARTY_SECRETARY), "number_one_too_many", False),
            ((Capacity.BOTH, Capacity.ADMINISTRATIVE_HEAD), "number_one_too_many", False),
        ],
    )
    def test_exactly_the_right_number_ones(self, small, capacities, code, done):
        mission = small.mission
        officials.mark_number_one(mission, small.officials[NUMBER_ONE], None)
        people = (NUMBER_ONE, "虞堃", "蔺㛃")
        for name, capacity in zip(people, capacities, strict=False):
            officials.update_official(
                mission,
                small.officials[name],
                number_one=True,
                capacity=capacity.value if capacity else None,
            )
        found = check(small, code)
        assert found.done is done
        assert found.target == {"part": "roster"}

    def test_reading_is_open_until_everybody_signed_and_again_after_a_change(self, small):
        made = ask(small, received_on="2026-10-01")
        assert check(small, "reading_open").params["names"].count("、") == 2
        for name in (MEMBER, OTHER, LEADER):
            briefing_readers.confirm_reading(small.reopen(name), made)
        assert "read_by_all" in codes(small)
        briefing.update_briefing(small.mission, made, main_points="后来补充（示例）。")
        assert "reading_open" in codes(small)

    def test_days_count_what_is_missing(self, small):
        assert "days_set" in codes(small)
        mission_facts.set_days(small.mission, report_due_on="")
        assert check(small, "days_missing").params == {"count": 1}

    def test_the_machine(self, small):
        mission = small.mission
        found = {c.code: c for c in machine_checks(machine_of(mission))}
        assert found["fonts_there"].done
        assert not found["backup_missing"].done
        assert {"space_enough", "space_short"} & set(found)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_line_has_words(self, small, language):
        ask(small, received_on="2026-10-15")
        ask(small, Organ.PETITIONS, sent_on="2026-10-01", due_on="2026-10-11")
        mission = small.mission
        wording = Wording(language, VOCABULARY)
        found = [
            *entry_checks(mission.reader, mission.id, TODAY),
            *machine_checks(machine_of(mission)),
        ]
        texts = [check_text(one, wording) for one in found]
        assert all(texts)
        assert not any("{" in text for text in texts)

    def test_every_code_is_worded_in_both_languages(self):
        source = "".join(
            Path(module.__file__).read_text(encoding="utf-8")
            for module in (entry_rules, entry_machine)
        )
        chinese, english = (Wording(language) for language in LANGUAGES)
        given = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', source))
        keys = {key for key in given if chinese.has(f"entry_check.{key}")}
        assert len(keys) > 25
        assert all(english.has(f"entry_check.{key}") for key in keys)


class TestReadings:
    def test_who_has_read_and_who_not(self, small):
        made = ask(small, received_on="2026-10-01")
        briefing_readers.confirm_reading(small.mission, made)
        found = {
            one.name: one
            for one in briefing_readers.readings(small.mission.reader, small.mission.id, made)
        }
        assert set(found) == {LEADER, MEMBER, OTHER}
        assert found[LEADER].read
        assert found[LEADER].signed_at
        assert not found[MEMBER].read
        assert not found[MEMBER].outdated

    def test_a_change_outdates_it(self, small):
        made = ask(small, received_on="2026-10-01")
        briefing_readers.confirm_reading(small.mission, made)
        say(small, made, "信访举报")
        found = briefing_readers.readings(small.mission.reader, small.mission.id, made)
        mine = next(one for one in found if one.name == LEADER)
        assert (mine.read, mine.outdated) == (False, True)
        briefing_readers.confirm_reading(small.mission, made)
        found = briefing_readers.readings(small.mission.reader, small.mission.id, made)
        assert next(one for one in found if one.name == LEADER).read


class TestSteps:
    def test_an_item_is_recorded_and_taken_back(self, small):
        made = ask(small)
        entry = small.mission.journal.new_id()
        item = briefing.record_item(
            small.mission,
            briefing=made,
            official=small.officials[NUMBER_ONE],
            head=Head.LIFE,
            theme="家属从业",
            state=None,
            entry=entry,
        )
        assert small.mission.reader.get("briefing_item", item.id).text("state") == ""
        take_back(small.mission, (entry,))
        assert small.mission.reader.count("briefing_item") == 0

    def test_several_entries_or_none(self, small):
        mission = small.mission
        entries = [mission.journal.new_id() for _ in range(2)]
        made = ask(small, entry=entries[0])
        briefing.update_briefing(mission, made, letter_number="示〔2026〕1号")
        other = ask(small, Organ.AUDIT, entry=entries[1])
        with pytest.raises(RefusedError, match="undo_overtaken"):
            take_back(mission, entries)
        assert not mission.reader.get("briefing", other).deleted

    def test_an_entry_that_changed_nothing_is_passed_over(self, small):
        mission = small.mission
        entries = [mission.journal.new_id() for _ in range(2)]
        made = ask(small, letter_number="示〔2026〕1号")
        briefing.update_briefing(mission, made, entry=entries[0], letter_number="示〔2026〕1号")
        briefing.update_briefing(mission, made, entry=entries[1], letter_number="示〔2026〕2号")
        take_back(mission, entries)
        assert record(small, made).text("letter_number") == "示〔2026〕1号"
        with pytest.raises(RefusedError, match="undo_unknown"):
            take_back(mission, entries[:1])

    def test_an_organ_with_items_or_readers_stays(self, small):
        made = ask(small, received_on="2026-10-01")
        item = say(small, made, "信访举报")
        with pytest.raises(RefusedError, match="has_items"):
            briefing.remove_briefing(small.mission, made)
        briefing.remove_item(small.mission, item)
        briefing_readers.confirm_reading(small.mission, made)
        with pytest.raises(RefusedError, match="has_readers"):
            briefing.remove_briefing(small.mission, made)
        empty = ask(small, Organ.AUDIT)
        briefing.remove_briefing(small.mission, empty)
        assert small.mission.reader.count("briefing") == 1

    def test_the_usual_name_comes_from_the_mission(self, small):
        reader = small.mission.reader
        assert briefing.usual_name(reader, Organ.AUDIT) == "审计机关"
        journal = small.mission.journal
        journal.write(journal.create("term", {"key": "audit_organ", "text": "示例市审计局"}))
        assert briefing.usual_name(small.mission.reader, Organ.AUDIT) == "示例市审计局"


class TestMissionFacts:
    def test_days_must_follow_one_another(self, small):
        with pytest.raises(InputError, match="days_reversed"):
            mission_facts.set_days(small.mission, leave_on="2026-10-01")
        mission_facts.set_days(small.mission, leave_on="2026-12-01")
        with pytest.raises(RefusedError, match="leader_only"):
            mission_facts.set_days(small.reopen(MEMBER), leave_on="2026-12-02")

    def test_the_phase_moves_on_and_back(self, small):
        mission, entry = small.mission, small.mission.journal.new_id()
        following = mission_facts.next_phase(Phase.ON_SITE)
        assert following is Phase.REPORT
        mission_facts.set_phase(mission, following, entry=entry)
        assert mission.reader.get("mission", mission.id).text("phase") == "report"
        take_back(mission, (entry,))
        assert mission.reader.get("mission", mission.id).text("phase") == "on_site"
        assert mission_facts.next_phase(Phase.ARCHIVE) is None
        with pytest.raises(RefusedError, match="leader_only"):
            mission_facts.set_phase(small.reopen(MEMBER), Phase.REPORT)


class TestTeam:
    def test_a_new_member_can_open_and_sign(self, small):
        made = admit(
            small.mission,
            name=" 谌 朗 ",
            role=Role.LIAISON,
            passphrase="纸上得来终觉浅-8",
            post="联络",
            cost=CHEAP,
        )
        assert made.name == "谌朗"
        number = 1 + made.groups.index(made.groups[-1])
        assert made.noted(number, made.groups[-1].lower())
        assert not made.noted(number, "")
        found = {one.name: one for one in team(small.mission.reader, small.mission.id)}
        assert (found["谌朗"].role, found["谌朗"].certified) == (Role.LIAISON, True)
        small.users["谌朗"] = made.user
        asked = ask(small, received_on="2026-10-01")
        small.sitting.end()
        small.sitting = session.open_mission(
            small.surroundings, small.folder, user=made.user, passphrase="纸上得来终觉浅-8"
        )
        briefing_readers.confirm_reading(small.mission, asked)
        read = briefing_readers.readings(small.mission.reader, small.mission.id, asked)
        assert [one.name for one in read if one.read] == ["谌朗"]

    @pytest.mark.parametrize(
        ("name", "passphrase", "code"),
        [
            ("　", "纸上得来终觉浅-8", "team.no_name"),
            (MEMBER, "纸上得来终觉浅-8", "team.same_name"),
            ("示例新人", "1", "store.passphrase_short"),
        ],
    )
    def test_what_is_refused_changes_nothing(self, small, name, passphrase, code):
        before = small.mission.reader.count("user")
        with pytest.raises((InputError, RefusedError)) as refused:
            admit(small.mission, name=name, role=Role.MEMBER, passphrase=passphrase, cost=CHEAP)
        assert refused.value.code == code
        assert small.mission.reader.count("user") == before

    def test_only_the_leader_admits(self, small):
        mission = small.reopen(MEMBER)
        with pytest.raises(RefusedError, match="leader_only"):
            admit(mission, name="示例", role=Role.MEMBER, passphrase="纸上得来终觉浅-8", cost=CHEAP)

    def test_without_headquarters_nobody_is_certified(self, small):
        mission = small.mission
        mission.journal.write(
            Write("mission", mission.id, {"hq_sign_key": None, "hq_seal_key": None})
        )
        assert not any(one.certified for one in team(mission.reader, mission.id))
        assert "leader_uncertified" in codes(small)
        assert check(small, "hq_missing").target == {"part": "team"}
