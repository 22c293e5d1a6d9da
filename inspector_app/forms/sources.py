"""XLSForms as people keep them (.xlsx, .xls, .csv, markdown tables) made into XForm XML.

pyxform compiles the sheets; what reads the files is ours and bounded, and knows in which
row of the file a row of a sheet stands.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.intake.sheet import MAX_CELL_LENGTH, Cell, Row, Sheet, cell_text
from inspector_app.intake.sniff import FileType, sniff
from inspector_app.intake.tables import tables_from
from inspector_app.intake.text import decode

_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_MOST_ROWS = 40_000
_MOST_TEXT = 8_000_000
_ROW_IN_MESSAGE = re.compile(r"\[row : (\d+)\]\s*")
_SHEET_IN_MESSAGE = re.compile(r"'(survey|choices|settings|external_choices|entities)' sheet")
_QUOTED = re.compile(r"'([^']+)'")
_ESCAPED_PIPE = "\0"
_LONGEST_DETAIL = 400

#: What pyxform raises on sheets it was not made for, besides its own error.
_PYXFORM_FAILS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip

NumberedRow: TypeAlias = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A sheet's header and rows, each with its number in the file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[NumberedRow, ...]


def xlsform_sheets(data: bytes, *, name: str) -> tuple[SourceSheet, ...]:
    """Return the sheets of an XLSForm in whatever kind of file *data* is.

    Raises ``InputError``: those of ``intake.tables`` and ``forms.no_survey``,
    ``forms.too_large``.
    """
    if sniff(io.BytesIO(data)) is FileType.TEXT:
        text = decode(data, name=name)
        markdown = any(line.lstrip().startswith("|") for line in text[:20_000].splitlines())
        sheets = _divided(_markdown_rows(text) if markdown else _csv_rows(data, name))
    else:
        sheets = [_from_table(sheet) for sheet in tables_from(data, name=name) if sheet.rows]
    if len(sheets) == 1 and sheets[0].name not in _SHEETS:
        sheets = [SourceSheet("survey", sheets[0].header, sheets[0].rows)]
    known = tuple(sheet for sheet in sheets if sheet.name in _SHEETS)
    if not any(sheet.name == "survey" and sheet.rows for sheet in known):
        raise InputError("forms.no_survey", name=name)
    _check_size(known, name)
    return known


def _check_size(sheets: Iterable[SourceSheet], name: str) -> None:
    rows = text = 0
    for sheet in sheets:
        rows += len(sheet.rows)
        for number, cells in sheet.rows:
            text += sum(map(len, cells))
            if any(len(cell) > MAX_CELL_LENGTH for cell in cells):
                raise InputError("intake.cell_too_long", name=name, sheet=sheet.name, row=number)
    if rows > _MOST_ROWS or text > _MOST_TEXT:
        raise InputError("forms.too_large", name=name)


def _from_table(sheet: Sheet) -> SourceSheet:
    header = tuple(_cell(cell) for cell in sheet.rows[0].cells)
    rows = tuple((row.number, tuple(map(_cell, row.cells))) for row in sheet.rows[1:])
    return SourceSheet(sheet.name.strip().lower(), header, rows)


def _cell(cell: Cell) -> str:
    return cell_text(cell).replace("\xa0", " ").strip()


def _markdown_rows(text: str) -> Iterable[NumberedRow]:
    for number, line in enumerate(text.splitlines(), start=1):
        row = line.strip()
        if not row.startswith("|") or not row.strip("|- \t:"):
            continue
        row = row.replace("\\|", _ESCAPED_PIPE).removeprefix("|").removesuffix("|")
        yield number, tuple(cell.strip().replace(_ESCAPED_PIPE, "|") for cell in row.split("|"))


def _csv_rows(data: bytes, name: str) -> Iterable[NumberedRow]:
    rows: Sequence[Row] = tables_from(data, name=name)[0].rows
    return ((row.number, tuple(map(_cell, row.cells))) for row in rows)


def _divided(rows: Iterable[NumberedRow]) -> list[SourceSheet]:
    """Divide the rows of a text: a row with a first cell begins the sheet of that name."""
    sheets: dict[str, list[NumberedRow]] = {}
    current: list[NumberedRow] = []
    for number, (first, *cells) in rows:
        if first:
            current = sheets.setdefault(first.lower(), [])
        if any(cells):
            current.append((number, tuple(cells)))
    return [
        SourceSheet(name, content[0][1], tuple(content[1:]))
        for name, content in sheets.items()
        if content
    ]


def compile_sheets(sheets: Iterable[SourceSheet], *, name: str) -> bytes:
    """Return the XForm of an XLSForm's sheets.

    Raises ``InputError``: ``forms.broken_sheet`` with sheet, row and what pyxform says, or
    ``forms.broken`` where it names no row.
    """
    # pyxform takes half a second to import; a mission's own forms are XForms already.
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    by_name = {sheet.name: sheet for sheet in sheets}
    book: dict[str, object] = {"sheet_names": list(by_name)}
    for sheet in by_name.values():
        _check_header(sheet, name)
        book[sheet.name] = [_row(sheet.header, cells) for _, cells in sheet.rows]
        book[f"{sheet.name}_header"] = [{label: None for label in sheet.header if label}]
    try:
        result = convert(book, warnings=[], validate=False, form_name="data")
        return str(result.xform).encode()
    except PyXFormError as problem:
        raise _located(str(problem), by_name, name) from problem
    except _PYXFORM_FAILS as problem:
        raise InputError("forms.broken", name=name, detail=type(problem).__name__) from problem


def _check_header(sheet: SourceSheet, name: str) -> None:
    labels = [label for label in sheet.header if label]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise InputError("forms.column_twice", name=name, sheet=sheet.name, column=twice)


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {label: cell for label, cell in zip(header, cells, strict=False) if label and cell}


def _located(message: str, sheets: Mapping[str, SourceSheet], name: str) -> InputError:
    row, named = _ROW_IN_MESSAGE.search(message), _SHEET_IN_MESSAGE.search(message)
    sheet = named[1] if named else "survey"
    detail = " ".join(_ROW_IN_MESSAGE.sub("", message).split())[:_LONGEST_DETAIL]
    rows = sheets[sheet].rows if sheet in sheets else ()
    # pyxform counts the header as row 1 and knows nothing of what stands above or between
    at = int(row[1]) - 2 if row else _first_row_with(_QUOTED.findall(detail), rows)
    if 0 <= at < len(rows):
        number = rows[at][0]
        return InputError("forms.broken_sheet", name=name, sheet=sheet, row=number, detail=detail)
    return InputError("forms.broken", name=name, detail=detail)


def _first_row_with(words: Iterable[str], rows: Sequence[NumberedRow]) -> int:
    """Return which row holds a cell that pyxform quotes; it names no row for many mistakes."""
    for word in words:
        for at, (_, cells) in enumerate(rows):
            if word in cells:
                return at
    return -1
