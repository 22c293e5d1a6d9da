"""Read the sheets of a file, whatever it is by its content: .xlsx, .xls, .csv."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from inspector_app.domain.errors import InputError
from inspector_app.intake.bounded_zip import open_bounded
from inspector_app.intake.files import MEGABYTE, display_name, read_plain
from inspector_app.intake.sheet import Cell, Sheet, SheetBuilder
from inspector_app.intake.sniff import FileType, sniff
from inspector_app.intake.text import decode

MAX_TABLE_BYTES = 32 * MEGABYTE
_DELIMITERS = ",\t;，"


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of the file at *path*.

    Raises ``InputError`` (area ``intake``): anything that is no readable table of bounded
    size, with what to do about it.
    """
    return tables_from(read_plain(path, limit=MAX_TABLE_BYTES), name=display_name(path))


def tables_from(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Return the sheets in *data*; *name* is for messages only. Raises as ``read_tables``."""
    match sniff(io.BytesIO(data)):
        case FileType.XLSX | FileType.XLS as kind:
            # openpyxl takes a third of a second to import: not before somebody needs it
            from inspector_app.intake.excel import read_xls, read_xlsx  # noqa: PLC0415

            return (read_xlsx if kind is FileType.XLSX else read_xls)(data, name=name)
        case FileType.TEXT:
            return (_delimited(decode(data, name=name), name),)
        case FileType.LOCKED_OFFICE:
            raise InputError("intake.encrypted", name=name)
        case FileType.HTML:
            raise InputError("intake.web_page_as_table", name=name)
        case kind:
            if kind is FileType.ZIP:
                with open_bounded(data, name=name):
                    pass  # a workbook that was cut short is no whole zip either: damaged
            raise InputError("intake.no_table", name=name, kind=kind.value)


def _delimited(text: str, name: str) -> Sheet:
    return SheetBuilder(name).sheet("", _csv_rows(text, name))


def _csv_rows(text: str, name: str) -> Iterator[list[Cell]]:
    start = text[:4096].split("\n", 5)[:5]  # a title may stand above the header
    delimiter = max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in start))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as problem:
            raise InputError("intake.bad_csv", name=name, row=reader.line_num) from problem
        if row is None:
            return
        yield list(row)
