"""Read what the last round found, and what was promised, from a spreadsheet (回头看).

Row by row, with problems in plain words; a row with a problem is not among the findings.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from inspector_app.domain.errors import InputError
from inspector_app.intake.files import display_name
from inspector_app.intake.roster_cells import RowProblem
from inspector_app.intake.roster_words import mark_key
from inspector_app.intake.sheet import Lacking, Row, Sheet, cell_text
from inspector_app.intake.tables import read_tables
from inspector_app.intake.text import clean_line, has_private_use, squeezed
from inspector_app.system.resources import resources

_HEADER_ROWS = 10
_MOST = 2_000
_LONGEST = 10_000
_SHOWN = 40
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_TEXTS = ("number", "finding_class", "responsible", "deadline")
_LONG = ("problem", "commitment", "reported")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding of the last round, as the file says it; texts are cleaned, lines kept."""

    row: int
    problem: str
    number: str = ""
    finding_class: str = ""
    concerns_number_one: bool | None = None
    commitment: str = ""
    responsible: str = ""
    deadline: str = ""
    reported: str = ""


@dataclass(frozen=True, slots=True)
class FindingsReading:
    """What was read. ``problems`` keep their rows out; ``notes`` are worth knowing.

    ``unknown_columns`` are headings that mean nothing to us.
    """

    sheet: str
    rows: tuple[FoundRow, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    unknown_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    columns: Mapping[str, str]
    yes_no: Mapping[str, bool]


@cache
def _words() -> _Words:
    path = resources() / "intake" / "previous_findings.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = {
        squeezed(word): key for key, words in given["columns"].items() for word in [key, *words]
    }
    yes_no = {mark_key(word): key == "yes" for key in ("yes", "no") for word in given["words"][key]}
    return _Words(MappingProxyType(columns), MappingProxyType(yes_no))


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    unknown: tuple[str, ...]


def read_findings(path: Path) -> FindingsReading:
    """Read the list in the file at *path* (.xlsx, .xls or .csv by content).

    A row without a problem and a number goes on with the finding above it, as merged cells
    leave it. Raises ``InputError`` (area ``intake``) if the file is no readable table, has no
    header with a column of problems in its first ten rows, or lists nothing or far too much.
    """
    name = display_name(path)
    found = [(sheet, _find_header(sheet)) for sheet in read_tables(path)]
    usable = [(sheet, header) for sheet, header in found if header is not None]
    if not usable:
        raise InputError("intake.no_findings_header", name=name, rows=_HEADER_ROWS)
    sheet, header = max(usable, key=lambda pair: len(pair[1].columns))
    reading = _read_sheet(sheet, header)
    if not reading.rows and not reading.problems:
        raise InputError("intake.findings_empty", name=name)
    if len(reading.rows) > _MOST:
        raise InputError("intake.findings_too_long", name=name, most=_MOST)
    return reading


def _find_header(sheet: Sheet) -> _Header | None:
    headers = [_header(row) for row in sheet.rows[:_HEADER_ROWS] if row.number <= _HEADER_ROWS]
    usable = [one for one in headers if "problem" in one.columns and len(one.columns) > 1]
    return max(usable, key=lambda one: len(one.columns), default=None)


def _header(row: Row) -> _Header:
    columns: dict[str, int] = {}
    labels: dict[str, str] = {}
    unknown: list[str] = []
    known = _words().columns
    for index, cell in enumerate(row.cells):
        label = clean_line(cell_text(cell))
        keys = (squeezed(label), squeezed(_BRACKETS.sub("", label)))
        field = next((known[key] for key in keys if key in known), None)
        if field is not None and field not in columns:
            columns[field], labels[field] = index, label
        elif label:
            unknown.append(label)
    return _Header(row.number, columns, labels, tuple(unknown))


