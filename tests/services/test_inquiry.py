"""Which organs are asked, by what letter, with what reminders; papers that come and go back."""

import re

import pytest

from inspector_app.documents.extract import plain_text
from inspector_app.domain.briefing import BriefingForm
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record_type import AUDIENCE_FIELD
from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ
from inspector_app.services import briefing, briefing_papers, inquiry, officials, source_organs
from inspector_app.services.briefing import Standing
from inspector_app.services.entry_rules import entry_checks
from inspector_app.services.overview import overview
from inspector_app.services.source_checks import source_rules
from inspector_app.services.steps import take_back
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.wording import Wording
from tests.documents import pages
from tests.mission_fixture import OFFICIALS, small_mission
from tests.paper_fixture import Template

LEADER, MEMBER, NUMBER_ONE = "郁澄", "骆珩", "岑𬀩"
TODAY = "2026-10-21"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(
        tmp_path_factory.mktemp("small"), lambda folder: (small_mission(folder), "", "")
    )


@pytest.fixture
def small(template, tmp_path):
    made, _, _ = template.copy(tmp_path)
    officials.mark_number_one(made.mission, made.officials[NUMBER_ONE], Capacity.BOTH)
    yield made
    made.sitting.end()


def ask(small, organ=Organ.DISCIPLINE, **fields):
    name = fields.pop("organ_name", "示例市纪律检查委员会")
    return briefing.record_briefing(small.mission, organ=organ, organ_name=name, **fields).id


def item(small, asked, theme, *, official=NUMBER_ONE, head=Head.WORK, state=None):
    return briefing.record_item(
        small.mission,
        briefing=asked,
        official=small.officials[official],
        head=head,
        theme=theme,
        state=state,
    ).id


def letter(small, asked):
    return plain_text(inquiry.inquiry_printable(small.mission, asked).paper)


class TestSourceOrgans:
    def test_two_are_mandatory_until_a_mission_says_otherwise(self, small):
        reader = small.mission.reader
        assert source_organs.mandatory_organs(reader) == (Organ.DISCIPLINE, Organ.ORGANIZATION)
        shipped = source_organs.source_organs(reader)
        assert [one.organ for one in shipped] == list(Organ)
        assert all(one.basis and not one.own for one in shipped)

    def test_the_leader_decides_with_a_basis(self, small):
        mission, entry = small.mission, small.mission.journal.new_id()
        source_organs.set_source_organ(
            mission, Organ.AUDIT, mandatory=True, basis=" 示例办法第十条 ", entry=entry
        )
        assert Organ.AUDIT in source_organs.mandatory_organs(mission.reader)
        found = {one.organ: one for one in source_organs.source_organs(mission.reader)}
        assert (found[Organ.AUDIT].basis, found[Organ.AUDIT].own) == ("示例办法第十条", True)
        codes = [
            (c.code, c.params.get("organ")) for c in entry_checks(mission.reader, mission.id, TODAY)
        ]
        assert ("organ_missing", "audit") in codes
        source_organs.set_source_organ(
            mission, Organ.ORGANIZATION, mandatory=False, basis="示例办法第三条"
        )
        assert source_organs.mandatory_organs(mission.reader) == (Organ.DISCIPLINE, Organ.AUDIT)
        take_back(mission, (entry,))
        assert source_organs.mandatory_organs(mission.reader) == (Organ.DISCIPLINE,)

    def test_not_without_a_basis_and_not_by_a_member(self, small):
        with pytest.raises(InputError, match="no_basis"):
            source_organs.set_source_organ(small.mission, Organ.AUDIT, mandatory=True, basis="　 ")
        with pytest.raises(RefusedError, match="leader_only"):
            source_organs.set_source_organ(
                small.reopen(MEMBER), Organ.AUDIT, mandatory=True, basis="示例"
            )
        assert small.mission.reader.count("setting") == 0

    def test_two_laptops_may_have_set_it_apart_and_one_of_them_counts(self, small):
        journal = small.mission.journal
        for value in ("mandatory", "optional"):
            fields = {"key": "source_organ.audit", "value": value, "basis": f"示例{value}"}
            journal.write(journal.create("setting", fields))
        before = source_organs.mandatory_organs(small.mission.reader)
        assert Organ.AUDIT not in before
        source_organs.set_source_organ(small.mission, Organ.AUDIT, mandatory=True, basis="示例")
        assert Organ.AUDIT in source_organs.mandatory_organs(small.mission.reader)


