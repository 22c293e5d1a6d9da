"""The builders of papers: what each must say, and what it refuses to leave blank."""

import re
from dataclasses import fields, replace
from datetime import date

import pytest

from inspector_app.documents.extract import located_text, plain_text
from inspector_app.documents.papers.blank_form import blank_form_paper
from inspector_app.documents.papers.common import Passage, Words, classification
from inspector_app.documents.papers.delivery_list import delivery_list_paper
from inspector_app.documents.papers.number_one_talk_report import number_one_talk_paper
from inspector_app.documents.papers.register_entry import register_entry_paper
from inspector_app.documents.papers.report import (
    NumberOne,
    OpinionOn,
    ProblemGroup,
    report_paper,
)
from inspector_app.documents.papers.statistics import (
    CategoryCount,
    protected_rows,
    statistics_table,
)
from inspector_app.documents.papers.talk_record import Turn, talk_record_paper
from inspector_app.documents.papers.working_paper import SignOff, SignOffRole, working_paper_paper
from inspector_app.documents.tree import Heading, Paper, RedHead, SignatureLine, Table
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import (
    Capacity,
    Duty,
    FindingClass,
    Head,
    Opinion,
    ParagraphKind,
    TalkCategory,
)
from inspector_app.system.wording import Wording
from tests.documents import samples


def headings(paper: Paper, level: int) -> list[str]:
    return [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == level]


def report(**changes: object) -> Paper:
    return report_paper(samples.report(**changes), samples.CHINESE)


# --- the report -------------------------------------------------------------------------


def test_the_report_has_its_chapters_in_order():
    assert headings(report(), 1) == [
        "基本情况和总体评价",
        "巡察发现的主要问题",
        "党组“一把手”履行第一责任人职责和廉洁自律情况",
        "意见建议",
        "其他需要说明的情况",
    ]
    assert headings(report(), 2)[4:] == [
        "履行第一责任人职责情况",
        "廉洁自律情况",
        "巡察组意见",
        "整改要求",
    ]


def test_problems_stand_under_the_four_heads_whatever_their_order():
    groups = tuple(reversed(samples.report().problems))
    found = headings(report(problems=groups), 2)[:4]
    assert [words[:4] for words in found] == ["落实党的", "落实全面", "落实新时", "落实巡视"]


def test_place_words_come_from_the_mission():
    wording = Wording(
        "zh_CN", {"inspection": "巡视", "party_group": "党委", "number_one": "主要负责人"}
    )
    words = plain_text(report_paper(samples.report(), wording))
    assert "巡视发现的主要问题" in words
    assert "党委“主要负责人”履行第一责任人职责" in words
    assert "巡察组意见" not in words


def test_two_number_ones_have_a_section_each_by_their_capacity():
    two = (
        samples.number_one("赵𫖯", "党组书记", Capacity.PARTY_SECRETARY),
        samples.number_one("李㛃", "局长", Capacity.ADMINISTRATIVE_HEAD),
    )
    paper = report(number_ones=two)
    assert headings(paper, 1)[2:4] == [
        "党组书记赵𫖯履行第一责任人职责和廉洁自律情况",
        "局长李㛃履行“一岗双责”和廉洁自律情况",
    ]
    assert headings(paper, 2)[4:12] == [
        "履行第一责任人职责情况",
        "廉洁自律情况",
        "巡察组意见",
        "整改要求",
        "履行“一岗双责”情况",
        "廉洁自律情况",
        "巡察组意见",
        "整改要求",
    ]


def test_the_opinion_is_definite_and_requirements_have_day_and_person():
    words = plain_text(report())
    assert "履行第一责任人职责情况：一般。能够主持研究" in words
    assert "廉洁自律情况：较好。" in words
    assert (
        "1.严格执行主要负责人末位表态制度，修订党组会议议事规则。"
        "责任人：赵𫖯（党组书记、局长）；完成时限：2027年1月31日。（底稿：B-004）" in words
    )
    assert "共46场，按必谈内容问及“一把手”工作情况的46场，问及生活情况的46场" in words


