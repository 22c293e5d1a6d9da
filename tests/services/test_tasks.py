"""Tasks of verification: from any source, with a day, done with a result."""

import pytest

from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind, TaskState
from inspector_app.services import talk_closing, talks, tasks
from inspector_app.services.mission_facts import set_days
from inspector_app.services.plan_settings import set_plan_setting
from inspector_app.services.tasks import TaskSource
from tests.mission_fixture import small_mission


@pytest.fixture
def small(tmp_path):
    small = small_mission(tmp_path)
    yield small
    small.sitting.end()


def rows(small, **more):
    mission = small.mission
    return tasks.task_rows(mission.reader, mission.checklist, mission.wording, "2026-10-21", **more)


def test_a_task_leads_back_to_the_answer_or_paragraph_it_comes_from(small):
    mission = small.mission
    talk = small.hold("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    paragraph = talks.paragraphs(mission.reader, talk)[1].id
    tasks.create_task(
        mission, title="核对会议记录", source=TaskSource("talk", talk, "W3-1"), assignee=mission.me
    )
    tasks.create_task(mission, title="核实", source=TaskSource("paragraph", paragraph))
    tasks.create_task(mission, title="两种说法", source=TaskSource(item="L1-2"))
    found = {row.task.text("title"): row for row in rows(small)}
    places = {title: tasks.task_place(mission.reader, row.task) for title, row in found.items()}
    assert places == {
        "核对会议记录": ("talk", {"talk": talk, "item": "W3-1"}),
        "核实": ("talk", {"paragraph": paragraph, "talk": talk}),
        "两种说法": ("talk", {"view": "contradictions", "item": "L1-2"}),
    }
    assert "虞堃" in found["核对会议记录"].source
    assert "W3-1" in found["核对会议记录"].source
    assert "T-001" in found["核实"].source
    assert found["两种说法"].source.startswith("L1-2")
    assert found["核对会议记录"].assignee == "郁澄"


def test_it_is_due_in_some_days_but_before_the_team_leaves(small):
    mission = small.mission
    made = tasks.create_task(mission, title="核实")
    assert mission.reader.get("task", made.id).text("due_on") == "2026-10-28"
    set_days(mission, leave_on="2026-10-24", report_due_on="2026-12-20")
    made = tasks.create_task(mission, title="核实")
    assert mission.reader.get("task", made.id).text("due_on") == "2026-10-24"
    set_days(mission, leave_on="2026-12-10", report_due_on="2026-12-20")
    set_plan_setting(mission, "days", "3")
    made = tasks.create_task(mission, title="核实")
    assert mission.reader.get("task", made.id).text("due_on") == "2026-10-24"
    made = tasks.create_task(mission, title="核实", due_on="")
    assert not mission.reader.get("task", made.id).text("due_on")


def test_late_ones_are_marked_and_the_earliest_comes_first(small):
    for title, due in (
        ("后", "2026-10-23"),
        ("无", ""),
        ("过", "2026-10-19"),
        ("今", "2026-10-21"),
    ):
        tasks.create_task(small.mission, title=title, due_on=due)
    assert [(row.task.text("title"), row.days, row.overdue) for row in rows(small)] == [
        ("过", -2, True),
        ("今", 0, False),
        ("后", 2, False),
        ("无", None, False),
    ]


def test_it_is_given_to_another_and_done_with_a_result(small):
    mission = small.mission
    task = tasks.create_task(mission, title="核实", assignee=mission.me).id
    tasks.change_task(mission, task, assignee=small.users["骆珩"], due_on="2026-10-30")
    assert not rows(small, assignee=mission.me)
    assert rows(small, assignee=small.users["骆珩"])[0].task.text("due_on") == "2026-10-30"
    with pytest.raises(InputError, match="no_outcome"):
        tasks.finish_task(mission, task, outcome=" ")
    tasks.finish_task(mission, task, outcome="属实")
    assert not rows(small)
    done = rows(small, state=TaskState.DONE)[0]
    assert (done.task.text("outcome"), done.task.text("done_on"), done.days) == (
        "属实",
        "2026-10-21",
        None,
    )
    with pytest.raises(RefusedError, match="not_open"):
        tasks.change_task(mission, task, title="另一件")
    tasks.reopen_task(mission, task)
    tasks.drop_task(mission, task, reason="已并入另一项")
    assert [row.state for row in rows(small, state=None)] == [TaskState.DROPPED]


def test_what_cannot_be_a_task_is_refused(small):
    mission = small.mission
    with pytest.raises(InputError, match="no_title"):
        tasks.create_task(mission, title="  ")
    with pytest.raises(RefusedError, match="source_gone"):
        tasks.create_task(mission, title="核实", source=TaskSource("talk", "nobody"))
    with pytest.raises(RefusedError, match="no_such_member"):
        tasks.create_task(mission, title="核实", assignee="nobody")
    with pytest.raises(RefusedError, match="gone"):
        tasks.finish_task(mission, "nobody", outcome="属实")
    task = tasks.create_task(mission, title="核实").id
    with pytest.raises(InputError, match="no_title"):
        tasks.change_task(mission, task, title=" ")
    assert len(rows(small, state=None)) == 1


def test_a_task_from_what_few_may_read_is_only_theirs_and_whose_it_is(small):
    mission = small.mission
    talk = small.plan("岑𬀩", "2026-10-21T09:00", "2026-10-21T10:00")
    (paragraph,) = small.record(talk, (ParagraphKind.ANSWER, "不便公开的话"))
    talk_closing.set_audience(mission, talk, Audience.LEADER)
    source = TaskSource("paragraph", paragraph)
    tasks.create_task(mission, title="保密的事", source=source)
    given = tasks.create_task(
        mission, title="交给骆珩的事", source=source, assignee=small.users["骆珩"]
    ).id
    small.reopen("阚玥")
    assert not rows(small)
    small.reopen("骆珩")
    assert [row.task.text("title") for row in rows(small)] == ["交给骆珩的事"]
    small.reopen("郁澄")
    assert len(rows(small)) == 2
    tasks.change_task(small.mission, given, assignee=small.users["阚玥"])
    small.reopen("阚玥")
    assert [row.task.text("title") for row in rows(small)] == ["交给骆珩的事"]
