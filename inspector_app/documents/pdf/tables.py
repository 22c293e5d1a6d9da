"""A table as rows to be drawn: widths, headers that repeat, rows that run over pages."""

from collections.abc import Iterator
from dataclasses import replace

from inspector_app.documents.cleaning import clean
from inspector_app.documents.measures import (
    BODY_HEIGHT,
    CELL_PADDING_X,
    column_widths,
)
from inspector_app.documents.pdf.slots import Cell, RowSlot
from inspector_app.documents.pdf.typeface import Typefaces
from inspector_app.documents.pdf.typeset import Setting, TypesetLine, typeset
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.titles import header_lines
from inspector_app.documents.tree import Align, Span, Table
from inspector_app.system.fonts import Role

_PADDING = 2 * CELL_PADDING_X


def _cell(
    words: str,
    width: float,
    typefaces: Typefaces,
    *,
    style: Style,
    role: Role,
    align: Align,
    further: Style | None = None,
) -> tuple[TypesetLine, ...]:
    """Set a cell; *further* is the style of what stands behind the first end of a line."""
    first, *rest = clean(words).split("\n")
    parts = [(first, style), *((part, further or style) for part in rest)]
    return tuple(
        line
        for part, look in parts
        for line in typeset(
            (Span(part, role),),
            typefaces,
            Setting(LOOKS[look].size, width - _PADDING, align=align, grid=False),
        )
    )


def _split(row: RowSlot) -> Iterator[RowSlot]:
    """Cut a row into slots of one line each; two stay together at its start and its end."""
    count = max(len(cell.lines) for cell in row.cells)
    if count == 1:
        yield row
        return
    for number in range(count):
        yield replace(
            row,
            cells=tuple(
                replace(cell, lines=cell.lines[number : number + 1], middle=False)
                for cell in row.cells
            ),
            opens=number == 0,
            closes=number == count - 1,
            keep=number in {0, count - 2},
        )


def table_rows(table: Table, typefaces: Typefaces) -> Iterator[RowSlot]:
    """Give the rows of *table* as slots.

    A row stays on one page unless the table lets its rows run over pages, or the row is taller
    than a page.
    """
    widths = column_widths([column.share for column in table.columns])
    header: tuple[RowSlot, ...] = ()
    if table.header:
        look = LOOKS[Style.TABLE_HEADER]
        cells = tuple(
            Cell(
                _cell(
                    "\n".join(header_lines(column.header, (width - _PADDING) / look.size)),
                    width,
                    typefaces,
                    style=Style.TABLE_HEADER,
                    role=look.role,
                    align=look.align,
                ),
                width,
            )
            for column, width in zip(table.columns, widths, strict=True)
        )
        header = (RowSlot(cells, look.pitch, keep=True),)
        yield from header
    room = BODY_HEIGHT - sum(slot.height for slot in header)
    look = LOOKS[Style.TABLE_CELL]
    for words in table.rows:
        cells = tuple(
            Cell(
                _cell(
                    cell,
                    width,
                    typefaces,
                    style=Style.TABLE_CELL,
                    role=column.role,
                    align=column.align,
                    further=Style.SMALL_PRINT if column.small_print else None,
                ),
                width,
            )
            for cell, column, width in zip(words, table.columns, widths, strict=True)
        )
        row = RowSlot(cells, look.pitch, repeat=header)
        if table.split_rows or row.height > room:
            yield from _split(row)
        else:
            yield row