def test_working_papers_are_cited_only_where_asked():
    assert "（底稿：B-001）" in plain_text(report())
    without = report(cite=False, annexes=replace(samples.annexes(), problems=None))
    body = [piece.text for piece in located_text(without) if piece.path.startswith("blocks")]
    assert not [words for words in body if "底稿" in words]


def without(person: NumberOne, part: str) -> NumberOne:
    return replace(person, **{part: ()})


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("first_responsibility", "履行第一责任人职责情况"),
        ("integrity", "廉洁自律情况"),
        ("opinions", "巡察组意见"),
        ("requirements", "整改要求"),
    ],
)
def test_a_blank_block_on_the_number_one_is_refused_by_name(part, named):
    content = samples.report(number_ones=(without(samples.number_one(), part),))
    with pytest.raises(RefusedError) as caught:
        report_paper(content, samples.CHINESE)
    assert caught.value.code == "papers.incomplete"
    assert caught.value.params == {"part": named}
    assert named in samples.CHINESE.error(caught.value)
    draft = plain_text(report_paper(replace(content, draft=True), samples.CHINESE))
    assert draft.count("［待补充］") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"overview": ()},
        {"overview": (Passage("  \n"),)},
        {"suggestions": ()},
        {"number_ones": ()},
        {"problems": samples.report().problems[1:]},
        {"problems": (*samples.report().problems[1:], ProblemGroup(FindingClass.DECISIONS))},
    ],
)
def test_other_blank_parts_are_refused_too(changes):
    with pytest.raises(RefusedError) as caught:
        report(**changes)
    assert caught.value.code == "papers.incomplete"
    report(**changes, draft=True)


def test_an_opinion_without_grade_or_words_is_none():
    person = replace(
        samples.number_one(),
        opinions=(OpinionOn(Duty.INTEGRITY), OpinionOn(Duty.INTEGRITY, None, Passage(" "))),
    )
    with pytest.raises(RefusedError):
        report(number_ones=(person,))


@pytest.mark.parametrize("change", [{"deadline": None}, {"responsible": "  "}])
def test_a_requirement_without_day_or_person_is_refused(change):
    person = samples.number_one()
    person = replace(person, requirements=(replace(person.requirements[0], **change),))
    with pytest.raises(RefusedError):
        report(number_ones=(person,))
    assert "［待补充］" in plain_text(report(number_ones=(person,), draft=True))


def test_no_problem_found_can_be_said():
    group = ProblemGroup(FindingClass.DECISIONS, introduction=(Passage("未发现突出问题。"),))
    paper = report(problems=(group, *samples.report().problems[1:]))
    assert "未发现突出问题。" in plain_text(paper)
    person = replace(
        samples.number_one(), requirements=(), no_requirement=(Passage("无需提出整改要求。"),)
    )
    assert "无需提出整改要求。" in plain_text(report(number_ones=(person,)))


def test_sentences_lead_back_to_their_records():
    sources = {piece.source for piece in located_text(report())}
    assert {"block-0", "problem-0", "requirement-1"} <= sources


def test_annexes_are_given_or_left_out():
    assert [a.title for a in report().attachments] == [
        "问题清单",
        "问题底稿目录",
        "个别谈话情况统计",
    ]
    none = replace(samples.annexes(), problems=None, working_papers=None, talks=None)
    assert report(annexes=none).attachments == ()


def test_own_title_and_red_head_take_their_places():
    head = RedHead("中共示例市委巡察组", "示巡〔2026〕12号")
    paper = report(title="关于示例的\n报告", red_head=head)
    assert paper.title == ("关于示例的", "报告")
    assert paper.red_head == head


@pytest.mark.parametrize(
    ("mark", "printed"), [("工作秘密", "工作秘密"), ("机密★3年", "机密★3年"), (" 内部 ", "内部")]
)
def test_the_missions_mark_is_printed(mark, printed):
    found = classification(mark)
    assert found is not None
    assert found.words() == printed


def test_no_mark_is_no_mark():
    assert classification("  ") is None


# --- statistics -------------------------------------------------------------------------


def count(category: TalkCategory, talks: int) -> CategoryCount:
    return CategoryCount(category, talks, {head: {AnswerKind.SPECIFIC: talks} for head in Head})