class TestReminders:
    def test_late_today_and_soon_are_told_and_what_is_far_off_is_not(self, small):
        for organ, due in (
            (Organ.DISCIPLINE, "2026-10-19"),
            (Organ.ORGANIZATION, TODAY),
            (Organ.AUDIT, "2026-10-24"),
            (Organ.PETITIONS, "2026-10-25"),
        ):
            ask(small, organ, sent_on="2026-10-01", due_on=due)
        ask(small, Organ.FINANCE, due_on="2026-10-01")  # never sent: nothing is late
        ask(small, Organ.OTHER, sent_on="2026-10-01", due_on="2026-10-02", received_on=TODAY)
        found = briefing.reminders(small.mission.reader, TODAY)
        assert [(one.standing, one.days) for one in found] == [
            (Standing.OVERDUE, 2),
            (Standing.DUE_TODAY, 0),
            (Standing.AWAITED, 3),
        ]
        mission = small.mission
        told = overview(mission.reader, mission.checklist, mission.id, TODAY).missing
        codes = {one.code for one in told}
        assert {"briefing_overdue", "briefing_due_today", "briefing_due_soon"} <= codes
        words = Wording("zh_CN")
        assert all(words.has(f"missing.{code}") for code in codes)

    def test_how_soon_is_a_setting(self, small):
        ask(small, sent_on="2026-10-01", due_on="2026-10-28")
        assert briefing.reminders(small.mission.reader, TODAY) == []
        journal = small.mission.journal
        fields = {"key": "briefing.remind_days", "value": "7", "basis": "示例"}
        journal.write(journal.create("setting", fields))
        assert len(briefing.reminders(small.mission.reader, TODAY)) == 1


class TestLetter:
    def test_it_asks_for_the_themes_of_the_organ_and_what_the_team_added(self, small):
        asked = ask(small, letter_number="示巡办函〔2026〕31号", due_on="2026-09-25")
        item(small, asked, "借用下属单位车辆", head=Head.LIFE)
        words = letter(small, asked)
        for part in (
            "示例市纪律检查委员会",
            "示例市委巡察办",
            "示巡办函〔2026〕31号",
            "信访举报",
            "借用下属单位车辆",
            "岑𬀩，党组书记、局长（党政一肩挑）",
            "2026年9月25日前",
            "工作秘密",
        ):
            assert part in words, part
        assert "个人有关事项报告及查核结果" not in words  # that is another organ's theme

    def test_what_only_one_number_one_is_asked_about_stands_in_his_form_only(self, small):
        officials.mark_number_one(
            small.mission, small.officials[NUMBER_ONE], Capacity.PARTY_SECRETARY
        )
        officials.mark_number_one(
            small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD
        )
        asked = ask(small)
        item(small, asked, "示例专项", official="虞堃")
        paper = inquiry.inquiry_printable(small.mission, asked).paper
        tables = [one.blocks[0].rows for one in paper.attachments]
        themes = [[row[2] for row in table] for table in tables]
        assert [one.title[:2] for one in paper.attachments] == ["岑𬀩", "虞堃"]
        assert "示例专项" not in themes[0]
        assert "示例专项" in themes[1]

    def test_restricted_items_are_not_asked(self, small):
        asked = ask(small)
        made = item(small, asked, "仅组长掌握的事", state=ItemState.HAS)
        briefing.update_item(small.mission, made, **{AUDIENCE_FIELD: "leader"})
        assert "仅组长掌握的事" not in letter(small, asked)

    def test_nobody_but_the_number_ones_is_named(self, small):
        small.hold("邝喆", "2026-10-21T09:00", "2026-10-21T10:00")
        asked = ask(small, briefed_by="示例负责人甲、示例负责人乙", main_points="邝喆反映的事。")
        item(small, asked, "信访举报", state=ItemState.HAS)
        words = letter(small, asked)
        others = {name for name, *_ in OFFICIALS} - {NUMBER_ONE}
        assert not [name for name in others if name in words]
        blocked = source_rules(small.mission.reader, small.mission.id).blocked
        assert {"邝喆", "示例负责人甲"} <= blocked
        assert not [name for name in blocked - {NUMBER_ONE} if name in words]
        assert not [name for name in small.users if name in words]

    def test_a_source_typed_into_it_stops_it(self, small):
        small.hold("邝喆", "2026-10-21T09:00", "2026-10-21T10:00")
        asked = ask(small, letter_note="请核对邝 喆反映的情况。")
        with pytest.raises(RefusedError) as refused:
            inquiry.inquiry_printable(small.mission, asked)
        assert (refused.value.code, refused.value.params["found"]) == (
            "briefing.names_source",
            "邝喆",
        )
        briefing.update_briefing(small.mission, asked, letter_note=f"{NUMBER_ONE}的有关情况。")
        assert NUMBER_ONE in letter(small, asked)

    def test_without_a_number_one_or_without_items_there_is_nothing_to_ask(self, small):
        other = ask(small, Organ.OTHER, organ_name="示例部门")
        with pytest.raises(RefusedError, match="no_items"):
            inquiry.inquiry_printable(small.mission, other)
        officials.mark_number_one(small.mission, small.officials[NUMBER_ONE], None)
        with pytest.raises(RefusedError, match="no_number_one"):
            inquiry.inquiry_printable(small.mission, other)
        briefing.remove_briefing(small.mission, other)
        with pytest.raises(RefusedError, match=r"record\.gone"):
            inquiry.inquiry_printable(small.mission, other)

    def test_rare_names_print(self, small):
        asked = ask(small, organ_name="示例㛃䶮局")
        printable = inquiry.inquiry_printable(small.mission, asked)
        found = pages.all_text(printable.pdf(bundled_fonts()))
        assert "示例㛃䶮局" in found
        assert NUMBER_ONE in found
        assert printable.docx().startswith(b"PK")


