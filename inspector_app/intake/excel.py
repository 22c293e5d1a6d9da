"""Read .xlsx through openpyxl and .xls through xlrd, behind our own bounds.

What these two get wrong and is mended here: dimensions written wrongly by other programs,
formulas that were never calculated, numbers shown with fixed decimals (a month typed as
1975.10 is stored as 1975.1), warnings printed for harmless parts of a workbook.
"""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlrd.compdoc import CompDocError

from inspector_app.domain.errors import InputError
from inspector_app.intake.bounded_zip import ZipLimits, open_bounded
from inspector_app.intake.files import MEGABYTE
from inspector_app.intake.guard import MALFORMED, damaged_means
from inspector_app.intake.sheet import MAX_COLUMNS, Cell, Lacking, Sheet, SheetBuilder

_LIMITS = ZipLimits(members=2_000, total=192 * MEGABYTE, xml=64 * MEGABYTE)
#: openpyxl holds one row at a time as a tree: this bounds the row, not only the file.
_MOST_TAGS = 8_000_000
_MOST_TAGS_PER_ROW = 100_000
_ROW_END = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row\b[^<>]*/>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_FIXED_DECIMALS = re.compile(r"^0\.(0{1,4})(?:_\W*)?$")
_FAR_COLUMN = re.compile(rb"""r=["'][A-Z]{3}\d""")
_MAX_SHEETS = 64


def read_xlsx(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of an Office Open XML workbook.

    Raises ``InputError``: ``intake.zip_bomb``, ``intake.damaged``, ``intake.encrypted``
    and those of ``SheetBuilder``.
    """
    inside = _look_inside(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
        values = _open(data, name, values=True)
        sources = _open(data, name, values=False) if inside.formulas else None
        try:
            return _sheets(values, sources, name, MAX_COLUMNS if inside.far_columns else None)
        finally:
            for book in (values, sources):
                if book is not None:
                    book.close()


@dataclass(slots=True)
class _Inside:
    formulas: bool = False
    far_columns: bool = False  # cells beyond column ZZ: rows padded to them would be slow


def _look_inside(data: bytes, name: str) -> _Inside:
    """Check the parts' sizes; say what the sheets hold."""
    inside = _Inside()
    with open_bounded(data, name=name, limits=_LIMITS) as archive:
        for member in archive.names():
            if not member.startswith("xl/") or not member.endswith(".xml"):
                continue
            part = archive.read(member)
            is_sheet = member.startswith("xl/worksheets/")
            tags = part.count(b"<")
            if b"<!DOCTYPE" in part[:4096] or tags > (_MOST_TAGS if is_sheet else _MOST_TAGS // 4):
                raise InputError("intake.zip_bomb", name=name)
            if is_sheet:
                _check_rows(part, name)
                inside.formulas = inside.formulas or _FORMULA.search(part) is not None
                inside.far_columns = inside.far_columns or _FAR_COLUMN.search(part) is not None
    return inside


def _check_rows(part: bytes, name: str) -> None:
    start = 0
    for match in _ROW_END.finditer(part):
        if part.count(b"<", start, match.end()) > _MOST_TAGS_PER_ROW:
            raise InputError("intake.zip_bomb", name=name)
        start = match.end()
    if part.count(b"<", start) > _MOST_TAGS_PER_ROW:
        raise InputError("intake.zip_bomb", name=name)


def _open(data: bytes, name: str, *, values: bool) -> Any:  # noqa: ANN401 - openpyxl's own type
    with damaged_means("intake.damaged", name=name):
        return openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=values, keep_links=False
        )


def _sheets(
    values: Any,  # noqa: ANN401
    sources: Any,  # noqa: ANN401
    name: str,
    columns: int | None,
) -> tuple[Sheet, ...]:
    builder = SheetBuilder(name)
    from_1904 = values.epoch == CALENDAR_MAC_1904
    sheets = []
    for index, sheet in enumerate(values.worksheets[:_MAX_SHEETS]):
        source = sources.worksheets[index] if sources is not None else None
        rows = _rows(_raw_rows(sheet, name, columns), source and _raw_rows(source, name, columns))
        sheets.append(builder.sheet(str(sheet.title), rows, from_1904=from_1904))
    return tuple(sheets)


def _rows(
    shown: Iterator[tuple[Any, ...]], sources: Iterator[tuple[Any, ...]] | None
) -> Iterator[list[Cell]]:
    if sources is None:
        for row in shown:
            yield [_value(cell) for cell in row]
        return
    for row, origins in zip(shown, sources, strict=False):
        yield [
            Lacking.FORMULA if cell.value is None and origin.value is not None else _value(cell)
            for cell, origin in zip(row, origins, strict=False)
        ]


def _raw_rows(
    sheet: Any,  # noqa: ANN401
    name: str,
    columns: int | None,
) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # the size written in the file may be wrong or huge
    rows = sheet.iter_rows(max_col=columns)
    while True:
        with damaged_means("intake.damaged", name=name):
            row = next(rows, None)
        if row is None:
            return
        yield row


def _value(cell: Any) -> Cell:  # noqa: ANN401
    value: Cell | timedelta = cell.value
    if cell.data_type == "e":
        return Lacking.ERROR
    if isinstance(value, float) and not isinstance(value, bool):
        fixed = _FIXED_DECIMALS.match(cell.number_format or "")
        if fixed:
            return f"{value:.{len(fixed[1])}f}"
    return str(value) if isinstance(value, timedelta) else value


def read_xls(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook of Excel 97–2003.

    Raises ``InputError``: ``intake.encrypted``, ``intake.damaged`` and those of
    ``SheetBuilder``.
    """
    log = io.StringIO()  # xlrd prints what it finds odd
    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=log)
    except xlrd.XLRDError as problem:
        code = "intake.encrypted" if "encrypted" in str(problem) else "intake.damaged"
        raise InputError(code, name=name) from problem
    except (CompDocError, *MALFORMED) as problem:
        raise InputError("intake.damaged", name=name) from problem
    builder = SheetBuilder(name)
    sheets = []
    for index in range(min(book.nsheets, _MAX_SHEETS)):
        with damaged_means("intake.damaged", name=name):
            sheet = book.sheet_by_index(index)
            title = str(sheet.name)
            rows = [_xls_row(book, sheet, number) for number in range(sheet.nrows)]
        sheets.append(builder.sheet(title, rows, from_1904=book.datemode == 1))
    return tuple(sheets)


def _xls_row(book: Any, sheet: Any, number: int) -> list[Cell]:  # noqa: ANN401
    return [_xls_value(book, cell) for cell in sheet.row(number)[:MAX_COLUMNS]]


def _xls_value(book: Any, cell: Any) -> Cell:  # noqa: ANN401
    value: Cell = cell.value
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return Lacking.ERROR
        return moment
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Lacking.ERROR
    return value
