"""Write the rosters and ledgers that the body hands over: .xlsx, .xls and .csv."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlwt  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from generator.packing import write_office

Person = Mapping[str, str]

_HEADS = {
    "name": "姓名",
    "gender": "性别",
    "birth": "出生年月",
    "body": "单位",
    "office": "职务",
    "duties": "分管工作",
    "since": "任现职时间",
    "left": "离任时间",
    "contact": "联系方式",
    "number_one": "是否一把手",
    "capacity": "一把手身份",
    "leadership": "是否班子成员",
    "recently_left": "近三年调离/退休",
    "category": "谈话类别",
    "party": "是否党员",
    "note": "备注",
}
_LEADERSHIP = ("一把手", "班子成员", "纪检负责人")
_TITLE = "示例市住房建设局干部名册（示例，内容均为虚构）"
_FOOT = "注：本表为示例，人员、单位、电话均为编造。"


def read_people(source: Path) -> list[dict[str, str]]:
    """Return the people of ``roster.csv`` by column."""
    with (source / "roster.csv").open(encoding="utf-8", newline="") as stream:
        return [_completed(row) for row in csv.DictReader(stream)]


def updated_people(people: Sequence[Person], source: Path) -> list[dict[str, str]]:
    """Return *people* as the body's second roster has them (``roster-update.toml``)."""
    update = tomllib.loads((source / "roster-update.toml").read_text(encoding="utf-8"))
    changes = {row["name"]: row for row in update["changed"]}
    respelled = {row["name"]: {"name": row["as"]} for row in update["respelled"]}
    rows = [
        {**person, **changes.get(person["name"], {}), **respelled.get(person["name"], {})}
        for person in people
    ]
    return [*rows, *(_completed({**dict.fromkeys(_HEADS, ""), **new}) for new in update["new"])]


def write_roster_xlsx(people: Sequence[Person], path: Path) -> None:
    """Write the roster as offices write it: a title above the head, a note below, names spaced."""
    rows = [[_cell(key, person[key]) for key in _HEADS] for person in people]
    _write_xlsx(path, [_TITLE], ["序号", *_HEADS.values()], _numbered(rows), _FOOT)


def write_roster_xls(people: Sequence[Person], path: Path) -> None:
    """Write the second roster in the old format."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("干部名册")
    sheet.write_merge(0, 0, 0, len(_HEADS), _TITLE)
    for column, head in enumerate(("序号", *_HEADS.values())):
        sheet.write(1, column, head)
    for number, person in enumerate(people, 1):
        for column, value in enumerate((number, *(person[key] for key in _HEADS))):
            sheet.write(number + 1, column, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def write_errors_csv(source: Path, path: Path) -> None:
    """Write the roster full of slips, in the encoding of a Chinese office machine."""
    text = (source / "roster-errors.csv").read_text(encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))


def write_table_xlsx(source: Path, path: Path) -> None:
    """Write a ledger of ``source/tables``: title, head, rows."""
    with source.open(encoding="utf-8", newline="") as stream:
        (title, *_), head, *rows = csv.reader(stream)
    _write_xlsx(path, [title], head, [[_number(cell) for cell in row] for row in rows], _FOOT)


def _completed(row: Mapping[str, str]) -> dict[str, str]:
    category = row["category"]
    return {
        **row,
        "number_one": "是" if category == "一把手" else "否",
        "leadership": "是" if category in _LEADERSHIP else "否",
        "recently_left": "退休" if row["left"] else "",
    }


def _cell(key: str, value: str) -> str | date:
    """Return a cell as somebody types it: two-character names spread, some dates real dates."""
    if key == "name" and len(value) == 2:
        return f"{value[0]}　{value[1]}"
    if key == "since" and value.endswith(("0", "5")):
        return date.fromisoformat(value)
    if key == "birth":
        year, month = value.split("-")
        return f"{year}年{int(month)}月"
    return value


def _number(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def _numbered(rows: Sequence[Sequence[str | date]]) -> list[list[str | date | int]]:
    return [[number, *row] for number, row in enumerate(rows, 1)]


def _write_xlsx(
    path: Path,
    title: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[str | int | date]],
    foot: str,
) -> None:
    book = Workbook()
    sheet = book.active
    if sheet is None:  # a new workbook always has one
        raise RuntimeError("no sheet")
    sheet.title = "Sheet1"
    sheet.append(list(title))
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16, bold=True), Alignment("center")
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    thin = Side(style="thin")
    for line in sheet.iter_rows(min_row=2, max_row=len(rows) + 2, max_col=len(head)):
        for cell in line:
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(cell.value, date):
                cell.number_format = "yyyy/m/d"
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for column in range(1, len(head) + 1):
        longest = max(len(str(line[column - 1])) for line in [head, *rows])
        sheet.column_dimensions[get_column_letter(column)].width = min(42, max(7, 2 * longest + 2))
    sheet.append([foot])
    sheet.freeze_panes = "C3"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    buffer = io.BytesIO()
    book.save(buffer)
    write_office(path, buffer.getvalue())
