"""Entering: what every member files, what the roster must hold, and the leader's reasons."""

import pytest

from inspector_app.documents.extract import plain_text
from inspector_app.domain.briefing import Filing
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.missing import Severity
from inspector_app.domain.vocabulary import Capacity, MissionKind, Organ
from inspector_app.services import briefing, mission_facts, officials, team_filings
from inspector_app.services.backup import back_up_mission, chosen_destination, head_mark
from inspector_app.services.entry_check import entry_reasons, give_reason, ready, with_reasons
from inspector_app.services.entry_machine import machine_checks, machine_of
from inspector_app.services.entry_rules import entry_checks
from inspector_app.services.inquiry import entry_certificate_printable
from inspector_app.services.number_one_profile import number_one_profiles
from inspector_app.services.roster import serving_number_ones
from inspector_app.services.steps import take_back
from inspector_app.services.team import note_recovery
from inspector_app.store.journal import Write
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template

LEADER, MEMBER, OTHER, NUMBER_ONE = "郁澄", "骆珩", "阚玥", "岑𬀩"
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


def checks(small):
    mission = small.mission
    return entry_checks(mission.reader, mission.id, TODAY)


def check(small, code, about=""):
    return next(c for c in checks(small) if c.code == code and (not about or c.about == about))


class TestFilings:
    def test_everybody_files_both(self, small):
        waiting = check(small, "filing_open", Filing.RECUSAL.value)
        assert waiting.params["names"].split("、") == [LEADER, OTHER, MEMBER]
        for user in small.users.values():
            team_filings.file_for(small.mission, user, Filing.RECUSAL, filed_on="2026-10-01")
        assert check(small, "filed_by_all").about == Filing.RECUSAL.value
        assert check(small, "filing_open").about == Filing.CONFIDENTIALITY.value

    def test_all_at_once_fills_only_what_is_missing_and_is_taken_back_whole(self, small):
        mission = small.mission
        team_filings.file_for(mission, small.users[MEMBER], Filing.RECUSAL, filed_on="2026-09-30")
        done = team_filings.file_all(mission, "2026-10-08")
        assert done.added == 5
        found = {one.user.text("name"): one for one in team_filings.team_filings(mission.reader)}
        assert found[MEMBER].filings[Filing.RECUSAL].text("filed_on") == "2026-09-30"
        assert all(one.filed(kind) for one in found.values() for kind in Filing)
        assert team_filings.file_all(mission, "2026-10-09").entries == ()
        take_back(mission, done.entries)
        assert len(team_filings.team_filings(mission.reader)[0].filings) == 0

    def test_who_is_recused_does_not_stay_in_the_team(self, small):
        user = small.users[MEMBER]
        team_filings.file_for(
            small.mission, user, Filing.RECUSAL, filed_on="2026-10-01", recused=True
        )
        assert check(small, "recused_in_team").params["names"] == MEMBER
        small.mission.journal.write(Write("user", user, {"active": False}))
        assert "recused_in_team" not in [c.code for c in checks(small)]
        assert MEMBER not in check(small, "filing_open").params["names"]

    def test_the_recovery_code_of_each_is_checked_and_a_new_one_again(self, small):
        for user in small.users.values():
            note_recovery(small.mission, user)
        assert check(small, "recovery_noted").done
        note_recovery(small.mission, small.users[OTHER], noted=False)
        assert check(small, "recovery_open").params["names"] == OTHER


class TestRoster:
    def test_everybody_needs_an_office_and_a_category(self, small):
        assert check(small, "roster_there").params["count"] == 9
        officials.update_official(small.mission, small.officials["佘翊"], office="")
        gaps = check(small, "roster_gaps")
        assert (gaps.params["count"], gaps.params["names"]) == (1, "佘翊")

    def test_whom_the_rules_need_somebody_must_be_in_it(self, small):
        officials.remove_official(small.mission, small.officials["邝喆"])
        assert check(small, "roster_lacks").params["categories"] == "S"

    def test_a_number_one_who_was_replaced_keeps_his_profile_and_is_not_one_too_many(self, small):
        mission = small.mission
        officials.mark_number_one(mission, small.officials[NUMBER_ONE], Capacity.BOTH)
        officials.mark_number_one(mission, small.officials["滕老"], Capacity.BOTH)
        assert check(small, "number_one_too_many")
        officials.update_official(
            mission, small.officials["滕老"], in_office_since="2019-03", left_on="2024-05"
        )
        assert check(small, "number_one_set").params["names"] == NUMBER_ONE
        profiles = [p.official.text("name") for p in number_one_profiles(mission.reader)]
        assert profiles == [NUMBER_ONE, "滕老"]
        assert len(serving_number_ones(mission.reader, "2024-04-30")) == 2
        assert len(serving_number_ones(mission.reader, "2024-05-02")) == 1


