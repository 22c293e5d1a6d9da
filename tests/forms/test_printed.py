"""The paper version of a form: what is printed, in which words."""

import pytest

from inspector_app.forms.load import form_from
from inspector_app.forms.printed import (
    Answer,
    Matrix,
    Note,
    Question,
    Section,
    printed_form,
)
from inspector_app.system.resources import shipped_forms
from inspector_app.system.wording import LANGUAGES, Wording

HEADER = (
    "| | type | name | label::中文 (zh) | label::English (en) | relevant | required "
    "| appearance | parameters | choice_filter | calculation | bind::insp:from |"
)
LISTS = """| choices |
| | list_name | name | label::中文 (zh) | label::English (en) | p |
| | l | x | 是 | Yes | |
| | l | y | 否 | No | |
| | c | q | 甲市 | City | x |"""
A = "| | select_one l | a | 甲 | A |"
N = "| | integer | n | 数 | N |"


def printed(*rows, language="zh_CN", known=None, copies=3):
    data = "\n".join(["| survey |", HEADER, *rows, LISTS]).encode()
    form = form_from(data, name="a")
    return printed_form(form, Wording(language), known=known or {}, copies=copies).parts


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ("text | q | 问 | Q", Answer.LINE),
        ("text | q | 问 | Q | | | multiline", Answer.LINES),
        ("integer | q | 问 | Q", Answer.NUMBER),
        ("decimal | q | 问 | Q", Answer.NUMBER),
        ("range | q | 问 | Q | | | | start=1 end=5 step=1", Answer.NUMBER),
        ("date | q | 问 | Q", Answer.DATE),
        ("time | q | 问 | Q", Answer.TIME),
        ("datetime | q | 问 | Q", Answer.MOMENT),
        ("select_one l | q | 问 | Q", Answer.ONE),
        ("select_multiple l | q | 问 | Q", Answer.SEVERAL),
        ("rank l | q | 问 | Q", Answer.ORDER),
        ("acknowledge | q | 问 | Q", Answer.TICK),
        ("image | q | 问 | Q", Answer.FILE),
        ("geopoint | q | 问 | Q", Answer.PLACE),
        ("audio | q | 问 | Q", Answer.PLACE),
        ("text | q | 问 | Q | | | | | | 1 + 1", Answer.GIVEN),
    ],
)
def test_each_type_has_its_way_to_be_answered(row, answer):
    [question] = printed(f"| | {row} |")
    assert isinstance(question, Question)
    assert (question.answer, question.number, question.name) == (answer, "1", "q")
    assert question.label == "问"


ABOVE = (
    'Answer if question 2 is above 5, and (question 1 is answered "Yes", or question 1 is empty).'
)
CONDITIONS = [
    ("${a} = 'x'", "如第 1 题选“是”，填写本题。", "Answer if question 1 is answered \"Yes\"."),
    ("${a} != 'x'", "如第 1 题没有选“是”，填写本题。",
     "Answer if question 1 is not answered \"Yes\"."),
    ("not(selected(${a}, 'y'))", "如第 1 题没有选“否”，填写本题。",
     "Answer if question 1 does not have \"No\" ticked."),
    ("selected('x y z', ${a})", "如第 1 题选“是”或“否”或“z”，填写本题。",
     "Answer if question 1 is answered \"Yes\" or \"No\" or \"z\"."),
    ("${n} > 5 and (${a} = 'x' or ${a} = '')",
     "如第 2 题大于 5，并且（第 1 题选“是”，或者第 1 题没有填），填写本题。",
     ABOVE),
    ("not(5 >= ${n} and ${n} = 3)", "如第 2 题大于 5，或者第 2 题不是“3”，填写本题。",
     "Answer if question 2 is above 5, or question 2 is not \"3\"."),
    ("${n} != ''", "如第 2 题已经填写，填写本题。", "Answer if question 2 is filled in."),
    ("regex(${a}, 'x')", "如符合条件 regex( /data/a , 'x')，填写本题。",
     "Answer if this is so: regex( /data/a , 'x')."),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "chinese", "english"), CONDITIONS)
