"""The sheets of an XLSForm as people keep it: .xlsx, .xls, .csv, markdown tables.

What reads the files is ours and bounded, and knows in which cell of the file the cell of a
sheet stands.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.forms.columns import letters, read_columns
from inspector_app.intake.sheet import MAX_CELL_LENGTH, Cell, Lacking, Row, Sheet, cell_text
from inspector_app.intake.sniff import FileType, sniff
from inspector_app.intake.tables import tables_from
from inspector_app.intake.text import decode

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
MOST_ROWS = 40_000
_MOST_TEXT = 8_000_000
_ESCAPED_PIPE = "\0"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

NumberedRow: TypeAlias = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A sheet's header and rows, each row with its number in the file.

    ``first`` is the column of the file (from 0) in which the header begins: in a text file the
    first one names the sheet.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[NumberedRow, ...]
    first: int = 0
    header_row: int = 1

    def cell(self, row: int, index: int) -> str:
        """Return what stands in column *index* of the row at place *row* (both from 0)."""
        cells = self.rows[row][1]
        return cells[index] if index < len(cells) else ""

    def reference(self, number: int, index: int) -> str:
        """Return a cell as a spreadsheet names it: ``F5``; *number* is the row in the file."""
        return f"{letters(index + self.first)}{number}"


def xlsform_sheets(data: bytes, *, name: str) -> tuple[SourceSheet, ...]:
    """Return the sheets of an XLSForm in whatever kind of file *data* is.

    Raises ``InputError``: those of ``intake.tables`` and ``forms.no_survey``,
    ``forms.too_large``, ``forms.cell_no_value``.
    """
    if sniff(io.BytesIO(data)) is FileType.TEXT:
        text = decode(data, name=name)
        markdown = any(line.lstrip().startswith("|") for line in text[:20_000].splitlines())
        rows = list(_markdown_rows(text) if markdown else _csv_rows(data, name))
        sheets = _lone_survey(rows) or _divided(rows)
    else:
        sheets = [_from_table(sheet, name) for sheet in tables_from(data, name=name) if sheet.rows]
        if len(sheets) == 1 and sheets[0].name not in SHEETS:
            alone = sheets[0]
            sheets = [SourceSheet("survey", alone.header, alone.rows, 0, alone.header_row)]
    known = tuple(sheet for sheet in sheets if sheet.name in SHEETS)
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
    if rows > MOST_ROWS or text > _MOST_TEXT:
        raise InputError("forms.too_large", name=name)


def _from_table(sheet: Sheet, name: str) -> SourceSheet:
    title = sheet.name.strip().lower()
    if title in SHEETS:
        _check_formulas(sheet, title, name)
    header = tuple(_cell(cell) for cell in sheet.rows[0].cells)
    rows = tuple((row.number, tuple(map(_cell, row.cells))) for row in sheet.rows[1:])
    return SourceSheet(title, header, rows, 0, sheet.rows[0].number)


def _check_formulas(sheet: Sheet, title: str, name: str) -> None:
    """Refuse a cell whose value the file does not hold: it would be taken for an empty one."""
    for row in sheet.rows:
        for index, cell in enumerate(row.cells):
            if isinstance(cell, Lacking):
                raise InputError(
                    "forms.cell_no_value",
                    name=name,
                    sheet=title,
                    row=row.number,
                    cell=f"{letters(index)}{row.number}",
                )


def _cell(cell: Cell) -> str:
    return _plain(cell_text(cell))


def _plain(text: str) -> str:
    """Return the text of a cell without what XML cannot carry."""
    return _NOT_XML.sub("", text).replace("\xa0", " ").strip()


def _markdown_rows(text: str) -> Iterable[NumberedRow]:
    for number, line in enumerate(text.splitlines(), start=1):
        row = line.strip()
        if not row.startswith("|") or not row.strip("|- \t:"):
            continue
        row = (
            row.replace(_ESCAPED_PIPE, "")
            .replace("\\|", _ESCAPED_PIPE)
            .removeprefix("|")
            .removesuffix("|")
        )
        yield number, tuple(_plain(cell.replace(_ESCAPED_PIPE, "|")) for cell in row.split("|"))


def _csv_rows(data: bytes, name: str) -> Iterable[NumberedRow]:
    rows: Sequence[Row] = tables_from(data, name=name)[0].rows
    return ((row.number, tuple(map(_cell, row.cells))) for row in rows)


def _lone_survey(rows: Sequence[NumberedRow]) -> list[SourceSheet]:
    """Return the survey of a text that is nothing but its table, without names of sheets."""
    if not rows:
        return []
    number, header = rows[0]
    names = {column.name for column in read_columns(header)}
    if not header[0] or not names >= {"type", "name"}:
        return []
    return [SourceSheet("survey", header, tuple(rows[1:]), 0, number)]


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
        SourceSheet(name, content[0][1], tuple(content[1:]), 1, content[0][0])
        for name, content in sheets.items()
        if content
    ]
