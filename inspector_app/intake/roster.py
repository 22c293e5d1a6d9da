"""Read a roster of officials from a spreadsheet, row by row, with problems in plain words.

A row with a blocking problem is not among the rows: nothing is half-imported. Whether the
rest may be taken in is for the caller to decide.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.files import display_name
from inspector_app.intake.office_rules import Derived, derive
from inspector_app.intake.roster_cells import CellReader, RowProblem
from inspector_app.intake.roster_words import RosterWords, roster_words
from inspector_app.intake.sheet import Row, Sheet, cell_text
from inspector_app.intake.tables import read_tables
from inspector_app.intake.text import clean_line, squeezed

_HEADER_ROWS = 10
_MOST_PEOPLE = 5_000
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十0-9]+[)）、.．]|备注|合计|填表|制表|说明|注[：:]"
)
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster; ``None`` and "" mean that the roster does not say.

    Texts are cleaned; dates are ``yyyy``, ``yyyy-mm`` or ``yyyy-mm-dd``.
    ``derived`` names the fields that rules filled from the office, ``category_reason`` the
    title (or column) that decided the category.
    """

    number: int
    name: str
    gender: str = ""
    birth: str = ""
    body: str = ""
    office: str = ""
    duties: str = ""
    in_office_since: str = ""
    left_on: str = ""
    category: TalkCategory = TalkCategory.ORDINARY
    category_reason: str = ""
    number_one: bool | None = None
    capacity: Capacity | None = None
    leadership: bool | None = None
    party_member: bool | None = None
    recently_left: bool | None = None
    contact: str = ""
    note: str = ""
    derived: frozenset[str] = frozenset()

    def fields(self) -> dict[str, str | bool]:
        """Return what the roster says, under the field names of the record ``official``."""
        values: dict[str, str | bool | None] = {
            "name": self.name,
            "gender": self.gender,
            "birth": self.birth,
            "body": self.body,
            "office": self.office,
            "duties": self.duties,
            "category": self.category.value,
            "in_office_since": self.in_office_since,
            "left_on": self.left_on,
            "number_one": self.number_one,
            "capacity": self.capacity.value if self.capacity else None,
            "leadership": self.leadership,
            "party_member": self.party_member,
            "contact": self.contact,
            "note": self.note,
        }
        return {
            field: value for field, value in values.items() if value is not None and value != ""
        }


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What was read: the sheet, where its header stands, and the people.

    ``problems`` keep their rows out of ``rows``; ``notes`` are worth knowing before importing
    (a category was proposed, a line skipped), worded like problems.
    ``unknown_columns`` are headings that mean nothing to us: shown, so that a renamed
    column is noticed.
    """

    sheet: str
    header_row: int
    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    unknown_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    unknown: tuple[str, ...]


def read_roster(path: Path) -> RosterReading:
    """Read the roster in the file at *path* (.xlsx, .xls or .csv by content).

    Raises ``InputError`` (area ``intake``) if the file is no readable table, has no header
    with a column of names in its first ten rows, or lists nobody or far too many.
    """
    name = display_name(path)
    words = roster_words()
    found = [(sheet, _find_header(sheet, words)) for sheet in read_tables(path)]
    best = max(found, key=lambda pair: len(pair[1].columns) if pair[1] else 0, default=None)
    if best is None or best[1] is None:
        raise InputError("intake.no_roster_header", name=name, rows=_HEADER_ROWS)
    reading = _read_sheet(best[0], best[1], words)
    if not reading.rows and not reading.problems:
        raise InputError("intake.roster_empty", name=name)
    if len(reading.rows) > _MOST_PEOPLE:
        raise InputError("intake.roster_too_long", name=name, people=_MOST_PEOPLE)
    return reading


def _find_header(sheet: Sheet, words: RosterWords) -> _Header | None:
    headers = [
        _header(row, words) for row in sheet.rows[:_HEADER_ROWS] if row.number <= _HEADER_ROWS
    ]
    usable = [header for header in headers if "name" in header.columns and len(header.columns) > 1]
    return max(usable, key=lambda header: len(header.columns), default=None)


def _header(row: Row, words: RosterWords) -> _Header:
    columns: dict[str, int] = {}
    labels: dict[str, str] = {}
    unknown: list[str] = []
    for index, cell in enumerate(row.cells):
        label = clean_line(cell_text(cell))
        keys = (squeezed(label), squeezed(_BRACKETS.sub("", label)))
        field = next((words.columns[key] for key in keys if key in words.columns), None)
        if field is not None and field not in columns:
            columns[field], labels[field] = index, label
        elif label and not any(key in words.ignored for key in keys):
            unknown.append(label)
    return _Header(row.number, columns, labels, tuple(unknown))


def _read_sheet(sheet: Sheet, header: _Header, words: RosterWords) -> RosterReading:
    rows: list[RosterRow] = []
    problems: list[RowProblem] = []
    notes: list[RowProblem] = []
    for row in sheet.rows:
        if row.number <= header.row or _repeats_header(row, header):
            continue
        reader = CellReader(row, header.columns, header.labels, words, from_1904=sheet.from_1904)
        line = _lone_text(row, header)
        if line is not None:
            if not line.isdecimal():  # rows numbered in advance and never filled
                notes.append(RowProblem(row.number, "skipped_line", {"text": line[:40]}))
            continue
        person = _person(reader)
        problems.extend(reader.problems)
        notes.extend(reader.notes)
        if not reader.problems:
            rows.append(person)
    main_body = _main_body(rows)
    judged = [_judge(row, main_body, words) for row in rows]
    notes.extend(_proposed(row) for row in judged if "category" in row.derived)
    notes.sort(key=lambda note: note.row)
    return RosterReading(
        sheet=sheet.name,
        header_row=header.row,
        rows=tuple(judged),
        problems=tuple(problems),
        notes=tuple(notes),
        unknown_columns=header.unknown,
    )


def _proposed(row: RosterRow) -> RowProblem:
    code = "category_derived" if row.category_reason else "category_default"
    params = {
        "name": row.name,
        "category": row.category.value,
        "reason": row.category_reason,
    }
    return RowProblem(row.number, code, params)


def _repeats_header(row: Row, header: _Header) -> bool:
    """Say whether *row* is the header again, as at the top of a printed page."""
    return all(
        clean_line(cell_text(row.cell(index))) == header.labels[field]
        for field, index in header.columns.items()
    )


def _lone_text(row: Row, header: _Header) -> str | None:
    """Return the text of a row that is a heading or a remark (一、领导班子) and no person."""
    filled = [index for index, cell in enumerate(row.cells) if cell is not None]
    if len(filled) != 1:
        return None
    text = clean_line(cell_text(row.cells[filled[0]]))
    if filled[0] == header.columns["name"] and not _HEADING.match(text):
        return None
    return text


def _office(cells: CellReader) -> str:
    department, office = cells.text("department"), cells.text("office")
    return office if office.startswith(department) else department + office


def _person(cells: CellReader) -> RosterRow:
    name, gender_in_name, remark = cells.name()
    since, left_on = cells.date("in_office_since"), cells.date("left_on")
    if since and left_on and left_on < since[: len(left_on)]:
        cells.block("dates_reversed", since=since, left=left_on)
    category = cells.category()
    notes = [text for text in (cells.text("note"), remark) if text]
    return RosterRow(
        number=cells.row.number,
        name=name,
        gender=cells.gender() or gender_in_name,
        birth=cells.date("birth"),
        body=cells.text("body"),
        office=_office(cells),
        duties=cells.text("duties"),
        in_office_since=since,
        left_on=left_on,
        category=category or TalkCategory.ORDINARY,
        number_one=cells.yes_no("number_one"),
        capacity=cells.capacity(),
        leadership=cells.yes_no("leadership"),
        party_member=cells.yes_no("party_member"),
        recently_left=cells.yes_no("recently_left"),
        contact=cells.text("contact"),
        note="；".join(notes),
        derived=frozenset() if category else frozenset({"category"}),
    )


def _main_body(rows: list[RosterRow]) -> str:
    bodies = Counter(row.body for row in rows if row.body)
    return bodies.most_common(1)[0][0] if bodies else ""


def _judge(row: RosterRow, main_body: str, words: RosterWords) -> RosterRow:
    """Fill in what the office tells and the roster does not say."""
    said_left = bool(row.recently_left) or bool(row.left_on)
    found: Derived = derive(
        row.office,
        same_body=not row.body or row.body == main_body,
        number_one=row.number_one,
        left=said_left,
        words=words,
    )
    derived = set(row.derived)
    category, reason = row.category, row.category_reason
    if "category" in derived:
        category, reason = found.category, found.reason
    number_one, capacity = row.number_one, row.capacity
    if number_one is None and category is TalkCategory.NUMBER_ONE:
        number_one = True
        derived.add("number_one")
    if number_one and capacity is None and found.capacity is not None:
        capacity = found.capacity
        derived.add("capacity")
    leadership = row.leadership
    if leadership is None and found.leadership:
        leadership = True
        derived.add("leadership")
    return replace(
        row,
        category=category,
        category_reason=reason,
        number_one=number_one,
        capacity=capacity,
        leadership=leadership,
        derived=frozenset(derived),
    )