class TestReasons:
    def test_the_leader_enters_all_the_same(self, small):
        open_before = [c for c in checks(small) if c.open]
        assert open_before
        assert not ready(checks(small))
        for one in open_before:
            give_reason(small.mission, one, f"  示例理由：{one.code} ")
        after = checks(small)
        assert ready(after)
        assert {c.reason for c in after if c.reason} == {
            f"示例理由：{one.code}" for one in open_before
        }
        paper = entry_certificate_printable(small.mission, after).paper
        words = plain_text(paper)
        assert "由组长说明" in words
        assert all(f"示例理由：{one.code}" in words for one in open_before)

    def test_another_finding_needs_another_reason(self, small):
        give_reason(small.mission, check(small, "organ_missing", "discipline"), "正在办理")
        assert check(small, "organ_missing", "discipline").reason == "正在办理"
        assert check(small, "organ_missing", "organization").reason == ""
        briefing.record_briefing(
            small.mission, organ=Organ.DISCIPLINE, organ_name="示例市纪委", sent_on="2026-10-01"
        )
        assert check(small, "organ_awaited", "discipline").reason == ""

    def test_only_the_leaders_counts(self, small):
        wanted = check(small, "hq_unconfirmed")
        mission = small.reopen(MEMBER)
        with pytest.raises(RefusedError, match="leader_only"):
            give_reason(mission, wanted, "我说可以")
        journal = mission.journal
        fields = {"key": wanted.key, "said": "x", "reason": "我说可以"}
        journal.write(journal.create("entry_reason", fields))
        small.reopen(LEADER)
        assert entry_reasons(small.mission.reader) == {}
        assert check(small, "hq_unconfirmed").reason == ""

    def test_it_can_be_changed_and_taken_back(self, small):
        mission = small.mission
        wanted = check(small, "hq_unconfirmed")
        with pytest.raises(InputError, match="no_reason"):
            give_reason(mission, wanted, "  ")
        give_reason(mission, wanted, "一")
        entry = mission.journal.new_id()
        give_reason(mission, wanted, "二", entry=entry)
        assert entry_reasons(mission.reader) == {wanted.key: "二"}
        take_back(mission, (entry,))
        assert entry_reasons(mission.reader) == {wanted.key: "一"}
        give_reason(mission, wanted, "")
        assert entry_reasons(mission.reader) == {}

    def test_what_is_only_worth_knowing_needs_none(self, small):
        notes = [c for c in checks(small) if c.severity is Severity.NOTE]
        assert not [c for c in notes if c.open]

    def test_a_look_back_needs_the_findings_of_the_last_round(self, small):
        mission = small.mission
        assert "previous_missing" not in [c.code for c in checks(small)]
        mission.journal.write(Write("mission", mission.id, {"kind": MissionKind.LOOK_BACK.value}))
        assert check(small, "previous_missing").open


class TestMachine:
    def codes(self, small):
        return {c.code: c for c in machine_checks(machine_of(small.mission))}

    def test_a_backup_counts_for_a_day(self, small):
        mission = small.mission
        assert self.codes(small)["backup_missing"].open
        destination = chosen_destination(mission.surroundings, mission.folder.path)
        back_up_mission(mission, mission.surroundings, destination, mark=head_mark(mission))
        assert self.codes(small)["backup_there"].done
        small.clock.advance(days=2)
        assert not self.codes(small)["backup_old"].done

    def test_a_clock_behind_what_was_written_is_wrong(self, small):
        assert self.codes(small)["clock_right"].done
        small.clock.advance(days=1)
        mission_facts.set_days(small.mission, leave_on="2026-12-11")
        assert self.codes(small)["clock_right"].done
        small.clock.advance(days=-2)
        behind = self.codes(small)["clock_behind"]
        assert behind.open
        assert behind.params["last"] > behind.params["now"]

    def test_reasons_hold_for_it_too(self, small):
        missing = self.codes(small)["backup_missing"]
        give_reason(small.mission, missing, "备份盘明天到")
        found = with_reasons(small.mission.reader, machine_checks(machine_of(small.mission)))
        assert {c.code: c.reason for c in found}["backup_missing"] == "备份盘明天到"
