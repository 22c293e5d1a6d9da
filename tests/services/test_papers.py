"""What a paper says is what the records say: talk record, working paper, report."""

import pytest

from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.vocabulary import BlockKind, Capacity, ParagraphKind, Section
from inspector_app.services import report, talk_record, working_papers
from inspector_app.services.mission import shipped_vocabulary
from inspector_app.services.paper_words import note_export, paper_wording
from inspector_app.services.report_paper import opening, report_content, report_printable
from inspector_app.services.talk_papers import talk_record_printable
from inspector_app.services.working_paper_paper import working_paper_printable
from inspector_app.store.journal import Write
from inspector_app.system.fonts import bundled_fonts
from tests.documents.pages import all_text, fonts, metadata, page_texts
from tests.paper_fixture import (
    DEPUTY,
    LEADER,
    MEMBER,
    NUMBER_ONE,
    OTHER_MEMBER,
    SAID,
    capture,
    draft_paper,
    scan,
)


def printed(printable) -> str:
    return all_text(printable.pdf(bundled_fonts()))


def test_a_talk_record_says_who_when_where_and_every_word(plain):
    talk = plain.hold("阮𫖯", "2026-10-21T09:05", "2026-10-21T10:40")
    mission = plain.mission
    pages = page_texts(talk_record_printable(mission, talk).pdf(bundled_fonts()))
    text = "".join("".join(pages).split())
    for fact in ("T-001", "阮𫖯", "苗圃主任", "2026年10月21日", "9时05分至10时40分", "谈话二室"):
        assert fact in text
    assert "骆珩、阚玥" in text
    assert f"答：{SAID}" in text
    assert "以上记录已交被谈话人核对" in text
    for page in pages:
        assert "被谈话人签名：" in "".join(page.split())


def test_a_talk_record_says_what_was_not_done(plain):
    """Not recorded is never passed."""
    talk = plain.plan("虞堃")
    text = printed(talk_record_printable(plain.mission, talk))
    assert "以上记录尚未经被谈话人核对。" in text
    assert "未记录" in text


def test_what_was_said_is_printed_as_it_was_said(plain):
    talk = plain.plan("虞堃")
    odd = "他说：“3×4=12”，<b>不</b>&amp;“𠮷𬀩”；\t全角　空格，100%…"
    talk_record.add_paragraph(plain.mission, talk, ParagraphKind.ANSWER, odd)
    text = printed(talk_record_printable(plain.mission, talk))
    assert "".join(odd.split()) in text


def test_a_character_that_no_font_has_stops_the_paper_and_is_named(plain):
    talk = plain.plan("虞堃")
    talk_record.add_paragraph(plain.mission, talk, ParagraphKind.ANSWER, "名叫\U0003fffd某")
    with pytest.raises(KnownError, match="missing_glyph") as stopped:
        talk_record_printable(plain.mission, talk).pdf(bundled_fonts())
    assert "3FFFD" in str(stopped.value.params).upper() or "\U0003fffd" in str(stopped.value.params)


def test_a_working_paper_says_its_facts_proofs_and_who_signed(ready, tmp_path):
    small, _, paper = ready
    mission = small.mission
    text = printed(working_paper_printable(mission, paper))
    view = working_papers.working_paper_view(mission.reader, mission.id, paper)
    for fact in ("B-001", "采购先定调后上会", "谈话记录T-001第2段", "党组议事规则第五条（示例）"):
        assert fact in text
    for name in (MEMBER, OTHER_MEMBER, DEPUTY, LEADER, NUMBER_ONE):
        assert name in text
    assert "示例市园林局党组" in text
    assert len([s for s in view.signatures if s.counts]) == 3
    talk = mission.reader.find("talk")[0].id
    file = capture(small, scan(small, tmp_path, talk), "党组会纪要")
    other = draft_paper(small, title="另一份")
    fact = mission.reader.find("fact", {"working_paper": other})[0].id
    working_papers.add_proof(mission, fact, evidence=file, page=1)
    text = printed(working_paper_printable(mission, other))
    assert "Z-001《党组会纪要》第1页" in text
    assert "Y-002" in text


def test_an_unsigned_paper_bears_no_signature_date(plain):
    small = plain
    small.users[DEPUTY] = small.users[MEMBER]
    paper = draft_paper(small)
    text = printed(working_paper_printable(small.mission, paper))
    assert "2026年10月21日" not in text


