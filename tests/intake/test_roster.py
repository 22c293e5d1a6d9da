"""Rosters as offices keep them: real .xlsx, .xls and .csv files."""

from datetime import datetime

import openpyxl
import pytest
import xlwt

from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.roster import read_roster
from inspector_app.system.wording import Wording

COLUMNS = {
    "no": "序号",
    "name": "姓名",
    "gender": "性别",
    "birth": "出生年月",
    "body": "单位",
    "office": "职务",
    "duties": "分管工作",
    "since": "任现职时间",
    "left": "离任时间",
    "category": "谈话类别",
    "one": "是否一把手",
    "capacity": "一把手身份",
    "party": "是否党员",
    "recent": "近三年调离/退休",
    "contact": "联系方式",
    "note": "备注",
}
HEADER = list(COLUMNS.values())


def row(name, **values):
    filled = {"name": name, "body": "示例市示例局", **values}
    return [filled.get(column) for column in COLUMNS]


@pytest.fixture
def save(tmp_path):
    def write(rows, *, header=HEADER, before=(), name="名册.xlsx"):
        book = openpyxl.Workbook()
        for line in [*before, header, *rows]:
            book.active.append(line)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def texts(problems, language="zh_CN"):
    wording = Wording(language)
    return [wording.text(p.wording, row=p.row, **p.params) for p in problems]


def codes(problems):
    return [(problem.row, problem.code) for problem in problems]


def test_a_full_row_is_read_whole(save):
    path = save(
        [
            row(
                " 张 𬀩 ", gender="男", birth="1968年3月", office="党组书记、局长",
                since=datetime(2021, 5, 6), category="N", one="是", capacity="一肩挑",  # noqa: DTZ001
                duties="全面工作", party="√", contact=13800000000, note="示例",
            )
        ],
        before=[["示例局领导班子成员名册"], ["填报时间：2026年10月"]],
    )  # fmt: skip
    reading = read_roster(path)
    assert reading.header_row == 3
    assert reading.problems == reading.notes == ()
    (person,) = reading.rows
    assert person.fields() == {
        "name": "张𬀩",
        "gender": "男",
        "birth": "1968-03",
        "body": "示例市示例局",
        "office": "党组书记、局长",
        "duties": "全面工作",
        "category": "N",
        "in_office_since": "2021-05-06",
        "number_one": True,
        "capacity": "both",
        "leadership": True,
        "party_member": True,
        "contact": "13800000000",
        "note": "示例",
    }
    assert person.number == 4
    assert person.derived == {"leadership"}


@pytest.mark.parametrize(
    ("office", "category", "capacity"),
    [
        ("党组书记、局长", "N", Capacity.BOTH),
        ("党组书记", "N", Capacity.PARTY_SECRETARY),
        ("党组副书记、局长", "N", Capacity.ADMINISTRATIVE_HEAD),
        ("党组成员、副局长", "D", None),
        ("党组副书记、副局长", "D", None),
        ("总工程师", "D", None),
        ("党组成员、派驻纪检监察组组长", "S", None),
        ("纪委书记", "S", None),
        ("纪委副书记", "M", None),
        ("党组成员、组织人事处处长", "H", None),
        ("人事处副处长", "M", None),
        ("办公室主任", "M", None),
        ("机关党委书记", "M", None),
        ("办公室副主任", "M", None),
        ("东区分局局长", "U", None),
        ("示例中心主任", "U", None),
        ("原副局长（2024年退休）", "R", None),
        ("退休干部、原局长", "R", None),
        ("科员", "O", None),
        ("", "O", None),
    ],
)
def test_the_category_is_proposed_from_the_office(save, office, category, capacity):
    others = [row(f"示例{char}", office="科员", category="O") for char in "甲乙丙"]
    reading = read_roster(save([*others, row("王五", office=office)]))
    person = reading.rows[-1]
    assert person.category == TalkCategory(category)
    assert person.capacity == capacity
    assert person.number_one is (True if category == "N" else None)
    assert "category" in person.derived
    assert codes(reading.notes) == [
        (5, "category_derived" if person.category_reason else "category_default")
    ]
    assert bool(person.category_reason) == (category != "O")


def test_a_head_of_another_body_is_no_number_one(save):
    rows = [
        row("甲一", office="副局长"),
        row("乙一", office="科员"),
        row("丙一", body="示例一中", office="校长"),
        row("丁一", body="示例二中", office="党委书记"),
    ]
    categories = [person.category.value for person in read_roster(save(rows)).rows]
    assert categories == ["D", "O", "U", "U"]