class TestRecordOfABriefing:
    def test_who_how_what_and_which_papers(self, small):
        asked = ask(
            small,
            forms=(BriefingForm.WRITTEN, BriefingForm.ONE_TO_ONE),
            form="电话补充",
            briefed_by="示例监督室负责同志",
            listeners=[small.users[MEMBER]],
            received_on="2026-09-22",
            main_points="第一点。\n第二点。",
        )
        item(small, asked, "信访举报", state=ItemState.NONE)
        paper = briefing_papers.add_paper(
            small.mission, asked, title="情况材料（示例）", copies=2, received_on="2026-09-28"
        ).id
        words = plain_text(inquiry.briefing_record_printable(small.mission, asked).paper)
        for part in ("书面、单独沟通、电话补充", MEMBER, "第二点。", "情况材料（示例）", "未归还"):
            assert part in words, part
        briefing_papers.update_paper(small.mission, paper, returned_on="2026-10-08")
        words = plain_text(inquiry.briefing_record_printable(small.mission, asked).paper)
        assert "2026年10月8日" in words

    def test_a_paper_not_returned_in_time_is_told_until_it_is(self, small):
        asked = ask(small)
        paper = briefing_papers.add_paper(
            small.mission, asked, title="示例材料", return_by="2026-10-20"
        ).id
        mission = small.mission
        codes = [c.code for c in entry_checks(mission.reader, mission.id, TODAY)]
        assert "paper_overdue" in codes
        briefing_papers.update_paper(mission, paper, returned_on=TODAY)
        codes = [c.code for c in entry_checks(mission.reader, mission.id, TODAY)]
        assert "paper_overdue" not in codes
        briefing_papers.remove_paper(mission, paper)
        assert briefing_papers.papers_of(mission.reader, asked) == []

    def test_no_placeholder_is_left_in_any_paper(self, small):
        asked = ask(small)
        for gather in (inquiry.inquiry_printable, inquiry.briefing_record_printable):
            words = plain_text(gather(small.mission, asked).paper)
            assert not re.search(r"[{}]", re.sub(r"第 \{page\} 页.*", "", words))