def test_the_report_is_built_from_its_blocks_and_what_they_cite(ready):
    small, text_id, _ = ready
    mission = small.mission
    content = report_content(mission.reader, mission.id, mission.checklist, text_id)
    [person] = content.number_ones
    assert (person.name, person.office) == (NUMBER_ONE, "党组书记、局长")
    assert person.capacity is Capacity.PARTY_SECRETARY
    assert [len(group.problems) for group in content.problems] == [0, 0, 1, 0]
    [row] = content.annexes.problems
    assert row.working_papers == ("B-001",)
    assert row.responsible == f"示例市园林局党组、{NUMBER_ONE}"
    [requirement] = person.requirements
    assert (requirement.responsible, requirement.deadline.isoformat()) == (NUMBER_ONE, "2027-01-31")
    text = printed(report_printable(mission, text_id, draft=False))
    assert f"责任人：{NUMBER_ONE}；完成时限：2027年1月31日。" in text
    assert "三、党组“一把手”履行第一责任人职责和廉洁自律情况" in text


def test_two_number_ones_have_a_section_each(ready):
    small, text_id, _ = ready
    mission = small.mission
    second = small.officials["虞堃"]
    mission.journal.write(
        Write(
            "official",
            second,
            {"number_one": True, "capacity": Capacity.ADMINISTRATIVE_HEAD.value},
        )
    )
    report.add_block(
        mission,
        text_id,
        section=Section.INTEGRITY,
        kind=BlockKind.NO_PROBLEM,
        text="第二位经了解未发现问题。",
        official=second,
    )
    text = printed(report_printable(mission, text_id, draft=True))
    assert "岑𬀩履行第一责任人职责和廉洁自律情况" in text
    assert "虞堃履行“一岗双责”和廉洁自律情况" in text
    assert "第二位经了解未发现问题。" in text


def test_a_draft_shows_its_gaps_and_a_final_one_has_none(ready):
    small, text_id, _ = ready
    mission = small.mission
    view = report.report_view(mission.reader, text_id)
    block = view.blocks(Section.REQUIREMENTS, small.officials[NUMBER_ONE])[0]
    report.update_block(mission, block.id, deadline=None)
    assert "待补充" in printed(report_printable(mission, text_id, draft=True))
    with pytest.raises(RefusedError, match="incomplete"):
        report_printable(mission, text_id, draft=False)


def test_papers_speak_chinese_with_the_missions_words_whatever_the_window_speaks(ready):
    small, text_id, _ = ready
    reader = small.mission.reader
    assert paper_wording(reader).language == "zh_CN"
    term = next(t for t in reader.find("term") if t.text("key") == "inspection")
    small.mission.journal.write(Write("term", term.id, {"text": "巡视"}))
    text = printed(report_printable(small.mission, text_id, draft=True))
    assert "巡视发现的主要问题" in text
    assert "巡察发现" not in text
    for one in small.mission.reader.find("term"):
        small.mission.journal.write(Write("term", one.id, {"key": f"alt-{one.text('key')}"}))
    words = paper_wording(small.mission.reader).vocabulary
    assert {key: words[key] for key in shipped_vocabulary("zh_CN")} == shipped_vocabulary("zh_CN")


def test_every_font_of_every_paper_is_embedded_and_the_file_tells_nothing_more(ready):
    small, text_id, paper = ready
    mission = small.mission
    talk = mission.reader.find("talk")[0].id
    for printable in (
        report_printable(mission, text_id, draft=True),
        working_paper_printable(mission, paper),
        talk_record_printable(mission, talk),
    ):
        data = printable.pdf(bundled_fonts())
        assert all(embedded for _, embedded in fonts(data))
        told = metadata(data)
        assert set(told) <= {"Title", "Producer", "Creator", "CreationDate", "ModDate"}
        assert {told["CreationDate"], told["ModDate"]} == {"D:20000101000000+00'00'"}
        assert "骆珩" not in str(told)


def test_the_same_records_give_the_same_bytes(ready):
    small, text_id, _ = ready
    one, two = (report_printable(small.mission, text_id, draft=True) for _ in range(2))
    assert one.pdf(bundled_fonts()) == two.pdf(bundled_fonts())
    assert one.docx() == two.docx()


def test_saving_a_paper_leaves_a_trace(ready):
    small, text_id, _ = ready
    mission = small.mission
    before = mission.folder.journal.reader.rows("SELECT count(*) FROM access")[0][0]
    note_export(mission, "report", text_id)
    assert mission.folder.journal.reader.rows("SELECT count(*) FROM access")[0][0] == before + 1


def test_the_list_of_problems_shows_a_problem_by_its_first_sentences():
    long = "第一句。" + "很长的第二句" * 30 + "。第三句。"
    assert opening(long) == "第一句。"
    assert opening("只有一句话没有句号") == "只有一句话没有句号"
    assert opening("") == ""
    assert opening("一。\n二；三！") == "一。二；三！"


def test_papers_of_what_is_gone_are_refused(plain):
    with pytest.raises(RefusedError, match=r"talk\.gone"):
        talk_record_printable(plain.mission, "niemand")
    with pytest.raises(RefusedError, match=r"working_paper\.gone"):
        working_paper_printable(plain.mission, "niemand")
    with pytest.raises(RefusedError, match=r"report\.gone"):
        report_printable(plain.mission, "niemand")
