"""The report: parts and their states, what keeps it from being final, steps taken back."""

import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Severity, blocking
from inspector_app.domain.vocabulary import BlockKind, Section
from inspector_app.services import history, report, report_checks, report_final, report_paper
from inspector_app.services.report_outline import (
    NUMBER_ONE,
    OutlineKey,
    Part,
    PartState,
    key_of,
    outline,
)
from inspector_app.store.journal import Write
from inspector_app.system.fonts import bundled_fonts
from inspector_app.ui.widgets.pdfview import pdf_bookmarks
from tests import paper_fixture as made


@pytest.fixture(scope="module")
def finished_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("finished"), made.finished_mission)


@pytest.fixture(scope="module")
def begun_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("begun"), made.begun_mission)


@pytest.fixture
def finished(finished_template, tmp_path):
    small, text, paper = finished_template.copy(tmp_path)
    yield small, text, paper
    small.sitting.end()


@pytest.fixture
def begun(begun_template, tmp_path):
    small, text, paper = begun_template.copy(tmp_path)
    yield small, text, paper
    small.sitting.end()


def missing_codes(small, text):
    return [
        m.code for m in report_checks.report_missing(small.mission.reader, small.mission.id, text)
    ]


def rows_of(small, text):
    reader = small.mission.reader
    missing = report_checks.report_missing(reader, small.mission.id, text)
    return {row.key: row for row in outline(report.report_view(reader, text), missing)}


def section(small, name, *, person=False):
    official = small.officials[made.NUMBER_ONE] if person else ""
    return OutlineKey(Part.SECTION, name.value, official)


def test_a_complete_report_is_made_final_and_prints(finished):
    small, text, _paper = finished
    reader = small.mission.reader
    found = report_checks.report_missing(reader, small.mission.id, text)
    assert blocking(found) == []
    report_final.finalise_report(small.mission, text)
    assert reader.get("report", text).flag("final")
    printed = report_paper.report_printable(small.mission, text).pdf(bundled_fonts())
    assert printed.startswith(b"%PDF")
    with pytest.raises(RefusedError, match=r"report\.final"):
        report.update_report(small.mission, text, title="另一个题目")


def test_whatever_does_not_block_can_be_printed_as_final(finished):
    """Take out each block in turn: either the checks refuse, or the final paper prints."""
    small, text, _paper = finished
    mission = small.mission
    view = report.report_view(mission.reader, text)
    refused = 0
    for block in [one for part in view.sections for one in part.blocks]:
        entry = mission.folder.setting.new_id()
        report.delete_block(mission, block.id, entry=entry)
        standing = blocking(report_checks.report_missing(mission.reader, mission.id, text))
        if standing:
            refused += 1
        else:
            report_paper.report_printable(mission, text, draft=False).pdf(bundled_fonts())
        history.undo(mission, entry)
    assert refused == len([one for part in view.sections for one in part.blocks])
    assert blocking(report_checks.report_missing(mission.reader, mission.id, text)) == []


@pytest.mark.parametrize(
    ("section_name", "kind", "fields", "code"),
    [
        (Section.DECISIONS, BlockKind.PROBLEM, {"text": "有情况"}, "problem_heading"),
        (Section.DECISIONS, BlockKind.PROBLEM, {"heading": "有题目"}, "problem_text"),
        (Section.OVERVIEW, BlockKind.PARAGRAPH, {"text": " \n "}, "block_blank"),
        (Section.OVERVIEW, BlockKind.PARAGRAPH, {"text": "共××人"}, "placeholder_left"),
    ],
)
def test_half_written_blocks_stand_in_the_way(finished, section_name, kind, fields, code):
    small, text, paper = finished
    cited = [paper] if kind is BlockKind.PROBLEM else []
    added = report.add_block(
        small.mission, text, section=section_name, kind=kind, working_papers=cited, **fields
    )
    found = report_checks.report_missing(small.mission.reader, small.mission.id, text)
    assert [m.code for m in blocking(found)] == [code]
    assert found[0].target["block"] == added.id
    with pytest.raises(RefusedError) as refused:
        report_final.finalise_report(small.mission, text)
    assert refused.value.code == "report.not_ready"


