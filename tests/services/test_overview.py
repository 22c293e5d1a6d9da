"""The overview: figures that equal what was done, and what is missing, to whoever may know."""

from collections import Counter

import pytest

from inspector_app.domain.missing import Severity, blocking
from inspector_app.domain.must_ask import Asking
from inspector_app.domain.vocabulary import (
    BlockKind,
    Duty,
    Opinion,
    Organ,
    Phase,
    Purpose,
    Section,
    TalkCategory,
    WorkingPaperState,
)
from inspector_app.services import briefing, leads, report, talks, tasks, working_papers
from inspector_app.services.missing_words import missing_text
from inspector_app.services.overview import overview
from inspector_app.services.places import place_of
from inspector_app.services.talk_plan import note_absence
from inspector_app.store.journal import Write
from inspector_app.system.wording import LANGUAGES, Wording
from tests import paper_fixture as made
from tests.paper_fixture import LEADER, MEMBER, NUMBER_ONE

TODAY = "2026-10-21"


def first_must(small, category):
    """The code of an item that must be asked of a category."""
    items = small.mission.checklist.items
    return next(item.code for item in items if item.asked_of(category) is Asking.MUST)


def seen(small, today=TODAY, user=""):
    mission = small.mission
    return overview(mission.reader, mission.checklist, mission.id, today, user=user)


def codes(small, **more):
    return Counter(one.code for one in seen(small, **more).missing)


def test_a_new_mission_says_what_to_do_first(plain):
    view = seen(plain)
    assert (view.figures.talks_held, view.figures.talks_planned, view.figures.papers) == (0, 0, 0)
    assert view.figures.coverage.must == 0
    assert view.figures.next_talk is None
    assert (view.figures.sections_done, view.figures.sections) == (0, 4)
    expected = {"briefing_missing": 2, "report_not_begun": 1, "talk_people_missing": 1}
    assert codes(plain) == Counter(expected)
    people = next(one for one in view.missing if one.code == "talk_people_missing")
    assert (people.severity, dict(people.target)) == (Severity.NOTE, {"view": "plan"})
    late = next(
        one for one in seen(plain, "2026-12-07").missing if one.code == "talk_people_missing"
    )
    assert late.severity is Severity.DUE
    assert view.tasks == ()


def test_phases_and_days_follow_the_mission(plain):
    view = seen(plain, "2026-10-12")
    assert (view.days_on_site, view.days_to_report) == (3, 69)
    current = [step.phase for step in view.phases if step.current]
    assert current == [Phase.ON_SITE]
    assert [step.done for step in view.phases] == [True, True, False, False, False, False, False]
    plain.mission.journal.write(
        Write("mission", plain.mission.id, {"entry_on": None, "report_due_on": None})
    )
    assert (seen(plain).days_on_site, seen(plain).days_to_report) == (None, None)


def test_talks_are_counted_and_the_next_one_is_found(plain):
    plain.plan("虞堃", "2026-10-20T09:00", "2026-10-20T10:00")  # planned, and past
    late = plain.plan("佘翊", "2026-10-21T16:00", "2026-10-21T17:00")
    plain.plan("蔺㛃", "2026-10-22T09:00", "2026-10-22T10:00")
    left = first_must(plain, TalkCategory.SUBORDINATE)
    held = plain.hold("阮𫖯", "2026-10-21T09:00", "2026-10-21T10:00", but=(left,))
    figures = seen(plain).figures
    assert (figures.talks_held, figures.talks_planned, figures.talks_today) == (1, 4, 2)
    assert figures.next_talk.id == late
    mission = plain.mission
    view = talks.talk_view(mission.reader, mission.checklist, mission.id, held)
    assert figures.coverage == view.coverage
    [missing] = [one for one in seen(plain).missing if one.code == "talk_items_open"]
    assert (missing.params["count"], missing.severity) == (1, Severity.NOTE)
    assert view.coverage.must - view.coverage.asked == 1


