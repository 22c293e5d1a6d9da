"""Spreadsheets: typed, harmless, the same every time."""

import io
import unicodedata
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.documents.papers.common import Words
from inspector_app.documents.papers.lists import problem_sheet
from inspector_app.documents.spreadsheet import (
    MAX_CELL,
    CellKind,
    SheetColumn,
    write_sheet,
)
from inspector_app.domain.errors import InputError
from tests.documents import samples

COLUMNS = (
    SheetColumn("序号", 6, CellKind.INTEGER),
    SheetColumn("问题", 40),
    SheetColumn("日期", 12, CellKind.DATE),
)


def read(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_values_keep_their_types():
    sheet = read(write_sheet("清单", COLUMNS, [(1, "张𬀩", date(2026, 9, 3)), (2, None, None)]))
    assert [cell.value for cell in sheet[1]] == ["序号", "问题", "日期"]
    assert [cell.value for cell in sheet[2]] == [1, "张𬀩", datetime(2026, 9, 3)]  # noqa: DTZ001
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in sheet[3]] == [2, None, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"


@pytest.mark.parametrize("words", ["=1+1", "+86", "-1", "@SUM(A1)", '=HYPERLINK("x")', "\t=1+1"])
def test_text_never_becomes_a_formula(words):
    sheet = read(write_sheet("清单", COLUMNS, [(1, words, words)]))
    for cell in (sheet["B2"], sheet["C2"]):
        assert cell.data_type == "s"
        assert cell.value == words.strip()
        assert cell.quotePrefix


def test_a_header_is_no_formula_either():
    sheet = read(write_sheet("清单", (SheetColumn("=1+1"),), []))
    assert sheet["A1"].data_type == "s"


@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=40), max_size=5))
def test_any_text_is_read_again_without_what_nobody_sees(rows):
    sheet = read(write_sheet("清单", (SheetColumn("文字"),), [(row,) for row in rows]))
    assert sheet.max_row == 1 + len(rows)
    for number, row in enumerate(rows, 2):
        value = sheet.cell(number, 1).value or ""
        assert "\x00" not in value
        if row.isprintable() and row == row.strip() and "_x" not in row:
            assert value == unicodedata.normalize("NFC", row) or "\ufffd" in value


def test_a_cell_too_long_is_refused_not_cut():
    with pytest.raises(InputError) as caught:
        write_sheet("清单", COLUMNS, [(1, "x" * MAX_CELL, None), (2, "x" * (MAX_CELL + 1), None)])
    assert caught.value.code == "papers.cell_too_long"
    assert caught.value.params["row"] == 2
    assert "问题" in samples.CHINESE.error(caught.value)


def test_rows_of_another_length_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="zip"):
        write_sheet("清单", COLUMNS, [(1, "x")])


@pytest.mark.parametrize(
    ("title", "shown"), [("清单[1]:*?/\\", "清单 1"), ("", "1"), ("长" * 40, "长" * 31)]
)
def test_any_title_names_the_sheet(title, shown):
    assert read(write_sheet(title, COLUMNS, [])).title == shown


def test_no_traces_and_the_same_bytes():
    data = write_sheet("清单", COLUMNS, [(1, "x", date(2026, 9, 3))])
    assert data == write_sheet("清单", COLUMNS, [(1, "x", date(2026, 9, 3))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        whole = core + archive.read("docProps/app.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "清单" in core
    assert not [trace for trace in ("openpyxl", "creator", "modified") if trace in whole]


def test_the_problem_list_as_spreadsheet():
    rows = samples.annexes().problems
    sheet = read(problem_sheet(Words(samples.CHINESE, samples.MISSION), rows))
    assert sheet.max_row == 1 + len(rows)
    assert [sheet.cell(2, column).value for column in (1, 2, 5, 6, 7)] == [
        1,
        "落实决策部署",
        "张𬀩",
        "B-001",
        "是",
    ]


def test_nothing_is_written_beside_the_workbook(tmp_path, monkeypatch):
    """The library writes each sheet into a temporary file, in clear; ours must not."""

    def refuse(*_arguments, **_keywords):
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert read(write_sheet("清单", COLUMNS, [(1, "张𬀩", None)]))["B2"].value == "张𬀩"
    with pytest.raises(AssertionError):
        openpyxl.Workbook().save(tmp_path / "ours-is-another-way.xlsx")
