"""The talk with the number one is told to the secretary: by the leader, whole, and signed."""

import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.services import number_one_talk as told
from inspector_app.services.report_paper import report_content
from inspector_app.services.talk_papers import number_one_talk_printable
from inspector_app.system.fonts import bundled_fonts
from tests.documents.pages import all_text
from tests.paper_fixture import LEADER, MEMBER, NUMBER_ONE, number_one_talk_held, told_talk

PARTS = {
    "matters": "围绕履行第一责任人职责（示例事项）。",
    "statements": "对采购一事表示负有责任（示例表态）。\n接受批评（示例）。",
    "explanations": "起初认为是介绍背景（示例说明）。",
    "reminders": "提醒严格执行末位表态（示例提醒）。",
    "assessment": "态度端正，能够正视问题（示例研判）。",
}


@pytest.fixture
def talk(plain):
    return plain, number_one_talk_held(plain)


def begun(small, talk, **fields):
    return told.begin_number_one_talk_report(small.mission, talk, **fields).id


def test_it_is_addressed_to_the_missions_addressee_and_only_the_leader_reads_it(talk):
    small, held = talk
    report = begun(small, held)
    record = small.mission.reader.get("number_one_talk_report", report)
    assert record.text("addressee") == "示例市委书记"
    assert record.audience == "leader"
    assert begun(small, held) == report  # there is one for each number one
    mission = small.reopen(MEMBER)
    assert told.number_one_talk_reports(mission.reader) == []
    with pytest.raises(RefusedError):
        told.update_number_one_talk_report(mission, report, matters="改")
    with pytest.raises(RefusedError, match="leader_only"):
        told.begin_number_one_talk_report(mission, held)
    small.reopen(LEADER)
    assert [one.id for one in told.number_one_talk_reports(small.mission.reader)] == [report]


def test_only_a_talk_with_a_number_one_is_told(talk):
    small, _ = talk
    other = small.plan("虞堃")
    for which in (other, "niemand"):
        with pytest.raises(RefusedError, match="not_number_one"):
            begun(small, which)


def test_every_part_must_be_written_before_it_is_signed(talk):
    small, held = talk
    mission = small.mission
    report = begun(small, held, **PARTS, dated_on="2026-11-09")
    for part in (*told.PARTS, "addressee", "dated_on"):
        kept = mission.reader.get("number_one_talk_report", report).values[part]
        for blank in (None, *(() if part == "dated_on" else (" \n　",))):
            told.update_number_one_talk_report(mission, report, **{part: blank})
            with pytest.raises(RefusedError, match="incomplete") as refused:
                told.sign_number_one_talk_report(mission, report)
            label = mission.wording.text(f"records.number_one_talk_report.fields.{part}")
            assert refused.value.params["part"] == label
        told.update_number_one_talk_report(mission, report, **{part: kept})
    told.sign_number_one_talk_report(mission, report)
    [view] = told.signatures(mission.reader, mission.id, report)
    assert view.counts
    assert view.signer_name == LEADER


def test_a_change_after_signing_asks_for_a_new_signature(talk):
    small, held = talk
    report = told_talk(small, held)
    mission = small.mission
    told.update_number_one_talk_report(mission, report, reminders="改过的提醒")
    [view] = told.signatures(mission.reader, mission.id, report)
    assert not view.counts
    told.sign_number_one_talk_report(mission, report)
    assert [v.counts for v in told.signatures(mission.reader, mission.id, report)] == [False, True]


def test_the_paper_says_when_where_who_and_each_part_in_its_place(talk):
    small, held = talk
    mission = small.mission
    report = begun(small, held, **PARTS, dated_on="2026-11-09")
    text = all_text(number_one_talk_printable(mission, report).pdf(bundled_fonts()))
    for fact in (
        "示例市委书记：",
        NUMBER_ONE,
        "2026年10月25日",
        "9时00分至11时00分",
        "谈话二室",
        "骆珩、阚玥",
        "组长签名：",
        "2026年11月9日",
    ):
        assert fact in text
    places = [text.index("".join(PARTS[part].split())[:10]) for part in told.PARTS]
    assert places == sorted(places)
    assert "接受批评（示例）" in text


def test_it_never_gets_into_the_report(ready):
    """What the secretary is told is no part of what the body is told."""
    small, report, _ = ready
    held = number_one_talk_held(small)
    begun(small, held, **PARTS, dated_on="2026-11-09")
    mission = small.mission
    content = repr(report_content(mission.reader, mission.id, mission.checklist, report))
    assert "示例表态" not in content
    assert "示例研判" not in content


def test_what_is_gone_is_said(talk):
    small, _ = talk
    with pytest.raises(RefusedError, match=r"number_one_talk\.gone"):
        number_one_talk_printable(small.mission, "niemand")