def test_working_papers_are_counted_by_state_and_wait_for_signatures(ready):
    small, _, paper = ready
    draft = made.draft_paper(small, title="草稿")
    figures = seen(small).figures
    assert figures.papers == 2
    assert {s: n for s, n in figures.papers_by_state.items() if n} == {
        WorkingPaperState.APPROVED: 1,
        WorkingPaperState.DRAFT: 1,
    }
    fact = small.mission.reader.find("fact", {"working_paper": draft})[0].id
    talk = small.mission.reader.find("talk")[0].id
    paragraph = talks.paragraphs(small.mission.reader, talk)[0].id
    working_papers.add_proof(small.mission, fact, paragraph=paragraph)
    mission = small.reopen(MEMBER)
    working_papers.sign_working_paper(mission, draft, Purpose.WORKING_PAPER_UNDERTAKE)
    small.reopen(LEADER)
    [waiting] = [one for one in seen(small).missing if one.code == "paper_awaits_signature"]
    assert waiting.target == {"working_paper": draft}
    assert waiting.params["paper"] == "Y-002"
    assert paper != draft


def test_the_parts_of_the_number_one_section_are_counted(ready):
    small, text, _ = ready
    mission = small.mission
    person = small.officials[NUMBER_ONE]
    assert (seen(small).figures.sections_done, seen(small).figures.sections) == (4, 4)
    view = report.report_view(mission.reader, text)
    opinion = view.blocks(Section.OPINION, person)
    for block in opinion:
        report.delete_block(mission, block.id)
    assert seen(small).figures.sections_done == 3
    requirement = view.blocks(Section.REQUIREMENTS, person)[0]
    report.update_block(mission, requirement.id, deadline=None)
    assert seen(small).figures.sections_done == 2
    small.plan("佘翊")
    integrity = view.blocks(Section.INTEGRITY, person)[0]
    report.update_block(mission, integrity.id, text="据佘翊了解，未发现问题。")
    assert seen(small).figures.sections_done == 1  # a protected name stands in it
    report.update_block(mission, integrity.id, text="经了解，未发现问题。")
    report.update_block(mission, requirement.id, deadline="2027-01-31")
    for duty in Duty:
        report.add_block(
            mission,
            text,
            section=Section.OPINION,
            kind=BlockKind.OPINION,
            official=person,
            duty=duty,
            opinion=Opinion.GOOD,
        )
    assert seen(small).figures.sections_done == 4
    second = small.officials["虞堃"]
    mission.journal.write(Write("official", second, {"number_one": True}))
    assert (seen(small).figures.sections_done, seen(small).figures.sections) == (4, 8)


def test_what_is_overdue_says_by_how_many_days(plain):
    mission = plain.mission
    late = briefing.record_briefing(
        mission,
        organ=Organ.AUDIT,
        organ_name="示例市审计局",
        sent_on="2026-10-01",
        due_on="2026-10-18",
    ).id
    task = tasks.add_task(mission, title="核实用车", due_on="2026-10-20", assignee=mission.me).id
    tasks.add_task(mission, title="不急", due_on="2026-10-22")
    found = {one.code: one for one in seen(plain).missing}
    assert found["briefing_overdue"].params == {"organ": "audit", "days": 3}
    assert found["briefing_overdue"].target == {"briefing": late}
    assert found["task_overdue"].target == {"task": task}
    assert codes(plain)["task_overdue"] == 1
    assert [one.text("title") for one in seen(plain).tasks] == ["核实用车", "不急"]
    briefing.update_briefing(mission, late, received_on="2026-10-21")
    tasks.finish_task(mission, task, outcome="属实")
    assert codes(plain)["briefing_overdue"] == codes(plain)["task_overdue"] == 0