def test_no_requirement_has_to_be_said_and_needs_no_deadline(finished):
    small, text, _paper = finished
    mission = small.mission
    person = small.officials[made.NUMBER_ONE]
    view = report.report_view(mission.reader, text)
    for name in (Section.REQUIREMENTS, Section.FIRST_RESPONSIBILITY):
        for block in view.blocks(name, person):
            report.delete_block(mission, block.id)
    assert missing_codes(small, text).count("number_one_blank") == 2
    for name in (Section.REQUIREMENTS, Section.FIRST_RESPONSIBILITY):
        report.add_block(
            mission,
            text,
            section=name,
            kind=BlockKind.NO_PROBLEM,
            official=person,
            text="经了解，未发现问题，不提整改要求。",
        )
    found = report_checks.report_missing(mission.reader, mission.id, text)
    assert blocking(found) == []


def test_the_outline_says_how_far_each_part_is(begun):
    small, text, _paper = begun
    rows = rows_of(small, text)
    assert rows[section(small, Section.OVERVIEW)].state is PartState.DONE
    assert rows[section(small, Section.SUGGESTIONS)].state is PartState.EMPTY
    assert rows[section(small, Section.INTEGRITY, person=True)].state is PartState.EMPTY
    requirements = rows[section(small, Section.REQUIREMENTS, person=True)]
    assert requirements.state is PartState.BLOCKED
    assert "requirement_deadline" in {m.code for m in requirements.missing}
    chapter = rows[OutlineKey(Part.CHAPTER, NUMBER_ONE, small.officials[made.NUMBER_ONE])]
    assert (chapter.state, chapter.number) == (PartState.BLOCKED, 3)
    assert rows[OutlineKey(Part.FRAME)].state is PartState.DUE  # no date yet
    told = rows[OutlineKey(Part.TALK_REPORT, "", small.officials[made.NUMBER_ONE])]
    assert told.state is PartState.DUE


def test_the_outline_counts_headings_as_they_are_printed(finished):
    small, text, _paper = finished
    report.add_block(
        small.mission,
        text,
        section=Section.OTHER,
        kind=BlockKind.PARAGRAPH,
        text="其他需要说明的情况。",
    )
    rows = sorted(
        (r for r in rows_of(small, text).values() if r.printed >= 0), key=lambda r: r.printed
    )
    data = report_paper.report_printable(small.mission, text).pdf(bundled_fonts())
    marks = pdf_bookmarks(data)
    assert len(marks) == len(rows)
    numbers = "零一二三四五六七八九"
    for row, mark in zip(rows, marks, strict=True):
        if row.number:
            number = numbers[row.number]
            label = f"{number}、" if row.level == 0 else f"（{number}）"
            assert mark.title.startswith(label), (row.key, mark)


def test_jumps_lead_to_the_part_that_lacks_something(begun):
    small, text, _paper = begun
    reader = small.mission.reader
    view = report.report_view(reader, text)
    for one in report_checks.report_missing(reader, small.mission.id, text):
        if one.page == "report" and "working_paper" not in one.target:
            assert key_of(view, one.target) is not None, one
    assert key_of(view, {"section": "first_responsibility"}) == section(
        small, Section.FIRST_RESPONSIBILITY, person=True
    )
    assert key_of(view, {"section": "nonsense"}) is None


def test_a_source_in_a_working_papers_title_is_mended_there(finished):
    small, text, paper = finished
    mission = small.mission
    mission.journal.write(Write("working_paper", paper, {"title": "佘翊反映的采购问题"}))
    talk = small.plan("佘翊")
    assert talk
    found = [
        m
        for m in report_checks.report_missing(mission.reader, mission.id, text)
        if m.code == "source_name"
    ]
    assert [(m.page, dict(m.target)) for m in found] == [
        ("working_paper", {"working_paper": paper, "field": "title"})
    ]