def test_what_the_roster_says_wins_over_the_rules(save):
    rows = [
        row("甲一", office="局长", category="班子成员", one="否"),
        row("乙一", office="科员", recent="是"),
        row("丙一", office="处长", left="2025.6"),
        row("丁一", office="主任", one="是"),
        row("戊一", office="处长", category="组织人事负责人"),
    ]
    people = read_roster(save(rows)).rows
    assert [(p.category.value, p.number_one) for p in people] == [
        ("D", False), ("R", None), ("R", None), ("N", True), ("H", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "code", "zh"),
    [
        ({"name": None, "office": "处长"}, "no_name", "第 2 行：没有姓名。"),
        ({"name": "张三、李四"}, "odd_name", "第 2 行：“张三、李四”不像姓名，请核对。"),
        ({"gender": "？"}, "bad_gender", "写的是“？”"),
        ({"birth": "属龙"}, "bad_date", "“出生年月”写的是“属龙”，认不出日期"),
        ({"birth": "1975-02-30"}, "no_such_day", "没有这个日期"),
        ({"birth": 1975.1}, "october", "分不清是 1 月还是 10 月"),
        ({"since": "2025.3", "left": "2024.12"}, "dates_reversed", "离任时间（2024-12）早于"),
        ({"one": "也许"}, "bad_yes_no", "请写“是”或“否”"),
        ({"category": "Z"}, "bad_category", "写的是“Z”，不是谈话类别"),
        ({"capacity": "顾问"}, "bad_capacity", "写的是“顾问”"),
        ({"birth": "=1+1"}, "lacking_formula", "没有算好的结果"),
        ({"duties": "管" * 2001}, "too_long", "超过 2000 个字"),
    ],
)
def test_a_wrong_row_is_named_in_plain_words_and_left_out(save, values, code, zh):
    wrong = row("张三", office="科员", category="O")
    named = row(**{"name": "张三", "office": "科员", "category": "O", **values})
    assert wrong != named
    reading = read_roster(save([named, row("李四", office="科员", category="O")]))
    assert codes(reading.problems) == [(2, code)]
    assert [person.name for person in reading.rows] == ["李四"]
    assert zh in texts(reading.problems)[0]
    assert texts(reading.problems, "en")[0].startswith("Row 2:")


def test_headings_remarks_and_prepared_numbers_are_no_people(save):
    rows = [
        ["一、领导班子"],
        row("张三", office="局长", category="N"),
        [None, "二、中层干部"],
        ["3"],
        HEADER,
        row("李四(女)", office="处长", category="M"),
        row("王五（挂职）", office="处长", category="M", note="示例"),
        ["填表人：示例"],
    ]
    reading = read_roster(save(rows))
    assert [(p.name, p.gender, p.note) for p in reading.rows] == [
        ("张三", "", ""), ("李四", "女", ""), ("王五", "", "示例；挂职"),
    ]  # fmt: skip
    assert codes(reading.notes) == [(2, "skipped_line"), (4, "skipped_line"), (9, "skipped_line")]
    assert not reading.problems


def test_columns_are_found_under_other_names_in_any_order(save):
    header = ["任现职时间（年月）", "政治面貌", "科室", "现任 职务", "干部姓名", "星座"]
    path = save([["2021.05", "民革党员", "办公室", "主任", "张三", "狮子"]], header=header)
    reading = read_roster(path)
    (person,) = reading.rows
    assert (person.office, person.in_office_since) == ("办公室主任", "2021-05")
    assert (person.party_member, person.category) == (False, TalkCategory.MIDDLE)
    assert reading.unknown_columns == ("星座",)


@pytest.mark.parametrize(
    ("said", "member"),
    [
        ("中共党员", True),
        ("中共正式党员", True),
        ("群众", False),
        ("九三学社社员", False),
        ("", None),
    ],
)
def test_party_membership_is_read_from_the_political_status(save, said, member):
    path = save([["张三", said]], header=["姓名", "政治面貌"])
    (person,) = read_roster(path).rows
    assert person.party_member is member


def test_the_same_roster_reads_the_same_from_every_format(save, tmp_path):
    table = [["姓名", "出生年月", "职务", "是否党员"], ["张䶮", "1970.10", "副局长", "是"]]
    readings = [read_roster(save(table[1:], header=table[0]))]
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for r, line in enumerate(table):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    book.save(str(tmp_path / "a.xls"))
    readings.append(read_roster(tmp_path / "a.xls"))
    text = "\n".join(",".join(line) for line in table)
    for index, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030", "utf-16")):
        path = tmp_path / f"{index}.csv"
        path.write_bytes(text.encode(encoding))
        readings.append(read_roster(path))
    assert {reading.rows for reading in readings} == {readings[0].rows}
    assert readings[0].rows[0].birth == "1970-10"


def test_the_sheet_with_the_best_header_is_taken(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["说明：请填第二张表"])
    second = book.create_sheet("人员")
    second.append(["姓名", "职务", "联系电话"])
    second.append(["张三", "科员", "示例"])
    book.save(tmp_path / "a.xlsx")
    reading = read_roster(tmp_path / "a.xlsx")
    assert (reading.sheet, len(reading.rows)) == ("人员", 1)


def test_private_use_characters_are_shown_to_the_user(save):
    reading = read_roster(
        save([["张\ue863", "科员"], ["李\ue001", "科员"]], header=["姓名", "职务"])
    )
    assert [person.name for person in reading.rows] == ["张䶮", "李\ue001"]
    assert (3, "private_use") in codes(reading.notes)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], ["c", "d"]], "no_roster_header"),
        ([[]] * 11 + [["姓名", "职务"]], "no_roster_header"),
        ([["姓名"]], "no_roster_header"),
        ([["姓名", "职务"]], "roster_empty"),
    ],
)
def test_files_that_are_no_roster_are_refused(tmp_path, rows, code):
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError) as caught:
        read_roster(tmp_path / "a.xlsx")
    assert caught.value.code == f"intake.{code}"
    assert Wording("zh_CN").error(caught.value)
    assert Wording("en").error(caught.value)


def test_a_roster_of_thousands_is_bounded(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("姓名,职务\n" + "张三,科员\n" * 5001, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_roster(path)
    assert caught.value.code == "intake.roster_too_long"
    assert "5000" in Wording().error(caught.value)