@pytest.mark.parametrize(
    "talks",
    [(1, 5, 1, 2, 16, 9), (1, 10), (2, 2, 2), (1, 1, 20), (3, 3), (1, 3, 4), (50,), (2, 3), (0, 5)],
)
def test_no_row_is_small_enough_to_tell_who_said_what(talks):
    counts = [count(category, n) for category, n in zip(TalkCategory, talks, strict=False)]
    rows = protected_rows(counts)
    assert sum(row.talks for row in rows) == sum(talks)
    assert all(row.talks >= 3 for row in rows)
    answers = [row.answers[Head.WORK][AnswerKind.SPECIFIC] for row in rows]
    assert sum(answers) == sum(talks)


def test_too_few_talks_altogether_show_no_answers():
    rows = protected_rows([count(TalkCategory.NUMBER_ONE, 1), count(TalkCategory.DEPUTY, 1)])
    assert [row.talks for row in rows] == [2]
    words = Words(samples.CHINESE, samples.MISSION)
    table = statistics_table(words, [count(TalkCategory.NUMBER_ONE, 1)])
    assert table.rows[0][3:] == ("不单列\n不单列",) * 5


def test_statistics_name_categories_and_kinds_and_nobody():
    table = report().attachments[2].blocks[0]
    assert isinstance(table, Table)
    assert [column.header for column in table.columns[3:]] == [
        "有具体反映",
        "一般评价",
        "无反映",
        "不了解",
        "不愿谈",
    ]
    assert {field.name for field in fields(CategoryCount)} == {"category", "talks", "answers"}


# --- records of talks -------------------------------------------------------------------


def test_a_talk_record_says_who_when_where_and_what():
    words = plain_text(talk_record_paper(samples.talk_record(), samples.CHINESE))
    for expected in (
        "谈话编号：T-007",
        "被谈话人：王䶮",
        "单位及职务：示例市住房和城乡建设局办公室主任",
        "谈话日期：2026年9月3日",
        "起止时间：9时05分至10时40分",
        "谈话人：示例甲（副组长）、示例乙（组员）",
        "记录人：示例丙（组员）",
        "交代事项：已说明身份、来意、谈话纪律和保密要求",
        "问：请谈谈主要负责人履行第一责任人职责的情况。",
        "答：不了解。",
        "更正：第2页第3行“11次”应为“10次”。",
        "附交材料：党组会议记录复印件3页、情况说明1份",
        "以上记录已交被谈话人核对（或者向其宣读），与其所谈一致。",
    ):
        assert expected in words


def test_what_was_not_recorded_is_not_passed_off_as_done():
    content = samples.talk_record(
        opening_done=False,
        read_back_done=False,
        starts=None,
        held_on=None,
        place="",
        materials=(),
        party_member=None,
    )
    words = plain_text(talk_record_paper(content, samples.CHINESE))
    assert "交代事项：未记录" in words
    assert "以上记录尚未经被谈话人核对。" in words
    assert "与其所谈一致" not in words
    for label in ("起止时间", "谈话日期", "谈话地点", "是否中共党员"):
        assert f"{label}：未记录" in words


def test_the_words_of_reading_back_stand_at_the_end():
    said = Turn(ParagraphKind.READ_BACK, "以上记录我看过，和我说的一样。")
    content = samples.talk_record(turns=(said, *samples.talk_record().turns))
    paper = talk_record_paper(content, samples.CHINESE)
    words = plain_text(paper)
    assert words.index("附交材料") < words.index("以上记录我看过")
    signatures = [b.label for b in paper.blocks if isinstance(b, SignatureLine)]
    assert signatures == ["被谈话人签名：", "谈话人签名：", "谈话人签名：", "记录人签名："]


def test_the_number_one_talk_report_keeps_both_sides():
    paper = number_one_talk_paper(samples.number_one_talk(), samples.CHINESE)
    assert headings(paper, 1) == [
        "谈话基本情况",
        "谈及的主要事项",
        "本人表态",
        "本人说明",
        "提醒事项",
        "谈话人研判意见",
    ]
    words = plain_text(paper)
    assert "中共示例市委书记" in words
    assert "谈话对象：赵𫖯（党组书记、局长）" in words
    assert "组长签名：" in words
    assert "赵𫖯" not in paper.kind