def test_conditions_are_said_in_words(condition, chinese, english):
    for language, words in (("zh_CN", chinese), ("en", english)):
        parts = printed(A, N, f"| | text | t | 问 | Q | {condition} |", language=language)
        assert parts[2].remarks == (words,)


def test_what_always_holds_is_not_said_and_categories_have_names():
    category = "| | hidden | c | | | | | | | | | talk.category |"
    always = "selected('N D S H M U O R', ${c})"
    [question] = printed(category, f"| | text | t | 问 | Q | {always} | selected('N D', ${{c}}) |")
    assert question.remarks == ("如“谈话类别”填“一把手”或“班子成员”，必须填写。",)
    assert not question.required


def test_groups_repeats_notes_and_tables():
    parts = printed(
        "| | note | o | **看** [规定](http://x)，${a} | Note |",
        A,
        "| | begin group | g | 组 | G | ${a} = 'x' |",
        "| | text | t | 问 | Q | | yes |",
        "| | end group | | | |",
        "| | begin repeat | r | 人 | R |",
        "| | text | u | 名 | U |",
        "| | end repeat | | | |",
        "| | begin group | m | 表 | M | | | table-list |",
        "| | select_multiple l | m1 | 一 | One |",
        "| | select_multiple l | m2 | 二 | Two |",
        "| | end group | | | |",
        "| | select_one c | c | 市 | C | | | | | p=${a} |",
        "| | calculate | k | | | | | | | | 1 |",
    )
    note, first, group, repeat, table, city = parts
    assert note == Note("看 规定，〔第 1 题的回答〕")
    assert first.choices == ("是", "否")
    assert isinstance(group, Section)
    assert (group.title, group.copies) == ("组", 0)
    assert group.remarks == ("如第 1 题选“是”，填写本部分。",)
    assert group.parts[0].required
    assert isinstance(repeat, Section)
    assert (repeat.title, repeat.copies, repeat.parts[0].number) == ("人", 3, "3")
    label, matrix = table.parts
    assert label == Note("表")
    assert isinstance(matrix, Matrix)
    assert (matrix.choices, matrix.several) == (("是", "否"), True)
    assert [question.number for question in matrix.questions] == ["4", "5"]
    assert (city.choices, city.remarks) == (("甲市",), ("可选的项目随前面的回答而定。",))


def test_repeats_in_repeats_get_fewer_blocks():
    begin = [f"| | begin repeat | r{n} | R | |" for n in range(3)]
    [outer] = printed(*begin, "| | text | t | T |", *["| | end repeat | | | |"] * 3, copies=5)
    assert (outer.copies, outer.parts[0].copies, outer.parts[0].parts[0].copies) == (5, 2, 1)


def test_words_of_the_mission_stand_in_texts():
    hidden = "| | hidden | w | | | | | | | | | term.number_one |"
    [question] = printed(
        hidden, "| | text | t | ${w}来了吗 | Q |", known={"term.number_one": "一把手"}
    )
    assert question.label == "一把手来了吗"


def test_a_long_list_is_looked_up():
    rows = "\n".join(f"| | l | c{number} | 项{number} | C | |" for number in range(80))
    data = "\n".join(["| survey |", HEADER, A, LISTS, rows]).encode()
    form = form_from(data, name="a")
    paper = printed_form(form, Wording(), known={})
    [question] = paper.parts
    assert (question.answer, question.choices) == (Answer.LOOKED_UP, ())
    [table] = paper.tables
    assert (table.numbers, len(table.choices)) == (("1",), 82)
    too_long = data.decode() + "".join(f"\n| | l | d{n} | 项 | C | |" for n in range(1_000))
    form = form_from(too_long.encode(), name="a")
    assert printed_form(form, Wording(), known={}).tables == ()


@pytest.mark.parametrize("path", sorted(shipped_forms().glob("*.md")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_form_can_be_printed(path, language):
    form = form_from(path.read_bytes(), name=path.name)
    assert printed_form(form, Wording(language), known={}).parts
