"""Writing a sheet with openpyxl (``spreadsheet.write_sheet`` is the door)."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from inspector_app.documents.archive import pack, unpack
from inspector_app.documents.cleaning import clean, one_line
from inspector_app.documents.spreadsheet import (
    MAX_CELL,
    MAX_ROWS,
    CellKind,
    SheetColumn,
    SheetContent,
    Value,
)
from inspector_app.domain.errors import InputError

MAX_SHEET_TITLE = 31
_FORBIDDEN_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
#: A spreadsheet program takes text that begins so for a formula when the cell is edited.
_FORMULA_STARTS = ("=", "+", "-", "@")
_PROPERTIES = "docProps/core.xml"
_APPLICATION = "docProps/app.xml"

_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", start_color="FFE7EEF7")
_FONT = Font(name="宋体", size=11)
_HEADER_FONT = Font(name="宋体", size=11, bold=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("no cell of these sheets is merged")
    return cell


def _put_text(cell: Cell, words: str, *, row: int, column: str) -> None:
    words = clean(words)
    if len(words) > MAX_CELL:
        raise InputError("papers.cell_too_long", row=row, column=column, limit=MAX_CELL)
    cell.value = words or None
    if words:
        # set last: assigning the value makes a formula of text with a leading =
        cell.data_type = "s"
        cell.quotePrefix = words.startswith(_FORMULA_STARTS)


def _put(cell: Cell, value: Value, column: SheetColumn, row: int) -> None:
    cell.font = _FONT
    cell.alignment = _WRAPPED
    cell.border = _BORDER
    if value is None:
        return
    if column.kind is CellKind.DATE and isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif column.kind is CellKind.INTEGER and isinstance(value, int):
        cell.value = value
    else:
        _put_text(cell, str(value), row=row, column=column.header)


def _header(sheet: Worksheet, columns: Sequence[SheetColumn]) -> None:
    for number, column in enumerate(columns, 1):
        cell = _at(sheet, 1, number)
        _put_text(cell, one_line(column.header), row=0, column=column.header)
        cell.font = _HEADER_FONT
        cell.fill = _HEADER_FILL
        cell.alignment = _CENTRED
        cell.border = _BORDER
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _anonymous(data: bytes, title: str) -> bytes:
    """Return the workbook without the library's name and the time of making."""
    parts = unpack(data)
    parts[_PROPERTIES] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()
    parts[_APPLICATION] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"><Application>Inspector</Application></Properties>'
    )
    return pack(parts)


class _InMemory(ExcelWriter):
    """openpyxl's writer without its temporary files, in which sheets would lie in clear."""

    def __init__(self, book: Workbook, archive: ZipFile) -> None:
        super().__init__(book, archive)
        self._into = archive

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - what it sets is not declared
        """Write one plain sheet (no charts, no pictures) into the archive."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as in the method that this replaces
        text = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out=text)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - the same
        self._into.writestr(ws.path[1:], text.getvalue())
        self.manifest.append(ws)


def _name(title: str, taken: Sequence[str]) -> str:
    """Return what a sheet is called: short, without forbidden signs, like no other."""
    plain = one_line(title).translate(_FORBIDDEN_IN_TITLE).strip()[:MAX_SHEET_TITLE] or "1"
    name, number = plain, 1
    while name.casefold() in {one.casefold() for one in taken}:
        number += 1
        ending = f" {number}"
        name = plain[: MAX_SHEET_TITLE - len(ending)] + ending
    return name


def _fill(
    sheet: Worksheet, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]]
) -> None:
    _header(sheet, columns)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MAX_ROWS:
            raise InputError("papers.too_many_rows", limit=MAX_ROWS)
        for number, (value, column) in enumerate(zip(row, columns, strict=True), 1):
            _put(_at(sheet, count + 1, number), value, column, count)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def write(title: str, sheets: Sequence[SheetContent]) -> bytes:
    """Return the workbook; see ``spreadsheet.write_book``."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    for number, content in enumerate(sheets):
        taken = [] if not number else book.sheetnames
        sheet = book.create_sheet() if number else first
        sheet.title = _name(content.title, taken)
        _fill(sheet, content.columns, content.rows)
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).save()
    return _anonymous(stream.getvalue(), one_line(title))