@pytest.mark.parametrize("part", ["matters", "statements", "assessment"])
def test_a_blank_part_of_the_number_one_talk_is_refused(part):
    with pytest.raises(RefusedError):
        number_one_talk_paper(samples.number_one_talk(**{part: ()}), samples.CHINESE)
    draft = samples.number_one_talk(**{part: (), "draft": True})
    assert "［待补充］" in plain_text(number_one_talk_paper(draft, samples.CHINESE))


def test_explanations_not_made_are_not_recorded():
    content = samples.number_one_talk(explanations=(), reminders=())
    assert plain_text(number_one_talk_paper(content, samples.CHINESE)).count("未记录。") == 2


# --- working paper and delivery list ----------------------------------------------------


def test_a_working_paper_has_every_field():
    words = plain_text(working_paper_paper(samples.working_paper(), samples.CHINESE))
    for expected in (
        "示巡察〔2026〕B-004",
        "被巡察单位",
        "落实全面从严治党",
        "1.查阅2024年1月至2026年6月的党组会议记录",
        "证据：证据E-000第2页、谈话记录T-007第1页",
        "问题剖析",
        "定性依据",
        "第一责任人责任：赵𫖯（党组书记、局长）",
        "监督责任：未记录",
        "赵𫖯，2026年9月20日：当时会议时间紧",
        "承办人：示例乙，2026年9月6日已在程序内签名",
        "组长审签：示例丁，未签名",
    ):
        assert expected in words


def test_a_working_paper_without_number_says_that_it_is_a_draft():
    words = plain_text(working_paper_paper(samples.working_paper(number=""), samples.CHINESE))
    assert "预编号 Y-011（尚未审签）" in words


def test_an_empty_working_paper_says_what_is_not_recorded():
    content = samples.working_paper(
        facts=(), analysis="", basis="", statements=(), sign_offs=(), sources=""
    )
    words = plain_text(working_paper_paper(content, samples.CHINESE))
    assert words.count("未记录") == 7


def test_a_delivery_list_names_every_file_with_its_digest():
    content = samples.delivery_list()
    words = plain_text(delivery_list_paper(content, samples.CHINESE))
    assert content.sha256 in words
    assert "12,345,678 字节" in words
    for file in content.files:
        assert file.name in words
        assert file.sha256 in words


# --- words ------------------------------------------------------------------------------

BUILDERS = (
    (report_paper, samples.report()),
    (talk_record_paper, samples.talk_record()),
    (number_one_talk_paper, samples.number_one_talk()),
    (working_paper_paper, samples.working_paper()),
    (delivery_list_paper, samples.delivery_list()),
    (blank_form_paper, samples.blank_form()),
    (register_entry_paper, samples.register_entry()),
)


@pytest.mark.parametrize(("build", "content"), BUILDERS)
def test_no_placeholder_is_left_in_either_language(build, content):
    for wording in (samples.CHINESE, samples.ENGLISH):
        paper = build(content, wording)
        body = replace(paper, footer=replace(paper.footer, of_total=""))
        assert not re.search(r"[{}]", plain_text(body))
        assert paper.language == wording.language


@pytest.mark.parametrize(("build", "content"), BUILDERS)
def test_the_kind_bears_no_name(build, content):
    kind = build(content, samples.CHINESE).kind
    assert not any(name in kind for name in samples.RARE_NAMES)
    assert samples.MISSION.body not in kind


def test_every_code_has_its_words():
    words = Words(samples.CHINESE, samples.MISSION)
    for prefix, codes in (
        ("finding_class", FindingClass),
        ("opinion", Opinion),
        ("answer", AnswerKind),
        ("head", Head),
        ("category", TalkCategory),
    ):
        assert len({words(f"{prefix}.{code.value}") for code in codes}) == len(list(codes))
    assert words.date(date(2026, 9, 3)) == "2026年9月3日"
    assert {sign.name for sign in SignOffRole} == {"UNDERTAKER", "REVIEWER", "LEADER"}
    assert SignOff(SignOffRole.LEADER, "x").signed_on is None