def test_without_a_roster_that_comes_first(plain):
    journal = plain.mission.journal
    from inspector_app.domain.entry import Operation

    for one in plain.mission.reader.find("official"):
        journal.write(Write("official", one.id, op=Operation.DELETE))
    assert codes(plain)["roster_empty"] == 1
    write = journal.create("official", {"name": "新来者", "category": "D"})
    journal.write(write)
    assert codes(plain)["roster_empty"] == 0
    assert codes(plain)["report_no_number_one"] == 1


def test_what_blocks_stands_before_what_is_late_and_what_is_worth_knowing(ready):
    small, text, _ = ready
    small.hold("佘翊", "2026-10-21T11:00", "2026-10-21T12:00")
    report.update_report(small.mission, text, title="关于××局情况的报告")
    found = seen(small).missing
    order = [list(Severity).index(one.severity) for one in found]
    assert order == sorted(order)
    assert blocking(list(found))
    assert len(found) == len(set(map(repr, found)))


def test_everything_that_is_missing_is_worded_and_leads_somewhere(ready):
    small, text, _ = ready
    left = first_must(small, TalkCategory.MIDDLE)
    small.hold("佘翊", "2026-10-21T11:00", "2026-10-21T12:00", but=(left,))
    tasks.add_task(small.mission, title="核实", due_on="2026-10-01")
    pages = {"overview", "briefing", "talk", "evidence", "working_paper", "report", "exchange"}
    for one in seen(small).missing:
        assert one.page in pages | {"lead"}
        for language in LANGUAGES:
            assert missing_text(one, Wording(language, {"inspection": "巡察"}))
    assert text


def test_a_member_is_not_told_that_the_secretary_was_not_told(ready):
    small, _, _ = ready
    assert codes(small)["number_one_talk_report"] == 1
    assert codes(small, user=small.users[LEADER])["number_one_talk_report"] == 1
    small.reopen(MEMBER)
    assert codes(small, user=small.users[MEMBER])["number_one_talk_report"] == 0


@pytest.mark.parametrize(
    ("record_type", "page"),
    [
        ("official", "briefing"),
        ("talk", "talk"),
        ("paragraph", "talk"),
        ("submission", "talk"),
        ("working_paper", "working_paper"),
        ("fact", "working_paper"),
        ("proof", "working_paper"),
        ("report_block", "report"),
        ("user", "overview"),
    ],
)
def test_every_record_is_found_on_a_page(ready, record_type, page):
    small, text, paper = ready
    reader = small.mission.reader
    record = reader.find(record_type)[0]
    found, target = place_of(reader, record_type, record.id)
    assert found == page
    assert target[record_type] == record.id
    if record_type in {"fact", "proof"}:
        assert target["working_paper"] == paper
    if record_type == "report_block":
        assert target["report"] == text


def test_a_lead_is_found_where_leads_are(plain):
    made_ = leads.record_lead(plain.mission, content="某线索")
    page, target = place_of(plain.mission.reader, "lead", made_.id)
    assert page == "lead"
    assert target == {"lead": made_.id}
    assert place_of(plain.mission.reader, "talk", "niemand")[0] == "talk"


def test_a_plan_that_clashes_since_is_told(plain):
    """An absence that came after the plan; what is over is not told any more."""
    mission = plain.mission
    official = mission.reader.find("official")[0].id
    talks.plan_talk(
        mission,
        official=official,
        interviewers=[mission.me],
        recorder=mission.me,
        starts_at="2026-10-22T09:00",
        ends_at="2026-10-22T10:00",
        place="一室",
    )
    assert not codes(plain)["talk_clash"]
    note_absence(mission, official=official, from_on="2026-10-22", until_on="2026-10-22")
    told = next(one for one in seen(plain, "2026-10-21").missing if one.code == "talk_clash")
    assert (told.severity, dict(told.params)) == (Severity.DUE, {"talk": "T-001"})
    assert dict(told.target) == {"view": "plan", "day": "2026-10-22"}
    assert not [one for one in seen(plain, "2026-10-23").missing if one.code == "talk_clash"]