def test_steps_are_taken_back_by_their_entries(begun):
    small, text, _paper = begun
    mission = small.mission
    ids = [mission.folder.setting.new_id() for _ in range(4)]
    first = report.report_view(mission.reader, text).blocks(Section.OVERVIEW)[0]
    added = report.add_block(
        mission, text, section=Section.OVERVIEW, kind=BlockKind.PARAGRAPH, text="二", entry=ids[0]
    )
    report.move_block(mission, added.id, down=False, entry=ids[1])
    assert [b.id for b in report.report_view(mission.reader, text).blocks(Section.OVERVIEW)] == [
        added.id,
        first.id,
    ]
    history.undo(mission, ids[1])
    report.update_block(mission, first.id, entry=ids[2], text="改过")
    report.delete_block(mission, added.id, entry=ids[3])
    history.undo(mission, ids[3])
    history.undo(mission, ids[2])
    blocks = report.report_view(mission.reader, text).blocks(Section.OVERVIEW)
    assert [b.id for b in blocks] == [first.id, added.id]
    assert blocks[0].text("text") == first.text("text")


def test_blocks_with_the_same_place_can_still_be_moved_and_added(begun):
    """Two laptops may give two blocks the same order key."""
    small, text, _paper = begun
    mission = small.mission
    for words in ("二", "三", "四"):
        report.add_block(
            mission, text, section=Section.OVERVIEW, kind=BlockKind.PARAGRAPH, text=words
        )
    blocks = report.report_view(mission.reader, text).blocks(Section.OVERVIEW)
    for one in blocks:
        mission.journal.write(Write("report_block", one.id, {"order": "i"}))
    before = [one.id for one in report.report_view(mission.reader, text).blocks(Section.OVERVIEW)]
    report.move_block(mission, before[3], down=False)
    after = [one.id for one in report.report_view(mission.reader, text).blocks(Section.OVERVIEW)]
    assert after == [before[0], before[1], before[3], before[2]]
    added = report.add_block(
        mission,
        text,
        section=Section.OVERVIEW,
        kind=BlockKind.PARAGRAPH,
        text="五",
        after=after[0],
    )
    assert report.report_view(mission.reader, text).blocks(Section.OVERVIEW)[1].id == added.id


def test_the_preview_shows_what_is_being_typed(begun):
    small, text, _paper = begun
    block = report.report_view(small.mission.reader, text).blocks(Section.OVERVIEW)[0]
    typed = {(block.id, "text"): "正在打的字还没有存。"}
    shown = report_paper.report_printable(small.mission, text, typed=typed).paper
    assert any("正在打的字还没有存。" in str(one) for one in shown.blocks)
    stored = report_paper.report_printable(small.mission, text).paper
    assert not any("正在打的字还没有存。" in str(one) for one in stored.blocks)


def test_only_the_leader_reopens_a_final_report(finished):
    small, text, _paper = finished
    report_final.finalise_report(small.mission, text)
    mission = small.reopen(made.MEMBER)
    with pytest.raises(RefusedError, match=r"mission\.leader_only"):
        report_final.reopen_report(mission, text, reason="补充")
    mission = small.reopen(made.LEADER)
    with pytest.raises(RefusedError, match="reopen_needs_reason"):
        report_final.reopen_report(mission, text, reason="  ")
    report_final.reopen_report(mission, text, reason="补充一项整改要求")
    record = mission.reader.get("report", text)
    assert (record.flag("final"), record.number("edition")) == (False, 2)


def test_a_report_without_date_or_addressee_is_due_not_blocked(begun):
    small, text, _paper = begun
    found = report_checks.report_missing(small.mission.reader, small.mission.id, text)
    undated = [m for m in found if m.code == "report_undated"]
    assert [m.severity for m in undated] == [Severity.DUE]
    report.update_report(small.mission, text, dated_on="2026-12-04")
    assert "report_undated" not in missing_codes(small, text)
