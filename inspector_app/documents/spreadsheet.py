"""Lists as .xlsx for offices that work in Excel or WPS: problem lists, registers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

#: What a cell and a sheet of a spreadsheet program hold at most.
MAX_CELL = 32_767
MAX_ROWS = 1_048_575

Value: TypeAlias = str | int | date | bool | None


class CellKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its header, its width in characters and what it holds."""

    header: str
    width: float = 14
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet of a workbook: its name, its columns, its rows."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]]


def write_sheet(
    title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]]
) -> bytes:
    """Return a workbook with one sheet: a header that stays in sight, a filter, and the rows.

    Text never becomes a formula. The same rows give the same bytes.

    Raises ``InputError("papers.cell_too_long")`` or ``InputError("papers.too_many_rows")`` for
    what a spreadsheet cannot hold, rather than cutting it.
    """
    return write_book(title, [SheetContent(title, columns, rows)])


def write_book(title: str, sheets: Sequence[SheetContent]) -> bytes:
    """Return a workbook with several sheets, each as ``write_sheet`` writes one.

    Two sheets of one name get a number behind it. Raises as ``write_sheet``.
    """
    # openpyxl takes a third of a second to import: not before somebody needs it
    from inspector_app.documents.xlsx import write  # noqa: PLC0415

    return write(title, sheets)