def _read_sheet(sheet: Sheet, header: _Header) -> FindingsReading:
    rows: list[FoundRow] = []
    problems: list[RowProblem] = []
    notes: list[RowProblem] = []
    for row in sheet.rows:
        if row.number <= header.row or _repeats(row, header):
            continue
        if _alone(row):
            text = clean_line(cell_text(next(cell for cell in row.cells if cell is not None)))
            if not text.isdecimal():
                notes.append(RowProblem(row.number, "skipped_heading", {"text": text[:_SHOWN]}))
            continue
        found, wrong, noted = _finding(row, header)
        problems += wrong
        notes += noted
        if wrong:
            continue
        if found.problem:
            rows.append(found)
        elif rows and not found.number:
            rows[-1] = _joined(rows[-1], found)
            above = {"above": str(rows[-1].row)}
            notes.append(RowProblem(row.number, "joined_above", above))
        else:
            problems.append(RowProblem(row.number, "no_problem", {}))
    problems += _twice(rows)
    problems.sort(key=lambda one: one.row)
    wrong_rows = {one.row for one in problems}
    return FindingsReading(
        sheet.name,
        tuple(one for one in rows if one.row not in wrong_rows),
        tuple(problems),
        tuple(sorted(notes, key=lambda one: one.row)),
        header.unknown,
    )


def _alone(row: Row) -> bool:
    """Say whether a row is a heading over others (一、政治建设方面) or a remark."""
    return sum(cell is not None for cell in row.cells) == 1


def _repeats(row: Row, header: _Header) -> bool:
    return all(
        clean_line(cell_text(row.cell(index))) == header.labels[field]
        for field, index in header.columns.items()
    )


def _finding(row: Row, header: _Header) -> tuple[FoundRow, list[RowProblem], list[RowProblem]]:
    problems: list[RowProblem] = []
    notes: list[RowProblem] = []
    texts: dict[str, str] = {"problem": ""}
    for name in (*_TEXTS, *_LONG, "concerns_number_one"):
        cell = row.cell(header.columns[name]) if name in header.columns else None
        label = header.labels.get(name, "")
        if isinstance(cell, Lacking):
            problems.append(RowProblem(row.number, f"lacking_{cell.value}", {"column": label}))
            continue
        lines = [clean_line(line) for line in cell_text(cell).splitlines()]
        text = ("\n" if name in _LONG else " ").join(line for line in lines if line)
        if len(text) > _LONGEST:
            limit = {"column": label, "characters": str(_LONGEST)}
            problems.append(RowProblem(row.number, "too_long", limit))
        elif has_private_use(text):
            shown = {"column": label, "value": text[:_SHOWN]}
            notes.append(RowProblem(row.number, "private_use", shown))
        texts[name] = text
    concerns = texts.pop("concerns_number_one", "")
    answer = _words().yes_no.get(mark_key(concerns))
    if concerns and answer is None:
        shown = {"column": header.labels["concerns_number_one"], "value": concerns[:_SHOWN]}
        problems.append(RowProblem(row.number, "bad_yes_no", shown))
    return FoundRow(row=row.number, concerns_number_one=answer, **texts), problems, notes


def _joined(above: FoundRow, more: FoundRow) -> FoundRow:
    """Return the finding *above* with what a row below it adds."""
    changes: dict[str, str] = {}
    for name in ("commitment", "reported", "responsible", "deadline"):
        own, added = getattr(above, name), getattr(more, name)
        if added and added not in own:
            mark = "\n" if name in _LONG else "；"
            changes[name] = f"{own}{mark}{added}" if own else added
    return replace(above, **changes)  # type: ignore[arg-type] # the names are those of texts


def _twice(rows: list[FoundRow]) -> Iterator[RowProblem]:
    """Tell findings that bear a number which an earlier row bears."""
    numbers: dict[str, int] = {}
    for one in rows:
        if not one.number:
            continue
        if one.number in numbers:
            shown = {"number": one.number[:_SHOWN], "other_row": str(numbers[one.number])}
            yield RowProblem(one.row, "number_twice", shown)
        else:
            numbers[one.number] = one.row
