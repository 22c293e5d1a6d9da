"""Cells of a foreign spreadsheet, bounded in number and length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import TypeAlias

from inspector_app.domain.errors import InputError

MAX_ROWS = 65_536
MAX_FILLED_CELLS = 1_000_000
MAX_COLUMNS = 256
MAX_CELL_LENGTH = 50_000  # Excel itself stops at 32,767


class Lacking(Enum):
    """What stands in a cell whose value the file does not hold."""

    FORMULA = "formula"  # a formula that was never calculated
    ERROR = "error"  # #REF!, #N/A …


Cell: TypeAlias = str | int | float | bool | datetime | date | time | Lacking | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it; ``number`` counts from 1 as the spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell at *column* (from 0), ``None`` beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet without its empty rows. ``from_1904`` tells how bare date numbers count."""

    name: str
    rows: tuple[Row, ...]
    from_1904: bool = False


@dataclass(slots=True)
class SheetBuilder:
    """Collects rows of one file and stops at the bounds."""

    file_name: str
    cells_left: int = MAX_FILLED_CELLS

    def sheet(self, name: str, rows: Iterable[Iterable[Cell]], *, from_1904: bool = False) -> Sheet:
        """Return a sheet of *rows*, which are taken one at a time.

        Raises ``InputError``: ``intake.too_many_rows``, ``intake.too_many_cells``,
        ``intake.cell_too_long``.
        """
        kept: list[Row] = []
        for number, cells in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise InputError(
                    "intake.too_many_rows", name=self.file_name, sheet=name, rows=MAX_ROWS
                )
            row = self._row(name, number, cells)
            if row.cells:
                kept.append(row)
        return Sheet(name, tuple(kept), from_1904)

    def _row(self, sheet: str, number: int, cells: Iterable[Cell]) -> Row:
        taken: list[Cell] = []
        last = 0
        for cell in cells:
            if len(taken) == MAX_COLUMNS:
                break
            value = None if isinstance(cell, str) and not cell.strip() else cell
            taken.append(value)
            if value is None:
                continue
            last = len(taken)
            self.cells_left -= 1
            if isinstance(value, str) and len(value) > MAX_CELL_LENGTH:
                raise InputError(
                    "intake.cell_too_long", name=self.file_name, sheet=sheet, row=number
                )
        if self.cells_left < 0:
            raise InputError("intake.too_many_cells", name=self.file_name, sheet=sheet)
        return Row(number, tuple(taken[:last]))


def cell_text(cell: Cell) -> str:
    """Return a cell as a person would read it; nothing for an empty or lacking one."""
    if cell is None or isinstance(cell, Lacking):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
