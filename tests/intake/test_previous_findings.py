"""Lists of the last round's findings as offices keep them: real .xlsx, .xls and .csv files."""

import openpyxl
import pytest
import xlwt

from inspector_app.domain.errors import InputError
from inspector_app.intake.previous_findings import read_findings
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES, Wording

HEADER = [
    "编号",
    "类别",
    "反馈问题",
    "是否涉及一把手",
    "整改措施",
    "责任人",
    "整改时限",
    "整改情况（自报）",
]


def line(number=None, problem=None, measures=None, *, one=None, **more):
    return [
        number,
        more.get("kind"),
        problem,
        one,
        measures,
        more.get("who"),
        more.get("until"),
        more.get("told"),
    ]


@pytest.fixture
def book(tmp_path):
    def write(*rows, header=HEADER, title="示例整改台账", name="台账.xlsx"):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        if title:
            sheet.append([title])
        for row in (header, *rows):
            sheet.append(row)
        path = tmp_path / name
        workbook.save(path)
        return path

    return write


class TestReading:
    def test_a_list_with_title_header_and_remarks(self, book):
        reading = read_findings(
            book(
                line(1, "会上先定调\n其他人附和（示例）。", "修订规则", one="是", who="赵𫖯"),
                line(2, "分工没有报备（示例）。", "建立台账", one="否", until="2023年12月31日"),
                ["一、政治建设方面"],
                ["注：本表为示例"],
            )
        )
        assert reading.problems == ()
        assert [one.number for one in reading.rows] == ["1", "2"]
        first = reading.rows[0]
        assert first.problem == "会上先定调\n其他人附和（示例）。"
        assert (first.concerns_number_one, first.responsible) == (True, "赵𫖯")
        assert reading.rows[1].concerns_number_one is False
        assert [note.code for note in reading.notes] == ["skipped_heading"] * 2

    def test_merged_cells_join_the_row_above(self, book):
        reading = read_findings(
            book(
                line(1, "示例问题。", "措施一", who="甲"),
                line(None, None, "措施二", who="甲", told="已完成"),
                line(None, None, "措施三", who="乙"),
            )
        )
        (only,) = reading.rows
        assert only.commitment == "措施一\n措施二\n措施三"
        assert (only.responsible, only.reported) == ("甲；乙", "已完成")
        assert [(n.row, n.params["above"]) for n in reading.notes] == [(4, "3"), (5, "3")]

    def test_the_same_from_xls_and_csv(self, tmp_path):
        workbook = xlwt.Workbook()
        sheet = workbook.add_sheet("清单")
        rows = [["序号", "存在问题", "措施"], ["1", "示例㛃问题", "改"]]
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(place, column, cell)
        workbook.save(str(tmp_path / "a.xls"))
        (tmp_path / "a.csv").write_text(
            "\n".join(",".join(row) for row in rows), encoding="gb18030"
        )
        found = [read_findings(tmp_path / name).rows[0] for name in ("a.xls", "a.csv")]
        assert {one.problem for one in found} == {"示例㛃问题"}
        assert {one.commitment for one in found} == {"改"}

    def test_the_fullest_sheet_is_read_and_unknown_columns_are_told(self, tmp_path):
        workbook = openpyxl.Workbook()
        workbook.active.append(["问题", "措施"])
        fuller = workbook.create_sheet("台账")
        fuller.append(["编号", "问题", "措施", "责任人", "颜色"])
        fuller.append([1, "示例", "改", "甲", "红"])
        workbook.save(tmp_path / "a.xlsx")
        reading = read_findings(tmp_path / "a.xlsx")
        assert (reading.sheet, reading.unknown_columns) == ("台账", ("颜色",))

    def test_the_sample_of_the_demonstration(self):
        reading = read_findings(resources() / "demo" / "files" / "look-back.xlsx")
        assert len(reading.rows) == 6
        assert reading.problems == ()
        assert sum(bool(one.concerns_number_one) for one in reading.rows) == 3
        assert all(one.commitment and one.reported and one.deadline for one in reading.rows)


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("rows", "code", "row"),
        [
            ([line(1, "示例", "改", one="也许")], "bad_yes_no", 3),
            ([line(1, "示例", "改"), line(1, "示例二", "改")], "number_twice", 4),
            ([line(1, None, "改")], "no_problem", 3),
            ([line(None, None, "改", who="甲")], "no_problem", 3),
            ([line(1, "示" * 10_001, "改")], "too_long", 3),
            ([line(1, "=NA()", "改")], "lacking_formula", 3),
        ],
    )
    def test_it_names_the_row_in_plain_words_and_keeps_it_out(self, book, rows, code, row):
        reading = read_findings(book(*rows))
        assert [(one.code, one.row) for one in reading.problems] == [(code, row)]
        assert row not in [one.row for one in reading.rows]
        for language in LANGUAGES:
            problem = reading.problems[0]
            words = Wording(language).text(problem.wording, row=problem.row, **problem.params)
            assert str(row) in words
            assert "{" not in words

    @pytest.mark.parametrize(
        ("rows", "header", "code"),
        [
            ([], ["姓名", "职务"], "intake.no_findings_header"),
            ([["x"]], ["反馈问题"], "intake.no_findings_header"),
            ([], HEADER, "intake.findings_empty"),
            ([line(n, "示例", "改") for n in range(2_001)], HEADER, "intake.findings_too_long"),
        ],
    )
    def test_a_file_that_is_no_such_list(self, book, rows, header, code):
        with pytest.raises(InputError) as refused:
            read_findings(book(*rows, header=header))
        assert refused.value.code == code
        for language in LANGUAGES:
            assert "{" not in Wording(language).error(refused.value)

    def test_cut_short_or_something_else(self, book, tmp_path):
        whole = book(line(1, "示例", "改")).read_bytes()
        for place, data in enumerate((whole[: len(whole) // 2], b"%PDF-1.7 x", b"")):
            path = tmp_path / f"{place}.xlsx"
            path.write_bytes(data)
            with pytest.raises(InputError):
                read_findings(path)

    def test_own_characters_are_told(self, book):
        reading = read_findings(book(line(1, "示例\ue001问题", "改")))
        assert len(reading.rows) == 1
        assert [note.code for note in reading.notes] == ["private_use"]
